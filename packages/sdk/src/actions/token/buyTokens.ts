import { SuanliError, tokenSaleAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface BuyTokensParameters {
  readonly sale: Address;
  /** Coins to pay, in wei; what they do not buy comes back. */
  readonly paymentWei: bigint;
  /** The fewest tokens that are wanted, in wei. Default 0: what is left. */
  readonly minTokensWei?: bigint;
  /** Who gets them. Default: the client's own account. */
  readonly recipient?: Address;
}

export interface BuyTokensReturnType {
  readonly transaction: Transaction;
  readonly tokensWei: bigint;
  /** What was paid after the change came back, in wei of the coin. */
  readonly paidWei: bigint;
}

/**
 * Buys tokens of a sale. Where fewer are left than are paid for, it gets those and the rest of the coins back.
 *
 * @throws SuanliError `TOKEN_SALE_NOT_STARTED`, `TOKEN_SALE_ENDED`, `TOKEN_SALE_TOO_FEW_LEFT`, `TOKEN_SALE_PAYMENT_TOO_SMALL`
 *
 * @example
 * const { tokensWei } = await buyTokens(client, { sale, paymentWei: parseEther('1') });
 */
export async function buyTokens(client: SuanliClient, parameters: BuyTokensParameters): Promise<BuyTokensReturnType> {
  const { sale, paymentWei, minTokensWei = 0n, recipient = client.account } = parameters;
  if (recipient === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: tokenSaleAbi, address: sale } as const;
  const call = { ...contract, functionName: 'buy', args: [recipient, minTokensWei], value: paymentWei } as const;
  const transaction = await writeContract(client, call);
  const { tokensWei, paidWei } = eventOf(transaction, { ...contract, eventName: 'TokenSaleBought' });
  return { transaction, tokensWei, paidWei };
}
