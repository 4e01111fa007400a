// Conversations as an owner reads them, played against the whole service. After a change that is meant:
// vitest run -u on this file, and read what has become of each.

import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { play } from '../support/transcript.ts';
import { openWorld } from '../support/world.ts';

const folder = 'fixtures/transcripts';
const names = readdirSync(folder).filter((name) => name.endsWith('.md'));

// each mostly waits, in a world of its own
test.concurrent.for(names)('%s goes as it is written', async (name, { expect }) => {
  await using world = await openWorld({
    env: { JOB_EXPIRATION_INTERVAL_SECONDS: '1', EXCHANGE_RATE: '1450.50@2026-11-24' },
  });
  const page = await play(world, readFileSync(`${folder}/${name}`, 'utf8'));
  await expect(page).toMatchFileSnapshot(`../../${folder}/${name}`);
});
