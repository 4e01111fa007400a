// What Meta says about a message of ours.

import { z } from 'zod';
import type { Delivery } from '../../chat/inbound.ts';
import { cap } from './text.ts';
import { id, ignore, instant, optionalText, timestamp } from './webhook-parts.ts';
import type { Raw, WebhookBody } from './webhook-parts.ts';

const statusError = z.object({
  code: z.number().int(),
  title: optionalText,
  message: optionalText,
  error_data: z.object({ details: optionalText }).nullish(),
});
const statusHead = z.object({
  id,
  status: z.string(),
  timestamp,
  recipient_type: optionalText,
  biz_opaque_callback_data: optionalText,
  errors: z.array(z.unknown()).nullish(),
  pricing: z.unknown().optional(),
});
const pricing = z.object({ category: z.string().regex(/^[\w-]{1,40}$/) });

export function readStatus(raw: Raw, receivedAt: Date, found: WebhookBody): void {
  const head = statusHead.safeParse(raw);
  if (!head.success) {
    ignore(found, 'shape', 'status');
    return;
  }
  const status = knownStatus(head.data.status);
  if (status === null || head.data.recipient_type === 'group') {
    ignore(found, 'status', status === null ? 'other' : 'group', head.data.status);
    return;
  }
  const error = status === 'failed' ? statusError.safeParse(head.data.errors?.[0]).data : undefined;
  found.deliveries.push({
    wamid: head.data.id,
    messageId: ownId(head.data.biz_opaque_callback_data),
    status,
    at: instant(head.data.timestamp, receivedAt),
    error:
      error === undefined
        ? null
        : {
            code: error.code,
            title: cap(error.title ?? error.message ?? '', 500),
            detail: error.error_data?.details ? cap(error.error_data.details, 2_000) : null,
          },
    category: pricing.safeParse(head.data.pricing).data?.category ?? null,
  });
}

function ownId(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** `played` is a voice note that was heard; `deleted` stands in old samples and moves nothing. */
function knownStatus(status: string): Delivery['status'] | null {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
      return status;
    case 'played':
      return 'read';
    default:
      return null;
  }
}

/** The code of an error that stands beside the messages, as a label. */
export function errorName(error: Raw): string {
  const read = statusError.safeParse(error);
  return read.success ? String(read.data.code) : 'other';
}
