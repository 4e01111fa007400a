// What the end of a hold comes to: MercadoPago is asked before anything is let go.

import type { ReservationFacts, SettlementConfig } from './settlement.ts';

export type DeadlineQuestion = {
  readonly reservation: Pick<ReservationFacts, 'status' | 'heldUntil'> & {
    readonly hasLink: boolean;
  };
  readonly mercadoPago:
    | { readonly kind: 'unreachable' }
    | { readonly kind: 'answered'; readonly pending: number };
  readonly now: Date;
  readonly config: Pick<SettlementConfig, 'graceMinutes' | 'settlingMinutes'>;
};

/** Ask again, keep the nights while a payment is pending, cancel it, or end the hold. */
export type DeadlineOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'grace'; readonly askAgainMs: number }
  | {
      readonly kind: 'settling';
      readonly why: 'pending' | 'unreachable';
      readonly askAgainMs: number;
    }
  | { readonly kind: 'cancelPending' }
  | { readonly kind: 'expire' };

const MINUTE_MS = 60_000;

export function deadline({
  reservation,
  mercadoPago,
  now,
  config,
}: DeadlineQuestion): DeadlineOutcome {
  if (reservation.status !== 'held' && reservation.status !== 'settling')
    return { kind: 'nothing' };
  const pastMs = now.getTime() - reservation.heldUntil.getTime();
  if (pastMs < 0) return { kind: 'wait' };
  if (mercadoPago.kind === 'unreachable') {
    // Without a link nobody can have paid: there is nothing to ask.
    if (!reservation.hasLink) return { kind: 'expire' };
    if (pastMs < config.graceMinutes * MINUTE_MS) return { kind: 'grace', askAgainMs: MINUTE_MS };
    return { kind: 'settling', why: 'unreachable', askAgainMs: 5 * MINUTE_MS };
  }
  if (mercadoPago.pending === 0) return { kind: 'expire' };
  const leftMs = config.settlingMinutes * MINUTE_MS - pastMs;
  if (leftMs <= 0) return { kind: 'cancelPending' };
  return { kind: 'settling', why: 'pending', askAgainMs: Math.min(5 * MINUTE_MS, leftMs) };
}
