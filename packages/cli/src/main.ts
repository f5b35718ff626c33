#!/usr/bin/env node
import { printFailure, runCli } from './runCli.ts';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const parameters = {
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  out: process.stdout,
  err: process.stderr,
};
// A failure that nothing waits for, deep in a library, still ends in a coded error and not in a stack.
process.on('uncaughtException', (error) => {
  printFailure(parameters, error);
  process.exit(1);
});

const exitCode = await runCli(parameters);
// What was printed is out first; timers of closed connections need not be waited for.
process.stdout.write('', () => process.exit(exitCode));
