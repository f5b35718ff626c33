export interface AuctionPricesParameters {
  /** The reserve price: the first, and lowest. */
  readonly reserveWeiPerGwu: bigint;
  /** None is above this. */
  readonly capWeiPerGwu: bigint;
  /** How many, at most. */
  readonly tiers: number;
}

/**
 * The prices at which a provider offers the same at an auction, in wei per Gwu: the reserve price, and then twice the one before,
 * up to the cap.
 *
 * @example
 * auctionPrices({ reserveWeiPerGwu: 10n, capWeiPerGwu: 50n, tiers: 8 }); // [10n, 20n, 40n, 50n]
 */
export function auctionPrices(parameters: AuctionPricesParameters): readonly bigint[] {
  const { reserveWeiPerGwu, capWeiPerGwu, tiers } = parameters;
  const prices = [reserveWeiPerGwu];
  let price = reserveWeiPerGwu;
  while (prices.length < tiers && price > 0n && price < capWeiPerGwu) {
    price = price * 2n < capWeiPerGwu ? price * 2n : capWeiPerGwu;
    prices.push(price);
  }
  return prices;
}
