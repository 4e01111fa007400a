// What a guest can tap. The id travels through the guest's phone, so it names things and
// carries no price and no state; whoever acts on it checks it against what is known.

import { parseCalendarDate, type CalendarDate } from '../src/domain/stay.ts';

export type Choice =
  | { readonly do: Plain }
  /** `checkIn` where the same cabin is offered for two stays. */
  | { readonly do: 'cabin'; readonly cabinId: string; readonly checkIn?: CalendarDate }
  | { readonly do: 'book'; readonly cabinId: string }
  /** Yes to a quote. */
  | { readonly do: 'yes'; readonly to: string }
  | { readonly do: 'reading' | 'alternative'; readonly index: number }
  | { readonly do: 'people'; readonly count: number }
  /** To look for other dates instead of a hold; to give it up for good. */
  | { readonly do: 'letGo' | 'cancelHold'; readonly code: string }
  /** To give up a confirmed stay for what was shown. */
  | { readonly do: 'leaveStay'; readonly code: string }
  /** The guests of that stay arrive at `HH:MM`. */
  | { readonly do: 'arrive'; readonly code: string; readonly time: string }
  | { readonly do: 'unknown' };

const PLAIN = [
  'menu',
  'search',
  'human',
  'resume',
  'payBalance',
  'instructions',
  'otherDates',
  'otherCabin',
  'profileName',
  'optIn',
  'erase',
  'joinWait',
  'takeWait',
  'leaveWait',
] as const;
type Plain = (typeof PLAIN)[number];

export function choiceId(choice: Choice): string {
  switch (choice.do) {
    case 'cabin':
      return `cabin:${choice.cabinId}${choice.checkIn ? `@${choice.checkIn}` : ''}`;
    case 'book':
      return `book:${choice.cabinId}`;
    case 'yes':
      return `yes:${choice.to}`;
    case 'reading':
    case 'alternative':
      return `${choice.do}:${choice.index}`;
    case 'people':
      return `people:${choice.count}`;
    case 'letGo':
    case 'cancelHold':
    case 'leaveStay':
      return `${choice.do}:${choice.code}`;
    case 'arrive':
      return `arrive:${choice.code}@${choice.time}`;
    default:
      return choice.do;
  }
}

/** Anything a phone may send; what is not one of ours is `unknown`. */
export function parseChoice(id: string): Choice {
  const [verb = '', rest = ''] = id.slice(0, 200).split(/:(.*)/s, 2);
  const plain = PLAIN.find((one) => one === verb);
  if (plain) return { do: plain };
  const count = /^\d{1,2}$/.test(rest) ? Number(rest) : undefined;
  switch (verb) {
    case 'cabin': {
      const [cabinId = '', day = ''] = rest.split('@', 2);
      const checkIn = parseCalendarDate(day);
      return { do: verb, cabinId, ...(checkIn && { checkIn }) };
    }
    case 'book':
      return { do: verb, cabinId: rest };
    case 'yes':
      return { do: verb, to: rest };
    case 'letGo':
    case 'cancelHold':
    case 'leaveStay':
      return { do: verb, code: rest };
    case 'arrive': {
      const [code = '', time = ''] = rest.split('@', 2);
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? { do: verb, code, time } : { do: 'unknown' };
    }
    case 'reading':
    case 'alternative':
      return count === undefined ? { do: 'unknown' } : { do: verb, index: count };
    case 'people':
      return count === undefined || count === 0 ? { do: 'unknown' } : { do: verb, count };
    default:
      return { do: 'unknown' };
  }
}
