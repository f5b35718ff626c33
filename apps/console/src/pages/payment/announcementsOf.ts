import { type LotteryAnnouncement, lotteryParticipants, lotteryTree } from '@suanli/protocol';
import type { ConsoleConfig } from '../../config/ConsoleConfig.ts';
import type { KeptLottery } from './paymentStore.ts';

/** Everybody's announcement of a lottery that was opened here. */
export function announcementsOf(
  { chainId, lottery: contract }: ConsoleConfig['deployment'],
  { lottery, payments }: KeptLottery,
): readonly LotteryAnnouncement[] {
  const tree = lotteryTree(lotteryParticipants(payments).participants);
  return payments.map((_, index) => ({ chainId, contract, lottery, ticket: tree.ticket(index) }));
}
