// Meta's side of WhatsApp, and the phones of the guests. It reaches the service only by signed webhooks
// and is reached only as the Graph API.
import type { Answer, Courier } from './courier.ts';
import { createFaults } from './faults.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { metaError } from './whatsapp-errors.ts';
import { createAccount } from './whatsapp-account.ts';
import { graphRoutes } from './whatsapp-graph.ts';
import type { GraphAnswer, GraphCall } from './whatsapp-graph.ts';
import { createFlows } from './whatsapp-flows.ts';
import type { FlowOptions } from './whatsapp-flows.ts';
import { createGuests } from './whatsapp-guests.ts';
import type { Entry, Guest } from './whatsapp-guests.ts';
import { createMedia } from './whatsapp-media.ts';
import type { Upload } from './whatsapp-media.ts';
import { createPhone } from './whatsapp-phone.ts';
import type { Phone } from './whatsapp-phone.ts';
import { createSending, newWamid } from './whatsapp-sending.ts';
import type { Template } from './whatsapp-sending.ts';
import { createStatuses } from './whatsapp-statuses.ts';
import type { StatusDelays } from './whatsapp-statuses.ts';
import { contactOf, envelope, signature, wireBytes } from './whatsapp-webhooks.ts';

export type WhatsAppSimulator = ReturnType<typeof createWhatsAppSimulator>;
export type SignatureKind = 'valid' | 'wrong' | 'missing' | 'short';

export type WhatsAppOptions = {
  pairRate?: 'enforced' | 'off';
  statusDelays?: StatusDelays;
  templates?: Template[];
  /** A flow that is published already, and the key of the number. */
  flow?: FlowOptions;
};

const typingMs = 25_000;
const receiptMaxAgeMs = 30 * 24 * 3_600_000;
/** The templates that a new account asks Meta to approve, in the three languages of the product. */
const defaultTemplates: Template[] = [
  'booking_confirmed',
  'payment_pending',
  'balance_due',
  'waitlist_offer',
  'checkin_reminder',
  'refund_notice',
  'handoff_reply',
  'owner_alert',
  'thanks_review',
  'checkin_instructions',
  'checkout_day',
].flatMap((name) => ['es_AR', 'pt_BR', 'en', 'en_US'].map((language) => ({ name, language })));

