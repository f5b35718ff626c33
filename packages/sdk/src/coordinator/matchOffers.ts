import type { Offer, OfferAnnouncement, TaskLimits } from '@suanli/protocol';
import type { Address } from 'viem';

/** What a job needs of an offer. */
export interface OfferNeeds {
  readonly requester: Address;
  /** What the requester holds of the token, in wallet and bank together. Default: as much as any provider asks for. */
  readonly requesterBalanceWei?: bigint;
  readonly limits: TaskLimits;
  readonly maxPriceWeiPerGwu: bigint;
  /**
   * What is offered to providers that serve who pays more first: the dearest of their offers up to this is taken. Default: the
   * cheapest is.
   */
  readonly bidWeiPerGwu?: bigint;
  readonly depositWei: bigint;
  readonly minStakeWei: bigint;
  readonly bountyWei: bigint;
  readonly answerBlocks: number;
  readonly windowBlocks: number;
  /** Unix seconds by which a deal will be open. */
  readonly openBySeconds: bigint;
  /** Providers not to take. */
  readonly excluded?: ReadonlySet<Address>;
  /** True where answers can be challenged: then the window must give the provider the time that it wants. Default false. */
  readonly disputable?: boolean;
  /** True where the offer must hold for quorums. Default false. */
  readonly quorum?: boolean;
}

/** Why an offer does not serve. */
export type MismatchReason =
  | 'price'
  | 'work'
  | 'memory'
  | 'output'
  | 'executor'
  | 'requester'
  | 'balance'
  | 'expired'
  | 'deposit'
  | 'stake'
  | 'answerTime'
  | 'window'
  | 'quorum'
  | 'excluded';

export interface OfferMatches {
  /**
   * Offers that serve, cheapest first, then fastest, then by address; at most one per provider: the first one in this order, or
   * at an auction the dearest one that the bid reaches, where there is a bid.
   */
  readonly capable: readonly OfferAnnouncement[];
  /** Offers that do not, each with every reason. */
  readonly incapable: readonly {
    readonly announcement: OfferAnnouncement;
    readonly reasons: readonly MismatchReason[];
  }[];
}

const zeroAddress = `0x${'0'.repeat(40)}`;

function reasonsAgainst(
  { offer, capability, quorumSignature }: OfferAnnouncement,
  needs: OfferNeeds,
): MismatchReason[] {
  const checks: [MismatchReason, boolean][] = [
    ['price', offer.priceWeiPerGwu > needs.maxPriceWeiPerGwu],
    ['work', offer.maxWork < needs.limits.work],
    ['memory', capability.memoryPages < needs.limits.memoryPages],
    ['output', capability.outputBytes < needs.limits.outputBytes],
    ['executor', !capability.executors.includes('wasm')],
    ['requester', offer.requester !== zeroAddress && offer.requester.toLowerCase() !== needs.requester.toLowerCase()],
    [
      'balance',
      needs.requesterBalanceWei !== undefined && needs.requesterBalanceWei < (capability.minRequesterBalanceWei ?? 0n),
    ],
    ['expired', offer.expiresAt < needs.openBySeconds],
    ['deposit', offer.maxDepositWei < needs.depositWei],
    ['stake', offer.stakeWei < needs.minStakeWei || offer.stakeWei < needs.bountyWei],
    ['answerTime', offer.minAnswerBlocks > needs.answerBlocks],
    [
      'window',
      offer.maxWindowBlocks < needs.windowBlocks ||
        (needs.disputable === true && needs.windowBlocks < offer.minAnswerBlocks),
    ],
    ['quorum', needs.quorum === true && quorumSignature === undefined],
    ['excluded', needs.excluded?.has(offer.provider.toLowerCase() as Address) ?? false],
  ];
  return checks.filter(([, against]) => against).map(([reason]) => reason);
}

function compare(a: OfferAnnouncement, b: OfferAnnouncement): number {
  const price = (offer: Offer) => offer.priceWeiPerGwu;
  if (price(a.offer) !== price(b.offer)) return price(a.offer) < price(b.offer) ? -1 : 1;
  const speed = (x: OfferAnnouncement) => x.capability.workPerSecond * x.capability.slots;
  if (speed(a) !== speed(b)) return speed(b) - speed(a);
  return a.offer.provider < b.offer.provider ? -1 : 1;
}

/** Whether one offer of a provider is to be taken rather than another of its. */
function isBetter(one: OfferAnnouncement, other: OfferAnnouncement, needs: OfferNeeds): boolean {
  if (!one.capability.auction || !other.capability.auction) return compare(one, other) < 0;
  const { bidWeiPerGwu = 0n } = needs;
  const [price, otherPrice] = [one.offer.priceWeiPerGwu, other.offer.priceWeiPerGwu];
  if (price === otherPrice) return compare(one, other) < 0;
  // Above the bid, but not above the most: the nearest to the bid is the cheapest.
  if (price > bidWeiPerGwu || otherPrice > bidWeiPerGwu) return price < otherPrice;
  return price > otherPrice;
}

/**
 * Sorts offers into those that can serve a job and those that cannot, with reasons: the answer to "why no match?".
 * Each side's conditions are the ones that `Broker.sol` enforces, so that what matches here opens there.
 */
export function matchOffers(announcements: readonly OfferAnnouncement[], needs: OfferNeeds): OfferMatches {
  const capable = new Map<string, OfferAnnouncement>();
  const incapable: { announcement: OfferAnnouncement; reasons: MismatchReason[] }[] = [];
  for (const announcement of announcements) {
    const reasons = reasonsAgainst(announcement, needs);
    if (reasons.length > 0) {
      incapable.push({ announcement, reasons });
      continue;
    }
    const provider = announcement.offer.provider.toLowerCase();
    const other = capable.get(provider);
    if (!other || isBetter(announcement, other, needs)) capable.set(provider, announcement);
  }
  return { capable: [...capable.values()].sort(compare), incapable };
}
