/**
 * Runs `work` with a signal that ends it after `ms`. Unlike that of `AbortSignal.timeout`, its timer does not
 * outlive the work: there is one for every message.
 */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new DOMException('It took too long', 'TimeoutError')),
    ms,
  );
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
  }
}
