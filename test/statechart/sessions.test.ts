// What would go wrong: a guest who wrote yesterday, before a release, and whose conversation is not found again.
// One record per state as it was kept; a released one is never edited, a new version gets a folder of its own.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { conversation, MACHINE_VERSION } from '../../flows/conversation.ts';
import { keep, recall, stateNameOf } from '../../flows/runtime.ts';
import { alphabet } from '../support/alphabet.ts';
import { leavesOf, nameOf, waits } from '../support/statechart.ts';
import { takeTurn } from '../support/walk.ts';

const folder = `fixtures/sessions/${MACHINE_VERSION}`;
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));

test('every state that waits for a guest has a record', () => {
  const waiting = leavesOf(conversation.root).filter(waits).map(nameOf);
  expect(names.toSorted()).toEqual(waiting.toSorted());
});

test.each(names)('%s is recalled as it was kept', (name) => {
  const kept = read(name);
  const recalled = recall(kept);
  expect(recalled && stateNameOf(recalled)).toBe(name);
  expect(recalled && keep(recalled)).toEqual(kept);
});

test.each(names)('%s goes on with whatever comes next', (name) => {
  const recalled = recall(read(name));
  if (!recalled) throw new Error(`${name} is not recalled`);
  const open = { conversation: recalled, shown: null, agreedTo: null };
  const stuck = alphabet(recalled.context.quote?.id).filter(
    (event) => takeTurn(open, event).length === 0,
  );
  expect(stuck).toEqual([]);
});

test('what is no conversation of this machine is not recalled', () => {
  const kept = read('attending.offering') as { context: object };
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
