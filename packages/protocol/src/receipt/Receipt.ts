import { type Hex, recoverTypedDataAddress } from 'viem';
import type { BrokerDomain } from '../eip712/brokerDomain.ts';
import { dealTypes } from '../eip712/dealTypes.ts';
import { SuanliError } from '../errors/SuanliError.ts';
import type { ReceiptLeaf } from '../merkle/merkleSumNode.ts';
import { type MerkleSumProof, type MerkleSumRoot, merkleSumTree } from '../merkle/merkleSumTree.ts';
import { verifyMerkleSumProof } from '../merkle/verifyMerkleSumProof.ts';
import type { ReceiptBatch } from './ReceiptBatch.ts';

/** One receipt that stands alone: anyone who knows the provider's address can check it, with nothing else at hand. */
export interface Receipt {
  readonly dealId: Hex;
  readonly leaf: ReceiptLeaf;
  readonly batch: MerkleSumRoot;
  readonly proof: MerkleSumProof;
  readonly signature: Hex;
}

/** Cuts every receipt out of a batch. */
export function receiptsOfBatch(batch: ReceiptBatch): Receipt[] {
  const tree = merkleSumTree(batch.leaves);
  const root: MerkleSumRoot = { root: tree.root, count: tree.count, totalWork: tree.totalWork };
  return batch.leaves.map((leaf, index) => ({
    dealId: batch.dealId,
    leaf,
    batch: root,
    proof: tree.proof(index),
    signature: batch.signature,
  }));
}

/**
 * Checks a receipt that stands alone.
 *
 * @throws SuanliError `RECEIPT_FORGED`
 */
export async function verifyReceipt(parameters: {
  receipt: Receipt;
  domain: BrokerDomain;
  provider: Hex;
}): Promise<void> {
  const { receipt, domain, provider } = parameters;
  const forged = (cause?: unknown) =>
    new SuanliError('RECEIPT_FORGED', { parameters: { provider }, ...(cause === undefined ? {} : { cause }) });
  if (!verifyMerkleSumProof(receipt.batch, receipt.leaf, receipt.proof)) throw forged();
  let signer: Hex;
  try {
    signer = await recoverTypedDataAddress({
      domain,
      types: { Receipts: dealTypes.Receipts },
      primaryType: 'Receipts',
      message: { dealId: receipt.dealId, root: receipt.batch.root },
      signature: receipt.signature,
    });
  } catch (cause) {
    throw forged(cause);
  }
  if (signer.toLowerCase() !== provider.toLowerCase()) throw forged();
}
