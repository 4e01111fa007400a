// What is known of a guest, the deadlines of Ley 25.326, and what an erasure has to wait for.

import type { Centavos } from './money.ts';
import { addDays, weekdayOf, type CalendarDate } from './stay.ts';

/** In short. */
export type DataHeld = {
  readonly phoneEnds: string | null;
  readonly profileName: string | null;
  /** ISO instant. */
  readonly since: string;
  readonly received: number;
  readonly sent: number;
  readonly codes: readonly string[];
  readonly paid: Centavos;
};

/** Why an erasure waits: it would break a contract that is being kept (art. 5.2.d and 16.5). */
export type EraseBlock = 'stay' | 'hold' | 'money';

const SATURDAY = 6;

/** Art. 16.2: five business days. */
export function eraseBy(
  asked: CalendarDate,
  isHoliday: (day: CalendarDate) => boolean,
): CalendarDate {
  let day = asked;
  for (let left = 5; left > 0;) {
    day = addDays(day, 1);
    if (weekdayOf(day) < SATURDAY && !isHoliday(day)) left -= 1;
  }
  return day;
}

/** Art. 14.2: ten calendar days. */
export function answerBy(asked: CalendarDate): CalendarDate {
  return addDays(asked, 10);
}
