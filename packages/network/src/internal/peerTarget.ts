import type { PeerId } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { PeerTarget } from '../PeerTarget.ts';

/**
 * Reads where to connect to.
 *
 * @throws SuanliError `NETWORK_ADDRESS_MALFORMED`
 */
export function parseTarget(target: PeerTarget): PeerId | Multiaddr[] {
  const addresses = typeof target === 'string' ? [target] : target;
  const [first] = addresses;
  if (first === undefined) throw new SuanliError('NETWORK_ADDRESS_MALFORMED', { parameters: { address: '' } });
  if (addresses.length === 1 && !first.startsWith('/')) {
    try {
      return peerIdFromString(first);
    } catch (cause) {
      throw new SuanliError('NETWORK_ADDRESS_MALFORMED', { parameters: { address: first }, cause });
    }
  }
  return addresses.map((address) => {
    try {
      return multiaddr(address);
    } catch (cause) {
      throw new SuanliError('NETWORK_ADDRESS_MALFORMED', { parameters: { address }, cause });
    }
  });
}

/** The coded error for a dial that failed. */
export function dialError(target: PeerTarget, protocol: string | undefined, cause: unknown): SuanliError {
  if (isSuanliError(cause)) return cause;
  const peer = typeof target === 'string' ? target : target.join(', ');
  if (protocol !== undefined && cause instanceof Error && cause.name === 'UnsupportedProtocolError') {
    return new SuanliError('NETWORK_PROTOCOL_UNSUPPORTED', { parameters: { peer, protocol }, cause });
  }
  return new SuanliError('NETWORK_UNREACHABLE', { parameters: { peer }, cause });
}
