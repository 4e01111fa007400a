// Anything that the conversation could say, and more than it ever would.

import fc from 'fast-check';
import type { OutMessage } from '../../flows/copy/message.ts';

const piece = fc.string({
  unit: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'ñ', '🏔', ' ', '\n') },
    fc.constantFrom('\0', '\ud83c', '\udfd4', '\u200d'),
  ),
  maxLength: 60,
});
/** Long ones by repetition: thousands of drawn characters cost seconds. */
const text = fc
  .tuple(piece, fc.constantFrom(1, 1, 1, 20, 100))
  .map(([once, times]) => once.repeat(times));
const label = fc.oneof(text, fc.string({ maxLength: 40 }));
const id = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 })
  .filter((text) => text.trim() !== '');
const footer = fc.option(label, { nil: undefined });
const button = fc.record({ id, title: label });
const row = fc
  .record({ id, title: label, description: fc.option(label, { nil: undefined }) })
  .map(withoutUndefined);

export const anyOutMessage: fc.Arbitrary<OutMessage> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), body: text }),
  fc
    .record({
      kind: fc.constant('buttons' as const),
      body: text,
      buttons: fc.array(button, { maxLength: 14 }),
      photo: fc.option(fc.constant('/photos/a.jpg'), { nil: undefined }),
      footer,
    })
    .map(withoutUndefined),
  fc
    .record({
      kind: fc.constant('list' as const),
      body: text,
      button: label,
      rows: fc.array(row, { maxLength: 14 }),
      footer,
    })
    .map(withoutUndefined),
  fc
    .record({
      kind: fc.constant('link' as const),
      body: text,
      label,
      path: fc.constant('pay/x'),
      footer,
    })
    .map(withoutUndefined),
  fc.record({
    kind: fc.constant('form' as const),
    body: text,
    label,
    known: fc.constant({ party: null, pets: 0 }),
  }),
  fc.record({
    kind: fc.constant('photo' as const),
    photo: fc.constant('photos/a.jpg'),
    caption: text,
  }),
  fc.record({
    kind: fc.constant('place' as const),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    name: label,
    address: label,
  }),
) as fc.Arbitrary<OutMessage>;

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}
