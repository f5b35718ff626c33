import { quorumAbi } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { isAddressEqual } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { Quorum, SealedResult } from './Quorum.ts';

export interface ContributeResultsParameters {
  readonly quorum: Quorum;
  readonly contributions: readonly (SealedResult & {
    readonly provider: Address;
    /** By `signContribution`; needed unless the provider sends the transaction. */
    readonly signature?: Hex;
  })[];
}

/**
 * Posts sealed results to a quorum: a provider its own, or anybody signed ones of many providers.
 *
 * @throws SuanliError what the contract refuses, such as `QUORUM_CONTRIBUTION_TOO_LATE`; `QUORUM_SEAT_MISSING` also where a
 * provider has no seat; `CHAIN_…`
 */
export function contributeResults(client: SuanliClient, parameters: ContributeResultsParameters): Promise<Transaction> {
  const { quorumId, terms, seats } = parameters.quorum;
  const contributions = parameters.contributions.map(({ provider, resultHash, seal, signature = '0x' }) => {
    const seat = seats.findIndex((known) => isAddressEqual(known.provider, provider));
    // The contract refuses a seat that is not there, by name.
    return { seat: seat < 0 ? seats.length : seat, resultHash, seal, signature };
  });
  return writeContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'contribute',
    args: [quorumId, terms, seats, contributions],
  });
}
