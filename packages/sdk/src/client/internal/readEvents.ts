import type { Abi, Address, ContractEventArgs, ContractEventName, GetContractEventsReturnType } from 'viem';
import { getBlockNumber } from '../../actions/chain/getBlockNumber.ts';
import type { SuanliClient } from '../SuanliClient.ts';
import { toChainError } from './toChainError.ts';

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;

/** All events of a name that a contract of the market ever emitted, oldest first, page by page from its deployment on. */
export async function readEvents<const abi extends Abi, eventName extends ContractEventName<abi>>(
  client: SuanliClient,
  event: {
    readonly abi: abi;
    readonly address: Address;
    readonly eventName: eventName;
    readonly args?: ContractEventArgs<abi, eventName>;
  },
  options: { readonly signal?: AbortSignal } = {},
): Promise<GetContractEventsReturnType<abi, eventName, true>> {
  const last = await getBlockNumber(client);
  const all: unknown[] = [];
  for (let fromBlock = client.deployment.deployedBlock; fromBlock <= last; fromBlock += pageBlocks) {
    options.signal?.throwIfAborted();
    const toBlock = fromBlock + pageBlocks - 1n < last ? fromBlock + pageBlocks - 1n : last;
    try {
      all.push(
        ...(await client.publicClient.getContractEvents({ ...event, fromBlock, toBlock, strict: true } as never)),
      );
    } catch (error) {
      throw toChainError(client, event.eventName as string, error);
    }
  }
  return all as GetContractEventsReturnType<abi, eventName, true>;
}
