import { creditLineAbi, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { CreditLine } from './CreditLine.ts';
import { getCreditLineState } from './getCreditLineState.ts';
import { openedTerms } from './internal/openedTerms.ts';

export interface GetCreditLineParameters {
  readonly lineId: Hex;
}

/**
 * A line of credit: its terms, from the event of its opening, and where it stands.
 *
 * @throws SuanliError `CREDIT_LINE_UNKNOWN`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { terms, remainingWei, status } = await getCreditLine(client, { lineId });
 */
export async function getCreditLine(client: SuanliClient, parameters: GetCreditLineParameters): Promise<CreditLine> {
  const { lineId } = parameters;
  const state = await getCreditLineState(client, { lineId });
  if (state.status === 'unknown') throw new SuanliError('CREDIT_LINE_UNKNOWN');
  const [opened] = await readEvents(client, {
    abi: creditLineAbi,
    address: client.deployment.creditLine,
    eventName: 'CreditLineOpened',
    args: { id: lineId },
  });
  if (!opened) throw new SuanliError('CREDIT_LINE_UNKNOWN');
  return { lineId, terms: openedTerms(opened.args), ...state };
}
