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
  sayAnswers: say(({ event }) => {
    const { answers, unknown } = on(event, 'answers.found');
    return { key: 'answers', answers, unknown };
  }),
  sayContact: say(({ event }) => {
    const { wish, already } = on(event, 'contact.set');
    return { key: wish === 'stop' ? 'optedOut' : 'optedIn', already };
  }),
  sayData: say(({ event }) => {
    const { caseCode, dueOn, held } = on(event, 'data.told');
    return { key: 'dataHeld', caseCode, dueOn, held };
  }),
  sayErasure: say(({ event }) => {
    const { caseCode, dueOn, block } = on(event, 'erasure.asked');
    return { key: 'erasureAsked', caseCode, dueOn, block };
  }),
  sayProblem: say(({ event }) => {
    const problem = needed(meaningOf(event)?.problems[0], 'problem');
    return { key: 'problem', problem };
  }),
  sayFreeDays: say(({ context, event }) => {
    const { month, free } = on(event, 'month.found');
    return { key: 'freeDays', month, free, nights: context.nights };
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
  sayPromoNoted: say(({ context: { promo } }) => {
    return { key: 'promoNoted', code: needed(promo, 'code') };
  }),
  sayPromoFails: say(({ context: { promo } }) => {
    return { key: 'promoFails', code: needed(promo, 'code') };
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
  sayCabin: say(({ event }) => ({ key: 'cabin', card: on(event, 'cabin.described').card })),
  sayQuote: say(({ event }) => ({ key: 'quote', shown: on(event, 'quote.made').shown })),
  askToBook: say(({ context: { name }, event }) => {
    return { key: 'bookIt', quoteId: on(event, 'quote.made').shown.id, name };
  }),
  sayQuoteRefused: say(({ event }) => {
    const { cabinName, refusal } = on(event, 'quote.refused');
    return { key: 'quoteRefused', cabinName, refusal };
  }),
  sayHeld: say(({ event }) => ({ key: 'held', hold: on(event, 'hold.granted').hold })),
  sayHoldInTheWay: say(({ context }) => {
    const { code, cabinName, stay, heldUntil } = needed(context.hold, 'hold');
    return { key: 'holdInTheWay', code, cabinName, stay, heldUntil };
  }),
  sayLink: say(({ context, event }) => {
    const { code, deposit, heldUntil } = needed(context.hold, 'hold');
    const { path } = on(event, 'link.ready');
    return { key: 'payLink', code, deposit, heldUntil, path };
  }),
  sayEnding: say(({ context, event }) => ({
    key: 'holdEnding',
    minutesLeft: on(event, 'hold.ending').minutesLeft,
    path: context.hold?.link ?? null,
  })),
  sayExpired: say(({ event }) => {
    const { cabinName, stay } = on(event, 'hold.expired');
    return { key: 'holdExpired', cabinName, stay };
  }),
  sayPending: say(({ event }) => {
    const { cabinName, stay } = on(event, 'payment.pending');
    return { key: 'paymentPending', cabinName, stay };
  }),
  sayRejected: say(({ context, event }) => ({
    key: 'paymentRejected',
    detail: on(event, 'payment.rejected').detail,
    path: context.hold?.link ?? null,
  })),
  sayNotFound: say(({ context }) => ({ key: 'paymentNotFound', path: context.hold?.link ?? null })),
  sayShort: say(({ event }) => {
    const { received, missing, heldUntil } = on(event, 'payment.short');
    return { key: 'paymentShort', received, missing, heldUntil };
  }),
  sayConfirmed: say(({ event }) => {
    const { type: _, checkIn: __, ...confirmed } = on(event, 'payment.confirmed');
    return { key: 'confirmed', ...confirmed };
  }),
  sayRepeated: say(({ event }) => {
    const { amount, counts } = on(event, 'payment.repeated');
    return { key: 'paymentRepeated', amount, counts };
  }),
  sayTooLate: say(({ event }) => {
    const { amount, cabinName, stay } = on(event, 'payment.tooLate');
    return { key: 'paymentTooLate', amount, cabinName, stay };
  }),
  sayAfterCancel: say(({ event }) => {
    const { amount, refund } = on(event, 'payment.afterCancel');
    return { key: 'paymentAfterCancel', amount, refund };
  }),
  sayDisputed: say(({ event }) => ({
    key: 'paymentDisputed',
    code: on(event, 'payment.disputed').code,
  })),
  sayRefundDone: say(({ event }) => ({
    key: 'refundDone',
    amount: on(event, 'refund.done').amount,
  })),
  sayRefundBlocked: say(({ event }) => ({
    key: 'refundBlocked',
    amount: on(event, 'refund.blocked').amount,
  })),
  sayCancelled: say(({ event }) => {
    const { refund, cabinName, stay } = on(event, 'reservation.cancelled');
    return { key: 'cancelled', refund, cabinName, stay };
  }),
  sayBalance: say(({ context, event }) => {
    const { cabinName, stay } = needed(context.booking, 'booking');
    const { total, paid, due } = on(event, 'balance.told');
    return { key: 'balance', cabinName, stay, total, paid, due };
  }),
  sayBalanceLink: say(({ event }) => {
    const { type: _, until = null, ...ready } = on(event, 'balance.ready');
    return { key: 'balanceLink', ...ready, until };
  }),
  sayBalancePaid: say(({ event }) => {
    const { code, received, surplus, missing } = on(event, 'balance.paid');
    return { key: 'balancePaid', code, received, surplus, missing };
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
  sayTransferRefused: say(({ event }) => ({
    key: 'transferRefused',
    heldUntil: on(event, 'transfer.refused').heldUntil,
  })),
  sayTransferTooLate: say(({ event }) => {
    const { amount, cabinName, stay } = on(event, 'transfer.tooLate');
    return { key: 'transferTooLate', amount, cabinName, stay };
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
  sayChangeHeld: say(({ event }) => {
    const { cabinName, stay, payNow, until } = on(event, 'change.held');
    return { key: 'changeHeld', cabinName, stay, payNow, until };
  }),
  sayChanged: say(({ event }) => {
    const { type: _, ...changed } = on(event, 'stay.changed');
    return { key: 'stayChanged', ...changed };
  }),
  sayChangeEnded: say(({ event }) => {
    const { why, cabinName, stay } = on(event, 'change.ended');
    return { key: 'changeEnded', why, cabinName, stay };
  }),
  sayHeard: say(({ event }) => {
    return { key: 'voiceHeard', words: on(event, 'voice.heard').words };
  }),
  sayPaymentTrouble: say(({ context: { hold } }) => {
    return { key: 'paymentTrouble', heldUntil: hold?.heldUntil ?? null, path: hold?.link ?? null };
  }),
  sayEmailTaken: say(({ event }) => ({
    key: 'emailTaken',
    address: on(event, 'email.taken').address,
  })),
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
  sayWaitJoined: say(({ event }) => {
    const { type: _, ...joined } = on(event, 'wait.joined');
    return { key: 'waitJoined', ...joined };
  }),
  sayWaitOffer: say(({ event }) => {
    const { cabinName, stay, until } = on(event, 'wait.offered');
    return { key: 'waitOffer', cabinName, stay, until };
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
