// One guest's phone, for tests and for the page: says, taps, sends, and sees what arrives.
import type { Answer } from './courier.ts';
import type { JsonObject } from './json.ts';
import type { Entry, Guest } from './whatsapp-guests.ts';
import type { FlowAnswer } from './whatsapp-flows.ts';
import type { Upload } from './whatsapp-media.ts';
import { interactiveReply } from './whatsapp-webhooks.ts';
import { spoken } from './speech.ts';
import { choicesOf, describe, flowOf } from './whatsapp-reading.ts';

/** `id` is the wamid; `answer` what the service answered to the first delivery. */
export type Sent = { id: string; answer: Answer };
export type Phone = ReturnType<typeof createPhone>;

export function createPhone(deps: {
  guest: Guest;
  deliver: (
    messages: { guest: Guest; message: JsonObject }[],
  ) => Promise<{ ids: string[]; answer: Answer }>;
  repeat: (message: JsonObject) => Promise<Answer>;
  keepMedia: (upload: Upload) => Record<string, unknown>;
  exchange: (flowId: string, request: JsonObject) => Promise<FlowAnswer>;
  subscribe: (listener: (guest: Guest) => void) => () => void;
}) {
  const { guest } = deps;
  let seen = 0;

  const received = (): Entry[] => guest.entries.filter((entry) => entry.from === 'business');

  async function send(message: JsonObject): Promise<Sent> {
    const { ids, answer } = await deps.deliver([{ guest, message }]);
    return { id: String(ids[0]), answer };
  }

  function tap(
    id: string,
    title: string,
    kind: 'button' | 'list',
    contextWamid?: string,
  ): Promise<Sent> {
    const last = received().findLast((entry) =>
      choicesOf(entry.message).some((choice) => choice.id === id),
    );
    const from = contextWamid ?? last?.id;
    const description =
      last === undefined
        ? undefined
        : choicesOf(last.message).find((choice) => choice.id === id)?.description;
    return send({
      ...(from === undefined ? {} : { context: { from: '5492944000000', id: from } }),
      type: 'interactive',
      interactive: interactiveReply(id, title, kind, description),
    });
  }

  /** Looks only at what has not been returned before, so that a conversation reads from top to bottom. */
  function waitFor(
    predicate: (message: JsonObject) => boolean,
    timeoutMs = 5_000,
  ): Promise<JsonObject> {
    const next = (): JsonObject | undefined => {
      const messages = received();
      const at = messages.findIndex((entry, index) => index >= seen && predicate(entry.message));
      if (at < 0) return undefined;
      seen = at + 1;
      return messages[at]?.message;
    };
    const already = next();
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const stop = deps.subscribe((other) => {
        const found = other === guest ? next() : undefined;
        if (found === undefined) return;
        clearTimeout(timer);
        stop();
        resolve(found);
      });
      const timer = setTimeout(() => {
        stop();
        const arrived = received()
          .slice(seen)
          .map((entry) => describe(entry.message));
        reject(
          new Error(
            `${guest.name} waited ${timeoutMs} ms in vain; arrived meanwhile: ${arrived.join(' | ') || 'nothing'}`,
          ),
        );
      }, timeoutMs);
    });
  }

  /** The form of the newest message that has one, or of this one. */
  function form(id?: string) {
    const entry = received().findLast(
      (each) => flowOf(each.message) !== undefined && (id === undefined || each.id === id),
    );
    const flow = entry === undefined ? undefined : flowOf(entry.message);
    if (entry === undefined || flow === undefined)
      throw new Error(`${guest.name} sees no form to open`);
    const { flowId, token } = flow;
    return {
      ...flow,
      /** INIT, BACK, or what a screen sends on. */
      ask: (request: JsonObject) => deps.exchange(flowId, { ...request, flow_token: token }),
      /** The last screen closes the form, and its answer is a message of the guest. */
      complete: (answer: JsonObject) =>
        send({
          context: { from: '5492944000000', id: entry.id },
          type: 'interactive',
          interactive: {
            type: 'nfm_reply',
            nfm_reply: {
              name: 'flow',
              body: 'Sent',
              response_json: JSON.stringify({ flow_token: token, ...answer }),
            },
          },
        }),
    };
  }

  return {
    guest,
    form,
    waId: guest.waId,
    userId: guest.userId,
    send,
    tap,
    waitFor,
    say: (text: string): Promise<Sent> => send({ type: 'text', text: { body: text } }),
    /** Several messages in one delivery. */
    sendTogether: (messages: readonly JsonObject[]) =>
      deps.deliver(messages.map((message) => ({ guest, message }))),
    sendMedia: (upload: Upload): Promise<Sent> =>
      send({ type: upload.kind, [upload.kind]: deps.keepMedia(upload) }),
    /** A voice note of these words. */
    speak: (words: string): Promise<Sent> =>
      send({
        type: 'audio',
        audio: deps.keepMedia({
          kind: 'audio',
          bytes: spoken(words),
          mimeType: 'audio/ogg; codecs=opus',
        }),
      }),
    /** The same wamid again, as Meta does. */
    repeat(id: string): Promise<Answer> {
      const entry = guest.entries.find((each) => each.id === id);
      if (entry === undefined) throw new Error(`no message ${id} to repeat`);
      return deps.repeat(entry.message);
    },
    /** Taps the newest button, row or card whose title matches. */
    choose(title: string | RegExp): Promise<Sent> {
      const matches = (text: string) =>
        typeof title === 'string' ? text === title : title.test(text);
      for (const entry of received().toReversed()) {
        const choice = choicesOf(entry.message).find(
          (each) => matches(each.title) || matches(each.id),
        );
        if (choice !== undefined) return tap(choice.id, choice.title, choice.kind, entry.id);
      }
      throw new Error(`${guest.name} sees nothing to tap that matches ${String(title)}`);
    },
    /** The payloads that reached the phone, in order. */
    get messages(): JsonObject[] {
      return received().map((entry) => entry.message);
    },
    get last(): JsonObject | undefined {
      return received().at(-1)?.message;
    },
    /** The ticks under one of the guest's own messages, or under one received. */
    tickOf: (id: string) => guest.entries.find((entry) => entry.id === id)?.tick,
  };
}
