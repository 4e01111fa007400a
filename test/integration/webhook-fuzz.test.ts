// What would go wrong: one body that nobody foresaw is answered with a 5xx and comes again for seven
// days, takes the process down, or leaves half of its messages behind.
// `npm test` sends a few hundred; FUZZ_RUNS=100000 the long run.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Pool } from 'undici';
import { expect, test } from 'vitest';
import { readDelivery } from '../../src/adapters/whatsapp/inbound.ts';
import { signature } from '../../src/sandbox/simulators/whatsapp-webhooks.ts';
import { spoilt } from '../support/mutations.ts';
import { openWorld, secrets } from '../support/world.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);
/** Sent at once, so that they also meet in the database. */
const AT_ONCE = 8;
const folder = 'fixtures/webhooks/whatsapp';
const recorded = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));

test('whatever a signed body holds, it is taken whole or refused whole, and never with a 5xx', async () => {
  // a door that takes no turns: what it stores is what is asked about
  await using world = await openWorld({ env: { PROCESS_ROLE: 'app', LOG_LEVEL: 'silent' } });
  const pool = new Pool(world.service.url, { connections: AT_ONCE });
  const lost: unknown[] = [];
  const onLost = (reason: unknown) => void lost.push(reason);
  process.on('unhandledRejection', onLost);
  const taken = new Set<string>();

  async function send(body: Buffer): Promise<void> {
    const answer = await pool.request({
      method: 'POST',
      path: '/api/v1/webhooks/whatsapp',
      body,
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': signature(body, secrets.whatsappAppSecret),
      },
    });
    await answer.body.dump();
    expect([200, 400, 413]).toContain(answer.statusCode);
    if (answer.statusCode !== 200) return;
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    for (const { key } of readDelivery(parsed, secrets.whatsappPhoneId, new Date()).arrivals)
      taken.add(key);
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(spoilt(recorded), { minLength: AT_ONCE, maxLength: AT_ONCE }),
      async (bodies) => {
        await Promise.all(bodies.map(send));
      },
    ),
    { numRuns: Math.ceil(RUNS / AT_ONCE), endOnFailure: false },
  );
  await pool.close();
  process.off('unhandledRejection', onLost);
  expect(lost).toEqual([]);

  const { rows } = await world.db.query('select key from guest_events order by key');
  const stored = (rows as Array<{ key: string }>).map(({ key }) => key);
  expect(stored).toEqual([...taken].toSorted());
  expect(stored.length).toBeGreaterThan(20);
}, 1_800_000);
