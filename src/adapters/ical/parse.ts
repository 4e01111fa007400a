// A calendar's text → the nights of its events. Runs in a thread of its own, because the library loops for ever
// on some recurrence rules (FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31, tried with ical.js 2.2.1). Nothing that a guest
// may have written (SUMMARY, DESCRIPTION) leaves it.

import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import { IANAZone, DateTime } from 'luxon';
import type { ParsedCalendar } from '../../booking/feed.ts';
import {
  horizonFrom,
  overlapOf,
  type CalendarEvent,
  type EventKind,
} from '../../domain/imports.ts';
import {
  addDays,
  calendarDateOf,
  parseCalendarDate,
  type CalendarDate,
  type Stay,
} from '../../domain/stay.ts';
import { MOST_EVENTS, sortLines, type SortedEvent } from './sorted.ts';
import { isOurUid } from './uid.ts';

export type ParseOptions = {
  /** Of the lodging: where a time falls on a night. */
  readonly timeZone: string;
  readonly today: CalendarDate;
  /** Events with our own UIDs are our stays, back from a channel. */
  readonly host: string;
};

const LONGEST_UID = 200;
/** It is kept as it is written. */
// oxlint-disable-next-line no-control-regex -- as in `shortened`
const PLAIN_UID = /^[^\\\u0000-\u001f\u007f]{1,180}$/;

class Unreadable extends Error {}
class TooManyNights extends Error {}

type Looking = ParseOptions & { readonly horizon: Stay };

export function parseCalendar(text: string, options: ParseOptions): ParsedCalendar {
  const sorted = sortLines(text);
  if (typeof sorted === 'string') return { kind: 'refused', why: sorted };
  const looking = { ...options, horizon: horizonFrom(options.today) };
  try {
    const { events, unreadable } = eventsOf(sorted, looking);
    if (events.length > MOST_EVENTS) return { kind: 'refused', why: 'tooManyEvents' };
    if (unreadable.length > 0 && unreadable.length === sorted.events.length)
      return { kind: 'refused', why: 'unreadable' };
    return { kind: 'parsed', events: toldApart(events), unreadable };
  } catch (error) {
    if (error instanceof TooManyNights) return { kind: 'refused', why: 'tooManyEvents' };
    throw error;
  }
}

/** An event that cannot be read takes along what else has its UID: a series is not known without its exceptions. */
function eventsOf(
  { zones, events }: { zones: readonly string[]; events: readonly SortedEvent[] },
  looking: Looking,
): { events: CalendarEvent[]; unreadable: string[] } {
  const root = new ICAL.Component('vcalendar');
  const bring = (text: string) =>
    root.addSubcomponent(new ICAL.Component(ICAL.parse(text) as never));
  for (const zone of zones) orUndefined(() => bring(zone));
  const byUid = Map.groupBy(events, ({ uid, text }) => uid || text);
  const unreadable: string[] = [];
  const found = [...byUid.values()].flatMap((all) => {
    const read = orUndefined(() => {
      if (!all.every(({ isWhole }) => isWhole)) throw new Unreadable('an event without an end');
      const components = all.map(({ text }) => bring(text));
      const uid = textOf(components[0]!, 'uid');
      return isOurUid(uid, looking.host) ? [] : eventsOfOne(uid, components, looking);
    });
    if (!read) unreadable.push(...all.map(({ uid }) => (PLAIN_UID.test(uid) ? uid : '')));
    return read ?? [];
  });
  return { events: found, unreadable };
}

/** Whatever the library throws at what it cannot read. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TooManyNights) throw error;
    return undefined;
  }
}

/** UIDs that only differed in what is not kept of them. */
function toldApart(events: readonly CalendarEvent[]): CalendarEvent[] {
  const seen = new Set<string>();
  return events.map((event, index) => {
    let { uid } = event;
    while (seen.has(uid)) uid = `${uid}#${index}`;
    seen.add(uid);
    return { ...event, uid };
  });
}

/** All that a calendar says under one UID: a single event, or a series with its exceptions. */
function eventsOfOne(uid: string, all: ICAL.Component[], looking: Looking): CalendarEvent[] {
  const exceptions = all.filter((one) => one.hasProperty('recurrence-id'));
  const masters = latest(all.filter((one) => !one.hasProperty('recurrence-id')));
  const found: CalendarEvent[] = [];
  const series = masters.find((one) => one.hasProperty('rrule') || one.hasProperty('rdate'));
  for (const one of masters) {
    if (one === series) found.push(...occurrencesOf(one, exceptions, looking));
    // RFC 5545 counts the start of a series as its first day, the library only where a rule finds it.
    if (one !== series || !one.hasProperty('rrule')) found.push(...single(one, looking));
  }
  if (!series) for (const one of exceptions) found.push(...single(one, looking));
  const stays = new Map(
    found.map((event) => [`${event.stay.checkIn}/${event.stay.checkOut}`, event]),
  );
  const events = [...stays.values()];
  // A UID names one row here; what shares it, or has none, is told apart by its nights.
  if (events.length === 1 && !series && uid !== '')
    return events.map((event) => ({ ...event, uid: shortened(uid) }));
  return events.map((event) => ({
    ...event,
    uid: shortened(`${uid}/${event.stay.checkIn}${series ? '' : `/${event.stay.checkOut}`}`),
  }));
}

/** The highest SEQUENCE supersedes the others. */
function latest(all: readonly ICAL.Component[]): ICAL.Component[] {
  const sequenceOf = (one: ICAL.Component) =>
    Number(one.getFirstPropertyValue('sequence') ?? 0) || 0;
  const highest = Math.max(...all.map(sequenceOf));
  return all.filter((one) => sequenceOf(one) === highest);
}

