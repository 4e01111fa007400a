// What would go wrong: a guest who is not answered, a state that nobody leaves, nights held without a yes.
// Every event in every state that can be reached, with every answer of the database; a failure names the state.

import { beforeAll, expect, test } from 'vitest';
import { conversation } from '../../flows/conversation.ts';
import type { ConversationEvent } from '../../flows/events.ts';
import { keep, recall, stateNameOf } from '../../flows/runtime.ts';
import { CHANGE } from '../support/alphabet.ts';
import { leavesOf, nameOf, waits } from '../support/statechart.ts';
import { walk, type Step, type Walk } from '../support/walk.ts';

/** Left again within the turn: their effects are answered at once. */
const TRANSIENT = [
  'attending.gathering',
  'attending.browsing',
  'attending.searching',
  'attending.widening',
  'attending.quoting',
  'attending.returning',
  'attending.resuming',
  'attending.holding',
  'attending.weighing',
  'attending.withdrawing',
  'attending.leaving',
  'attending.naming',
  'attending.erasing',
  'attending.held.lettingGo',
  'attending.held.cancelling',
  'attending.recalling',
  'attending.changing.sorting',
  'attending.changing.pricing',
  'attending.changing.applying',
];
/** Never seen between two events, because they decide on entering. */
const DECIDING = [
  'attending.gathering',
  'attending.returning',
  'attending.resuming',
  'attending.changing.sorting',
  'attending.naming',
];

/** Told only to a guest whose hold it is. */
const ABOUT_HOLD = ['link.ready', 'link.failed', 'hold.ending', 'hold.expired'];

/** What was seen to go wrong, once for each state and event. */
const faults = {
  unanswered: new Set<string>(),
  unforgiven: new Set<string>(),
  silentMoney: new Set<string>(),
  repeated: new Set<string>(),
  resting: new Set<string>(),
  withoutPrompt: new Set<string>(),
  heldUnasked: new Set<string>(),
  changedUnasked: new Set<string>(),
  holdOutside: new Set<string>(),
  noHuman: new Set<string>(),
  noMenu: new Set<string>(),
  noCancel: new Set<string>(),
  misses: new Set<string>(),
  unkept: new Set<string>(),
};
const waiting = new Set<string>();
const through = new Set<string>();
const holds = { placed: 0, changed: 0 };

const wordsOf = (event: ConversationEvent) =>
  event.type === 'guest.said'
    ? `«${event.text}»`
    : event.type === 'guest.chose'
      ? `[${JSON.stringify(event.choice)}]`
      : event.type;

const intends = (event: ConversationEvent, intent: string) =>
  event.type === 'guest.said' && event.meaning.intents[0] === intent;

const chose = (event: ConversationEvent, what: string) =>
  event.type === 'guest.chose' && event.choice.do === what;

