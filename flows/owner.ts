// The conversation of an owner: an order is read, what lacks is asked for, what moves money or prices is
// written out and carried out on a yes. Pure, as the guests' machine is; driven by the same runtime.

import { assign, emit, enqueueActions, setup } from 'xstate';
import { NOT_ORDERS, type NotOrder } from './owner-command.ts';
import type {
  Order,
  OwnerChoice,
  OwnerContext,
  OwnerEffect,
  OwnerEvent,
  PlainKey,
} from './owner-talk.ts';

const on = <T extends OwnerEvent['type']>(event: OwnerEvent, type: T) => {
  if (event.type !== type) throw new Error(`expected ${type}, got ${event.type}`);
  return event as Extract<OwnerEvent, { type: T }>;
};
function orderOf(event: OwnerEvent): Order | null {
  if (event.type === 'owner.said') {
    const { command } = event;
    return NOT_ORDERS.includes(command.do as NotOrder) ? null : (command as Order);
  }
  if (event.type !== 'owner.chose') return null;
  return event.choice.do === 'order' ? event.choice.order : null;
}
const choiceOf = (event: OwnerEvent): OwnerChoice | null =>
  event.type === 'owner.chose' ? event.choice : null;
/** In words, or by the buttons of this very proposal. */
function answers({ proposal }: OwnerContext, event: OwnerEvent, what: 'yes' | 'no'): boolean {
  if (event.type === 'owner.said') return event.command.do === what;
  const choice = choiceOf(event);
  return choice?.do === what && choice.to === proposal?.id;
}

const flow = setup({
  types: {
    context: {} as OwnerContext,
    events: {} as OwnerEvent,
    emitted: {} as OwnerEffect,
    meta: {} as { readonly waits: true },
  },
  actions: {
    say: emit((_, key: PlainKey) => ({ type: 'say', saying: { key } }) as const),
    sayAnswer: enqueueActions(({ event, enqueue }) => {
      for (const saying of on(event, 'answered').sayings) enqueue.emit({ type: 'say', saying });
    }),
    sayIt: emit(({ event }) => {
      if (event.type !== 'lacking' && event.type !== 'proposed')
        throw new Error(`nothing to say of ${event.type}`);
      return { type: 'say', saying: event.saying } as const;
    }),
    sayWriting: emit(({ event }) => {
      const { name } = on(event, 'guest.found').guest;
      return { type: 'say', saying: { key: 'writing', name } } as const;
    }),
    obey: emit(({ context, event }) => {
      const order = orderOf(event);
      if (!order) throw new Error('no order');
      const before = context.unfinished === null ? '' : `${context.unfinished} `;
      return {
        type: 'obey',
        order,
        text: event.type === 'owner.said' ? `${before}${event.text}`.slice(-400) : '',
        chat: context.chat,
        about: context.about,
      } as const;
    }),
    writeToGuest: emit(({ context, event }) => {
      const { guest } = context;
      if (guest === null) throw new Error('nobody to write to');
      const { text } = on(event, 'owner.said');
      const order = { do: 'writeTo', guestId: guest, text } as const;
      return { type: 'obey', order, text, chat: null, about: null } as const;
    }),
    carryOut: emit(({ context, event }) => {
      const { proposal } = context;
      if (!proposal) throw new Error('nothing was proposed');
      const choice = choiceOf(event);
      const variant = choice?.do === 'yes' ? choice.variant : null;
      return { type: 'carryOut', proposal, variant } as const;
    }),
    lookAround: emit(({ event }) => {
      return { type: 'lookAround', heard: event.type !== 'alerts.due' } as const;
    }),
    tellDigest: emit({ type: 'tellDigest' } as const),
    tellClosed: emit(({ event }) => {
      return { type: 'tellClosed', decisionId: on(event, 'decision.closed').decisionId } as const;
    }),

    takeProposal: assign({ proposal: ({ event }) => on(event, 'proposed').proposal }),
    takeUnfinished: assign({ unfinished: ({ event }) => on(event, 'lacking').text }),
    takeGuest: assign({
      guest: ({ event }) => on(event, 'guest.found').guest.id,
      chat: ({ event }) => on(event, 'guest.found').guest.id,
    }),
    takeTopic: assign({
      chat: ({ context, event }) => on(event, 'answered').chat ?? context.chat,
      about: ({ context, event }) => on(event, 'answered').about ?? context.about,
    }),
    forget: assign({ proposal: null, unfinished: null, guest: null }),
    beGuest: assign({ asGuest: true }),
    beOwner: assign({ asGuest: false }),
  },
  guards: {
    said: ({ event }, what: readonly NotOrder[]) =>
      event.type === 'owner.said' && what.includes(event.command.do as NotOrder),
    /** All but what leaves it. */
    isForGuest: ({ event }) =>
      event.type === 'owner.said' &&
      !['asGuest', 'asOwner', 'help', 'no'].includes(event.command.do),
    chose: ({ event }, what: OwnerChoice['do']) => choiceOf(event)?.do === what,
    orders: ({ event }) => orderOf(event) !== null,
    agreesLate: ({ context, event }) =>
      answers(context, event, 'yes') && 'at' in event && event.at > (context.proposal?.until ?? ''),
    answers: ({ context, event }, what: 'yes' | 'no') => answers(context, event, what),
    asksAgain: ({ event }) => on(event, 'proposed').again,
  },
});

