// What happens to a message that the service sends: the rules, the 24-hour window, the pair rate, and
// then the guest's phone.
import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { Refusal } from './whatsapp-checks.ts';
import { metaError } from './whatsapp-errors.ts';
import type { GraphAnswer } from './whatsapp-graph.ts';
import type { Entry, Guest, Guests } from './whatsapp-guests.ts';
import { waIdOf } from './whatsapp-guests.ts';
import { checkMessage } from './whatsapp-rules.ts';
import type { createStatuses } from './whatsapp-statuses.ts';
import { bodyParameterCount, bodyParameterNames } from './whatsapp-template-rules.ts';

export type Template = {
  name: string;
  language: string;
  bodyParameters?: number;
  /** Names of the body's values, where it has been created with them. */
  parameters?: string[];
  category?: string;
  components?: JsonObject[];
  state?: 'approved' | 'paused' | 'pending' | 'rejected';
};

const windowMs = 24 * 3_600_000;
// About the platform, rate limits: one message every 6 s to the same person, 45 at once borrowed from later.
const pairBurst = 45;
const pairRefillMs = 6_000;
const imageMaxBytes = 5 * 1024 * 1024;

export function newWamid(): string {
  return `wamid.${randomBytes(30).toString('base64')}`;
}

export function createSending(deps: {
  guests: Guests;
  now: () => Date;
  ownNumber: string;
  templates: Template[];
  /** Throws for a flow that cannot be opened. */
  checkFlow: (message: JsonObject) => void;
  pairRate: 'enforced' | 'off';
  statuses: ReturnType<typeof createStatuses>;
  takeFailure: () => number | undefined;
  /** The address where our own pictures can be fetched, or undefined for somebody else's. */
  reachable: (link: string) => string | undefined;
  changed: (guest: Guest) => void;
}) {
  const allowance = new Map<string, { left: number; at: number }>();

  function spendPairAllowance(waId: string): void {
    if (deps.pairRate === 'off') return;
    const now = deps.now().getTime();
    const had = allowance.get(waId) ?? { left: pairBurst, at: now };
    const left = Math.min(pairBurst, had.left + Math.max(0, now - had.at) / pairRefillMs);
    if (left < 1) throw new Refusal(131056, '');
    allowance.set(waId, { left: left - 1, at: now });
  }

  function checkTemplate(message: JsonObject): void {
    const template = message['template'] as JsonObject;
    const language = (template['language'] as JsonObject)['code'];
    const approved = deps.templates.find(
      (each) => each.name === template['name'] && each.language === language,
    );
    if (approved === undefined || approved.state === 'pending' || approved.state === 'rejected')
      throw new Refusal(
        132001,
        `template name (${String(template['name'])}) does not exist in ${String(language)}`,
      );
    if (approved.state === 'paused') throw new Refusal(132015, '');
    const named = bodyParameterNames(template);
    if (approved.parameters?.some((name) => !named.includes(name)))
      throw new Refusal(132000, `body: expected ${approved.parameters.join(', ')}`);
    const given = bodyParameterCount(template);
    if (approved.bodyParameters !== undefined && approved.bodyParameters !== given) {
      throw new Refusal(
        132000,
        `body: number of localizable_params (${given}) does not match the expected number of params (${approved.bodyParameters})`,
      );
    }
  }

  function recipientOf(message: JsonObject): {
    input: string;
    guest: Guest | undefined;
    waId: string;
  } {
    const input = String(message['to'] ?? message['recipient']);
    const guest = deps.guests.find(input);
    return { input, guest, waId: guest?.waId ?? waIdOf(input) };
  }

  function checkContext(message: JsonObject): void {
    const context = message['context'];
    if (isObject(context) && deps.guests.entry(String(context['message_id'])) === undefined) {
      throw new Refusal(131009, 'The message_id in the context is not valid');
    }
    const reaction = message['reaction'];
    if (isObject(reaction) && deps.guests.entry(String(reaction['message_id'])) === undefined) {
      throw new Refusal(131009, 'The message_id of the reaction is not valid');
    }
  }

  /** Meta fetches the pictures after it has answered, and says so in a status when it cannot. */
  async function show(guest: Guest, entry: Entry): Promise<void> {
    const asked = deps.takeFailure();
    if (asked !== undefined) return deps.statuses.failed(guest, entry, asked);
    for (const link of pictureLinks(entry.message)) {
      const address = deps.reachable(link);
      if (address !== undefined && !(await isPicture(address)))
        return deps.statuses.failed(guest, entry, 131053);
    }
    deps.statuses.delivered(guest, entry);
  }

  function accept(message: JsonObject): GraphAnswer {
    const type = checkMessage(message);
    const { input, guest, waId } = recipientOf(message);
    if (!/^(AR\.\d+|\+?[\d\s()-]{8,20})$/.test(input))
      throw new Refusal(131009, 'Recipient phone number is not valid');
    if (waId === deps.ownNumber) throw new Refusal(131021, '');
    checkContext(message);
    deps.checkFlow(message);
    if (type === 'template') checkTemplate(message);
    else if (guest?.lastSpokeAt == null || deps.now().getTime() - guest.lastSpokeAt >= windowMs)
      throw new Refusal(131047, '');
    spendPairAllowance(waId);

    const receiver = guest ?? deps.guests.meet(waId, `+${waId}`);
    const entry: Entry = {
      id: newWamid(),
      at: deps.now().getTime(),
      from: 'business',
      message,
      tick: 'sent',
    };
    deps.guests.add(receiver, entry);
    receiver.typingUntil = 0;
    deps.changed(receiver);
    void show(receiver, entry);
    const contact =
      message['to'] === undefined
        ? { input, user_id: receiver.userId }
        : { input, wa_id: receiver.waId };
    const accepted = {
      id: entry.id,
      ...(type === 'template' ? { message_status: 'accepted' } : {}),
    };
    return {
      status: 200,
      body: { messaging_product: 'whatsapp', contacts: [contact], messages: [accepted] },
    };
  }

  return {
    takeMessage(message: JsonObject): GraphAnswer {
      try {
        return accept(message);
      } catch (error) {
        if (error instanceof Refusal)
          return metaError(
            error.code,
            error.message === '' ? undefined : error.message,
            error.title,
          );
        throw error;
      }
    },
  };
}

function pictureLinks(message: JsonObject): string[] {
  const links: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isObject(value)) return;
    const image = value['image'];
    if (isObject(image) && typeof image['link'] === 'string') links.push(image['link']);
    Object.values(value).forEach(visit);
  };
  visit(message);
  return links;
}

async function isPicture(address: string): Promise<boolean> {
  try {
    const response = await request(address, { signal: AbortSignal.timeout(5_000) });
    const size = (await response.body.arrayBuffer()).byteLength;
    const type = String(response.headers['content-type']);
    return (
      response.statusCode === 200 &&
      /^image\/(jpeg|png)\b/.test(type) &&
      size > 0 &&
      size <= imageMaxBytes
    );
  } catch {
    return false;
  }
}
