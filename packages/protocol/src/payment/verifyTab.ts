import { type Address, type Hex, recoverTypedDataAddress, zeroAddress } from 'viem';
import type { BrokerDomain } from '../eip712/brokerDomain.ts';
import { dealIdOf, hashRequest } from '../eip712/dealId.ts';
import { type Deal, dealTypes, type Offer, type Request } from '../eip712/dealTypes.ts';
import { SuanliError } from '../errors/SuanliError.ts';
import { tabPolicy } from '../job/dealPolicies.ts';
import { tabDeal } from './tabDeal.ts';

/** What a requester shows in place of a deal on chain. */
export interface TabOrder {
  readonly offer: Offer;
  /** The provider's signature of the offer. */
  readonly offerSignature: Hex;
  readonly request: Request;
  /** The requester's signature of the request. */
  readonly requestSignature: Hex;
  /** The number of the session within the request: with its hash, what the receipts are bound to. */
  readonly index: number;
}

const same = (a: Address, b: Address): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Checks that an order puts work on a tab with one provider: that offer and request are signed and want each other, that the
 * request can never be opened on chain as well (its `volume` is 0), and that deal id and terms are those that follow.
 *
 * @param parameters.nowSeconds Unix seconds
 * @throws SuanliError `TAB_TERMS_MISMATCH` with what is wrong, `TAB_FORGED` where a signature is not that of its side
 */
export async function verifyTab(parameters: {
  order: TabOrder;
  dealId: Hex;
  deal: Deal;
  provider: Address;
  domain: BrokerDomain;
  nowSeconds: bigint;
}): Promise<void> {
  const { order, dealId, deal, provider, domain, nowSeconds } = parameters;
  const { offer, request, index } = order;
  const expected = tabDeal({ offer, request, maxWork: deal.maxWork });
  const isOther = (name: keyof Deal): boolean => {
    const [given, wanted] = [deal[name], expected[name]];
    return typeof given === 'string' ? !same(given as Address, wanted as Address) : given !== wanted;
  };
  const names = Object.keys(expected) as (keyof Deal)[];
  const checks: readonly (readonly [what: string, wrong: boolean])[] = [
    ['offer.provider', !same(offer.provider, provider)],
    ['offer.requester', !same(offer.requester, zeroAddress) && !same(offer.requester, request.requester)],
    ['offer.resourceId', offer.resourceId !== 0n],
    ['offer.expiresAt', offer.expiresAt <= nowSeconds],
    ['request.provider', !same(request.provider, zeroAddress) && !same(request.provider, provider)],
    ['request.maxPriceWeiPerGwu', request.maxPriceWeiPerGwu < offer.priceWeiPerGwu],
    ['request.policy', request.policy !== tabPolicy],
    // One that can be opened would pay for the same receipts twice.
    ['request.volume', request.volume !== 0],
    ['request.expiresAt', request.expiresAt <= nowSeconds],
    ['dealId', dealIdOf(hashRequest(domain, request), index) !== dealId.toLowerCase()],
    ...names.map((name) => [`deal.${name}`, isOther(name)] as const),
  ];
  const failed = checks.find(([, wrong]) => wrong);
  if (failed) throw new SuanliError('TAB_TERMS_MISMATCH', { parameters: { what: failed[0] } });

  const [offerSigner, requestSigner] = await Promise.all([
    recoverTypedDataAddress({
      domain,
      types: { Offer: dealTypes.Offer },
      primaryType: 'Offer',
      message: offer,
      signature: order.offerSignature,
    }).catch(() => zeroAddress),
    recoverTypedDataAddress({
      domain,
      types: { Request: dealTypes.Request },
      primaryType: 'Request',
      message: request,
      signature: order.requestSignature,
    }).catch(() => zeroAddress),
  ]);
  if (!same(offerSigner, offer.provider)) throw new SuanliError('TAB_FORGED', { parameters: { what: 'offer' } });
  if (!same(requestSigner, request.requester)) throw new SuanliError('TAB_FORGED', { parameters: { what: 'request' } });
}
