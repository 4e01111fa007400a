// Writes the golden sessions of the current version: of each state that waits, the fullest conversation that
// a walk reaches. Run by hand before a release, `node test/support/keep-sessions.ts`; never after it.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { conversation } from '../../flows/conversation.ts';
import { begin, keep, stateNameOf, type Conversation } from '../../flows/runtime.ts';
import { MACHINE_VERSION } from '../../flows/versions.ts';
import { leavesOf, nameOf, waits } from './statechart.ts';
import { walk } from './walk.ts';

const folder = `fixtures/sessions/${MACHINE_VERSION}`;
const waiting = new Set(leavesOf(conversation.root).filter(waits).map(nameOf));

const fullest = new Map<string, string>();
function see(after: Conversation): void {
  const name = stateNameOf(after);
  const kept = JSON.stringify(keep(after), null, 2);
  if (waiting.has(name) && kept.length > (fullest.get(name)?.length ?? 0)) fullest.set(name, kept);
}

see(begin({ language: 'es', profileName: 'Ana Pérez' }));
walk('Ana Pérez', ({ after }) => see(after));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, kept] of fullest) await writeFile(`${folder}/${name}.json`, `${kept}\n`);
