import { isSuanliError, priceCurveAbi, SuanliError } from '@suanli/protocol';
import {
  findStatements,
  getBankAccount,
  getPriceFigures,
  getPriceQuote,
  getResource,
  getSupplyCapacity,
  moduleConsent,
  publishSupply,
  releaseStatements,
  type SuanliClient,
} from '@suanli/sdk';
import type { ProviderChain } from './ProviderChain.ts';
import type { SupplyChain } from './SupplyChain.ts';

/** The pace of blocks is that of so many at most. */
const paceBlocks = 1_000n;

/** The chain as the publisher of supply needs it, over a client of the sdk that has the provider's account. */
export function createSupplyChain(
  client: SuanliClient,
  { pendingTransactions }: Pick<ProviderChain, 'pendingTransactions'>,
): SupplyChain {
  const { publicClient, account, deployment } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  let consentBit: number | undefined;
  /** A resource never changes its type. */
  const types = new Map<bigint, number>();

  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause });
    }
  };

  async function secondsPerBlock(): Promise<number> {
    return read(async () => {
      const head = await publicClient.getBlock({ includeTransactions: false });
      const back = head.number < paceBlocks ? head.number : paceBlocks;
      if (back === 0n) return 0;
      const { timestamp } = await publicClient.getBlock({
        blockNumber: head.number - back,
        includeTransactions: false,
      });
      return Number(head.timestamp - timestamp) / Number(back);
    });
  }

  return {
    pendingTransactions,
    epoch: () =>
      read(() =>
        publicClient.readContract({ abi: priceCurveAbi, address: deployment.priceCurve, functionName: 'currentEpoch' }),
      ),
    async balance() {
      consentBit ??= await moduleConsent(client, { modules: ['priceCurve'] });
      const { availableWei, consentModules } = await getBankAccount(client);
      return { availableWei, consents: (consentModules & consentBit) !== 0 };
    },
    async terms(resourceId) {
      const typeId = types.get(resourceId) ?? (await getResource(client, { resourceId })).typeId;
      types.set(resourceId, typeId);
      const [quote, { capacityWork, suppliedUntil }, pace] = await Promise.all([
        getPriceQuote(client, { typeId }),
        getSupplyCapacity(client, { resourceId }),
        secondsPerBlock(),
      ]);
      const { epoch, untilBlock } = quote;
      // Terms may change with the epoch, while the transaction is under way.
      const epochs = epoch === 0 ? [0] : [epoch - 1, epoch];
      const terms = await Promise.all(
        epochs.map(async (at) => (await getPriceFigures(client, { typeId, epoch: at })).nextTerms),
      );
      return {
        epoch,
        suppliedUntil,
        capacityWork,
        epochSeconds: (Number(untilBlock) / (epoch + 1)) * pace,
        bondWeiPerGwu: terms.reduce((most, { bondWeiPerGwu }) => (bondWeiPerGwu > most ? bondWeiPerGwu : most), 0n),
        feeBasisPoints: Math.max(...terms.map(({ feeBasisPoints }) => feeBasisPoints)),
      };
    },
    statements: () => findStatements(client, { account }),
    publish: (parameters) => publishSupply(client, parameters),
    release: (statementIds) => releaseStatements(client, { statementIds }),
  };
}
