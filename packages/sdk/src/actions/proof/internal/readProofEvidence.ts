import { computeProofAbi, isSuanliError, type ResourceTypeTerms, rankingAbi } from '@suanli/protocol';
import {
  BlockNotFoundError,
  type ContractEventName,
  decodeFunctionData,
  type GetContractEventsReturnType,
  type Hex,
  isAddressEqual,
  TransactionNotFoundError,
} from 'viem';
import { readContract } from '../../../client/internal/readContract.ts';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { getResourceTypeTerms } from '../../asset/getResourceTypeTerms.ts';
import { getBlockNumber } from '../../chain/getBlockNumber.ts';
import type { ComputeProof } from '../ComputeProof.ts';
import { getProof } from '../getProof.ts';
import { getStanding, type Standing } from '../getStanding.ts';

type EventName = ContractEventName<typeof computeProofAbi>;
type ProofEvent<Name extends EventName> = GetContractEventsReturnType<typeof computeProofAbi, Name, true>[number];
type RankedEvent = GetContractEventsReturnType<typeof rankingAbi, 'ProofRanked', true>[number];

/** All that the chain says about a proof; what is undefined is not there, or the RPC does not have it any more. */
export interface ProofEvidence {
  readonly proof: ComputeProof;
  readonly terms: ResourceTypeTerms;
  readonly openingSeconds: number;
  readonly standing: Standing;
  readonly issued: ProofEvent<'ProofIssued'> | undefined;
  readonly committed: ProofEvent<'ProofCommitted'> | undefined;
  readonly passed: ProofEvent<'ProofPassed'> | undefined;
  readonly expired: ProofEvent<'ProofExpired'> | undefined;
  readonly ranked: RankedEvent | undefined;
  readonly issuedHeader: BlockHeader | undefined;
  readonly committedHeader: BlockHeader | undefined;
  /** Of the block in which it ended. */
  readonly endedHeader: BlockHeader | undefined;
  /** The block after the one of the issue, and whether it is mined. */
  readonly seedHeader: BlockHeader | undefined;
  readonly challengeHeader: BlockHeader | undefined;
  /** What `challengesOf` says; undefined where the block is out of the contract's reach. */
  readonly challenges: readonly bigint[] | undefined;
  /** The openings, from the calldata of the transaction that passed; undefined where a contract sent them. */
  readonly siblings: readonly Hex[] | undefined;
  readonly latestBlock: bigint;
}

