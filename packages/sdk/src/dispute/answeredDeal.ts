import type { Hex } from 'viem';
import type { AnsweredDeal } from '../actions/broker/AnsweredDeal.ts';
import { getDealAnswer } from '../actions/broker/getDealAnswer.ts';
import { getDealTerms } from '../actions/broker/getDealTerms.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';

/**
 * A deal with its answer, from the chain's events.
 *
 * @throws SuanliError `CHAIN_DEAL_NOT_FOUND` where it was never opened or not answered, `CHAIN_UNREACHABLE`
 */
export async function answeredDeal(client: SuanliClient, parameters: { readonly dealId: Hex }): Promise<AnsweredDeal> {
  const [deal, answer] = await Promise.all([getDealTerms(client, parameters), getDealAnswer(client, parameters)]);
  return { dealId: parameters.dealId, deal, ...answer };
}
