/** Resolves after an interval, or at once when the signal says stop. */
export function nextLook(intervalMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, intervalMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}
