// What an owner can tap. As with guests the id only names things; `owner:` keeps it apart from theirs.

import type { Ruling } from './owner-shown.ts';
import type { Order, OwnerChoice } from './owner-talk.ts';

const OWN = 'owner:';

export function ownerChoiceId(choice: Exclude<OwnerChoice, { do: 'unknown' }>): string {
  switch (choice.do) {
    case 'yes':
      return `${OWN}yes:${choice.to}${choice.variant === null ? '' : `:${choice.variant}`}`;
    case 'no':
      return `${OWN}no:${choice.to}`;
    case 'help':
      return `${OWN}help`;
    case 'order':
      return `${OWN}${idOfOrder(choice.order)}`;
  }
}

function idOfOrder(order: Order): string {
  switch (order.do) {
    case 'rule':
      return `rule:${order.decisionId}:${order.ruling}`;
    case 'see':
      return `see:${order.decisionId}`;
    case 'reply':
    case 'takeChat':
    case 'giveChat':
      return `${order.do}:${order.guestId}`;
    case 'freeBlock':
      return `freeBlock:${order.blockId}`;
    case 'reservation':
    case 'cancel':
    case 'cash':
      return `${order.do}:${order.who}`;
    case 'pending':
    case 'digest':
      return order.do;
    default:
      throw new Error(`nothing to tap does ${order.do}`);
  }
}

export function isOwnerChoice(id: string): boolean {
  return id.startsWith(OWN);
}

/** Anything a phone may send; what is not one of ours is `unknown`. */
export function parseOwnerChoice(id: string): OwnerChoice {
  if (!isOwnerChoice(id)) return { do: 'unknown' };
  const [verb = '', first = '', second] = id.slice(OWN.length, 200).split(':');
  const number = /^\d{1,15}$/.test(first) ? Number(first) : null;
  switch (verb) {
    case 'yes':
      return { do: 'yes', to: first, variant: second ?? null };
    case 'no':
      return { do: 'no', to: first };
    case 'help':
      return { do: 'help' };
    case 'pending':
    case 'digest':
      return { do: 'order', order: { do: verb } };
    case 'reservation':
    case 'cancel':
      return { do: 'order', order: { do: verb, who: first } };
    case 'cash':
      return { do: 'order', order: { do: verb, who: first, amount: null } };
  }
  if (number === null) return { do: 'unknown' };
  switch (verb) {
    case 'rule':
      return isRuling(second)
        ? { do: 'order', order: { do: verb, decisionId: number, ruling: second } }
        : { do: 'unknown' };
    case 'see':
      return { do: 'order', order: { do: verb, decisionId: number } };
    case 'reply':
    case 'takeChat':
    case 'giveChat':
      return { do: 'order', order: { do: verb, guestId: number } };
    case 'freeBlock':
      return { do: 'order', order: { do: verb, blockId: number } };
    default:
      return { do: 'unknown' };
  }
}

function isRuling(text: string | undefined): text is Ruling {
  return text === 'approve' || text === 'refuse' || text === 'resolve';
}
