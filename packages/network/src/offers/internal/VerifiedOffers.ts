import {
  type BrokerDomain,
  decodeOfferAnnouncement,
  encodeOfferAnnouncement,
  type OfferAnnouncement,
  SuanliError,
  verifyOfferAnnouncement,
} from '@suanli/protocol';

/** Largest encoded announcement; one with sixteen long addresses takes about 9 KiB. */
export const maxAnnouncementBytes = 16 * 1024;

/** The same offer is passed on to others no more often than this, whoever announces it. */
const passOnIntervalMs = 30_000;

interface Entry {
  readonly announcement: OfferAnnouncement;
  readonly encoded: Uint8Array;
  /** Published here. */
  readonly own: boolean;
  /** When it was last passed on, by the book's clock. */
  passedOnMs: number | undefined;
}

/** What became of an offer: `new` or `known` ones are worth passing on, `stale` ones (older than what is held, or no room) are not. */
export type Admission = 'new' | 'known' | 'stale';

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, index) => byte === b[index]);
}

/**
 * The offers of one market.
 *
 * Invariants: every entry was verified when it came in; no provider has more than `maxOffersPerProvider` entries and all
 * together are no more than `maxOffers`, own ones aside.
 */
export class VerifiedOffers {
  readonly #domain: BrokerDomain;
  readonly #maxOffers: number;
  readonly #maxOffersPerProvider: number;
  readonly #nowMs: () => number;
  /** Provider, lower case → nonce → entry. */
  readonly #byProvider = new Map<string, Map<bigint, Entry>>();
  readonly #listeners = new Set<(announcement: OfferAnnouncement) => void>();
  #size = 0;

  constructor(options: {
    domain: BrokerDomain;
    maxOffers: number;
    maxOffersPerProvider: number;
    nowMs: () => number;
  }) {
    this.#domain = options.domain;
    this.#maxOffers = options.maxOffers;
    this.#maxOffersPerProvider = options.maxOffersPerProvider;
    this.#nowMs = options.nowMs;
  }

