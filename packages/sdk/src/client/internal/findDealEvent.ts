import { brokerAbi, DealStatus } from '@suanli/protocol';
import type { ContractEventName, GetContractEventsReturnType, Hex } from 'viem';
import { getDealState } from '../../actions/broker/getDealState.ts';
import type { SuanliClient } from '../SuanliClient.ts';
import { toChainError } from './toChainError.ts';

type EventName = Extract<ContractEventName<typeof brokerAbi>, 'DealOpened' | 'DealAnswered' | 'DealFinalized'>;
type Found<Name extends EventName> = GetContractEventsReturnType<typeof brokerAbi, Name, true>[number];

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;

/**
 * The event of a deal: it is looked for first in the block that the deal's word names, which is that of its last change,
 * then page by page backwards to the deployment.
 */
export async function findDealEvent<Name extends EventName>(
  client: SuanliClient,
  eventName: Name,
  dealId: Hex,
): Promise<Found<Name> | undefined> {
  const { status, blockNumber } = await getDealState(client, { dealId });
  if (status === DealStatus.none) return undefined;
  const look = async (fromBlock: bigint, toBlock: bigint): Promise<Found<Name> | undefined> => {
    try {
      const logs = await client.publicClient.getContractEvents({
        abi: brokerAbi,
        address: client.deployment.broker,
        eventName,
        args: { id: dealId },
        fromBlock,
        toBlock,
        strict: true,
      } as never);
      return (logs as Found<Name>[]).at(-1);
    } catch (error) {
      throw toChainError(client, eventName, error);
    }
  };
  const there = await look(blockNumber, blockNumber);
  if (there) return there;
  // An event lies no later than the last change.
  for (let to = blockNumber; to >= client.deployment.deployedBlock; to -= pageBlocks) {
    const from = to - pageBlocks + 1n;
    const found = await look(from > client.deployment.deployedBlock ? from : client.deployment.deployedBlock, to);
    if (found) return found;
    if (from <= client.deployment.deployedBlock) break;
  }
  return undefined;
}
