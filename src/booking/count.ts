// What booking counts; the metrics give it a form.

export type Counted = {
  payment: { outcome: string };
  refund: { status: 'done' | 'blocked' };
  drift: { kind: 'missing' | 'status' | 'refunded' | 'unknown' };
  hold: { outcome: 'expired' | 'settling' | 'grace' | 'confirmed' };
};
export type Count = <K extends keyof Counted>(what: K, labels: Counted[K]) => void;
