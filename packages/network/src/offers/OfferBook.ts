import type { OfferAnnouncement } from '@suanli/protocol';

/**
 * The offers of one market that this peer knows: verified (signature, market, capability, expiry) before they are kept
 * or passed on, one per provider and nonce, of which the one that expires last stays.
 *
 * The book is bounded. A provider that goes over its share loses its offer that expires first; a full book loses the
 * offer that expires first of the provider with the most offers. What this peer published itself is never dropped.
 *
 * Trust: an offer here is signed by its provider, no more; whether it is still open is for the chain to say, and a peer may
 * withhold offers. Providers are free to make, so the bound per provider stops clumsiness, not malice.
 */
export interface OfferBook {
  /**
   * Verifies an offer, keeps it, and announces it to the market, at once or as soon as a peer is there to hear it. Publish it
   * again every minute or so, for peers that were cut off; the same offer is not passed on by others more often than every 30 s.
   *
   * @throws SuanliError `NETWORK_NOT_RUNNING`, `OFFER_FORGED`, `OFFER_EXPIRED`
   */
  publish(announcement: OfferAnnouncement): Promise<void>;
  /** Offers that have not expired, the cheapest first. */
  list(): OfferAnnouncement[];
  /** Calls the listener for each offer that is new here or replaces an older one; returns the way to stop it. */
  subscribe(listener: (announcement: OfferAnnouncement) => void): () => void;
  /**
   * Asks connected peers for their books and resolves, with the number of offers that were new here, when all have
   * answered or the signal aborts. Each peer is asked by itself when it connects, so this is for impatience alone.
   */
  refresh(options?: { signal?: AbortSignal }): Promise<number>;
}
