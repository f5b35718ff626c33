// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title SegmentTree
/// @notice The tree over the segments between the states that a move posts:
///
///   leaf j = keccak256(hash of the state before ‖ hash j), the state before the first one being the one agreed on
///   node   = keccak256(left ‖ right)
///
/// over a number of leaves that is a power of two. A segment is proved with both its ends and a sibling per level, which
/// is 192 bytes of 16 segments instead of the 512 of all hashes. Leaves and nodes need not be told apart, because the
/// number of siblings is fixed.
library SegmentTree {
    /// @notice The root over `hashes`, whose number is a power of two.
    function root(bytes32 start, bytes32[] calldata hashes) internal pure returns (bytes32) {
        unchecked {
            uint256 count = hashes.length;
            bytes32[] memory nodes = new bytes32[](count);
            bytes32 before = start;
            for (uint256 i = 0; i < count; ++i) {
                bytes32 next = hashes[i];
                nodes[i] = Hashes.efficientKeccak256(before, next);
                before = next;
            }
            return _fold(nodes, count);
        }
    }

    /// @notice The root over `hashes` and, as the last one, `end`.
    function root(bytes32 start, bytes32[] calldata hashes, bytes32 end) internal pure returns (bytes32) {
        unchecked {
            uint256 count = hashes.length + 1;
            bytes32[] memory nodes = new bytes32[](count);
            bytes32 before = start;
            for (uint256 i = 0; i < count; ++i) {
                bytes32 next = i < hashes.length ? hashes[i] : end;
                nodes[i] = Hashes.efficientKeccak256(before, next);
                before = next;
            }
            return _fold(nodes, count);
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
            bytes32 node = Hashes.efficientKeccak256(segment[0], segment[1]);
            for (uint256 i = 0; i < depth; ++i) {
                bytes32 sibling = segment[i + 2];
                node = (pick >> i) & 1 == 0
                    ? Hashes.efficientKeccak256(node, sibling)
                    : Hashes.efficientKeccak256(sibling, node);
            }
            return node == expectedRoot;
        }
    }

    /// @dev Overwrites `nodes`.
    function _fold(bytes32[] memory nodes, uint256 count) private pure returns (bytes32) {
        unchecked {
            for (; count > 1; count >>= 1) {
                for (uint256 i = 0; i < count; i += 2) {
                    nodes[i >> 1] = Hashes.efficientKeccak256(nodes[i], nodes[i + 1]);
                }
            }
            return nodes[0];
        }
    }
}
