import { computeTokenAbi, type DepositAuthorization, depositAuthorizationTypes, SuanliError } from '@suanli/protocol';
import { type Address, bytesToHex, hashStruct, parseSignature, zeroAddress } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { moduleConsent } from '../bank/moduleConsent.ts';
import { getChainTime } from '../chain/getChainTime.ts';
import type { SignedDeposit } from './SignedDeposit.ts';

const receiveWithAuthorizationTypes = {
  ReceiveWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const;

const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

export interface SignDepositAuthorizationParameters {
  /** What leaves the client's account, in token wei, the fee included. */
  readonly amountWei: bigint;
  /** What of it the relayer is credited with in the bank. Default: 0. */
  readonly feeWei?: bigint;
  /** Who may send it. Default: anyone, so that the first to send it earns the fee; name the relayer that was agreed with. */
  readonly relayer?: Address;
  /** Modules to let move the balance, as a bitmap. Default: Broker and Market. */
  readonly consentModules?: number;
  /** How long it may be sent, from the chain's time on. Default: an hour. */
  readonly validForSeconds?: number;
  /**
   * `authorization`: one signature, by the token's EIP-3009. `permit`: two signatures, for tokens with ERC-2612 alone. Default:
   * `authorization`, which SUAN has.
   */
  readonly road?: 'authorization' | 'permit';
}

/**
 * Signs a deposit of the client's tokens into the bank, which anyone, or the named relayer, then sends: the account needs
 * neither native coin nor an approval. What is signed binds amount, fee, relayer, consent, time, chain and bank, and works once.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `BANK_ZERO_AMOUNT`, `BANK_FEE_TOO_HIGH`, `CHAIN_…`
 *
 * @example
 * const deposit = await signDepositAuthorization(client, { amountWei: parseEther('5'), feeWei, relayer });
 * // elsewhere: await depositWithAuthorization(relayerClient, { deposit });
 */
export async function signDepositAuthorization(
  client: SuanliClient,
  parameters: SignDepositAuthorizationParameters,
): Promise<SignedDeposit> {
  const { walletClient, account: owner, deployment } = client;
  if (!walletClient || owner === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const { amountWei, feeWei = 0n, relayer = zeroAddress, validForSeconds = 3_600, road = 'authorization' } = parameters;
  if (amountWei <= 0n) throw new SuanliError('BANK_ZERO_AMOUNT');
  if (feeWei >= amountWei) throw new SuanliError('BANK_FEE_TOO_HIGH');
  const token = { abi: computeTokenAbi, address: deployment.token } as const;
  const [time, consentModules, [, name, version]] = await Promise.all([
    getChainTime(client),
    parameters.consentModules ?? moduleConsent(client),
    readContract(client, { ...token, functionName: 'eip712Domain', args: [] }),
  ]);
  const authorization: DepositAuthorization = {
    owner,
    amountWei,
    feeWei,
    relayer,
    consentModules,
    validAfter: 0n,
    validBefore: time + BigInt(validForSeconds),
    salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
  };
  // Only what cannot lead elsewhere is taken from the chain's answer: a signature for another contract must not come of it.
  const { chainId } = deployment;
  const tokenDomain = { name, version, chainId, verifyingContract: deployment.token };
  if (road === 'authorization') {
    const { validAfter, validBefore } = authorization;
    const nonce = hashStruct({
      types: depositAuthorizationTypes,
      primaryType: 'DepositAuthorization',
      data: authorization,
    });
    const signature = await walletClient.signTypedData({
      domain: tokenDomain,
      types: receiveWithAuthorizationTypes,
      primaryType: 'ReceiveWithAuthorization',
      message: { from: owner, to: deployment.bank, value: amountWei, validAfter, validBefore, nonce },
    });
    return { authorization, signature };
  }
  const nonce = await readContract(client, { ...token, functionName: 'nonces', args: [owner] });
  const deadline = authorization.validBefore;
  const permit = await walletClient.signTypedData({
    domain: tokenDomain,
    types: permitTypes,
    primaryType: 'Permit',
    message: { owner, spender: deployment.bank, value: amountWei, nonce, deadline },
  });
  const signature = await walletClient.signTypedData({
    domain: { name: 'Suanli', version: '1', chainId, verifyingContract: deployment.bank },
    types: depositAuthorizationTypes,
    primaryType: 'DepositAuthorization',
    message: authorization,
  });
  const { r, s, yParity } = parseSignature(permit);
  return { authorization, signature, permit: { deadline, v: 27 + yParity, r, s } };
}
