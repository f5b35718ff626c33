import { bankAbi } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import type { Address } from 'viem';
import { readChain } from '../../../context/readChain.ts';

/** What an account has set aside for withdrawal, and from when it may take it. */
export interface Withdrawal {
  readonly amountWei: bigint;
  /** Unix seconds of the chain. */
  readonly unlockTime: bigint;
}

/** Reads the pending withdrawal of an account; its amount is 0 where there is none. */
export async function readWithdrawal(client: SuanliClient, account: Address): Promise<Withdrawal> {
  const [amountWei, unlockTime] = await readChain(client, 'withdrawalOf', (publicClient) =>
    publicClient.readContract({
      abi: bankAbi,
      address: client.deployment.bank,
      functionName: 'withdrawalOf',
      args: [account],
    }),
  );
  return { amountWei, unlockTime };
}
