// The table that a run ends with.

import type { Name } from './contender.ts';
import type { Sample } from './load.ts';
import { median, percentile } from './statistics.ts';

export type Measured = {
  readonly what: string;
  readonly samples: Readonly<Record<Name, readonly Sample[]>>;
};
export type Circumstances = {
  readonly rounds: number;
  readonly seconds: number;
  readonly machine: string;
};

type Figures = {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMs: number;
};

/** Medians over the rounds; each ratio is of the medians. */
export function printReport(
  measured: readonly Measured[],
  { rounds, seconds, machine }: Circumstances,
): void {
  console.log(`\n${machine}`);
  console.log(`${rounds} rounds in turns, medians; ${Math.round(seconds)} s in all\n`);
  for (const { what, samples } of measured) {
    const floor = figuresOf(samples.floor);
    const service = figuresOf(samples.service);
    console.log(what);
    console.log(row('', 'a second', 'p50 ms', 'p99 ms', 'CPU ms each'));
    console.log(row('  floor', ...shown(floor)));
    console.log(row('  service', ...shown(service)));
    const ratio = (of: keyof Figures) => inDigits(service[of] / floor[of], 2);
    console.log(
      `${row('  service : floor', ratio('rate'), ratio('p50'), ratio('p99'), ratio('cpuMs'))}\n`,
    );
  }
}

function figuresOf(samples: readonly Sample[]): Figures {
  return {
    rate: median(samples.map(({ rate }) => rate)),
    p50: median(samples.map(({ times }) => percentile(times, 50))),
    p99: median(samples.map(({ times }) => percentile(times, 99))),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
  };
}

function shown({ rate, p50, p99, cpuMs }: Figures): string[] {
  return [inDigits(rate, 0), inDigits(p50, 1), inDigits(p99, 1), inDigits(cpuMs, 2)];
}

function inDigits(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}

function row(...cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(13))).join('');
}
