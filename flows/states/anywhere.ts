// What a text and a tap mean in any state, after what the state itself understands.

import type { StateConfig } from '../vocabulary.ts';
import { resumesContact } from './privacy.ts';
import { toHuman, urgent } from './urgent.ts';
import { waitingAnswered, waitingSaid, waitingTapped } from './waiting.ts';

export const forgetSearch = ['gotIt', 'forgetOffers', 'forgetCabin', 'forgetDates'] as const;
const past = {
  guard: 'remembersPast',
  target: '.resting',
  actions: ['forgetPast', 'forgetOffers', 'forgetCabin', 'again'],
} as const;

/** The first that fits. */
export const heard = [
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
  {
    guard: 'givesEarlyPromo',
    target: '.gathering',
    actions: ['takeWishes', 'sayPromoNoted', 'forgetOffers'],
  },
  { guard: 'hasWishes', target: '.gathering', actions: ['takeWishes', 'forgetOffers'] },
  {
    guard: { type: 'intendsFirst', params: ['too_expensive'] },
    actions: ['gotIt', 'sayTooDear', 'answer', 'prompt'],
  },
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
    guard: { type: 'intendsFirst', params: ['payment_failed'] },
    actions: ['gotIt', 'sayPaymentTrouble', 'prompt'],
  },
  {
    guard: { type: 'intendsFirst', params: ['greeting', 'affirm', 'payment_link'] },
    actions: ['gotIt', 'takeName', 'prompt'],
  },
  { guard: 'missedBefore', ...toHuman('notUnderstood') },
  { actions: ['missed', { type: 'say', params: { key: 'notUnderstood' } }, 'prompt'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];

/** Old buttons stay good for what still holds. */
export const tapped = [
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
