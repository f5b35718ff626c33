import { runCli } from '../../src/runCli.ts';
import type { ProcessResult } from './runProcess.ts';

/** Runs the command line within this process, where nothing but its output is of interest. */
export async function runHere(
  argv: readonly string[],
  options: { env?: Readonly<Record<string, string>>; cwd?: string; onOut?: (out: string) => void } = {},
): Promise<ProcessResult> {
  let out = '';
  let err = '';
  const decoder = new TextDecoder();
  const textOf = (chunk: string | Uint8Array) => (typeof chunk === 'string' ? chunk : decoder.decode(chunk));
  const code = await runCli({
    argv,
    env: options.env ?? {},
    cwd: options.cwd ?? '/',
    out: {
      write(chunk) {
        out += textOf(chunk);
        options.onOut?.(out);
      },
    },
    err: {
      write(chunk) {
        err += textOf(chunk);
      },
    },
  });
  return { code, out, err };
}
