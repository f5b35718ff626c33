import { type Lottery, lotteryDomain, lotteryTypes, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignLotteryParameters {
  readonly lottery: Lottery;
}

/**
 * Signs a lottery as its payer, so that another account can open it and pay the gas.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signLottery(client: SuanliClient, parameters: SignLotteryParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: lotteryDomain(client.deployment),
    types: lotteryTypes,
    primaryType: 'Lottery',
    message: { ...parameters.lottery },
  });
}
