// What occupies each cabin in a window.

import type { ReservationStatus } from '../../domain/reservation.ts';
import type { CalendarDate, Stay } from '../../domain/stay.ts';
import { toRange } from '../calendar.ts';
import type { Db } from '../postgres.ts';

export type Occupancy = {
  readonly id: number;
  readonly code: string;
  readonly cabinId: string;
  readonly kind: 'stay' | 'block' | 'import';
  readonly status: ReservationStatus;
  readonly checkIn: CalendarDate;
  readonly checkOut: CalendarDate;
  /** The guest's name, or the reason of a block. */
  readonly name: string | null;
};

/** By cabin and check-in. */
export async function occupancies(
  db: Db,
  window: Stay,
  cabinId: string | undefined,
): Promise<Occupancy[]> {
  const { rows } = await db.query(
    `select id, code, cabin_id as "cabinId", kind, status, lower(stay) as "checkIn", upper(stay) as "checkOut", name
     from reservations
     where stay && $1::daterange and ($2::text is null or cabin_id = $2) and status in ('held', 'settling', 'confirmed', 'completed')
     order by cabin_id, lower(stay)`,
    [toRange(window), cabinId ?? null],
  );
  return rows as Occupancy[];
}
