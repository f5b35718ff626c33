import { read, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { sever } from './sever.ts';

/** A pipe that the parent holds open and never writes to. */
const lifelineFd = 3;

const stackMb = Number(process.argv[2]);
const heapMb = Number(process.argv[3]);

function end(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}

// A thread of its own, for two reasons: its stack has the size asked for, whatever the host's ulimit; and this thread stays free to see
// the parent go while a program runs.
const thread = new Worker(new URL('./sandboxThread.ts', import.meta.url), {
  resourceLimits: { stackSizeMb: stackMb, maxOldGenerationSizeMb: heapMb },
  // Otherwise Node joins the thread's output to this process's, and for that makes pipe 1, which carries frames, non-blocking.
  stdout: true,
  stderr: true,
  env: {},
});
thread.on('error', (error) => {
  writeSync(2, `${error.stack ?? error.message}\n`);
  end();
});
thread.on('exit', end);
sever();

const byte = new Uint8Array(1);
read(lifelineFd, byte, 0, 1, null, end);
