// Runs the scripts that its parent names, one after another, on a chain of its own.
import wabtInit from 'wabt';
import { runScript } from './runScript.ts';
import type { WorkerMessage } from './SuiteReport.ts';
import { startContractJudge } from './startContractJudge.ts';

const [folder = ''] = process.argv.slice(2);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
process.once('disconnect', () => stop.abort());
const wabt = await wabtInit();
const judge = await startContractJudge({ signal: stop.signal });
const say = (message: WorkerMessage): void => void process.send?.(message);

// An empty name: there are no more.
process.on('message', async (script: string) => {
  if (script === '') {
    await judge.stop();
    process.exit(0);
  }
  say({ kind: 'report', report: await runScript(wabt, judge, folder, script) });
  say({ kind: 'idle' });
});
say({ kind: 'idle' });
