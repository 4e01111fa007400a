// Everything that is kept about a reservation, gathered for whoever has to be shown it.

import { evidencePage, type Evidence } from '../booking/evidence.ts';
import type { Party } from '../domain/party.ts';
import type { Quote } from '../domain/quote.ts';
import { readTranscript } from './admin/conversations.ts';
import { fromRange } from './calendar.ts';
import { readCatalogue, readPolicy } from './catalog.ts';
import type { Db } from './postgres.ts';

type Row = Omit<Evidence['reservation'], 'stay' | 'people'> & {
  guestId: number;
  stay: string;
  party: Party;
  policyVersion: number;
  quote: Quote | null;
  shownAt: Date | null;
};
const MOST_LINES = 2_000;
const WHO = { in: 'Huésped', out: 'Alojamiento' } as const;

/** One HTML document; undefined where there is no such stay. */
export async function evidenceFor(
  db: Db,
  reservationId: number,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<string | undefined> {
  const { rows } = await db.query(
    `select r.code, r.status, c.name as "cabinName", r.stay::text as stay, r.name, g.phone, r.guest_id as "guestId", r.party,
       r.total, r.deposit, r.checked_in_at as "checkedInAt", r.policy_version as "policyVersion", q.quote, q.created_at as "shownAt"
     from reservations r join cabins c on c.id = r.cabin_id join guests g on g.id = r.guest_id left join quotes q on q.id = r.quote_id
     where r.id = $1 and r.kind = 'stay'`,
    [reservationId],
  );
  const row = rows[0] as Row | undefined;
  if (!row) return undefined;
  const { guestId, stay, party, policyVersion, quote, shownAt, ...reservation } = row;
  const { property } = await readCatalogue(db);
  const list = async <T>(text: string) => (await db.query(text, [reservationId])).rows as T[];
  const html = evidencePage({
    madeAt: now,
    timeZone,
    lodging: property,
    reservation: {
      ...reservation,
      stay: fromRange(stay),
      people: `${party.adults} adultos, ${party.children} menores, ${party.infants} bebés`,
    },
    quote: quote && shownAt && { shownAt, lines: quote.lines },
    policy: await readPolicy(db, policyVersion),
    events: await list(
      'select at, what, detail from reservation_events where reservation_id = $1 order by id',
    ),
    payments: await list(
      `select id, status, status_detail as "statusDetail", amount, refunded, last_updated as "lastUpdated"
       from payments where reservation_id = $1 order by last_updated, id`,
    ),
    refunds: await list(
      `select payment_id as "paymentId", amount, reason, status, refund_id as "refundId"
       from refunds where reservation_id = $1 order by created_at, id`,
    ),
    chargebacks: await list(
      `select c.id, c.payment_id as "paymentId", c.reason, c.deadline
       from chargebacks c join payments p on p.id = c.payment_id where p.reservation_id = $1 order by c.id`,
    ),
    transcript: (
      await readTranscript(db, guestId, { before: undefined, limit: MOST_LINES })
    ).flatMap(({ at, direction, text }) =>
      direction === 'note' || text === null ? [] : [{ at, who: WHO[direction], text }],
    ),
  });
  return html;
}
