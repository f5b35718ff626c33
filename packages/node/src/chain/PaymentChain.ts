import type { LotteryAnnouncement } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { MinedTransaction } from './ProviderChain.ts';

/** What one transaction paid this account. */
export interface BankPayment {
  readonly blockNumber: bigint;
  /** By payer, in the order of the transaction's events. */
  readonly amounts: readonly { readonly payer: Address; readonly amountWei: bigint }[];
}

/**
 * The chain as tabs need it: whether what was announced as paid is there.
 *
 * Trust: the RPC endpoint is believed. All methods fail with `CHAIN_UNREACHABLE` where a later try may succeed.
 */
export interface PaymentChain {
  blockNumber(): Promise<bigint>;
  /** What a transaction paid this account within the bank; undefined where no such transaction is mined. */
  bankPayment(transaction: Hex): Promise<BankPayment | undefined>;
  /** The name of a lottery: what tells it from all others. */
  lotteryHash(announcement: LotteryAnnouncement): Hex;
  /**
   * What this account's ticket in a lottery that is not drawn yet is worth, in wei.
   *
   * @throws SuanliError what `verifyLotteryAnnouncement` of the sdk throws, where it does not count as payment
   */
  lotteryShare(
    announcement: LotteryAnnouncement,
    options: { readonly minClaimBlocks: number; readonly minLeadBlocks: number; readonly confirmations: number },
  ): Promise<bigint>;
  /** Whether this account's ticket has won; `over` where the prize is paid or lost. */
  lotteryDraw(announcement: LotteryAnnouncement): Promise<'open' | 'won' | 'lost' | 'over'>;
  /** Has the prize paid to this account, whose ticket has won. */
  claimLottery(announcement: LotteryAnnouncement): Promise<MinedTransaction>;
}
