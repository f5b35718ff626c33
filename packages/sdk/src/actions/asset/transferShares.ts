import { revenueRightAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface TransferSharesParameters {
  readonly resourceId: bigint;
  readonly to: Address;
  readonly shares: number;
}

/**
 * Gives shares in the income of a resource to another account. What they have earned so far stays the client's own.
 *
 * @throws SuanliError `ERC1155_INSUFFICIENT_BALANCE`, `ERC1155_INVALID_ADDRESS`
 */
export function transferShares(client: SuanliClient, parameters: TransferSharesParameters): Promise<Transaction> {
  const { account } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return writeContract(client, {
    abi: revenueRightAbi,
    address: client.deployment.revenueRight,
    functionName: 'safeTransferFrom',
    args: [account, parameters.to, parameters.resourceId, BigInt(parameters.shares), '0x'],
  });
}
