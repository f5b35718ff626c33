import { type CurveTerms, priceCurve, priceCurveAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetPriceFiguresParameters {
  readonly typeId: number;
  /** Default: the present one, whose figures still grow. */
  readonly epoch?: number;
}

/** What is published for one epoch, and what follows from it. */
export interface PriceFigures {
  readonly typeId: number;
  readonly epoch: number;
  /** R_p: work that providers supply in it. */
  readonly supplyWork: bigint;
  /** R_d: work that requesters demand in it. */
  readonly demandWork: bigint;
  /** The price of the epoch after it, by the terms known for that: final once this epoch is over. */
  readonly nextPriceWeiPerGwu: bigint;
  /** The terms of the epoch after it. */
  readonly nextTerms: CurveTerms;
}

/**
 * What is published for an epoch of a resource type, and the price that follows from it.
 *
 * @throws SuanliError `PRICE_CURVE_NOT_SET`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const { supplyWork, demandWork, nextPriceWeiPerGwu } = await getPriceFigures(client, { typeId: 1 });
 */
export async function getPriceFigures(
  client: SuanliClient,
  parameters: GetPriceFiguresParameters,
): Promise<PriceFigures> {
  const { typeId } = parameters;
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const epoch =
    parameters.epoch ?? (await readContract(client, { ...contract, functionName: 'currentEpoch', args: [] }));
  const [{ supplyWork, demandWork }, [nextTerms]] = await Promise.all([
    readContract(client, { ...contract, functionName: 'figuresOf', args: [typeId, epoch] }),
    readContract(client, { ...contract, functionName: 'termsAt', args: [typeId, epoch + 1] }),
  ]);
  const nextPriceWeiPerGwu = priceCurve({ ...nextTerms, supplyWork, demandWork });
  return { typeId, epoch, supplyWork, demandWork, nextPriceWeiPerGwu, nextTerms };
}
