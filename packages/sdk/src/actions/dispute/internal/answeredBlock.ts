import { DealStatus } from '@suanli/protocol';
import type { Hex } from 'viem';
import { findDealEvent } from '../../../client/internal/findDealEvent.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import { getDealState } from '../../broker/getDealState.ts';

/** The block in which a deal was answered: no game about it is older. Undefined where it was not. */
export async function answeredBlock(client: SuanliClient, dealId: Hex): Promise<bigint | undefined> {
  const { status, blockNumber } = await getDealState(client, { dealId });
  switch (status) {
    case DealStatus.none:
    case DealStatus.pending:
    case DealStatus.cancelled:
      return undefined;
    case DealStatus.waitingForResolution:
    case DealStatus.needsResolution:
    case DealStatus.resolving:
      // Challenges leave it as it is.
      return blockNumber;
    default:
      return (await findDealEvent(client, 'DealAnswered', dealId))?.blockNumber;
  }
}
