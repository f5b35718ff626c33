// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotteryNode} from "./LotteryTypes.sol";

/// @title LotteryTree
/// @notice The Merkle-sum tree over the participants of a lottery. A node is one word, hash and weight:
///
///   leaf = bytes24(keccak256(address account, uint64 weight)), weight
///   node = bytes24(keccak256(left, right)), left.weight + right.weight
///
/// packed; leaves are hashes of 28 bytes, nodes of 64. A node commits to the weights of both its children, and its own is their
/// sum. So going down from the root each node splits its range of [0, root.weight) in two that neither overlap nor leave a
/// gap, and for every position there is at most one leaf, whatever tree the payer made. A leaf without weight holds no
/// position. To give one position to two leaves the payer had to find two inputs with the same 192 bits, by some 2^96 hashes.
library LotteryTree {
    /// @notice Where the range of an account begins, which is as long as its weight.
    /// @param path The way from the leaf up: bit i is set where sibling i is the left one.
    /// @param siblings From the leaf up.
    /// @return valid Whether this is a leaf of the tree. Never reverts.
    function locate(
        LotteryNode root,
        address account,
        uint64 weight,
        uint256 path,
        LotteryNode[] calldata siblings
    ) internal pure returns (bool valid, uint256 start) {
        assembly ("memory-safe") {
            mstore(0, shl(96, account))
            mstore(0x14, shl(192, weight))
            // In bits 64..255 hash or nothing: the weight is kept apart, since its sum must not run into the hash.
            let hash := shl(64, shr(64, keccak256(0, 0x1c)))
            let sum := weight
            let end := add(siblings.offset, shl(5, siblings.length))
            for {
                let sibling := siblings.offset
            } lt(sibling, end) {
                sibling := add(sibling, 0x20)
            } {
                let node := calldataload(sibling)
                let right := and(path, 1)
                let siblingWeight := and(node, 0xffffffffffffffff)
                let place := shl(5, right)
                mstore(place, or(hash, sum))
                mstore(sub(0x20, place), node)
                start := add(start, mul(right, siblingWeight))
                sum := add(sum, siblingWeight)
                // Reaches into the hash only where the sum of weights does not fit, and then it is none.
                if shr(64, sum) {
                    path := not(0)
                    break
                }
                hash := shl(64, shr(64, keccak256(0, 0x40)))
                path := shr(1, path)
            }
            valid := and(eq(or(hash, sum), root), iszero(path))
        }
    }
}
