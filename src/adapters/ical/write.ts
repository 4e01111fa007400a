// A cabin's calendar as RFC 5545 wants it: nights that are taken, and nothing about who takes them.

import ICAL from 'ical.js';
import type { CalendarEntry } from '../calendar-export.ts';
import { ourUid } from './uid.ts';

export function calendarText(
  entries: readonly CalendarEntry[],
  { name, host }: { name: string; host: string },
): string {
  // The library does not count the space that begins a continued line; RFC 5545 does.
  ICAL.foldLength = 74;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Posta//Calendar//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  const called = new ICAL.Property('x-wr-calname');
  // Text is escaped; a property that the library does not know is not.
  called.resetType('text');
  called.setValue(name);
  calendar.addProperty(called);
  for (const entry of entries) calendar.addSubcomponent(eventOf(entry, host));
  return `${calendar.toString()}\r\n`;
}

function eventOf(entry: CalendarEntry, host: string): ICAL.Component {
  const { id, uid, piece, stay, isSold, createdAt, changedAt, sequence } = entry;
  const event = new ICAL.Component('vevent');
  // An event of another channel keeps its name, so that whoever made it knows it again.
  const named = uid === null ? ourUid(id, host) : piece === 1 ? uid : `${uid}-${piece}`;
  event.addPropertyWithValue('uid', named);
  event.addPropertyWithValue('dtstamp', instant(changedAt));
  event.addPropertyWithValue('created', instant(createdAt));
  event.addPropertyWithValue('dtstart', ICAL.Time.fromDateString(stay.checkIn));
  event.addPropertyWithValue('dtend', ICAL.Time.fromDateString(stay.checkOut));
  event.addPropertyWithValue('summary', isSold ? 'Reserved' : 'Not available');
  event.addPropertyWithValue('sequence', sequence);
  event.addPropertyWithValue('transp', 'OPAQUE');
  return event;
}

function instant(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true);
}
