// The same object of functions, each call measured.

type Observe = (operation: string, outcome: 'ok' | 'failed', seconds: number) => void;
type Call = (...given: never[]) => Promise<unknown>;

export function timed<T extends Readonly<Record<string, Call>>>(calls: T, observe: Observe): T {
  const measured = Object.entries(calls).map(([operation, call]) => [
    operation,
    async (...given: never[]) => {
      const started = performance.now();
      const done = (outcome: 'ok' | 'failed') =>
        observe(operation, outcome, (performance.now() - started) / 1_000);
      try {
        const answer = await call(...given);
        done('ok');
        return answer;
      } catch (error) {
        done('failed');
        throw error;
      }
    },
  ]);
  return Object.fromEntries(measured) as T;
}
