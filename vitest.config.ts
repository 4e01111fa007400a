import { defineConfig } from 'vitest/config';

const unit = 'test/unit/**/*.test.ts';
const pure = [unit, 'test/statechart/**/*.test.ts'];
// Processes that are killed, stopped and timed: one file at a time, when nothing else competes.
const alone = ['bench', 'crash', 'faults', 'processes'].map((name) => `test/e2e/${name}.test.ts`);
const services = {
  globalSetup: ['test/support/global-setup.ts'],
  hookTimeout: 30_000,
  // what is waited for comes when the machine gets to it
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    // The same pure tests on both sides of the date line: a date that leans on the machine's zone shows.
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: pure,
          env: { TZ: 'America/Argentina/Buenos_Aires' },
        },
      },
      {
        test: {
          name: 'unit-tokyo',
          testTimeout: 60_000,
          include: [unit],
          env: { TZ: 'Asia/Tokyo' },
        },
      },
      ...['contract', 'integration', 'race'].map((name) => ({
        test: { ...services, name, include: [`test/${name}/**/*.test.ts`], testTimeout: 60_000 },
      })),
      {
        test: {
          ...services,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...services,
          name: 'alone',
          include: alone,
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
