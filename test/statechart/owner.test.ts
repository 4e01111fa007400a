// What would go wrong: an owner who is not answered, a state that "ayuda" does not leave, money that moves without a
// yes to the very words that were shown. Every event in every state that can be reached, with every answer.

import { beforeAll, expect, test } from 'vitest';
import { readCommand, type Command } from '../../flows/owner-command.ts';
import { owner } from '../../flows/owner.ts';
import type { OwnerEffect, OwnerEvent, OwnerSaying, Proposal } from '../../flows/owner-talk.ts';
import {
  advanceOwner,
  beginOwner,
  keep,
  recallOwner,
  stateNameOf,
  type OwnerTalk,
} from '../../flows/runtime.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import { leavesOf, nameOf, waits } from '../support/statechart.ts';

const AT = '2026-11-24T15:00:00.000Z';
const LATE = '2026-11-24T15:30:00.000Z';
const UNTIL = '2026-11-24T15:10:00.000Z';

const hearing = {
  today: '2026-11-24' as CalendarDate,
  calendar: { holidays: [], periods: [] },
  maxNights: 400,
  unitNames: ['Coihue'],
};
const said = (text: string, at = AT): OwnerEvent => ({
  type: 'owner.said',
  at,
  text,
  command: readCommand(text, hearing),
});
const TEXTS = [
  'ayuda',
  'sí',
  'no',
  'bloquear coihue del 5 al 8',
  'quién llega hoy',
  'asdf',
  'probar',
  'modo dueño',
];

function alphabet({ context: { proposal } }: OwnerTalk): OwnerEvent[] {
  const ids = ['old', ...(proposal ? [proposal.id] : [])];
  const chose = (choice: Extract<OwnerEvent, { type: 'owner.chose' }>['choice']) =>
    ({ type: 'owner.chose', at: AT, choice }) as const;
  return [
    ...TEXTS.map((text) => said(text)),
    said('sí', LATE),
    ...ids.map((to) => chose({ do: 'yes', to, variant: null })),
    ...ids.map((to) => chose({ do: 'no', to })),
    chose({ do: 'order', order: { do: 'pending' } }),
    chose({ do: 'help' }),
    chose({ do: 'unknown' }),
    { type: 'owner.sent' },
    { type: 'messages.setAside' },
    { type: 'alerts.due' },
    { type: 'digest.due' },
    { type: 'decision.closed', decisionId: 1 },
  ];
}

const plain = (key: 'stale' | 'lost'): OwnerSaying => ({ key });
function answersTo(
  effect: Exclude<OwnerEffect, { type: 'say' }>,
  round: number,
): Array<OwnerEvent | null> {
  const answered = { type: 'answered', sayings: [plain('stale')] } as const;
  const proposal: Proposal = {
    id: `p${round % 2}`,
    order: { do: 'pending' },
    facts: '',
    until: UNTIL,
  };
  const proposed = (again: boolean) =>
    ({ type: 'proposed', proposal, saying: plain('lost'), again }) as const;
  switch (effect.type) {
    case 'obey':
      return [
        answered,
        { ...answered, chat: 1, about: 3 },
        { type: 'lacking', text: 'bloquear', saying: plain('lost') },
        { type: 'guest.found', guest: { id: 1, name: 'Ana' } },
        proposed(false),
      ];
    case 'carryOut':
      return [answered, proposed(true)];
    default:
      return [null, answered];
  }
}

type Step = {
  readonly event: OwnerEvent;
  readonly from: OwnerTalk;
  readonly to: OwnerTalk;
  readonly effects: readonly OwnerEffect[];
};
const steps: Step[] = [];

/** All that an event may come to, by the answers of the database. */
function outcomes(from: OwnerTalk, event: OwnerEvent): Step[] {
  const { conversation, effects } = advanceOwner(from, event);
  let open: Step[] = [
    { event, from, to: conversation, effects: effects.filter(({ type }) => type === 'say') },
  ];
  for (const effect of effects) {
    if (effect.type === 'say') continue;
    open = open.flatMap((step) =>
      answersTo(effect, steps.length).map((answer): Step => {
        const known = { ...step, effects: [...step.effects, effect] };
        if (!answer) return known;
        const after = advanceOwner(step.to, answer);
        return { ...known, to: after.conversation, effects: [...known.effects, ...after.effects] };
      }),
    );
  }
  return open;
}

