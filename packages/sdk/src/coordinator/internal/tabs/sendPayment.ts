import { isSuanliError, lotteryAbi, parseLotteryAnnouncement, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { findBatch } from '../../../actions/bank/findBatch.ts';
import { getNextBatch } from '../../../actions/bank/getNextBatch.ts';
import { payBatch } from '../../../actions/bank/payBatch.ts';
import { getBlockNumber } from '../../../actions/chain/getBlockNumber.ts';
import { hasPendingTransactions } from '../../../actions/chain/hasPendingTransactions.ts';
import { getLotteryState } from '../../../actions/payment/getLotteryState.ts';
import { openLottery } from '../../../actions/payment/openLottery.ts';
import { nextLook } from '../../../client/internal/nextLook.ts';
import { readEvents } from '../../../client/internal/readEvents.ts';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { PaymentRecord } from '../../PaymentRecord.ts';

type Sent = Pick<PaymentRecord, 'gasUsed'> & { readonly transaction: Hex };

/** How one kind of payment is sent, and told from others. */
interface Sender {
  /** `free`: it can be sent. `used`: the chain has taken its number, for it or for another one. `late`: it can be sent no more. */
  readonly look: () => Promise<'free' | 'used' | 'late'>;
  /** The transaction that paid it; undefined where none did. */
  readonly find: () => Promise<Hex | undefined>;
  readonly send: () => Promise<{ readonly hash: Hex; readonly gasUsed: bigint }>;
}

/** A draw must leave the participants so many blocks to count it before. */
export const drawMarginBlocks = 5n;

/**
 * Sends a planned payment, or finds that it was sent: what the chain says of its number decides, so that a crash at any point
 * neither loses nor doubles it. Undefined where its number is of no use any more and nothing was paid under it: then it is to
 * be numbered anew.
 */
export async function sendPayment(
  client: SuanliClient,
  payment: PaymentRecord,
  options: { readonly patiently: <T>(call: () => Promise<T>) => Promise<T>; readonly signal: AbortSignal },
): Promise<Sent | undefined> {
  const { patiently, signal } = options;
  const { look, find, send } =
    payment.method === 'lottery' ? lotterySender(client, payment) : batchSender(client, payment);
  for (;;) {
    if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
    // Asked first: what is mined between the two questions is then not taken for lost.
    const isUnderWay = await patiently(() => hasPendingTransactions(client));
    const state = await patiently(look);
    if (state !== 'free') {
      const hash = await patiently(find);
      if (hash) return { transaction: hash, gasUsed: await patiently(() => gasUsedBy(client, hash)) };
    }
    if (!isUnderWay) {
      if (state !== 'free') return undefined;
      try {
        const { hash, gasUsed } = await send();
        return { transaction: hash, gasUsed };
      } catch (error) {
        if (!isSuanliError(error) || !looksAgain.has(error.code)) throw error;
      }
    }
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}

/** After these it is open whether the transaction went out, or another payment has taken the number: the chain tells. */
const looksAgain: ReadonlySet<string> = new Set([
  'CHAIN_TRANSACTION_UNCONFIRMED',
  'CHAIN_TRANSACTION_REVERTED',
  'CHAIN_UNREACHABLE',
  'BANK_BATCH_OUT_OF_ORDER',
  'LOTTERY_ID_USED',
  'LOTTERY_LANE_BUSY',
  'LOTTERY_DRAW_BLOCK_OUT_OF_RANGE',
]);

function batchSender(client: SuanliClient, { payouts, batch = 0 }: PaymentRecord): Sender {
  const payments = payouts.map(({ provider, amountWei }) => ({ account: provider, amountWei }));
  return {
    async look() {
      const next = await getNextBatch(client);
      // Below it a reorganisation has dropped the one before.
      return next === batch ? 'free' : next > batch ? 'used' : 'late';
    },
    async find() {
      const found = await findBatch(client, { number: batch });
      const isEqual = found?.payments.every(({ account, amountWei }, i) => {
        const mine = payments[i];
        return mine?.account.toLowerCase() === account && mine.amountWei === amountWei;
      });
      return isEqual && found?.payments.length === payments.length ? found.transaction : undefined;
    },
    send: () => payBatch(client, { number: batch, payments }),
  };
}

function lotterySender(client: SuanliClient, { announcements }: PaymentRecord): Sender {
  const { lottery } = parseLotteryAnnouncement(announcements?.[0]);
  let isRefused = false;
  return {
    async look() {
      const { stage } = await getLotteryState(client, { lottery });
      if (stage !== 'closed') return 'used';
      const head = await getBlockNumber(client);
      return isRefused || head + drawMarginBlocks >= lottery.drawBlock ? 'late' : 'free';
    },
    async find() {
      const { lotteryHash } = await getLotteryState(client, { lottery });
      const events = await readEvents(client, {
        abi: lotteryAbi,
        address: client.deployment.lottery,
        eventName: 'LotteryOpened',
        args: { hash: lotteryHash },
      });
      return events.at(-1)?.transactionHash;
    },
    async send() {
      try {
        return await openLottery(client, { lottery });
      } catch (error) {
        isRefused = isSuanliError(error) && error.code.startsWith('LOTTERY_');
        throw error;
      }
    },
  };
}

async function gasUsedBy(client: SuanliClient, hash: Hex): Promise<bigint> {
  try {
    return (await client.publicClient.getTransactionReceipt({ hash })).gasUsed;
  } catch (error) {
    throw toChainError(client, 'eth_getTransactionReceipt', error);
  }
}
