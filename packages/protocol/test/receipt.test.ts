import { keccak256, toHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import {
  brokerDomain,
  isSuanliError,
  type ReceiptLeaf,
  receiptsOfBatch,
  signReceiptBatch,
  verifyReceipt,
  verifyReceiptBatch,
} from '../src/index.ts';

const domain = brokerDomain({ chainId: 31337, broker: '0x00000000000000000000000000000000000000b0' });
const otherChain = brokerDomain({ chainId: 1, broker: domain.verifyingContract });
const account = privateKeyToAccount(generatePrivateKey());
const stranger = privateKeyToAccount(generatePrivateKey());
const dealId = keccak256(toHex('deal'));
const leaves: ReceiptLeaf[] = Array.from({ length: 5 }, (_, i) => ({
  taskIndex: i,
  taskHash: keccak256(toHex(`task ${i}`)),
  outputHash: keccak256(toHex(`output ${i}`)),
  work: BigInt(i) * 1000n,
  status: 0,
}));

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (isSuanliError(error) ? error.code : error),
  );

describe('receipts', () => {
  test('a batch and every receipt cut out of it verify', async () => {
    const batch = await signReceiptBatch({ account, domain, dealId, leaves });
    await verifyReceiptBatch({ batch, domain, provider: account.address });
    for (const receipt of receiptsOfBatch(batch)) await verifyReceipt({ receipt, domain, provider: account.address });
  });

  test('forged, replayed for another deal, changed, or for another chain: refused', async () => {
    const batch = await signReceiptBatch({ account, domain, dealId, leaves });
    const provider = account.address;
    const [first] = receiptsOfBatch(batch);
    if (!first) throw new Error('no receipt');
    const otherDeal = keccak256(toHex('another deal'));
    const changed = leaves.with(2, { ...(leaves[2] as ReceiptLeaf), work: 1n });
    expect(await codeOf(verifyReceiptBatch({ batch, domain, provider: stranger.address }))).toBe('RECEIPT_FORGED');
    expect(await codeOf(verifyReceiptBatch({ batch: { ...batch, dealId: otherDeal }, domain, provider }))).toBe(
      'RECEIPT_FORGED',
    );
    expect(await codeOf(verifyReceiptBatch({ batch: { ...batch, leaves: changed }, domain, provider }))).toBe(
      'RECEIPT_FORGED',
    );
    expect(await codeOf(verifyReceiptBatch({ batch, domain: otherChain, provider }))).toBe('RECEIPT_FORGED');
    expect(await codeOf(verifyReceiptBatch({ batch: { ...batch, signature: '0x1234' }, domain, provider }))).toBe(
      'RECEIPT_FORGED',
    );
    expect(await codeOf(verifyReceipt({ receipt: { ...first, dealId: otherDeal }, domain, provider }))).toBe(
      'RECEIPT_FORGED',
    );
    expect(
      await codeOf(verifyReceipt({ receipt: { ...first, leaf: { ...first.leaf, work: 7n } }, domain, provider })),
    ).toBe('RECEIPT_FORGED');
    expect(await codeOf(verifyReceipt({ receipt: first, domain, provider: stranger.address }))).toBe('RECEIPT_FORGED');
  });
});
