// The link by which a deposit is paid: kept with its hold, and followed by the guest as the one of a balance is.

import type { Language } from '../../flows/understand/meaning.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import type { Db } from './postgres.ts';

/** The link of a hold that is still alive; false when the hold ended meanwhile. */
export async function setLink(
  db: Db,
  {
    id,
    preferenceId,
    checkoutUrl,
    now,
  }: { id: number; preferenceId: string; checkoutUrl: string; now: Date },
): Promise<{ payToken: string } | undefined> {
  const { rows } = await db.query(
    `with linked as (
       update reservations set preference_id = $2, checkout_url = $3 where id = $1 and status in ('held', 'settling') returning id, pay_token
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at) select id, 'linked', jsonb_build_object('preference', $2::text), $4 from linked
     )
     select pay_token as "payToken" from linked`,
    [id, preferenceId, checkoutUrl, now],
  );
  return rows[0] as { payToken: string } | undefined;
}

export type OpenedLink =
  | { readonly kind: 'open'; readonly reservationId: number; readonly checkoutUrl: string }
  /** The hold lives, its link is not made yet. */
  | { readonly kind: 'soon' | 'confirmed' | 'ended'; readonly language: Language }
  | { readonly kind: 'unknown' };

/** A guest follows their payment link. */
export async function openLink(db: Db, payToken: string, now: Date): Promise<OpenedLink> {
  const { rows } = await db.query(
    `with opened as (
       update reservations set opened_at = $2 where pay_token = $1 and status = 'held' and opened_at is null returning id
     ), trace as (
       insert into reservation_events (reservation_id, what, at) select id, 'opened', $2 from opened
     )
     select id, status, pay_token is distinct from $1 as "forBalance",
       case when pay_token = $1 then checkout_url else balance_checkout_url end as "checkoutUrl",
       case when pay_token = $1 then held_until else balance_until end > $2 as alive,
       (select language from guests where guests.id = guest_id) as language
     from reservations where pay_token = $1 or balance_token = $1`,
    [payToken, now],
  );
  const row = rows[0] as
    | {
        id: number;
        status: ReservationStatus;
        forBalance: boolean;
        checkoutUrl: string | null;
        alive: boolean | null;
        language: Language;
      }
    | undefined;
  if (!row) return { kind: 'unknown' };
  const { language } = row;
  if (row.forBalance)
    return row.checkoutUrl !== null && row.alive
      ? { kind: 'open', reservationId: row.id, checkoutUrl: row.checkoutUrl }
      : { kind: 'ended', language };
  if (row.status === 'confirmed' || row.status === 'completed')
    return { kind: 'confirmed', language };
  if (row.status !== 'held' || !row.alive) return { kind: 'ended', language };
  return row.checkoutUrl === null
    ? { kind: 'soon', language }
    : { kind: 'open', reservationId: row.id, checkoutUrl: row.checkoutUrl };
}
