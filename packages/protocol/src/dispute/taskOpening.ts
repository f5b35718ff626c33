import { type Hex, slice } from 'viem';
import { emptyHash } from '../merkle/merkleSumNode.ts';
import { hashTaskPart } from '../task/hashTaskPart.ts';
import { hashTemplatePart } from '../task/hashTemplatePart.ts';
import type { JobTask, JobTemplate } from '../task/JobTemplate.ts';

/** What leads from a provable task's hash to its program, as `Disputes.challenge` takes it. */
export interface TaskOpening {
  readonly part: Hex;
  readonly input: Hex;
  readonly template: Hex;
  readonly templateInput: Hex;
  readonly levels: number;
  /** The ten words of the first state's header, the input word zero. */
  readonly first: readonly [Hex, Hex, Hex, Hex, Hex, Hex, Hex, Hex, Hex, Hex];
}

/** Cuts a state's header (320 bytes) into its ten words. */
function wordsOf(header: Hex): TaskOpening['first'] {
  return Array.from({ length: 10 }, (_, i) => slice(header, 32 * i, 32 * (i + 1))) as unknown as TaskOpening['first'];
}

/**
 * Opens the hash of a task of a provable job.
 *
 * @param program - The header of the program's first state (320 bytes, the input word zero), and its levels.
 */
export function taskOpening(
  template: JobTemplate,
  task: JobTask,
  program: { readonly first: Hex; readonly levels: number },
): TaskOpening {
  return {
    part: hashTaskPart(task),
    input: task.input ?? emptyHash,
    template: hashTemplatePart(template),
    templateInput: template.provable?.input ?? emptyHash,
    levels: program.levels,
    first: wordsOf(program.first),
  };
}
