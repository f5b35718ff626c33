import type { LeaseStream, Network, PeerTarget } from '@suanli/network';
import {
  isSuanliError,
  type LeaseConfiguration,
  type LeaseMessage,
  type LeaseMessageOf,
  SuanliError,
} from '@suanli/protocol';
import type { Address } from 'viem';
import { signLeaseOpening } from '../../actions/lease/signLeaseOpening.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { LeasePayment } from './LeasePayment.ts';
import { brokeProtocol, leaseError } from './leaseError.ts';

/** A stream that its provider has opened for this owner. */
export interface OpenLeaseStream {
  readonly stream: LeaseStream;
  readonly messages: AsyncIterator<LeaseMessage>;
  readonly configuration: LeaseConfiguration;
}

const challengeTimeoutMs = 15_000;
const openTimeoutMs = 60_000;

/** Dials a provider and shows it that this client's account owns the right. */
export async function openLeaseStream(
  context: { readonly client: SuanliClient; readonly network: Pick<Network, 'leases' | 'peerId'> },
  parameters: {
    readonly useRightId: bigint;
    readonly owner: Address;
    readonly target: PeerTarget;
    readonly payment?: LeasePayment | undefined;
  },
  signal: AbortSignal,
): Promise<OpenLeaseStream> {
  const { client, network } = context;
  const { useRightId, owner, target, payment } = parameters;
  const stream = await network.leases.dial(target, { signal });
  const onAbort = () => stream.abort(new SuanliError('LEASE_ABORTED', { cause: signal.reason }));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    const messages = stream.messages[Symbol.asyncIterator]();
    // Who is refused at once may be told so before this has gone out; what was told is read below.
    void stream.send({ type: 'hello', useRight: useRightId, account: owner }).catch(() => undefined);
    const { nonce, providerPeerId } = await next(stream, messages, 'challenge', challengeTimeoutMs);
    // What is signed names the peer that this connection has proved to lead to, whatever that peer says of itself.
    if (providerPeerId !== stream.remotePeer) {
      throw new SuanliError('LEASE_RELAYED', { parameters: { peer: stream.remotePeer, named: providerPeerId } });
    }
    const opening = { useRight: useRightId, nonce, providerPeerId, clientPeerId: network.peerId };
    const signature = await signLeaseOpening(client, { opening });
    void stream.send({ type: 'open', signature }).catch(() => undefined);
    const { configuration } = await next(stream, messages, 'opened', openTimeoutMs);
    if (configuration.useRight !== useRightId) throw brokeProtocol('another use right was opened');
    if (configuration.credit && !payment) throw new SuanliError('LEASE_CREDIT_REQUIRED');
    await payment?.begin(stream, messages, configuration);
    return { stream, messages, configuration };
  } catch (error) {
    const coded = isSuanliError(error) ? error : new SuanliError('JOB_SESSION_FAILED', { cause: error });
    stream.abort(coded);
    throw coded;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function next<Type extends 'challenge' | 'opened'>(
  stream: LeaseStream,
  messages: AsyncIterator<LeaseMessage>,
  type: Type,
  timeoutMs: number,
): Promise<LeaseMessageOf<Type>> {
  const silent = new SuanliError('LEASE_PROVIDER_SILENT', { parameters: { timeoutMs } });
  const timer = setTimeout(() => stream.abort(silent), timeoutMs);
  try {
    const { done, value } = await messages.next();
    if (done)
      throw (await stream.closed) ?? new SuanliError('NETWORK_CLOSED', { parameters: { peer: stream.remotePeer } });
    if (value.type === 'refused') throw leaseError(value);
    if (value.type !== type) throw brokeProtocol(value.type);
    return value as LeaseMessageOf<Type>;
  } finally {
    clearTimeout(timer);
  }
}
