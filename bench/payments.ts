import { startEmbeddedMarket } from '@suanli/node';
import { type BatchFigures, measureBatch } from './payments/measureBatch.ts';
import { type CreditFigures, measureCredit } from './payments/measureCredit.ts';
import { type LotteryFigures, measureLottery } from './payments/measureLottery.ts';
import { measureVouchers, type VoucherFigures } from './payments/measureVouchers.ts';

/** Gas as the receipts of real transactions report it, on the embedded chain; vouchers by this thread's processor time. */
export interface PaymentFigures extends VoucherFigures {
  readonly lottery: LotteryFigures;
  readonly batch: BatchFigures;
  readonly credit: CreditFigures;
}

/** Measures what lotteries, batches and lines of credit cost on chain, and how fast vouchers are. */
export async function benchPayments(signal: AbortSignal): Promise<PaymentFigures> {
  const credit = await measureCredit({ signal });
  // Its blocks come with transactions alone, so that draws are met exactly.
  const market = await startEmbeddedMarket({ signal, blockTimeSeconds: 3_600 });
  try {
    const lottery = await measureLottery(market, signal);
    const batch = await measureBatch(market, signal);
    return { lottery, batch, credit, ...(await measureVouchers({ signal })) };
  } finally {
    await market.stop();
  }
}
