import {
  hashLottery,
  type JobPayment,
  lotteryDomain,
  parseLotteryAnnouncement,
  SuanliError,
  type TaskMessageOf,
} from '@suanli/protocol';
import type { Address } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { PaymentRecord, Payout } from '../../PaymentRecord.ts';
import { type PaymentPlan, planPayments, preparePayment } from './planPayments.ts';
import { sendPayment } from './sendPayment.ts';

export type WirePayment = TaskMessageOf<'payment'>['payment'];

export interface TabPayerOptions {
  readonly client: SuanliClient;
  /** How the job says that it is paid. */
  readonly terms: Partial<JobPayment>;
  /** What was planned and paid so far. */
  readonly payments: readonly PaymentRecord[];
  /** Must be durable when it resolves: a transaction is sent only after its plan was saved. */
  readonly save: (payments: readonly PaymentRecord[]) => Promise<void>;
  /** Repeats a chain call through an outage. */
  readonly patiently: <T>(call: () => Promise<T>) => Promise<T>;
}

/**
 * Pays what is on a job's tabs, once: every payment has a number that the chain takes once, and is saved with it before it is
 * sent, so that a later process can tell whether it went out.
 */
export class TabPayer {
  readonly #options: TabPayerOptions;
  #payments: readonly PaymentRecord[];

  constructor(options: TabPayerOptions) {
    this.#options = options;
    this.#payments = options.payments;
  }

  get payments(): readonly PaymentRecord[] {
    return this.#payments;
  }

  /**
   * Sees payments through that an earlier process has planned.
   *
   * @param onPaid told of each payment that is made
   */
  async resume(onPaid: (payment: PaymentRecord) => void, signal: AbortSignal): Promise<void> {
    for (const payment of this.#payments) if (payment.phase === 'planned') onPaid(await this.#send(payment, signal));
  }

  /**
   * Pays all of these.
   *
   * @param parameters.isPresent whether a provider can be told now: one that cannot takes no part in a lottery, which counts only for
   * those who were told before its draw
   * @param parameters.onPaid told of each payment that is made
   */
  async pay(
    parameters: {
      readonly payouts: readonly Payout[];
      readonly isPresent: (provider: Address) => boolean;
      readonly onPaid: (payment: PaymentRecord) => void;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { client, terms, patiently } = this.#options;
    const { payouts, isPresent, onPaid } = parameters;
    const groups = [true, false].map((wanted) => payouts.filter(({ provider }) => isPresent(provider) === wanted));
    const plans: PaymentPlan[] = [];
    for (const [i, group] of groups.entries()) {
      if (group.length === 0) continue;
      const options = { terms, payouts: group, withoutLottery: i > 0 };
      plans.push(...(await patiently(() => planPayments(client, options))));
    }
    for (const plan of plans) {
      if (signal.aborted) throw new SuanliError('JOB_ABORTED', { cause: signal.reason });
      const payment = await patiently(() => preparePayment(client, plan));
      await this.#save([...this.#payments, payment]);
      onPaid(await this.#send(payment, signal));
    }
  }

  /** Notes that a provider has counted a payment, by the key that it has there. */
  async counted(key: string, provider: Address): Promise<void> {
    const who = provider.toLowerCase() as Address;
    const payment = this.#payments.find(
      (each) =>
        each.phase === 'paid' && !each.counted.includes(who) && paymentKeyOf(this.#options.client, each) === key,
    );
    if (payment) await this.#change(payment, { counted: [...payment.counted, who] });
  }

  /** Notes that a provider was told of a lottery in time. */
  async told(lottery: PaymentRecord, provider: Address): Promise<void> {
    const { told = [] } = this.current(lottery) ?? {};
    const who = provider.toLowerCase() as Address;
    if (!told.includes(who)) await this.#change(lottery, { told: [...told, who] });
  }

  /** Notes who was neither told of a lottery in time nor has counted it: what it was to pay them is owed again. */
  async notePassed(lottery: PaymentRecord, providers: readonly Address[]): Promise<void> {
    const { told = [], missed = [], counted = [] } = this.current(lottery) ?? {};
    const known = new Set([...told, ...missed, ...counted]);
    const added = providers.map((each) => each.toLowerCase() as Address).filter((each) => !known.has(each));
    if (added.length > 0) await this.#change(lottery, { missed: [...missed, ...added] });
  }

  /** A payment of this job as it is now; undefined where it is another one's. */
  current(payment: PaymentRecord): PaymentRecord | undefined {
    return this.#payments.find(({ payouts }) => payouts === payment.payouts);
  }

  /** A payment is told by its payouts: whatever else is learned of it, they stay. */
  async #change(payment: PaymentRecord, change: Partial<PaymentRecord>): Promise<void> {
    const at = this.#payments.findIndex(({ payouts }) => payouts === payment.payouts);
    const current = this.#payments[at];
    if (current) await this.#save(this.#payments.with(at, { ...current, ...change }));
  }

  async #send(payment: PaymentRecord, signal: AbortSignal): Promise<PaymentRecord> {
    const { client, patiently } = this.#options;
    let planned = payment;
    const replace = async (changed: PaymentRecord): Promise<PaymentRecord> => {
      await this.#change(planned, changed);
      planned = changed;
      return changed;
    };
    for (;;) {
      const sent = await sendPayment(client, planned, { patiently, signal });
      if (sent) return replace({ ...planned, ...sent, phase: 'paid' });
      // Another payment took its number.
      const { method, reason, payouts, singleGas } = planned;
      await replace(await patiently(() => preparePayment(client, { method, reason, payouts, singleGas })));
    }
  }

  async #save(payments: readonly PaymentRecord[]): Promise<void> {
    this.#payments = payments;
    await this.#options.save(payments);
  }
}

/** The block that draws a lottery; undefined of another payment. */
export function drawBlockOf({ method, announcements }: PaymentRecord): bigint | undefined {
  return method === 'lottery' ? parseLotteryAnnouncement(announcements?.[0]).lottery.drawBlock : undefined;
}

/** What a provider is told of a payment; undefined while there is nothing to show, or nothing for that one. */
export function announcementOf(payment: PaymentRecord, provider: Address): WirePayment | undefined {
  const { method, payouts, phase, transaction, announcements } = payment;
  const place = payouts.findIndex((payout) => payout.provider.toLowerCase() === provider.toLowerCase());
  if (phase !== 'paid' || place < 0 || transaction === undefined) return undefined;
  if (method !== 'lottery') return { kind: method, transaction };
  const announcement = announcements?.[place];
  return announcement === undefined ? undefined : { kind: 'lottery', announcement };
}

/** What providers call a payment: its transaction, or the name of its lottery. */
function paymentKeyOf(client: SuanliClient, { method, transaction, announcements }: PaymentRecord): string | undefined {
  if (method !== 'lottery') return transaction?.toLowerCase();
  return hashLottery(parseLotteryAnnouncement(announcements?.[0]).lottery, lotteryDomain(client.deployment));
}
