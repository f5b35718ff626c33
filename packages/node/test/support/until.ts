import { setTimeout as delay } from 'node:timers/promises';

/** Polls a condition until it holds; the test's own time limit ends a condition that never does. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 45_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`);
    await delay(20);
  }
}
