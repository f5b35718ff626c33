import { encodeAbiParameters, type Hex, hexToBigInt, keccak256 } from 'viem';
import { hashLottery } from './hashLottery.ts';
import type { Lottery } from './Lottery.ts';
import type { LotteryDomain } from './lotteryDomain.ts';
import { lotteryWeight } from './lotteryWeight.ts';

/**
 * The position that the hash of the lottery's `drawBlock` draws:
 * `uint256(keccak256(abi.encode(blockHash, hash))) % weight`, of all weights together. The ticket whose range holds it wins.
 *
 * @throws RangeError where the lottery has no weight
 */
export function lotteryPosition(lottery: Lottery, domain: LotteryDomain, blockHash: Hex): bigint {
  const encoded = encodeAbiParameters(
    [{ type: 'bytes32' }, { type: 'bytes32' }],
    [blockHash, hashLottery(lottery, domain)],
  );
  return hexToBigInt(keccak256(encoded)) % lotteryWeight(lottery);
}
