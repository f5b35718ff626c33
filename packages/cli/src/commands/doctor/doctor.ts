import type { CommandDefinition } from '../../CommandDefinition.ts';
import { displayWidth } from '../../output/displayWidth.ts';
import { padDisplay } from '../../output/padDisplay.ts';
import {
  checkDataDir,
  checkDependencies,
  checkEmbeddedChain,
  checkNode,
  checkPorts,
  checkSandbox,
} from './internal/machineChecks.ts';
import { marketChecks } from './internal/marketChecks.ts';

/** `suanli doctor` */
export const doctor: CommandDefinition = {
  path: 'doctor',
  async run(context) {
    const { text, terminal } = context;
    const checks = [
      checkNode(context),
      checkDependencies(context),
      await checkSandbox(context),
      await checkEmbeddedChain(context),
      await checkPorts(context),
      checkDataDir(context),
      ...(await marketChecks(context)),
    ];
    const missing = checks.filter(({ state }) => state === 'missing').length;
    const colors = { ok: 'green', warn: 'yellow', missing: 'red' } as const;
    const stateWidth = Math.max(...Object.values(text.doctor.states).map(displayWidth));
    const labelWidth = Math.max(...checks.map(({ id }) => displayWidth(text.doctor.checks[id])));
    const lines = checks.flatMap(({ id, state, detail, next }) => [
      `  ${terminal.style(colors[state], padDisplay(text.doctor.states[state], stateWidth))}  ${padDisplay(text.doctor.checks[id], labelWidth)}  ${terminal.style('dim', detail)}`,
      ...(next === undefined ? [] : [`  ${' '.repeat(stateWidth + 2)}${terminal.style('cyan', '→')} ${next}`]),
    ]);
    const verdict = missing === 0 ? text.doctor.good : text.doctor.bad(missing);
    return {
      json: { ok: missing === 0, checks },
      text: `${[...lines, '', `  ${verdict}`].join('\n')}\n`,
      exitCode: missing === 0 ? 0 : 1,
    };
  },
};
