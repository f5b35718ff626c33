import type { LeaseStream, Network } from '@suanli/network';
import { isSuanliError, type LeaseMessage, type LeaseMessageOf, type ProofTask, SuanliError } from '@suanli/protocol';
import { nextLook } from '../../client/internal/nextLook.ts';
import type { LeaseProof, LeaseProofOptions, LeaseSession } from '../LeaseSession.ts';
import type { LeasePayment } from './LeasePayment.ts';
import { LeaseRun } from './LeaseRun.ts';
import { brokeProtocol, leaseError } from './leaseError.ts';
import type { OpenLeaseStream } from './openLeaseStream.ts';
import { ProofRequests } from './ProofRequests.ts';

export interface LeaseSessionContext {
  readonly network: Pick<Network, 'blobs'>;
  /** Opens another stream, which takes another signature. */
  readonly reopen: (signal: AbortSignal) => Promise<OpenLeaseStream>;
  /** Pays, where the provider asks for credit. */
  readonly payment?: LeasePayment | undefined;
}

/** A connection that held for so long may be opened again, whatever came of it. */
const longEnoughMs = 60_000;
/** How long a lost provider may take to come back. */
const reopenMs = 20_000;
const reopenPauseMs = 250;
/** Reasons that may be gone at the next try: the provider may take the lost session for open, or be starting. */
const passingCodes: ReadonlySet<string> = new Set(['LEASE_BUSY', 'LEASE_SESSIONS_TOO_MANY', 'NODE_STOPPING']);

/** Runs a session on a stream that is open, and on the next one where that is lost. */
export function createLeaseSession(context: LeaseSessionContext, first: OpenLeaseStream): LeaseSession {
  const { network } = context;
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<SuanliError | undefined>();
  const over = new AbortController();
  const runs = new Map<number, LeaseRun>();
  const proofs = new ProofRequests();
  const listeners = new Set<(expiresAt: bigint) => void>();
  let { configuration } = first;
  let { expiresAt } = configuration;
  let current: LeaseStream | undefined = first.stream;
  let numbers = 0;
  let openedMs = performance.now();
  let mayReopen = true;
  let reason: SuanliError | undefined;

  /** Why nothing can be asked of it any more. */
  const ended = () => reason ?? new SuanliError('LEASE_CLOSED');

  function handle(message: LeaseMessage): void {
    switch (message.type) {
      case 'heartbeat':
        return;
      case 'extended':
        expiresAt = message.expiresAt;
        for (const listener of listeners) listener(expiresAt);
        return;
      case 'ready':
        runs.get(message.job)?.ready(message);
        return;
      case 'jobRefused':
        runs.get(message.job)?.refused(message);
        return;
      case 'results':
        runs.get(message.job)?.take(message);
        return;
      case 'failed':
        runs.get(message.job)?.failed(message);
        return;
      case 'proving':
      case 'committed':
      case 'siblings':
      case 'proofFailed':
        proofs.take(message);
        return;
      default:
        throw brokeProtocol(message.type);
    }
  }

  async function pay(stream: LeaseStream, message: LeaseMessageOf<'metered'>): Promise<void> {
    if (!context.payment) throw brokeProtocol(message.type);
    await context.payment.pay(stream, message);
  }

  /** Follows a stream to its end; returns why it ended for good, or undefined where it was lost. */
  async function follow({ stream, messages }: OpenLeaseStream): Promise<SuanliError | undefined> {
    for (;;) {
      const { done, value } = await messages.next();
      if (done) break;
      if (value.type === 'cut') {
        const cut = leaseError(value satisfies LeaseMessageOf<'cut'>);
        void stream.close();
        return cut;
      }
      try {
        if (value.type === 'metered') await pay(stream, value);
        else handle(value);
      } catch (error) {
        const coded = isSuanliError(error) ? error : new SuanliError('JOB_SESSION_FAILED', { cause: error });
        stream.abort(coded);
        return coded;
      }
    }
    const why = await stream.closed;
    return why === undefined || why.retryable ? undefined : why;
  }

  async function keep(): Promise<void> {
    let open = first;
    for (;;) {
      const final = await follow(open);
      const lost =
        (await open.stream.closed) ??
        new SuanliError('NETWORK_CLOSED', { parameters: { peer: open.stream.remotePeer } });
      current = undefined;
      context.payment?.pause();
      proofs.failAll(final ?? lost);
      if (over.signal.aborted) return end(undefined);
      if (final) return end(final);
      if (!mayReopen && performance.now() - openedMs < longEnoughMs) return end(lost);
      mayReopen = false;
      try {
        open = await reopen(lost);
      } catch (error) {
        return end(over.signal.aborted ? undefined : isSuanliError(error) ? error : lost);
      }
      if (over.signal.aborted) {
        await open.stream.close();
        return end(undefined);
      }
      ({ configuration } = open);
      ({ expiresAt } = configuration);
      openedMs = performance.now();
      current = open.stream;
      for (const run of runs.values()) run.attach(open.stream);
    }
  }

  async function reopen(lost: SuanliError): Promise<OpenLeaseStream> {
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(reopenMs)]);
    for (;;) {
      try {
        return await context.reopen(signal);
      } catch (error) {
        const mayPass = isSuanliError(error) && (error.code.startsWith('NETWORK_') || passingCodes.has(error.code));
        if (signal.aborted) throw lost;
        if (!mayPass) throw error;
        await nextLook(reopenPauseMs, signal);
      }
    }
  }

  function end(why: SuanliError | undefined): void {
    reason = why;
    over.abort();
    for (const run of [...runs.values()]) run.fail(ended());
    proofs.failAll(ended());
    resolveClosed(why);
  }

  async function prove(task: ProofTask, options: LeaseProofOptions = {}): Promise<LeaseProof> {
    if (over.signal.aborted || !current) throw ended();
    return proofs.prove(current, task, options);
  }

  void keep();

  return {
    get configuration() {
      return configuration;
    },
    get expiresAt() {
      return expiresAt;
    },
    async run({ job }, options = {}) {
      if (over.signal.aborted) throw ended();
      const number = ++numbers;
      const run = new LeaseRun({
        job,
        number,
        provider: configuration.provider,
        providerWallMs: configuration.limits.wallMs,
        network,
        options,
        onResult: () => {
          mayReopen = true;
        },
      });
      runs.set(number, run);
      // A stream that is being opened again takes it up when it is there.
      if (current) run.attach(current);
      try {
        return await run.result;
      } finally {
        runs.delete(number);
      }
    },
    prove,
    committer: { commit: prove },
    get credit() {
      return context.payment?.meter;
    },
    onExtended(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      over.abort();
      await current?.close();
      await closed;
    },
    closed,
  };
}
