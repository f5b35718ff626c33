import type { AnsweredDeal } from '../../broker/AnsweredDeal.ts';

/** An answered deal as the contracts take it. */
export function answerArgument({ dealId, deal, root, work }: AnsweredDeal) {
  return { id: dealId, deal, root, work };
}
