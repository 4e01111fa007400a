// What follows from MercadoPago's answer to a refund.

/** What MercadoPago said to a refund: `alreadyRefunded` is only believed after a look at the payment. */
export type RefundAnswer =
  | 'done'
  | 'inProcess'
  | 'alreadyRefunded'
  | 'noBalance'
  | 'tooOld'
  | 'refused';

export type RefundOutcome =
  | { readonly kind: 'refundDone'; readonly askAgainMs: number }
  | { readonly kind: 'refundUnderway'; readonly askAgainMs: number }
  | { readonly kind: 'refundUnclear'; readonly askAgainMs: number }
  | { readonly kind: 'refundBlocked'; readonly askAgainMs: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export function refundOutcome(answer: RefundAnswer): RefundOutcome {
  switch (answer) {
    case 'done':
      // Believed when the payment shows it; the same key answers the same refund.
      return { kind: 'refundDone', askAgainMs: MINUTE_MS };
    case 'inProcess':
      return { kind: 'refundUnderway', askAgainMs: 10 * MINUTE_MS };
    case 'alreadyRefunded':
      return { kind: 'refundUnclear', askAgainMs: DAY_MS };
    case 'noBalance':
    case 'tooOld':
    case 'refused':
      return { kind: 'refundBlocked', askAgainMs: DAY_MS };
  }
}
