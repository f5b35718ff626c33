import { commitInput, createStateTrace, programRoot, provableProgram, type StateTrace } from '@suanli/machine';
import { SuanliError } from '@suanli/protocol';
import { bytesToHex, type Hex, hexToBytes } from 'viem';
import type { TraceJob } from '../TraceFactory.ts';

const isSame = (expected: Hex | undefined, actual: Hex): boolean => expected?.toLowerCase() === actual;

/**
 * The machine's trace of a task, whose hash has to commit to the program and inputs that it is made of: else no game about it could be played.
 *
 * @throws SuanliError `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH`, and what `provableProgram` of `@suanli/machine` throws
 */
export function openStateTrace(job: TraceJob): StateTrace {
  const { module, limits, templateInput, taskInput, seed, committed } = job;
  const program = provableProgram(module, limits);
  const root = bytesToHex(programRoot(program));
  if (!isSame(committed.programRoot, root)) {
    throw new SuanliError('JOB_PROGRAM_MISMATCH', { parameters: { expected: committed.programRoot, actual: root } });
  }
  const inputs: [string, Hex | undefined, Uint8Array][] = [
    ['The job', committed.templateInput, templateInput],
    ['The task', committed.taskInput, taskInput],
  ];
  for (const [what, expected, input] of inputs) {
    if (!isSame(expected, bytesToHex(commitInput(input).commitment))) {
      throw new SuanliError('JOB_INPUT_MISMATCH', { parameters: { what } });
    }
  }
  return createStateTrace(program, { template: templateInput, task: taskInput, seed: hexToBytes(seed) });
}
