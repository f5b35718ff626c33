// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ProofTree
/// @notice The full tree over the leaves of a compute proof; IComputeProof gives the formulas. A leaf can be as deep as the
/// tree only, so no node passes for one.
/// @dev Hashing is most of what a proof costs here, so it is written out. Tests compare it with what the compiler writes.
library ProofTree {
    /// @notice Leaf `index`, which takes `hashes` hashes, at least one.
    function leafOf(bytes32 seed, uint256 index, uint256 hashes) internal pure returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(0, seed)
            mstore(0x20, index)
            mstore(0, keccak256(0, 0x40))
            let left := sub(hashes, 1)
            // Eight at a time: the loop costs half as much as a hash.
            for {} gt(left, 7) { left := sub(left, 8) } {
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
                mstore(0, keccak256(0, 0x20))
            }
            for {} left { left := sub(left, 1) } {
                mstore(0, keccak256(0, 0x20))
            }
            leaf := mload(0)
        }
    }

    /// @notice The root over `leaf`, number `index`, with the `depth` siblings from position `start` on, from the leaf up.
    /// @dev That there are as many siblings is for the caller to know.
    function rootOf(
        bytes32 leaf,
        uint256 index,
        bytes32[] calldata siblings,
        uint256 start,
        uint256 depth
    ) internal pure returns (bytes32 root) {
        assembly ("memory-safe") {
            root := leaf
            let sibling := add(siblings.offset, shl(5, start))
            for { let end := add(sibling, shl(5, depth)) } lt(sibling, end) { sibling := add(sibling, 0x20) } {
                // A right node goes to the second word, a left one to the first.
                let place := shl(5, and(index, 1))
                mstore(place, root)
                mstore(xor(place, 0x20), calldataload(sibling))
                root := keccak256(0, 0x40)
                index := shr(1, index)
            }
        }
    }
}
