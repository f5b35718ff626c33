import { bankAbi, computeTokenAbi, depositAuthorizationTypes } from '@suanli/protocol';
import { hashStruct, hashTypedData } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { SignedDeposit } from './SignedDeposit.ts';

export interface IsDepositAuthorizationUsedParameters {
  readonly deposit: SignedDeposit;
}

/**
 * Whether a signed deposit has arrived, or was called off at the token: it can then not be sent any more.
 *
 * @example
 * if (!(await isDepositAuthorizationUsed(client, { deposit }))) await depositWithAuthorization(client, { deposit });
 */
export function isDepositAuthorizationUsed(
  client: SuanliClient,
  parameters: IsDepositAuthorizationUsedParameters,
): Promise<boolean> {
  const { authorization, permit } = parameters.deposit;
  const { chainId, bank, token } = client.deployment;
  const typed = { types: depositAuthorizationTypes, primaryType: 'DepositAuthorization' } as const;
  if (permit) {
    const domain = { name: 'Suanli', version: '1', chainId, verifyingContract: bank } as const;
    const digest = hashTypedData({ domain, ...typed, message: authorization });
    return readContract(client, { abi: bankAbi, address: bank, functionName: 'authorizationUsed', args: [digest] });
  }
  const nonce = hashStruct({ ...typed, data: authorization });
  return readContract(client, {
    abi: computeTokenAbi,
    address: token,
    functionName: 'authorizationState',
    args: [authorization.owner, nonce],
  });
}
