// Values for a JSON Schema as our OpenAPI document writes them: mostly right, sometimes nearly, and
// sometimes nothing of the kind.

import fc from 'fast-check';

export type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

const strange = fc.oneof(
  fc.constantFrom(null, '', ' ', '\0', '\ud800', '=1+1', -1, 0, 1e308, 2 ** 53, 0.5, [], {}, true),
  fc.constantFrom(
    '9'.repeat(30),
    "'; drop table guests; --",
    '2027-02-30',
    '0000-00-00',
    '%00',
    '../..',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** What the schema describes; `known` values stand in for fields of that name, so that ids exist. */
export function valueOf(
  schema: Schema,
  known: Readonly<Record<string, readonly unknown[]>> = {},
  name = '',
): fc.Arbitrary<unknown> {
  const right = rightOf(schema, known, name);
  const ours = known[name];
  const likely = ours ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ours) }, right) : right;
  return fc.oneof({ weight: 40, arbitrary: likely }, strange);
}

function rightOf(
  schema: Schema,
  known: Readonly<Record<string, readonly unknown[]>>,
  name: string,
): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return fc.oneof(...variants.map((variant) => valueOf(variant, known, name)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: 4,
      });
    case 'integer':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000_000) }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 2 ** 53 - 1),
      );
    case 'number':
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? 0,
        max: schema.maximum ?? schema.exclusiveMaximum ?? 1_000,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return fc.integer({ min: 0, max: 400 }).map(dayAfter);
  if (format === 'uuid' || format === 'guid') return fc.uuid();
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.max(minLength, Math.min(maxLength, 60));
  return fc.string({ unit: 'grapheme', minLength, maxLength: longest });
}

const dayAfter = (days: number) =>
  new Date(Date.UTC(2026, 10, 20) + days * 86_400_000).toISOString().slice(0, 10);

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  known: Readonly<Record<string, readonly unknown[]>>,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([field, schema]) => {
    const value = valueOf(schema, known, field);
    // A field that must be there is left out now and then.
    const frequency = required.includes(field) ? 60 : 2;
    return fc
      .option(value, { freq: frequency, nil: undefined })
      .map((made) => [field, made] as const);
  });
  const rest =
    typeof additionalProperties === 'object'
      ? fc.dictionary(fc.string({ maxLength: 10 }), valueOf(additionalProperties, known))
      : fc.oneof({ weight: 40, arbitrary: fc.constant({}) }, fc.constant({ surprise: 1 }));
  return fc.tuple(rest, fc.tuple(...fields)).map(([more, made]) => ({
    ...more,
    ...Object.fromEntries(made.filter(([, value]) => value !== undefined)),
  }));
}
