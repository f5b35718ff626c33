import { isSuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { getBlockNumber } from '../../chain/getBlockNumber.ts';
import { blockHashOf } from './blockHashOf.ts';
import { nextLook } from './nextLook.ts';

/**
 * What follows from the hash of a block, as soon as that is mined: while it is the latest one, no contract can read its hash,
 * so it is computed here; after that the chain is asked, which also knows whether the hash is still in its reach.
 */
export async function afterBlock<Result>(
  client: SuanliClient,
  parameters: {
    readonly blockNumber: bigint;
    readonly compute: (blockHash: Hex) => Result;
    readonly ask: () => Promise<Result>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Result> {
  const { blockNumber, compute, ask, signal } = parameters;
  for (;;) {
    const latest = await getBlockNumber(client);
    if (latest === blockNumber) return compute(await blockHashOf(client, blockNumber));
    if (latest > blockNumber) {
      try {
        return await ask();
      } catch (error) {
        // A node behind others that answered first.
        if (!isSuanliError(error, 'PROOF_TOO_EARLY')) throw error;
      }
    }
    await nextLook(client, signal);
  }
}
