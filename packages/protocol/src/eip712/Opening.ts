import { type Address, type Hex, recoverTypedDataAddress } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';
import type { BrokerDomain } from './brokerDomain.ts';
import { dealTypes } from './dealTypes.ts';

/**
 * A requester's word that the peer of that id speaks for it about a deal. Without it any provider of the same job, who
 * knows its template, could take over another one's deal.
 */
export interface Opening {
  readonly dealId: Hex;
  /** The libp2p peer id of the side that dials. */
  readonly peerId: string;
}

/**
 * Checks that an opening is signed by the requester of its deal.
 *
 * @throws SuanliError `OPENING_FORGED`
 */
export async function verifyOpening(parameters: {
  opening: Opening;
  signature: Hex;
  domain: BrokerDomain;
  requester: Address;
}): Promise<void> {
  const { opening, signature, domain, requester } = parameters;
  const signer = await recoverTypedDataAddress({
    domain,
    types: { Opening: dealTypes.Opening },
    primaryType: 'Opening',
    message: opening,
    signature,
  }).catch(() => undefined);
  if (signer?.toLowerCase() !== requester.toLowerCase()) {
    throw new SuanliError('OPENING_FORGED', { parameters: { dealId: opening.dealId } });
  }
}
