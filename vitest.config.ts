import { defineConfig } from 'vitest/config';

const pure = ['test/unit/**/*.test.ts', 'test/statechart/**/*.test.ts'];
const services = { globalSetup: ['test/support/global-setup.ts'], hookTimeout: 30_000 };

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
        test: { name: 'unit-tokyo', testTimeout: 60_000, include: pure, env: { TZ: 'Asia/Tokyo' } },
      },
      ...['contract', 'integration', 'race'].map((name) => ({
        test: { ...services, name, include: [`test/${name}/**/*.test.ts`], testTimeout: 60_000 },
      })),
      {
        test: {
          ...services,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          // Whole processes and a browser: one file at a time, when nothing else competes.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
