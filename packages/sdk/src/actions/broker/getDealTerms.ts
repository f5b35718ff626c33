import { type Deal, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { findDealEvent } from '../../client/internal/findDealEvent.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDealTermsParameters {
  readonly dealId: Hex;
}

/**
 * The terms of a deal, from the event of its opening.
 *
 * @throws SuanliError `CHAIN_DEAL_NOT_FOUND`, `CHAIN_UNREACHABLE`
 */
export async function getDealTerms(client: SuanliClient, parameters: GetDealTermsParameters): Promise<Deal> {
  const { dealId } = parameters;
  const log = await findDealEvent(client, 'DealOpened', dealId);
  if (!log) throw new SuanliError('CHAIN_DEAL_NOT_FOUND', { parameters: { dealId } });
  const { id: _id, ...deal } = log.args;
  return deal;
}