beforeAll(() => {
  const seen = new Set<string>();
  const waiting = [beginOwner()];
  for (let talk = waiting.pop(); talk; talk = waiting.pop()) {
    const key = JSON.stringify(keep(talk));
    if (seen.has(key)) continue;
    seen.add(key);
    for (const event of alphabet(talk)) {
      for (const step of outcomes(talk, event)) {
        steps.push(step);
        waiting.push(step.to);
      }
    }
  }
});

const keysOf = ({ effects }: Step) =>
  effects.flatMap((effect) => (effect.type === 'say' ? [effect.saying.key] : []));
const commandOf = ({ event }: Step): Command['do'] | null =>
  event.type === 'owner.said' ? event.command.do : null;
const nameOfStep = ({ from, event, to }: Step) =>
  `${stateNameOf(from)} + ${JSON.stringify(event)} → ${stateNameOf(to)}`;

test('every state is reached, and each of them waits', () => {
  const states = new Set(steps.map(({ to }) => stateNameOf(to)));
  expect([...states].toSorted()).toEqual(leavesOf(owner.root).filter(waits).map(nameOf).toSorted());
  expect(steps.length).toBeGreaterThan(1_000);
});

test('whatever an owner writes or taps is answered', () => {
  const silent = steps.filter(
    (step) => step.event.type.startsWith('owner.') && keysOf(step).length === 0,
  );
  expect(silent.map(nameOfStep)).toEqual([]);
});

test('"ayuda" helps and "no" lets go, in every state', () => {
  const help = steps.filter((step) => commandOf(step) === 'help');
  expect(help.length).toBeGreaterThan(10);
  expect(help.filter((step) => !keysOf(step).includes('help')).map(nameOfStep)).toEqual([]);
  const left = steps.filter((step) => ['help', 'no'].includes(commandOf(step) ?? ''));
  expect(left.filter(({ to }) => stateNameOf(to) !== 'listening').map(nameOfStep)).toEqual([]);
});

test('nothing is carried out without a yes, in time, to the very proposal that was shown', () => {
  const carried = steps.filter(({ effects }) => effects.some(({ type }) => type === 'carryOut'));
  expect(carried.length).toBeGreaterThan(5);
  const wrong = carried.filter(({ from, event, effects }) => {
    const { proposal } = from.context;
    const isYes =
      event.type === 'owner.said'
        ? event.command.do === 'yes'
        : event.type === 'owner.chose' &&
          event.choice.do === 'yes' &&
          event.choice.to === proposal?.id;
    const shown = effects.some((one) => one.type === 'carryOut' && one.proposal === proposal);
    return (
      stateNameOf(from) !== 'confirming' || !isYes || !shown || ('at' in event && event.at > UNTIL)
    );
  });
  expect(wrong.map(nameOfStep)).toEqual([]);
  const again = carried.filter(
    ({ to, from }) => to.context.proposal?.id === from.context.proposal?.id,
  );
  expect(
    again.filter(({ to }) => stateNameOf(to) === 'listening' && to.context.proposal !== null),
  ).toEqual([]);
});

test('words go to a guest only while an owner was asked for them, and are shown first', () => {
  const written = steps.filter(({ effects }) =>
    effects.some((one) => one.type === 'obey' && one.order.do === 'writeTo'),
  );
  expect(written.length).toBeGreaterThan(0);
  expect(new Set(written.map(({ from }) => stateNameOf(from)))).toEqual(new Set(['answering']));
});

test('"probar" and "modo dueño" switch, and nothing else does', () => {
  const wrong = steps.filter((step) => {
    const { asGuest } = step.from.context;
    const command = commandOf(step);
    const wanted = command === 'asGuest' ? true : command === 'asOwner' ? false : asGuest;
    return step.to.context.asGuest !== wanted;
  });
  expect(wrong.map(nameOfStep)).toEqual([]);
});

test('every talk can be kept and recalled', () => {
  for (const { to } of steps) {
    const recalled = recallOwner(JSON.parse(JSON.stringify(keep(to))));
    expect(recalled && keep(recalled)).toEqual(keep(to));
  }
  expect(recallOwner({ value: 'dancing', context: beginOwner().context })).toBeUndefined();
  expect(recallOwner({ value: 'listening', context: {} })).toBeUndefined();
});
