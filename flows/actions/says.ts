// What is said to the guest with what an event or the context tells; the words stand in flows/copy.

import type { Saying } from '../copy/sayings.ts';
import { say } from '../flow.ts';
import { cheapestOf, isNamed } from '../pointing.ts';
import { foundChoices, meaningOf, needed, on, searchOf, staysOf } from '../reading.ts';

export const says = {
  say: say((_, saying: Saying) => saying),
  sayPrivacy: say(({ context: { language } }) => {
    return { key: 'privacy', path: `/privacy?lang=${language}` };
  }),
  sayProblem: say(({ event }) => {
    const problem = needed(meaningOf(event)?.problems[0], 'problem');
    return { key: 'problem', problem };
  }),
  sayWhyNone: say(({ context, event }) => {
    const { refusals } = on(event, 'offers.found');
    const { party, pets } = searchOf(context);
    return refusals.length > 0
      ? { key: 'cannotHost', refusals }
      : { key: 'nothingFree', stays: staysOf(context), party, pets };
  }),
  sayNotWanted: say(({ context: { wanted }, event }) => {
    const { refusals } = on(event, 'offers.found');
    const refusal = refusals.find((one) => isNamed(one, wanted));
    return refusal ? { key: 'cannotHost', refusals: [refusal] } : { key: 'notThatCabin' };
  }),
  sayTooDear: say(({ context }) => ({ key: 'tooDear', cheapest: cheapestOf(context) ?? null })),
  sayNoneLiked: say(() => ({ key: 'noneLiked' })),
  sayOffers: say(({ context }) => {
    const { party, pets } = searchOf(context);
    return { key: 'offers', stays: staysOf(context), party, pets, offers: context.offers };
  }),
  sayNoneLargeEnough: say(({ context, event }) => {
    const { party } = searchOf(context);
    const most = on(event, 'alternatives.found').mostPeople;
    return { key: 'noneLargeEnough', party, most };
  }),
  sayTooMany: say(({ context, event }) => {
    const { party } = searchOf(context);
    return { key: 'tooManyPeople', party, most: on(event, 'alternatives.found').mostPeople };
  }),
  sayQuote: say(({ event }) => ({ key: 'quote', shown: on(event, 'quote.made').shown })),
  askToBook: say(({ event }) => {
    return { key: 'bookIt', quoteId: on(event, 'quote.made').shown.id };
  }),
  sayHoldInTheWay: say(({ context }) => {
    const { code, cabinName, stay, heldUntil } = needed(context.hold, 'hold');
    return { key: 'holdInTheWay', code, cabinName, stay, heldUntil };
  }),
  sayLink: say(({ context, event }) => {
    const { code, deposit, heldUntil } = needed(context.hold, 'hold');
    const { path } = on(event, 'link.ready');
    return { key: 'payLink', code, deposit, heldUntil, path };
  }),
  sayExpired: say(({ event }) => {
    const { cabinName, stay } = on(event, 'hold.expired');
    return { key: 'holdExpired', cabinName, stay };
  }),
  sayConfirmed: say(({ event }) => {
    const { type: _, checkIn: __, ...confirmed } = on(event, 'payment.confirmed');
    return { key: 'confirmed', ...confirmed };
  }),
  sayCancelled: say(({ event }) => {
    const { refund, cabinName, stay } = on(event, 'reservation.cancelled');
    return { key: 'cancelled', refund, cabinName, stay };
  }),
  sayBalance: say(({ context, event }) => {
    const { cabinName, stay } = needed(context.booking, 'booking');
    const { total, paid, due } = on(event, 'balance.told');
    return { key: 'balance', cabinName, stay, total, paid, due };
  }),
  sayTransfer: say(({ context, event }) => {
    const { type: _, ...told } = on(event, 'transfer.told');
    return { key: 'transfer', code: needed(context.hold, 'hold').code, ...told };
  }),
  sayWhereReceipt: say(({ context }) => {
    const { heldUntil: until, transfer } = needed(context.hold, 'hold');
    return transfer === 'sent' ? { key: 'receiptWaits', until } : { key: 'sendReceipt' };
  }),
  sayReceipt: say(({ event }) => {
    return { key: 'receiptTaken', until: on(event, 'receipt.taken').until };
  }),
  sayLeft: say(({ context, event }) => {
    const { cabinName, stay } = needed(context.booking, 'booking');
    const { refund, byHand, caseCode } = on(event, 'stay.left');
    return { key: 'stayLeft', cabinName, stay, refund, byHand, caseCode };
  }),
  sayChange: say(({ event }) => {
    const { shown, before, terms } = on(event, 'change.told');
    return { key: 'change', shown, before, terms };
  }),
  sayWhyNot: say(({ event }) => {
    const { why, cabinName, stay } = on(event, 'change.choices');
    return { key: 'whyNotChange', why, cabinName, stay, some: foundChoices(event) };
  }),
  sayChanged: say(({ event }) => {
    const { type: _, ...changed } = on(event, 'stay.changed');
    return { key: 'stayChanged', ...changed };
  }),
  sayHeard: say(({ event }) => {
    return { key: 'voiceHeard', words: on(event, 'voice.heard').words };
  }),
  sayPaymentTrouble: say(({ context: { hold } }) => {
    return { key: 'paymentTrouble', heldUntil: hold?.heldUntil ?? null, path: hold?.link ?? null };
  }),
  sayArrival: say(({ event }) => {
    const { type: _, ...noted } = on(event, 'arrival.noted');
    return { key: 'arrivalNoted', ...noted };
  }),
  askArrival: say(({ event }) => {
    const { code, hours } = on(event, 'arrival.asked');
    return { key: 'askArrival', code, hours };
  }),
  sayNear: say(({ event }) => {
    const { type: _, ...near } = on(event, 'stay.near');
    return { key: 'stayNear', ...near };
  }),
  sayArriving: say(({ event }) => {
    const { type: _, ...arriving } = on(event, 'stay.arriving');
    return { key: 'stayArriving', ...arriving };
  }),
  sayLeaving: say(({ event }) => {
    const { type: _, ...leaving } = on(event, 'stay.leaving');
    return { key: 'stayLeaving', ...leaving };
  }),
  sayOver: say(({ event }) => {
    const { type: _, ...over } = on(event, 'stay.over');
    return { key: 'stayOver', ...over };
  }),
  offerWait: say(({ context }) => {
    return { key: 'offerWait', stay: needed(context.waitable, 'wish to wait for').stay };
  }),
  sayNotRead: say(({ event }) => {
    const { what } = on(event, 'guest.sent');
    if (what === 'audio' || what === 'location' || what === 'sticker')
      return { key: 'mediaNotRead', what };
    const isFile = what === 'image' || what === 'document' || what === 'video';
    return { key: 'mediaNotRead', what: isFile ? 'file' : 'other' };
  }),
  sayCalled: say(({ event }) => {
    const { why } = on(event, 'human.called');
    if (why === 'ownerSpoke') throw new Error('the owner is speaking already');
    return { key: 'calledHuman', why };
  }),
};
