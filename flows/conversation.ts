// The conversation of one guest, from the first hello to a confirmed stay. What is heard in
// every state stands here; what only one state understands stands in flows/states.

import { emptyContext } from './context.ts';

import { on } from './reading.ts';
import * as asking from './states/asking.ts';
import { changing } from './states/changing.ts';
import * as choosing from './states/choosing.ts';
import { facts } from './states/facts.ts';
import { askingToLeave, leaving, weighing, withdrawing } from './states/leaving.ts';
import { held } from './states/paying.ts';
import { askingErasure, erasing, resumesContact, stopsContact } from './states/privacy.ts';
import { takesReceipt, toHuman, urgent } from './states/urgent.ts';
import { recalling, waitingAnswered, waitingSaid, waitingTapped } from './states/waiting.ts';
import { vocabulary, type StateConfig } from './vocabulary.ts';

const forgetSearch = ['gotIt', 'forgetOffers', 'forgetCabin', 'forgetDates'] as const;
const past = {
  guard: 'remembersPast',
  target: '.resting',
  actions: ['forgetPast', 'forgetOffers', 'forgetCabin', 'again'],
} as const;

/** What a text means in any state; the first that fits. */
const heard = [
  past,
  ...urgent,
  {
    guard: { type: 'asksOfBooking', params: ['payment_claim'] },
    target: '.confirmed',
    actions: ['gotIt', 'lookForPayment', 'prompt'],
  },
  { guard: { type: 'intends', params: ['payment_claim'] }, ...toHuman('payment') },
  { guard: { type: 'intendsFirst', params: ['menu'] }, target: '.resuming', actions: forgetSearch },
  {
    guard: { type: 'asksOfBooking', params: ['withdrawal'] },
    target: '.withdrawing',
    actions: 'gotIt',
  },
  {
    guard: { type: 'asksOfBooking', params: ['cancel_reservation'] },
    target: '.weighing',
    actions: 'gotIt',
  },
  { guard: 'tellsArrival', actions: ['gotIt', 'noteArrival'] },
  { guard: 'givesEmail', actions: ['gotIt', 'takeEmail'] },
  { guard: { type: 'asksOfBooking', params: ['email'] }, actions: ['gotIt', 'takeEmail'] },
  { guard: { type: 'asksOfBooking', params: ['balance'] }, actions: ['gotIt', 'askBalance'] },
  {
    guard: 'wantsAnotherThanOnly',
    target: '.gathering',
    actions: ['gotIt', 'forgetOffers', 'forgetDates', 'sayNoneLiked'],
  },
  { guard: 'wantsAnother', target: '.returning', actions: 'gotIt' },
  {
    guard: { type: 'asksOfBooking', params: ['modify_reservation'] },
    target: '.changing',
    actions: ['beginChange', 'takeChange'],
  },
  { guard: { type: 'asksOfBooking', params: ['invoice'] }, ...toHuman('invoice') },
  ...waitingSaid,
  {
    guard: 'cancels',
    target: '.resting',
    actions: [...forgetSearch, { type: 'say', params: { key: 'dropped' } }],
  },
  {
    guard: 'hasProblem',
    target: '.gathering',
    actions: ['sayProblem', 'takeWishes', 'forgetOffers'],
  },
  {
    guard: 'asksAndWishes',
    target: '.gathering',
    actions: ['answer', 'takeWishes', 'forgetOffers'],
  },
  { guard: 'hasWishes', target: '.gathering', actions: ['takeWishes', 'forgetOffers'] },
  { guard: 'booksOffer', target: '.quoting', actions: 'takeCabin' },
  { guard: 'asks', actions: ['gotIt', 'answer', 'prompt'] },
  {
    guard: { type: 'intendsFirst', params: ['email'] },
    actions: ['gotIt', { type: 'say', params: { key: 'allInChat' } }, 'prompt'],
  },
  { guard: 'namesOffer', target: '.viewing', actions: 'takeCabin' },
  { guard: 'namesCabin', target: '.gathering', actions: ['takeWishes', 'forgetOffers'] },
  {
    guard: { type: 'intendsFirst', params: ['modify_reservation'] },
    target: '.gathering',
    actions: forgetSearch,
  },
  ...waitingAnswered,
  {
    guard: { type: 'intends', params: ['quote', 'availability', 'waitlist'] },
    target: '.gathering',
    actions: 'gotIt',
  },
  {
    guard: { type: 'intendsFirst', params: ['thanks'] },
    actions: ['gotIt', { type: 'say', params: { key: 'thanks' } }],
  },
  {
    guard: { type: 'intendsFirst', params: ['defer', 'deny'] },
    actions: ['gotIt', { type: 'say', params: { key: 'deferred' } }],
  },
  {
    guard: { type: 'intendsFirst', params: ['greeting', 'affirm', 'payment_link'] },
    actions: ['gotIt', 'prompt'],
  },
  { guard: 'missedBefore', ...toHuman('notUnderstood') },
  { actions: ['missed', { type: 'say', params: { key: 'notUnderstood' } }, 'prompt'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];

/** What a tap means in any state: old buttons stay good for what still holds. */
const tapped = [
  past,
  { guard: { type: 'chose', params: ['human'] }, ...toHuman('asked') },
  { guard: { type: 'chose', params: ['menu'] }, target: '.resuming', actions: forgetSearch },
  { guard: { type: 'chose', params: ['search'] }, target: '.gathering', actions: 'gotIt' },
  { guard: { type: 'chose', params: ['otherDates'] }, target: '.gathering', actions: forgetSearch },
  { guard: { type: 'chose', params: ['otherCabin'] }, target: '.returning', actions: 'gotIt' },
  { guard: { type: 'chose', params: ['resume'] }, target: '.resuming', actions: 'gotIt' },
  { guard: 'paysBalance', actions: ['gotIt', 'askBalance'] },
  { guard: { type: 'chose', params: ['arrive'] }, actions: ['gotIt', 'noteArrival'] },
  { guard: 'wantsInstructions', actions: ['gotIt', 'tellInstructions'] },
  { guard: 'choseToLeave', target: '.weighing', actions: 'gotIt' },
  { guard: { type: 'chose', params: ['optIn'] }, actions: resumesContact.actions },
  { guard: { type: 'chose', params: ['erase'] }, target: '.askingErasure', actions: 'gotIt' },
  {
    guard: { type: 'chose', params: ['people'] },
    target: '.gathering',
    actions: ['gotIt', 'takePeople', 'forgetOffers'],
  },
  ...waitingTapped,
  { guard: 'meansTwoCabins', ...toHuman('manyCabins') },
  { guard: 'meansAlternative', target: '.viewing', actions: 'takeAlternative' },
  { guard: 'booksOffer', target: '.quoting', actions: 'takeCabin' },
  { guard: 'meansOffer', target: '.viewing', actions: 'takeCabin' },
  { actions: ['gotIt', { type: 'say', params: { key: 'staleButton' } }, 'prompt'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.chose'];

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
    'answers.found': {
      actions: {
        type: 'say',
        params: ({ event }) => {
          const { answers, unknown } = on(event, 'answers.found');
          return { key: 'answers', answers, unknown };
        },
      },
    },
    'wait.joined': {
      actions: [
        'joinedWait',
        {
          type: 'say',
          params: ({ event }) => {
            const { type: _, ...joined } = on(event, 'wait.joined');
            return { key: 'waitJoined', ...joined };
          },
        },
      ],
    },
    'wait.left': { actions: ['forgetWait', { type: 'say', params: { key: 'waitLeft' } }] },
    'balance.told': { actions: 'sayBalance' },
    'balance.none': { actions: { type: 'say', params: { key: 'noBalance' } } },
    'arrival.noted': { actions: 'sayArrival' },
    'arrival.asked': { actions: 'askArrival' },
    'email.taken': {
      actions: {
        type: 'say',
        params: ({ event }) => ({ key: 'emailTaken', address: on(event, 'email.taken').address }),
      },
    },
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
            guard: { type: 'asksOfBooking', params: ['payment_link'] },
            actions: ['gotIt', 'askBalance'],
          },
        ],
      },
    },
  },
} as const satisfies StateConfig;

