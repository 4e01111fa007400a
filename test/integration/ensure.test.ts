// What an owner sees before anything of ours can run. The script runs as npm runs it, in a
// project of its own, with an npm that only writes down what it was asked.
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { openTemporaryFolder } from '../support/temporary-folder.ts';

const script = fileURLToPath(new URL('../../src/sandbox/ensure.mjs', import.meta.url));
const elsewhere = process.platform === 'linux' ? 'darwin' : 'linux';
const koa = { version: '3.3.0', integrity: 'sha512-koa' };

interface Project extends AsyncDisposable {
  readonly write: (file: string, text: string | object, mode?: number) => Promise<void>;
  readonly ensure: (nodeVersion?: string) => Promise<{ code: number; said: string; npm: string }>;
}

/** `npm` is the body of the shell script that stands for npm. */
async function openProject(npm = ''): Promise<Project> {
  const folder = await openTemporaryFolder();
  const write: Project['write'] = async (file, text, mode = 0o644) => {
    const path = join(folder.path, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof text === 'string' ? text : JSON.stringify(text));
    await chmod(path, mode);
  };
  await write('bin/npm', `#!/bin/sh\necho "$@" >> ${folder.path}/asked\n${npm}\n`, 0o755);
  await write('src/sandbox/ensure.mjs', '');
  await copyFile(script, join(folder.path, 'src', 'sandbox', 'ensure.mjs'));
  return {
    write,
    async ensure(nodeVersion) {
      const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${nodeVersion}'}})`;
      const asThatNode = nodeVersion ? ['--import', `data:text/javascript,${pretend}`] : [];
      const args = [...asThatNode, join(folder.path, 'src', 'sandbox', 'ensure.mjs')];
      const env = { PATH: `${folder.path}/bin:/usr/bin:/bin` };
      const { promise, resolve } = Promise.withResolvers<{ code: number; said: string }>();
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
      );
      const outcome = await promise;
      const asked = await readFile(join(folder.path, 'asked'), 'utf8').catch(() => '');
      return { ...outcome, npm: asked };
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

async function openInstalled(npm?: string): Promise<Project> {
  const project = await openProject(npm);
  await project.write('package-lock.json', { packages: { '': {}, 'node_modules/koa': koa } });
  await project.write('node_modules/.package-lock.json', { packages: { 'node_modules/koa': koa } });
  await project.write('node_modules/koa/package.json', '{}');
  return project;
}

test('an old Node is named before anything is installed', async () => {
  await using project = await openProject();
  const { code, said, npm } = await project.ensure('18.19.0');
  expect(said).toMatch('Posta needs Node.js 20 or later, and this is 18.19.0. Get it at https://');
  expect({ code, npm }).toEqual({ code: 1, npm: '' });
});

test('what is in place costs nothing and says nothing', async () => {
  await using project = await openInstalled();
  expect(await project.ensure()).toEqual({ code: 0, said: '', npm: '' });
});

test('a fresh clone is installed from the lock, without install scripts', async () => {
  await using project = await openProject('mkdir -p node_modules');
  await project.write('package-lock.json', { packages: { '': {}, 'node_modules/koa': koa } });
  const { code, said, npm } = await project.ensure();
  expect(said).toMatch(/^Installing what Posta needs.*\nInstalled in \d+ s\.\n$/);
  expect(npm).toMatch(/^ci --ignore-scripts .*\n$/);
  expect(code).toBe(0);
});

test('without a lock npm install is used', async () => {
  await using project = await openProject();
  expect((await project.ensure()).npm).toMatch(/^install /);
});

test('a package that changed in the lock, or whose folder is gone, is installed', async () => {
  await using changed = await openInstalled();
  await changed.write('package-lock.json', {
    packages: { 'node_modules/koa': { ...koa, version: '3.4.0' } },
  });
  expect((await changed.ensure()).npm).toMatch(/^ci /);

  await using gone = await openInstalled();
  await gone.write('node_modules/.package-lock.json', {
    packages: { 'node_modules/koa': koa, 'node_modules/pg': koa },
  });
  await gone.write('package-lock.json', {
    packages: { 'node_modules/koa': koa, 'node_modules/pg': koa },
  });
  expect((await gone.ensure()).npm).toMatch(/^ci /);
});

test('optional packages of other systems are not missed, one of this system is asked for once', async () => {
  const optional = { optional: true, cpu: [process.arch], ...koa };
  const lock = (os: string) => ({
    packages: { 'node_modules/koa': koa, 'node_modules/extra': { ...optional, os: [os] } },
  });
  await using project = await openInstalled();
  await project.write('package-lock.json', lock(elsewhere));
  expect((await project.ensure()).npm).toBe('');
  await project.write('package-lock.json', lock(process.platform));
  expect((await project.ensure()).npm).toMatch(/^ci .*\n$/);
  expect((await project.ensure()).npm).toMatch(/^ci .*\n$/);
});

test.each([
  ['ENOTFOUND', 'the npm registry does not answer'],
  ['ENOSPC: no space left on device', 'The disk is full'],
  ['EACCES: permission denied, mkdir', 'this user may not write in'],
  ['EINTEGRITY sha512', 'is not the one that package-lock.json names'],
  ['EUSAGE', 'package.json and package-lock.json do not agree'],
  ['something nobody foresaw', 'npm says:\nnpm error something nobody foresaw'],
])('when npm fails with %s the sentence says what to do', async (error, sentence) => {
  await using project = await openProject(`echo "npm error ${error}" >&2; exit 1`);
  await project.write('package-lock.json', { packages: { 'node_modules/koa': koa } });
  const { code, said } = await project.ensure();
  expect(said).toMatch(sentence);
  expect(said).not.toMatch('    at ');
  expect(code).toBe(1);
});

test('a pinned Node that does not run here gives way to a new enough one', async () => {
  await using project = await openInstalled();
  await project.write('node_modules/.bin/node', '#!/bin/sh\nexit 127\n', 0o755);
  const { code, said } = await project.ensure('20.20.2');
  expect(said).toMatch(/Posta runs on Node\.js 24 or later;.*and yours is 20\.20\.2\./);
  expect(code).toBe(1);
  expect(await project.ensure()).toEqual({ code: 0, said: '', npm: '' });
});

test('an old Node with the pinned one beside it is enough', async () => {
  await using project = await openInstalled();
  await project.write('node_modules/.bin/node', '#!/bin/sh\necho v24.21.0\n', 0o755);
  expect(await project.ensure('20.20.2')).toEqual({ code: 0, said: '', npm: '' });
});

test('an interrupted install is made again', async () => {
  await using project = await openInstalled();
  await project.write('node_modules/.package-lock.json', '{"packages":');
  expect((await project.ensure()).npm).toMatch(/^ci /);
});
