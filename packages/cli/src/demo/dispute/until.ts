import { setTimeout as delay } from 'node:timers/promises';
import { SuanliError } from '@suanli/protocol';

export interface UntilOptions {
  readonly timeoutMs: number;
  /** What is waited for, in words. */
  readonly what: string;
  readonly signal: AbortSignal;
}

const intervalMs = 100;

/**
 * Asks again and again until there is an answer, and returns it.
 *
 * @throws SuanliError `CLI_DEMO_STALLED`
 */
export async function until<T>(
  ask: () => Promise<T>,
  { timeoutMs, what, signal }: UntilOptions,
): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (performance.now() >= deadline) {
      throw new SuanliError('CLI_DEMO_STALLED', { parameters: { what, seconds: timeoutMs / 1_000 } });
    }
    await delay(intervalMs, undefined, { signal });
  }
}
