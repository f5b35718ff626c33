import { type Hex, hexToBigInt, isHex } from 'viem';
import { SuanliError } from '../errors/SuanliError.ts';
import type { BatchPayment, DecodedBatch, EncodedBatch } from './bankBatch.ts';

const maxBalanceWei = (1n << 96n) - 1n;

/**
 * Reads a batch as `Bank.payBatch` does, from its calldata or from the event `BatchPaid`. Addresses are in small letters.
 *
 * @throws SuanliError `BANK_BATCH_MALFORMED` for what the Bank would refuse
 *
 * @example
 * const { payments } = decodeBatch({ terms: log.args.terms, payments: log.args.payments });
 */
export function decodeBatch(batch: EncodedBatch): DecodedBatch {
  const { terms, payments: encoded } = batch;
  const unitWei = terms & maxBalanceWei;
  const amountBytes = Number((terms >> 96n) & 0xffn);
  const digits = 40 + 2 * amountBytes;
  if (terms < 0n || terms >> 136n !== 0n || amountBytes < 1 || amountBytes > 12) {
    throw new SuanliError('BANK_BATCH_MALFORMED');
  }
  if (!isHex(encoded) || (encoded.length - 2) % digits !== 0) throw new SuanliError('BANK_BATCH_MALFORMED');
  const payments: BatchPayment[] = [];
  let totalWei = 0n;
  for (let at = 2; at < encoded.length; at += digits) {
    const account = `0x${encoded.slice(at, at + 40).toLowerCase()}` as Hex;
    const amountWei = hexToBigInt(`0x${encoded.slice(at + 40, at + digits)}`) * unitWei;
    payments.push({ account, amountWei });
    totalWei += amountWei;
  }
  return { number: Number(terms >> 104n), unitWei, amountBytes, payments, totalWei };
}
