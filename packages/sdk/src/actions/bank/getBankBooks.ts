import { bankAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getTokenBalance } from '../token/getTokenBalance.ts';

/** The bank's books: what it owes against what it holds. */
export interface BankBooks {
  /** Sum of all available, locked and pending balances. */
  readonly owedWei: bigint;
  /** Tokens that the bank holds. */
  readonly heldWei: bigint;
}

/** The bank's books; they balance where both figures are equal (a donation leaves a surplus that anyone may skim). */
export async function getBankBooks(client: SuanliClient): Promise<BankBooks> {
  const [owedWei, heldWei] = await Promise.all([
    readContract(client, {
      abi: bankAbi,
      address: client.deployment.bank,
      functionName: 'totalHeldWei',
      args: [],
    }),
    getTokenBalance(client, { address: client.deployment.bank }),
  ]);
  return { owedWei, heldWei };
}
