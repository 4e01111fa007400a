// The button that WhatsApp itself shows under marketing: stop, or hear from this business again.
// Meta, `user_preferences`: one list per change, of whoever pressed it.

import { z } from 'zod';
import { canonicalPhone } from '../../domain/phone.ts';
import type { Raw, WebhookBody } from './webhook-parts.ts';
import { ignore, instant, optionalText, records, timestamp, userId } from './webhook-parts.ts';

const preference = z.object({
  wa_id: optionalText,
  user_id: optionalText,
  category: z.literal('marketing_messages'),
  value: z.enum(['stop', 'resume']),
  timestamp,
});

export function readPreferences(value: Raw, receivedAt: Date, found: WebhookBody): void {
  for (const one of records(value['user_preferences'], found)) {
    const { data } = preference.safeParse(one);
    const phone = data?.wa_id ? canonicalPhone(data.wa_id) : null;
    const bsuid = userId(data?.user_id);
    if (!data || (phone === null && bsuid === null)) {
      ignore(found, 'shape', 'preference');
      continue;
    }
    const sentAt = instant(data.timestamp, receivedAt);
    // by Meta's own number, even where it is none: told again, it is the same
    const told = Number(data.timestamp ?? Number.NaN);
    found.arrivals.push({
      key: `preference:${bsuid ?? phone}:${told}:${data.value}`,
      sender: { phone, bsuid, profileName: null },
      sentAt,
      body: { kind: 'preference', wish: data.value },
    });
  }
}
