import { brokerAbi, isSuanliError, SuanliError } from '@suanli/protocol';
import {
  challengeAnswer,
  demandLeaf,
  finalizeRefutation,
  findGames,
  getBankAccount,
  getDealState,
  getDealTerms,
  getDisputeSections,
  getGame,
  getRefutation,
  moduleConsent,
  playGame,
  refuteDuplicate,
  type SuanliClient,
} from '@suanli/sdk';
import type { DisputeChain } from './DisputeChain.ts';

/** The chain as parties to disputes need it, over a client of the sdk that has their account. */
export function createDisputeChain(client: SuanliClient): DisputeChain {
  const { publicClient, deployment } = client;
  const account = client.account;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  let consentBit: number | undefined;
  let sections: number | undefined;

  /** Reads that the sdk has no action for: whatever fails there is an outage as far as the daemon can tell. */
  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause });
    }
  };

  return {
    account,
    blockNumber: () => read(() => publicClient.getBlockNumber({ cacheTime: 0 })),
    dealState: (dealId) => getDealState(client, { dealId }),
    answeredDeals: ({ fromBlock, toBlock }) =>
      read(async () => {
        const logs = await publicClient.getContractEvents({
          abi: brokerAbi,
          address: deployment.broker,
          eventName: 'DealAnswered',
          fromBlock,
          toBlock,
          strict: true,
        });
        return logs.map(({ args: { id, root, work }, blockNumber }) => ({ dealId: id, root, work, blockNumber }));
      }),
    dealTerms: (dealId) => getDealTerms(client, { dealId }),
    async bondBalance() {
      consentBit ??= await moduleConsent(client, { modules: ['disputes'] });
      const { availableWei, consentModules } = await getBankAccount(client);
      return { availableWei, consents: (consentModules & consentBit) !== 0 };
    },
    async sections() {
      sections ??= await getDisputeSections(client);
      return sections;
    },
    gamesAgainst: (dealId) => findGames(client, { dealId, provider: account, openOnly: true }),
    ownGame: (dealId) => getGame(client, { dealId, challenger: account }),
    refutation: (dealId) => getRefutation(client, { dealId }),
    challenge: (parameters) => challengeAnswer(client, parameters),
    demand: (parameters) => demandLeaf(client, parameters),
    refuteDuplicate: (parameters) => refuteDuplicate(client, parameters),
    finalizeRefutation: (dealId) => finalizeRefutation(client, { dealId }),
    play: (parameters, options) => playGame(client, parameters, options),
  };
}
