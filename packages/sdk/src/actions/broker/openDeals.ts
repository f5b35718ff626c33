import { brokerAbi, type Deal, type Offer, type Request } from '@suanli/protocol';
import { type Hex, parseEventLogs } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

/** One deal to open: which offer serves it and how much work it may hold. */
export interface DealFill {
  readonly offer: Offer;
  /** The provider's signature of the offer. */
  readonly signature: Hex;
  /** The deal's number within its request, below the request's volume; each number serves once. */
  readonly index: number;
  readonly maxWork: bigint;
}

export interface OpenDealsParameters {
  readonly request: Request;
  /** Needed only where another account than the requester sends. */
  readonly requestSignature?: Hex;
  readonly fills: readonly DealFill[];
}

export interface OpenDealsReturnType extends Transaction {
  /** In the order of the fills. */
  readonly deals: readonly { readonly dealId: Hex; readonly deal: Deal }[];
}

/** Opens several deals of one request in one transaction: escrows of the requester and stakes of the providers are locked. */
export async function openDeals(client: SuanliClient, parameters: OpenDealsParameters): Promise<OpenDealsReturnType> {
  const transaction = await writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'openDeals',
    args: [parameters.request, parameters.requestSignature ?? '0x', parameters.fills],
  });
  const deals = parseEventLogs({ abi: brokerAbi, eventName: 'DealOpened', logs: [...transaction.logs] }).map(
    ({ args: { id, ...deal } }) => ({ dealId: id, deal }),
  );
  return { ...transaction, deals };
}
