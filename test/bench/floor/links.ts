// The job that makes a payment link: read in one transaction, asked of MercadoPago outside of any,
// written and told to the guest in another.

import type pg from 'pg';
import type { Pool } from 'undici';
import type { Happening } from './conversation.ts';
import { inTransaction } from './statements.ts';

type Held = {
  readonly guestId: number;
  readonly code: string;
  readonly deposit: number;
  readonly heldUntil: Date;
};

export function createLinks({
  pool,
  mercadoPago,
  wake,
}: {
  pool: pg.Pool;
  mercadoPago: Pool;
  wake: (guestId: number) => void;
}) {
  return async function makeLink({ reservationId }: { reservationId: number }): Promise<void> {
    const { held, paid } = await inTransaction(pool, async (db) => {
      const found = await db.query(
        `select r.guest_id as "guestId", r.code, r.deposit, r.held_until as "heldUntil"
         from reservations r join cabins c on c.id = r.cabin_id join policies p on p.version = r.policy_version where r.id = $1`,
        [reservationId],
      );
      const sum = await db.query(
        `select coalesce(-sum(p.amount), 0)::bigint as paid from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.reservation_id = $1 and p.account in ('guest_credit', 'applied')`,
        [reservationId],
      );
      return { held: found.rows[0] as Held, paid: (sum.rows[0] as { paid: number }).paid };
    });
    const { id, init_point: checkoutUrl } = await createPreference(held, held.deposit - paid);
    const path = await inTransaction(pool, async (db) => {
      const { rows } = await db.query(
        `with linked as (
           update reservations set preference_id = $2, checkout_url = $3 where id = $1 and status in ('held', 'settling') returning id, pay_token
         ), trace as (
           insert into reservation_events (reservation_id, what, detail, at) select id, 'linked', jsonb_build_object('preference', $2::text), $4 from linked
         )
         select pay_token as token from linked`,
        [reservationId, id, checkoutUrl, new Date()],
      );
      const link = rows[0] as { token: string } | undefined;
      if (!link) return undefined;
      const event: Happening = { type: 'linked', path: `/pay/${link.token}` };
      await db.query({
        name: 'tell',
        text: `
          with told as (
            insert into guest_events (guest_id, key, body, sent_at, received_at) values ($1, $2, $3, $4, $4)
            on conflict on constraint one_event_per_key do nothing returning guest_id
          )
          update guests g set wake_at = least(coalesce(g.wake_at, 'infinity'), $4) from told where g.id = told.guest_id`,
        values: [
          held.guestId,
          `link:${reservationId}:${id}`,
          JSON.stringify({ kind: 'fact', event }),
          new Date(),
        ],
      });
      return event.path;
    });
    if (path) wake(held.guestId);
  };

  async function createPreference(
    { code, heldUntil }: Held,
    amount: number,
  ): Promise<{ id: string; init_point: string }> {
    const answer = await mercadoPago.request({
      method: 'POST',
      path: '/checkout/preferences',
      headers: {
        'content-type': 'application/json',
        'x-idempotency-key': `${code}-${amount}-${heldUntil.getTime()}`,
      },
      body: JSON.stringify({
        items: [
          { id: code, title: code, quantity: 1, currency_id: 'ARS', unit_price: amount / 100 },
        ],
        external_reference: code,
        expires: true,
        expiration_date_to: heldUntil.toISOString(),
        binary_mode: true,
      }),
    });
    return (await answer.body.json()) as { id: string; init_point: string };
  }
}
