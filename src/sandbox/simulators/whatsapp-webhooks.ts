// The bodies and the signature of the webhooks that Meta posts.
import { createHmac } from 'node:crypto';

/** Meta signs and sends the escaped form: `ñ` travels as `\u00f1`, in lowercase hex. */
export function wireBytes(body: unknown): Buffer {
  const escaped = JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Buffer.from(escaped, 'ascii');
}

export function signature(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}

export type Business = { accountId: string; displayPhoneNumber: string; phoneNumberId: string };

export function envelope(business: Business, value: Record<string, unknown>, field = 'messages') {
  const metadata = {
    display_phone_number: business.displayPhoneNumber,
    phone_number_id: business.phoneNumberId,
  };
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: business.accountId,
        changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
      },
    ],
  };
}

export function contactOf(person: { waId: string; name: string; userId: string }) {
  return { profile: { name: person.name }, wa_id: person.waId, user_id: person.userId };
}

export function interactiveReply(
  id: string,
  title: string,
  kind: 'button' | 'list',
  description?: string,
) {
  return kind === 'button'
    ? { type: 'button_reply', button_reply: { id, title } }
    : {
        type: 'list_reply',
        list_reply: { id, title, ...(description === undefined ? {} : { description }) },
      };
}
