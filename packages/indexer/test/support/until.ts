import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is true; fails with what `describe` says after `timeoutMs`. */
export async function until(
  ask: () => Promise<boolean> | boolean,
  describe: () => string,
  timeoutMs = 150_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${describe()}`);
    await delay(25);
  }
}
