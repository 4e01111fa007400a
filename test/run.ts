// `npm test` and `npm run check`: every check runs even when an earlier one fails, the exit code
// says whether all passed, and the last line counts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseCLI, startVitest, type TestModule } from 'vitest/node';

import packageJson from '../package.json' with { type: 'json' };
import { needsRedis } from './support/needs-redis.ts';

type Check = 'format' | 'types' | 'lint' | 'dead-code';

const everyCheck: readonly Check[] = ['format', 'types', 'lint', 'dead-code'];
const quickChecks: readonly Check[] = ['format', 'types', 'lint'];

const words = process.argv.slice(2);
const quick = words[0] === 'check';
const failedChecks = await runChecks(quick ? quickChecks : everyCheck);
const tests = await runTests(quick ? ['--project', 'unit', ...words.slice(1)] : words);

if (tests.withoutRedis.length > 0) {
  console.log(`No Redis could be had, so these did not run: ${tests.withoutRedis.join(', ')}`);
}
for (const name of failedChecks) console.log(`Failed: ${name} (see above)`);
const failed = tests.failed + failedChecks.length;
console.log(`${tests.passed} passed, ${failed} failed`);
// Explicit: a socket that a test left open must not keep the run from ending.
process.exit(failed === 0 && tests.passed > 0 ? 0 : 1);

async function runChecks(checks: readonly Check[]): Promise<readonly Check[]> {
  const outcomes = await Promise.all(
    checks.map(async (name) => {
      const started = performance.now();
      const { code, output } = await run(packageJson.scripts[`check:${name}`]);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      return { name, code };
    }),
  );
  return outcomes.filter(({ code }) => code !== 0).map(({ name }) => name);
}

async function run(script: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(script, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function runTests(args: readonly string[]) {
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest(filter, options);
  const modules = vitest.state.getTestModules();
  const outcomes = modules.flatMap((module) =>
    [...module.children.allTests()].map((t) => t.result()),
  );
  const failedTests = outcomes.filter(({ state }) => state === 'failed').length;
  // A file that does not load, or an error outside of any test, fails the run without failing a test.
  const elsewhere =
    modules.filter((module) => module.errors().length > 0).length +
    vitest.state.getUnhandledErrors().length;
  const stumbled = process.exitCode !== undefined && process.exitCode !== 0 ? 1 : 0;
  await vitest.close();
  return {
    passed: outcomes.filter(({ state }) => state === 'passed').length,
    failed: failedTests + elsewhere || stumbled,
    withoutRedis: suitesWithoutRedis(modules),
  };
}

function suitesWithoutRedis(modules: readonly TestModule[]): readonly string[] {
  const names = modules
    .flatMap((module) => [...module.children.allSuites()])
    .map(({ name }) => name)
    .filter((name) => name.startsWith(needsRedis))
    .map((name) => name.slice(needsRedis.length));
  return [...new Set(names)];
}
