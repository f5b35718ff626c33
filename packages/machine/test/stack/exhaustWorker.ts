import { parentPort } from 'node:worker_threads';
import { exhaust, recursions } from './recursions.ts';

parentPort?.postMessage(
  Object.fromEntries(Object.entries(recursions).map(([name, bytes]) => [name, exhaust(bytes, 20).metered])),
);
