import type { JobTask, JobTemplate } from '@suanli/protocol';

/** What every part of a message takes here besides its content. */
const partBytes = 64;
/** What is kept beside a task: its flight, hash and place in queues. */
const taskBytes = 512;

/** The memory that a task or template takes while it is held, about. */
export function bytesHeld(part: Partial<JobTemplate> & Partial<JobTask>): number {
  let bytes = taskBytes + (part.stdin?.length ?? 0);
  // Two bytes per character at most, as JavaScript keeps it.
  for (const arg of part.args ?? []) bytes += partBytes + arg.length * 2;
  for (const record of [part.env, part.inputs]) {
    for (const [name, value] of Object.entries(record ?? {})) bytes += 2 * partBytes + (name.length + value.length) * 2;
  }
  return bytes;
}
