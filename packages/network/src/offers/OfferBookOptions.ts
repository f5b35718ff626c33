/** Options of the offer book; the defaults suit production. */
export interface OfferBookOptions {
  /** Offers that are kept. Default 1024. Checking a full book from a new peer takes about a second of CPU. */
  readonly maxOffers?: number;
  /** Offers that are kept of one provider. Default 16. */
  readonly maxOffersPerProvider?: number;
  /** The clock that offers expire by, in Unix milliseconds. Default `Date.now`. */
  readonly nowMs?: () => number;
}
