// Answers that only make sense because of what was shown: the second of the list, the cheapest.

import { numberAt, ordinalAt } from './numbers.ts';
import type { Pick } from './meaning.ts';
import { findPhrases, phraseBook, type Found } from './phrases.ts';
import { wordAt, type Token } from './tokens.ts';
import { phrases, words } from './lexicon/words.ts';

const CHOICE_LEADS: ReadonlySet<string> = words(`
  el la lo opcion numero nro n quiero prefiero elijo voy con esa ese the option number a o opcao
  me quedo dale si ok , . reservo mejor cabana cabin que sea ill take i want prefer quero fico por
  favor perfecto vamos # ° hola creo seria fecha chale pela pelo tomo
`);
const CHOICE_TAILS: ReadonlySet<string> = words(`
  one opcion option cabana cabin por favor porfa please gracias thanks dale me gusta opcao esta
  bien mejor esa . ! fecha ° de todas la lista que mostraste , chale
`);

/** "cuánto me sale la 2?", "precio de la primera": the one pointed at, at the end of a question. */
function pointedAt(tokens: readonly Token[]): number | null {
  const words = tokens.filter(({ kind, text }) => kind !== 'mark' && text !== 'one');
  const last = words.at(-1);
  const article = words.at(-2)?.text ?? '';
  if (words.length < 3 || !POINTING.has(article)) return null;
  const isNumber = last?.kind === 'number';
  if (isNumber && !['la', 'the', 'opcion', 'option', 'opcao'].includes(article)) return null;
  const value = isNumber ? last.value : ordinalAt(words, words.length - 1)?.value;
  return value !== undefined && value > 0 && value <= 20 ? value : null;
}
const POINTING: ReadonlySet<string> = words('la el the a o opcion option opcao da del do');

/** "el segundo", "la 2", "opción 3": nothing else in the message but a choice. */
export function ordinalIn(tokens: readonly Token[]): number | null {
  let at = 0;
  while (CHOICE_LEADS.has(tokens[at]?.text ?? '')) at++;
  const chosen =
    ordinalAt(tokens, at) ??
    numberAt(tokens, at) ??
    (['uno', 'una', 'one', 'um', 'uma'].includes(wordAt(tokens, at) ?? '')
      ? { value: 1, next: at + 1 }
      : undefined);
  if (!chosen || chosen.value < 1 || chosen.value > 20) return pointedAt(tokens);
  const tail = tokens.slice(chosen.next);
  const described = tail.findIndex(({ text }) => text === ',' || text === '(');
  // "la segunda opción, la de 4 personas": which one is said again
  const again = described >= 0 && ARTICLES.has(tail[described + 1]?.text ?? '');
  return (again ? tail.slice(0, described) : tail).every(
    (token) => CHOICE_TAILS.has(token.text) || token.kind === 'mark',
  ) && !['/', '-'].includes(tokens[chosen.next]?.text ?? '')
    ? chosen.value
    : null;
}

const ARTICLES: ReadonlySet<string> = words('la el the a o esa ese that');

const PICKS = phraseBook<Pick>([
  [
    'cheapest',
    // not "algo más barato": that wants another
    phrases(`
      la|lo|el|las mas barat*|economic*|accesible; ^ mas barat*|economic*; mas barata|economica $;
      cheapest; least expensive; a|o|as mais barat*; ^ mais barat*; a|o mais em conta
    `),
  ],
  [
    'dearest',
    phrases('la|lo|el|las mas car*; ^ mas car*; most expensive; a|o|as mais car*; ^ mais car*'),
  ],
  [
    'best',
    phrases(
      'cual|qual|que|which|what ..? recomend*|recommend*|conviene|sugeris|sugieren|sugere; recomend*|recommend* ..? cual|alguna|one',
    ),
  ],
  ['last', phrases('^ el|la|the|a|o ultim*|last; ^ ultim*; ^ last one')],
  ['middle', phrases('^ la|el|the|a|o del|do? medio|meio|middle')],
  ['largest', phrases('mas grande|amplia|espaciosa; biggest|largest|roomiest; maior')],
]);

/** "la más barata": which one, without its name or number. */
export function pickIn(tokens: readonly Token[]): Found<Pick> | null {
  return findPhrases(PICKS, tokens)[0] ?? null;
}

const ANOTHER = phraseBook([
  [
    'another',
    phrases(
      `otra|otro cabana|casa; cambi*|mudar|trocar de|la|a? cabana|chale; another|other|different cabin;
      outra|outro cabana|chale; switch|swap|change|move cabin|cabins`,
    ),
  ],
] as const);

/** "a la otra cabaña": any but the one that is spoken of. */
export function anotherIn(tokens: readonly Token[]): Pick | null {
  const [other] = findPhrases(THE_OTHER, tokens).filter(
    ({ to }) => tokens[to] === undefined || tokens[to].kind === 'mark',
  );
  return (findPhrases(ANOTHER, tokens)[0] ?? other)?.label ?? null;
}

/** With nothing behind it that would be another of something else. */
const THE_OTHER = phraseBook([
  ['another', phrases('la|el otra|otro; a|o outra|outro; the other one?')],
] as const);
