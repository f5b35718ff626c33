import { concat, type Hex, numberToHex, parseAbi } from 'viem';
import { readContract } from '../../../client/internal/readContract.ts';
import { readEvents } from '../../../client/internal/readEvents.ts';
import { writeContract } from '../../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { Transaction } from '../../../client/Transaction.ts';
import type { Payout } from '../../PaymentRecord.ts';

const abi = parseAbi([
  'event BatchPaid(address indexed payer, uint256 terms, bytes payments)',
  'function nextBatchOf(address account) view returns (uint32)',
  'function payBatch(uint256 terms, bytes payments)',
]);

/** The number that the payer's next batch must have. */
export async function nextBatch(client: SuanliClient): Promise<bigint> {
  const args = [client.account ?? '0x'] as const;
  return BigInt(
    await readContract(client, { abi, address: client.deployment.bank, functionName: 'nextBatchOf', args }),
  );
}

/** Pays several accounts in one transaction, under a number that the chain takes once. */
export function sendBatch(
  client: SuanliClient,
  { number, payouts }: { readonly number: bigint; readonly payouts: readonly Payout[] },
): Promise<Transaction> {
  return writeContract(client, {
    abi,
    address: client.deployment.bank,
    functionName: 'payBatch',
    args: [(number << 104n) | (12n << 96n) | 1n, encode(payouts)],
  });
}

/** The transaction that paid a batch; undefined where that number paid something else. */
export async function findBatch(
  client: SuanliClient,
  { number, payouts }: { readonly number: bigint; readonly payouts: readonly Payout[] },
): Promise<Hex | undefined> {
  const events = await readEvents(client, {
    abi,
    address: client.deployment.bank,
    eventName: 'BatchPaid',
    args: { payer: client.account ?? '0x' },
  });
  const wanted = encode(payouts);
  return events.find(({ args }) => args.terms >> 104n === number && args.payments === wanted)?.transactionHash;
}

function encode(payouts: readonly Payout[]): Hex {
  return concat(
    payouts.flatMap(({ provider, amountWei }) => [provider.toLowerCase() as Hex, numberToHex(amountWei, { size: 12 })]),
  );
}
