import type { DemoOutcome, DemoStepName } from './DemoStep.ts';
import { freeStep, listStep, registerStep, resourceStep, useRightStep } from './internal/assetSteps.ts';
import { accessStep } from './internal/leaseSteps.ts';
import { buyStep, settleStep } from './internal/marketSteps.ts';
import { commitProofStep, issueProofStep, levelStep, openProofStep } from './internal/proofSteps.ts';
import type { UseRightWorld } from './UseRightWorld.ts';

/** One step of the demonstration. */
export interface UseRightStep {
  /** Scenario and place, such as `1.7a`. */
  readonly number: string;
  readonly name: DemoStepName;
  /**
   * Whether what comes after cannot do without it, so that chain or daemon refuse where it was left out. The others look
   * or collect: nothing on chain depends on them, and the demonstration itself keeps their order.
   */
  readonly isNeeded: boolean;
  /** @throws SuanliError where chain or daemon refuse it; nothing has changed then that matters to a second try */
  readonly run: (world: UseRightWorld) => Promise<DemoOutcome>;
}

/** The steps of both scenarios of the source document, in their order. */
export const useRightSteps: readonly UseRightStep[] = [
  { number: '1.1', name: 'register-hardware', isNeeded: true, run: registerStep },
  { number: '1.2', name: 'create-resource', isNeeded: true, run: resourceStep },
  { number: '1.3', name: 'issue-use-right', isNeeded: true, run: useRightStep },
  { number: '1.4', name: 'list-use-right', isNeeded: true, run: (world) => listStep(world, 1) },
  { number: '1.5', name: 'buy-use-right', isNeeded: true, run: (world) => buyStep(world, 1) },
  { number: '1.6', name: 'open-access', isNeeded: true, run: (world) => accessStep(world, 1) },
  { number: '1.7a', name: 'issue-proof', isNeeded: true, run: (world) => issueProofStep(world, 1) },
  { number: '1.7b', name: 'commit-proof', isNeeded: true, run: (world) => commitProofStep(world, 1) },
  { number: '1.7c', name: 'open-proof', isNeeded: true, run: (world) => openProofStep(world, 1) },
  { number: '1.8', name: 'show-level', isNeeded: false, run: (world) => levelStep(world, 1) },
  { number: '1.9', name: 'settle-income', isNeeded: false, run: (world) => settleStep(world, 1) },
  { number: '2.1', name: 'find-free-resource', isNeeded: true, run: freeStep },
  { number: '2.2', name: 'issue-use-right-again', isNeeded: true, run: useRightStep },
  { number: '2.3', name: 'list-use-right-again', isNeeded: true, run: (world) => listStep(world, 2) },
  { number: '2.4', name: 'buy-use-right-again', isNeeded: true, run: (world) => buyStep(world, 2) },
  { number: '2.5', name: 'open-access-again', isNeeded: true, run: (world) => accessStep(world, 2) },
  { number: '2.6a', name: 'issue-proof-again', isNeeded: true, run: (world) => issueProofStep(world, 2) },
  { number: '2.6b', name: 'commit-proof-again', isNeeded: true, run: (world) => commitProofStep(world, 2) },
  { number: '2.6c', name: 'open-proof-again', isNeeded: true, run: (world) => openProofStep(world, 2) },
  { number: '2.7', name: 'show-level-again', isNeeded: false, run: (world) => levelStep(world, 2) },
  { number: '2.8', name: 'settle-income-again', isNeeded: false, run: (world) => settleStep(world, 2) },
];
