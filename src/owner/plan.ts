// What an order comes to: words, a question back, or an act, perhaps after a yes.

import type { Proposed, StayLine } from '../../flows/owner-shown.ts';
import type { OwnerSaying } from '../../flows/owner-talk.ts';
import { writeAudit } from '../adapters/admin/audit.ts';
import type { Db } from '../adapters/postgres.ts';
import type { ReservationRow } from '../adapters/admin/reservations.ts';
import { toCentavos } from '../domain/money.ts';
import type { CalendarDate } from '../domain/stay.ts';

export type Scene = {
  readonly db: Db;
  readonly now: Date;
  readonly today: CalendarDate;
  /** `whatsapp:549…`, in the audit log and wherever it is written who did something. */
  readonly by: string;
};

export type Said = {
  readonly kind: 'say';
  readonly sayings: readonly OwnerSaying[];
  readonly chat?: number;
  readonly about?: number;
};
/** Nothing of it stays: the caller rolls back what the act has written. */
export type Undone = { readonly kind: 'undo'; readonly sayings: readonly OwnerSaying[] };
export type Act = (variant: string | null) => Promise<Said | Undone>;

export type Plan =
  | Said
  | { readonly kind: 'lacking'; readonly saying: OwnerSaying }
  | { readonly kind: 'guest'; readonly guest: { readonly id: number; readonly name: string } }
  | { readonly kind: 'act'; readonly act: Act }
  /** `facts`: what it was reckoned from; on a yes they must be the same. */
  | {
      readonly kind: 'ask';
      readonly facts: string;
      readonly proposed: Proposed;
      readonly act: Act;
    };

export const say = (...sayings: readonly OwnerSaying[]): Said => ({ kind: 'say', sayings });
export const undo = (saying: OwnerSaying): Undone => ({ kind: 'undo', sayings: [saying] });

/** The line of a change, under the name that it has in the admin API. */
export function audit(
  { db, now, by }: Scene,
  line: { what: string; about: string; before?: unknown; after?: unknown },
): Promise<void> {
  return writeAudit(db, { at: now, who: by, ...line });
}

export function lineOf(row: ReservationRow): StayLine {
  const { code, cabinName, checkIn, checkOut, name, phone, party, status } = row;
  const { total, paid, expectedArrival } = row;
  return {
    code,
    cabinName,
    stay: { checkIn, checkOut },
    name,
    phone,
    people: party.adults + party.children + party.infants,
    status,
    total,
    due: toCentavos(status === 'cancelled' ? 0 : Math.max(0, total - paid)),
    arrivesAt: expectedArrival,
  };
}
