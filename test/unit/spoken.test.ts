// What would go wrong: a guest who said nothing is answered as if they had said what a model hears in noise, or
// one who said something as if they had not.

import { expect, test } from 'vitest';
import { wordsIn } from '../../src/chat/spoken.ts';

test.each([
  '',
  ' \n ',
  '...',
  '[Música]',
  '(silencio)',
  '*risas*',
  '♪♪',
  'Música',
  'Subtítulos realizados por la comunidad de Amara.org',
  'Subtítulos por la comunidad de Amara.org',
  'Subtitulado por Jnkoil',
  'Legendas pela comunidade Amara.org',
  'Subtitles by the Amara.org community',
  '¡Gracias por ver el video!',
  'Obrigado por assistir!',
  'Thanks for watching!',
  'you',
])('nobody said «%s»', (transcript) => {
  expect(wordsIn(transcript)).toBeNull();
});

test.each([
  ['Hola, ¿tenés lugar del 3 al 10?', 'Hola, ¿tenés lugar del 3 al 10?'],
  [' somos\n cuatro ', 'somos cuatro'],
  ['gracias', 'gracias'],
  ['sí', 'sí'],
  ['[Música] Hola, buenas', '[Música] Hola, buenas'],
  ['gracias por ver lo del video que te mandé', 'gracias por ver lo del video que te mandé'],
  ['la película tiene subtítulos por suerte', 'la película tiene subtítulos por suerte'],
  ['a\0b', 'a b'],
])('a guest said «%s»', (transcript, words) => {
  expect(wordsIn(transcript)).toBe(words);
});

test('the longest speech is as long as a text, and takes no time', () => {
  const started = performance.now();
  expect(Array.from(wordsIn('(hola '.repeat(100_000)) ?? '')).toHaveLength(4_096);
  expect(performance.now() - started).toBeLessThan(500);
});
