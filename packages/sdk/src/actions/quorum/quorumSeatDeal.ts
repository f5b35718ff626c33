import { type Deal, quorumPolicy, SuanliError } from '@suanli/protocol';
import { type Address, isAddressEqual } from 'viem';
import type { Quorum } from './Quorum.ts';

/**
 * The terms of a provider's seat in the shape of a deal, as the task protocol sends them: the answer is due by the deadline of
 * contributions, the window is what is left to reveal, and there is neither deposit nor bounty.
 *
 * @throws SuanliError `QUORUM_SEAT_MISSING`
 */
export function quorumSeatDeal(quorum: Quorum, provider: Address): Deal {
  const { quorumId, terms, seats } = quorum;
  const seat = seats.find((known) => isAddressEqual(known.provider, provider));
  if (!seat) throw new SuanliError('QUORUM_SEAT_MISSING', { parameters: { id: quorumId, seat: seats.length } });
  return {
    requester: terms.requester,
    provider: seat.provider,
    resourceId: seat.resourceId,
    jobHash: terms.jobHash,
    priceWeiPerGwu: seat.priceWeiPerGwu,
    maxWork: terms.maxWork,
    stakeWei: seat.stakeWei,
    depositWei: 0n,
    bountyWei: 0n,
    answerDeadlineBlock: terms.contributeDeadlineBlock,
    windowBlocks: Number(terms.revealDeadlineBlock - terms.contributeDeadlineBlock),
    policy: quorumPolicy,
  };
}
