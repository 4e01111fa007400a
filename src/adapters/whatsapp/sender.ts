// One message to one guest: the payload, the number as Meta wants it dialled, the call.
// Meta's test numbers refuse Argentine mobiles with the 9 (131030) and take them without it, though the
// same number is on their list (seen live in kevinrivm/vocero-crm #35): once per process the other form
// is tried, and kept if it works. Where Meta does not take the date form, the same question goes in words.

import { SendFault } from '../../domain/fault.ts';
import { dialled, type ArgentineForm } from '../../domain/phone.ts';
import type { Content } from '../../chat/outbox.ts';
import type { Log } from '../log.ts';
import type { WhatsApp } from './client.ts';
import { refusesForm } from './errors.ts';
import { toFormPayload, toPayload, toTemplatePayload, type Recipient } from './outbound.ts';

export type SenderParts = {
  readonly whatsapp: Pick<WhatsApp, 'send'>;
  readonly publicUrl: string;
  readonly argentineForm: ArgentineForm;
  /** Null: dates are asked for in words. */
  readonly dateForm: {
    readonly flowId: string;
    /** The token of a form that is about to be sent. */
    readonly open: (messageId: number) => Promise<string>;
  } | null;
  readonly log: Log;
};

/** What blocks a flow lasts: not every question tries it. */
const WITHOUT_FORM_MS = 10 * 60_000;

function codeOf({ code }: SendFault): number {
  return Number(code.replace('whatsapp.', ''));
}

export function createSender(parts: SenderParts) {
  const { whatsapp, publicUrl, argentineForm, dateForm, log } = parts;
  let form = argentineForm;
  let tried: 'notYet' | 'once' = 'notYet';
  let formAgainAt = 0;

  async function send(
    content: Content,
    to: Recipient,
    messageId: number,
    signal: AbortSignal,
  ): Promise<{ wamid: string }> {
    const id = String(messageId);
    const recipient = { ...to, phone: to.phone === null ? null : dialled(to.phone, form) };
    if (content.kind === 'written' && content.message.kind === 'form' && dateForm) {
      try {
        if (performance.now() >= formAgainAt) {
          const token = await dateForm.open(messageId);
          const asked = { flowId: dateForm.flowId, token };
          return await whatsapp.send(toFormPayload(content.message, recipient, id, asked), signal);
        }
      } catch (err) {
        if (!(err instanceof SendFault) || !refusesForm(codeOf(err))) throw err;
        formAgainAt = performance.now() + WITHOUT_FORM_MS;
        log.warn({ err }, 'the date form is not taken: dates are asked for in words');
      }
    }
    return whatsapp.send(
      content.kind === 'template'
        ? toTemplatePayload(content.template, recipient, id)
        : toPayload(content.message, recipient, { publicUrl, messageId: id }),
      signal,
    );
  }

  return async function deliver(
    content: Content,
    to: Recipient,
    messageId: number,
    signal: AbortSignal,
  ): Promise<{ wamid: string }> {
    try {
      return await send(content, to, messageId, signal);
    } catch (error) {
      const isListed = error instanceof SendFault && error.code === 'whatsapp.131030';
      if (!isListed || tried === 'once' || !/^549\d{10}$/.test(to.phone ?? '')) throw error;
      tried = 'once';
      form = argentineForm === 'keep9' ? 'strip9' : 'keep9';
      try {
        const sent = await send(content, to, messageId, signal);
        log.warn({ form }, 'Meta takes Argentine numbers in another form: set WHATSAPP_AR_NUMBERS');
        return sent;
      } catch {
        form = argentineForm;
        throw error;
      }
    }
  };
}
