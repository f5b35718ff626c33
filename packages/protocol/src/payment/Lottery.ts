import type { Address, Hex } from 'viem';

/**
 * A lottery: one prize that one of many participants gets, each with the chance of its part of the weight. The chain keeps its
 * hash, the `LotteryOpened` event its text. Field order is that of the EIP-712 type in `ILottery.sol`.
 */
export interface Lottery {
  /** Whose balance in the bank the prize comes from. */
  readonly payer: Address;
  /** A uint64: in bits 0..15 a lane, of which each has one open lottery at a time; above them a number that grows with it. */
  readonly id: bigint;
  /** The prize. */
  readonly valueWei: bigint;
  /** The block whose hash draws. */
  readonly drawBlock: bigint;
  /** For so many blocks after the draw all of the prize is the winner's, whoever claims it; later a bounty is taken off. */
  readonly claimBlocks: number;
  /** All participants: the root of their tree, of which the last 8 bytes are the sum of their weights; see `lotteryTree`. */
  readonly root: Hex;
}

/** An account that takes part in a lottery, with the chance of its part of all weights. */
export interface LotteryParticipant {
  readonly account: Address;
  /** A uint64 above zero. Take the wei that are due to the account, so that nothing is rounded. */
  readonly weight: bigint;
}

/** What shows that an account takes part in a lottery, and with which range of the weight. */
export interface LotteryTicket extends LotteryParticipant {
  /** The way from the leaf up: bit i is set where the sibling on level i is the left one. A uint32. */
  readonly path: number;
  /** From the leaf up, 32 bytes each: 24 of the sibling's hash, 8 of the weight under it. */
  readonly siblings: readonly Hex[];
}

/** EIP-712 types of a lottery. */
export const lotteryTypes = {
  Lottery: [
    { name: 'payer', type: 'address' },
    { name: 'id', type: 'uint64' },
    { name: 'valueWei', type: 'uint96' },
    { name: 'drawBlock', type: 'uint64' },
    { name: 'claimBlocks', type: 'uint16' },
    { name: 'root', type: 'bytes32' },
  ],
} as const;
