import { bankAbi } from '@suanli/protocol';
import { type Address, type Hex, isAddressEqual, slice, toFunctionSelector } from 'viem';
import { contractName } from './contractName.ts';

const relays = new Set<Hex>(
  bankAbi.flatMap((item) =>
    item.type === 'function' && ['depositWithAuthorization', 'depositWithSignedPermit'].includes(item.name)
      ? [toFunctionSelector(item)]
      : [],
  ),
);

/**
 * Why the Bank credited a deposit: of tokens that their owner has signed away, a part may be the fee of who sent that. Where
 * the transaction went through another contract first, the two cannot be told apart: `deposited`.
 */
export function depositCause(
  transaction: { readonly to: Hex | null; readonly input: Hex },
  { payer, account }: { readonly payer: Address; readonly account: Address },
): 'deposited' | 'relayFeeEarned' {
  if (isAddressEqual(payer, account) || transaction.input.length < 10) return 'deposited';
  if (!transaction.to || contractName(transaction.to) !== 'bank') return 'deposited';
  return relays.has(slice(transaction.input, 0, 4)) ? 'relayFeeEarned' : 'deposited';
}
