import { commitInput, type Program, programRoot } from '@suanli/machine';
import { encodeTemplateInput, type JobTemplate, type ProvableTemplate } from '@suanli/protocol';
import { bytesToHex } from 'viem';

/** Content of a template's or a task's `inputs`, by path under `/in`. */
export type InputFiles = Readonly<Record<string, Uint8Array>>;

/**
 * What makes a template provable.
 *
 * @param program - Of the template's module and limits: `provableProgram` of `@suanli/machine`.
 * @param files - All of the template's `inputs`.
 */
export function commitTemplate(
  template: Pick<JobTemplate, 'args' | 'env' | 'stdin' | 'limits'>,
  program: Program,
  files: InputFiles,
): ProvableTemplate {
  return {
    programRoot: bytesToHex(programRoot(program)),
    input: bytesToHex(commitInput(encodeTemplateInput(template, files)).commitment),
  };
}
