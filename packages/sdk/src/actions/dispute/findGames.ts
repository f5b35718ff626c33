import { type Address, type Hex, isAddressEqual } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';
import type { GameRecord } from './GameRecord.ts';
import { answeredBlock } from './internal/answeredBlock.ts';
import { readGameRecords } from './internal/readGameRecords.ts';

export interface FindGamesParameters {
  /** Games about this deal. */
  readonly dealId?: Hex;
  /** Games of this challenger. */
  readonly challenger?: Address;
  /** Games against this provider. The chain has no index of them: with no `dealId`, all are read and the others left out. */
  readonly provider?: Address;
  /** Leaves out games that have ended. Default false. */
  readonly openOnly?: boolean;
  /** The first block looked at: games that began before are not found. Default that of the deal's answer, or of the deployment. */
  readonly fromBlock?: bigint;
}

export interface FindGamesOptions {
  readonly signal?: AbortSignal;
}

/**
 * Games from the chain's events, oldest first; those that all given conditions fit. What is to be played is read again with
 * `getGame`, which checks it.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function findGames(
  client: SuanliClient,
  parameters: FindGamesParameters = {},
  options: FindGamesOptions = {},
): Promise<readonly GameRecord[]> {
  const { dealId, challenger, provider, openOnly = false } = parameters;
  const first = parameters.fromBlock ?? (dealId && (await answeredBlock(client, dealId)));
  if (dealId !== undefined && first === undefined) return [];
  const records = await readGameRecords(
    client,
    {
      ...(dealId === undefined ? {} : { dealId }),
      ...(challenger === undefined ? {} : { challenger }),
      fromBlock: first ?? client.deployment.deployedBlock,
      toBlock: await getBlockNumber(client),
    },
    options.signal,
  );
  return records.filter(
    (record) => (provider === undefined || isAddressEqual(record.provider, provider)) && (!openOnly || !record.outcome),
  );
}
