// Chance, for runs that are not repeated: many processes race in each.

export const chance = (probability: number): boolean => Math.random() < probability;
export const between = (from: number, to: number): number => from + Math.random() * (to - from);

export function pick<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** `weights`: how often each comes up against the others. */
export function draw<K extends string>(weights: Readonly<Record<K, number>>): K {
  const entries = Object.entries(weights) as Array<[K, number]>;
  let left = Math.random() * entries.reduce((total, [, weight]) => total + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]![0];
}