export function createWhatsAppSimulator(deps: {
  serviceUrl: () => string;
  publicUrl: string;
  graphUrl: () => string;
  secrets: { whatsappAccessToken: string; whatsappAppSecret: string; whatsappPhoneId: string };
  now: () => Date;
  courier: Courier;
  remembered: readonly Guest[];
  options: WhatsAppOptions;
  changed: () => void;
}) {
  const { courier, now, secrets } = deps;
  const business = {
    accountId: '102290129340398',
    displayPhoneNumber: '5492944000000',
    phoneNumberId: secrets.whatsappPhoneId,
  };
  const guests = createGuests(deps.remembered);
  const media = createMedia({ now, baseUrl: deps.graphUrl });
  const faults = createFaults((_status, code) => metaError(code ?? 131000).body);
  const calls: GraphCall[] = [];
  const templates = [...(deps.options.templates ?? defaultTemplates)];
  const plannedFailures: number[] = [];
  const listeners = new Set<(guest: Guest) => void>();
  const refusalListeners = new Set<() => void>();
  const phones = new Map<string, Phone>();

  function changed(guest: Guest): void {
    deps.changed();
    for (const listener of listeners) listener(guest);
  }

  function packed(
    body: unknown,
    kind: SignatureKind,
    url = `${deps.serviceUrl()}/api/v1/webhooks/whatsapp`,
  ) {
    const bytes = Buffer.isBuffer(body) ? body : wireBytes(body);
    const valid = signature(bytes, secrets.whatsappAppSecret);
    const given = {
      valid,
      wrong: signature(bytes, 'not the secret'),
      short: valid.slice(0, 20),
      missing: undefined,
    }[kind];
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
    };
    if (given !== undefined) headers['x-hub-signature-256'] = given;
    return { url, headers, body: bytes };
  }

  const post = (value: Record<string, unknown>, acknowledged?: () => void) =>
    courier.deliver(packed(envelope(business, value), 'valid'), acknowledged);

  const statuses = createStatuses({
    courier,
    guests,
    now,
    delays: deps.options.statusDelays ?? { sentMs: 30, deliveredMs: 250, readMs: 700 },
    post,
    changed,
  });
  /** Our own public address, where it listens here; undefined for somebody else's. */
  const reachable = (link: string) =>
    link.startsWith(`${deps.publicUrl}/`)
      ? deps.serviceUrl() + link.slice(deps.publicUrl.length)
      : undefined;
  const flows = createFlows({
    ...business,
    given: deps.options.flow,
    post: (address, body) => {
      const here = address.startsWith(`${deps.serviceUrl()}/`) ? address : reachable(address);
      return here === undefined
        ? Promise.resolve({ status: 'unreachable', text: '' })
        : courier.attempt(packed(body, 'valid', here));
    },
  });
  const sending = createSending({
    checkFlow: flows.check,
    guests,
    now,
    ownNumber: business.displayPhoneNumber,
    templates,
    pairRate: deps.options.pairRate ?? 'enforced',
    statuses,
    takeFailure: () => plannedFailures.shift(),
    reachable,
    changed,
  });

  function takeReceipt(receipt: JsonObject): GraphAnswer {
    const found = guests.entry(String(receipt['message_id']));
    const tooOld = found !== undefined && now().getTime() - found.entry.at > receiptMaxAgeMs;
    if (found === undefined || found.entry.from !== 'guest' || tooOld)
      return metaError(131009, 'The message_id is not valid', 'Parameter value is not valid');
    const indicator = receipt['typing_indicator'];
    if (indicator !== undefined && !(isObject(indicator) && indicator['type'] === 'text'))
      return metaError(131009, 'typing_indicator.type must be text');
    for (const entry of found.guest.entries) {
      if (entry.from === 'guest' && entry.at <= found.entry.at) guests.tick(entry, 'read');
    }
    if (indicator !== undefined) found.guest.typingUntil = now().getTime() + typingMs;
    changed(found.guest);
    return { status: 200, body: { success: true } };
  }

  /** One delivery with these messages, in this order; several guests may be in it. */
  async function deliverMessages(
    messages: readonly { guest: Guest; message: JsonObject }[],
  ): Promise<{ ids: string[]; answer: Answer }> {
    const at = now().getTime();
    const entries: { guest: Guest; entry: Entry }[] = messages.map(({ guest, message }) => {
      const full = {
        from: guest.waId,
        from_user_id: guest.userId,
        id: newWamid(),
        timestamp: String(Math.floor(at / 1000)),
        ...message,
      };
      const entry: Entry = { id: full.id, at, from: 'guest', message: full, tick: 'sent' };
      guests.add(guest, entry);
      guest.lastSpokeAt = at;
      changed(guest);
      return { guest, entry };
    });
    const people = [...new Set(messages.map(({ guest }) => guest))];
    const answer = await post(
      { contacts: people.map(contactOf), messages: entries.map(({ entry }) => entry.message) },
      () => {
        for (const { guest, entry } of entries) {
          guests.tick(entry, 'delivered');
          changed(guest);
        }
      },
    );
    return { ids: entries.map(({ entry }) => entry.id), answer };
  }

  function phoneOf(phone: string, name?: string): Phone {
    const guest = guests.meet(phone, name ?? `Huésped ${phone.slice(-3)}`);
    if (name !== undefined) guest.name = name;
    const known = phones.get(guest.waId);
    if (known !== undefined) return known;
    const created = createPhone({
      guest,
      deliver: deliverMessages,
      repeat: (message) => post({ contacts: [contactOf(guest)], messages: [message] }),
      keepMedia: (upload: Upload) => media.reference(media.keep(upload)),
      exchange: flows.exchange,
      subscribe,
    });
    phones.set(guest.waId, created);
    changed(guest);
    return created;
  }

  function subscribe(listener: (guest: Guest) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  const { accountRoutes, ...account } = createAccount({
    accountId: business.accountId,
    phoneNumberId: business.phoneNumberId,
    displayPhoneNumber: business.displayPhoneNumber,
    templates,
  });
  const router = graphRoutes({
    accountRoutes,
    flowRoutes: flows.flowRoutes,
    accessToken: secrets.whatsappAccessToken,
    phoneNumberId: secrets.whatsappPhoneId,
    now,
    faults,
    media,
    calls,
    takeMessage: sending.takeMessage,
    takeReceipt,
    refused: () => {
      for (const listener of refusalListeners) listener();
    },
  });

  return {
    router,
    business,
    guest: phoneOf,
    guests: guests.all,
    forget: (phone: string) => {
      const guest = guests.find(phone);
      if (guest === undefined) return;
      guests.forget(guest.waId);
      phones.delete(guest.waId);
      changed(guest);
    },
    subscribe,
    /** What Meta did not take, newest last. */
    refusals: () =>
      calls.flatMap(({ at, problem }) => (problem === null ? [] : [{ at, problem }])).slice(-5),
    subscribeRefusals(listener: () => void): () => void {
      refusalListeners.add(listener);
      return () => refusalListeners.delete(listener);
    },
    /** Every call to the Graph API, refused ones too, in order. */
    calls: calls as readonly GraphCall[],
    /** One try, no retries: for signatures, malformed bytes and bodies of every kind. */
    deliver: (body: unknown, how: { signature?: SignatureKind } = {}): Promise<Answer> =>
      courier.attempt(packed(body, how.signature ?? 'valid')),
    /** Messages of several guests in one delivery. */
    deliverBatch: (messages: readonly { from: Phone; message: JsonObject }[]) =>
      deliverMessages(messages.map(({ from, message }) => ({ guest: from.guest, message }))),
    /** The owner answers from the phone (coexistence): the service learns it as an echo. */
    ownerSays(phone: string, text: string): Promise<Answer> {
      const guest = phoneOf(phone).guest;
      const at = now().getTime();
      const message = {
        from: business.displayPhoneNumber,
        to: guest.waId,
        to_user_id: guest.userId,
        id: newWamid(),
        timestamp: String(Math.floor(at / 1000)),
        type: 'text',
        text: { body: text },
      };
      guests.add(guest, { id: message.id, at, from: 'owner', message, tick: 'delivered' });
      changed(guest);
      return courier.deliver(
        packed(envelope(business, { message_echoes: [message] }, 'smb_message_echoes'), 'valid'),
      );
    },
    failNext: faults.failNext,
    down: faults.down,
    slow: faults.slow,
    heal: faults.heal,
    /** The next accepted messages come back as a `failed` status with this code. */
    failDelivery(times: number, code: number): void {
      for (let left = times; left > 0; left -= 1) plannedFailures.push(code);
    },
    statuses: statuses.flow,
    templates,
    account,
    flows,
    idle: courier.idle,
    snapshot: () => guests.all(),
  };
}
