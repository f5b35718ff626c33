import type { Address, Hex } from 'viem';

/** What an owner signs so that anyone may bring its tokens into the Bank; field order is that of the EIP-712 type in `Bank.sol`. */
export interface DepositAuthorization {
  /** Whose tokens they are, and whose account in the Bank is credited. */
  readonly owner: Address;
  /** What leaves the owner, the fee included. */
  readonly amountWei: bigint;
  /** What of it the sender of the transaction is credited with in the Bank. Less than `amountWei`. */
  readonly feeWei: bigint;
  /** Who may send it; the zero address: anyone. */
  readonly relayer: Address;
  /** Bitmap of modules that is added to the owner's consent. */
  readonly consentModules: number;
  /** Unix seconds: valid only after it. */
  readonly validAfter: bigint;
  /** Unix seconds: valid only before it. */
  readonly validBefore: bigint;
  /** Random: tells authorizations with the same terms apart. */
  readonly salt: Hex;
}

/** EIP-712 types of {@link DepositAuthorization}. */
export const depositAuthorizationTypes = {
  DepositAuthorization: [
    { name: 'owner', type: 'address' },
    { name: 'amountWei', type: 'uint96' },
    { name: 'feeWei', type: 'uint96' },
    { name: 'relayer', type: 'address' },
    { name: 'consentModules', type: 'uint32' },
    { name: 'validAfter', type: 'uint64' },
    { name: 'validBefore', type: 'uint64' },
    { name: 'salt', type: 'bytes32' },
  ],
} as const;
