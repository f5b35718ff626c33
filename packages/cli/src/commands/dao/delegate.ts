import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli dao delegate` */
export const daoDelegate: CommandDefinition<[to: Address | undefined]> = {
  path: 'dao delegate',
  arguments: [{ name: '[address]', parse: parseAddress('[address]') }],
  async run(context, { args: [to] }) {
    const { delegateVotes, getVotingPower } = await import('@suanli/sdk');
    const client = await openClient(context, { wallet: true });
    const { hash, gasUsed } = await delegateVotes(client, to === undefined ? {} : { to });
    const { tokensWei, delegate } = await getVotingPower(client);
    const { votesWei } = await getVotingPower(client, delegate === null ? {} : { account: delegate });
    return {
      json: { account: client.account, delegate, tokensWei, delegateVotesWei: votesWei, hash, gasUsed },
      text: `${context.text.dao.delegated(formatTokens(tokensWei), delegate ?? '', formatTokens(votesWei))}\n`,
    };
  },
};
