import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem';

/**
 * What a provider's seat in a quorum is called where a deal would be named: in the task protocol and in receipts. It is
 * keccak256(abi.encode(quorumId, provider)); no deal can have the same id.
 *
 * @example
 * const dealId = quorumSeatId({ quorumId, provider });
 */
export function quorumSeatId(parameters: { readonly quorumId: Hex; readonly provider: Address }): Hex {
  const { quorumId, provider } = parameters;
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'address' }], [quorumId, provider]));
}
