// What was asked for, or the word for its absence.

import { HttpProblem } from '../problem.ts';

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new HttpProblem(404, `There is no such ${what}`);
  return value;
}
