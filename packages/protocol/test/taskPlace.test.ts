import { numberToHex } from 'viem';
import { expect, test } from 'vitest';
import { isTaskOfJob, taskPlaces } from '../src/task/taskPlace.ts';
import { tasksRoot } from '../src/task/tasksRoot.ts';

const hashes = (count: number) => Array.from({ length: count }, (_, i) => numberToHex(i + 1, { size: 32 }));

test.for([1, 2, 3, 7, 8, 100])('every one of %i tasks is found in its place, and nowhere else', (count) => {
  const all = hashes(count);
  const job = { tasksRoot: tasksRoot(all), taskCount: count };
  const placeOf = taskPlaces(all);
  for (const [index, taskHash] of all.entries()) {
    const place = placeOf(index);
    expect(isTaskOfJob(job, { index, taskHash }, place)).toBe(true);
    expect(isTaskOfJob(job, { index: index + 1, taskHash }, place)).toBe(false);
    expect(isTaskOfJob(job, { index, taskHash: numberToHex(9999, { size: 32 }) }, place)).toBe(false);
    expect(isTaskOfJob({ ...job, taskCount: count + 1 }, { index, taskHash }, place)).toBe(false);
    expect(isTaskOfJob(job, { index, taskHash }, [...place, taskHash])).toBe(false);
    if (place.length > 0) expect(isTaskOfJob(job, { index, taskHash }, place.slice(1))).toBe(false);
  }
});
