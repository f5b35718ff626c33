import { readFileSync } from 'node:fs';
import type wabtInit from 'wabt';
import { judgedStackLimit, type SuiteReport } from './SuiteReport.ts';
import type { ContractJudge } from './startContractJudge.ts';
import { runWast } from './wast/runWast.ts';

/**
 * Runs a script of the suite on all four roads.
 *
 * @param script - Path of the file within `folder`.
 */
export async function runScript(
  wabt: Awaited<ReturnType<typeof wabtInit>>,
  judge: ContractJudge,
  folder: string,
  script: string,
): Promise<SuiteReport> {
  const stepsBefore = judge.steps;
  const disagreementsBefore = judge.disagreements.length;
  const byOpcodeBefore = new Map(judge.stepsByOpcode);
  const { passed, assertions, failures, skipped } = await runWast(wabt, readFileSync(folder + script, 'utf8'), {
    judge,
    name: script,
    stackLimit: judgedStackLimit,
  });
  await judge.settled();
  return {
    script,
    passed,
    assertions,
    failures: [
      ...failures.map((failure) => `${script}: ${failure}`),
      ...judge.disagreements.slice(disagreementsBefore).map((item) => `contract: ${item}`),
    ],
    skipped: Object.fromEntries(skipped),
    stepsOnChain: judge.steps - stepsBefore,
    stepsByOpcode: Object.fromEntries(
      [...judge.stepsByOpcode].map(([opcode, count]) => [opcode, count - (byOpcodeBefore.get(opcode) ?? 0)]),
    ),
  };
}
