// What would go wrong: a guest asks for the 4th to the 10th and is quoted the 3rd to the 10th,
// a street becomes a stay, a baby becomes an adult, a "no" becomes a "yes".

import { expect, test } from 'vitest';
import { understand } from '../../flows/understand/understand.ts';
import {
  compare,
  hearingOf,
  ownUtterances,
  proposed,
  sharedUtterances,
} from '../../src/cli/utterances.ts';

test.each(ownUtterances())('$id "$text" means what a person reads in it', (line) => {
  const meaning = understand(line.text, hearingOf(line));
  const { wanted, got } = compare(line, meaning);
  expect(got).toEqual(wanted);
  expect(meaning.language).toBe(line.language);
});

/** The owner's own lines tell what must be asked before anything is held. */
const MUST_ASK = /^(?:confirm_|ask_exact|same_day)/;
const MUST_EXPLAIN: Readonly<Record<string, string>> = {
  F03: 'noSuchDate',
  F05: 'outBeforeIn',
  F06: 'noNights',
  F08: 'past',
  F10: 'tooLong',
};

test.each(sharedUtterances())('$id "$text" is understood as the brief wants it', (line) => {
  const meaning = understand(line.text, hearingOf(line));
  const { stays, guests } = proposed(meaning);
  const counted = {
    adults: guests?.adults ?? 0,
    children: guests?.children ?? 0,
    infants: guests?.infants ?? 0,
  };
  const { pets, ages, ...party } = line.guests;
  expect(counted).toEqual({ adults: 0, children: 0, infants: 0, ...party });
  expect(meaning.pets).toBe(pets ?? null);
  expect(meaning.ages).toEqual(ages ?? []);
  // Two cabins with a range each are two stays; the file leaves their dates open.
  const wanted =
    line.id === 'F21'
      ? [
          ['2027-01-03', '2027-01-10'],
          ['2027-01-03', '2027-01-05'],
        ]
      : line.stay
        ? [line.stay]
        : [];
  expect(stays.map((stay) => [stay.checkIn, stay.checkOut])).toEqual(wanted);
  expect(meaning.intents[0]).toBe(line.intent);
  expect(meaning.problems.map((problem) => problem.kind)).toEqual(
    MUST_EXPLAIN[line.id] ? [MUST_EXPLAIN[line.id]] : [],
  );
  expect(meaning.doubts.length > 0).toBe(MUST_ASK.test(line.action));
  expect(meaning.language).toBe(/lang=(pt|en)/.exec(line.note)?.[1] ?? 'es');
});

test('the nearest possible stay stands beside what cannot be', () => {
  const nearest = (text: string): unknown =>
    understand(text, hearingOf({})).problems.map((problem) => [problem.words, problem.nearest]);
  expect(nearest('del 20 al 15 de enero')).toEqual([
    ['20 al 15 de enero', { checkIn: '2027-01-15', checkOut: '2027-01-20' }],
  ]);
  expect(nearest('29/2 al 3/3')).toEqual([
    ['29/2 al 3/3', { checkIn: '2027-02-28', checkOut: '2027-03-03' }],
  ]);
  expect(nearest('del 15 al 18 de noviembre')).toEqual([
    ['15 al 18 de noviembre', { checkIn: '2027-11-15', checkOut: '2027-11-18' }],
  ]);
  expect(nearest('del 20 al 28 de noviembre')).toEqual([
    ['20 al 28 de noviembre', { checkIn: '2026-11-24', checkOut: '2026-11-28' }],
  ]);
});

test('readings come likeliest first: by the dates, then by the weekdays', () => {
  const [doubt] = understand('del viernes 9 al lunes 11 de enero', hearingOf({})).doubts;
  expect(doubt).toEqual({
    kind: 'stay',
    why: 'weekday',
    readings: [
      { checkIn: '2027-01-09', checkOut: '2027-01-11' },
      { checkIn: '2027-01-08', checkOut: '2027-01-11' },
    ],
  });
});

test('spans point into the text as it was given, accents and wide figures included', () => {
  const text = '¡Hólá!  ｄｅｌ ３ ａｌ １０ de enero, somos ４';
  const meaning = understand(text, hearingOf({}));
  const part = (name: string): string[] =>
    meaning.spans.filter((one) => one.part === name).map((one) => text.slice(...one.span));
  expect(part('stay')).toEqual(['３ ａｌ １０ de enero']);
  expect(part('guests')).toEqual(['somos ４']);
});

test('a cabin can be called by its name', () => {
  const hearing = { ...hearingOf({}), unitNames: ['El Roble', 'Ñandú'] };
  expect(understand('quiero el roble del 3 al 5 de enero', hearing).units).toEqual(['el roble']);
  expect(understand('la nandu está libre?', hearing).units).toEqual(['nandu']);
});
