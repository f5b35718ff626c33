import { styleText } from 'node:util';
import type { StyleName, Terminal, TextStream } from './Terminal.ts';

export interface CreateTerminalParameters {
  readonly out: TextStream;
  readonly err: TextStream;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** False never colours. Default: what the streams and the environment allow. */
  readonly color?: boolean;
  /** Default `process.env`; NO_COLOR and FORCE_COLOR are read. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Makes the terminal of a command. Colours appear on a terminal alone, never with NO_COLOR or `color: false`. */
export function createTerminal(parameters: CreateTerminalParameters): Terminal {
  const { out, err, json = false, quiet = false, env = process.env } = parameters;
  const allowed = parameters.color !== false && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  const forced = (env.FORCE_COLOR ?? '') !== '' && env.FORCE_COLOR !== '0';
  const styler = (stream: TextStream) => {
    const colored = allowed && (forced || stream.isTTY === true);
    return (style: StyleName, text: string) => (colored ? styleText(style, text, { validateStream: false }) : text);
  };
  return {
    out,
    err,
    json,
    quiet,
    style: styler(out),
    styleErr: styler(err),
    note(line) {
      if (quiet || (json && err.isTTY !== true)) return;
      err.write(`${line}\n`);
    },
  };
}
