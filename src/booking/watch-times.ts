// When MercadoPago is asked about a reservation: five minutes before the hold ends, at its end, ten
// minutes later, hourly for a day, daily for 35 days.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const WATCH_BEFORE_END_MS = 5 * MINUTE_MS;

/** The first time to ask that is later than `now`; undefined when all are past. */
export function nextWatch(heldUntil: Date, now: Date): Date | undefined {
  const end = heldUntil.getTime();
  const past = now.getTime() - end;
  if (past < -WATCH_BEFORE_END_MS) return new Date(end - WATCH_BEFORE_END_MS);
  if (past < 0) return heldUntil;
  if (past < 10 * MINUTE_MS) return new Date(end + 10 * MINUTE_MS);
  const step = past < DAY_MS ? HOUR_MS : DAY_MS;
  const next = (Math.floor(past / step) + 1) * step;
  return next <= 35 * DAY_MS ? new Date(end + next) : undefined;
}
