// What booking counts; the metrics give it a form.

import type { CalendarFailure } from './feed.ts';

export type Counted = {
  payment: { outcome: string };
  refund: { status: 'done' | 'blocked' };
  drift: { kind: 'missing' | 'status' | 'refunded' | 'unknown' };
  calendar: { outcome: 'parsed' | 'unchanged' | CalendarFailure };
  conflict: { with: 'stay' | 'block' | 'import' };
  hold: { outcome: 'expired' | 'settling' | 'grace' | 'confirmed' };
};
export type Count = <K extends keyof Counted>(what: K, labels: Counted[K]) => void;
