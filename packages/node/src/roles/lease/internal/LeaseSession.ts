import type { LeaseStream } from '@suanli/network';
import { type LeaseMessage, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { wireError } from '../../../tasks/wireError.ts';
import type { Logger } from '../../../telemetry/createLogger.ts';
import type { Metrics } from '../../../telemetry/createMetrics.ts';
import type { LeaseAccess } from './LeaseAccess.ts';
import { leaseError } from './leaseError.ts';
import type { SessionPeer } from './SessionPeer.ts';

export interface LeaseSessionDependencies {
  readonly stream: LeaseStream;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Whether its owner cannot come back with the same right. */
function isOver({ code }: SuanliError): boolean {
  return code === 'LEASE_EXPIRED' || code === 'LEASE_TRANSFERRED' || code === 'LEASE_GIVEN_BACK';
}

/** One session: a stranger's until its owner has shown who it is, then with access, and ended once. */
export class LeaseSession implements SessionPeer {
  readonly stream: LeaseStream;
  readonly #metrics: Metrics;
  readonly #logger: Logger;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  /** What its `open` has to be signed over; kept for one opening alone. */
  challenge: { readonly useRight: bigint; readonly account: Address; readonly nonce: Hex } | undefined;
  state: 'hello' | 'challenged' | 'opening' | 'open' | 'over' = 'hello';
  /** From the opening on; it stays when the session is over, with nothing in it. */
  access: LeaseAccess | undefined;

  constructor({ stream, metrics, logger }: LeaseSessionDependencies) {
    this.stream = stream;
    this.#metrics = metrics;
    this.#logger = logger;
  }

  get remotePeer(): string {
    return this.stream.remotePeer;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  get isOpen(): boolean {
    return this.state === 'open';
  }

  /** Refuses a stranger that has not said what is waited for when the time is over. */
  limit(timeoutMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.dismiss('refused', new SuanliError('LEASE_HELLO_LATE', { parameters: { timeoutMs } }));
    }, timeoutMs);
    this.#timer.unref();
  }

  /** Its owner has shown who it is. */
  open(access: LeaseAccess): void {
    this.access = access;
    this.state = 'open';
    clearTimeout(this.#timer);
  }

  send(message: LeaseMessage): Promise<void> {
    return this.stream.send(message).catch((error: unknown) => {
      this.#logger.debug({ err: error, peer: this.remotePeer, type: message.type }, 'not sent');
    });
  }

  async dismiss(type: 'refused' | 'cut', error: unknown): Promise<void> {
    if (this.state === 'over') return;
    this.state = 'over';
    const reason = leaseError(error);
    this.#metrics.refusals.inc({ code: reason.code });
    this.#logger.info({ err: error, useRight: this.access?.lease.useRight, peer: this.remotePeer }, `lease ${type}`);
    this.#leave(isOver(reason));
    await this.send({ type, ...wireError(reason) });
    await this.stream.close();
  }

  broke(what: string): void {
    this.stream.abort(new SuanliError('MESSAGE_MALFORMED', { parameters: { what } }));
  }

  /** Nothing more comes from its stream. */
  end(): void {
    this.state = 'over';
    this.#leave(false);
  }

  /** Ends all that it has here, for good where its right is over. */
  #leave(isOver: boolean): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
    this.access?.leave({ isOver });
  }
}
