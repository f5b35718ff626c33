import { type TaskPlace, taskPlaces } from '@suanli/protocol';
import type { Job } from '../Job.ts';

const known = new WeakMap<Job, (index: number) => TaskPlace>();

/** The places of a job's tasks, which providers of `optimistic` deals ask for; undefined for other jobs. */
export function placesOf(job: Job): ((index: number) => TaskPlace) | undefined {
  if (job.template.verification !== 'optimistic') return undefined;
  let places = known.get(job);
  if (places === undefined) {
    places = taskPlaces(job.taskHashes);
    known.set(job, places);
  }
  return places;
}
