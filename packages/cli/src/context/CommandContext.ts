import type { Language } from '@suanli/protocol';
import type { CliConfig } from '../config/CliConfig.ts';
import type { Terminal } from '../output/Terminal.ts';
import type { Text } from '../text/Text.ts';

/** What a command works with. */
export interface CommandContext {
  readonly config: CliConfig;
  readonly terminal: Terminal;
  readonly text: Text;
  readonly language: Language;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly verbose: boolean;
  /** The words after the program's name, as they were given. */
  readonly argv: readonly string[];
  /**
   * Aborts at the first SIGINT or SIGTERM; the second ends the process. The handlers are there from the first time that
   * it is asked for, so that a command that never asks dies at once as any other program does.
   */
  readonly signal: AbortSignal;
}
