import type { JobTask, JobTemplate } from '@suanli/protocol';

/** Half of what the task protocol's frames hold, so that an estimate may be off and a message has room for the rest. */
export const maxMessageBytes = 4 * 1_024 * 1_024;

/** At least as many bytes as a task or template takes within a message. */
export function messageBytesUp(part: Partial<JobTemplate> & Partial<JobTask>): number {
  // UTF-8 takes at most three bytes per UTF-16 unit; 64 covers heads, hashes and numbers.
  let bytes = 512 + (part.stdin?.length ?? 0);
  for (const arg of part.args ?? []) bytes += 64 + arg.length * 3;
  for (const [name, value] of Object.entries({ ...part.env, ...part.inputs }))
    bytes += 64 + (name.length + value.length) * 3;
  return bytes;
}
