import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import {
  type Address,
  type Hex,
  isAddressEqual,
  parseAbi,
  parseEventLogs,
  TransactionReceiptNotFoundError,
} from 'viem';
import type { PaymentChain } from './PaymentChain.ts';

const bankEvents = parseAbi(['event BatchPaid(address indexed payer, uint256 terms, bytes payments)']);

/** The chain as tabs need it, over a client of the sdk that has the provider's account. */
export function createPaymentChain(client: SuanliClient): PaymentChain {
  const { publicClient, deployment, account } = client;
  if (account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');

  /** Whatever fails there is an outage as far as this side can tell. */
  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause });
    }
  };

  return {
    blockNumber: () => read(() => publicClient.getBlockNumber({ cacheTime: 0 })),
    bankPayment: (transaction) =>
      read(async () => {
        const receipt = await publicClient.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
          if (error instanceof TransactionReceiptNotFoundError) return undefined;
          throw error;
        });
        if (!receipt) return undefined;
        const logs = receipt.logs.filter(({ address }) => isAddressEqual(address, deployment.bank));
        const amounts = parseEventLogs({ abi: bankEvents, logs, strict: true }).flatMap(({ args }) =>
          linesOf(args.terms, args.payments)
            .filter(({ payee }) => isAddressEqual(payee, account))
            .map(({ amountWei }) => ({ payer: args.payer, amountWei })),
        );
        return { blockNumber: receipt.blockNumber, amounts };
      }),
  };
}

/** The payments of a batch: see `payBatch` in IBank.sol. */
function linesOf(terms: bigint, payments: Hex): { payee: Address; amountWei: bigint }[] {
  const unitWei = terms & ((1n << 96n) - 1n);
  const lineDigits = 40 + 2 * Number((terms >> 96n) & 0xffn);
  const digits = payments.slice(2);
  const lines = [];
  for (let at = 0; at + lineDigits <= digits.length; at += lineDigits) {
    const payee: Address = `0x${digits.slice(at, at + 40)}`;
    lines.push({ payee, amountWei: BigInt(`0x${digits.slice(at + 40, at + lineDigits)}`) * unitWei });
  }
  return lines;
}
