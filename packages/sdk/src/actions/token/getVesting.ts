import { founderVestingAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetVestingParameters {
  readonly vesting: Address;
  /** Default: the market's token. */
  readonly token?: Address;
}

/** Tokens that vest; times in seconds since 1970. */
export interface Vesting {
  readonly beneficiary: Address;
  readonly startTime: bigint;
  /** Nothing is released before. */
  readonly cliffTime: bigint;
  /** From here on all is released. */
  readonly endTime: bigint;
  /** What could be released now. */
  readonly releasableWei: bigint;
  readonly releasedWei: bigint;
}

/** How far a vesting is. */
export async function getVesting(client: SuanliClient, parameters: GetVestingParameters): Promise<Vesting> {
  const { vesting: address, token = client.deployment.token } = parameters;
  const contract = { abi: founderVestingAbi, address } as const;
  const [beneficiary, startTime, cliffTime, endTime, releasableWei, releasedWei] = await Promise.all([
    readContract(client, { ...contract, functionName: 'owner', args: [] }),
    readContract(client, { ...contract, functionName: 'start', args: [] }),
    readContract(client, { ...contract, functionName: 'cliff', args: [] }),
    readContract(client, { ...contract, functionName: 'end', args: [] }),
    readContract(client, { ...contract, functionName: 'releasable', args: [token] }),
    readContract(client, { ...contract, functionName: 'released', args: [token] }),
  ]);
  return { beneficiary, startTime, cliffTime, endTime, releasableWei, releasedWei };
}
