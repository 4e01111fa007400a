// Stretches said roughly: "la primera quincena de enero", "la semana del 10". Always asked about.

import { addDays, weekdayOf, type CalendarDate, type Stay } from '../../src/domain/stay.ts';
import { bareDayAt, type Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import { COMING, COMING_BEFORE, WEEKS } from './lexicon/calendar.ts';
import { words } from './lexicon/words.ts';
import type { Hearing } from './meaning.ts';
import { firstOfMonth, monthAfter } from './months.ts';
import { numberAt, ordinalAt } from './numbers.ts';
import { rangeFrom, type Resolution } from './resolution.ts';
import { resolveRange } from './resolve.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type Rough = Place & {
  readonly kind: 'rough';
  readonly resolve: (hearing: Hearing) => Resolution;
  /** The first day of a week that weekdays may be said of. */
  readonly monday?: CalendarDate;
};

const FORTNIGHT: ReadonlySet<string> = words('quincena quinsena quinc quinzena fortnight');

export function findRough(tokens: readonly Token[], reading: Reading): Rough[] {
  const found: Rough[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const rough =
      tokens[at]?.kind === 'taken'
        ? undefined
        : (partOfMonthAt(tokens, at) ??
          weekOfDayAt(tokens, at, reading) ??
          nextWeekAt(tokens, at, reading.today));
    if (!rough) continue;
    found.push(rough);
    at = rough.to - 1;
  }
  return found;
}

/** "primera quincena de enero", "segunda semana de febrero", "última semana de enero". */
function partOfMonthAt(tokens: readonly Token[], at: number): Rough | undefined {
  const several = firstWeeksAt(tokens, at);
  const last = ['ultima', 'last'].includes(wordAt(tokens, at) ?? '');
  const ordinal = several ?? (last ? { value: -1, next: at + 1 } : ordinalAt(tokens, at));
  const unit = ordinal && wordAt(tokens, ordinal.next);
  if (!ordinal || unit === undefined || !(WEEKS.has(unit) || FORTNIGHT.has(unit))) return undefined;
  const month = monthAfter(tokens, ordinal.next + 1);
  if (!month) return undefined;
  const fortnight = FORTNIGHT.has(unit);
  const within = (first: CalendarDate): Stay => {
    if (several) return { checkIn: first, checkOut: addDays(first, 7 * several.weeks) };
    return fortnight ? fortnightOf(first, ordinal.value) : weekOf(first, ordinal.value);
  };
  const resolve = (hearing: Hearing): Resolution => {
    const first = firstOfMonth(
      { kind: 'month', from: at, to: month.next, month: month.month, year: null },
      hearing.today,
    );
    return first ? asked(within(first), hearing) : { kind: 'nothing' };
  };
  return { kind: 'rough', from: at, to: month.next, resolve };
}

const FIRST_ONES: ReadonlySet<string> = words('primeras primeiras first');

/** "las primeras dos semanas", "las dos primeras", "first two weeks". */
function firstWeeksAt(
  tokens: readonly Token[],
  at: number,
): { value: 1; weeks: number; next: number } | undefined {
  const firstBefore = FIRST_ONES.has(wordAt(tokens, at) ?? '');
  const count = numberAt(tokens, firstBefore ? at + 1 : at);
  if (!count || count.value < 2 || count.value > 4) return undefined;
  const firstAfter = FIRST_ONES.has(wordAt(tokens, count.next) ?? '');
  if (firstBefore === firstAfter) return undefined;
  const next = firstAfter ? count.next + 1 : count.next;
  return WEEKS.has(wordAt(tokens, next) ?? '') ? { value: 1, weeks: count.value, next } : undefined;
}

