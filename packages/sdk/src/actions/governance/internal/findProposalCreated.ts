import { computeGovernorAbi, SuanliError } from '@suanli/protocol';
import { readContract } from '../../../client/internal/readContract.ts';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCreated } from './readProposal.ts';

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;

/**
 * The event that created a proposal, which alone says what it calls. It does not name the id in a topic, so it is looked
 * for where it must be: the voting delay before the vote begins, and, where the delay was changed since, before that.
 */
export async function findProposalCreated(client: SuanliClient, proposalId: bigint): Promise<ProposalCreated> {
  const governor = { abi: computeGovernorAbi, address: client.deployment.governor } as const;
  const [snapshot, delay] = await Promise.all([
    readContract(client, { ...governor, functionName: 'proposalSnapshot', args: [proposalId] }),
    readContract(client, { ...governor, functionName: 'votingDelay', args: [] }),
  ]);
  const look = async (fromBlock: bigint, toBlock: bigint): Promise<ProposalCreated | undefined> => {
    try {
      const events = await client.publicClient.getContractEvents({
        ...governor,
        eventName: 'ProposalCreated',
        fromBlock,
        toBlock,
        strict: true,
      });
      return events.find(({ args }) => args.proposalId === proposalId);
    } catch (error) {
      throw toChainError(client, 'ProposalCreated', error);
    }
  };
  if (snapshot > 0n) {
    const { deployedBlock } = client.deployment;
    const expected = snapshot > delay ? snapshot - delay : 0n;
    const there = await look(expected, expected);
    if (there) return there;
    for (let to = snapshot; to >= deployedBlock; to -= pageBlocks) {
      const from = to - pageBlocks + 1n;
      const found = await look(from > deployedBlock ? from : deployedBlock, to);
      if (found) return found;
      if (from <= deployedBlock) break;
    }
  }
  throw new SuanliError('GOVERNANCE_PROPOSAL_UNKNOWN', { metaMessages: [`proposal ${proposalId}`] });
}
