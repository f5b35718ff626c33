import type { EmbeddedMarket } from '@suanli/node';
import { type BatchPayment, bankAbi, encodeBatch } from '@suanli/protocol';
import {
  depositWithAuthorization,
  getNextBatch,
  payBatch,
  type SuanliClient,
  signDepositAuthorization,
  transferToken,
} from '@suanli/sdk';
import { type Address, keccak256, parseEther, slice, toHex } from 'viem';

/** What batches of payments cost, by the receipts of whole transactions: base, calldata and event included. */
export interface BatchFigures {
  /** Of a batch to 100 payees that have a word in the Bank, for each: as the SDK sends it, with an access list. */
  readonly perExisting: number;
  /** The same where none of them has. */
  readonly perNew: number;
  /** `perExisting` and `perNew` where the words are not named before. */
  readonly perExistingUnlisted: number;
  readonly perNewUnlisted: number;
  /** What a payee more costs, without access list. */
  readonly marginalExisting: number;
  readonly marginalNew: number;
  /** `perExisting` and `perExistingUnlisted` by the bytes of an amount; above they have 3. */
  readonly perExistingByBytes: Readonly<Record<string, readonly [listed: number, unlisted: number]>>;
  /** A batch of one payee that has a word. */
  readonly single: number;
  /** A batch of ten payees, by ten single payments. */
  readonly tenOfSingle: number;
  /** A deposit through a relayer, by one signature and by permit, and one of the owner's own with its approval. */
  readonly depositAuthorized: number;
  readonly depositPermitted: number;
}

const count = 100;
const unitWei = 10n ** 9n;

/** Amounts that need all of their bytes, to accounts that are the same in every run. */
function paymentsTo(seed: string, size: number, amountBytes: number): BatchPayment[] {
  const limit = 1n << BigInt(8 * amountBytes);
  return Array.from({ length: size }, (_, i) => {
    const account: Address = slice(keccak256(toHex(`${seed} ${i}`)), 0, 20);
    // The first is odd and above half, so that the unit stays what it is and the width is used.
    const amount = i === 0 ? limit - 1n : BigInt(keccak256(toHex(`amount ${i}`))) % limit;
    return { account, amountWei: amount * (amountBytes > 4 ? 1n : unitWei) };
  });
}

async function payUnlisted(payer: SuanliClient, payments: readonly BatchPayment[]): Promise<bigint> {
  const { terms, payments: encoded } = encodeBatch({ number: await getNextBatch(payer), payments });
  const { walletClient, publicClient } = payer;
  if (!walletClient) throw new RangeError('the payer cannot sign');
  const hash = await walletClient.writeContract({
    abi: bankAbi,
    address: payer.deployment.bank,
    functionName: 'payBatch',
    args: [terms, encoded],
  });
  return (await publicClient.waitForTransactionReceipt({ hash })).gasUsed;
}

/** Measures batches and relayed deposits on a market of its own or one that is there. */
export async function measureBatch(market: EmbeddedMarket, signal?: AbortSignal): Promise<BatchFigures> {
  const { client: payer } = await market.createAccount(parseEther('10000'));
  const pay = async (payments: readonly BatchPayment[]) => {
    signal?.throwIfAborted();
    return Number((await payBatch(payer, { payments })).gasUsed);
  };
  const payPlain = async (payments: readonly BatchPayment[]) => {
    signal?.throwIfAborted();
    return Number(await payUnlisted(payer, payments));
  };
  // Its number of batches is not zero any more.
  await pay(paymentsTo('first', 1, 3));

  const perNew = (await pay(paymentsTo('listed', count, 3))) / count;
  const newPlain = await payPlain(paymentsTo('unlisted', count, 3));
  const perExistingByBytes: Record<string, readonly [number, number]> = {};
  for (const bytes of [1, 2, 3, 4, 5, 8]) {
    const payments = paymentsTo('listed', count, bytes);
    perExistingByBytes[bytes] = [(await pay(payments)) / count, (await payPlain(payments)) / count];
  }
  const existing = paymentsTo('listed', count, 3);
  const existingPlain = await payPlain(existing);
  const single = await payPlain(existing.slice(0, 1));
  const ten = await payPlain(existing.slice(0, 10));
  const newSingle = await payPlain(paymentsTo('another', 1, 3));

  const { client: relayer } = await market.createAccount(parseEther('1'));
  const owner = market.openAccount((await market.createAccount(parseEther('1'))).privateKey).client;
  await transferToken(market.deployer, { to: owner.account as Address, amountWei: parseEther('10') });
  const relay = async (road: 'authorization' | 'permit') => {
    signal?.throwIfAborted();
    const deposit = await signDepositAuthorization(owner, {
      amountWei: parseEther('1'),
      feeWei: parseEther('0.01'),
      road,
    });
    return Number((await depositWithAuthorization(relayer, { deposit })).gasUsed);
  };
  await relay('permit');
  return {
    perExisting: perExistingByBytes[3]?.[0] ?? Number.NaN,
    perNew,
    perExistingUnlisted: existingPlain / count,
    perNewUnlisted: newPlain / count,
    marginalExisting: (existingPlain - single) / (count - 1),
    marginalNew: (newPlain - newSingle) / (count - 1),
    perExistingByBytes,
    single,
    tenOfSingle: ten / (10 * single),
    depositAuthorized: await relay('authorization'),
    depositPermitted: await relay('permit'),
  };
}
