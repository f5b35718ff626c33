import {
  createInterpreter,
  createStateTrace,
  horizonLevels,
  injectedExports,
  instrument,
  type LinkedModule,
  linkedExports,
  linkSystem,
  lowerModule,
  type MachineInput,
  wasiPreview1Imports,
} from '@suanli/machine';
import { encodeTaskInput, encodeTemplateInput } from '@suanli/protocol';
import { bunnyScene, encodeScene, pathTracerModule } from '@suanli/workloads/render';

const sections = 16n;
const work = 20_000_000_000n;
const limits = { work, memoryPages: 1024, outputBytes: 4 << 20, wallMs: 120_000 };
const tile = ['96', '96', '160', '160'];
const interpretedSteps = 300_000_000;
const leafBytes = 32;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Runs the linked module on the engine, as a provider does. */
function runMetered(
  module: WebAssembly.Module,
  linked: LinkedModule,
  input: MachineInput,
): { ms: number; work: bigint } {
  const memoryOf = ({ minimum, maximum }: LinkedModule['guestMemory']): WebAssembly.Memory =>
    new WebAssembly.Memory({ initial: minimum, ...(maximum === undefined ? {} : { maximum }) });
  const guest = memoryOf(linked.guestMemory);
  const system = memoryOf(linked.systemMemory);
  const memory = (): Uint8Array => new Uint8Array(system.buffer);
  const read = (source: Uint8Array, from: number, address: number): void => {
    const to = memory().subarray(address, address + leafBytes);
    to.fill(0);
    to.set(source.subarray(from, from + leafBytes));
  };
  const written: Uint8Array[] = [];
  const instance: WebAssembly.Instance = new WebAssembly.Instance(module, {
    suanli: {
      memory: guest,
      system,
      input_size0: () => BigInt(input.template.length),
      input_size1: () => BigInt(input.task.length),
      input_read0: (address: number, i: number) => read(input.template, i * leafBytes, address),
      input_read1: (address: number, i: number) => read(input.task, i * leafBytes, address),
      input_read2: (address: number) => read(input.seed, 0, address),
      output_write: (address: number) => written.push(memory().slice(address, address + leafBytes)),
    },
  });
  const left = instance.exports[injectedExports.workLeft] as WebAssembly.Global;
  left.value = work;
  const started = performance.now();
  (instance.exports[linkedExports.run] as () => number)();
  return { ms: performance.now() - started, work: work - (left.value as bigint) };
}

/**
 * What it takes to defend or to challenge a result: a tile of the project's own picture, of more than 10^9 executed instructions, on the engine as providers run it, and as a
 * party to a game has to know its states. The first move is a run from nothing with 16 states of the segment that holds half the run, as deep as they differ.
 */
export async function benchProve(signal: AbortSignal): Promise<object> {
  const template = { args: [], env: {}, stdin: new Uint8Array(0), limits };
  const scene = encodeScene(bunnyScene({ width: 256, height: 256, samples: 16 }));
  const input: MachineInput = {
    template: encodeTemplateInput(template, { 'scene.bin': scene }),
    task: encodeTaskInput({ args: tile }, {}),
    seed: new Uint8Array(leafBytes).fill(1),
  };
  const guest = await pathTracerModule({ signal });
  const prepareStarted = performance.now();
  const instrumented = instrument(guest, { maxMemoryPages: limits.memoryPages, allowedImports: wasiPreview1Imports });
  const linked = linkSystem(instrumented);
  const program = lowerModule(linked.module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit: limits.work,
    outputBytes: limits.outputBytes,
  });
  const prepareMs = performance.now() - prepareStarted;

  const metered = new WebAssembly.Module(linked.bytes as Uint8Array<ArrayBuffer>);
  const runs = [0, 1, 2].map(() => {
    signal.throwIfAborted();
    return runMetered(metered, linked, input);
  });
  const meteredMs = median(runs.map(({ ms }) => ms));

  const interpreter = createInterpreter(program, input);
  const interpretStarted = performance.now();
  const interpreted = interpreter.run(interpretedSteps);
  const interpreterMips = interpreted / (performance.now() - interpretStarted) / 1000;
  signal.throwIfAborted();

  // A party of its own, which has run the program on nothing but the engine.
  const started = performance.now();
  const trace = createStateTrace(program, input);
  const levels = horizonLevels(limits.work, limits.outputBytes);
  let from = 0n;
  let stride = sections ** BigInt(levels - 1);
  const points = (): bigint[] => Array.from({ length: 16 }, (_, i) => from + stride * BigInt(i + 1));
  await trace.hashesAt(points(), { signal });
  const firstMoveMs = performance.now() - started;
  const { steps } = await trace.result({ signal });
  // The dispute is about a step in the middle of the run.
  const disputed = steps / 2n;
  let slowestMoveMs = firstMoveMs;
  while (stride > 1n) {
    signal.throwIfAborted();
    from += ((disputed - from) / stride) * stride;
    stride /= sections;
    const moveStarted = performance.now();
    await trace.hashesAt(points(), { signal });
    slowestMoveMs = Math.max(slowestMoveMs, performance.now() - moveStarted);
  }
  await trace.witnessAt(disputed, { signal });
  const wholeGameMs = performance.now() - started;
  return {
    interpreterMips: Math.round(interpreterMips * 10) / 10,
    executedInstructions: Number(runs[0]?.work ?? 0n),
    machineSteps: Number(steps),
    levels,
    prepareMs: Math.round(prepareMs),
    meteredMs: Math.round(meteredMs),
    firstMoveMs: Math.round(firstMoveMs),
    firstMoveRatio: Math.round((firstMoveMs / meteredMs) * 100) / 100,
    slowestMoveMs: Math.round(slowestMoveMs),
    wholeGameMs: Math.round(wholeGameMs),
  };
}
