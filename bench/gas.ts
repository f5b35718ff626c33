import { startEmbeddedMarket } from '@suanli/node';
import { type Answer, hashTask, merkleSumRoot, type Offer, type ReceiptLeaf, type Request } from '@suanli/protocol';
import { getChainTime, openDeals, type SuanliClient, settleDeals, signAnswer, signOffer } from '@suanli/sdk';
import { type Hex, keccak256, parseEther, toHex, zeroAddress } from 'viem';

/** Gas as the receipts of real transactions report it, on the embedded chain. */
export interface GasFigures {
  /** `openDeals` with one deal and `settleDeals`, everything included; accounts have balances, the offer served before. */
  readonly dealHappyPathGas: bigint;
  readonly openGas: bigint;
  readonly settleGas: bigint;
  /** The same for the very first deal of a fresh offer. */
  readonly firstDealGas: bigint;
  /** What each task beyond the first adds, at 1,000 tasks in one deal. */
  readonly marginalTaskGas: number;
  /** What each deal beyond the first adds, at 10 deals in one request. */
  readonly marginalDealGas: number;
}

const price = parseEther('0.001');

function receipts(count: number): ReceiptLeaf[] {
  return Array.from({ length: count }, (_, taskIndex) => ({
    taskIndex,
    taskHash: hashTask(keccak256(toHex('template')), { index: taskIndex }),
    outputHash: keccak256(toHex(taskIndex)),
    work: 1_234_567n,
    status: 0,
  }));
}

/** Measures what a deal costs on chain. */
export async function benchGas(signal: AbortSignal): Promise<GasFigures> {
  const market = await startEmbeddedMarket({ signal });
  try {
    const { client: requester, signer } = await market.createAccount();
    const providers: { client: SuanliClient; offer: Offer; signature: Hex }[] = [];
    for (let i = 0; i < 10; i++) {
      const { client, signer: account } = await market.createAccount();
      const offer: Offer = {
        provider: account.address,
        requester: zeroAddress,
        resourceId: 0n,
        capabilityHash: keccak256(toHex('capability')),
        priceWeiPerGwu: price,
        maxWork: 10n ** 12n,
        stakeWei: parseEther('0.1'),
        maxDepositWei: parseEther('10'),
        minAnswerBlocks: 10,
        maxWindowBlocks: 50_400,
        volume: 1_000,
        expiresAt: (await getChainTime(client)) + 3_600n,
        nonce: BigInt(keccak256(toHex(i))) >> 192n,
      };
      providers.push({ client, offer, signature: await signOffer(client, { offer }) });
    }
    let nonce = 1n;
    const pay = async (count: number, tasks: number): Promise<{ openGas: bigint; settleGas: bigint }> => {
      const request: Request = {
        requester: signer.address,
        provider: zeroAddress,
        jobHash: keccak256(toHex('job')),
        maxPriceWeiPerGwu: price,
        maxWork: 64n * 10n ** 9n,
        depositWei: parseEther('0.1'),
        minStakeWei: parseEther('0.01'),
        bountyWei: parseEther('0.01'),
        answerBlocks: 600,
        windowBlocks: 20,
        policy: 0,
        volume: 16,
        expiresAt: (await getChainTime(requester)) + 3_600n,
        nonce: BigInt(keccak256(toHex(nonce++))) >> 192n,
      };
      const chosen = providers.slice(0, count);
      const opened = await openDeals(requester, {
        request,
        fills: chosen.map(({ offer, signature }, index) => ({ offer, signature, index, maxWork: request.maxWork })),
      });
      const { root, totalWork: work } = merkleSumRoot(receipts(tasks));
      const deals = await Promise.all(
        opened.deals.map(async ({ dealId, deal }) => {
          const answer: Answer = { dealId, root, work };
          const provider = chosen.find(({ offer }) => offer.provider === deal.provider)?.client as SuanliClient;
          const answerSignature: Hex = await signAnswer(provider, { answer });
          return { dealId, deal, root, work, answerSignature, acceptanceSignature: '0x' as const };
        }),
      );
      const settled = await settleDeals(requester, { deals });
      return { openGas: opened.gasUsed, settleGas: settled.gasUsed };
    };
    const total = ({ openGas, settleGas }: { openGas: bigint; settleGas: bigint }) => openGas + settleGas;
    const first = await pay(1, 1);
    await pay(10, 1);
    const one = await pay(1, 1);
    const thousand = await pay(1, 1_000);
    const ten = await pay(10, 1);
    return {
      dealHappyPathGas: total(one),
      ...one,
      firstDealGas: total(first),
      marginalTaskGas: Number(total(thousand) - total(one)) / 999,
      marginalDealGas: Number(total(ten) - total(one)) / 9,
    };
  } finally {
    await market.stop();
  }
}
