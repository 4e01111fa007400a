// A guest who changed their number or whose user id changed: who they were, and who they are now.
// Meta, "system messages" (11 Aug 2026): a new user id comes as a message, usually without a phone.

import { z } from 'zod';
import type { Identity } from '../../chat/inbound.ts';
import { canonicalPhone } from '../../domain/phone.ts';
import { optionalText, userId } from './webhook-parts.ts';
import type { Raw } from './webhook-parts.ts';

const system = z.object({
  type: optionalText,
  wa_id: optionalText,
  // the name of the same in old samples
  new_wa_id: optionalText,
  user_id: optionalText,
  previous_user_id: optionalText,
});

export type Move = { readonly from: Identity; readonly to: Identity };

/** `head`: whom the message names as its sender. Null: it tells of no change, or not to whom. */
export function readMove(message: Raw, head: Identity): Move | null {
  if (message['type'] !== 'system') return null;
  const { data } = system.safeParse(message['system']);
  const from = { phone: head.phone, bsuid: userId(data?.previous_user_id) ?? head.bsuid };
  const to = {
    phone: phoneOf(data?.wa_id ?? data?.new_wa_id),
    bsuid: userId(data?.user_id),
  };
  switch (data?.type) {
    case 'user_changed_number':
    case 'customer_changed_number':
      return to.phone === null && to.bsuid === null ? null : { from, to };
    case 'user_changed_user_id':
      return to.bsuid === null
        ? null
        : { from, to: { phone: to.phone ?? from.phone, bsuid: to.bsuid } };
    default:
      return null;
  }
}

function phoneOf(text: string | null | undefined): string | null {
  return text ? canonicalPhone(text) : null;
}
