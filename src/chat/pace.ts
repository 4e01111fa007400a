// The pair rate: about one message every six seconds to the same person, with a burst that is
// borrowed from later (Meta, "About the platform: rate limits"). A token bucket as one instant, which
// the guest's row carries from holder to holder.

const EVERY_MS = 6_000;
/** Meta lends 45. */
const BURST = 40;

export type Pace =
  | { readonly kind: 'go'; readonly pacedUntil: Date }
  | { readonly kind: 'wait'; readonly until: Date };

/** `pacedUntil`: the messages sent so far have used up the time until then; null when there were none. */
export function takePace(pacedUntil: Date | null, now: Date): Pace {
  const known = pacedUntil?.getTime() ?? 0;
  // further ahead than a whole burst it was written by a clock that has gone back since
  const base = known - now.getTime() > BURST * EVERY_MS ? 0 : known;
  const spent = Math.max(base, now.getTime()) + EVERY_MS;
  const until = spent - BURST * EVERY_MS;
  return until <= now.getTime()
    ? { kind: 'go', pacedUntil: new Date(spent) }
    : { kind: 'wait', until: new Date(until) };
}
