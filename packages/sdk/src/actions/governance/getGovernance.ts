import { computeGovernorAbi, timelockControllerAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** How the DAO decides. */
export interface Governance {
  /** Blocks from a proposal to its vote. */
  readonly votingDelayBlocks: bigint;
  /** Blocks for which a vote is open. */
  readonly votingPeriodBlocks: bigint;
  /** Votes that it takes to propose, in wei of the token. */
  readonly proposalThresholdWei: bigint;
  /** Votes for and abstaining that it takes to pass, in percent of all tokens. */
  readonly quorumPercent: bigint;
  /** Seconds for which what passed waits. */
  readonly timelockDelaySeconds: bigint;
}

/** How the DAO decides, as it is now.
 * @throws SuanliError `CHAIN_UNREACHABLE`
 */
export async function getGovernance(client: SuanliClient): Promise<Governance> {
  const governor = { abi: computeGovernorAbi, address: client.deployment.governor } as const;
  const [votingDelayBlocks, votingPeriodBlocks, proposalThresholdWei, quorumPercent, timelockDelaySeconds] =
    await Promise.all([
      readContract(client, { ...governor, functionName: 'votingDelay', args: [] }),
      readContract(client, { ...governor, functionName: 'votingPeriod', args: [] }),
      readContract(client, { ...governor, functionName: 'proposalThreshold', args: [] }),
      readContract(client, { ...governor, functionName: 'quorumNumerator', args: [] }),
      readContract(client, {
        abi: timelockControllerAbi,
        address: client.deployment.timelock,
        functionName: 'getMinDelay',
        args: [],
      }),
    ]);
  return { votingDelayBlocks, votingPeriodBlocks, proposalThresholdWei, quorumPercent, timelockDelaySeconds };
}
