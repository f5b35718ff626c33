import { type LeaseConfiguration, type LeaseMessageOf, SuanliError } from '@suanli/protocol';
import type { VoucherAccount } from '@suanli/sdk';
import type { Address } from 'viem';
import type { CreditMeters, MeteredSession } from './CreditMeters.ts';
import type { SessionPeer } from './SessionPeer.ts';

export interface SessionPaymentDependencies {
  readonly peer: SessionPeer;
  readonly meters: CreditMeters;
  /** The right's owner, who pays. */
  readonly payer: Address;
  /** The account that serves. */
  readonly payee: Address;
}

export interface SessionPaymentOptions {
  readonly unit: 'hour' | 'nodeHour';
  readonly priceWeiPerUnit: bigint;
  /** Served beyond the last voucher, at most. */
  readonly intervalMs: number;
  readonly graceSeconds: number;
}

/**
 * How one session pays: it names a line of credit, settles what was used of that before, and is metered from then on. It is
 * served only while it is metered.
 */
export class SessionPayment implements MeteredSession {
  /** What the session is asked for. */
  readonly credit: NonNullable<LeaseConfiguration['credit']>;
  readonly #dependencies: SessionPaymentDependencies;
  /** What counts for each millisecond. */
  readonly #rate: bigint;
  readonly #timer: NodeJS.Timeout;
  #account: VoucherAccount | undefined;
  #usedQuantity = 0n;
  #isMetered = false;

  /**
   * @param terms.count devices of the right's resource
   * @param terms.timeoutMs from now on, until it has to be metered
   */
  constructor(
    dependencies: SessionPaymentDependencies,
    options: SessionPaymentOptions,
    terms: { readonly count: number; readonly timeoutMs: number },
  ) {
    const { unit, priceWeiPerUnit, graceSeconds, intervalMs } = options;
    this.#dependencies = dependencies;
    this.#rate = unit === 'nodeHour' ? BigInt(Math.max(1, terms.count)) : 1n;
    this.credit = { unit, priceWeiPerUnit, graceSeconds, interval: BigInt(intervalMs) * this.#rate };
    this.#timer = setTimeout(() => {
      void dependencies.peer.dismiss('cut', new SuanliError('LEASE_CREDIT_REQUIRED'));
    }, terms.timeoutMs);
    this.#timer.unref();
  }

  /** Whether the session is served. */
  get isMetered(): boolean {
    return this.#isMetered;
  }

  ask(quantity: bigint): void {
    void this.#dependencies.peer.send({ type: 'metered', quantity });
  }

  cut(reason: SuanliError): void {
    void this.#dependencies.peer.dismiss('cut', reason);
  }

  /** The session names its line, or pays what was used of it before. */
  async take(message: LeaseMessageOf<'credit' | 'voucher'>): Promise<void> {
    const { peer, meters, payer, payee } = this.#dependencies;
    try {
      if (message.type === 'credit') {
        if (this.#account) return peer.broke('two lines');
        const admitted = await meters.admit(this, message.terms, {
          owner: payer,
          requirements: { payee, ...this.credit },
        });
        // It ended meanwhile, and left before it had named the line.
        if (!peer.isOpen) return meters.leave(this);
        this.#account = admitted.account;
        this.#usedQuantity = admitted.usedQuantity;
        const { paidQuantity, voucher } = admitted.account;
        await peer.send({
          type: 'credited',
          quantity: voucher?.quantity ?? 0n,
          signature: voucher?.signature ?? '0x',
          usedQuantity: this.#usedQuantity,
        });
        if (paidQuantity >= this.#usedQuantity) this.#start(admitted.account);
        return;
      }
      const account = this.#account;
      if (!account) return peer.broke('a voucher without a line');
      const { lineId } = account;
      const { quantity, signature } = message;
      await meters.accept({ lineId, quantity, signature });
      if (peer.isOpen && !this.#isMetered && quantity >= this.#usedQuantity) this.#start(account);
    } catch (error) {
      await peer.dismiss('cut', error);
    }
  }

  /** The session has ended, for good where its right is over. */
  leave(options: { readonly isOver: boolean }): void {
    clearTimeout(this.#timer);
    this.#dependencies.meters.leave(this, options);
  }

  #start(account: VoucherAccount): void {
    clearTimeout(this.#timer);
    this.#isMetered = true;
    this.#dependencies.meters.start(this, {
      account,
      usedQuantity: this.#usedQuantity,
      rate: this.#rate,
      interval: this.credit.interval,
    });
  }
}
