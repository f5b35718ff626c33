import {
  createStateTrace,
  instrument,
  linkedExports,
  linkSystem,
  lowerModule,
  type StateTrace,
  wasiPreview1Imports,
} from '@suanli/machine';
import { hexToBytes } from 'viem';
import type { TraceJob } from '../TraceFactory.ts';

/**
 * The machine's trace of a task.
 *
 * @throws SuanliError what `instrument`, `linkSystem` and `lowerModule` of `@suanli/machine` throw
 */
export function openStateTrace({ module, limits, templateInput, taskInput, seed }: TraceJob): StateTrace {
  const instrumented = instrument(module, {
    maxMemoryPages: limits.memoryPages,
    allowedImports: wasiPreview1Imports,
  });
  const program = lowerModule(linkSystem(instrumented).module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit: limits.work,
    outputBytes: limits.outputBytes,
  });
  return createStateTrace(program, { template: templateInput, task: taskInput, seed: hexToBytes(seed) });
}
