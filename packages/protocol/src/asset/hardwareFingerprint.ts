import type { Hex } from 'viem';
import { encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { keccak256 } from '../internal/keccak256.ts';

export interface HardwareFingerprintParameters {
  /** What tells the device from all others, such as its serial number or a GPU's UUID. */
  readonly identity: string;
  /**
   * Keeps others from guessing the identity, and from registering the device first. The same device with the same salt
   * cannot be registered twice; with another salt it can, so keep to one. Default: none.
   */
  readonly salt?: string;
}

/**
 * The hash by which the chain knows a device: keccak256(CBOR(["suanli/hardware", identity, salt])). Spaces around the
 * identity and upper or lower case do not matter.
 *
 * @example
 * const fingerprint = hardwareFingerprint({ identity: 'GPU-5f1c0b1e-…', salt: 'what only I know' });
 */
export function hardwareFingerprint(parameters: HardwareFingerprintParameters): Hex {
  const identity = parameters.identity.trim().toLowerCase();
  return keccak256(encodeCanonicalCbor(['suanli/hardware', identity, parameters.salt ?? '']));
}
