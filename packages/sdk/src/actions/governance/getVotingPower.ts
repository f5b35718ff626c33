import { computeTokenAbi, SuanliError } from '@suanli/protocol';
import { type Address, zeroAddress } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetVotingPowerParameters {
  /** Default: the client's own account. */
  readonly account?: Address;
}

/** What an account has to say in the DAO. */
export interface VotingPower {
  /** Votes that were delegated to it, its own included, in wei of the token. */
  readonly votesWei: bigint;
  /** Tokens that it holds outside the bank, in wei. */
  readonly tokensWei: bigint;
  /** Who votes with its tokens; null: nobody does. */
  readonly delegate: Address | null;
}

/** What an account has to say in the DAO now.
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 */
export async function getVotingPower(
  client: SuanliClient,
  parameters: GetVotingPowerParameters = {},
): Promise<VotingPower> {
  const account = parameters.account ?? client.account;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const token = { abi: computeTokenAbi, address: client.deployment.token } as const;
  const [votesWei, tokensWei, delegate] = await Promise.all([
    readContract(client, { ...token, functionName: 'getVotes', args: [account] }),
    readContract(client, { ...token, functionName: 'balanceOf', args: [account] }),
    readContract(client, { ...token, functionName: 'delegates', args: [account] }),
  ]);
  return { votesWei, tokensWei, delegate: delegate === zeroAddress ? null : delegate };
}
