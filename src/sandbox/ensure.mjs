// Runs before every npm script, on whatever Node the machine has (20 or later) and without any
// package: installs what package-lock.json names and says in words what stands in the way.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestForNpm = 20;
const oldestForPosta = 24;
const where = 'https://nodejs.org/en/download';

/** Undefined when everything is in place, else the sentence for the person at the terminal. */
export async function ensure(
  root,
  { nodeVersion = process.versions.node, say = console.error } = {},
) {
  if (major(nodeVersion) < oldestForNpm) {
    return `Posta needs Node.js ${oldestForNpm} or later, and this is ${nodeVersion}. Get it at ${where} and run the command again.`;
  }
  if (!isInstalled(root)) {
    const problem = await install(root, say);
    if (problem) return problem;
  }
  return checkRuntime(root, nodeVersion);
}

/** Compares what npm wrote down at its last install with what the lock asks for. */
export function isInstalled(root, { platform = process.platform, arch = process.arch } = {}) {
  const lockText = read(join(root, 'package-lock.json'));
  if (lockText === undefined) return existsSync(join(root, 'node_modules'));
  const installed = parse(read(join(root, 'node_modules', '.package-lock.json')))?.packages;
  if (!installed) return false;
  const optionalsDone = read(stampFile(root)) === digest(lockText);
  for (const [path, wanted] of Object.entries(parse(lockText)?.packages ?? {})) {
    if (path === '') continue;
    const found = installed[path];
    if (found) {
      if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
      if (!existsSync(join(root, path))) return false;
    } else if (!wanted.optional || (!optionalsDone && isForHere(wanted, platform, arch))) {
      return false;
    }
  }
  return true;
}

// One that names no system, or depends on the libc, may rightly be absent.
function isForHere({ os, cpu, libc }, platform, arch) {
  return !libc && Boolean(os?.includes(platform)) && Boolean(cpu?.includes(arch));
}

async function install(root, say) {
  const command = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  const started = Date.now();
  say('Installing what Posta needs (600 MB, about a minute, only when it changes)…');
  const { code, output } = await runNpm(root, [
    command,
    // No package needs its install script; none gets to run one.
    ...['--ignore-scripts', '--include=dev', '--include=optional'],
    ...['--loglevel=error', '--no-audit', '--no-fund', '--no-progress'],
    ...['--fetch-retries=2', '--fetch-retry-mintimeout=1000'],
  ]);
  if (code !== 0) return installProblem(root, output);
  const lockText = read(join(root, 'package-lock.json'));
  if (lockText !== undefined) {
    mkdirSync(dirname(stampFile(root)), { recursive: true });
    writeFileSync(stampFile(root), digest(lockText));
  }
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  return undefined;
}

export function installProblem(root, output) {
  const because = (pattern) => pattern.test(output);
  if (because(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/)) {
    return 'The packages could not be downloaded: the npm registry does not answer. Check the internet connection (or the proxy) and run the command again.';
  }
  if (because(/ENOSPC|EDQUOT/)) {
    return `The disk is full: the packages do not fit in ${join(root, 'node_modules')} (about 600 MB).`;
  }
  if (because(/EACCES|EPERM|EROFS/)) {
    return `The packages cannot be installed: this user may not write in ${root}.`;
  }
  if (because(/EINTEGRITY/)) {
    return 'A downloaded package is not the one that package-lock.json names. Run "npm cache clean --force" and try again; if it stays, do not use this download.';
  }
  if (because(/EUSAGE/)) {
    return 'package.json and package-lock.json do not agree. Run "npm install" and commit the lock file.';
  }
  return `The packages could not be installed. npm says:\n${output.trim() || '(nothing)'}`;
}

function runNpm(root, args) {
  // The npm that runs this script, on its own Node: node_modules is about to be replaced.
  const cli = process.env.npm_execpath ?? '';
  const [command, ...first] = /^npm(-cli\.js)?$/.test(basename(cli))
    ? [process.env.npm_node_execpath ?? process.execPath, cli]
    : ['npm'];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** npm puts node_modules/.bin first, so the Node from there, if it runs, is the one that matters. */
function checkRuntime(root, nodeVersion) {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  let version = nodeVersion;
  if (existsSync(pinned)) {
    const { status, stdout } = spawnSync(pinned, ['--version'], { encoding: 'utf8' });
    if (status === 0) version = stdout.trim().replace(/^v/, '');
    // Built for another libc (Alpine): it would only hide the machine's own.
    else rmSync(pinned, { force: true });
  }
  if (major(version) >= oldestForPosta) return undefined;
  return `Posta runs on Node.js ${oldestForPosta} or later; npm has no build of it for this machine (${process.platform} ${process.arch}), and yours is ${nodeVersion}. Get it at ${where} and run the command again.`;
}

const stampFile = (root) => join(root, 'node_modules', '.cache', 'posta', 'installed');
const digest = (text) => createHash('sha256').update(text).digest('hex');
const major = (version) => Number.parseInt(version, 10);

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text) {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const problem = await ensure(root);
  if (problem) {
    console.error(`\n${problem}\n`);
    process.exitCode = 1;
  }
}
