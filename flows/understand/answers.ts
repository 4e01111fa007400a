// Answers that only make sense because of what was asked: a name, the second of the list.

import { numberAt, ordinalAt } from './numbers.ts';
import type { Pick } from './meaning.ts';
import { findPhrases, phraseBook, type Found } from './phrases.ts';
import { after, afterAny } from './sequence.ts';
import { foldText, wordAt, type Token } from './tokens.ts';
import { phrases, sequences, words } from './lexicon/words.ts';

const NAME_LEADS: ReadonlyArray<readonly string[]> = sequences(`
  a nombre de; al nombre de; mi nombre es; mi nombre; nombre; me llamo; soy; si soy; es para;
  ponelo a nombre de; pone a nombre de; my name is; name is; its; im; i am; this is; under;
  the name is; name; in the name of; meu nome e; me chamo; em nome de; no nome de; sou; o nome e;
  nome; a reserva a nombre de; reserva a nombre de; yo soy; a nome de
`);
/** Wherever it stands: "ponelo a nombre de …". */
const NAMED_AS: ReadonlyArray<readonly string[]> = sequences(`
  a nombre de; al nombre de; em nome de; no nome de; in the name of; under the name; under the name of
`);
const PARTICLES: ReadonlySet<string> = words(
  'de del la las los da do dos das y e van von di san mac mc o',
);
/** Words that no name is made of. */
const NO_NAME: ReadonlySet<string> = words(`
  si no que q como cuanto cual cuando donde quien para por con sin hay tenes tienen puedo podemos
  quiero queremos mejor perdon digo hola buenas buen buenos dia dias gracias dale ok oka okey
  listo ya voy vamos somos es esta este esto eso cabana cabanas noche noches persona personas
  adultos nenes precio pago pagar link tarjeta reserva reservar cancelar cancela menu humano
  despues luego espera dejame todavia aun prefiero dar nombre te me lo les nos se un una el mi tu
  su mis yes yep sure the is are what how much why can i you we my your please thanks hello hi
  wait cancel human person not dont later price pay sim nao obrigado obrigada oi tudo quanto voce
  preco depois joya genial perfecto bueno cambiar cambio fecha fechas finde mascota perro foto
  fotos alias cbu factura mmm eh ah aha jaja jajaja ninguno nada nadie hoy manana viernes
`);

/** The name, in the guest's own letters; null when this is rather something else. */
export function nameIn(text: string, tokens: readonly Token[]): string | null {
  if (
    tokens.some(
      (token) =>
        token.kind === 'number' ||
        ['?', '¿', '/', '@', ';', '=', '<', '>', '{', '[', '$'].includes(token.text),
    )
  )
    return null;
  let from = 0;
  while (
    ['hola', 'si', 'ok', 'dale', 'claro', ',', '.', '!', 'sure', 'yes', 'sim', 'buenas'].includes(
      tokens[from]?.text ?? '',
    )
  )
    from++;
  const lead = NAME_LEADS.map((words) => after(tokens, from, words)).reduce<number>(
    (longest, end) => Math.max(longest, end ?? 0),
    from,
  );
  const named = [1, 2, 3, 4].map((at) => afterAny(tokens, from + at, NAMED_AS)).find(Boolean);
  const start = pastRelation(tokens, named ?? (tokens[lead]?.text === ':' ? lead + 1 : lead));
  let to = start;
  for (; to < tokens.length; to++) {
    const token = tokens[to];
    if (token?.kind === 'mark' && !['-', "'", '’', '.'].includes(token.text)) break;
  }
  const given = tokens.slice(start, to);
  const rest = tokens.slice(to).filter((token) => token.kind === 'word');
  const words = given.filter((token) => token.kind === 'word');
  const proper = words.filter((token) => !PARTICLES.has(token.text));
  const first = given[0];
  const last = given.at(-1);
  if (!first || !last || proper.length === 0 || words.length > 6 || rest.length > 3) return null;
  if (
    proper.some((token) => NO_NAME.has(token.text)) ||
    proper.every((token) => token.text.length < 2)
  )
    return null;
  const name = text
    .slice(first.start, last.end)
    .replace(/\s+/gu, ' ')
    .replace(/[.\s]+$/u, '');
  return name.length <= 80 && foldText(name) !== '' ? name : null;
}

const YES: ReadonlySet<string> = words('si ok dale claro sure yes yep sim bueno listo perfecto');

/** "sí, Ana Pérez". */
export function saysYes(tokens: readonly Token[]): boolean {
  return YES.has(tokens[0]?.text ?? '');
}

/** Nothing that is said of a cabin, though a phone writes it with capitals. */
const NO_FREE_NAME: ReadonlySet<string> = words(`
  muy re tan super todo todos linda lindo hermosa hermoso buenisimo encanta bien igual solo ahora
  very so great nice lovely good muito otimo bom boa legal
`);

/** A name that nobody asked for: said to be one, or two words and more written as names are. */
export function plainNameIn(text: string, tokens: readonly Token[]): string | null {
  const name = nameIn(text, tokens);
  if (name === null) return null;
  const parts = name.split(' ').filter((part) => !PARTICLES.has(foldText(part)));
  if (parts.some((part) => NO_FREE_NAME.has(foldText(part)))) return null;
  const isSaid = tokens.some((_, at) => afterAny(tokens, at, NAMED_AS) !== undefined);
  const isWritten = parts.length > 1 && parts.every((part) => /^\p{Lu}\p{Ll}/u.test(part));
  return isSaid || isWritten ? name : null;
}

/** "mi hija, Sofía Paz". */
function pastRelation(tokens: readonly Token[], at: number): number {
  const isRelation = ['mi', 'my', 'minha', 'meu'].includes(tokens[at]?.text ?? '');
  return isRelation && [',', ':'].includes(tokens[at + 2]?.text ?? '') ? at + 3 : at;
}

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
  return tokens
    .slice(chosen.next)
    .every((token) => CHOICE_TAILS.has(token.text) || token.kind === 'mark') &&
    !['/', '-'].includes(tokens[chosen.next]?.text ?? '')
    ? chosen.value
    : null;
}

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
      `otra|otro cabana|casa; la|el otra|otro $; a|o outra|outro $; the other one? $; cambi*|mudar|trocar de|la|a? cabana|chale; another|other|different cabin;
      outra|outro cabana|chale; switch|swap|change|move cabin|cabins`,
    ),
  ],
] as const);

/** "a la otra cabaña": any but the one that is spoken of. */
export function anotherIn(tokens: readonly Token[]): Pick | null {
  return findPhrases(ANOTHER, tokens)[0]?.label ?? null;
}
