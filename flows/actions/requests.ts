// What the conversation asks to have done; how each request is answered stands with the effects.

import type { CallReason } from '../events.ts';
import { request } from '../flow.ts';
import { codeToPay, meaningOf, needed, on, questionsLeft, searchOf, staysOf } from '../reading.ts';

export const requests = {
  prompt: request(() => ({ type: 'prompt' })),
  findOffers: request(({ context }) => {
    const { party, pets, promo } = searchOf(context);
    return { type: 'findOffers', stays: staysOf(context), party, pets, promo };
  }),
  findAlternatives: request(({ context }) => {
    const { party, pets, promo } = searchOf(context);
    return { type: 'findAlternatives', stays: staysOf(context), party, pets, promo };
  }),
  findFreeDays: request(({ context: { month, nights, party } }) => {
    return { type: 'findFreeDays', month: needed(month, 'month'), nights, party };
  }),
  describeCabin: request(({ context }) => {
    return { type: 'describeCabin', cabinId: needed(context.cabin, 'cabin').id };
  }),
  makeQuote: request(({ context }) => {
    const { id: cabinId } = needed(context.cabin, 'cabin');
    return { type: 'makeQuote', cabinId, ...searchOf(context) };
  }),
  recallQuote: request(({ context }) => {
    return { type: 'recallQuote', quoteId: needed(context.quote, 'quote').id };
  }),
  answer: request(({ context, event }) => {
    return { type: 'answer', questions: questionsLeft({ context, event }) };
  }),
  placeHold: request(({ context, event }) => {
    const { id: quoteId } = needed(context.quote, 'quote');
    const given = meaningOf(event)?.name ?? context.name ?? context.profileName;
    return { type: 'placeHold', quoteId, name: needed(given, 'name') };
  }),
  releaseHold: request(({ context }) => {
    return { type: 'releaseHold', code: needed(context.hold, 'hold').code };
  }),
  lookForPayment: request(({ context }) => {
    const code = codeToPay(context) ?? context.booking?.code;
    return { type: 'lookForPayment', code: needed(code, 'reservation') };
  }),
  takeReceipt: request(({ context, event }) => {
    const { what, mediaId = null, mimeType = null } = on(event, 'guest.sent');
    if (what !== 'image' && what !== 'document') throw new Error(`a receipt that is ${what}`);
    const code = needed(codeToPay(context), 'reservation');
    return { type: 'takeReceipt', code, receipt: { what, mediaId, mimeType } };
  }),
  askTransfer: request(({ context }) => {
    return { type: 'askTransfer', code: needed(context.hold, 'hold').code };
  }),
  askBalance: request(({ context }) => {
    return { type: 'askBalance', code: needed(context.booking, 'booking').code };
  }),
  noteArrival: request(({ context, event }) => {
    if (event.type === 'guest.chose' && event.choice.do === 'arrive') {
      const { code, time } = event.choice;
      return { type: 'noteArrival', code, time };
    }
    const { code } = needed(context.booking, 'booking');
    return { type: 'noteArrival', code, time: meaningOf(event)?.arrival ?? null };
  }),
  takeEmail: request(({ context, event }) => {
    const { code } = needed(context.booking, 'booking');
    const address = meaningOf(event)?.email ?? null;
    return { type: 'takeEmail', code, address };
  }),
  tellInstructions: request(({ context }) => {
    return { type: 'tellInstructions', code: needed(context.booking, 'booking').code };
  }),
  askToLeave: request(({ context }, { by }: { by: 'policy' | 'withdrawal' }) => {
    return { type: 'askToLeave', code: needed(context.booking, 'booking').code, by };
  }),
  leaveStay: request(({ context }) => {
    const { code } = needed(context.booking, 'booking');
    const { by, refund } = needed(context.leaving, 'terms');
    return { type: 'leaveStay', code, by, refund };
  }),
  weighChange: request(({ context }) => {
    const { stay, party, wanted: cabin } = context;
    const { pets, another } = needed(context.change, 'change');
    const { code } = needed(context.booking, 'booking');
    return { type: 'weighChange', code, stay, party, pets, cabin, another };
  }),
  agreeToChange: request(({ context }) => {
    const { code } = needed(context.booking, 'booking');
    const { quoteId, payNow, refund } = needed(context.change?.told, 'change that was shown');
    return { type: 'agreeToChange', code, quoteId, payNow, refund };
  }),
  noteNotice: request(({ context: { language } }) => ({ type: 'noteNotice', language })),
  setContact: request(({ context: { language } }, { wish }: { wish: 'stop' | 'resume' }) => {
    return { type: 'setContact', wish, asked: 'guest', language };
  }),
  noteContact: request(({ context: { language }, event }) => {
    const { wish } = on(event, 'contact.preferred');
    return { type: 'setContact', wish, asked: 'meta', language };
  }),
  askData: request(() => ({ type: 'askData' })),
  askErasure: request(() => ({ type: 'askErasure' })),
  joinWaitlist: request(({ context }) => {
    return { type: 'joinWaitlist', ...needed(context.waitable, 'wish to wait for') };
  }),
  leaveWaitlist: request(() => ({ type: 'leaveWaitlist' })),
  takeWaitOffer: request(() => ({ type: 'takeWaitOffer' })),
  callHuman: request((_, { why }: { why: CallReason }) => ({ type: 'callHuman', why })),
};
