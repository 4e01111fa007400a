// sent, delivered, read: each comes a moment later, in deliveries of its own that gather whatever is due.
import type { Courier } from './courier.ts';
import { statusError } from './whatsapp-errors.ts';
import type { Entry, Guest, Guests, Tick } from './whatsapp-guests.ts';

export type StatusDelays = { sentMs: number; deliveredMs: number; readMs: number };

const gatherMs = 40;

export function createStatuses(deps: {
  courier: Courier;
  guests: Guests;
  now: () => Date;
  delays: StatusDelays;
  post: (value: Record<string, unknown>) => Promise<unknown>;
  changed: (guest: Guest) => void;
}) {
  let waiting: Record<string, unknown>[] = [];
  let flow: 'all' | 'none' = 'all';

  function queue(status: Record<string, unknown>): void {
    if (flow === 'none') return;
    waiting.push(status);
    if (waiting.length > 1) return;
    deps.courier.later(gatherMs, () => {
      const statuses = waiting;
      waiting = [];
      return deps.post({ statuses });
    });
  }

  function say(guest: Guest, entry: Entry, status: Tick, more: Record<string, unknown>): void {
    deps.guests.tick(entry, status);
    deps.changed(guest);
    const callback = entry.message['biz_opaque_callback_data'];
    queue({
      id: entry.id,
      status,
      timestamp: String(Math.floor(deps.now().getTime() / 1000)),
      recipient_id: guest.waId,
      ...(status === 'failed' ? {} : { recipient_user_id: guest.userId }),
      ...(callback === undefined ? {} : { biz_opaque_callback_data: callback }),
      ...more,
    });
  }

  function delivered(guest: Guest, entry: Entry): void {
    const template = entry.message['type'] === 'template';
    const pricing = template
      ? { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' }
      : {
          billable: false,
          pricing_model: 'PMP',
          type: 'free_customer_service',
          category: 'service',
        };
    const { sentMs, deliveredMs, readMs } = deps.delays;
    deps.courier.later(sentMs, () => say(guest, entry, 'sent', { pricing }));
    deps.courier.later(deliveredMs, () => say(guest, entry, 'delivered', { pricing }));
    deps.courier.later(readMs, () => say(guest, entry, 'read', {}));
  }

  function failed(guest: Guest, entry: Entry, code: number): void {
    const error = statusError(code);
    entry.failure = String(error['title']);
    deps.courier.later(deps.delays.sentMs, () => say(guest, entry, 'failed', { errors: [error] }));
  }

  return {
    delivered,
    failed,
    flow: (which: 'all' | 'none') => {
      flow = which;
    },
  };
}
