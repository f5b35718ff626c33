import { founderVestingAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ReleaseVestedParameters {
  readonly vesting: Address;
  /** Default: the market's token. */
  readonly token?: Address;
}

/** Pays what has vested to the beneficiary. Anyone may call it. */
export function releaseVested(client: SuanliClient, parameters: ReleaseVestedParameters): Promise<Transaction> {
  const call = {
    abi: founderVestingAbi,
    address: parameters.vesting,
    // The other function of this name is for the coin.
    functionName: 'release',
    args: [parameters.token ?? client.deployment.token],
  } as const;
  return writeContract(client, call);
}
