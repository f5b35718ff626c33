import { SuanliError } from '@suanli/protocol';
import type { DemoStepName, DemoStepReport } from './DemoStep.ts';
import { type StartUseRightWorldParameters, startUseRightWorld } from './startUseRightWorld.ts';
import type { UseRightWorld } from './UseRightWorld.ts';
import { useRightSteps } from './useRightSteps.ts';

/** The use-right demonstration, step by step. */
export interface UseRightDemo {
  readonly world: UseRightWorld;
  /**
   * Runs one step.
   *
   * @throws SuanliError why chain or daemon refuse it, and `CLI_DEMO_STEP_SKIPPED` where the one before it, on which nothing
   * on chain depends, was left out
   */
  run(name: DemoStepName): Promise<DemoStepReport>;
  stop(): Promise<void>;
}

/**
 * Starts the use-right demonstration; no step has run yet.
 *
 * @throws SuanliError those of {@link startUseRightWorld}
 *
 * @example
 * const demo = await startUseRightDemo();
 * for (const { name } of useRightSteps) await demo.run(name);
 * await demo.stop();
 */
export async function startUseRightDemo(parameters: StartUseRightWorldParameters = {}): Promise<UseRightDemo> {
  const world = await startUseRightWorld(parameters);
  const done = new Set<DemoStepName>();
  return {
    world,
    async run(name) {
      const at = useRightSteps.findIndex((step) => step.name === name);
      const step = useRightSteps[at];
      if (!step) throw new RangeError(name);
      world.signal.throwIfAborted();
      const before = useRightSteps[at - 1];
      if (before && !before.isNeeded && !done.has(before.name)) {
        throw new SuanliError('CLI_DEMO_STEP_SKIPPED', { parameters: { step: step.number, before: before.number } });
      }
      const startedMs = performance.now();
      const outcome = await step.run(world);
      done.add(name);
      const { number } = step;
      return { number, name, ...outcome, wallMs: Math.round(performance.now() - startedMs) };
    },
    stop: () => world.stop(),
  };
}
