// What the owner sells: the tables property, cabins and policies.

import type { Catalogue } from '../booking/catalogue.ts';
import type { Cabin, Policy, Property } from '../domain/property.ts';
import {
  cabinProfileSchema,
  propertyFileSchema,
  propertyProfileSchema,
  tariffSchema,
  termsSchema,
} from './property-schema.ts';
import { Fault } from '../domain/fault.ts';
import type { Db } from './postgres.ts';

type Row = { id: string; name: string; capacity: number; profile: unknown; tariff: unknown };

/**
 * One statement, which reads it all only if a row of it was written since the last time: `xmin` names the
 * transaction that did, `ctid` the place of what it wrote. Throws when there is no property yet or when a stored profile is not what it must be.
 */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  const known = lastRead;
  const { rows } = await db.query<{ revision: string; text: string | null }>({
    name: 'catalogue',
    text: `
      select revision, case when revision is distinct from $1 then json_build_object(
        'property', property.profile,
        'cabins', (select json_agg(json_build_object('id', id, 'name', name, 'capacity', capacity, 'profile', profile, 'tariff', tariff) order by position)
          from cabins where active),
        'policy', (select json_build_object('version', version, 'terms', terms) from policies order by version desc limit 1))::text end as text
      from property, lateral (select concat(current_database(), ' ', property.xmin, property.ctid, ' ',
        (select string_agg(concat(id, xmin, ctid), ' ' order by position) from cabins where active), ' ', (select max(version) from policies)) as revision) now
      where id = 1`,
    values: [known?.revision ?? null],
  });
  const [row] = rows;
  if (!row) throw new Fault('catalog.empty', 'no property has been imported', { transient: true });
  if (row.text === null) return known!.catalogue;
  lastRead = { revision: row.revision, catalogue: parseCatalogue(JSON.parse(row.text)) };
  return lastRead.catalogue;
}

let lastRead: { readonly revision: string; readonly catalogue: Catalogue } | undefined;

function parseCatalogue(row: {
  property: unknown;
  cabins: Row[] | null;
  policy: { version: number; terms: unknown } | null;
}): Catalogue {
  if (!row.policy) throw new Error('a property without a policy');
  return {
    property: propertyProfileSchema.parse(row.property),
    policy: readPolicyTerms(row.policy.version, row.policy.terms),
    cabins: (row.cabins ?? []).map((cabin) => ({
      id: cabin.id,
      name: cabin.name,
      capacity: cabin.capacity,
      ...cabinProfileSchema.parse(cabin.profile),
      tariff: tariffSchema.parse(cabin.tariff),
    })),
  };
}

/** A policy of any version: a quote names the one that the guest accepted. */
export async function readPolicy(db: Db, version: number): Promise<Policy> {
  const { rows } = await db.query('select terms from policies where version = $1', [version]);
  return readPolicyTerms(version, (rows[0] as { terms: unknown } | undefined)?.terms);
}

export function readPolicyTerms(version: number, terms: unknown): Policy {
  return { version, ...termsSchema.parse(terms) };
}

/**
 * Puts the file's property in the place of the one that is there; cabins that it does not name are no
 * longer offered, a policy version that exists stays as it was accepted, and calendars are added. Throws a ZodError that
 * says what is wrong with the file.
 */
export async function importProperty(db: Db, json: unknown, now: Date): Promise<void> {
  const file = propertyFileSchema.parse(json);
  await db.query(
    `insert into property (id, profile, updated_at) values (1, $1, $2)
     on conflict (id) do update set profile = excluded.profile, updated_at = excluded.updated_at`,
    [JSON.stringify(file.property satisfies Property), now],
  );
  const { version, ...terms } = file.policy;
  await db.query(
    'insert into policies (version, terms, created_at) values ($1, $2, $3) on conflict (version) do nothing',
    [version, JSON.stringify(terms), now],
  );
  for (const [position, cabin] of file.cabins.entries()) {
    const { id, name, capacity, tariff, ...profile } = cabin satisfies Cabin;
    await db.query(
      `insert into cabins (id, name, position, capacity, profile, tariff, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set name = excluded.name, position = excluded.position, capacity = excluded.capacity,
         profile = excluded.profile, tariff = excluded.tariff, active = true, updated_at = excluded.updated_at`,
      [id, name, position, capacity, JSON.stringify(profile), JSON.stringify(tariff), now],
    );
  }
  for (const { cabinId, name, url } of file.calendars)
    await db.query(
      `insert into calendar_feeds (cabin_id, name, url, created_at) values ($1, $2, $3, $4)
       on conflict on constraint one_feed_per_address do nothing`,
      [cabinId, name, url, now],
    );
  await db.query('update cabins set active = false where not (id = any ($1))', [
    file.cabins.map((cabin) => cabin.id),
  ]);
}
