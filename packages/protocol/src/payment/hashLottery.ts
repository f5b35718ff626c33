import { type Hex, hashTypedData } from 'viem';
import { type Lottery, lotteryTypes } from './Lottery.ts';
import type { LotteryDomain } from './lotteryDomain.ts';

/**
 * The name of a lottery: its EIP-712 digest (EIP-712, `hashStruct`), which binds all of its terms, the chain and the contract.
 * The chain stores its first 26 bytes while the lottery is open; a payer signs it to have others open the lottery.
 *
 * @example
 * const hash = hashLottery(lottery, lotteryDomain(deployment));
 */
export function hashLottery(lottery: Lottery, domain: LotteryDomain): Hex {
  const { payer, id, valueWei, drawBlock, claimBlocks, root } = lottery;
  return hashTypedData({
    domain,
    types: lotteryTypes,
    primaryType: 'Lottery',
    message: { payer, id, valueWei, drawBlock, claimBlocks, root },
  });
}
