import { isSuanliError, parseLotteryAnnouncement } from '@suanli/protocol';
import { type Address, isAddressEqual } from 'viem';
import type { PaymentChain } from '../../../../chain/PaymentChain.ts';
import type { AnnouncedPayment } from '../../../../store/TabStore.ts';

/** What the chain says of an announced payment. */
export type PaymentFinding =
  /** It lowers the tab. */
  | { readonly type: 'counts'; readonly amountWei: bigint; readonly blockNumber: bigint }
  /** It is a lottery that has been drawn: whether it counts was to be seen before. */
  | { readonly type: 'drawn' }
  /** It is not there, or under too few blocks. */
  | { readonly type: 'missing' }
  /** It is there, and does not pay for this tab. */
  | { readonly type: 'wrong'; readonly what: string };

/** Looks whether a payment that a requester announced has reached this account, under enough blocks. */
export async function examinePayment(
  chain: PaymentChain,
  parameters: {
    readonly payment: AnnouncedPayment;
    readonly requester: Address;
    readonly headBlock: bigint;
    readonly confirmations: number;
    /** Blocks between the opening of a lottery and its draw, at least. */
    readonly minLeadBlocks: number;
  },
): Promise<PaymentFinding> {
  const { payment, requester, headBlock, confirmations } = parameters;
  if (payment.kind === 'lottery') return examineLottery(chain, payment.announcement, parameters);
  const found = await chain.bankPayment(payment.transaction);
  if (!found || found.blockNumber + BigInt(confirmations) > headBlock) return { type: 'missing' };
  const { blockNumber, amounts } = found;
  let amountWei = 0n;
  for (const line of amounts) if (isAddressEqual(line.payer, requester)) amountWei += line.amountWei;
  if (amountWei > 0n) return { type: 'counts', amountWei, blockNumber };
  return { type: 'wrong', what: amounts.length > 0 ? 'another account paid it' : 'it pays this provider nothing' };
}

/** Blocks that a winner must have for itself: some hours, in which even a daemon that was stopped comes back. */
const minClaimBlocks = 1_000;

async function examineLottery(
  chain: PaymentChain,
  text: string,
  {
    requester,
    headBlock,
    confirmations,
    minLeadBlocks,
  }: { requester: Address; headBlock: bigint; confirmations: number; minLeadBlocks: number },
): Promise<PaymentFinding> {
  const announcement = parseLotteryAnnouncement(text);
  const { payer, drawBlock } = announcement.lottery;
  if (!isAddressEqual(payer, requester)) return { type: 'wrong', what: 'another account paid it' };
  if (headBlock >= drawBlock) return { type: 'drawn' };
  try {
    const amountWei = await chain.lotteryShare(announcement, { minClaimBlocks, minLeadBlocks, confirmations });
    return { type: 'counts', amountWei, blockNumber: headBlock };
  } catch (error) {
    if (!isSuanliError(error) || error.code === 'CHAIN_UNREACHABLE') throw error;
    // Its opening may be on its way until the draw.
    if (error.code === 'LOTTERY_UNCONFIRMED' || error.code === 'LOTTERY_NOT_OPEN') return { type: 'missing' };
    return error.code === 'LOTTERY_DRAWN_ALREADY' ? { type: 'drawn' } : { type: 'wrong', what: error.code };
  }
}
