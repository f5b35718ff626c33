import { ProofStage, proofStageName } from '@suanli/protocol';
import type { ProofVerdict } from '@suanli/sdk';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { displayWidth } from '../../../output/displayWidth.ts';
import { formatRate } from '../../../output/formatRate.ts';
import { padDisplay } from '../../../output/padDisplay.ts';
import { describeLevel } from './describeLevel.ts';

const marks = { ok: ['green', '✓'], wrong: ['red', '✗'], unknown: ['yellow', '?'] } as const;

/** Every check of a verdict with its mark, then what it comes to. */
export function formatVerdict(context: CommandContext, verdict: ProofVerdict): string {
  const { text, terminal } = context;
  const words = text.proof;
  const { proof, checks, consistent, hashesPerSecond, elapsedSeconds, range, type } = verdict;
  const width = Math.max(...checks.map(({ name }) => displayWidth(words.checks[name])));
  const lines = checks.map(({ name, outcome, stated, computed }) => {
    const [style, mark] = marks[outcome];
    // Values are worth a line where they differ, or could not be compared.
    const values = [
      ...(stated === undefined ? [] : [words.stated(stated)]),
      ...(computed === undefined ? [] : [words.computed(computed)]),
    ];
    const details = outcome === 'ok' ? '' : terminal.style('dim', values.join('; '));
    return `  ${terminal.style(style, mark)} ${padDisplay(words.checks[name], width)}  ${details}`.trimEnd();
  });
  const claimed = type?.name ?? String(proof.typeId);
  const matching = verdict.matchingTypes.map(({ name }) => name);
  const level =
    proof.stage === ProofStage.passed && hashesPerSecond !== undefined
      ? [
          `  ${words.level(formatRate(hashesPerSecond), elapsedSeconds ?? 0)}: ${describeLevel(text, { claimed, range, matching })}`,
        ]
      : [];
  const isUnknown = !checks.some(({ outcome }) => outcome === 'wrong');
  const outcome = consistent ? words.consistent : isUnknown ? words.incomplete : words.inconsistent;
  return [
    terminal.style('bold', words.title(String(proof.proofId), words.stages[proofStageName(proof.stage)])),
    ...lines,
    ...level,
    `  ${terminal.style(consistent ? 'green' : isUnknown ? 'yellow' : 'red', outcome)}`,
    '',
  ].join('\n');
}
