import { parseAbi } from 'viem';

/**
 * The six functions of EIP-20, with no return values where partly compliant tokens have none: viem refuses to decode what
 * is not there.
 */
export const erc20CallAbi = parseAbi([
  'function transfer(address to, uint256 value)',
  'function transferFrom(address from, address to, uint256 value)',
  'function approve(address spender, uint256 value)',
]);
