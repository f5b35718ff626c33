import type { Executor, TaskOutcome, TaskRun } from '@suanli/executor';
import { createStateTrace, provableProgram } from '@suanli/machine';
import { createThreadTrace, type NodeDependencies, type TraceJob } from '@suanli/node';
import { encodeOutput, hashOutput } from '@suanli/protocol';
import { bytesToHex, type Hex, hexToBytes } from 'viem';
import { findByteStore } from './findByteStore.ts';

/** The one task that is answered wrongly. */
interface Lie {
  readonly taskHash: Hex;
  /** The file as the program wrote it. */
  readonly content: Uint8Array;
  readonly position: number;
  readonly claimed: number;
  readonly outputHash: Hex;
}

/** The bunny's glaze is that much more green than red; floor and backdrop are not. */
const leastGreen = 16;

/**
 * Makes what turns a provider into a liar: of the tiles that it renders it answers the first one of the bunny with one byte changed, and plays the
 * games about it with a run of the machine in which the instruction that stores this byte stores another value.
 */
export function createLiar(): Required<Pick<NodeDependencies, 'wrapExecutor' | 'openTrace'>> {
  const openHonestTrace = createThreadTrace();
  let lie: Lie | undefined;

  function lieAbout(run: TaskRun, outcome: TaskOutcome): TaskOutcome {
    const content = outcome.output.files['tile.rgb'];
    if (!content) return outcome;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = run.args.map(Number);
    const width = x1 - x0;
    const position = 3 * (Math.floor((y1 - y0) / 2) * width + Math.floor(width / 2));
    const [red = 0, green = 0] = content.subarray(position);
    if (green - red < leastGreen) return outcome;
    const claimed = red ^ 0xff;
    const wrong = content.slice();
    wrong[position] = claimed;
    const output = { ...outcome.output, files: { ...outcome.output.files, 'tile.rgb': wrong } };
    lie = { taskHash: run.seed, content, position, claimed, outputHash: hashOutput(encodeOutput(output)) };
    return { ...outcome, output };
  }

  return {
    wrapExecutor: (executor): Executor => ({
      kind: executor.kind,
      slots: executor.slots,
      start: (options) => executor.start(options),
      stop: () => executor.stop(),
      prepare: (module, options) => executor.prepare(module, options),
      async execute(run, options) {
        const outcome = await executor.execute(run, options);
        return lie === undefined ? lieAbout(run, outcome) : outcome;
      },
    }),
    async openTrace(job, options) {
      if (job.seed !== lie?.taskHash) return openHonestTrace(job, options);
      const trace = traceOfLie(job, lie);
      const { outputHash } = await trace.result();
      if (bytesToHex(outputHash) !== lie.outputHash)
        throw new Error('the faulty run does not come to what was answered');
      const { levels, programRoot, first } = trace;
      return {
        levels,
        programRoot,
        first,
        result: (call) => trace.result(call),
        hashesAt: (steps, call) => trace.hashesAt(steps, call),
        headerAt: (step, call) => trace.headerAt(step, call),
        witnessAt: (step, call) => trace.witnessAt(step, call),
        close: async () => undefined,
      };
    },
  };
}

function traceOfLie({ module, limits, templateInput, taskInput, seed }: TraceJob, { content, position, claimed }: Lie) {
  const program = provableProgram(module, limits);
  const input = { template: templateInput, task: taskInput, seed: hexToBytes(seed) };
  const store = findByteStore({ program, input, content, position });
  if (!store) throw new Error('no instruction stores this byte');
  return createStateTrace(program, input, {
    fault: {
      step: store.step,
      change: ({ stack, depth }) => {
        stack[2 * (depth - 1)] = claimed;
      },
    },
  });
}
