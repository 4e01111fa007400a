// The table that a run ends with.

import type { Sample } from './load.ts';
import { median, percentile } from './statistics.ts';

export type Measured = {
  readonly what: string;
  /** What is compared with, and the service. */
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
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
    const [base, ours] = Object.entries(samples).map(
      ([name, of]) => [name, figuresOf(of)] as const,
    );
    if (!base || !ours) continue;
    console.log(what);
    console.log(row('', 'a second', 'p50 ms', 'p99 ms', 'CPU ms each'));
    for (const [name, figures] of [base, ours]) console.log(row(`  ${name}`, ...shown(figures)));
    const ratio = (of: keyof Figures) => inDigits(ours[1][of] / base[1][of], 2);
    console.log(
      `${row(`  ${ours[0]} : ${base[0]}`, ratio('rate'), ratio('p50'), ratio('p99'), ratio('cpuMs'))}\n`,
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
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(13))).join('');
}
