import { presaleMigrationAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetPresaleMigrationParameters {
  readonly migration: Address;
}

/** The migration of a presale token. */
export interface PresaleMigration {
  readonly presaleToken: Address;
  readonly token: Address;
  readonly beneficiary: Address;
  /** When migrations end, in seconds since 1970. */
  readonly deadline: bigint;
  /** What must still be sent to it so that it can pay for all presale tokens, in wei. */
  readonly shortfallWei: bigint;
}

/** The terms of a migration, and whether it can pay for all. */
export async function getPresaleMigration(
  client: SuanliClient,
  parameters: GetPresaleMigrationParameters,
): Promise<PresaleMigration> {
  const contract = { abi: presaleMigrationAbi, address: parameters.migration, args: [] } as const;
  const [presaleToken, token, beneficiary, deadline, shortfallWei] = await Promise.all([
    readContract(client, { ...contract, functionName: 'presaleToken' }),
    readContract(client, { ...contract, functionName: 'token' }),
    readContract(client, { ...contract, functionName: 'beneficiary' }),
    readContract(client, { ...contract, functionName: 'deadline' }),
    readContract(client, { ...contract, functionName: 'shortfallWei' }),
  ]);
  return { presaleToken, token, beneficiary, deadline, shortfallWei };
}