function single(event: ICAL.Component, looking: Looking): CalendarEvent[] {
  if (isCancelled(event)) return [];
  const start = timeOf(event, 'dtstart');
  if (!start) throw new Unreadable('an event without a start');
  const duration = event.getFirstPropertyValue('duration');
  const end =
    timeOf(event, 'dtend') ??
    endAfter(start, duration instanceof ICAL.Duration ? duration : undefined);
  return eventAt(event, start, end, looking);
}

type Moment = { readonly time: ICAL.Time; readonly tzid: string | undefined };

function timeOf(event: ICAL.Component, name: string): Moment | undefined {
  const property = event.getFirstProperty(name);
  const time: unknown = property?.getFirstValue();
  if (!property || time === undefined || time === null) return undefined;
  if (!(time instanceof ICAL.Time)) throw new Unreadable(`${name} is no time`);
  // The library makes 3 March of 31 February.
  const written: unknown = property.jCal[3];
  if (typeof written !== 'string' || !parseCalendarDate(written.slice(0, 10)))
    throw new Unreadable('no such day');
  const tzid: unknown = property.getFirstParameter('tzid');
  return { time, tzid: typeof tzid === 'string' ? tzid : undefined };
}

function endAfter(start: Moment, duration: ICAL.Duration | undefined): Moment {
  const time = start.time.clone();
  if (duration) time.addDuration(duration);
  else if (time.isDate) time.adjust(1, 0, 0, 0);
  return { ...start, time };
}

function occurrencesOf(
  master: ICAL.Component,
  exceptions: ICAL.Component[],
  looking: Looking,
): CalendarEvent[] {
  if (isCancelled(master)) return [];
  const event = new ICAL.Event(master, { exceptions, strictExceptions: false });
  const iterator = event.iterator();
  const tzid = timeOf(master, 'dtstart')?.tzid;
  const found: CalendarEvent[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    if (next.year > Number(looking.horizon.checkOut.slice(0, 4))) break;
    // An old series: no stay is a year long.
    if (next.year < Number(looking.today.slice(0, 4)) - 1) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCancelled(item.component))
      found.push(
        ...eventAt(item.component, { time: startDate, tzid }, { time: endDate, tzid }, looking),
      );
    if (found.length > MOST_EVENTS) throw new TooManyNights();
  }
  return found;
}

function isCancelled(event: ICAL.Component): boolean {
  return textOf(event, 'status').toUpperCase() === 'CANCELLED';
}

/** None when it takes no night from today on. */
function eventAt(
  event: ICAL.Component,
  start: Moment,
  end: Moment,
  looking: Looking,
): CalendarEvent[] {
  const stay = nightsBetween(start, end, looking.timeZone);
  if (!stay || !overlapOf(stay, looking.horizon)) return [];
  return [
    {
      uid: '',
      stay,
      kind: kindOf(textOf(event, 'summary')),
      createdAt: instantOf(event, 'created'),
      stampedAt: instantOf(event, 'dtstamp'),
    },
  ];
}

/** From the day on which it begins to the day on which it ends; whoever comes and goes on one day sleeps nowhere. */
function nightsBetween(start: Moment, end: Moment, timeZone: string): Stay | undefined {
  const checkIn = dayOf(start, timeZone);
  const checkOut = dayOf(end, timeZone);
  // RFC 5545 wants DTEND after DTSTART; those who write the same day twice mean that day.
  if (start.time.isDate && checkOut === checkIn) return { checkIn, checkOut: addDays(checkIn, 1) };
  return checkIn < checkOut ? { checkIn, checkOut } : undefined;
}

function dayOf({ time, tzid }: Moment, timeZone: string): CalendarDate {
  const { year, month, day, hour, minute, second } = time;
  const date = calendarDateOf(year, month, day);
  if (!date) throw new Unreadable('no such day');
  if (time.isDate) return date;
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  const named = tzid?.replace(/^\//, '');
  if (isUtc || (named !== undefined && IANAZone.isValidZone(named))) {
    const zone = isUtc ? 'utc' : named;
    const at = DateTime.fromObject({ year, month, day, hour, minute, second }, { zone });
    return at.setZone(timeZone).toISODate() as CalendarDate;
  }
  // A zone of the calendar's own (Outlook's names); without one it is the lodging's own clock.
  if (time.zone === ICAL.Timezone.localTimezone) return date;
  return DateTime.fromSeconds(time.toUnixTime(), { zone: timeZone }).toISODate() as CalendarDate;
}

/** Only Airbnb says plainly that nobody booked; only plain words of booking are taken for a sale. */
function kindOf(summary: string): EventKind {
  if (/^airbnb\b.*\bnot available\b/i.test(summary)) return 'window';
  return /^(?:reserved|booked|reservation|booking confirmed|reservad[oa]|reserva)\b/i.test(summary)
    ? 'sale'
    : 'unclear';
}

function instantOf(event: ICAL.Component, name: string): Date | null {
  const value: unknown = event.getFirstPropertyValue(name);
  if (!(value instanceof ICAL.Time)) return null;
  const date = value.toJSDate();
  return date.getUTCFullYear() < 1990 || date.getUTCFullYear() > 2999 ? null : date;
}

function textOf(event: ICAL.Component, name: string): string {
  const value: unknown = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

function shortened(uid: string): string {
  // oxlint-disable-next-line no-control-regex -- Postgres takes no NUL, and nobody else any of these
  const plain = uid.toWellFormed().replaceAll(/[\u0000-\u001f\u007f]/g, '');
  return plain.length <= LONGEST_UID
    ? plain
    : createHash('sha256').update(plain).digest('base64url');
}
