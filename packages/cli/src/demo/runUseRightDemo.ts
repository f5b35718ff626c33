import { isSuanliError, type SuanliError } from '@suanli/protocol';
import type { DemoStepName, DemoStepReport } from './useRight/DemoStep.ts';
import { startUseRightDemo } from './useRight/startUseRightDemo.ts';
import type { StartUseRightWorldParameters } from './useRight/startUseRightWorld.ts';
import { useRightSteps } from './useRight/useRightSteps.ts';

export interface RunUseRightDemoParameters {
  /** Name of the resource type that the provider claims. Default GTX_1050. */
  readonly type?: string;
}

export interface RunUseRightDemoOptions extends Pick<StartUseRightWorldParameters, 'signal' | 'onStep'> {
  /** A step begins. */
  readonly onBegin?: (number: string, name: DemoStepName) => void;
  /** A step is done. */
  readonly onDone?: (report: DemoStepReport) => void;
}

/** What the demonstration did. */
export interface UseRightDemoReport {
  readonly type: string;
  /** Those that were done, in order. */
  readonly steps: readonly DemoStepReport[];
  /** The step that was not done, and why; undefined where all were. */
  readonly failure: { readonly number: string; readonly name: DemoStepName; readonly error: SuanliError } | undefined;
  /** True where every wei that the bank owes is there, and the balances of all who take part add up to what they were. */
  readonly bankConserved: boolean;
  readonly wallMs: number;
}

/**
 * Shows both scenarios of use rights end to end on real parts: an embedded chain with a market, a provider's daemon as a
 * process of its own, leases over the network, and compute proofs.
 *
 * @throws SuanliError `CLI_CHOICE_INVALID`, `NODE_CHAIN_BINARY_MISSING`, `NODE_PROCESS_FAILED`
 */
export async function runUseRightDemo(
  parameters: RunUseRightDemoParameters = {},
  options: RunUseRightDemoOptions = {},
): Promise<UseRightDemoReport> {
  const startedMs = performance.now();
  const { signal, onStep } = options;
  const demo = await startUseRightDemo({
    ...parameters,
    ...(signal === undefined ? {} : { signal }),
    ...(onStep === undefined ? {} : { onStep }),
  });
  try {
    const steps: DemoStepReport[] = [];
    let failure: UseRightDemoReport['failure'];
    for (const { number, name } of useRightSteps) {
      options.onBegin?.(number, name);
      try {
        const report = await demo.run(name);
        steps.push(report);
        options.onDone?.(report);
      } catch (error) {
        if (!isSuanliError(error) || signal?.aborted === true) throw error;
        failure = { number, name, error };
        break;
      }
    }
    return {
      type: demo.world.type.name,
      steps,
      failure,
      bankConserved: await demo.world.isConserved(),
      wallMs: Math.round(performance.now() - startedMs),
    };
  } finally {
    await demo.stop();
  }
}
