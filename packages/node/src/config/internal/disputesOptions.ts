import { z } from 'zod';
import { integer } from './optionTypes.ts';

/** Traces for disputes, as provider and as verifier. */
export const disputesOptions = z.strictObject({
  traces: integer(1, 64)
    .default(2)
    .describe(
      'Tasks that are traced on the machine at the same time, in threads of their own, for disputes as provider and as verifier; defences go first. Default 2. Production: as default; each takes a processor while it computes, and memory of several times that of its task.',
    ),
  traceHeap: integer(256, 1_048_576)
    .default(4_096)
    .describe('JavaScript heap of each such thread. Unit: MiB. Default 4096. Production: as default.'),
});
