import { type Hex, keccak256, recoverTypedDataAddress } from 'viem';
import { z } from 'zod';
import type { BrokerDomain } from '../eip712/brokerDomain.ts';
import { dealTypes, type Offer } from '../eip712/dealTypes.ts';
import { SuanliError } from '../errors/SuanliError.ts';
import { decodeCanonicalCbor, encodeCanonicalCbor } from '../internal/canonicalCbor.ts';
import { hexSchema, offerSchema, uintSchema } from '../internal/schemas.ts';

/** What a provider's machine can do and where it is reached; an offer commits to its hash. */
export interface Capability {
  readonly version: 1;
  /** Multiaddrs, each ending in the provider's peer id. */
  readonly addresses: readonly string[];
  /** Kinds of executor, such as `wasm`. */
  readonly executors: readonly string[];
  /** Tasks that run at the same time. */
  readonly slots: number;
  /** Largest task memory, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** Largest task output. */
  readonly outputBytes: number;
  /** Metered instructions per second and slot that the provider's own benchmark reached. */
  readonly workPerSecond: number;
  /** The provider sells at several prices, and serves who pays more first; absent: whoever comes is served in turn. */
  readonly auction?: true;
  /** Work is done on a tab as well, up to so much unpaid per requester; absent: for deals on chain alone. */
  readonly tab?: { readonly maxUnpaidWei: bigint };
  /** Served are requesters alone that hold so much of the token, in wallet and bank together; absent: everybody. */
  readonly minRequesterBalanceWei?: bigint;
}

/** A signed offer with its capability, as it travels between peers. */
export interface OfferAnnouncement {
  readonly offer: Offer;
  readonly signature: Hex;
  readonly capability: Capability;
  /**
   * The same offer, signed for the Quorum contract; absent where the provider serves in no quorums. It is not checked with
   * the rest: who takes the offer into a quorum does, and so does the contract.
   */
  readonly quorumSignature?: Hex;
}

const announcementSchema = z.strictObject({
  offer: offerSchema,
  signature: hexSchema(),
  capability: z.strictObject({
    version: z.literal(1),
    addresses: z.array(z.string().max(512)).max(16),
    executors: z.array(z.string().max(32)).max(8),
    slots: z.int().min(1).max(65_536),
    memoryPages: z.int().min(1).max(65_536),
    outputBytes: z.int().min(0),
    workPerSecond: z.number().min(0),
    auction: z.literal(true).exactOptional(),
    tab: z.strictObject({ maxUnpaidWei: uintSchema(96) }).exactOptional(),
    minRequesterBalanceWei: uintSchema(96).exactOptional(),
  }),
  quorumSignature: hexSchema().exactOptional(),
});

/** The hash that an offer carries as `capabilityHash`. */
export function hashCapability(capability: Capability): Hex {
  return keccak256(encodeCanonicalCbor(capability));
}

/** Encodes an announcement as CBOR. */
export function encodeOfferAnnouncement(announcement: OfferAnnouncement): Uint8Array {
  return encodeCanonicalCbor(announcement);
}

/**
 * Reads an announcement's shape; {@link verifyOfferAnnouncement} then checks who made it.
 *
 * @throws SuanliError `MESSAGE_MALFORMED`
 */
export function decodeOfferAnnouncement(bytes: Uint8Array): OfferAnnouncement {
  try {
    return announcementSchema.parse(decodeCanonicalCbor(bytes));
  } catch (cause) {
    throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'offer' }, cause });
  }
}

/**
 * Checks that an offer is signed by its provider, for this Broker, has not expired, and carries the capability it commits to.
 *
 * @param parameters.nowSeconds Unix seconds
 * @throws SuanliError `OFFER_FORGED`, `OFFER_EXPIRED`
 */
export async function verifyOfferAnnouncement(parameters: {
  announcement: OfferAnnouncement;
  domain: BrokerDomain;
  nowSeconds: bigint;
}): Promise<void> {
  const { announcement, domain, nowSeconds } = parameters;
  const { offer, signature, capability } = announcement;
  const forged = (cause?: unknown) =>
    new SuanliError('OFFER_FORGED', {
      parameters: { provider: offer.provider },
      ...(cause === undefined ? {} : { cause }),
    });
  if (hashCapability(capability) !== offer.capabilityHash) throw forged();
  let signer: Hex;
  try {
    signer = await recoverTypedDataAddress({
      domain,
      types: { Offer: dealTypes.Offer },
      primaryType: 'Offer',
      message: offer,
      signature,
    });
  } catch (cause) {
    throw forged(cause);
  }
  if (signer.toLowerCase() !== offer.provider.toLowerCase()) throw forged();
  if (offer.expiresAt <= nowSeconds) {
    throw new SuanliError('OFFER_EXPIRED', { parameters: { provider: offer.provider } });
  }
}
