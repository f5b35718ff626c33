import { commitInput, programRoot, provableProgram } from '@suanli/machine';
import { encodeTaskInput, encodeTemplateInput, type TaskLimits } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { TraceJob } from '../../src/disputes/TraceFactory.ts';
import { compileModule } from './modules.ts';
import { hashOf } from './samples.ts';

/** All that a trace of a test module depends on, with what its task's hash has to commit to. */
export async function committedJob(
  name: Parameters<typeof compileModule>[0],
  change: Partial<TaskLimits> = {},
): Promise<{ readonly job: TraceJob; readonly expected: TraceJob['committed'] }> {
  const module = await compileModule(name);
  const limits = { work: 1_000_000n, memoryPages: 16, outputBytes: 4_096, wallMs: 1_000, ...change };
  const templateInput = encodeTemplateInput({ args: [], env: {}, stdin: new Uint8Array(), limits }, {});
  const taskInput = encodeTaskInput({}, {});
  const hash = (input: Uint8Array): Hex => bytesToHex(commitInput(input).commitment);
  const expected = {
    programRoot: bytesToHex(programRoot(provableProgram(module, limits))),
    templateInput: hash(templateInput),
    taskInput: hash(taskInput),
  };
  return { job: { module, limits, templateInput, taskInput, seed: hashOf('task'), committed: expected }, expected };
}
