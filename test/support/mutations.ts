// Recorded bodies, spoilt: nodes replaced, removed, repeated and moved, and at last the bytes themselves.

import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Edit =
  | { readonly how: 'replace'; readonly at: number; readonly value: Json }
  | { readonly how: 'remove' | 'repeat' | 'swap'; readonly at: number; readonly other: number };
type Place = { readonly holder: Json[] | { [key: string]: Json }; readonly key: string | number };

/** What has broken parsers before: NUL, lone surrogates, long texts, numbers beyond doubles, names of prototypes. */
const odd = fc.oneof(
  fc.constantFrom<Json>(
    '\u0000',
    '\ud800',
    'a\u0000b',
    '\u202e',
    '',
    ' ',
    '-1',
    '1e400',
    '99999999999999999999',
    '+54 9 11 5550-0101',
    'wamid.',
    "'; drop table guests; --",
    'x'.repeat(70_000),
    -1,
    0,
    1e308,
    2 ** 53,
    [],
    {},
    null,
    true,
    { __proto__: null, constructor: 'x', toString: 5 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ how: fc.constant('replace' as const), at: fc.nat(), value: odd }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      how: fc.constantFrom('remove' as const, 'repeat' as const, 'swap' as const),
      at: fc.nat(),
      other: fc.nat(),
    }),
  },
);

/** Bytes of a body; most are still JSON. */
export function spoilt(recorded: readonly string[]): fc.Arbitrary<Buffer> {
  const mutated = fc
    .tuple(fc.constantFrom(...recorded), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([text, edits]) => Buffer.from(JSON.stringify(edited(JSON.parse(text) as Json, edits))));
  const flipped = fc
    .tuple(
      mutated,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
    )
    .map(([bytes, flips]) => {
      for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
      return bytes;
    });
  return fc.oneof(
    { weight: 8, arbitrary: mutated },
    { weight: 2, arbitrary: flipped },
    { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

function edited(body: Json, edits: readonly Edit[]): Json {
  const whole = { body };
  for (const one of edits) {
    const places = placesIn(whole);
    const place = places[one.at % places.length];
    if (!place) break;
    const { holder, key } = place;
    if (one.how === 'replace') put(holder, key, one.value);
    else if (one.how === 'remove') remove(holder, key);
    else if (one.how === 'repeat' && Array.isArray(holder))
      holder.push(structuredClone(get(holder, key)));
    else {
      const other = places[one.other % places.length]!;
      put(holder, key, structuredClone(get(other.holder, other.key)));
    }
  }
  return whole.body ?? null;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [{ holder: value, key }, ...placesIn(get(value, key))]);
}

const get = (holder: Place['holder'], key: Place['key']): Json =>
  (holder as Record<string | number, Json>)[key] ?? null;

function put(holder: Place['holder'], key: Place['key'], value: Json): void {
  (holder as Record<string | number, Json>)[key] = value;
}

function remove(holder: Place['holder'], key: Place['key']): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}
