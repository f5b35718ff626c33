import { parseJobSpec } from '@suanli/protocol';
import { createJob, type Job, type Network } from '@suanli/sdk';

/** `(module (memory (export "memory") 1) (func (export "_start")))` */
const module = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6, 109, 101, 109, 111, 114, 121,
  2, 0, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11,
]);

/** A job whose tasks do nothing, so that only what surrounds them is measured. */
export function noOpJob(
  network: Network,
  parameters: { readonly tasks: number; readonly providers: number },
): Promise<Job> {
  return createJob(
    { network },
    {
      spec: parseJobSpec({
        name: 'no-op',
        module: 'no-op.wasm',
        limits: { work: '100 kwu', memory: '64 KiB' },
        tasks: Array.from({ length: parameters.tasks }, () => ({})),
        maxPrice: '0.01',
        providers: parameters.providers,
      }),
      readFile: async () => module,
    },
  );
}
