import { concatHex, type Hex, keccak256 } from 'viem';
import { emptyHash } from '../merkle/merkleSumNode.ts';
import { hashTemplatePart } from './hashTemplatePart.ts';
import type { JobTemplate } from './JobTemplate.ts';

/**
 * The hash of a job's template: keccak256({@link hashTemplatePart} ‖ program root ‖ input commitment), 32 bytes each, the last two zero
 * where it is not provable. A contract opens it without having to read the template.
 */
export function hashJobTemplate(template: JobTemplate): Hex {
  const { programRoot = emptyHash, input = emptyHash } = template.provable ?? {};
  return keccak256(concatHex([hashTemplatePart(template), programRoot, input]));
}
