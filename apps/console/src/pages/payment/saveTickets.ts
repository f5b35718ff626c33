import { formatLotteryAnnouncement } from '@suanli/protocol';
import type { ConsoleConfig } from '../../config/ConsoleConfig.ts';
import { downloadFile } from '../../ui/downloadFile.ts';
import { announcementsOf } from './announcementsOf.ts';
import type { KeptLottery } from './paymentStore.ts';

/** Gives the user all tickets of a lottery as one file. */
export function saveTickets(deployment: ConsoleConfig['deployment'], kept: KeptLottery): void {
  const list = announcementsOf(deployment, kept).map(formatLotteryAnnouncement);
  const name = `suanli-tickets-${kept.hash.slice(2, 10)}.json`;
  downloadFile(name, new Blob([`[\n${list.join(',\n')}\n]\n`], { type: 'application/json' }));
}
