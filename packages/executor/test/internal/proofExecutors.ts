// Run as a process of its own, whose environment decides whether there is an adapter: prints what each way of asking gives.
import { isSuanliError } from '@suanli/protocol';
import { createProofExecutor, type ProofExecutorOptions } from '../../src/proof/index.ts';

async function outcome(options: ProofExecutorOptions): Promise<string> {
  try {
    const executor = await createProofExecutor(options);
    await executor.stop();
    return executor.name;
  } catch (error) {
    return isSuanliError(error) ? error.code : String(error);
  }
}

console.log(
  JSON.stringify({
    gpu: await outcome({ prefer: 'gpu' }),
    software: await outcome({ prefer: 'gpu', allowSoftware: true }),
    fallback: await outcome({ prefer: 'gpu', fallback: true }),
    cpu: await outcome({ prefer: 'cpu' }),
  }),
);
