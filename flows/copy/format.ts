// Dates, money and counts in the guest's words; `Intl` knows the languages.

import type { Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import { addDays, nightsOf, type CalendarDate, type Stay } from '../../src/domain/stay.ts';

export type Format = {
  /** "$ 120.000"; centavos only where there are any. */
  readonly money: (amount: Centavos) => string;
  /** "viernes 15 de enero de 2027" */
  readonly day: (date: CalendarDate) => string;
  readonly weekday: (isoWeekday: number) => string;
  /** "enero de 2027" */
  readonly month: (date: CalendarDate) => string;
  /** "vie 15/1", for narrow places. */
  readonly shortDay: (date: CalendarDate) => string;
  /** "vie 15/1 – lun 18/1", within 24 characters. */
  readonly shortStay: (stay: Stay) => string;
  /** "viernes 15 al lunes 18 de enero de 2027" */
  readonly stay: (stay: Stay) => string;
  readonly nights: (stay: Stay) => string;
  readonly count: (count: number, thing: Thing) => string;
  readonly party: (party: Party, pets?: number) => string;
  /** "mié 25/11, 12:00" at the lodging; takes an ISO instant. */
  readonly moment: (instant: string) => string;
  /** "15:30" at the lodging; takes an ISO instant. */
  readonly time: (instant: string) => string;
  /** "Tipo 22:00"; takes an hour of the day. */
  readonly aroundTime: (time: string) => string;
  /** Days off by what they are called, else as the calendar calls them. */
  readonly feast: (name: string) => string;
};

export type Thing = 'night' | 'adult' | 'child' | 'infant' | 'pet' | 'person';

export type Conventions = {
  readonly locale: string;
  /** [one, many] of a thing that is counted. */
  readonly things: Readonly<Record<Thing, readonly [one: string, many: string]>>;
  /** Between the day of arrival and the day of leaving. */
  readonly to: string;
  /** Before an hour that is not meant to the minute. */
  readonly around: string;
  /** "$" means pesos only to Argentines. */
  readonly currency: 'narrowSymbol' | 'code';
  /** "15/1" is read as the month first by some. */
  readonly shortMonth: 'number' | 'name';
  /** Days off that the language calls otherwise than the Argentine calendar. */
  readonly feasts: Readonly<Record<string, string>>;
};

const MONDAY = '2026-11-23' as CalendarDate;

export function createFormat(conventions: Conventions, timeZone: string): Format {
  const { locale, things, to } = conventions;
  // Intl puts a comma behind the weekday ("viernes, 15 de enero"), which nobody says
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: CalendarDate) => format.format(new Date(date)).replace(/^([\p{L}-]+), /u, '$1 ');
  };
  const pesos = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'ARS',
      currencyDisplay: conventions.currency,
      ...options,
    });

  const day = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const dayAndMonth = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayAndDay = dates({ weekday: 'long', day: 'numeric' });
  const weekday = dates({ weekday: 'long' });
  const month = dates({ month: 'long', year: 'numeric' });
  const shortWeekday = dates({ weekday: 'short' });
  const shortMonth = dates({ month: 'short' });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  // Sweden writes a civil date as ISO does
  const civilDay = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const whole = pesos({ maximumFractionDigits: 0 });
  const exact = pesos({});

  const count = (number: number, thing: Thing) =>
    `${number} ${things[thing][number === 1 ? 0 : 1]}`;
  const shortDay = (date: CalendarDate) => {
    // "dom." and "Sept" as they are written elsewhere
    const name = shortWeekday(date).replace('.', '');
    const [, inMonth = '', inDay = ''] = date.split('-').map(Number);
    return conventions.shortMonth === 'number'
      ? `${name} ${inDay}/${inMonth}`
      : `${name} ${inDay} ${shortMonth(date).slice(0, 3)}`;
  };

  return {
    money: (amount) => (amount % 100 === 0 ? whole : exact).format(amount / 100),
    day,
    weekday: (number) => weekday(addDays(MONDAY, number - 1)),
    month,
    shortDay,
    shortStay: ({ checkIn, checkOut }) => `${shortDay(checkIn)} – ${shortDay(checkOut)}`,
    stay: ({ checkIn, checkOut }) => {
      const sameMonth = checkIn.slice(0, 7) === checkOut.slice(0, 7);
      const sameYear = checkIn.slice(0, 4) === checkOut.slice(0, 4);
      const from = sameMonth ? weekdayAndDay : sameYear ? dayAndMonth : day;
      return `${from(checkIn)} ${to} ${day(checkOut)}`;
    },
    nights: (stay) => count(nightsOf(stay), 'night'),
    count,
    party: ({ adults, children, infants }, pets = 0) =>
      (
        [
          [adults, 'adult'],
          [children, 'child'],
          [infants, 'infant'],
          [pets, 'pet'],
        ] as const
      )
        .filter(([number]) => number > 0)
        .map(([number, thing]) => count(number, thing))
        .join(' + '),
    moment: (instant) => {
      const at = new Date(instant);
      return `${shortDay(civilDay.format(at) as CalendarDate)}, ${time.format(at)}`;
    },
    time: (instant) => time.format(new Date(instant)),
    aroundTime: (hour) => `${conventions.around} ${hour}`,
    feast: (name) => conventions.feasts[name] ?? name,
  };
}
