import type { CommandDefinition } from '../CommandDefinition.ts';
import { runScript } from './internal/runScript.ts';

/** `suanli bench …` */
export const bench: CommandDefinition = {
  path: 'bench',
  arguments: [{ name: '[arguments...]' }],
  passesThrough: 'withHelp',
  async run(context) {
    return { exitCode: await runScript(context, 'bench', 'bench/main.ts') };
  },
};
