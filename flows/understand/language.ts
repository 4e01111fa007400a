// Which of the three languages a text is in; too little text keeps the one spoken before.

import { TELLING } from './lexicon/language.ts';
import type { Language } from './meaning.ts';
import type { Token } from './tokens.ts';

const LANGUAGES: readonly Language[] = ['es', 'pt', 'en'];

/** How much more a language must say to replace the one spoken before. */
const MARGIN = 2;

export function languageOf(tokens: readonly Token[], spoken: Language): Language {
  const scores: Record<Language, number> = { es: 0, pt: 0, en: 0 };
  for (const [at, token] of tokens.entries()) {
    if (
      token.kind !== 'word' ||
      (token.glued && ['.', '@', '/'].includes(tokens[at - 1]?.text ?? ''))
    )
      continue;
    const speaks = LANGUAGES.filter((language) => TELLING[language].has(token.text));
    // A word of one language alone says more than a word of two.
    for (const language of speaks) scores[language] += speaks.length === 1 ? 2 : 1;
  }
  const best = LANGUAGES.reduce(
    (left, right) => (scores[right] > scores[left] ? right : left),
    spoken,
  );
  return scores[best] >= scores[spoken] + MARGIN ? best : spoken;
}
