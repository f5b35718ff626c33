import { creditLineAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { CreditLineState } from './CreditLine.ts';

export interface GetCreditLineStateParameters {
  readonly lineId: Hex;
}

/**
 * Where a line stands, in one call; whoever has its terms needs no more.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const { remainingWei } = await getCreditLineState(client, { lineId: hashCreditTerms(domain, terms) });
 */
export async function getCreditLineState(
  client: SuanliClient,
  parameters: GetCreditLineStateParameters,
): Promise<CreditLineState> {
  const [depositWei, redeemedWei, redeemedQuantity, closed] = await readContract(client, {
    abi: creditLineAbi,
    address: client.deployment.creditLine,
    functionName: 'lineOf',
    args: [parameters.lineId],
  });
  return {
    depositWei,
    redeemedWei,
    redeemedQuantity,
    remainingWei: closed ? 0n : depositWei - redeemedWei,
    status: closed ? 'closed' : depositWei === 0n ? 'unknown' : 'open',
  };
}
