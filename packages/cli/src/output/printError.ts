import type { Language } from '@suanli/protocol';
import type { Text } from '../text/Text.ts';
import { describeFailure, toSuanliError } from './describeFailure.ts';
import type { Terminal } from './Terminal.ts';
import { toJsonText } from './toJsonText.ts';

/** Prints an error for people on `err`, and with `--json` as the one document on `out`. A stack appears with `verbose` alone. */
export function printError(
  context: { readonly terminal: Terminal; readonly text: Text; readonly language: Language; readonly verbose: boolean },
  error: unknown,
): void {
  const { terminal, text, language, verbose } = context;
  const failure = describeFailure(error, language);
  const { styleErr } = terminal;
  const lines = [
    `${styleErr(['bold', 'red'], text.error.label)} ${failure.message} ${styleErr('dim', `[${failure.code}]`)}`,
    ...failure.details.map((detail) => `  ${styleErr('dim', detail)}`),
    `  ${styleErr('cyan', '→')} ${failure.next}`,
  ];
  if (verbose) lines.push(styleErr('dim', stackOf(error)));
  terminal.err.write(`${lines.join('\n')}\n`);
  if (terminal.json) terminal.out.write(toJsonText({ error: failure }));
}

function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let at: unknown = toSuanliError(error); at instanceof Error && stacks.length < 5; at = at.cause) {
    stacks.push(at.stack ?? at.message);
  }
  return stacks.join('\n');
}
