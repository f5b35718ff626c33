import type { CommandDefinition } from '../CommandDefinition.ts';
import { runScript } from './internal/runScript.ts';

/** `suanli conformance …` */
export const conformance: CommandDefinition = {
  path: 'conformance',
  arguments: [{ name: '[scripts...]' }],
  passesThrough: 'withHelp',
  async run(context) {
    return { exitCode: await runScript(context, 'conformance', 'packages/machine/conformance/main.ts') };
  },
};
