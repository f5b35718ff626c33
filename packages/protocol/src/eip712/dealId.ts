import { encodeAbiParameters, type Hex, hashTypedData, keccak256 } from 'viem';
import type { BrokerDomain } from './brokerDomain.ts';
import { dealTypes, type Request } from './dealTypes.ts';

/** The EIP-712 digest of a request. */
export function hashRequest(domain: BrokerDomain, request: Request): Hex {
  return hashTypedData({ domain, types: { Request: dealTypes.Request }, primaryType: 'Request', message: request });
}

/** The id of the `index`-th deal of a request: keccak256(abi.encode(requestHash, index)), known before it is opened. */
export function dealIdOf(requestHash: Hex, index: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [requestHash, BigInt(index)]));
}