const comesBack = { target: 'attending.resuming', actions: ['speakAgain', 'again'] } as const;

/** A person has the chat: the bot answers only what money or a command asks of it. */
const handedOff = {
  meta: { expects: 'anything', prompt: () => null },
  on: {
    'human.called': [
      { guard: 'ownerSpoke', actions: 'keepQuiet' },
      { actions: ['keepQuiet', 'sayCalled'] },
    ],
    'owner.handedBack': {
      target: 'attending.resuming',
      actions: ['speakAgain', { type: 'say', params: { key: 'handedBack' } }],
    },
    'guest.said': [
      stopsContact,
      {
        guard: { type: 'intends', params: ['data_deletion'] },
        target: 'attending.askingErasure',
        actions: 'speakAgain',
      },
      { guard: 'quietIsOver', ...comesBack },
      {
        guard: { type: 'intendsFirst', params: ['menu'] },
        target: 'attending.resuming',
        actions: 'speakAgain',
      },
    ],
    'guest.chose': [
      { guard: { type: 'chose', params: ['human'] } },
      {
        guard: { type: 'chose', params: ['menu', 'resume'] },
        target: 'attending.resuming',
        actions: 'speakAgain',
      },
      // a tap speaks to the bot
      comesBack,
    ],
    'guest.sent': { guard: 'quietIsOver', ...comesBack },
  },
} as const satisfies StateConfig;

export const conversation = vocabulary.createMachine({
  id: 'conversation',
  context: ({ input }) => emptyContext(input ?? { language: 'es', profileName: null }),
  initial: 'attending',
  on: facts,
  states: { attending, handedOff },
});
