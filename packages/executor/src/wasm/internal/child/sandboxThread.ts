import { readSync, writevSync } from 'node:fs';
import { FrameReader, FrameWriter, frameHeaderBytes, frameKind, maxFrameBytes } from '../frames.ts';
import type { ModuleHooks } from '../ModuleHooks.ts';
import { HostShortage, type LoadedModule, runTask } from './runTask.ts';
import { sever } from './sever.ts';

/** Standard input and output carry the frames. Both block, and this thread waits for nothing else. */
const inputFd = 0;
const outputFd = 1;
const readBytes = 1 << 18;
const keptBytes = 1 << 25;
/** Tasks come with all of their input as that of their template. */
const noInput = new Uint8Array(0);

sever();

const modules = new Map<number, LoadedModule>();
let buffer = Buffer.alloc(readBytes);
let from = 0;
let to = 0;

function send(writer: FrameWriter): void {
  let parts = [...writer.finish().parts];
  for (;;) {
    let written = writevSync(outputFd, parts);
    while (parts[0] !== undefined && written >= parts[0].length) {
      written -= parts[0].length;
      parts = parts.slice(1);
    }
    if (parts[0] === undefined) return;
    parts[0] = parts[0].subarray(written);
  }
}

/** Reads until `bytes` are buffered. False at the end of input: the parent is gone. */
function fill(bytes: number): boolean {
  if (buffer.length - from < bytes) {
    const moved = bytes > buffer.length ? Buffer.allocUnsafeSlow(bytes) : buffer;
    buffer.copy(moved, 0, from, to);
    buffer = moved;
    to -= from;
    from = 0;
  }
  while (to - from < bytes) {
    const count = readSync(inputFd, buffer, to, buffer.length - to, null);
    if (count === 0) return false;
    to += count;
  }
  return true;
}

function load(body: FrameReader): void {
  const id = body.u32();
  const hooks = JSON.parse(body.text()) as ModuleHooks;
  let reason: string | undefined;
  let details = '';
  try {
    const module = new WebAssembly.Module(body.rest().slice());
    modules.set(id, { module, hooks });
  } catch (error) {
    reason = error instanceof RangeError ? 'shortage' : 'engine';
    details = error instanceof Error ? error.message : String(error);
  }
  if (reason === undefined) send(new FrameWriter(frameKind.loaded).u32(id));
  else send(new FrameWriter(frameKind.refused).u32(id).text(reason).text(details));
}

function run(body: FrameReader): void {
  const id = body.u32();
  const moduleId = body.u32();
  const work = body.u64();
  const seed = body.raw(32);
  const template = body.rest();
  const loaded = modules.get(moduleId);
  if (loaded === undefined) {
    // Its frame came before and was refused.
    send(new FrameWriter(frameKind.outOfMemory).u32(id).text('the module could not be loaded'));
    return;
  }
  const startMs = performance.now();
  try {
    const result = runTask(loaded, { template, task: noInput, seed, work });
    const { exitCode, stdout, stderr, files } = result.output;
    const reply = new FrameWriter(frameKind.result)
      .u32(id)
      .u8(result.status)
      .u64(result.work)
      .u32(exitCode)
      .f64(performance.now() - startMs)
      .text(result.note)
      .bytes(stdout)
      .bytes(stderr)
      .u32(files.length);
    for (const [path, content] of files) reply.text(path).bytes(content);
    send(reply);
  } catch (error) {
    if (error instanceof HostShortage) send(new FrameWriter(frameKind.outOfMemory).u32(id).text(error.message));
    else
      send(new FrameWriter(frameKind.fault).u32(id).text(error instanceof Error ? (error.stack ?? '') : String(error)));
  }
}

send(new FrameWriter(frameKind.ready));
while (fill(frameHeaderBytes)) {
  const length = buffer.readUInt32LE(from);
  if (length < 1 || length > maxFrameBytes || !fill(4 + length)) break;
  const kind = buffer[from + 4];
  const body = new FrameReader(buffer.subarray(from + frameHeaderBytes, from + 4 + length));
  from += 4 + length;
  if (kind === frameKind.load) load(body);
  else if (kind === frameKind.drop) modules.delete(body.u32());
  else if (kind === frameKind.run) run(body);
  else break;
  if (from === to) {
    from = 0;
    to = 0;
    // Tasks of one job have inputs of about one size: only the room of very large ones goes back.
    if (buffer.length > keptBytes) buffer = Buffer.alloc(readBytes);
  }
}
process.kill(process.pid, 'SIGKILL');
