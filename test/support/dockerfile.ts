// Reads the Dockerfile as far as ours goes: what a test needs to take the same steps.

import { readFile } from 'node:fs/promises';

export type Step = { readonly instruction: string; readonly words: string };
export type Stage = { readonly name: string; readonly steps: readonly Step[] };

export async function readStages(file = 'Dockerfile'): Promise<readonly Stage[]> {
  const text = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\n/g, ' ');
  const stages: { name: string; steps: Step[] }[] = [];
  for (const line of text.split('\n')) {
    const [, instruction, words] = /^([A-Z]+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (!instruction || !words) continue;
    if (instruction === 'FROM')
      stages.push({ name: / AS (\w+)$/.exec(words)?.[1] ?? '', steps: [] });
    stages.at(-1)?.steps.push({ instruction, words });
  }
  return stages;
}

export const stepsOf = (stage: Stage, instruction: string): readonly string[] =>
  stage.steps.filter((step) => step.instruction === instruction).map(({ words }) => words);

/** `COPY a b ./` and `COPY --from=stage x y`, in order. */
export function copiesOf(stage: Stage) {
  return stepsOf(stage, 'COPY').map((words) => {
    const parts = words.split(/\s+/);
    const from = parts[0]?.startsWith('--from=') ? parts.shift()?.slice('--from='.length) : null;
    return { from: from ?? null, sources: parts.slice(0, -1), target: parts.at(-1) ?? '' };
  });
}

/** Ours refuses everything and lets in some names. */
export async function sentToTheBuilder(file = '.dockerignore'): Promise<(path: string) => boolean> {
  const [first, ...rest] = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  if (first !== '*' || rest.some((line) => !line.startsWith('!')))
    throw new Error('.dockerignore is no longer a list of what is let in');
  const allowed = rest.map((line) => line.slice(1));
  return (path) => allowed.some((one) => path === one || path.startsWith(`${one}/`));
}
