import { isSuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ListedPayment } from './parsePayments.ts';

/** One transaction of a plan. */
export interface PlannedBatch {
  readonly payments: readonly ListedPayment[];
  /** The number by which the chain takes it once; kept before it is sent for the first time. */
  readonly number?: number;
  /** Once it is known to be paid. */
  readonly transaction?: Hex;
}

/** Payments that are under way, as this browser remembers them. */
export interface PaymentPlan {
  readonly id: string;
  /** Whose: chain, bank and payer. */
  readonly owner: string;
  readonly createdAtMs: number;
  readonly batches: readonly PlannedBatch[];
}

/** Where plans are kept; what is saved outlives the page. */
export interface PaymentPlanStore {
  load(id: string): Promise<PaymentPlan | undefined>;
  save(plan: PaymentPlan): Promise<void>;
}

/** What of the Bank a plan needs. */
export interface BatchBank {
  /** How many batches the payer has paid. */
  nextNumber(): Promise<number>;
  /** What the payer's batch of this number paid; undefined: there is none yet. */
  find(number: number): Promise<{ readonly payments: readonly ListedPayment[]; readonly transaction: Hex } | undefined>;
  /** @throws SuanliError `BANK_BATCH_OUT_OF_ORDER` where the number is not the next one. */
  pay(number: number, payments: readonly ListedPayment[]): Promise<{ readonly hash: Hex; readonly gasUsed: bigint }>;
}

/** Splits payments into transactions of so many payees at most. */
export function planBatches(payments: readonly ListedPayment[], size: number): readonly PlannedBatch[] {
  return Array.from({ length: Math.ceil(payments.length / size) }, (_, i) => ({
    payments: payments.slice(i * size, (i + 1) * size),
  }));
}

function isSame(paid: readonly ListedPayment[], due: readonly ListedPayment[]): boolean {
  return (
    paid.length === due.length &&
    due.every(({ account, amountWei }, i) => {
      const other = paid[i];
      return other?.account.toLowerCase() === account.toLowerCase() && other.amountWei === amountWei;
    })
  );
}

/** Another page of the same account may take numbers meanwhile; more often than that nobody does. */
const attempts = 4;

/**
 * Pays one batch of a plan once, however often this is called and wherever an earlier call broke off. Its number is saved
 * before it is sent. Where the number turns out to be taken by other payments, this batch cannot be paid by it any more, so it
 * gets another one. Resolves to its transaction and the gas of what was sent now; undefined: the plan is done and forgotten.
 *
 * @throws SuanliError `BANK_…`, `CHAIN_…`
 */
export async function payPlannedBatch(
  bank: BatchBank,
  store: PaymentPlanStore,
  planId: string,
  index: number,
): Promise<{ readonly hash: Hex; readonly gasUsed: bigint } | undefined> {
  for (let attempt = 1; ; attempt++) {
    const plan = await store.load(planId);
    const batch = plan?.batches[index];
    if (!plan || !batch) return undefined;
    if (batch.transaction !== undefined) return { hash: batch.transaction, gasUsed: 0n };
    const keep = (changed: PlannedBatch) =>
      store.save({ ...plan, batches: plan.batches.map((each, i) => (i === index ? changed : each)) });
    const { payments } = batch;
    let { number } = batch;
    if (number !== undefined) {
      const found = await bank.find(number);
      if (found && isSame(found.payments, payments)) {
        await keep({ payments, number, transaction: found.transaction });
        return { hash: found.transaction, gasUsed: 0n };
      }
      if (found) number = undefined;
    }
    if (number === undefined) {
      number = await bank.nextNumber();
      await keep({ payments, number });
    }
    try {
      const sent = await bank.pay(number, payments);
      await keep({ payments, number, transaction: sent.hash });
      return sent;
    } catch (error) {
      // The next look tells whether it was this batch that took the number.
      if (!isSuanliError(error, 'BANK_BATCH_OUT_OF_ORDER') || attempt === attempts) throw error;
    }
  }
}
