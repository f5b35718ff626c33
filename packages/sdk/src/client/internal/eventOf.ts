import { SuanliError } from '@suanli/protocol';
import {
  type Abi,
  type Address,
  type ContractEventName,
  isAddressEqual,
  type ParseEventLogsReturnType,
  parseEventLogs,
} from 'viem';
import type { Transaction } from '../Transaction.ts';

/** The values of the one event of this name that a contract emitted in a transaction: what it made is read from there. */
export function eventOf<const abi extends Abi, eventName extends ContractEventName<abi>>(
  transaction: Transaction,
  event: { readonly abi: abi; readonly address: Address; readonly eventName: eventName },
): ParseEventLogsReturnType<abi, eventName, true>[number]['args'] {
  const logs = transaction.logs.filter(({ address }) => isAddressEqual(address, event.address));
  const [found] = parseEventLogs({ abi: event.abi as Abi, eventName: event.eventName as string, logs, strict: true });
  if (!found) {
    throw new SuanliError('CHAIN_CALL_FAILED', {
      parameters: { functionName: String(event.eventName) },
      metaMessages: [`Transaction ${transaction.hash} has no such event.`],
    });
  }
  return found.args as ParseEventLogsReturnType<abi, eventName, true>[number]['args'];
}
