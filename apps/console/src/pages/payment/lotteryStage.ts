/** Where a lottery stands: by its row, and by the latest block. */
export type LotteryStageName = 'waiting' | 'drawn' | 'overdue' | 'forgotten' | 'paid' | 'expired';

export interface LotteryStageParameters {
  readonly status: string;
  readonly drawBlock: bigint;
  readonly claimBlocks: number;
}

/** Blocks for which the chain remembers a hash (EIP-2935). */
const historyBlocks = 8_191n;

/** Where a lottery stands once block `head` is mined: what is sent now is in a later one. */
export function lotteryStage(
  { status, drawBlock, claimBlocks }: LotteryStageParameters,
  head: bigint,
): LotteryStageName {
  if (status === 'paid' || status === 'expired') return status;
  if (head <= drawBlock) return 'waiting';
  if (head - drawBlock >= historyBlocks) return 'forgotten';
  return head >= drawBlock + BigInt(claimBlocks) ? 'overdue' : 'drawn';
}
