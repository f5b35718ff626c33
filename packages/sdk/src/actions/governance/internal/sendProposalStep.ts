import { computeGovernorAbi } from '@suanli/protocol';
import { keccak256, toHex } from 'viem';
import { writeContract } from '../../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { Transaction } from '../../../client/Transaction.ts';
import { findProposalCreated } from './findProposalCreated.ts';

/** The Governor keeps no calls, only their hash: whoever carries a proposal on brings them again. */
export async function sendProposalStep(
  client: SuanliClient,
  functionName: 'queue' | 'execute' | 'cancel',
  proposalId: bigint,
): Promise<Transaction> {
  const { targets, values, calldatas, description } = (await findProposalCreated(client, proposalId)).args;
  return writeContract(client, {
    abi: computeGovernorAbi,
    address: client.deployment.governor,
    functionName,
    args: [targets, values, calldatas, keccak256(toHex(description))],
  });
}
