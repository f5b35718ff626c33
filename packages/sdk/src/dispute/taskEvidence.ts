import {
  createStateTrace,
  type Program,
  programRoot,
  provableProgram,
  type StateTrace,
  type StateTraceOptions,
} from '@suanli/machine';
import {
  encodeTaskInput,
  encodeTemplateInput,
  hashJobTemplate,
  hashTask,
  type JobTask,
  type JobTemplate,
  type TaskOpening,
  taskOpening,
} from '@suanli/protocol';
import { bytesToHex, hexToBytes } from 'viem';
import type { InputFiles } from './commitTemplate.ts';
import { requireProvable } from './requireProvable.ts';
import { requireProvableTask } from './requireProvableTask.ts';

/** What a party to a game knows of a task: what its hash commits to, and how its program runs. */
export interface TaskEvidence {
  readonly opening: TaskOpening;
  readonly trace: StateTrace;
}

export interface TaskEvidenceParameters {
  readonly template: JobTemplate;
  readonly task: JobTask;
  /** The job's module, or the program that `provableProgram` makes of it and the template's limits: one for all tasks. */
  readonly module: Uint8Array | Program;
  /** All of the template's `inputs`. */
  readonly templateFiles: InputFiles;
  /** All of the task's own `inputs`. */
  readonly taskFiles: InputFiles;
}

/**
 * What a party to a game knows of a task of a provable job. The job's commitments are checked; the program runs when its trace is asked for, on the
 * calling thread.
 *
 * @throws SuanliError `JOB_NOT_PROVABLE`, `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH`, and what `provableProgram` throws
 *
 * @example
 * const evidence = taskEvidence({ template, task, module, templateFiles: {}, taskFiles: {} });
 * const { status, work } = await evidence.trace.result();
 */
export function taskEvidence(parameters: TaskEvidenceParameters, options: StateTraceOptions = {}): TaskEvidence {
  const { template, task, module, templateFiles, taskFiles } = parameters;
  const program = module instanceof Uint8Array ? provableProgram(module, template.limits) : module;
  requireProvable(template, { programRoot: bytesToHex(programRoot(program)), files: templateFiles });
  requireProvableTask(task, taskFiles);
  const trace = createStateTrace(
    program,
    {
      template: encodeTemplateInput(template, templateFiles),
      task: encodeTaskInput(task, taskFiles),
      seed: hexToBytes(hashTask(hashJobTemplate(template), task)),
    },
    options,
  );
  const opening = taskOpening(template, task, { first: bytesToHex(trace.first), levels: trace.levels });
  return { opening, trace };
}
