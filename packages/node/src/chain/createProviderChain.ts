import { brokerAbi, isSuanliError, SuanliError } from '@suanli/protocol';
import {
  answerDeals,
  expireDeals,
  finalizeDeals,
  getBankAccount,
  getDealState,
  moduleConsent,
  type SuanliClient,
  settleDeals,
} from '@suanli/sdk';
import type { ProviderChain } from './ProviderChain.ts';

/** The chain as the provider needs it, over a client of the sdk that has the provider's account. */
export function createProviderChain(client: SuanliClient): ProviderChain {
  const { publicClient, deployment } = client;
  const account = client.account;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  let consentBit: number | undefined;

  /** Reads that the sdk has no action for: whatever fails there is an outage as far as the provider can tell. */
  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause });
    }
  };

  return {
    blockNumber: () => read(() => publicClient.getBlockNumber({ cacheTime: 0 })),
    dealState: (dealId) => getDealState(client, { dealId }),
    openedDeals: ({ fromBlock, toBlock }) =>
      read(async () => {
        const logs = await publicClient.getContractEvents({
          abi: brokerAbi,
          address: deployment.broker,
          eventName: 'DealOpened',
          args: { provider: account },
          fromBlock,
          toBlock,
          strict: true,
        });
        return logs.map(({ args: { id, ...deal }, blockNumber }) => ({ dealId: id, deal, blockNumber }));
      }),
    pendingTransactions: () =>
      read(async () => {
        const [sent, mined] = await Promise.all([
          publicClient.getTransactionCount({ address: account, blockTag: 'pending' }),
          publicClient.getTransactionCount({ address: account, blockTag: 'latest' }),
        ]);
        return Math.max(0, sent - mined);
      }),
    async balance() {
      consentBit ??= await moduleConsent(client, { modules: ['broker'] });
      const { availableWei, lockedWei, consentModules } = await getBankAccount(client);
      return { availableWei, lockedWei, consents: (consentModules & consentBit) !== 0 };
    },
    nonceUsage: (nonce) =>
      read(() =>
        publicClient.readContract({
          abi: brokerAbi,
          address: deployment.broker,
          functionName: 'nonceUsage',
          args: [account, nonce],
        }),
      ),
    answerDeals: (deals) => answerDeals(client, { deals }),
    settleDeals: (deals) =>
      settleDeals(client, {
        deals: deals.map((deal) => ({ ...deal, answerSignature: '0x' })),
      }),
    finalizeDeals: (deals) => finalizeDeals(client, { deals }),
    expireDeals: (deals) => expireDeals(client, { deals }),
  };
}
