import type { Hex } from 'viem';
import { encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';
import type { JobTemplate } from './JobTemplate.ts';

/** The hash of a job's template: keccak-256 of its canonical CBOR. */
export function hashJobTemplate(template: JobTemplate): Hex {
  return keccak256(encodeCanonicalCbor(['suanli/template', template]));
}
