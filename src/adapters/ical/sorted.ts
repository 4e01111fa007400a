// A calendar's lines, sorted into its zones and its events before the library sees any of them. Of an event only
// what is read here goes on: nothing else can be wrong with it, and one that is wrong spoils no other.

import type { ParseRefusal } from '../../booking/feed.ts';

export type SortedEvent = {
  readonly text: string;
  /** As it is written; empty when there is none. */
  readonly uid: string;
  readonly isWhole: boolean;
};
type Sorted = { readonly zones: readonly string[]; readonly events: readonly SortedEvent[] };

export const MOST_EVENTS = 5_000;
const MOST_LINES = 200_000;
const DEEPEST = 6;
const NIGHTS = /^(?:UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SUMMARY)\b/i;
/** What is told besides; it is not worth an event. */
const TOLD = /^(?:(?:CREATED|DTSTAMP)(?:;[^:]*)?:\d{8}T\d{6}Z|SEQUENCE:\d{1,9})$/i;
/** A day where RFC 5545 expects a time, because VALUE=DATE was forgotten. */
const BARE_DAY = /^(DTSTART|DTEND)(:\d{8})$/i;
const UID = /^UID(?:;[^:]*)?:(.*)$/im;

export function sortLines(text: string): Sorted | ParseRefusal {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  const lines = trimmed.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/, MOST_LINES + 1);
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines[0] ?? '')) return 'notCalendar';
  if (lines.length > MOST_LINES) return 'tooManyEvents';
  if (!/^END:VCALENDAR$/i.test(lines.at(-1) ?? '')) return 'cutShort';

  const zones: string[] = [];
  const events: SortedEvent[] = [];
  const open: Array<{ name: string; lines: string[]; isGarbled: boolean }> = [];
  const close = (isWhole: boolean) => {
    const { name, lines: inside, isGarbled } = open.pop()!;
    const whole = [`BEGIN:${name}`, ...inside, `END:${name}`];
    if (name === 'VEVENT') events.push(eventOf(whole, isWhole, isGarbled));
    else if (name === 'VTIMEZONE') zones.push(whole.join('\r\n'));
    else if (open.at(-1)?.name === 'VTIMEZONE') open.at(-1)!.lines.push(...whole);
  };
  for (const line of lines) {
    const inside = open.at(-1);
    const [, what, written = ''] = /^(BEGIN|END):([\w-]{1,40})\s*$/i.exec(line) ?? [];
    const name = written.toUpperCase();
    if (what === undefined) {
      if (inside?.name !== 'VEVENT') inside?.lines.push(line);
      else if (NIGHTS.test(line) || TOLD.test(line))
        inside.lines.push(line.replace(BARE_DAY, '$1;VALUE=DATE$2'));
      else if (!/^[\w-]+[;:]/.test(line)) inside.isGarbled = true;
    } else if (what.toUpperCase() === 'BEGIN') {
      if (name === 'VEVENT') while (open.some((one) => one.name === name)) close(false);
      if (open.length === DEEPEST || (name === 'VCALENDAR' && open.length > 0)) return 'unreadable';
      open.push({ name, lines: [], isGarbled: false });
    } else if (open.some((one) => one.name === name)) {
      while (open.at(-1)?.name !== name) close(false);
      close(inside?.name === name);
    } else if (name === 'VEVENT') events.push(eventOf([], false, true));
    if (events.length > MOST_EVENTS) return 'tooManyEvents';
  }
  return open.length === 0 ? { zones, events } : 'cutShort';
}

/** A line that is none may have been its end; without one it would be a single night. */
function eventOf(lines: readonly string[], isWhole: boolean, isGarbled: boolean): SortedEvent {
  const text = lines.join('\r\n');
  const hasEnd = /^(?:DTEND|DURATION)\b/im.test(text);
  return {
    text,
    uid: UID.exec(text)?.[1]?.trim() ?? '',
    isWhole: isWhole && (hasEnd || !isGarbled),
  };
}
