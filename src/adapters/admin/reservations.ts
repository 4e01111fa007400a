// Reservations as the owner looks for them: by filter and page, and one with all that happened to it.

import type { Centavos } from '../../domain/money.ts';
import type { Party } from '../../domain/party.ts';
import type { QuoteLine } from '../../domain/quote.ts';
import type { ReservationStatus } from '../../domain/reservation.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import type { Db } from '../postgres.ts';

export type ReservationRow = {
  readonly id: number;
  readonly code: string;
  readonly status: ReservationStatus;
  readonly cabinId: string;
  readonly cabinName: string;
  readonly checkIn: CalendarDate;
  readonly checkOut: CalendarDate;
  readonly name: string | null;
  readonly phone: string | null;
  readonly guestId: number;
  readonly party: Party;
  readonly pets: number;
  readonly total: Centavos;
  readonly deposit: Centavos;
  /** What came in for it and we did not give back. */
  readonly paid: Centavos;
  readonly heldUntil: Date | null;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: 'guest' | 'owner' | 'clock' | null;
  readonly checkedInAt: Date | null;
  readonly noShowAt: Date | null;
  /** As the guests said, `HH:MM`. */
  readonly expectedArrival: string | null;
  readonly createdBy: string | null;
  readonly confirmedBy: string | null;
  readonly disputed: boolean;
};

export type ReservationFilter = {
  readonly status?: readonly ReservationStatus[] | undefined;
  readonly cabinId?: string | undefined;
  /** Stays that touch a night from `from` to before `to`. */
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  readonly checkIn?: CalendarDate | undefined;
  readonly checkOut?: CalendarDate | undefined;
  /** A piece of the code, the name or the phone. */
  readonly find?: string | undefined;
  readonly guestId?: number | undefined;
};

const SELECT = `
  select r.id, r.code, r.status, r.cabin_id as "cabinId", c.name as "cabinName", lower(r.stay) as "checkIn", upper(r.stay) as "checkOut",
    r.name, g.phone, r.guest_id as "guestId", r.party, r.pets, r.total, r.deposit,
    (select coalesce(-sum(p.amount), 0)::bigint from ledger_entries e join ledger_postings p on p.entry_id = e.id
      where e.reservation_id = r.id and p.account in ('guest_credit', 'applied')) as paid,
    case when r.status in ('held', 'settling') then r.held_until end as "heldUntil", r.created_at as "createdAt",
    r.confirmed_at as "confirmedAt", r.ended_at as "endedAt", r.ended_by as "endedBy", r.checked_in_at as "checkedInAt",
    r.no_show_at as "noShowAt", r.expected_arrival as "expectedArrival", r.created_by as "createdBy", r.confirmed_by as "confirmedBy", r.disputed_at is not null as disputed
  from reservations r join cabins c on c.id = r.cabin_id join guests g on g.id = r.guest_id
  where r.kind = 'stay'`;

const FILTER = `
    and ($1::text[] is null or r.status = any ($1)) and ($2::text is null or r.cabin_id = $2)
    and (($3::date is null and $4::date is null) or r.stay && daterange($3, $4))
    and ($5::date is null or lower(r.stay) = $5) and ($6::date is null or upper(r.stay) = $6)
    and ($7::text is null or position(lower($7) in lower(r.code || ' ' || coalesce(r.name, '') || ' ' || coalesce(g.phone, ''))) > 0)
    and ($8::bigint is null or r.guest_id = $8)`;

/** Newest first, those before `cursor`. */
export async function listReservations(
  db: Db,
  filter: ReservationFilter & { cursor?: number | undefined; limit: number },
): Promise<ReservationRow[]> {
  const { rows } = await db.query(
    `${SELECT} ${FILTER} and ($9::bigint is null or r.id < $9) order by r.id desc limit $10`,
    [
      filter.status ?? null,
      filter.cabinId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.checkIn ?? null,
      filter.checkOut ?? null,
      filter.find ?? null,
      filter.guestId ?? null,
      filter.cursor ?? null,
      filter.limit,
    ],
  );
  return rows as ReservationRow[];
}

export async function readReservation(db: Db, id: number): Promise<ReservationRow | undefined> {
  const { rows } = await db.query(`${SELECT} and r.id = $1`, [id]);
  return rows[0] as ReservationRow | undefined;
}

export type ReservationHistory = {
  readonly lines: readonly QuoteLine[] | null;
  readonly policyVersion: number;
  readonly events: ReadonlyArray<{ what: string; detail: unknown; at: string }>;
  readonly notes: ReadonlyArray<{ id: number; text: string; author: string; at: string }>;
};

/** What was quoted, what happened, and what was written beside it. */
export async function readHistory(db: Db, id: number): Promise<ReservationHistory> {
  const { rows } = await db.query(
    `select q.quote -> 'lines' as lines, r.policy_version as "policyVersion",
       (select coalesce(jsonb_agg(jsonb_build_object('what', what, 'detail', detail, 'at', at) order by id), '[]')
         from reservation_events where reservation_id = r.id) as events,
       (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'text', text, 'author', author, 'at', at) order by id), '[]')
         from reservation_notes where reservation_id = r.id) as notes
     from reservations r left join quotes q on q.id = r.quote_id where r.id = $1`,
    [id],
  );
  const { events, notes, ...rest } = rows[0] as ReservationHistory;
  // Postgres writes instants into JSON in its own form.
  const dated = <T extends { at: string }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
  return { ...rest, events: dated(events), notes: dated(notes) };
}
