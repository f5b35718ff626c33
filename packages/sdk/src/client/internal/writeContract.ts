import { contractErrors, SuanliError } from '@suanli/protocol';
import type { Abi, AccessList, Address, ContractFunctionArgs, ContractFunctionName, Hex } from 'viem';
import type { SuanliClient } from '../SuanliClient.ts';
import type { Transaction } from '../Transaction.ts';
import { toChainError } from './toChainError.ts';
import { waitForReceipt } from './waitForReceipt.ts';

/** One account's transactions leave one after another: two at once would race for a nonce. */
const queues = new WeakMap<SuanliClient, Promise<unknown>>();

/**
 * Sends a transaction and waits until it is mined. Gas is estimated first, so that what would revert is refused, with its
 * decoded error, before anything is sent. Errors after that have codes of their own, `CHAIN_TRANSACTION_…`.
 */
export function writeContract<
  const abi extends Abi,
  functionName extends ContractFunctionName<abi, 'nonpayable' | 'payable'>,
  const args extends ContractFunctionArgs<abi, 'nonpayable' | 'payable', functionName>,
>(
  client: SuanliClient,
  call: { abi: abi; address: Address; functionName: functionName; args: args; accessList?: AccessList },
): Promise<Transaction> {
  const send = async (): Promise<Transaction> => {
    const { walletClient } = client;
    if (!walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
    let hash: Hex;
    try {
      // What one contract refuses inside a call of another comes out of that other.
      hash = await walletClient.writeContract({ ...call, abi: [...call.abi, ...contractErrors] } as never);
    } catch (error) {
      throw toChainError(client, call.functionName, error);
    }
    const receipt = await waitForReceipt(client, hash);
    if (receipt.status !== 'success') throw new SuanliError('CHAIN_TRANSACTION_REVERTED', { parameters: { hash } });
    return { hash, blockNumber: receipt.blockNumber, gasUsed: receipt.gasUsed, logs: receipt.logs };
  };
  const turn = (queues.get(client) ?? Promise.resolve()).then(send, send);
  queues.set(client, turn);
  return turn;
}
