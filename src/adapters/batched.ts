// Under load the statements of many share one: fewer round trips, fewer commits.

/** More in one statement gain little more. */
const MOST = 32;
/** One that waits for a lock does not hold up all others. */
const AT_ONCE = 2;

type Waiting<I, O> = {
  readonly item: I;
  readonly resolve: (answer: O) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * `run` for one item at a time, as its caller sees it. Items that come in the same breath, or while runs are
 * under way, go together; alone, an item goes at once. `run` is all or nothing and answers in the order of its
 * items; what fails together is tried each by itself, so that only the item that cannot be done fails.
 */
export function batched<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
): (item: I) => Promise<O> {
  const waiting: Array<Waiting<I, O>> = [];
  let running = 0;
  let leaving: NodeJS.Immediate | undefined;

  function leaveSoon(): void {
    if (waiting.length > 0 && running < AT_ONCE) leaving ??= setImmediate(leave);
  }

  function leave(): void {
    leaving = undefined;
    running += 1;
    const batch = waiting.splice(0, MOST);
    void settle(batch).finally(() => {
      running -= 1;
      leaveSoon();
    });
    leaveSoon();
  }

  async function settle(batch: ReadonlyArray<Waiting<I, O>>): Promise<void> {
    try {
      const answers = await run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as O);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => settle([one])));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      leaveSoon();
    });
}
