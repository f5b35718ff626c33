import { recoverableAccountAbi, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignRecoveryParameters {
  readonly account: Address;
  readonly newOwner: Address;
  /** The last second in which the signature may be used, since 1970. */
  readonly signatureDeadline: bigint;
}

/**
 * Signs that an account gets a new owner, as its recovery key or its co-signer (EIP-712). A co-signer verifies who asks for
 * it first. The signature holds for the next recovery of this account alone.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 */
export async function signRecovery(client: SuanliClient, parameters: SignRecoveryParameters): Promise<Hex> {
  const { account, newOwner, signatureDeadline } = parameters;
  const { walletClient, deployment } = client;
  if (!walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const nonce = await readContract(client, {
    abi: recoverableAccountAbi,
    address: account,
    functionName: 'recoveryNonce',
    args: [],
  });
  return walletClient.signTypedData({
    domain: {
      name: 'Suanli RecoverableAccount',
      version: '1',
      chainId: deployment.chainId,
      verifyingContract: account,
    },
    types: {
      Recovery: [
        { name: 'newOwner', type: 'address' },
        { name: 'nonce', type: 'uint256' },
        { name: 'signatureDeadline', type: 'uint64' },
      ],
    },
    primaryType: 'Recovery',
    message: { newOwner, nonce, signatureDeadline },
  });
}
