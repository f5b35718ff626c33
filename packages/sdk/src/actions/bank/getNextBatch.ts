import { bankAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetNextBatchParameters {
  /** Default: the client's own account. */
  readonly account?: Address;
}

/**
 * The number of an account's next batch; those below it were paid. A number that was written down with a batch before it was
 * sent tells, after a crash or a reorganisation, whether that batch has still to be paid.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 *
 * @example
 * const number = await getNextBatch(client);
 */
export async function getNextBatch(client: SuanliClient, parameters: GetNextBatchParameters = {}): Promise<number> {
  const account = parameters.account ?? client.account;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return readContract(client, {
    abi: bankAbi,
    address: client.deployment.bank,
    functionName: 'nextBatchOf',
    args: [account],
  });
}
