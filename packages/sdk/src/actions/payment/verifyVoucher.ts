import { creditDomain, hashVoucher, isSuanliError, type SignedVoucher, SuanliError } from '@suanli/protocol';
import { type Address, bytesToHex } from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { recoverVoucherSigner } from '../../payment/recoverVoucherSigner.ts';

export interface VerifyVoucherParameters {
  readonly voucher: SignedVoucher;
  /** The payer of the line. */
  readonly payer: Address;
}

/**
 * Checks that a voucher is signed by the payer of its line, for this deployment and chain, as the contract does: by its key,
 * or, where the payer is a contract, by what that says (ERC-1271). Only the latter asks the chain.
 *
 * @throws SuanliError `CREDIT_SIGNATURE_INVALID`, `CHAIN_UNREACHABLE`
 *
 * @example
 * await verifyVoucher(client, { voucher, payer: terms.payer });
 */
export async function verifyVoucher(client: SuanliClient, parameters: VerifyVoucherParameters): Promise<void> {
  const { voucher, payer } = parameters;
  const domain = creditDomain(client.deployment);
  const signer = await recoverVoucherSigner({ domain, voucher });
  if (signer === payer.toLowerCase()) return;
  const invalid = () => new SuanliError('CREDIT_SIGNATURE_INVALID');
  let code: string | undefined;
  try {
    code = await client.publicClient.getCode({ address: payer });
  } catch (error) {
    throw toChainError(client, 'eth_getCode', error);
  }
  if (code === undefined) throw invalid();
  let word: string;
  try {
    word = await client.publicClient.readContract({
      abi: erc1271Abi,
      address: payer,
      functionName: 'isValidSignature',
      args: [bytesToHex(hashVoucher(domain, voucher)), voucher.signature],
    });
  } catch (error) {
    const failure = toChainError(client, 'isValidSignature', error);
    // A contract that reverts, or answers with something else, has not signed.
    if (isSuanliError(failure, 'CHAIN_UNREACHABLE')) throw failure;
    throw invalid();
  }
  if (word !== erc1271Word) throw invalid();
}

/** The selector of `isValidSignature`, which is what ERC-1271 has a contract say. */
const erc1271Word = '0x1626ba7e';
const erc1271Abi = [
  {
    type: 'function',
    name: 'isValidSignature',
    stateMutability: 'view',
    inputs: [
      { name: 'hash', type: 'bytes32' },
      { name: 'signature', type: 'bytes' },
    ],
    outputs: [{ name: '', type: 'bytes4' }],
  },
] as const;
