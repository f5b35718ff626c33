import { type TaskLimits, TaskStatus } from '@suanli/protocol';
import type { TaskOutcome } from '../../Executor.ts';
import { filesystemLimits } from './filesystemLimits.ts';
import type { FrameReader } from './frames.ts';

const statuses = new Set<number>(Object.values(TaskStatus));
const { nodes: maxFiles, pathBytes: maxPathBytes } = filesystemLimits;

/** The longest result frame that a task can have. */
export function maxResultBytes(limits: TaskLimits): number {
  return limits.outputBytes + maxFiles * (maxPathBytes + 8) + 65_536;
}

function checkedPath(path: string): string {
  const parts = path.split('/');
  if (
    parts.some((part) => part === '' || part === '.' || part === '..' || part === '__proto__') ||
    path.includes('\0') ||
    Buffer.byteLength(path) > maxPathBytes
  ) {
    throw new RangeError('a file with a bad path');
  }
  return path;
}

/**
 * Reads a result after its task number, and believes nothing: a sandbox may have been taken over by its guest.
 *
 * @throws RangeError, TypeError
 */
export function readResult(
  body: FrameReader,
  limits: TaskLimits,
): { readonly outcome: TaskOutcome; readonly tookMs: number } {
  const status = body.u8();
  if (!statuses.has(status)) throw new RangeError(`status ${status}`);
  const work = body.u64();
  if (work > limits.work) throw new RangeError('more work than the limit');
  const code = body.u32();
  const tookMs = body.f64();
  const note = body.text();
  let left = limits.outputBytes;
  const copy = (bytes: Uint8Array): Uint8Array => {
    left -= bytes.length;
    if (left < 0) throw new RangeError('more output than the limit');
    // A copy, since a part would keep the whole chunk of the stream in memory.
    return new Uint8Array(bytes);
  };
  const stdout = copy(body.bytes());
  const stderr = copy(body.bytes());
  const count = body.u32();
  if (count > maxFiles) throw new RangeError('too many files');
  const files = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const path = checkedPath(body.text());
    if (files.has(path)) throw new RangeError('a file twice');
    files.set(path, copy(body.bytes()));
  }
  body.end();
  const exited = status === TaskStatus.completed || status === TaskStatus.exited;
  if (exited && (code === 0) !== (status === TaskStatus.completed))
    throw new RangeError('status and exit code disagree');
  return {
    outcome: {
      status: status as TaskStatus,
      work,
      output: { exitCode: exited ? code : -1, stdout, stderr, files: Object.fromEntries(files) },
      ...(note === '' ? {} : { note }),
    },
    tookMs: Number.isFinite(tookMs) && tookMs > 0 ? tookMs : 0,
  };
}