export interface BlockHeader {
  readonly hash: Hex;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;
/** A proof that runs ends soon, or was left alone. */
const maxPagesOfRunning = 64n;

export async function readProofEvidence(client: SuanliClient, proofId: bigint): Promise<ProofEvidence> {
  const { publicClient, deployment } = client;
  const contract = { abi: computeProofAbi, address: deployment.computeProof } as const;
  const proof = await getProof(client, { proofId });
  const latestBlock = await getBlockNumber(client);

  const header = async (blockNumber: bigint | undefined): Promise<BlockHeader | undefined> => {
    if (blockNumber === undefined || blockNumber > latestBlock) return undefined;
    try {
      const { hash, timestamp } = await publicClient.getBlock({ blockNumber, includeTransactions: false });
      return { hash, timestamp: Number(timestamp) };
    } catch (error) {
      if (error instanceof BlockNotFoundError) return undefined;
      throw toChainError(client, 'eth_getBlockByNumber', error);
    }
  };
  const find = async <Name extends EventName>(
    eventName: Name,
    fromBlock: bigint,
    toBlock: bigint,
  ): Promise<ProofEvent<Name> | undefined> => {
    for (let from = fromBlock; from <= toBlock; from += pageBlocks) {
      const to = from + pageBlocks - 1n < toBlock ? from + pageBlocks - 1n : toBlock;
      const query = { ...contract, eventName, args: { id: proofId }, fromBlock: from, toBlock: to, strict: true };
      try {
        const [found] = (await publicClient.getContractEvents(query as never)) as ProofEvent<Name>[];
        if (found) return found;
      } catch (error) {
        throw toChainError(client, eventName, error);
      }
    }
    return undefined;
  };

  /** The first block from `fromBlock` on whose time is `timestamp` or later; undefined where the RPC lacks one on the way. */
  const firstBlockAt = async (timestamp: number, fromBlock: bigint): Promise<bigint | undefined> => {
    let low = fromBlock;
    let high = latestBlock + 1n;
    while (low < high) {
      const middle = (low + high) / 2n;
      const at = await header(middle);
      if (!at) return undefined;
      if (at.timestamp < timestamp) low = middle + 1n;
      else high = middle;
    }
    return low;
  };
  /** Where the event of the end is looked for: the state names its second, so that old proofs take no longer than new ones. */
  const endRange = async (fromBlock: bigint): Promise<[from: bigint, to: bigint]> => {
    if (proof.endedAt === undefined) {
      const to = fromBlock + pageBlocks * maxPagesOfRunning;
      return [fromBlock, to < latestBlock ? to : latestBlock];
    }
    const [first, next] = await Promise.all([
      firstBlockAt(proof.endedAt, fromBlock),
      firstBlockAt(proof.endedAt + 1, fromBlock),
    ]);
    return first === undefined || next === undefined ? [fromBlock, latestBlock] : [first, next - 1n];
  };

  const { issuedBlock, commitment } = proof;
  const committedBlock = commitment?.blockNumber;
  const [endFrom, endTo] = await endRange(committedBlock ?? issuedBlock);
  const [terms, openingSeconds, standing, issued, committed, passed, expired] = await Promise.all([
    getResourceTypeTerms(client, { typeId: proof.typeId, version: proof.termsVersion }),
    readContract(client, { ...contract, functionName: 'openingSeconds', args: [] }),
    getStanding(client, { resourceId: proof.resourceId }),
    find('ProofIssued', issuedBlock, issuedBlock),
    committedBlock === undefined ? undefined : find('ProofCommitted', committedBlock, committedBlock),
    find('ProofPassed', endFrom, endTo),
    find('ProofExpired', endFrom, endTo),
  ]);
  const [issuedHeader, committedHeader, endedHeader, seedHeader, challengeHeader] = await Promise.all([
    header(issuedBlock),
    header(committedBlock),
    header((passed ?? expired)?.blockNumber),
    header(issuedBlock + 1n),
    header(committedBlock === undefined ? undefined : committedBlock + 1n),
  ]);
  return {
    proof,
    terms,
    openingSeconds,
    standing,
    issued,
    committed,
    passed,
    expired,
    ranked: passed && (await rankedIn(client, proofId, passed)),
    issuedHeader,
    committedHeader,
    endedHeader,
    seedHeader,
    challengeHeader,
    challenges: commitment && (await challengesOf(client, proofId)),
    siblings: passed && (await siblingsIn(client, proofId, passed.transactionHash)),
    latestBlock,
  };
}

async function rankedIn(
  client: SuanliClient,
  proofId: bigint,
  passed: ProofEvent<'ProofPassed'>,
): Promise<RankedEvent | undefined> {
  try {
    const events = await client.publicClient.getContractEvents({
      abi: rankingAbi,
      address: client.deployment.ranking,
      eventName: 'ProofRanked',
      args: { id: proofId },
      fromBlock: passed.blockNumber,
      toBlock: passed.blockNumber,
      strict: true,
    });
    return events.find(({ transactionHash }) => transactionHash === passed.transactionHash);
  } catch (error) {
    throw toChainError(client, 'ProofRanked', error);
  }
}

async function challengesOf(client: SuanliClient, proofId: bigint): Promise<readonly bigint[] | undefined> {
  try {
    return await readContract(client, {
      abi: computeProofAbi,
      address: client.deployment.computeProof,
      functionName: 'challengesOf',
      args: [proofId],
    });
  } catch (error) {
    if (isSuanliError(error, 'PROOF_RANDOMNESS_UNAVAILABLE') || isSuanliError(error, 'PROOF_TOO_EARLY'))
      return undefined;
    throw error;
  }
}

async function siblingsIn(client: SuanliClient, proofId: bigint, hash: Hex): Promise<readonly Hex[] | undefined> {
  try {
    const { to, input } = await client.publicClient.getTransaction({ hash });
    if (!to || !isAddressEqual(to, client.deployment.computeProof)) return undefined;
    const call = decodeFunctionData({ abi: computeProofAbi, data: input });
    return call.functionName === 'open' && call.args[0] === proofId ? call.args[1] : undefined;
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw toChainError(client, 'eth_getTransactionByHash', error);
  }
}
