import { setTimeout as delay } from 'node:timers/promises';

/** Something that is done again and again. */
export interface Repetition {
  start(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Makes what does a step at intervals from `start` until `stop`; a step that fails is told of, and done again. */
export function repeatUntilStopped(
  step: () => Promise<unknown>,
  options: { readonly intervalMs: number; readonly onError: (error: unknown) => void },
): Repetition {
  let stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      try {
        await step();
      } catch (error) {
        options.onError(error);
      }
      await delay(options.intervalMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    start() {
      if (running) return;
      stopping = new AbortController();
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
      running = undefined;
    },
  };
}
