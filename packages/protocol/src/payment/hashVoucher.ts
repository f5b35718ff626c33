import { domainSeparator, hexToBytes, stringToBytes } from 'viem';
import { keccak256Bytes } from '../internal/keccak256.ts';
import type { CreditDomain } from './creditDomain.ts';
import type { Voucher } from './voucherTypes.ts';

const typehash = keccak256Bytes(stringToBytes('Voucher(bytes32 lineId,uint64 quantity)'));
/** A payee sees vouchers of one or two domains, by the thousand. */
const separators = new Map<string, Uint8Array>();

function separatorOf(domain: CreditDomain): Uint8Array {
  const key = `${domain.chainId} ${domain.verifyingContract.toLowerCase()}`;
  const known = separators.get(key);
  if (known) return known;
  const separator = hexToBytes(domainSeparator({ domain }));
  if (separators.size === 16) separators.clear();
  separators.set(key, separator);
  return separator;
}

/**
 * The EIP-712 digest of a voucher, as bytes: what is signed. The same as viem's `hashTypedData`, thirty times as fast.
 *
 * @throws RangeError where the quantity has more than 64 bits, or the line's id is not 32 bytes
 *
 * @example
 * const digest = hashVoucher(creditDomain(client.deployment), { lineId, quantity: 3_600_000n });
 */
export function hashVoucher(domain: CreditDomain, voucher: Voucher): Uint8Array {
  const { lineId, quantity } = voucher;
  if (quantity < 0n || quantity >= 1n << 64n) throw new RangeError(`a quantity of ${quantity}`);
  if (lineId.length !== 66) throw new RangeError(`an id of ${lineId.length} characters`);
  const struct = new Uint8Array(96);
  struct.set(typehash);
  struct.set(hexToBytes(lineId), 32);
  new DataView(struct.buffer).setBigUint64(88, quantity);
  const message = new Uint8Array(66);
  message[0] = 0x19;
  message[1] = 0x01;
  message.set(separatorOf(domain), 2);
  message.set(keccak256Bytes(struct), 34);
  return keccak256Bytes(message);
}
