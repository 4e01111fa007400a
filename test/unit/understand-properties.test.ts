// What would go wrong: an unlucky text makes a stay in the past, a backwards stay, a stay out of
// nothing, or keeps the process busy for seconds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Meaning } from '../../flows/understand/meaning.ts';
import { understand } from '../../flows/understand/understand.ts';
import { hearingOf, ownUtterances, proposed } from '../../src/cli/utterances.ts';
import { addDays, nightsOf, type CalendarDate } from '../../src/domain/stay.ts';

const corpus = ownUtterances();
const words = [...new Set(corpus.flatMap((line) => line.text.split(/\s+/)))];
const today = fc
  .integer({ min: 0, max: 800 })
  .map((days) => addDays('2026-01-01' as CalendarDate, days));
const expects = fc.constantFrom(
  'anything',
  'stay',
  'checkOut',
  'party',
  'reading',
  'offer',
  'yesNo',
  'name',
  'payment',
);
/** Words of the corpus in any order: nonsense that looks like a request. */
const jumble = fc
  .array(fc.constantFrom(...words), { maxLength: 14 })
  .map((parts) => parts.join(' '));
const numbers = fc
  .array(
    fc.oneof(
      fc.nat(40).map(String),
      fc.constantFrom(
        '/',
        '-',
        'al',
        'de',
        'enero',
        'feb',
        '2027',
        'y',
        '.',
        'del',
        'lunes',
        'noches',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
/** A stay spoken of before, perhaps long over. */
const known = fc.record(
  {
    stay: fc
      .tuple(today, fc.integer({ min: 1, max: 30 }))
      .map(([checkIn, nights]) => ({ checkIn, checkOut: addDays(checkIn, nights) })),
    checkIn: today,
    guests: fc.constant({ adults: 4, children: 1, infants: 0 }),
  },
  { requiredKeys: [] },
);
const anything = fc.oneof(jumble, numbers, fc.string({ unit: 'binary', maxLength: 200 }));

test('no stay lies in the past, ends before it begins or is longer than allowed', () => {
  fc.assert(
    fc.property(fc.oneof(jumble, numbers), today, expects, known, (text, day, awaited, context) => {
      const hearing = hearingOf({ today: day, expects: awaited, context });
      const { doubts, stays, problems } = understand(text, hearing);
      const readings = doubts.flatMap((doubt) => (doubt.kind === 'stay' ? doubt.readings : []));
      const nearest = problems.flatMap((problem) => problem.nearest ?? []);
      for (const stay of [...stays, ...readings, ...nearest]) {
        expect(stay.checkIn >= day).toBe(true);
        expect(nightsOf(stay)).toBeGreaterThan(0);
        expect(nightsOf(stay)).toBeLessThanOrEqual(hearing.maxNights);
      }
    }),
    { numRuns: 1500 },
  );
});

const DATELESS = [
  'hola',
  'somos',
  'cuánto',
  'sale',
  'la',
  'cabaña',
  'precio',
  'gracias',
  'perro',
  'pileta',
  'y',
  'a',
  'el',
  'del',
  'al',
  'con',
  'mi',
  'señora',
  '?',
  ',',
  'alias',
  'pago',
  '$',
  'para',
  'personas',
  'wifi',
  'we',
  'are',
  'is',
  'tem',
  'vaga',
  '$ 50.000',
  '11 5555-1234',
  '15:30',
  'a las 9 hs',
  'ruta 40',
  'calle 9 de julio 1450',
];

test('a text without a date gives no stay', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...DATELESS), { maxLength: 12 }), (parts) => {
      const meaning = understand(parts.join(' '), hearingOf({}));
      expect(proposed(meaning).stays).toEqual([]);
      expect(meaning.problems).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** Where a part was read moves with the spaces; the words of a problem keep the guest's letters. */
function sense({ spans: _spans, problems, ...meaning }: Meaning): unknown {
  return { ...meaning, problems: problems.map(({ kind, nearest }) => ({ kind, nearest })) };
}

test('accents, capitals and spaces change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        ...corpus.filter(
          ({ expects, want }) =>
            expects !== 'name' && want.name === undefined && want.promo === undefined,
        ),
      ),
      fc.nat(3),
      (line, spaces) => {
        const hearing = hearingOf(line);
        const plain = sense(understand(line.text, hearing));
        const bare = line.text.normalize('NFD').replace(/\p{M}/gu, '');
        for (const written of [
          bare,
          line.text.toUpperCase(),
          line.text.normalize('NFD'),
          `  ${line.text.replaceAll(' ', ' '.repeat(spaces + 1))}\n`,
        ]) {
          expect(sense(understand(written, hearing))).toEqual(plain);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('any text is answered, and the same text always alike', () => {
  fc.assert(
    fc.property(anything, expects, (text, awaited) => {
      const hearing = hearingOf({ expects: awaited });
      const meaning = understand(text, hearing);
      expect(meaning.intents.length).toBeGreaterThan(0);
      expect(understand(text, hearing)).toEqual(meaning);
      for (const { span } of meaning.spans)
        expect(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length).toBe(true);
    }),
    { numRuns: 800 },
  );
});

const LONG = [
  'a ',
  '1 ',
  '1/1 ',
  'y 1 ',
  'de ',
  'del 1 al ',
  '(',
  '1-',
  'somos 1 ',
  'no ',
  ' ',
  'lunes ',
  '5 y ',
  'hasta ',
  'mi ',
  'cuanto ',
  '\u0301',
  '🙏',
  'ﷺ',
  '1.000.',
  'x 1 noche ',
  '- - ',
  'si cancelo ',
];

/** Microseconds of this thread, so that a busy machine does not fail the test. */
test('the longest text of anything is read in a bounded time', () => {
  for (const part of LONG) {
    const text = part.repeat(Math.ceil(20_000 / part.length));
    const before = process.threadCpuUsage();
    understand(text, hearingOf({}));
    expect({ part, slow: process.threadCpuUsage(before).user > 400_000 }).toEqual({
      part,
      slow: false,
    });
  }
});
