import { type Hex, type LocalAccount, recoverTypedDataAddress } from 'viem';
import type { BrokerDomain } from '../eip712/brokerDomain.ts';
import { dealTypes } from '../eip712/dealTypes.ts';
import { SuanliError } from '../errors/SuanliError.ts';
import type { ReceiptLeaf } from '../merkle/merkleSumNode.ts';
import { merkleSumRoot } from '../merkle/merkleSumTree.ts';

/**
 * A provider's receipts for tasks of one deal under one signature: the signature is over the Merkle-sum root of the
 * leaves, so one costly signature serves as many tasks as finished together, and each receipt can still be cut out.
 */
export interface ReceiptBatch {
  readonly dealId: Hex;
  readonly leaves: readonly ReceiptLeaf[];
  readonly signature: Hex;
}

/** Signs receipts of one deal as a batch. */
export async function signReceiptBatch(parameters: {
  account: LocalAccount;
  domain: BrokerDomain;
  dealId: Hex;
  leaves: readonly ReceiptLeaf[];
}): Promise<ReceiptBatch> {
  const { account, domain, dealId, leaves } = parameters;
  const signature = await account.signTypedData({
    domain,
    types: { Receipts: dealTypes.Receipts },
    primaryType: 'Receipts',
    message: { dealId, root: merkleSumRoot(leaves).root },
  });
  return { dealId, leaves, signature };
}

/**
 * Checks that a batch was signed by the provider of its deal.
 *
 * @throws SuanliError `RECEIPT_FORGED`
 */
export async function verifyReceiptBatch(parameters: {
  batch: ReceiptBatch;
  domain: BrokerDomain;
  provider: Hex;
}): Promise<void> {
  const { batch, domain, provider } = parameters;
  let signer: Hex;
  try {
    signer = await recoverTypedDataAddress({
      domain,
      types: { Receipts: dealTypes.Receipts },
      primaryType: 'Receipts',
      message: { dealId: batch.dealId, root: merkleSumRoot(batch.leaves).root },
      signature: batch.signature,
    });
  } catch (cause) {
    throw new SuanliError('RECEIPT_FORGED', { parameters: { provider }, cause });
  }
  if (signer.toLowerCase() !== provider.toLowerCase()) {
    throw new SuanliError('RECEIPT_FORGED', { parameters: { provider }, metaMessages: [`Signer: ${signer}`] });
  }
}
