import { merkleSumRoot, WORK_PER_GWU } from '@suanli/protocol';
import { getChainTime, openDeals, type SuanliClient, settleDeals, signAnswer, signOffer } from '@suanli/sdk';
import { type Hex, keccak256, parseEther, toHex, zeroAddress } from 'viem';
import type { ProviderWork } from './runTinyTasks.ts';

export interface PayByDealsParameters {
  readonly requester: SuanliClient;
  readonly works: readonly (ProviderWork & { readonly client: SuanliClient })[];
  readonly priceWeiPerGwu: bigint;
  readonly signal: AbortSignal;
}

/** What one way of paying everybody took on chain. */
export interface PaymentRun {
  readonly transactions: number;
  readonly gas: bigint;
}

/**
 * Pays each provider by a deal of its own: opened with escrow, settled on the answer that both agree on. Offers serve for the
 * first time here, as those of providers do that one has never worked with.
 */
export async function payByDeals(parameters: PayByDealsParameters): Promise<PaymentRun> {
  const { requester, works, priceWeiPerGwu, signal } = parameters;
  const jobHash = keccak256(toHex('tiny tasks'));
  const expiresAt = (await getChainTime(requester)) + 86_400n;
  let gas = 0n;
  for (const [index, { provider, client, receipts }] of works.entries()) {
    signal.throwIfAborted();
    const offer = {
      provider,
      requester: zeroAddress,
      resourceId: 0n,
      capabilityHash: keccak256(toHex('tiny tasks')),
      priceWeiPerGwu,
      maxWork: WORK_PER_GWU,
      stakeWei: parseEther('0.01'),
      maxDepositWei: parseEther('1'),
      minAnswerBlocks: 10,
      maxWindowBlocks: 50_400,
      volume: 1_000,
      expiresAt,
      nonce: 1n,
    };
    const request = {
      requester: requester.account ?? zeroAddress,
      provider: zeroAddress,
      jobHash,
      maxPriceWeiPerGwu: priceWeiPerGwu,
      maxWork: WORK_PER_GWU,
      depositWei: parseEther('0.01'),
      minStakeWei: 0n,
      bountyWei: parseEther('0.001'),
      answerBlocks: 600,
      windowBlocks: 20,
      policy: 0,
      volume: 1,
      expiresAt,
      nonce: BigInt(index + 1),
    };
    const signature = await signOffer(client, { offer });
    const opened = await openDeals(requester, {
      request,
      fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
    });
    const [deal] = opened.deals;
    if (deal === undefined) throw new RangeError('a deal that was opened is there');
    const { root, totalWork: work } = merkleSumRoot(receipts);
    const answerSignature: Hex = await signAnswer(client, { answer: { dealId: deal.dealId, root, work } });
    const settled = await settleDeals(requester, {
      deals: [{ ...deal, root, work, answerSignature, acceptanceSignature: '0x' }],
    });
    gas += opened.gasUsed + settled.gasUsed;
  }
  return { transactions: 2 * works.length, gas };
}
