// node --import ./test/support/crash-points.ts src/main.ts
// Counts the points of a run at which something became true outside the process: a commit in Postgres
// (ours and pg-boss's) and a call to Meta or MercadoPago. CRASH_AT=<point> ends the process there as a
// power cut would; CRASH_POINTS=list prints each point. Production code knows nothing of it.
//
// A point is named by what is done and how often it was done before, never by a running number, so that
// what polls and what runs at the same time does not shift it. Idle polling is no point.

import diagnostics from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import pg from 'pg';

type Moment = 'before' | 'after';
type Result = { readonly rowCount?: number | null };
type Callback = (error: Error | null | undefined, result?: Result) => void;
type Statement = { readonly name?: string; readonly text?: string; readonly values?: unknown[] };
/** `ifRows`: it is a point only if it changed something, so only afterwards. */
type Write = { readonly name: string; readonly when: 'always' | 'ifRows' };

const crashAt = process.env['CRASH_AT'];
const counts = new Map<string, number>();
/** What happens before the first message is a start, not a conversation. */
let begun = false;

function next(name: string): string {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return `${name}#${count}`;
}

function reach(point: string, moment: Moment): void {
  if (process.env['CRASH_POINTS'] === 'list') writeSync(2, `crash point ${point}:${moment}\n`);
  if (crashAt === `${point}:${moment}`) process.kill(process.pid, 'SIGKILL');
}

function writeOf({ name, text = '', values }: Statement): Write | undefined {
  if (text.includes('pgboss.')) return jobWriteOf(text, values ?? []);
  if (name === undefined || !/\b(insert into|update|delete from)\b/i.test(text)) return undefined;
  return { name, when: 'always' };
}

/** Of pg-boss, what happens to jobs; not its heartbeats, its maintenance and its empty-handed polling. */
function jobWriteOf(text: string, values: readonly unknown[]): Write | undefined {
  if (/^\s*begin/i.test(text) || text.includes('SET heartbeat_on')) return undefined;
  if (/INSERT INTO pgboss\.\w+ \(\s*id,\s*name/.test(text))
    return {
      name: `enqueue ${/"name":"(\w+)"/.exec(JSON.stringify(values).replaceAll('\\', ''))?.[1] ?? ''}`,
      when: 'always',
    };
  const taken = /WHERE name = '(\w+)'/.exec(text)?.[1];
  if (text.includes("state = 'active',") && taken) return { name: `take ${taken}`, when: 'ifRows' };
  if (text.includes('completed_on = '))
    return { name: `finish ${String(values[0])}`, when: 'ifRows' };
  return undefined;
}

const transactions = new WeakMap<pg.Client, string[]>();
const { prototype } = pg.Client as unknown as {
  prototype: { query: (this: pg.Client, ...given: unknown[]) => unknown };
};
const query = prototype.query;

prototype.query = function (this: pg.Client, ...given) {
  const [first, second] = given;
  const statement =
    typeof first === 'string'
      ? { text: first, values: Array.isArray(second) ? second : [] }
      : (first as Statement);
  const write = pointOf(this, statement);
  if (!write) return query.apply(this, given);
  let point: string | undefined;
  if (write.when === 'always') reach((point = next(write.name)), 'before');
  const done = (error: Error | null | undefined, result?: Result) => {
    if (!error && (point !== undefined || (result?.rowCount ?? 0) > 0))
      reach((point ??= next(write.name)), 'after');
  };
  const last = given.at(-1);
  if (typeof last === 'function') {
    const tell = last as Callback;
    return query.apply(this, [
      ...given.slice(0, -1),
      (...told: Parameters<Callback>) => (done(...told), tell(...told)),
    ]);
  }
  return (query.apply(this, given) as Promise<Result>).then(
    (result) => (done(null, result), result),
  );
};

/** Inside a transaction the statements wait for its commit, which is named after them. */
function pointOf(client: pg.Client, statement: Statement): Write | undefined {
  const { text } = statement;
  if (text === 'begin') return void transactions.set(client, []);
  const write = writeOf(statement);
  if (write?.name === 'receive' && !begun) {
    begun = true;
    // a killed process does not leave it for the next one by itself
    flushCompileCache();
  }
  const inside = transactions.get(client);
  if (text === 'commit' || text === 'rollback') {
    transactions.delete(client);
    return text === 'commit' && begun && inside && inside.length > 0
      ? { name: `commit ${inside.join(' + ')}`, when: 'always' }
      : undefined;
  }
  if (inside && write) return void inside.push(write.name);
  return begun ? write : undefined;
}

type Request = { readonly method: string; readonly path: string; readonly body: unknown };
const calls = new WeakMap<object, string>();

diagnostics.subscribe('undici:request:create', (message) => {
  const { request } = message as { request: Request };
  const path = request.path.replace(/\?.*/, '').replace(/\d{6,}[\w-]*/g, '…');
  const receipt = String(request.body).includes('"status":"read"');
  const point = next(`${request.method} ${path}${receipt ? ' read' : ''}`);
  calls.set(request, point);
  reach(point, 'before');
});
diagnostics.subscribe('undici:request:trailers', (message) => {
  const point = calls.get((message as { request: Request }).request);
  if (point !== undefined) reach(point, 'after');
});
