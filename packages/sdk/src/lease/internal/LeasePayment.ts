import type { LeaseStream } from '@suanli/network';
import {
  creditDomain,
  type LeaseConfiguration,
  type LeaseMessage,
  type LeaseMessageOf,
  SuanliError,
} from '@suanli/protocol';
import { signVoucher } from '../../actions/payment/signVoucher.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { type CreditMeter, createCreditMeter } from '../../payment/CreditMeter.ts';
import type { LeaseCredit } from '../LeaseCredit.ts';
import { brokeProtocol, leaseError } from './leaseError.ts';

const creditTimeoutMs = 60_000;

/** Pays for a lease on a line, over all streams of its session: counts on this side's own clock what the provider counts there. */
export class LeasePayment {
  readonly #client: SuanliClient;
  readonly #credit: LeaseCredit;
  #meter: CreditMeter | undefined;
  #rate = 0n;
  /** When the meter counted last; undefined while no stream is open. */
  #sinceMs: number | undefined;

  constructor(client: SuanliClient, credit: LeaseCredit) {
    this.#client = client;
    this.#credit = credit;
  }

  get meter(): CreditMeter | undefined {
    this.#count();
    return this.#meter;
  }

  /** Names the line on a stream that was just opened, and pays what is owed of it; nothing else may be asked before. */
  async begin(
    stream: LeaseStream,
    messages: AsyncIterator<LeaseMessage>,
    configuration: LeaseConfiguration,
  ): Promise<void> {
    const asked = configuration.credit;
    if (!asked) return;
    const { terms, maxIntervalMs = 600_000 } = this.#credit;
    this.#rate = asked.unit === 'nodeHour' ? BigInt(Math.max(1, configuration.count)) : 1n;
    if (asked.interval > BigInt(maxIntervalMs) * this.#rate) {
      throw new SuanliError('CREDIT_TERMS_UNSUITABLE', { parameters: { what: 'interval' } });
    }
    this.#meter ??= createCreditMeter({
      terms,
      domain: creditDomain(this.#client.deployment),
      interval: asked.interval,
      sign: (voucher) => signVoucher(this.#client, { voucher }),
      ...(this.#credit.depositWei === undefined ? {} : { depositWei: this.#credit.depositWei }),
    });
    const meter = this.#meter;
    void stream.send({ type: 'credit', terms }).catch(() => undefined);
    const credited = await nextCredited(stream, messages);
    if (credited.signature !== '0x') {
      const { quantity, signature } = credited;
      await meter.resume({ lineId: meter.lineId, quantity, signature });
    }
    if (credited.usedQuantity > meter.signedQuantity) await this.#send(stream, credited.usedQuantity);
    this.#sinceMs = performance.now();
  }

  /** The provider asks for a voucher. */
  async pay(stream: LeaseStream, { quantity }: LeaseMessageOf<'metered'>): Promise<void> {
    this.#count();
    await this.#send(stream, quantity);
  }

  /** The stream is gone; nothing is used until the next one. */
  pause(): void {
    this.#count();
    this.#sinceMs = undefined;
  }

  #count(): void {
    if (this.#sinceMs === undefined) return;
    const elapsedMs = Math.floor(performance.now() - this.#sinceMs);
    this.#sinceMs += elapsedMs;
    this.#meter?.use(BigInt(elapsedMs) * this.#rate);
  }

  async #send(stream: LeaseStream, asked: bigint): Promise<void> {
    if (!this.#meter) throw brokeProtocol('metered without a line');
    const { quantity, signature } = await this.#meter.payFor(asked);
    await stream.send({ type: 'voucher', quantity, signature }).catch(() => undefined);
  }
}

async function nextCredited(
  stream: LeaseStream,
  messages: AsyncIterator<LeaseMessage>,
): Promise<LeaseMessageOf<'credited'>> {
  const silent = new SuanliError('LEASE_PROVIDER_SILENT', { parameters: { timeoutMs: creditTimeoutMs } });
  const timer = setTimeout(() => stream.abort(silent), creditTimeoutMs);
  try {
    for (;;) {
      const { done, value } = await messages.next();
      if (done) {
        throw (await stream.closed) ?? new SuanliError('NETWORK_CLOSED', { parameters: { peer: stream.remotePeer } });
      }
      if (value.type === 'cut') throw leaseError(value);
      if (value.type === 'credited') return value;
      if (value.type !== 'extended' && value.type !== 'heartbeat') throw brokeProtocol(value.type);
    }
  } finally {
    clearTimeout(timer);
  }
}
