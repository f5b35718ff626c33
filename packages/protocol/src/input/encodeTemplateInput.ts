import type { JobTemplate } from '../task/JobTemplate.ts';
import { encodeInputRecords } from './encodeInputRecords.ts';
import { joinParts } from './internal/joinParts.ts';

/**
 * The input that all tasks of a template have in common, as the machine reads it; see "Input" of docs/machine.md.
 *
 * @param files content of every one of the template's `inputs`, by path under `/in`
 */
export function encodeTemplateInput(
  template: Pick<JobTemplate, 'args' | 'env' | 'stdin' | 'limits'>,
  files: Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  const { args, env, stdin, limits } = template;
  return joinParts(encodeInputRecords({ outputBytes: limits.outputBytes, args, env, stdin, files }));
}
