import type { DepositAuthorization } from '@suanli/protocol';
import type { Hex } from 'viem';

/** A deposit that its owner signed, for somebody else to send: plain data, so it can go by any way. */
export interface SignedDeposit {
  readonly authorization: DepositAuthorization;
  /** Over the token's `ReceiveWithAuthorization` (EIP-3009); with a permit, over the authorization itself. */
  readonly signature: Hex;
  /** Only where the token has no EIP-3009: the owner's ERC-2612 permit for the bank. */
  readonly permit?: {
    /** Unix seconds. */
    readonly deadline: bigint;
    readonly v: number;
    readonly r: Hex;
    readonly s: Hex;
  };
}
