import { commitInput } from '@suanli/machine';
import { encodeTemplateInput, type JobTemplate, type ProvableTemplate, SuanliError } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { InputFiles } from './commitTemplate.ts';
import { isSameHash } from './internal/isSameHash.ts';

/**
 * Checks that a job is what its hash commits to: who runs an optimistic job without doing so can be refuted though it ran it right.
 *
 * @param computed - What its module, limits and files come to.
 * @throws SuanliError `JOB_NOT_PROVABLE`, `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH`
 */
export function requireProvable(
  template: Pick<JobTemplate, 'provable' | 'args' | 'env' | 'stdin' | 'limits'>,
  computed: { readonly programRoot: Hex; readonly files: InputFiles },
): ProvableTemplate {
  const { provable } = template;
  if (!provable) throw new SuanliError('JOB_NOT_PROVABLE');
  if (!isSameHash(provable.programRoot, computed.programRoot)) {
    throw new SuanliError('JOB_PROGRAM_MISMATCH', {
      parameters: { expected: provable.programRoot, actual: computed.programRoot },
    });
  }
  const input = bytesToHex(commitInput(encodeTemplateInput(template, computed.files)).commitment);
  if (!isSameHash(provable.input, input))
    throw new SuanliError('JOB_INPUT_MISMATCH', { parameters: { what: 'The job' } });
  return provable;
}
