// What the owner sells, as the owner changes it: one row at a time, locked while it is read and written.

import type { z } from 'zod';
import type { Policy, Property, Tariff } from '../../domain/property.ts';
import { readPolicyTerms } from '../catalog.ts';
import {
  cabinProfileSchema,
  propertyProfileSchema,
  tariffSchema,
  type termsSchema,
} from '../property-schema.ts';
import type { Db } from '../postgres.ts';

export type OwnCabin = z.infer<typeof cabinProfileSchema> & {
  readonly id: string;
  readonly name: string;
  readonly capacity: number;
  readonly position: number;
  readonly active: boolean;
  readonly tariff: Tariff;
};
type Row = Omit<OwnCabin, keyof z.infer<typeof cabinProfileSchema>> & { profile: unknown };

const SELECT = 'select id, name, capacity, position, active, profile, tariff from cabins';

/** The inactive ones too. */
export async function listCabins(db: Db): Promise<OwnCabin[]> {
  const { rows } = await db.query(`${SELECT} order by position, id`);
  return (rows as Row[]).map(cabinOf);
}

/** `locked`: nobody else changes it until the transaction ends. */
export async function readCabin(
  db: Db,
  id: string,
  lock: 'locked' | 'unlocked',
): Promise<OwnCabin | undefined> {
  const { rows } = await db.query(
    `${SELECT} where id = $1 ${lock === 'locked' ? 'for no key update' : ''}`,
    [id],
  );
  const row = rows[0] as Row | undefined;
  return row && cabinOf(row);
}

function cabinOf({ profile, tariff, ...row }: Row): OwnCabin {
  return { ...row, ...cabinProfileSchema.parse(profile), tariff: tariffSchema.parse(tariff) };
}

/** False when there is one with that id. It stands last until it is moved. */
export async function insertCabin(
  db: Db,
  cabin: Omit<OwnCabin, 'position' | 'active'>,
  now: Date,
): Promise<boolean> {
  const { id, name, capacity, tariff, ...profile } = cabin;
  const { rowCount } = await db.query(
    `insert into cabins (id, name, position, capacity, profile, tariff, updated_at)
     values ($1, $2, (select coalesce(max(position) + 1, 0) from cabins), $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, name, capacity, JSON.stringify(profile), JSON.stringify(tariff), now],
  );
  return rowCount === 1;
}

export async function writeCabin(db: Db, cabin: OwnCabin, now: Date): Promise<void> {
  const { id, name, capacity, position, active, tariff, ...profile } = cabin;
  await db.query(
    `update cabins set name = $2, capacity = $3, position = $4, active = $5, profile = $6, tariff = $7, updated_at = $8 where id = $1`,
    [id, name, capacity, position, active, JSON.stringify(profile), JSON.stringify(tariff), now],
  );
}

/** Undefined until a property has been imported. */
export async function readProperty(
  db: Db,
  lock: 'locked' | 'unlocked',
): Promise<Property | undefined> {
  const { rows } = await db.query(
    `select profile from property where id = 1 ${lock === 'locked' ? 'for no key update' : ''}`,
  );
  const row = rows[0] as { profile: unknown } | undefined;
  return row && propertyProfileSchema.parse(row.profile);
}

export async function writeProperty(db: Db, property: Property, now: Date): Promise<void> {
  await db.query('update property set profile = $1, updated_at = $2 where id = 1', [
    JSON.stringify(property),
    now,
  ]);
}

export async function listPolicies(db: Db): Promise<Array<Policy & { createdAt: Date }>> {
  const { rows } = await db.query(
    'select version, terms, created_at as "createdAt" from policies order by version desc',
  );
  return (rows as Array<{ version: number; terms: unknown; createdAt: Date }>).map(
    ({ version, terms, createdAt }) => ({ ...readPolicyTerms(version, terms), createdAt }),
  );
}

/** A policy is never edited: quotes name the version that their guests saw. */
export async function insertPolicy(
  db: Db,
  terms: z.infer<typeof termsSchema>,
  now: Date,
): Promise<number> {
  const { rows } = await db.query(
    `insert into policies (version, terms, created_at) select coalesce(max(version), 0) + 1, $1, $2 from policies returning version`,
    [JSON.stringify(terms), now],
  );
  return (rows[0] as { version: number }).version;
}
