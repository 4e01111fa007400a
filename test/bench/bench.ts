// `npm run bench`: the service beside its floor, in one run and in turns, on the same Postgres and Redis.
// `--quick` is a smoke test of a few seconds whose figures mean nothing; `--profile <folder>` leaves a
// processor profile of each process there; `--only bookings` measures that alone. It asserts no time.

import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { openBuilderbot } from './builderbot.ts';
import { createLoad, createTalk, type Load, type Sample } from './load.ts';
import { NAMES, openContender, type Name } from './contender.ts';
import { openGraph, type Graph } from './graph.ts';
import { printReport, type Measured } from './report.ts';
import { openServices, type Services } from './services.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    profile: { type: 'string' },
    only: { type: 'string' },
  },
});
const { quick, profile, only } = values;
const ROUNDS = quick ? 1 : 5;
const MEASURE_MS = quick ? 300 : 4_000;
const WARM_UP_MS = quick ? 200 : 3_000;
const BOOKINGS = quick ? 8 : 240;
/** No turn is taken while acknowledgements are measured. */
const NO_TURNS_MS = 10_000;

type Work = { readonly what: string; readonly step: (load: Load) => Promise<Sample> };

const acknowledgements: readonly Work[] = [
  { what: 'acknowledgements', step: (load) => load.acknowledge(MEASURE_MS) },
];
const conversations: readonly Work[] = [
  { what: 'turns', step: (load) => load.converse(MEASURE_MS) },
  { what: 'acknowledgements at 80 messages a second', step: (load) => load.trickle(MEASURE_MS) },
  { what: 'bookings', step: (load) => load.book(BOOKINGS) },
];

async function compare(
  services: Services,
  graph: Graph,
  phase: 'acknowledging' | 'talking',
  debounceMs: number,
  works: readonly Work[],
): Promise<Measured[]> {
  const wanted = works.filter(({ what }) => only === undefined || what === only);
  if (wanted.length === 0) return [];
  await using opening = new AsyncDisposableStack();
  const numbers = { acknowledging: 0, talking: NAMES.length };
  const open = async (name: Name, index: number) => {
    const contender = opening.use(
      await openContender({
        name,
        database: await services.database(`${phase}_${name}`),
        redisUrl: services.redisUrl(numbers[phase] + index),
        graphUrl: graph.url,
        debounceMs,
        profileFolder: profile && `${profile}/${phase}_${name}`,
      }),
    );
    const load = createLoad(contender, graph);
    opening.defer(load.close);
    return [name, load] as const;
  };
  const loads = new Map(await Promise.all(NAMES.map(open)));
  const measured: Measured[] = [];
  for (const { what, step } of wanted) {
    const samples: Record<Name, Sample[]> = { floor: [], service: [] };
    for (const load of loads.values()) await warmUp(load, what);
    for (let round = 0; round < ROUNDS; round++) {
      // A B, then B A: neither is always the one that comes after the other.
      const order = round % 2 === 0 ? NAMES : NAMES.toReversed();
      for (const name of order) samples[name].push(await step(loads.get(name)!));
      process.stderr.write(`${what}: round ${round + 1} of ${ROUNDS}\n`);
    }
    measured.push({ what, samples });
  }
  return measured;
}

/** The same talk with a bot that keeps nothing; empty where it cannot be downloaded. */
async function beside(services: Services, graph: Graph): Promise<Measured[]> {
  await using opening = new AsyncDisposableStack();
  const builderbot = await openBuilderbot(graph.url).catch((error: Error) => {
    console.log(`builderbot could not be had: ${error.message.split('\n')[0]}`);
  });
  if (!builderbot) return [];
  opening.use(builderbot);
  const service = opening.use(
    await openContender({
      name: 'service',
      database: await services.database('beside'),
      redisUrl: services.redisUrl(2 * NAMES.length),
      graphUrl: graph.url,
      debounceMs: 0,
    }),
  );
  const talks = { builderbot: createTalk(builderbot, graph), service: createTalk(service, graph) };
  const samples: Record<keyof typeof talks, Sample[]> = { builderbot: [], service: [] };
  const names = ['builderbot', 'service'] as const;
  for (const name of names) {
    opening.defer(talks[name].close);
    await talks[name].converse(WARM_UP_MS);
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      samples[name].push(await talks[name].converse(MEASURE_MS));
  return [{ what: 'turns, beside builderbot, which keeps nothing', samples }];
}

async function warmUp(load: Load, what: string): Promise<void> {
  if (what === 'acknowledgements') await load.acknowledge(WARM_UP_MS);
  else if (what === 'bookings') await load.book(quick ? 4 : 160);
  else if (what === 'turns') await load.converse(WARM_UP_MS);
}

// The exit takes the servers and the contenders along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
await using services = await openServices();
await using graph = await openGraph();
const measured = [
  ...(await compare(services, graph, 'acknowledging', NO_TURNS_MS, acknowledgements)),
  ...(await compare(services, graph, 'talking', 0, conversations)),
];
if (!quick && (only ?? 'builderbot') === 'builderbot')
  measured.push(...(await beside(services, graph)));
printReport(measured, {
  rounds: ROUNDS,
  seconds: (performance.now() - started) / 1_000,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}, Postgres ${services.postgresVersion} (fsync on)`,
});
