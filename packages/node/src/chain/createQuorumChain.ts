import { isSuanliError, quorumAbi, SuanliError } from '@suanli/protocol';
import {
  contributeResults,
  expireQuorum,
  finalizeQuorum,
  getBankAccount,
  getContributors,
  getQuorumResult,
  getQuorumStatus,
  moduleConsent,
  type SuanliClient,
  sealResult,
  signQuorumOffer,
} from '@suanli/sdk';
import { isAddressEqual } from 'viem';
import type { QuorumChain } from './QuorumChain.ts';

/** The Quorum contract as a provider needs it, over a client of the sdk that has the provider's account. */
export function createQuorumChain(client: SuanliClient): QuorumChain {
  const { publicClient, deployment } = client;
  const provider = client.account;
  if (provider === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
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
    opened: ({ fromBlock, toBlock }) =>
      read(async () => {
        const logs = await publicClient.getContractEvents({
          abi: quorumAbi,
          address: deployment.quorum,
          eventName: 'QuorumOpened',
          fromBlock,
          toBlock,
          strict: true,
        });
        return logs
          .filter(({ args }) => args.seats.some((seat) => isAddressEqual(seat.provider, provider)))
          .map(({ args: { id, terms, seats }, blockNumber }) => ({
            quorum: { quorumId: id, terms, seats },
            blockNumber,
          }));
      }),
    status: (quorumId) => getQuorumStatus(client, { quorumId }),
    contributors: (quorum) => getContributors(client, { quorum }),
    result: (quorum) => getQuorumResult(client, { quorum }),
    async consents() {
      consentBit ??= await moduleConsent(client, { modules: ['quorum'] });
      const { consentModules } = await getBankAccount(client);
      return (consentModules & consentBit) !== 0;
    },
    nonceUsage: (nonce) =>
      read(() =>
        publicClient.readContract({
          abi: quorumAbi,
          address: deployment.quorum,
          functionName: 'nonceUsage',
          args: [provider, nonce],
        }),
      ),
    signOffer: (offer) => signQuorumOffer(client, { offer }),
    contribute: ({ quorum, root, work }) => {
      const sealed = sealResult({ quorumId: quorum.quorumId, provider, root, work });
      return contributeResults(client, { quorum, contributions: [{ provider, ...sealed }] });
    },
    finalize: (answer) => finalizeQuorum(client, answer),
    expire: (quorum) => expireQuorum(client, { quorum }),
  };
}