function judge(step: Step): void {
  const { event, before, after, sayings } = step;
  const from = stateNameOf(before);
  const to = stateNameOf(after);
  const fault = (kind: keyof typeof faults) =>
    faults[kind].add(`${from} + ${wordsOf(event)} → ${to}`);
  waiting.add(to);
  for (const state of step.through) through.add(state);

  const quiet = from === 'handedOff' && to === 'handedOff';
  const byGuest = event.type.startsWith('guest.');
  if (byGuest && !quiet && sayings.length === 0) fault('unanswered');
  // what was understood takes back what was not
  const understood = sayings.every(({ key }) => key !== 'notUnderstood');
  if (event.type === 'guest.said' && !quiet && to !== 'handedOff' && understood)
    if (after.context.misses > 0) fault('unforgiven');
  if ('code' in event && sayings.length === 0) {
    const mine = event.code === before.context.hold?.code;
    const asked = from === 'attending.held.askingToCancel' && event.type === 'link.ready';
    if ((mine || !ABOUT_HOLD.includes(event.type)) && !asked) fault('silentMoney');
  }
  const said = sayings.map((saying) => JSON.stringify(saying));
  if (new Set(said).size < said.length) fault('repeated');
  if (TRANSIENT.includes(to)) fault('resting');

  const [meta] = Object.values(after.getMeta()).filter((one) => one !== undefined);
  const prompt = meta?.prompt(after.context) ?? null;
  if (!prompt && to !== 'attending.arriving' && to !== 'handedOff') fault('withoutPrompt');

  for (const { quoteId, shown } of step.holds) {
    holds.placed++;
    const written =
      shown !== null &&
      shown.quote.total > 0 &&
      shown.quote.party.adults > 0 &&
      shown.quote.stay.checkIn < shown.quote.stay.checkOut;
    if (!written || quoteId !== shown.id || quoteId !== step.agreedTo) fault('heldUnasked');
  }
  for (const effect of step.effects) {
    if (effect.type !== 'agreeToChange') continue;
    holds.changed++;
    const told = before.context.change?.told;
    const yes = intends(event, 'affirm') || (chose(event, 'yes') && told?.quoteId === CHANGE);
    if (!yes || told?.payNow !== effect.payNow) fault('changedUnasked');
  }
  // a right is asked about whatever else is on the table, and leaves it as it was
  const mayHold =
    to.startsWith('attending.held') || to === 'handedOff' || to === 'attending.askingErasure';
  if (after.context.hold ? !mayHold : to.startsWith('attending.held')) fault('holdOutside');

  if ((intends(event, 'handoff') || chose(event, 'human')) && to !== 'handedOff') fault('noHuman');
  if (intends(event, 'menu') || chose(event, 'menu')) {
    const menus = ['menu', 'booking', 'holdInTheWay', 'payLink', 'linkComing'];
    const resumes = from === 'handedOff';
    if (!resumes && !sayings.some(({ key }) => menus.includes(key))) fault('noMenu');
    if (to === 'handedOff') fault('noMenu');
  }
  if (intends(event, 'cancel_flow') && from !== 'handedOff') {
    const ends = [
      'dropped',
      'askCancelHold',
      'holdReleased',
      'holdKept',
      'calledHuman',
      'hello',
      'askLeave',
      'stayKept',
      'stayLeft',
      'cannotLeave',
    ];
    if (!sayings.some(({ key }) => ends.includes(key))) fault('noCancel');
  }
  const misses = [0, before.context.misses + 1];
  if (byGuest && !quiet && to !== 'handedOff' && event.type !== 'guest.sent')
    if (!misses.includes(after.context.misses)) fault('misses');
  const recalled = recall(JSON.parse(JSON.stringify(keep(after))));
  if (!recalled || stateNameOf(recalled) !== to) fault('unkept');
}

const walks: Walk[] = [];
beforeAll(() => {
  walks.push(walk('Ana Pérez', judge), walk(null, judge));
}, 120_000);

const none: ReadonlySet<string> = new Set();

test('no event throws, and the walk is long', () => {
  expect(walks.map(({ conversations }) => conversations > 100)).toEqual([true, true]);
  expect(walks.map(({ steps }) => steps > 10_000)).toEqual([true, true]);
});

test('every state of the machine is reached, and waits only if it asks for something', () => {
  const leaves = leavesOf(conversation.root);
  expect([...waiting].toSorted()).toEqual(leaves.filter(waits).map(nameOf).toSorted());
  expect(
    leaves
      .filter((state) => !waits(state))
      .map(nameOf)
      .toSorted(),
  ).toEqual(TRANSIENT.toSorted());
  const passed = TRANSIENT.filter((name) => !DECIDING.includes(name));
  expect([...through]).toEqual(expect.arrayContaining(passed));
  expect(faults.resting).toEqual(none);
  expect(faults.withoutPrompt).toEqual(none);
});

test('a guest who is understood in between starts again from nothing missed', () => {
  expect(faults.unforgiven).toEqual(none);
});

test('every guest is answered in every state, save where a person has the chat', () => {
  expect(faults.unanswered).toEqual(none);
});

test('nothing is said twice in a turn', () => {
  expect(faults.repeated).toEqual(none);
});

test('whatever happens to money is told, in the quiet of a person who writes too', () => {
  expect(faults.silentMoney).toEqual(none);
});

test('"persona" and "menú" are heard everywhere, and so is "cancelar"', () => {
  expect(faults.noHuman).toEqual(none);
  expect(faults.noMenu).toEqual(none);
  expect(faults.noCancel).toEqual(none);
});

test('nights are held only after a yes to the very quote that was written out', () => {
  expect(holds.placed).toBeGreaterThan(100);
  expect(faults.heldUnasked).toEqual(none);
});

test('a stay is changed only after a yes to the figures that were shown', () => {
  expect(holds.changed).toBeGreaterThan(10);
  expect(faults.changedUnasked).toEqual(none);
});

test('whoever has nights held is asked about them, or about a right of theirs, and about nothing else', () =>
  expect(faults.holdOutside).toEqual(none));

test('a guest who was understood starts again with no misses', () => {
  expect(faults.misses).toEqual(none);
});

test('every conversation can be kept and recalled', () => {
  expect(faults.unkept).toEqual(none);
});
