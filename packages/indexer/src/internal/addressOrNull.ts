import { type Address, zeroAddress } from 'viem';

/** An address, or null where the chain says none by the zero address. */
export function addressOrNull(address: Address): Address | null {
  return address === zeroAddress ? null : address;
}