/** "la semana del 10 de enero". */
function weekOfDayAt(tokens: readonly Token[], at: number, reading: Reading): Rough | undefined {
  if (['fin', 'fim', 'final'].includes(wordAt(tokens, at - 2) ?? '')) return undefined;
  if (
    !WEEKS.has(wordAt(tokens, at) ?? '') ||
    !['del', 'de', 'of', 'do'].includes(wordAt(tokens, at + 1) ?? '')
  )
    return undefined;
  const here = ['dia', 'the'].includes(wordAt(tokens, at + 2) ?? '') ? at + 3 : at + 2;
  const full = fullDayAt(tokens, here, reading);
  const bare = full ? undefined : bareDayAt(tokens, here);
  const next = full?.next ?? bare?.next;
  if (
    next === undefined ||
    ['al', 'hasta', '-', 'a', 'ao', 'to', 'until'].includes(tokens[next]?.text ?? '')
  )
    return undefined;
  const day =
    full?.day ??
    ({
      kind: 'dated',
      day: bare?.value ?? 0,
      month: null,
      year: null,
      weekday: null,
      numeric: false,
    } as const);
  if (day.kind !== 'dated') return undefined;
  const resolve = (hearing: Hearing): Resolution => {
    const found = resolveRange(rangeFrom(day), hearing);
    if (found.kind !== 'doubt' || found.doubt.kind !== 'checkOut') return found;
    return asked(
      { checkIn: found.doubt.checkIn, checkOut: addDays(found.doubt.checkIn, 7) },
      hearing,
    );
  };
  return { kind: 'rough', from: at, to: next, resolve };
}

const FOLLOWING: ReadonlySet<string> = words('siguiente seguinte following');

/** "la semana que viene", "next week": from its Monday to its Sunday; the one after a stay keeps its days. */
function nextWeekAt(tokens: readonly Token[], at: number, today: CalendarDate): Rough | undefined {
  if (
    WEEKS.has(wordAt(tokens, at) ?? '') &&
    ['fin', 'fim', 'final'].includes(wordAt(tokens, at - 2) ?? '')
  )
    return undefined;
  const before = COMING_BEFORE.has(wordAt(tokens, at) ?? '');
  const week = before ? at + 1 : at;
  if (!WEEKS.has(wordAt(tokens, week) ?? '')) return undefined;
  const to = before ? week + 1 : afterAny(tokens, week + 1, COMING);
  if (to === undefined) return undefined;
  const monday = addDays(today, 8 - weekdayOf(today));
  const follows = FOLLOWING.has(wordAt(tokens, before ? at : week + 1) ?? '');
  const resolve = (hearing: Hearing): Resolution => {
    const { stay } = hearing.known;
    return follows && stay
      ? asked({ checkIn: addDays(stay.checkIn, 7), checkOut: addDays(stay.checkOut, 7) }, hearing)
      : asked({ checkIn: monday, checkOut: addDays(monday, 6) }, hearing);
  };
  return { kind: 'rough', from: at, to, resolve, monday };
}

function asked(stay: Stay, hearing: Hearing): Resolution {
  if (stay.checkIn < hearing.today) return { kind: 'problem', problem: { kind: 'past' } };
  return { kind: 'doubt', doubt: { kind: 'stay', why: 'approximate', readings: [stay] } };
}

function nextMonth(first: CalendarDate): CalendarDate {
  return `${addDays(first, 31).slice(0, 8)}01` as CalendarDate;
}

function fortnightOf(first: CalendarDate, which: number): Stay {
  const half = addDays(first, 15);
  return which === 1
    ? { checkIn: first, checkOut: half }
    : { checkIn: half, checkOut: nextMonth(first) };
}

/** Weeks from the 1st, 8th, 15th and 22nd; the last one ends with the month's last Sunday. */
function weekOf(first: CalendarDate, which: number): Stay {
  if (which > 0)
    return { checkIn: addDays(first, 7 * (which - 1)), checkOut: addDays(first, 7 * which) };
  const end = addDays(nextMonth(first), -1);
  const sunday = addDays(end, -(weekdayOf(end) % 7));
  return { checkIn: addDays(sunday, -7), checkOut: sunday };
}
