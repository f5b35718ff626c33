import type { Deal, Offer, Request } from '../eip712/dealTypes.ts';
import { tabPolicy } from '../job/dealPolicies.ts';

/**
 * The terms under which work is done on a tab: those of a deal that is never opened, at the offer's price, with nothing locked by
 * either side and no deadline.
 *
 * @param parameters.maxWork the most work of the session, in metered instructions; default: what offer and request both allow
 *
 * @example
 * const deal = tabDeal({ offer: announcement.offer, request });
 */
export function tabDeal(parameters: { offer: Offer; request: Request; maxWork?: bigint }): Deal {
  const { offer, request, maxWork } = parameters;
  const mostWork = offer.maxWork < request.maxWork ? offer.maxWork : request.maxWork;
  return {
    requester: request.requester,
    provider: offer.provider,
    resourceId: offer.resourceId,
    jobHash: request.jobHash,
    priceWeiPerGwu: offer.priceWeiPerGwu,
    maxWork: maxWork === undefined || maxWork > mostWork ? mostWork : maxWork,
    stakeWei: 0n,
    depositWei: 0n,
    bountyWei: 0n,
    answerDeadlineBlock: 0n,
    windowBlocks: 0,
    policy: tabPolicy,
  };
}
