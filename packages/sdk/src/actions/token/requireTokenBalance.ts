import { SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBankAccount } from '../bank/getBankAccount.ts';
import { getTokenBalance } from './getTokenBalance.ts';

export interface RequireTokenBalanceParameters {
  readonly account: Address;
  /** The least that the account must hold, in wei of the market's token. */
  readonly minBalanceWei: bigint;
}

/**
 * The gate of a service that only holders of tokens may use: what an account holds in its wallet and in the bank together,
 * locked balances included, must reach a threshold. It is a look at one moment: the same tokens can open the gate again
 * from another account as soon as they have moved there, so a service with a session looks more than once.
 *
 * @returns what the account holds, in wei
 * @throws SuanliError `TOKEN_BALANCE_TOO_SMALL`, `CHAIN_UNREACHABLE`
 *
 * @example
 * await requireTokenBalance(client, { account: visitor, minBalanceWei: parseEther('100') });
 */
export async function requireTokenBalance(
  client: SuanliClient,
  parameters: RequireTokenBalanceParameters,
): Promise<bigint> {
  const { account, minBalanceWei } = parameters;
  const [walletWei, { availableWei, lockedWei }] = await Promise.all([
    getTokenBalance(client, { address: account }),
    getBankAccount(client, { account }),
  ]);
  const balanceWei = walletWei + availableWei + lockedWei;
  if (balanceWei < minBalanceWei) {
    throw new SuanliError('TOKEN_BALANCE_TOO_SMALL', { parameters: { account, balanceWei, minBalanceWei } });
  }
  return balanceWei;
}
