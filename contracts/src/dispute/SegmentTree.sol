// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title SegmentTree
/// @notice The tree over the segments between the states that a move posts:
///
///   leaf j = keccak256(hash of the state before ‖ hash j), the state before the first one being the one agreed on
///   node   = keccak256(left ‖ right)
///
/// over a number of leaves that is a power of two. A segment is proved with both its ends and a sibling per level, which
/// is 192 bytes of 16 segments instead of the 512 of all hashes. Leaves and nodes need not be told apart, because the
/// number of siblings is fixed.
/// @dev Tests compare it with trees built another way.
library SegmentTree {
    /// @notice The root over `hashes`, whose number is a power of two.
    function root(bytes32 start, bytes32[] calldata hashes) internal pure returns (bytes32) {
        return _root(_place(start, hashes), hashes.length);
    }

    /// @notice The root over `hashes` and, as the last one, `end`: together a power of two.
    function root(bytes32 start, bytes32[] calldata hashes, bytes32 end) internal pure returns (bytes32) {
        uint256 nodes = _place(start, hashes);
        assembly ("memory-safe") {
            mstore(add(nodes, shl(5, add(hashes.length, 1))), end)
        }
        unchecked {
            return _root(nodes, hashes.length + 1);
        }
    }

    /// @notice Whether `segment` (start, end, siblings from the bottom up) is number `pick` of the tree of 2^depth segments.
    function contains(
        bytes32 expectedRoot,
        uint256 depth,
        uint256 pick,
        bytes32[] calldata segment
    ) internal pure returns (bool) {
        unchecked {
            if (pick >> depth != 0 || segment.length != depth + 2) return false;
        }
        bytes32 node;
        assembly ("memory-safe") {
            let place := segment.offset
            calldatacopy(0x00, place, 0x40)
            node := keccak256(0x00, 0x40)
            place := add(place, 0x40)
            for { let level := 0 } lt(level, depth) { level := add(level, 1) } {
                let isRight := and(shr(level, pick), 1)
                mstore(shl(5, isRight), node)
                mstore(shl(5, iszero(isRight)), calldataload(place))
                node := keccak256(0x00, 0x40)
                place := add(place, 0x20)
            }
        }
        return node == expectedRoot;
    }

    /// @dev Writes the states in a row behind the free memory, which stays free.
    function _place(bytes32 start, bytes32[] calldata hashes) private pure returns (uint256 nodes) {
        assembly ("memory-safe") {
            nodes := mload(0x40)
            mstore(nodes, start)
            calldatacopy(add(nodes, 0x20), hashes.offset, shl(5, hashes.length))
        }
    }

    /// @dev Hashes `count + 1` states down to a root, in place: a node never lies behind the two that it is made of.
    function _root(uint256 nodes, uint256 count) private pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let end := add(nodes, shl(5, count))
            for { let place := nodes } lt(place, end) { place := add(place, 0x20) } {
                mstore(place, keccak256(place, 0x40))
            }
            for {} gt(count, 1) { count := shr(1, count) } {
                end := add(nodes, shl(5, count))
                let target := nodes
                for { let place := nodes } lt(place, end) { place := add(place, 0x40) } {
                    mstore(target, keccak256(place, 0x40))
                    target := add(target, 0x20)
                }
            }
            result := mload(nodes)
        }
    }
}
