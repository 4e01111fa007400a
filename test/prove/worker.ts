// One of the processes that are killed: the whole service, on a clock that runs faster than the machine's.

import { createLog } from '../../src/adapters/log.ts';
import { parseConfig } from '../../src/config.ts';
import { openService } from '../../src/service.ts';
import { createFastClock } from './fast-clock.ts';
import type { Order, WorkerSettings } from './workers.ts';

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const clock = createFastClock(settings.clock);
const service = await openService({
  config: { ...parseConfig(settings.environment), databaseUrl: settings.databaseUrl },
  log: createLog({ logLevel: 'silent' }),
  now: clock.now,
});
process.on('message', (order: Order) => clock.putForward(order.ms));
// Whoever started us is gone: so are we.
process.on('disconnect', () => process.exit());
process.send?.({ url: service.url });
