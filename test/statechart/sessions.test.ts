// What would go wrong: a guest who wrote yesterday, before a release, and whose conversation is not found again.
// One record per state as each version kept it, written by test/support/keep-sessions.ts; a released one is never edited.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contextSchema } from '../../flows/context.ts';
import { conversation } from '../../flows/conversation.ts';
import { keep, recall, stateNameOf } from '../../flows/runtime.ts';
import { MACHINE_VERSION, upcast } from '../../flows/versions.ts';
import { alphabet } from '../support/alphabet.ts';
import { leavesOf, nameOf, waits } from '../support/statechart.ts';
import { takeTurn } from '../support/walk.ts';

const folder = 'fixtures/sessions';
const namesOf = (version: number) =>
  readdirSync(`${folder}/${version}`).map((file) => file.replace(/\.json$/, ''));
const read = (version: number, name: string) =>
  JSON.parse(readFileSync(`${folder}/${version}/${name}.json`, 'utf8')) as {
    value: unknown;
    context: Record<string, unknown>;
  };

const versions = readdirSync(folder)
  .map(Number)
  .toSorted((one, other) => one - other);
const sessions = versions.flatMap((version) =>
  namesOf(version).map((name) => ({ version, name, kept: read(version, name) })),
);
const current = sessions.filter(({ version }) => version === MACHINE_VERSION);

test('every version up to the current one has its records', () => {
  expect(versions).toEqual(Array.from({ length: MACHINE_VERSION }, (_, index) => index + 1));
});

test('every state that waits for a guest has a record', () => {
  const waiting = leavesOf(conversation.root).filter(waits).map(nameOf);
  expect(namesOf(MACHINE_VERSION).toSorted()).toEqual(waiting.toSorted());
});

test.each(current)('$name is recalled as it was kept', ({ version, name, kept }) => {
  const recalled = recall(upcast(version, kept));
  expect(recalled && stateNameOf(recalled)).toBe(name);
  expect(recalled && keep(recalled)).toEqual(kept);
});

test.each(sessions)('$name of version $version loses nothing it remembers', (session) => {
  const recalled = recall(upcast(session.version, session.kept));
  expect(recalled?.context).toMatchObject(session.kept.context);
  expect(Object.keys(recalled?.context ?? {}).toSorted()).toEqual(
    Object.keys(contextSchema.shape).toSorted(),
  );
});

test.each(sessions)('$name of version $version goes on with whatever comes next', (session) => {
  const recalled = recall(upcast(session.version, session.kept));
  if (!recalled) throw new Error(`${session.name} is not recalled`);
  const open = { conversation: recalled, shown: null, agreedTo: null };
  const stuck = alphabet(recalled.context.quote?.id).filter(
    (event) => takeTurn(open, event).length === 0,
  );
  expect(stuck).toEqual([]);
});

test('what a newer machine kept, or none of ours, is left to the journal', () => {
  const { kept } = current[0]!;
  expect(upcast(MACHINE_VERSION, kept)).toBe(kept);
  expect([MACHINE_VERSION + 1, 0, -1, 1.5].map((version) => upcast(version, kept))).toEqual(
    Array(4).fill(undefined),
  );
  expect([null, 'attending', {}, { value: 'attending' }].map((odd) => upcast(1, odd))).toEqual(
    Array(4).fill(undefined),
  );
});

test('what is no conversation of this machine is not recalled', () => {
  const kept = read(MACHINE_VERSION, 'attending.offering');
  const unlike = [
    null,
    'attending',
    {},
    { ...kept, value: { attending: 'dancing' } },
    { ...kept, context: { ...kept.context, party: { adults: 'many' } } },
    {
      ...kept,
      context: { ...kept.context, stay: { checkIn: '2027-02-31', checkOut: '2027-03-02' } },
    },
  ];
  expect(unlike.map(recall)).toEqual(unlike.map(() => undefined));
});
