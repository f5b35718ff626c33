import { formatLotteryAnnouncement, type JobPayment } from '@suanli/protocol';
import { getNextBatch } from '../../../actions/bank/getNextBatch.ts';
import { isNewBankAccount } from '../../../actions/bank/isNewBankAccount.ts';
import { getLotteryPrizeCap } from '../../../actions/payment/getLotteryPrizeCap.ts';
import { prepareLottery } from '../../../actions/payment/prepareLottery.ts';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { choosePaymentMethod, type PaymentMethod } from '../../../payment/choosePaymentMethod.ts';
import { maxBatchPayees } from '../../../payment/paymentGas.ts';
import type { PaymentRecord, Payout } from '../../PaymentRecord.ts';

/** A payment that is not numbered yet: others of this account may be sent before it. */
export type PaymentPlan = Pick<PaymentRecord, 'method' | 'reason' | 'payouts' | 'singleGas'>;

/**
 * Chooses how to pay, as the job says or as costs least, and makes a payment of it; or one for each provider, where each is paid
 * by itself.
 */
export async function planPayments(
  client: SuanliClient,
  parameters: {
    readonly terms: Partial<JobPayment>;
    readonly payouts: readonly Payout[];
    /** True where a payee might hear of a draw too late. */
    readonly withoutLottery: boolean;
  },
): Promise<readonly PaymentPlan[]> {
  const { terms, payouts, withoutLottery } = parameters;
  const { method: wanted = 'auto', coinPrice = 10n ** 18n, maxVariance } = terms;
  const [payments, gasPriceWei, prizeCapWei] = await Promise.all([
    Promise.all(
      payouts.map(async ({ provider, amountWei }) => ({
        amountWei,
        isNew: await isNewBankAccount(client, { account: provider }),
      })),
    ),
    gasPriceOf(client),
    withoutLottery ? 0n : getLotteryPrizeCap(client),
  ]);
  const choice = choosePaymentMethod({
    payments,
    gasPriceWei,
    tokenWeiPerCoin: coinPrice,
    prizeCapWei,
    ...(maxVariance === undefined ? {} : { maxRelativeVariance: maxVariance }),
  });
  // A draw among one is none.
  const isAsked =
    wanted === 'direct' || wanted === 'batch' || (wanted === 'lottery' && payouts.length > 1 && !withoutLottery);
  const method: PaymentMethod = isAsked ? wanted : choice.method;
  const reason = isAsked ? 'asked' : choice.reason;
  const { gas } = choice.costs.direct;
  const perTransaction = method === 'direct' ? 1 : method === 'batch' ? maxBatchPayees : payouts.length;
  const plans: PaymentPlan[] = [];
  for (let at = 0; at < payouts.length; at += perTransaction) {
    const part = payouts.slice(at, at + perTransaction);
    plans.push({ method, reason, payouts: part, singleGas: (gas * BigInt(part.length)) / BigInt(payouts.length) });
  }
  return plans;
}

/** Gives a payment the chain's next number, under which it is taken once. */
export async function preparePayment(client: SuanliClient, plan: PaymentPlan): Promise<PaymentRecord> {
  const { method, payouts } = plan;
  const record: PaymentRecord = { ...plan, phase: 'planned', gasUsed: 0n, counted: [] };
  if (method !== 'lottery') return { ...record, batch: await getNextBatch(client) };
  const payments = payouts.map(({ provider, amountWei }) => ({ account: provider, amountWei }));
  const { lottery, tree } = await prepareLottery(client, { payments });
  const { chainId, lottery: contract } = client.deployment;
  const announcements = payouts.map(({ provider }) => {
    const ticket = tree.ticketOf(provider);
    if (!ticket) throw new RangeError(`no ticket of ${provider}`);
    return formatLotteryAnnouncement({ chainId, contract, lottery, ticket });
  });
  return { ...record, announcements };
}

async function gasPriceOf(client: SuanliClient): Promise<bigint> {
  try {
    return await client.publicClient.getGasPrice();
  } catch (error) {
    throw toChainError(client, 'eth_gasPrice', error);
  }
}
