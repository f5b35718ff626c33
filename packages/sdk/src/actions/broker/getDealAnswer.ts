import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { findDealEvent } from '../../client/internal/findDealEvent.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDealAnswerParameters {
  readonly dealId: Hex;
}

/** An answer as it was posted on chain. */
export interface DealAnswer {
  readonly root: Hex;
  readonly work: bigint;
}

/**
 * The answer that a provider posted for a deal.
 *
 * @throws SuanliError `CHAIN_DEAL_NOT_FOUND` where none was posted, `CHAIN_UNREACHABLE`
 */
export async function getDealAnswer(client: SuanliClient, parameters: GetDealAnswerParameters): Promise<DealAnswer> {
  const { dealId } = parameters;
  const log = await findDealEvent(client, 'DealAnswered', dealId);
  if (!log) throw new SuanliError('CHAIN_DEAL_NOT_FOUND', { parameters: { dealId } });
  return { root: log.args.root, work: log.args.work };
}
