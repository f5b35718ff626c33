import type { JobTask, TaskMessageOf } from '@suanli/protocol';
import type { Job } from '../Job.ts';
import { maxMessageBytes, messageBytesUp } from './messageBytesUp.ts';
import { placesOf } from './placesOf.ts';

/** At least the bytes of a task's place among 2^32 tasks. */
const placeBytesUp = 32 * 40;

/** Divides tasks into parts of messages that a frame holds, each with one task at least. */
export function* packTasks(
  job: Job,
  tasks: readonly JobTask[],
): Generator<Pick<TaskMessageOf<'tasks'>, 'tasks' | 'places'>> {
  const placeOf = placesOf(job);
  const placeBytes = placeOf ? placeBytesUp : 0;
  for (let from = 0; from < tasks.length; ) {
    let to = from;
    let bytes = 0;
    while (to < tasks.length && (to === from || bytes < maxMessageBytes))
      bytes += messageBytesUp(tasks[to++] ?? {}) + placeBytes;
    if (bytes > maxMessageBytes && to - from > 1) to--;
    const part = tasks.slice(from, to);
    yield { tasks: part, ...(placeOf ? { places: part.map(({ index }) => [...placeOf(index)]) } : {}) };
    from = to;
  }
}
