// Runs the program of its arguments and ends it when standard input closes. The starter holds the other end of that pipe, so
// the program ends with its starter however that dies, `kill -9` included.
import { spawn } from 'node:child_process';

const [binary = '', ...args] = process.argv.slice(2);
const child = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

function end(): void {
  // anvil writes its state file on SIGTERM.
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
}
process.stdin.resume();
process.stdin.once('end', end);
process.stdin.once('error', end);
// A Ctrl-C reaches the whole process group: the starter decides when the chain ends, not the terminal.
process.on('SIGINT', () => {});
process.on('SIGTERM', end);
