import { computeTokenAbi, SuanliError } from '@suanli/protocol';
import { type Address, encodeFunctionData, hexToBigInt, size } from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { erc20CallAbi } from './internal/erc20CallAbi.ts';

export interface TransferTokenParameters {
  readonly to: Address;
  readonly amountWei: bigint;
  /** Another token than the market's, which need not be an ERC-20 in full: see `detectTokenCapabilities`. */
  readonly token?: Address;
}

/**
 * Sends tokens from the client's account to another, outside the bank. A token that returns nothing is taken at its word
 * where it does not revert; one that returns false is not.
 *
 * @throws SuanliError `ERC20_INSUFFICIENT_BALANCE`, `TOKEN_TRANSFER_REFUSED` before anything is sent, where another token
 * refuses without reverting; `TOKEN_NOT_A_CONTRACT`
 */
export async function transferToken(client: SuanliClient, parameters: TransferTokenParameters): Promise<Transaction> {
  const { to, amountWei, token } = parameters;
  if (token === undefined) {
    return writeContract(client, {
      abi: computeTokenAbi,
      address: client.deployment.token,
      functionName: 'transfer',
      args: [to, amountWei],
    });
  }
  const { account, publicClient } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const call = { abi: erc20CallAbi, functionName: 'transfer', args: [to, amountWei] } as const;
  let returned: `0x${string}`;
  try {
    if ((await publicClient.getCode({ address: token })) === undefined) {
      throw new SuanliError('TOKEN_NOT_A_CONTRACT', { parameters: { token } });
    }
    returned = (await publicClient.call({ account, to: token, data: encodeFunctionData(call) })).data ?? '0x';
  } catch (error) {
    throw toChainError(client, 'transfer', error);
  }
  // One that reverts does so in the call above, or in the estimate of its gas.
  if (returned !== '0x' && !(size(returned) >= 32 && hexToBigInt(returned) === 1n)) {
    throw new SuanliError('TOKEN_TRANSFER_REFUSED', { parameters: { token } });
  }
  return writeContract(client, { ...call, address: token });
}
