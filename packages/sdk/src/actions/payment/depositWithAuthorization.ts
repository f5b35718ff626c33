import { bankAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { SignedDeposit } from './SignedDeposit.ts';

export interface DepositWithAuthorizationParameters {
  readonly deposit: SignedDeposit;
}

/**
 * Sends a deposit that its owner signed, and pays its gas. The fee in it is credited to the client's account in the bank. Gas is
 * estimated first, so a deposit that the token or the bank would refuse costs nothing.
 *
 * @throws SuanliError `BANK_RELAYER_MISMATCH`, `BANK_FEE_TOO_HIGH`, `BANK_TOKEN_SHORT`, `ERC20_INSUFFICIENT_BALANCE`; where
 * something was changed, `TOKEN_SIGNATURE_INVALID` or `BANK_INVALID_SIGNATURE`; where it was sent or called off before,
 * `TOKEN_AUTHORIZATION_USED` or `BANK_AUTHORIZATION_USED`; out of its time, `TOKEN_AUTHORIZATION_TIME`,
 * `BANK_AUTHORIZATION_EXPIRED` or `BANK_AUTHORIZATION_NOT_YET_VALID`
 *
 * @example
 * await depositWithAuthorization(relayerClient, { deposit });
 */
export function depositWithAuthorization(
  client: SuanliClient,
  parameters: DepositWithAuthorizationParameters,
): Promise<Transaction> {
  const { authorization, signature, permit } = parameters.deposit;
  const bank = { abi: bankAbi, address: client.deployment.bank } as const;
  if (!permit) {
    return writeContract(client, {
      ...bank,
      functionName: 'depositWithAuthorization',
      args: [authorization, signature],
    });
  }
  const { deadline, v, r, s } = permit;
  return writeContract(client, {
    ...bank,
    functionName: 'depositWithSignedPermit',
    args: [authorization, signature, deadline, v, r, s],
  });
}
