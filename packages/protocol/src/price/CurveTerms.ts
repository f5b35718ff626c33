/** What the DAO says about the price of one resource type; `CurveTerms` of the contracts. Work counts instructions, and a
 * Gwu is 10^9 of them. */
export interface CurveTerms {
  /** P0: the price where demand equals supply. */
  readonly basePriceWeiPerGwu: bigint;
  /** α: wei per Gwu by which the price rises for each Gwu that an epoch's demand exceeds its supply by, times 10^9. */
  readonly alphaE9: bigint;
  /** The price is never below this … */
  readonly floorWeiPerGwu: bigint;
  /** … and never above this, which is not below the floor. */
  readonly capWeiPerGwu: bigint;
  /** The most work per epoch that one device can be published with; above zero. */
  readonly maxWorkPerDevice: bigint;
  /** Work per epoch that a resource can be published with for each hash per second of its best compute proof; 0: none is
   * asked for. */
  readonly workPerProvenHash: bigint;
  /** Wei that are locked for each Gwu per epoch of a statement; above zero. */
  readonly bondWeiPerGwu: bigint;
  /** The part of what is locked that a statement costs, in hundredths of a percent; at most 1000. */
  readonly feeBasisPoints: number;
}
