import type { Scenario } from '../UseRightWorld.ts';

/**
 * The ids on the chain of the demonstration, which begins empty. A step that needs one takes it from here whether it was
 * made or not: so it is the chain that refuses where a step was left out.
 */
export const demoIds = {
  hardware: 1n,
  resource: 1n,
  useRight: { 1: 1n, 2: 2n },
  proof: { 1: 1n, 2: 2n },
} as const satisfies {
  hardware: bigint;
  resource: bigint;
  useRight: Record<Scenario, bigint>;
  proof: Record<Scenario, bigint>;
};
