import { type OfferAnnouncement, SuanliError } from '@suanli/protocol';
import { getChainTime } from '../../actions/chain/getChainTime.ts';
import { requireTokenBalance } from '../../actions/token/requireTokenBalance.ts';
import { matchOffers, type OfferNeeds } from '../matchOffers.ts';
import type { JobRun } from './JobRun.ts';

/** Seconds that an offer must still hold for, so that it does while a transaction is mined. */
const openingSeconds = 30n;

/**
 * Waits until the offers at hand are good enough.
 *
 * @param parameters.needs what the job needs of an offer at present
 * @param parameters.choose the offers to take, `undefined` to go on waiting; it looks at `run.matches`. It ends the waiting at
 * the latest after `run.patience.offersMs`
 */
export async function findOffers(
  run: JobRun,
  parameters: {
    readonly needs: () => Omit<
      OfferNeeds,
      'requester' | 'requesterBalanceWei' | 'openBySeconds' | 'maxPriceWeiPerGwu' | 'bidWeiPerGwu'
    >;
    readonly choose: (
      waitedMs: number,
      needs: OfferNeeds,
    ) => readonly OfferAnnouncement[] | undefined | Promise<readonly OfferAnnouncement[] | undefined>;
  },
): Promise<readonly OfferAnnouncement[]> {
  const { client, network } = run.context;
  const startedAtMs = Date.now();
  const openBySeconds = (await run.patiently(() => getChainTime(client))) + openingSeconds;
  let requesterBalanceWei: bigint | undefined;
  const unsubscribe = network.offers.subscribe(() => run.wake());
  try {
    // The peers' whole books, so that the first offer to arrive is not taken for the cheapest.
    await network.offers
      .refresh({ signal: AbortSignal.any([run.signal, AbortSignal.timeout(run.patience.moreOffersMs)]) })
      .catch(() => 0);
    for (;;) {
      run.throwIfOver();
      const { request, bidWeiPerGwu } = run.record;
      const { requester, maxPriceWeiPerGwu } = request;
      const offers = network.offers.list();
      // Asked only where somebody asks for it, and once: what a job pays meanwhile is no reason to give its providers up.
      if (
        requesterBalanceWei === undefined &&
        offers.some(({ capability }) => capability.minRequesterBalanceWei !== undefined)
      ) {
        const look = { account: requester, minBalanceWei: 0n };
        requesterBalanceWei = await run.patiently(() => requireTokenBalance(client, look));
      }
      const needs: OfferNeeds = {
        ...parameters.needs(),
        requester,
        maxPriceWeiPerGwu,
        ...(bidWeiPerGwu === undefined ? {} : { bidWeiPerGwu }),
        openBySeconds,
        ...(requesterBalanceWei === undefined ? {} : { requesterBalanceWei }),
      };
      run.matches = matchOffers(offers, needs);
      const chosen = await parameters.choose(Date.now() - startedAtMs, needs);
      if (chosen) return chosen;
      await run.nextChange();
    }
  } finally {
    unsubscribe();
  }
}

/** That nobody serves, with the reasons against each offer. */
export function noOffers(run: JobRun, waitedMs: number, cause?: SuanliError): SuanliError {
  const { capable, incapable } = run.matches;
  return new SuanliError('JOB_NO_OFFERS', {
    ...(cause === undefined ? {} : { cause }),
    parameters: { offers: incapable.length + capable.length, waitedMs },
    metaMessages: incapable.map(({ announcement, reasons }) => `${announcement.offer.provider}: ${reasons.join(', ')}`),
  });
}