const say = (key: PlainKey) => ({ type: 'say', params: key }) as const;
const said = (...what: readonly NotOrder[]) => ({ type: 'said', params: what }) as const;
const answered = [
  { guard: 'agreesLate', target: 'listening', actions: ['forget', say('expired'), 'lookAround'] },
  {
    guard: { type: 'answers', params: 'yes' },
    target: 'listening',
    actions: ['carryOut', 'forget', 'lookAround'],
  },
  {
    guard: { type: 'answers', params: 'no' },
    target: 'listening',
    actions: ['forget', say('dropped'), 'lookAround'],
  },
] as const;

export const owner = flow.createMachine({
  id: 'owner',
  context: {
    asGuest: false,
    proposal: null,
    unfinished: null,
    guest: null,
    chat: null,
    about: null,
  },
  initial: 'listening',
  on: {
    'owner.said': [
      {
        guard: said('asGuest'),
        target: '.listening',
        actions: ['forget', 'beGuest', say('asGuest')],
      },
      {
        guard: said('asOwner'),
        target: '.listening',
        actions: ['forget', 'beOwner', say('asOwner'), 'lookAround'],
      },
      { guard: said('help'), target: '.listening', actions: ['forget', say('help'), 'lookAround'] },
      { guard: 'orders', target: '.listening', actions: ['obey', 'forget', 'lookAround'] },
      { guard: said('yes'), actions: [say('nothingToConfirm'), 'lookAround'] },
      {
        guard: said('no'),
        target: '.listening',
        actions: ['forget', say('dropped'), 'lookAround'],
      },
      { actions: [say('lost'), 'lookAround'] },
    ],
    'owner.chose': [
      {
        guard: { type: 'chose', params: 'help' },
        target: '.listening',
        actions: ['forget', say('help')],
      },
      { guard: 'orders', target: '.listening', actions: ['obey', 'forget', 'lookAround'] },
      { actions: [say('stale'), 'lookAround'] },
    ],
    'owner.sent': { actions: [say('onlyText'), 'lookAround'] },
    'messages.setAside': { target: '.listening', actions: ['forget', say('failed')] },
    'alerts.due': { actions: 'lookAround' },
    'digest.due': { actions: 'tellDigest' },
    'decision.closed': { actions: 'tellClosed' },
    answered: { actions: ['sayAnswer', 'takeTopic'] },
    lacking: { target: '.completing', actions: ['takeUnfinished', 'sayIt'] },
    'guest.found': { target: '.answering', actions: ['takeGuest', 'sayWriting'] },
    proposed: [
      {
        guard: 'asksAgain',
        target: '.confirming',
        actions: [say('changed'), 'takeProposal', 'sayIt'],
      },
      { target: '.confirming', actions: ['takeProposal', 'sayIt'] },
    ],
  },
  states: {
    listening: { meta: { waits: true } },
    /** An order lacks a cabin, dates or an amount: the next words go on with it. */
    completing: { meta: { waits: true } },
    /** What would happen is written out. */
    confirming: {
      meta: { waits: true },
      on: {
        'owner.said': [...answered, { guard: said('unknown'), actions: say('yesOrNo') }],
        'owner.chose': answered,
      },
    },
    /** The next words go to a guest, once they were shown. */
    answering: {
      meta: { waits: true },
      on: {
        'owner.said': [
          { guard: 'isForGuest', target: 'listening', actions: ['writeToGuest', 'forget'] },
        ],
      },
    },
  },
});
