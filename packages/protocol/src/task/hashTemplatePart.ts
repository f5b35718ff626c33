import type { Hex } from 'viem';
import { encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';
import type { JobTemplate } from './JobTemplate.ts';

/** The hash of what a template says besides program and input: keccak-256 of its canonical CBOR. */
export function hashTemplatePart({ provable: _, ...rest }: JobTemplate): Hex {
  return keccak256(encodeCanonicalCbor(['suanli/template', rest]));
}
