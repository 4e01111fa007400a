// Dates, money and counts in the guest's words; `Intl` knows the languages.

import type { Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import { nightsOf, type CalendarDate, type Stay } from '../../src/domain/stay.ts';

export type Format = {
  /** "$ 120.000"; centavos only where there are any. */
  readonly money: (amount: Centavos) => string;
  /** "viernes 15 de enero de 2027" */
  readonly day: (date: CalendarDate) => string;
  /** "enero de 2027" */
  readonly month: (date: CalendarDate) => string;
  /** "vie 15 al lun 18 de enero" for narrow places, within 24 characters. */
  readonly shortStay: (stay: Stay) => string;
  /** "viernes 15 al lunes 18 de enero de 2027" */
  readonly stay: (stay: Stay) => string;
  readonly nights: (stay: Stay) => string;
  readonly party: (party: Party, pets?: number) => string;
  /** "15:30" at the lodging; takes an ISO instant. */
  readonly time: (instant: string) => string;
};

/** [one, many] of a thing that is counted. */
type Words = Readonly<Record<'night' | 'adult' | 'child' | 'infant' | 'pet', readonly [one: string, many: string]>> & {
  /** Between the day of arrival and the day of leaving. */
  readonly to: string;
};

export function createFormat(locale: string, timeZone: string, words: Words): Format {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const dayOnly = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', timeZone: 'UTC' });
  const dayAndMonth = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency: 'ARS', currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency: 'ARS', currencyDisplay: 'narrowSymbol' });

  const counted = (count: number, [one, many]: readonly [string, string]) => `${count} ${count === 1 ? one : many}`;
  // Intl puts a comma behind the weekday ("viernes, 15 de enero"), which nobody says
  const said = (text: string) => text.replace(/^(\p{L}+), /u, '$1 ');

  return {
    money: (amount) => (amount % 100 === 0 ? whole : exact).format(amount / 100),
    day: (date) => said(day.format(new Date(date))),
    month: (date) => month.format(new Date(date)),
    shortStay: ({ checkIn, checkOut }) =>
      `${shortDay.format(new Date(checkIn))} ${short.format(new Date(checkIn))} – ${shortDay.format(new Date(checkOut))} ${short.format(new Date(checkOut))}`,
    stay: ({ checkIn, checkOut }) => {
      const from = checkIn.slice(0, 7) === checkOut.slice(0, 7) ? dayOnly : checkIn.slice(0, 4) === checkOut.slice(0, 4) ? dayAndMonth : day;
      return `${said(from.format(new Date(checkIn)))} ${words.to} ${said(day.format(new Date(checkOut)))}`;
    },
    nights: (stay) => counted(nightsOf(stay), words.night),
    party: ({ adults, children, infants }, pets = 0) =>
      (
        [
          [adults, words.adult],
          [children, words.child],
          [infants, words.infant],
          [pets, words.pet],
        ] as const
      )
        .filter(([count]) => count > 0)
        .map(([count, word]) => counted(count, word))
        .join(' + '),
    time: (instant) => time.format(new Date(instant)),
  };
}
