import { type Address, isAddressEqual } from 'viem';
import type { PaymentChain } from '../../../../chain/PaymentChain.ts';
import type { AnnouncedPayment } from '../../../../store/TabStore.ts';

/** What the chain says of an announced payment. */
export type PaymentFinding =
  /** It lowers the tab. */
  | { readonly type: 'counts'; readonly amountWei: bigint; readonly blockNumber: bigint }
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
  },
): Promise<PaymentFinding> {
  const { payment, requester, headBlock, confirmations } = parameters;
  const found = await chain.bankPayment(payment.transaction);
  if (!found || found.blockNumber + BigInt(confirmations) > headBlock) return { type: 'missing' };
  const { blockNumber, amounts } = found;
  let amountWei = 0n;
  for (const line of amounts) if (isAddressEqual(line.payer, requester)) amountWei += line.amountWei;
  if (amountWei > 0n) return { type: 'counts', amountWei, blockNumber };
  return { type: 'wrong', what: amounts.length > 0 ? 'another account paid it' : 'it pays this provider nothing' };
}
