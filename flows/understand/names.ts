// Whom a stay is for: a name where one was asked for, beside a yes, or said along the way.

import { TELLING } from './lexicon/language.ts';
import { GIVEN_NAMES } from './lexicon/names.ts';
import { sequences, words } from './lexicon/words.ts';
import { after, afterAny } from './sequence.ts';
import { foldText, type Token } from './tokens.ts';

const NAME_LEADS: ReadonlyArray<readonly string[]> = sequences(`
  a nombre de; al nombre de; mi nombre es; mi nombre; nombre; me llamo; soy; si soy; es para;
  ponelo a nombre de; pone a nombre de; my name is; name is; names; its; im; i am; this is; under;
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
  const isFull = parts.length > 1 && (parts.every(isWritten) || isGiven(parts[0]));
  return isSaid || isFull ? name : null;
}

function isWritten(part: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(part);
}

function isGiven(part: string | undefined): boolean {
  return part !== undefined && GIVEN_NAMES.has(foldText(part));
}

/** Beside whatever else is said: "soy ana perez, del 3 al 10". "soy cliente" and "soy ana" give no full name. */
export function introducedIn(text: string, tokens: readonly Token[]): string | null {
  for (let at = 0; at < tokens.length; at++) {
    const start = afterAny(tokens, at, INTRODUCING);
    const name = start === undefined ? null : fullNameAt(text, tokens, start);
    if (name !== null) return name;
  }
  return null;
}

/** A given name, more of them, and what follows: one surname, or as many as are written with capitals. */
function fullNameAt(text: string, tokens: readonly Token[], start: number): string | null {
  let to = start;
  let surnames = 0;
  for (; to < start + 6; to++) {
    const token = tokens[to];
    if (token?.kind !== 'word' || NO_NAME.has(token.text) || NO_FREE_NAME.has(token.text)) break;
    const written = text.slice(token.start, token.end);
    if (to === start && !isGiven(written)) return null;
    if (isParticle(text, tokens, to) || (isGiven(written) && surnames === 0)) continue;
    const isCommon = Object.values(TELLING).some((telling) => telling.has(token.text));
    if (isCommon || (surnames > 0 && !isWritten(written))) break;
    surnames++;
  }
  const [first, last] = [tokens[start], tokens[to - 1]];
  return surnames > 0 && first && last ? text.slice(first.start, last.end) : null;
}

/** "Ana del Valle", "Ana de la Cruz"; "Ana de Tandil" tells where she is from. */
function isParticle(text: string, tokens: readonly Token[], at: number): boolean {
  const { text: word = '' } = tokens[at] ?? {};
  const next = tokens[at + 1];
  if (!PARTICLES.has(word) || next?.kind !== 'word') return false;
  return word === 'de' ? PARTICLES.has(next.text) : isWritten(text.slice(next.start, next.end));
}

const INTRODUCING: ReadonlyArray<readonly string[]> = sequences(`
  me llamo; mi nombre es; mi nombre; soy; te habla; les habla; habla; te escribe; les escribe; a nombre de; my name is; im; i am; this is;
  name is; names; under the name; meu nome e; me chamo; sou; sou o; sou a; aqui e o; aqui e a; em nome de; no nome de; in the name of
`);

/** "mi hija, Sofía Paz". */
function pastRelation(tokens: readonly Token[], at: number): number {
  const isRelation = ['mi', 'my', 'minha', 'meu'].includes(tokens[at]?.text ?? '');
  return isRelation && [',', ':'].includes(tokens[at + 2]?.text ?? '') ? at + 3 : at;
}
