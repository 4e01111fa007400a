// The dependency rule of the layout, read from the files themselves: a linter that sees no file
// also finds nothing wrong.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each part may import besides itself; packages are not meant. */
const mayImport: Record<string, readonly string[]> = {
  'src/domain': [],
  flows: ['src/domain'],
  'src/booking': ['src/domain', 'flows'],
  'src/chat': ['src/domain', 'flows', 'src/booking'],
};
const packagesOfFlows = ['xstate', 'zod'];

interface Import {
  readonly file: string;
  readonly name: string;
  /** Where it leads inside the repository; undefined for a package. */
  readonly target: string | undefined;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = text.matchAll(/^(?:import|export)\b[^;'"`]*?\bfrom\s+['"]([^'"\n]+)['"]/gm);
  const bare = text.matchAll(/^import\s+['"]([^'"\n]+)['"]/gm);
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g);
  return [...named, ...bare, ...dynamic].map((match) => {
    const name = match[1] ?? '';
    const target = name.startsWith('.')
      ? relative(root, resolve(root, dirname(file), name))
      : undefined;
    return { file, name, target };
  });
}

const files = [...filesUnder('src'), ...filesUnder('flows')];
const imports = files.flatMap(importsOf);
const inside = (folder: string) => (path: string | undefined) => path?.startsWith(`${folder}/`);
const show = ({ file, name }: Import) => `${file} imports ${name}`;

test('the files and their imports are seen', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files).toContain('src/sandbox/postgres.ts');
  expect(imports.length).toBeGreaterThan(files.length);
  expect(imports).toContainEqual({
    file: 'src/sandbox/postgres.ts',
    name: './ports.ts',
    target: 'src/sandbox/ports.ts',
  });
});

test.each(Object.entries(mayImport))('%s imports only what lies below it', (part, allowed) => {
  const own = imports.filter(({ file }) => inside(part)(file));
  expect(own.length).toBeGreaterThan(0);
  const wrong = own.filter(
    ({ target }) => target && ![part, ...allowed].some((folder) => inside(folder)(target)),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('flows takes no package but XState and zod', () => {
  const packages = imports.filter(({ file, target }) => inside('flows')(file) && !target);
  expect(packages.length).toBeGreaterThan(0);
  const wrong = packages.filter(({ name }) => !packagesOfFlows.includes(name.split('/')[0] ?? ''));
  expect(wrong.map(show)).toEqual([]);
});

test('the domain takes no package at all', () => {
  const packages = imports.filter(({ file, target }) => inside('src/domain')(file) && !target);
  expect(packages.map(show)).toEqual([]);
});

test('nothing outside the sandbox imports it', () => {
  const wrong = imports.filter(
    ({ file, target }) => inside('src/sandbox')(target) && !inside('src/sandbox')(file),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('nothing imports the composition root', () => {
  expect(imports.filter(({ target }) => target === 'src/main.ts').map(show)).toEqual([]);
});

test('only what is started from a shell reads the environment', () => {
  const reads = files.filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('process.env'),
  );
  expect(reads).toContain('src/main.ts');
  const started = ['src/main.ts', 'src/cli/', 'src/sandbox/'];
  expect(reads.filter((file) => !started.some((one) => file.startsWith(one)))).toEqual([]);
});

test('the top level holds only what the layout names', () => {
  const folders = ['.ci', '.github', 'docs', 'fixtures', 'flows', 'migrations', 'src', 'test'];
  const own = ['.data', '.git', 'coverage', 'node_modules'];
  const rootFiles = [
    ...['.dockerignore', '.editorconfig', '.env', '.env.example', '.gitattributes', '.gitignore'],
    ...['.npmrc', '.oxfmtrc.json', '.oxlintrc.json', 'CHANGELOG.md', 'CONTRIBUTING.md'],
    ...['Dockerfile', 'LICENSE', 'README.md', 'fly.toml', 'knip.json', 'package-lock.json'],
    ...['package.json', 'start-fly.sh', 'tsconfig.json', 'vitest.config.ts'],
  ];
  const allowed = new Set([...folders, ...own, ...rootFiles]);
  const found = readdirSync(root).filter((name) => !name.endsWith('.log'));
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((name) => !allowed.has(name))).toEqual([]);
});
