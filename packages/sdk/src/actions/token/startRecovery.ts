import { recoverableAccountAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface StartRecoveryParameters {
  readonly account: Address;
  readonly newOwner: Address;
  /** The last second in which the signatures may be used, since 1970. */
  readonly signatureDeadline: bigint;
  readonly recoverySignature: Hex;
  readonly coSignature: Hex;
}

/**
 * Starts the recovery of an account, with the signatures of its recovery key and its co-signer; see `signRecovery`. Anyone may
 * call it who has both.
 *
 * @throws SuanliError `RECOVERABLE_SIGNATURE_INVALID`, `RECOVERABLE_SIGNATURE_EXPIRED`, `RECOVERABLE_ALREADY_STARTED`,
 * `RECOVERABLE_OWNER_INVALID`
 */
export function startRecovery(client: SuanliClient, parameters: StartRecoveryParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: recoverableAccountAbi,
    address: parameters.account,
    functionName: 'startRecovery',
    args: [parameters.newOwner, parameters.signatureDeadline, parameters.recoverySignature, parameters.coSignature],
  });
}
