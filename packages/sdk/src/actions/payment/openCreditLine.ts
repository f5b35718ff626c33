import {
  type CreditTerms,
  type CreditUnit,
  creditDomain,
  creditLineAbi,
  encodeCreditTerms,
  hashCreditTerms,
  SuanliError,
} from '@suanli/protocol';
import { type Address, bytesToBigInt, type Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import { getChainTime } from '../chain/getChainTime.ts';

export interface OpenCreditLineParameters {
  /** Who serves and is paid. */
  readonly payee: Address;
  readonly unit: CreditUnit;
  /** Wei per Gwu, per hour of a node, or per hour. Left out of a timed line, whose price is its deposit. */
  readonly priceWeiPerUnit?: bigint;
  /** Locked of the client's balance in the Bank until the line ends, or the payee releases it. */
  readonly depositWei: bigint;
  /** Unix seconds. Default: the chain's present time. */
  readonly startsAt?: bigint;
  /**
   * Unix seconds: until when the payee serves. In production a day from now, so that what is unused is back the same day; five
   * years from now at most, with `graceSeconds`.
   */
  readonly expiresAt: bigint;
  /** Seconds after the expiry in which the payee can still redeem. Default 3600. Of no effect on a timed line. */
  readonly graceSeconds?: number;
  /** Another one for each line of otherwise equal terms. Default: at random. */
  readonly nonce?: bigint;
}

export interface OpenCreditLineReturnType extends Transaction {
  readonly lineId: Hex;
  /** What every later call names the line by. */
  readonly terms: CreditTerms;
}

/**
 * Opens a line of credit: locks a deposit of the client's account for one payee, to be spent by vouchers, or by time. The
 * account must have consented to the module `creditLine`.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, what the contract refuses, such as `CREDIT_TIMES_INVALID`,
 * `BANK_INSUFFICIENT_AVAILABLE`, `BANK_CONSENT_MISSING`, and `CHAIN_…`
 *
 * @example
 * const { lineId, terms } = await openCreditLine(client, {
 *   payee, unit: 'nodeHour', priceWeiPerUnit: parseEther('1'), depositWei: parseEther('10'), expiresAt,
 * });
 */
export async function openCreditLine(
  client: SuanliClient,
  parameters: OpenCreditLineParameters,
): Promise<OpenCreditLineReturnType> {
  if (!client.account) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const terms: CreditTerms = {
    payer: client.account,
    payee: parameters.payee,
    unit: parameters.unit,
    priceWeiPerUnit: parameters.priceWeiPerUnit ?? 0n,
    depositWei: parameters.depositWei,
    startsAt: parameters.startsAt ?? (await getChainTime(client)),
    expiresAt: parameters.expiresAt,
    graceSeconds: parameters.graceSeconds ?? 3_600,
    nonce: parameters.nonce ?? bytesToBigInt(crypto.getRandomValues(new Uint8Array(8))),
  };
  const transaction = await writeContract(client, {
    abi: creditLineAbi,
    address: client.deployment.creditLine,
    functionName: 'open',
    args: [encodeCreditTerms(terms)],
  });
  return { ...transaction, lineId: hashCreditTerms(creditDomain(client.deployment), terms), terms };
}
