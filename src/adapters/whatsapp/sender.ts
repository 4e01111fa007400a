// One message to one guest: the payload, the number as Meta wants it dialled, the call.
// Meta's test numbers refuse Argentine mobiles with the 9 (131030) and take them without it, though the
// same number is on their list (seen live in kevinrivm/vocero-crm #35): once per process the other form
// is tried, and kept if it works.

import { SendFault } from '../../domain/fault.ts';
import { dialled, type ArgentineForm } from '../../domain/phone.ts';
import type { Content } from '../../chat/outbox.ts';
import type { Log } from '../log.ts';
import type { WhatsApp } from './client.ts';
import { toPayload, toTemplatePayload, type Recipient } from './outbound.ts';

export type SenderParts = {
  readonly whatsapp: Pick<WhatsApp, 'send'>;
  readonly publicUrl: string;
  readonly argentineForm: ArgentineForm;
  readonly log: Log;
};

export function createSender({ whatsapp, publicUrl, argentineForm, log }: SenderParts) {
  let form = argentineForm;
  let tried: 'notYet' | 'once' = 'notYet';

  function send(
    content: Content,
    to: Recipient,
    messageId: number,
    signal: AbortSignal,
  ): Promise<{ wamid: string }> {
    const id = String(messageId);
    const recipient = { ...to, phone: to.phone === null ? null : dialled(to.phone, form) };
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
