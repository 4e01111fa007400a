// What Meta says about the account, in the owner's queue: what asks for a person stays open, good news
// are only kept.

import type { Pool } from './postgres.ts';
import type { AccountNotice } from './whatsapp/webhook-parts.ts';

export async function recordNotices(
  pool: Pool,
  notices: readonly AccountNotice[],
  now: Date,
): Promise<void> {
  await pool.query({
    name: 'account-notices',
    text: `
      insert into decisions (key, kind, detail, created_at, decided_at, decided_by, decision)
      select n.key, 'whatsappAccount', jsonb_build_object('field', n.field, 'event', n.event, 'value', n.value), $2::timestamptz,
        case n.concern when 'note' then $2::timestamptz end, case n.concern when 'note' then 'clock' end, case n.concern when 'note' then 'noted' end
      from jsonb_to_recordset($1::jsonb) as n(key text, field text, event text, concern text, value jsonb)
      on conflict (key) do nothing`,
    values: [JSON.stringify(notices), now],
  });
}
