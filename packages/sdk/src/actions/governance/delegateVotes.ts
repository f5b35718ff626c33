import { computeTokenAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface DelegateVotesParameters {
  /** Who votes with the client's tokens. Default: the client's own account. */
  readonly to?: Address;
}

/**
 * Gives the votes of the client's tokens, those that it gets later included, to an account. Tokens vote only once this is
 * done, with what they were when the delay of a proposal ends; those in the bank do not vote.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`, `CHAIN_GAS_FUNDS_TOO_SMALL`
 *
 * @example
 * await delegateVotes(client);
 */
export function delegateVotes(client: SuanliClient, parameters: DelegateVotesParameters = {}): Promise<Transaction> {
  const to = parameters.to ?? client.account;
  if (to === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return writeContract(client, {
    abi: computeTokenAbi,
    address: client.deployment.token,
    functionName: 'delegate',
    args: [to],
  });
}
