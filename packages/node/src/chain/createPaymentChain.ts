import {
  bankAbi,
  decodeBatch,
  hashLottery,
  isSuanliError,
  lotteryDomain,
  SuanliError,
  verifyLotteryTicket,
} from '@suanli/protocol';
import { claimLottery, getLotteryState, type SuanliClient, verifyLotteryAnnouncement } from '@suanli/sdk';
import { isAddressEqual, parseEventLogs, TransactionReceiptNotFoundError } from 'viem';
import type { PaymentChain } from './PaymentChain.ts';

/** The chain as tabs need it, over a client of the sdk that has the provider's account. */
export function createPaymentChain(client: SuanliClient): PaymentChain {
  const { publicClient, deployment, account } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');

  /** Whatever fails there is an outage as far as this side can tell. */
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
    bankPayment: (transaction) =>
      read(async () => {
        const receipt = await publicClient.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
          if (error instanceof TransactionReceiptNotFoundError) return undefined;
          throw error;
        });
        if (!receipt) return undefined;
        const logs = receipt.logs.filter(({ address }) => isAddressEqual(address, deployment.bank));
        const events = parseEventLogs({ abi: bankAbi, eventName: 'BatchPaid', logs, strict: true });
        const amounts = events.flatMap(({ args }) =>
          decodeBatch(args)
            .payments.filter((payment) => isAddressEqual(payment.account, account))
            .map(({ amountWei }) => ({ payer: args.payer, amountWei })),
        );
        return { blockNumber: receipt.blockNumber, amounts };
      }),
    lotteryHash: ({ lottery }) => hashLottery(lottery, lotteryDomain(deployment)),
    async lotteryShare(announcement, { minClaimBlocks, minLeadBlocks, confirmations }) {
      const { shareWeiDown } = await verifyLotteryAnnouncement(client, {
        announcement,
        // A ticket that is worth nothing is no payment.
        minShareWei: 1n,
        minClaimBlocks,
        minLeadBlocks,
        confirmations,
      });
      return shareWeiDown;
    },
    async lotteryDraw({ lottery, ticket }) {
      const { stage, position } = await getLotteryState(client, { lottery });
      if (stage === 'open') return 'open';
      if (position === undefined) return 'over';
      const range = verifyLotteryTicket(lottery, ticket);
      return range && position >= range.start && position < range.end ? 'won' : 'lost';
    },
    claimLottery: ({ lottery, ticket }) => claimLottery(client, { lottery, ticket }),
  };
}
