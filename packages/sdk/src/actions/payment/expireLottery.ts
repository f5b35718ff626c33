import { type Lottery, lotteryAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ExpireLotteryParameters {
  readonly lottery: Lottery;
}

/**
 * Ends a lottery whose winner cannot be known any more, for nobody claimed while the chain remembered the block that drew. The
 * prize goes to the DAO's treasury; it does not return to the payer, who could otherwise gain by keeping tickets to itself.
 * Anyone may send it.
 *
 * @throws SuanliError `LOTTERY_NOT_OPEN`, `LOTTERY_NOT_DRAWN`, `LOTTERY_NOT_EXPIRED`, and `CHAIN_…`
 */
export function expireLottery(client: SuanliClient, parameters: ExpireLotteryParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: lotteryAbi,
    address: client.deployment.lottery,
    functionName: 'expire',
    args: [parameters.lottery],
  });
}
