// Finds the days in a text and what each is for: arriving, leaving, or one more night of a list.

import { cueBefore, type Cue, type Role } from './cue.ts';
import { bareDayAt, countsSomething, dated, type Day, type DayRead, type Reading } from './day.ts';
import { fullDayAt, weekdayAt } from './days.ts';
import { isRefusal } from './declined.ts';
import { DAY_AFTER } from './lexicon/calendar.ts';
import { AND_WORDS, DEPARTURE, FILLERS, FROM_WORDS, TO_WORDS } from './lexicon/cues.ts';
import { words } from './lexicon/words.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type Mention = Place & {
  readonly day: Day;
  readonly role: Role;
  /** Nothing but a connector since the mention before. */
  readonly joined: boolean;
  /** "las noches del …": what follows are nights. */
  readonly nightsOf: boolean;
  readonly between: boolean;
};

/** Whether only connectors and fillers stand between two places. */
function adjoins(tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from > 5) return false;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'taken' || isRefusal(tokens, at)) return false;
    const joins =
      TO_WORDS.has(token.text) ||
      AND_WORDS.has(token.text) ||
      FILLERS.has(token.text) ||
      FROM_WORDS.has(token.text) ||
      token.text === ')';
    if (!joins) return false;
  }
  return true;
}

const RANGE_JOINERS: ReadonlySet<string> = words(`
  al hasta hsta ao ate to until till til - – — → > a / thru through
`);

/** Steps over a connector such as "al", "->" or "hasta el dia"; undefined when there is none. */
function pastJoiner(
  tokens: readonly Token[],
  at: number,
  joiners: ReadonlySet<string>,
): number | undefined {
  const word = tokens[at]?.text ?? '';
  if (tokens[at]?.kind === 'taken' || !joiners.has(word)) return undefined;
  let here = at + 1;
  for (let skipped = 0; skipped < 3; skipped++) {
    const text = tokens[here]?.text ?? '';
    if (
      !['>', 'el', 'dia', 'the', 'l', 'o', 'noche', 'noches', '-'].includes(text) ||
      tokens[here]?.kind === 'taken'
    )
      break;
    here++;
  }
  return here;
}

/** "17 18 y 19": the next day of a list, with nothing in between. */
function pastListed(tokens: readonly Token[], bare: { value: number; next: number }) {
  const following = tokens[bare.next];
  return following?.kind === 'number' && following.value === bare.value + 1 ? bare.next : undefined;
}

/** Whether the list or range that begins with a bare number ends in a day with a month: "3, 4 y 5 de enero". */
function leadsToMonth(tokens: readonly Token[], at: number, reading: Reading): boolean {
  let here = at;
  for (let items = 0; items < 8; items++) {
    const full = fullDayAt(tokens, here, reading);
    if (full) return full.day.kind === 'dated' && full.day.month !== null;
    const bare = bareDayAt(tokens, here);
    if (!bare) return false;
    const next =
      pastJoiner(tokens, bare.next, RANGE_JOINERS) ??
      pastJoiner(tokens, bare.next, AND_WORDS) ??
      pastListed(tokens, bare);
    if (next === undefined) return false;
    here = next;
  }
  return false;
}

/** "17 18 y 19": one day after another. */
function listFrom(tokens: readonly Token[], at: number): { days: number; next: number } {
  let days = 0;
  let next = at;
  for (let bare = bareDayAt(tokens, at); bare; days++) {
    next = bare.next;
    const then = pastListed(tokens, bare) ?? pastJoiner(tokens, bare.next, AND_WORDS);
    const following = then === undefined ? undefined : bareDayAt(tokens, then);
    bare = following?.value === bare.value + 1 ? following : undefined;
  }
  while (tokens[next]?.text === '?') next++;
  return { days, next };
}

const LEADING: ReadonlySet<string> = words(`
  ok okay dale bueno bien perdon disculpa desculpa sorry de entonces then so y and e mejor ahi what how about entao tudo bem , . ! ok
`);

/** Nothing before but "ok then", "bueno, entonces". */
function leadsIn(tokens: readonly Token[], at: number): boolean {
  return at <= 4 && tokens.slice(0, at).every((token) => LEADING.has(token.text));
}

/** "15 al 18", "15-18", "del 3 a 10": a bare number is a day because of what comes after it. */
function opensRange(
  tokens: readonly Token[],
  at: number,
  bare: { value: number; next: number },
  cue: Cue,
  wanted: boolean,
  reading: Reading,
): boolean {
  const { next } = bare;
  const joiner = tokens[next]?.text ?? '';
  const to =
    pastJoiner(tokens, next, RANGE_JOINERS) ??
    pastJoiner(tokens, next, AND_WORDS) ??
    pastListed(tokens, bare);
  if (to === undefined) return false;
  const end: DayRead | { next: number } | undefined =
    fullDayAt(tokens, to, reading) ?? bareDayAt(tokens, to);
  if (!end || countsSomething(tokens, end.next)) return false;
  if (['al', 'hasta', 'ao', 'ate'].includes(joiner)) return true;
  const list = listFrom(tokens, at);
  const alone =
    leadsIn(tokens, at) &&
    Math.max(end.next, list.next) >= tokens.length &&
    (wanted || !AND_WORDS.has(joiner) || list.days > 2) &&
    (reading.spokenOf || !['a', 'to'].includes(joiner)) &&
    joiner !== '/';
  // "son 2 de 4 y 6" is about ages: a list needs more than "de".
  const pointed = cue.between || cue.marker || cue.nightsOf;
  const fromHere = pointed || (cue.role === 'from' && !AND_WORDS.has(joiner));
  return alone || (cue.clean && fromHere) || leadsToMonth(tokens, at, reading);
}