  nowSeconds(): bigint {
    return BigInt(Math.floor(this.#nowMs() / 1000));
  }

  subscribe(listener: (announcement: OfferAnnouncement) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  list(): OfferAnnouncement[] {
    this.#dropExpired();
    return [...this.#entries()]
      .map(({ announcement }) => announcement)
      .sort(({ offer: a }, { offer: b }) =>
        a.priceWeiPerGwu === b.priceWeiPerGwu ? 0 : a.priceWeiPerGwu < b.priceWeiPerGwu ? -1 : 1,
      );
  }

  /** What is told to a newcomer. */
  encodedList(): Uint8Array[] {
    this.#dropExpired();
    return [...this.#entries()].map(({ encoded }) => encoded);
  }

  /**
   * Verifies an offer as a peer sent it, and keeps it.
   *
   * @throws SuanliError `MESSAGE_MALFORMED`, `OFFER_FORGED`, `OFFER_EXPIRED`
   */
  async admit(bytes: Uint8Array): Promise<Admission> {
    if (bytes.byteLength > maxAnnouncementBytes) {
      throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'offer' } });
    }
    const announcement = decodeOfferAnnouncement(bytes);
    const { offer } = announcement;
    const held = this.#byProvider.get(offer.provider.toLowerCase())?.get(offer.nonce);
    // What is dear, the signature, is checked last and once.
    if (held !== undefined && equalBytes(held.encoded, bytes)) return 'known';
    const nowSeconds = this.nowSeconds();
    if (offer.expiresAt <= nowSeconds) {
      throw new SuanliError('OFFER_EXPIRED', { parameters: { provider: offer.provider } });
    }
    // Only one encoding of an offer is passed on, or it could be sent round in endless disguises.
    if (!equalBytes(encodeOfferAnnouncement(announcement), bytes)) {
      throw new SuanliError('MESSAGE_MALFORMED', { parameters: { what: 'offer' } });
    }
    await verifyOfferAnnouncement({ announcement, domain: this.#domain, nowSeconds });
    return this.#keep({ announcement, encoded: bytes.slice(), own: false, passedOnMs: undefined });
  }

  /** Asks leave to pass on an offer that is held, and takes it: true once in 30 s. */
  mayPassOn(bytes: Uint8Array): boolean {
    const { offer } = decodeOfferAnnouncement(bytes);
    const entry = this.#byProvider.get(offer.provider.toLowerCase())?.get(offer.nonce);
    const nowMs = this.#nowMs();
    if (entry === undefined) return false;
    if (entry.passedOnMs !== undefined && nowMs - entry.passedOnMs < passOnIntervalMs) return false;
    entry.passedOnMs = nowMs;
    return true;
  }

  /**
   * Verifies and keeps an offer of this peer, and returns it as it is announced.
   *
   * @throws SuanliError `OFFER_FORGED`, `OFFER_EXPIRED`
   */
  async publish(announcement: OfferAnnouncement): Promise<Uint8Array> {
    await verifyOfferAnnouncement({ announcement, domain: this.#domain, nowSeconds: this.nowSeconds() });
    const encoded = encodeOfferAnnouncement(announcement);
    this.#keep({ announcement, encoded, own: true, passedOnMs: undefined });
    return encoded;
  }

  #keep(entry: Entry): Admission {
    const { offer } = entry.announcement;
    const provider = offer.provider.toLowerCase();
    const held = this.#byProvider.get(provider)?.get(offer.nonce);
    if (held !== undefined && equalBytes(held.encoded, entry.encoded)) {
      if (entry.own && !held.own) this.#set(provider, entry);
      return 'known';
    }
    if (held !== undefined && held.announcement.offer.expiresAt >= offer.expiresAt) return 'stale';
    this.#dropExpired();
    this.#set(provider, entry);
    this.#makeRoom(provider);
    // it may itself have been what had to go
    if (this.#byProvider.get(provider)?.get(offer.nonce) !== entry) return 'stale';
    for (const listener of [...this.#listeners]) listener(entry.announcement);
    return 'new';
  }

  *#entries(): Iterable<Entry> {
    for (const entries of this.#byProvider.values()) yield* entries.values();
  }

  #set(provider: string, entry: Entry): void {
    let entries = this.#byProvider.get(provider);
    if (entries === undefined) {
      entries = new Map();
      this.#byProvider.set(provider, entries);
    }
    const { nonce } = entry.announcement.offer;
    if (!entries.has(nonce)) this.#size += 1;
    entries.set(nonce, entry);
  }

  #delete(provider: string, nonce: bigint): void {
    const entries = this.#byProvider.get(provider);
    if (!entries?.delete(nonce)) return;
    this.#size -= 1;
    if (entries.size === 0) this.#byProvider.delete(provider);
  }

  #dropExpired(): void {
    const nowSeconds = this.nowSeconds();
    for (const [provider, entries] of this.#byProvider) {
      for (const [nonce, { announcement }] of entries) {
        if (announcement.offer.expiresAt <= nowSeconds) this.#delete(provider, nonce);
      }
    }
  }

  #makeRoom(provider: string): void {
    if ((this.#byProvider.get(provider)?.size ?? 0) > this.#maxOffersPerProvider) this.#dropFirstToExpire(provider);
    if (this.#size <= this.#maxOffers) return;
    let fullest = provider;
    let most = 0;
    for (const [other, entries] of this.#byProvider) {
      const foreign = [...entries.values()].filter(({ own }) => !own).length;
      // at a tie the newcomer's provider gives way, so that a full book is not churned by ever new providers
      if (foreign > most || (foreign === most && other === provider)) {
        fullest = other;
        most = foreign;
      }
    }
    this.#dropFirstToExpire(fullest);
  }

  #dropFirstToExpire(provider: string): void {
    let first: Entry | undefined;
    for (const entry of this.#byProvider.get(provider)?.values() ?? []) {
      if (entry.own) continue;
      if (first === undefined || entry.announcement.offer.expiresAt < first.announcement.offer.expiresAt) first = entry;
    }
    if (first !== undefined) this.#delete(provider, first.announcement.offer.nonce);
  }
}
