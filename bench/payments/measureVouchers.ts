import { creditDomain, type SignedVoucher } from '@suanli/protocol';
import { createVoucherSigner, recoverVoucherSigner } from '@suanli/sdk';
import { keccak256, toHex } from 'viem';

export interface VoucherFigures {
  /** Vouchers signed and then verified, by the second of one thread's processor time: what others take of it is left out. */
  readonly vouchersPerSecond: number;
  readonly signedPerSecond: number;
  readonly verifiedPerSecond: number;
}

const rounds = 5;
/** WebAssembly and JavaScript are compiled again once they are found to run often. */
const warmUpRounds = 4;
const perRound = 400;

/**
 * Measures vouchers as payer and payee handle them: EIP-712 digest and signature by a signer that holds the key, then the
 * digest again and the recovery of who signed. The median of five rounds, after four to warm
 * up, on this thread alone.
 *
 * @example
 * const { vouchersPerSecond } = await measureVouchers({ signal });
 */
export async function measureVouchers(options: { readonly signal?: AbortSignal } = {}): Promise<VoucherFigures> {
  const domain = creditDomain({ chainId: 31337, creditLine: '0x00000000000000000000000000000000000000cd' });
  const signer = await createVoucherSigner({ privateKey: keccak256(toHex('voucher bench')), domain });
  const lineId = keccak256(toHex('line'));
  const payer = signer.address.toLowerCase();
  const measured: { signUs: number; verifyUs: number }[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    options.signal?.throwIfAborted();
    const vouchers: SignedVoucher[] = [];
    const startUs = cpuUs();
    for (let i = 0; i < perRound; i++) {
      const voucher = { lineId, quantity: BigInt(round * perRound + i) * 60_000n };
      vouchers.push({ ...voucher, signature: await signer.sign(voucher) });
    }
    const signedUs = cpuUs();
    for (const voucher of vouchers) {
      if ((await recoverVoucherSigner({ domain, voucher })) !== payer) throw new Error('a voucher was not recognised');
    }
    if (round >= warmUpRounds) measured.push({ signUs: signedUs - startUs, verifyUs: cpuUs() - signedUs });
  }
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
  const perSecond = (us: number): number => Math.round((perRound * 1e6) / us);
  return {
    vouchersPerSecond: perSecond(median(measured.map(({ signUs, verifyUs }) => signUs + verifyUs))),
    signedPerSecond: perSecond(median(measured.map(({ signUs }) => signUs))),
    verifiedPerSecond: perSecond(median(measured.map(({ verifyUs }) => verifyUs))),
  };
}

/** Processor time of this thread, in microseconds. */
function cpuUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