function bareDayMention(
  tokens: readonly Token[],
  at: number,
  cue: Cue,
  joined: boolean,
  wanted: boolean,
  reading: Reading,
): DayRead | undefined {
  const bare = bareDayAt(tokens, at);
  if (!bare || countsSomething(tokens, bare.next)) return undefined;
  const day = dated(bare.value, null, null);
  const alone = wanted && at === 0 && bare.next >= tokens.length;
  const named = cue.clean && (cue.marker || (cue.nightsOf && cue.role !== 'none'));
  if (alone || joined || named || opensRange(tokens, at, bare, cue, wanted, reading))
    return { day, next: bare.next };
  return undefined;
}

/** "sab", "mar", "sun" are days only beside another day or after a word that points at a day. */
function shortWeekdayStands(
  tokens: readonly Token[],
  at: number,
  read: DayRead,
  joined: boolean,
  reading: Reading,
): boolean {
  if (read.day.kind !== 'weekday') return true;
  const short = weekdayAt(tokens, at, reading.language);
  if (!short?.short || joined) return true;
  const to =
    pastJoiner(tokens, read.next, RANGE_JOINERS) ??
    pastJoiner(tokens, read.next, AND_WORDS) ??
    read.next;
  if (weekdayAt(tokens, to, reading.language)) return true;
  const pointed = [
    'el',
    'este',
    'del',
    'al',
    'this',
    'on',
    'next',
    'desde',
    'hasta',
    'proximo',
    'from',
    'para',
    'p',
  ].includes(wordAt(tokens, at - 1) ?? '');
  return (
    (pointed && tokens[at]?.text !== 'mar') || (tokens.length <= 2 && tokens[at]?.text !== 'mar')
  );
}

/** "el 2 llegamos y el 9 nos vamos": the verb may come after its day. */
function roleOf(
  tokens: readonly Token[],
  next: number,
  cue: Cue,
  before: Mention | undefined,
): Role {
  if (before && before.role !== 'to' && afterAny(tokens, next, DEPARTURE) !== undefined)
    return 'to';
  return cue.clean || cue.verb ? cue.role : 'none';
}

/** "jue vie y sab", "17 18 y 19": one more night of a list that has no comma. */
function goesOn(before: Mention, tokens: readonly Token[], at: number, reading: Reading): boolean {
  if (before.to !== at || before.role === 'to') return false;
  if (before.day.kind === 'weekday' || (before.day.kind === 'dated' && before.day.weekday !== null))
    return weekdayAt(tokens, at, reading.language) !== undefined;
  return (
    before.day.kind === 'dated' &&
    before.day.month === null &&
    tokens[at]?.kind === 'number' &&
    tokens[at]?.value === before.day.day + 1
  );
}

/** "mañana y pasado": the day after the one just said. */
function dayAfter(before: Mention, tokens: readonly Token[], at: number): DayRead | undefined {
  const next =
    before.day.kind === 'relative' && !before.day.night
      ? afterAny(tokens, at, DAY_AFTER)
      : undefined;
  if (next === undefined || before.day.kind !== 'relative') return undefined;
  return { day: { ...before.day, days: before.day.days + 1 }, next };
}

/** `wanted`: the conversation is waiting for a day, so that a lone number is one. */
export function findMentions(
  tokens: readonly Token[],
  reading: Reading,
  wanted: boolean,
): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const before = mentions.at(-1);
    const barrier = before?.to ?? 0;
    if (tokens[at]?.kind === 'taken' || tokens[at]?.kind === 'mark') {
      at++;
      continue;
    }
    const cue = cueBefore(tokens, at, barrier);
    const listed = before !== undefined && goesOn(before, tokens, at, reading);
    const joined =
      listed ||
      (before !== undefined &&
        at > before.to &&
        (cue.role === 'to' || cue.role === 'and' || cue.role === 'from') &&
        adjoins(tokens, before.to, at));
    const full =
      fullDayAt(tokens, at, reading) ??
      (before && joined && cue.role === 'and' ? dayAfter(before, tokens, at) : undefined);
    const stands = full && shortWeekdayStands(tokens, at, full, joined, reading) ? full : undefined;
    const joinedDay = joined && (cue.role !== 'from' || cue.marker);
    const read = stands ?? bareDayMention(tokens, at, cue, joinedDay, wanted, reading);
    if (!read) {
      at++;
      continue;
    }
    mentions.push({
      day: read.day,
      from: at,
      to: read.next,
      role: listed ? 'and' : roleOf(tokens, read.next, cue, before),
      joined,
      nightsOf: cue.nightsOf,
      between: cue.between,
    });
    at = read.next;
  }
  return mentions;
}
