// What would go wrong: an operator follows the list and something that the service needs is not on it.

import { readFile } from 'node:fs/promises';
import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { backupVariables } from '../../src/cli/backup-settings.ts';
import { variables } from '../../src/variables.ts';

const guide = await readFile('docs/deploy.md', 'utf8');

test('every variable is in the matrix, and the matrix names no other', () => {
  const matrix = guide.split('\n').filter((line) => /^\| `[A-Z_0-9]+`/.test(line));
  const named = matrix.flatMap((line) =>
    [...line.split('|')[1]!.matchAll(/`([A-Z_0-9]+)`/g)].map(([, name]) => name!),
  );
  const known = new Set([...Object.keys(variables.shape), ...Object.keys(backupVariables.shape)]);
  expect(named.toSorted()).toEqual([...known].toSorted());
});

test('the workflows, the commands and the addresses that the guide names exist', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [, name] of guide.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(name!);
  const files = [...guide.matchAll(/(?<![\w/])(?:src|test|fixtures|\.github)\/[\w./-]+\w/g)].map(
    ([f]) => f,
  );
  const linked = [...guide.matchAll(/\]\((ops\/[\w.]+)\)/g)].map(([, file]) => `docs/${file}`);
  expect(files.length + linked.length).toBeGreaterThan(8);
  await Promise.all([...files, ...linked].map((file) => readFile(file)));
  for (const [, anchor] of guide.matchAll(/\]\(#([\w-]+)\)/g)) {
    const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, words]) =>
      words!.toLowerCase().replaceAll('.', '').replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
  }
});

test('a deploy is tested first and smoked after, and knows only what the guide asks for', async () => {
  const text = await readFile('.github/workflows/deploy.yml', 'utf8');
  const { jobs } = parse(text) as {
    jobs: { deploy: { needs: string; steps: { run?: string }[] }; test: { uses: string } };
  };
  expect(jobs.test.uses).toBe('./.github/workflows/ci.yml');
  expect(jobs.deploy.needs).toBe('test');
  const runs = jobs.deploy.steps.flatMap(({ run }) => run ?? []);
  expect(runs.map((run) => run.split(' ').slice(0, 3).join(' '))).toEqual([
    'flyctl deploy --remote-only',
    'node src/cli/smoke.ts "$PUBLIC_URL"',
  ]);
  for (const [, name] of text.matchAll(/(?:secrets|vars)\.(\w+)/g)) expect(guide).toContain(name);
  expect(parse(await readFile('.github/workflows/ci.yml', 'utf8'))).toMatchObject({
    on: expect.objectContaining({ workflow_call: null }),
  });
});

test('the machines of fly.toml are what the image and the start understand', async () => {
  const fly = parseToml(await readFile('fly.toml', 'utf8')) as unknown as {
    kill_signal: string;
    kill_timeout: number;
    env: Record<string, string>;
    processes: Record<string, string>;
    http_service: { internal_port: number; processes: string[]; checks: { path: string }[] };
    checks: Record<string, { port: number; path: string; processes: string[] }>;
    metrics: { port: number; path: string; processes: string[] }[];
  };
  const both = ['app', 'worker'];
  expect(Object.entries(fly.processes)).toEqual(both.map((role) => [role, role]));
  for (const role of both) expect(variables.shape.PROCESS_ROLE.parse(role)).toBe(role);
  expect(Object.keys(fly.env).filter((name) => !(name in variables.shape))).toEqual([]);
  const port = Number(fly.env['PORT']);
  expect(await readFile('Dockerfile', 'utf8')).toContain(`EXPOSE ${port}\n`);
  expect([fly.http_service.internal_port, fly.checks['worker']?.port]).toEqual([port, port]);
  expect(fly.metrics).toEqual([{ port, path: '/metrics', processes: both }]);
  const paths = [...fly.http_service.checks, ...Object.values(fly.checks)].map(({ path }) => path);
  expect(paths).toEqual(['/api/v1/healthz', '/api/v1/healthz']);
  // longer than main.ts gives itself to drain
  const [, drainMs] = /DRAIN_MS = ([\d_]+)/.exec(await readFile('src/main.ts', 'utf8'))!;
  expect(fly.kill_timeout * 1_000).toBeGreaterThan(Number(drainMs!.replaceAll('_', '')));
  expect(fly.kill_signal).toBe('SIGTERM');
});
