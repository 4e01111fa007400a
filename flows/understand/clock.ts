// Hours of the clock: "a las 22", "22:30 hs", "10 de la noche", "às 20h", "around 10pm". An hour up to
// eleven with nothing beside it is in the afternoon or at night: nobody arrives at three in the morning
// without saying so, and the answer names the hour.

import { words } from './lexicon/words.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

/** `alone`: the text says nothing but the hour. */
export type Clock = { readonly time: string; readonly alone: boolean };

const HOUR_MARKS: ReadonlySet<string> = words('hs h hrs hr hora horas');
const CUES: ReadonlySet<string> = words('las la as tipo at around about by sobre hacia umas das');
const NAMED: Readonly<Record<string, string>> = {
  medianoche: '00:00',
  midnight: '00:00',
  mediodia: '12:00',
  noon: '12:00',
};
/** Earlier than the house opens. */
const EARLY: ReadonlySet<string> = words('antes temprano early earlier cedo');
/** Behind "de la", "da", "in the", "at". */
const MORNING: ReadonlySet<string> = words('manana manha madrugada morning temprano cedo am');
const LATER: ReadonlySet<string> = words('tarde tardecita noche noite afternoon evening night pm');
const BETWEEN: ReadonlySet<string> = words('de la da a por in the at p m y pico');
/** What may stand around an hour that is the whole answer. */
const AROUND: ReadonlySet<string> = words(`
  a las la as tipo at around about by sobre hacia umas das de da do em eso cerca mas menos o ou or creo
  que calculo aprox aproximadamente seria seran sera como por volta entre y e and ponele pongamos
  mais we ll re i the in on hs h hrs hr hora horas am pm p m noche noite tarde manana manha madrugada
  morning afternoon evening night medianoche midnight mediodia noon meia meio dia media si sim yes ok
  dale hola oi hi hello no nao mejor melhor perdon desculpa sorry probablemente seguro maybe probably acho acredito think
`);
const NOT_HOURS: ReadonlySet<string> = words(`
  / noche noches noite noites night nights dia dias day days personas pessoas people adultos adults
  mil pesos % anos years km cuadras de
`);

/** The last one said: what comes later corrects. */
export function findClock(tokens: readonly Token[]): Clock | null {
  const early = tokens.some(({ text }) => EARLY.has(text));
  let time: string | undefined;
  const read: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = clockAt(tokens, at, early);
    if (!found) continue;
    time = found.time;
    read.push({ from: at, to: found.next });
    at = found.next - 1;
  }
  if (time === undefined) return null;
  const alone = tokens.every(
    (token, at) =>
      token.kind === 'mark' ||
      AROUND.has(token.text) ||
      read.some(({ from, to }) => at >= from && at < to),
  );
  return { time, alone };
}

function clockAt(
  tokens: readonly Token[],
  at: number,
  early: boolean,
): { time: string; next: number } | undefined {
  const word = wordAt(tokens, at);
  if (word !== undefined) {
    if (Object.hasOwn(NAMED, word)) return { time: NAMED[word]!, next: at + 1 };
    const [half, rest] = [word, tokens[at + 1]?.text === '-' ? at + 2 : at + 1];
    if (half === 'meia' && wordAt(tokens, rest) === 'noite')
      return { time: '00:00', next: rest + 1 };
    if (half === 'meio' && wordAt(tokens, rest) === 'dia') return { time: '12:00', next: rest + 1 };
    return undefined;
  }
  const hour = tokens[at];
  if (hour?.kind !== 'number' || hour.value > 24 || hour.text.length > 2) return undefined;
  const { minutes, next: afterMinutes } = minutesAt(tokens, at + 1);
  const marked = HOUR_MARKS.has(tokens[afterMinutes]?.text ?? '');
  const next = marked ? afterMinutes + 1 : afterMinutes;
  const part = partOfDay(tokens, next);
  const cued = CUES.has(tokens[at - 1]?.text ?? '');
  const explicit = marked || minutes !== null || part !== undefined;
  if (!explicit && !cued) return undefined;
  if (!explicit && NOT_HOURS.has(tokens[next]?.text ?? '')) return undefined;
  return {
    time: written(
      onDial(hour.value, part?.half ?? (early && hour.value > 6 ? 'morning' : undefined)),
      minutes ?? halfPast(tokens, next),
    ),
    next: part?.next ?? next,
  };
}

/** ":30", "h30", "y media". */
function minutesAt(tokens: readonly Token[], at: number): { minutes: number | null; next: number } {
  const [sign, digits] = [tokens[at]?.text ?? '', tokens[at + 1]];
  const joined = sign === ':' || sign === 'h' || (sign === '.' && digits?.glued === true);
  const minutes =
    joined && digits?.kind === 'number' && digits.text.length === 2 && digits.value < 60;
  return minutes ? { minutes: digits.value, next: at + 2 } : { minutes: null, next: at };
}

function halfPast(tokens: readonly Token[], at: number): number {
  const half =
    ['y', 'e'].includes(tokens[at]?.text ?? '') && wordAt(tokens, at + 1)?.startsWith('medi');
  return half || (tokens[at]?.text === 'e' && wordAt(tokens, at + 1) === 'meia') ? 30 : 0;
}

function partOfDay(
  tokens: readonly Token[],
  at: number,
): { half: 'morning' | 'later'; next: number } | undefined {
  for (let here = at; here < at + 5 && here < tokens.length; here++) {
    const { text = '', kind } = tokens[here] ?? {};
    if (MORNING.has(text)) return { half: 'morning', next: here + 1 };
    if (LATER.has(text)) return { half: 'later', next: here + 1 };
    // "10 p. m."
    if ((text === 'a' || text === 'p') && here === at) {
      const dotted = tokens[here + 1]?.text === '.' ? here + 2 : here + 1;
      if (wordAt(tokens, dotted) === 'm')
        return { half: text === 'a' ? 'morning' : 'later', next: dotted + 1 };
    }
    if (kind !== 'word' || !(BETWEEN.has(text) || text.startsWith('medi'))) return undefined;
  }
  return undefined;
}

function onDial(hour: number, half: 'morning' | 'later' | undefined): number {
  if (half === 'morning') return hour % 12 === 0 ? 0 : hour;
  if (half === 'later') return hour === 12 ? 0 : hour < 12 ? hour + 12 : hour;
  return hour >= 1 && hour <= 11 ? hour + 12 : hour % 24;
}

function written(hour: number, minutes: number): string {
  return `${String(hour % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
