import { type Offer, quorumAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { type ContributionKind, contributionKinds, type Quorum } from './Quorum.ts';

export interface OpenQuorumParameters {
  readonly jobHash: Hex;
  /** Default `compute`. */
  readonly kind?: ContributionKind;
  readonly maxPriceWeiPerGwu: bigint;
  /** The most work that is paid, to each provider. */
  readonly maxWork: bigint;
  /** The smallest stake accepted. In production more than a wrong result is worth to whoever gives it. Default 0. */
  readonly minStakeWei?: bigint;
  /** Blocks from the opening within which results are contributed, sealed. */
  readonly contributeBlocks: number;
  /** Blocks from then on within which the agreed result is revealed. In production an hour or more, for chains stall. */
  readonly revealBlocks: number;
  /** The group that agrees must hold more than (trust - 1) / trust of the whole weight. At least 2, the default. */
  readonly trust?: number;
  /** How many providers must agree at least. Default: more than half of them, and 2 at least. */
  readonly minAgreeing?: number;
  /** Another one for each quorum of the requester. */
  readonly nonce: bigint;
  /** 2 to 16 offers of different providers, in any order, with their signatures for the Quorum contract. */
  readonly fills: readonly { readonly offer: Offer; readonly signature: Hex }[];
}

export interface OpenQuorumReturnType extends Transaction, Quorum {}

/**
 * Opens a quorum: several providers compute the same, and those are paid who agree. The client's account is the requester;
 * its escrow and all stakes are locked.
 *
 * @throws SuanliError what the contract refuses, such as `QUORUM_POLICY_INVALID`, and `CHAIN_…`
 *
 * @example
 * const quorum = await openQuorum(client, {
 *   jobHash, maxPriceWeiPerGwu, maxWork, contributeBlocks: 300, revealBlocks: 300, nonce: 1n, fills,
 * });
 */
export async function openQuorum(
  client: SuanliClient,
  parameters: OpenQuorumParameters,
): Promise<OpenQuorumReturnType> {
  const { fills, kind = 'compute', ...request } = parameters;
  const transaction = await writeContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'open',
    args: [
      {
        ...request,
        kind: contributionKinds.indexOf(kind),
        minStakeWei: request.minStakeWei ?? 0n,
        trust: request.trust ?? 2,
        minAgreeing: request.minAgreeing ?? Math.max(2, Math.floor(fills.length / 2) + 1),
      },
      fills.toSorted((a, b) => (BigInt(a.offer.provider) < BigInt(b.offer.provider) ? -1 : 1)),
    ],
  });
  const { id, terms, seats } = eventOf(transaction, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    eventName: 'QuorumOpened',
  });
  return { ...transaction, quorumId: id, terms, seats };
}
