// The conversation of one guest, from the first hello to a confirmed stay, put together of flows/states.

import { emptyContext } from './context.ts';
import { forgetSearch, heard, tapped } from './states/anywhere.ts';
import * as asking from './states/asking.ts';
import { changing } from './states/changing.ts';
import * as choosing from './states/choosing.ts';
import { facts } from './states/facts.ts';
import { handedOff } from './states/handed-off.ts';
import { askingToLeave, leaving, weighing, withdrawing } from './states/leaving.ts';
import { held } from './states/paying.ts';
import { askingErasure, erasing } from './states/privacy.ts';
import { takesReceipt } from './states/urgent.ts';
import { recalling, waitingAnswered } from './states/waiting.ts';
import { vocabulary, type StateConfig } from './vocabulary.ts';

const firstWord = {
  target: 'resting',
  actions: [
    { type: 'say', params: { key: 'hello' } },
    { type: 'say', params: { key: 'privacyNotice' } },
    'noteNotice',
    'again',
  ],
} as const;

const attending = {
  initial: 'arriving',
  on: {
    'guest.said': heard,
    'guest.chose': tapped,
    'guest.sent': [
      takesReceipt,
      { guard: 'sentInPassing', actions: ['sayNotRead', 'prompt'] },
      { actions: 'sayNotRead' },
    ],
    'voice.heard': { actions: 'sayHeard' },
    'answers.found': { actions: 'sayAnswers' },
    'wait.joined': { actions: ['joinedWait', 'sayWaitJoined'] },
    'wait.left': { actions: ['forgetWait', { type: 'say', params: { key: 'waitLeft' } }] },
    'balance.told': { actions: 'sayBalance' },
    'balance.none': { actions: { type: 'say', params: { key: 'noBalance' } } },
    'arrival.noted': { actions: 'sayArrival' },
    'arrival.asked': { actions: 'askArrival' },
    'email.taken': { actions: 'sayEmailTaken' },
    'email.asked': { actions: { type: 'say', params: { key: 'askEmail' } } },
    'email.off': { actions: [{ type: 'say', params: { key: 'emailOff' } }, 'prompt'] },
    'arrival.none': { actions: { type: 'say', params: { key: 'noArrival' } } },
    'transfer.told': { actions: ['expectTransfer', 'sayTransfer'] },
    'transfer.none': [
      { guard: 'notOffered', actions: [{ type: 'say', params: { key: 'noTransfer' } }, 'prompt'] },
      { actions: 'prompt' },
    ],
    'receipt.taken': { actions: ['holdLonger', 'sayReceipt'] },
    'receipt.none': {
      actions: ['lookForPayment', { type: 'say', params: { key: 'lookingForPayment' } }],
    },
    'payment.confirmed': {
      guard: 'isAboutHold',
      target: '.confirmed',
      actions: ['takeBooking', 'sayConfirmed', ...forgetSearch],
    },
    'hold.expired': {
      guard: 'isAboutHold',
      target: '.resting',
      actions: ['wishAsHeld', 'forgetHold', 'forgetOffers', 'sayExpired'],
    },
    'reservation.cancelled': {
      guard: 'isAboutHold',
      target: '.resting',
      actions: ['forgetHold', 'forgetOffers', 'sayCancelled'],
    },
  },
  states: {
    /** Before the first word. */
    arriving: {
      meta: { expects: 'anything', prompt: () => null },
      on: { 'guest.said': firstWord, 'guest.chose': firstWord, 'guest.sent': firstWord },
    },
    resting: {
      meta: { expects: 'anything', prompt: () => ({ key: 'menu' }) },
      on: {
        // money that came after its hold had ended
        'payment.confirmed': { target: 'confirmed', actions: ['takeBooking', 'sayConfirmed'] },
        // "dale" to looking again after a hold has run out
        'guest.said': [
          ...waitingAnswered,
          // nothing else is open: it is the stay that is meant
          { guard: 'cancelsBooking', target: 'weighing', actions: 'gotIt' },
          { guard: 'agrees', target: 'gathering', actions: 'gotIt' },
        ],
      },
    },
    /** Where the guest was, as far as it still holds. */
    resuming: {
      always: [
        { guard: 'hasHold', target: 'held', actions: 'prompt' },
        { guard: 'hasQuote', target: 'awaitingYes', actions: 'prompt' },
        { guard: 'hasAlternatives', target: 'proposing' },
        { guard: 'hasOffers', target: 'offering', actions: 'prompt' },
        { guard: 'hasBooking', target: 'confirmed', actions: ['forgetTerms', 'prompt'] },
        { target: 'resting', actions: 'prompt' },
      ],
    },
    ...asking,
    ...choosing,
    held,
    weighing,
    withdrawing,
    askingToLeave,
    leaving,
    changing,
    askingErasure,
    erasing,
    recalling,
    confirmed: {
      meta: {
        expects: 'anything',
        prompt: ({ booking }) =>
          booking
            ? {
                key: 'booking',
                code: booking.code,
                cabinName: booking.cabinName,
                stay: booking.stay,
              }
            : { key: 'menu' },
      },
      on: {
        'guest.said': [
          { guard: 'withdrawsBooking', target: 'withdrawing', actions: 'gotIt' },
          { guard: 'cancelsBooking', target: 'weighing', actions: 'gotIt' },
          { guard: 'tellsArrival', actions: ['gotIt', 'noteArrival'] },
          { guard: 'givesEmail', actions: ['gotIt', 'takeEmail'] },
          {
            guard: 'changesAndAsks',
            target: 'changing',
            actions: ['answer', 'beginChange', 'takeChange'],
          },
          { guard: 'changesBooking', target: 'changing', actions: ['beginChange', 'takeChange'] },
          {
            guard: { type: 'asksOfBooking', params: ['payment_failed'] },
            actions: ['gotIt', 'sayPaymentTrouble', 'askBalance'],
          },
          {
            guard: { type: 'asksOfBooking', params: ['payment_link'] },
            actions: ['gotIt', 'askBalance'],
          },
        ],
      },
    },
  },
} as const satisfies StateConfig;

export const conversation = vocabulary.createMachine({
  id: 'conversation',
  context: ({ input }) => emptyContext(input ?? { language: 'es', profileName: null }),
  initial: 'attending',
  on: facts,
  states: { attending, handedOff },
});
