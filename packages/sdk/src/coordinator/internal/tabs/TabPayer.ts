import type { TaskMessageOf } from '@suanli/protocol';
import type { Address } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { PaymentRecord, Payout, TabPaymentMethod } from '../../PaymentRecord.ts';
import { planPayments } from './planPayments.ts';
import { sendPayment } from './sendPayment.ts';

export type WirePayment = TaskMessageOf<'payment'>['payment'];

export interface TabPayerOptions {
  readonly client: SuanliClient;
  /** `auto`: the cheapest one, at each payment. */
  readonly method: TabPaymentMethod | 'auto';
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

  /** Sees payments through that an earlier process has planned. */
  async resume(signal: AbortSignal): Promise<void> {
    for (const payment of this.#payments) if (payment.phase === 'planned') await this.#send(payment, signal);
  }

  /** Pays all of these; told of each payment that is made. */
  async pay(payouts: readonly Payout[], onPaid: (payment: PaymentRecord) => void, signal: AbortSignal): Promise<void> {
    const { client, method, patiently } = this.#options;
    const plans = await patiently(() => planPayments(client, { method, payouts }));
    for (const plan of plans) {
      signal.throwIfAborted();
      // Planned one by one: each takes the chain's next number.
      const payment = await patiently(() => plan.prepare());
      await this.#save([...this.#payments, payment]);
      onPaid(await this.#send(payment, signal));
    }
  }

  /** What providers are told of a payment; undefined while there is nothing to show, or nothing for that one. */
  announcementOf(payment: PaymentRecord, provider: Address): WirePayment | undefined {
    return announcementOf(payment, provider);
  }

  /** Notes that a provider has counted a payment. */
  async counted(key: string, provider: Address): Promise<void> {
    const who = provider.toLowerCase() as Address;
    const at = this.#payments.findIndex((payment) => payment.transaction === key && !payment.counted.includes(who));
    const payment = this.#payments[at];
    if (payment) await this.#save(this.#payments.with(at, { ...payment, counted: [...payment.counted, who] }));
  }

  async #send(payment: PaymentRecord, signal: AbortSignal): Promise<PaymentRecord> {
    const { client, patiently } = this.#options;
    let planned = payment;
    const replace = async (change: Partial<PaymentRecord>): Promise<PaymentRecord> => {
      const changed = { ...planned, ...change };
      await this.#save(this.#payments.map((other) => (other === planned ? changed : other)));
      planned = changed;
      return changed;
    };
    const renumber = async (number: bigint) => void (await replace({ number }));
    const sent = await sendPayment(client, payment, { patiently, renumber, signal });
    return replace({ ...sent, phase: 'paid' });
  }

  async #save(payments: readonly PaymentRecord[]): Promise<void> {
    this.#payments = payments;
    await this.#options.save(payments);
  }
}

/** What a provider is told of a payment; undefined while there is nothing to show, or nothing for that one. */
export function announcementOf(payment: PaymentRecord, provider: Address): WirePayment | undefined {
  const { method, payouts, phase, transaction } = payment;
  const isMine = payouts.some((payout) => payout.provider.toLowerCase() === provider.toLowerCase());
  if (phase !== 'paid' || !isMine || transaction === undefined || method === 'lottery') return undefined;
  return { kind: method, transaction };
}
