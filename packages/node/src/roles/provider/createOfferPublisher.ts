import {
  type BrokerDomain,
  type Capability,
  dealTypes,
  hashCapability,
  type Offer,
  type OfferAnnouncement,
} from '@suanli/protocol';
import { type Hex, type LocalAccount, zeroAddress } from 'viem';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import { repeatUntilStopped } from './internal/repeatUntilStopped.ts';

/** Keeps a signed offer in front of the market. */
export interface OfferPublisher {
  /** Publishes at intervals until {@link stop}. */
  start(): void;
  stop(): Promise<void>;
  /** One round: renews the offer where needed and announces it; undefined where this provider cannot or should not take deals. */
  publish(): Promise<OfferAnnouncement | undefined>;
  /** What was announced last. */
  readonly current: OfferAnnouncement | undefined;
}

export interface OfferPublisherDependencies {
  readonly account: LocalAccount;
  readonly domain: BrokerDomain;
  readonly chain: Pick<ProviderChain, 'nonceUsage' | 'balance'>;
  readonly store: Pick<Store, 'meta' | 'setMeta'>;
  readonly announce: (announcement: OfferAnnouncement) => Promise<void>;
  /** Signs an offer for quorums as well; undefined where it shall not hold there. Default: it does not. */
  readonly signForQuorums?: (offer: Offer) => Promise<Hex | undefined>;
  /** What the machine can do now; where it changes, the offer is signed anew. */
  readonly capability: () => Capability;
  /** False while no further deal should come. */
  readonly willing: () => boolean;
  readonly logger: Logger;
  /** What a Gwu costs now; where it changes, the offer is signed anew. Default: always what the options say. */
  readonly priceWeiPerGwu?: () => Promise<bigint>;
  /** Unix milliseconds. Default `Date.now`. */
  readonly nowMs?: () => number;
}

export interface OfferPublisherOptions {
  /** The resource (VID) that serves; 0 where none is tokenised. */
  readonly resourceId: bigint;
  /** Which of several offers of this resource, at different prices, it is; 0 to 255. Default 0. */
  readonly tier?: number;
  readonly priceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  readonly stakeWei: bigint;
  readonly maxDepositWei: bigint;
  readonly minAnswerBlocks: number;
  readonly maxWindowBlocks: number;
  readonly volume: number;
  readonly lifetimeMs: number;
  readonly intervalMs: number;
}

/** Nonces of a resource start at its id times this, so that no two offers of one provider share a nonce. */
const noncesPerResource = 1n << 64n;
/** So do those of a tier, within them. */
const noncesPerTier = 1n << 56n;

/**
 * Makes the publisher. One offer at a time: signed anew when a quarter of its life is left or capability or price have changed, on
 * the same nonce as long as deals are left on it, so that the newer one replaces the older in every book.
 */
export function createOfferPublisher(
  dependencies: OfferPublisherDependencies,
  options: OfferPublisherOptions,
): OfferPublisher {
  const { account, domain, chain, store, logger } = dependencies;
  const { resourceId, tier = 0 } = options;
  const resourceKey = resourceId === 0n ? 'offer.nonce' : `offer.nonce/${resourceId}`;
  const nonceKey = tier === 0 ? resourceKey : `${resourceKey}/tier/${tier}`;
  const firstNonce = resourceId * noncesPerResource + BigInt(tier) * noncesPerTier;
  const nowMs = dependencies.nowMs ?? Date.now;
  let current: OfferAnnouncement | undefined;
  let withheld: string | undefined;

  /** A nonce with deals left, the next one where the present one is used up or cancelled. */
  async function freeNonce(): Promise<bigint> {
    const kept = store.meta(nonceKey);
    let nonce = kept === undefined ? firstNonce : BigInt(kept);
    let used = await chain.nonceUsage(nonce);
    // Without a record of it, a nonce in use belongs to a store that was lost: start where none can have been.
    if (kept === undefined && used > 0) nonce = firstNonce + (BigInt(nowMs()) << 3n);
    else if (used >= options.volume) nonce += 1n;
    else return keepNonce(nonce);
    used = await chain.nonceUsage(nonce);
    while (used >= options.volume) {
      nonce += 1n;
      used = await chain.nonceUsage(nonce);
    }
    return keepNonce(nonce);
  }

  function keepNonce(nonce: bigint): bigint {
    if (store.meta(nonceKey) !== nonce.toString()) store.setMeta(nonceKey, nonce.toString());
    return nonce;
  }

  function withhold(reason: string): undefined {
    if (withheld !== reason) logger.warn({ reason }, 'no offer is announced');
    withheld = reason;
    return undefined;
  }

  async function publish(): Promise<OfferAnnouncement | undefined> {
    if (!dependencies.willing()) return withhold('as many deals as wanted are open');
    const { availableWei, consents } = await chain.balance();
    if (!consents && options.stakeWei + options.maxDepositWei > 0n) {
      return withhold('the broker has no consent to lock stake and deposit');
    }
    if (availableWei < options.stakeWei) return withhold('the balance in the bank is below the stake');
    // A deposit that cannot be locked would be a promise that cannot be kept.
    const spareWei = availableWei - options.stakeWei;
    let { maxDepositWei } = options;
    if (spareWei < maxDepositWei) maxDepositWei = spareWei;
    const nonce = await freeNonce();
    const priceWeiPerGwu = (await dependencies.priceWeiPerGwu?.()) ?? options.priceWeiPerGwu;
    const capability = dependencies.capability();
    const capabilityHash = hashCapability(capability);
    const leftMs = current === undefined ? 0 : Number(current.offer.expiresAt) * 1_000 - nowMs();
    if (
      current === undefined ||
      current.offer.nonce !== nonce ||
      current.offer.capabilityHash !== capabilityHash ||
      current.offer.priceWeiPerGwu !== priceWeiPerGwu ||
      current.offer.maxDepositWei > maxDepositWei ||
      leftMs < options.lifetimeMs / 4
    ) {
      let expiresAt = BigInt(Math.ceil((nowMs() + options.lifetimeMs) / 1_000));
      // Of two offers with one nonce, books keep the one that lasts longer.
      if (current?.offer.nonce === nonce && current.offer.expiresAt >= expiresAt)
        expiresAt = current.offer.expiresAt + 1n;
      const offer: Offer = {
        provider: account.address,
        requester: zeroAddress,
        resourceId,
        capabilityHash,
        priceWeiPerGwu,
        maxWork: options.maxWork,
        stakeWei: options.stakeWei,
        maxDepositWei,
        minAnswerBlocks: options.minAnswerBlocks,
        maxWindowBlocks: options.maxWindowBlocks,
        volume: options.volume,
        expiresAt,
        nonce,
      };
      const signature = await account.signTypedData({
        domain,
        types: { Offer: dealTypes.Offer },
        primaryType: 'Offer',
        message: offer,
      });
      const quorumSignature = await dependencies.signForQuorums?.(offer);
      current = { offer, signature, capability, ...(quorumSignature === undefined ? {} : { quorumSignature }) };
      logger.info({ nonce, resourceId, expiresAt, priceWeiPerGwu }, 'offer signed');
    }
    await dependencies.announce(current);
    withheld = undefined;
    return current;
  }

  const repetition = repeatUntilStopped(publish, {
    intervalMs: options.intervalMs,
    onError: (error) => logger.warn({ err: error }, 'the offer could not be announced'),
  });

  return {
    ...repetition,
    publish,
    get current() {
      return current;
    },
  };
}
