import { z } from 'zod';
import { durationMs, integer } from './optionTypes.ts';

/** Compute proofs, which resource types ask for. */
export const proofOptions = z.strictObject({
  executor: z
    .enum(['auto', 'cpu', 'gpu'])
    .default('auto')
    .describe(
      'What compute proofs are made with: auto takes the GPU where there is one, else the CPU; gpu fails without one. Default auto. Production: what the resource was sold as.',
    ),
  threads: integer(1, 1_024)
    .exactOptional()
    .describe('Threads of proofs on the CPU. Default: the number of CPU cores. Production: as default.'),
  timeLimit: durationMs(1_000, 86_400_000)
    .default(900_000)
    .describe(
      'How long a proof may compute, and again how long it is held for its openings. Unit: milliseconds, or such as "15 min". Default 15 min. Production: above the time limit of the resource type.',
    ),
});
