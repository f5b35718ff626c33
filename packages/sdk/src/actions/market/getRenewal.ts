import { marketAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetRenewalParameters {
  readonly useRightId: bigint;
}

/** On what terms a use right can be renewed. */
export interface Renewal {
  /** What its provider asks; undefined: it offers none. */
  readonly offer:
    | {
        readonly priceWeiPerSecond: bigint;
        /** One renewal adds so many seconds. */
        readonly periodSeconds: number;
        /** The latest second, since 1970, to which it may be renewed. */
        readonly until: number;
      }
    | undefined;
  /** What its present owner allows to be spent by others' hand; undefined: nothing. */
  readonly mandate:
    | {
        /** What is left of it. */
        readonly budgetWei: bigint;
        readonly maxPriceWeiPerSecond: bigint;
        /** The latest second, since 1970, to which it may be renewed. */
        readonly until: number;
      }
    | undefined;
}

/** The offer to renew a use right, and its owner's mandate to do so. */
export async function getRenewal(client: SuanliClient, parameters: GetRenewalParameters): Promise<Renewal> {
  const contract = { abi: marketAbi, address: client.deployment.market };
  const args = [parameters.useRightId] as const;
  const [offer, { transfers: _transfers, ...mandate }] = await Promise.all([
    readContract(client, { ...contract, functionName: 'renewalOfferOf', args }),
    readContract(client, { ...contract, functionName: 'renewalMandateOf', args }),
  ]);
  return {
    offer: offer.priceWeiPerSecond === 0n ? undefined : offer,
    mandate: mandate.budgetWei === 0n ? undefined : mandate,
  };
}
