// What the floor's conversation asks of the database, inside the turn's transaction: the statements of
// the service's own offers, quotes and holds.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Enqueue } from '../../../src/booking/jobs.ts';
import type { Happening, Stay, Wish } from './conversation.ts';
import type { Db } from './statements.ts';

type Cabin = {
  readonly id: string;
  readonly name: string;
  readonly profile: {
    readonly summary: string;
    readonly description: string;
    readonly photos: readonly string[];
  };
  readonly tariff: { readonly nightly: number };
};
type Catalogue = {
  readonly property: { readonly answers: Readonly<Record<string, string>> };
  readonly cabins: readonly Cabin[];
  readonly policy: { readonly version: number };
};

const DAY_MS = 86_400_000;
const HOLD_MS = 30 * 60_000;
/** The first look at a hold is five minutes before its end. */
const WATCH_MS = HOLD_MS - 5 * 60_000;

export function createEffects(enqueue: Enqueue) {
  return async function run(db: Db, guestId: number, wish: Wish, now: Date): Promise<Happening> {
    switch (wish.type) {
      case 'findOffers': {
        const { cabins } = await readCatalogue(db);
        const free = await freeCabins(db, wish.stay);
        const offers = cabins
          .filter(({ id }) => free.has(id))
          .map(({ id, name, profile, tariff }) => ({
            cabinId: id,
            name,
            summary: profile.summary,
            total: price(tariff.nightly, wish.stay),
          }));
        return { type: 'offered', stay: wish.stay, offers };
      }
      case 'describe': {
        const cabin = (await readCatalogue(db)).cabins.find(({ id }) => id === wish.cabinId);
        if (!cabin) return { type: 'refused' };
        return {
          type: 'described',
          name: cabin.name,
          text: cabin.profile.description,
          photo: cabin.profile.photos[0] ?? '',
        };
      }
      case 'answer':
        return {
          type: 'answered',
          text: (await readCatalogue(db)).property.answers[wish.topic] ?? '',
        };
      case 'makeQuote':
        return makeQuote(db, guestId, wish, now);
      case 'placeHold':
        return placeHold(db, guestId, wish, now);
    }
  };

  async function makeQuote(
    db: Db,
    guestId: number,
    { cabinId, stay }: Extract<Wish, { type: 'makeQuote' }>,
    now: Date,
  ): Promise<Happening> {
    const { cabins, policy } = await readCatalogue(db);
    const cabin = cabins.find(({ id }) => id === cabinId);
    if (!cabin || !(await freeCabins(db, stay)).has(cabinId)) return { type: 'refused' };
    const total = price(cabin.tariff.nightly, stay);
    const deposit = Math.round(total * 0.3);
    const id = randomUUID();
    const quote = {
      stay,
      party: { adults: 2, children: 0, infants: 0 },
      pets: 0,
      total,
      deposit,
      lines: [{ kind: 'nights', amount: total }],
    };
    await db.query({
      name: 'quote',
      text: `insert into quotes (id, guest_id, cabin_id, stay, party, pets, quote, total, deposit, policy_version, created_at, expires_at)
        values ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11)`,
      values: [
        id,
        guestId,
        cabinId,
        range(stay),
        JSON.stringify(quote.party),
        JSON.stringify(quote),
        total,
        deposit,
        policy.version,
        now,
        new Date(now.getTime() + DAY_MS),
      ],
    });
    return { type: 'quoted', id, name: cabin.name, total, deposit };
  }

  async function placeHold(
    db: Db,
    guestId: number,
    { quoteId, name }: Extract<Wish, { type: 'placeHold' }>,
    now: Date,
  ): Promise<Happening> {
    const code = randomBytes(5).toString('hex').toUpperCase();
    const until = new Date(now.getTime() + HOLD_MS);
    const { rows } = await db.query({
      name: 'hold',
      text: `
        with held as (
          insert into reservations (code, cabin_id, stay, status, guest_id, quote_id, name, party, pets, total, deposit, policy_version, held_until, pay_token, created_at)
          select $4, q.cabin_id, q.stay, 'held', $2, q.id, $3, q.party, q.pets, q.total, q.deposit, q.policy_version, $5, $6, $7
          from quotes q where q.id = $1 and q.guest_id = $2 and q.expires_at > $7
            and not exists (select 1 from reservations r where r.guest_id = $2 and r.status in ('held', 'settling'))
          on conflict on constraint one_stay_per_cabin do nothing
          returning id
        ), trace as (
          insert into reservation_events (reservation_id, what, detail, at) select id, 'held', jsonb_build_object('until', $5::timestamptz), $7 from held
        )
        select id from held`,
      values: [quoteId, guestId, name, code, until, randomBytes(16).toString('base64url'), now],
    });
    const row = rows[0] as { id: number } | undefined;
    if (!row) return { type: 'refused' };
    await enqueue(db, { name: 'paymentLink', data: { reservationId: row.id } });
    await enqueue(db, { name: 'watch', data: { reservationId: row.id } }, { delayMs: WATCH_MS });
    return { type: 'held', code, until: until.toISOString() };
  }
}

async function readCatalogue(db: Db): Promise<Catalogue> {
  const { rows } = await db.query({
    name: 'catalogue',
    text: `
      select property.profile as property,
        (select json_agg(json_build_object('id', id, 'name', name, 'profile', profile, 'tariff', tariff) order by position) from cabins where active) as cabins,
        (select json_build_object('version', version, 'terms', terms) from policies order by version desc limit 1) as policy
      from property where id = 1`,
  });
  return rows[0] as Catalogue;
}

async function freeCabins(db: Db, stay: Stay): Promise<Set<string>> {
  const { rows } = await db.query({
    name: 'free',
    text: `
      select id from cabins c where active and (
        select r.id from reservations r where r.cabin_id = c.id and r.stay && $1::daterange and r.status in ('held', 'settling', 'confirmed', 'completed') limit 1
      ) is null`,
    values: [range(stay)],
  });
  return new Set((rows as Array<{ id: string }>).map(({ id }) => id));
}

function price(nightly: number, { checkIn, checkOut }: Stay): number {
  return (nightly * (Date.parse(checkOut) - Date.parse(checkIn))) / DAY_MS;
}

const range = ({ checkIn, checkOut }: Stay): string => `[${checkIn},${checkOut})`;
