// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A subtree as its parent sees it: its hash, and the work of all its leaves.
struct MerkleSumNode {
    bytes32 hash;
    uint64 work;
}

/// @title MerkleSum
/// @notice The tree over a deal's receipts, whose root commits to every result, to their number and to their total work.
///
///   leaf = keccak256(uint8 0, uint64 taskIndex, bytes32 taskHash, bytes32 outputHash, uint64 work, uint8 status)
///   node = keccak256(uint8 1, bytes32 leftHash, uint64 leftWork, bytes32 rightHash, uint64 rightWork)
///   root = keccak256(uint8 2, uint64 count, bytes32 topHash, uint64 totalWork)
///
/// packed; the shape is that of RFC 6962 (a tree of n leaves splits at the largest power of two below n); the empty
/// tree has top hash 0, work 0 and count 0. Every node commits to the work of both its children, so no leaf can hide
/// or borrow work; the count in the root fixes the shape, and with it the length of every proof.
library MerkleSum {
    /// @notice The hash of one receipt.
    function hashLeaf(
        uint64 taskIndex,
        bytes32 taskHash,
        bytes32 outputHash,
        uint64 work,
        uint8 status
    ) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(0), taskIndex, taskHash, outputHash, work, status));
    }

    /// @notice The hash of an inner node.
    /// @dev keccak256(abi.encodePacked(uint8(1), left.hash, left.work, right.hash, right.work)), at a third of its cost; tests
    /// compare the two.
    function hashNode(MerkleSumNode memory left, MerkleSumNode memory right) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore8(pointer, 1)
            mstore(add(pointer, 0x01), mload(left))
            mstore(add(pointer, 0x21), shl(192, mload(add(left, 0x20))))
            mstore(add(pointer, 0x29), mload(right))
            mstore(add(pointer, 0x49), shl(192, mload(add(right, 0x20))))
            result := keccak256(pointer, 0x51)
        }
    }

    /// @notice The root of a tree of `count` leaves with the given top node.
    function hashRoot(uint64 count, bytes32 topHash, uint64 totalWork) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(2), count, topHash, totalWork));
    }

    /// @notice Whether `leaf` is number `index` of the tree that `root`, `count` and `totalWork` describe.
    /// @param leaf Its hash, and the work that `hashLeaf` put in it.
    /// @param siblings From the bottom up.
    /// @return False for anything else: wrong root, index or length, or sums beyond uint64. Never reverts.
    function verifyInclusion(
        bytes32 root,
        uint64 count,
        uint64 totalWork,
        uint64 index,
        MerkleSumNode memory leaf,
        MerkleSumNode[] memory siblings
    ) internal pure returns (bool) {
        if (index >= count) return false;
        // RFC 9162, section 2.1.3.2: position of the node on this level, and of the last one.
        uint256 node = index;
        uint256 last = uint256(count) - 1;
        MerkleSumNode memory top = MerkleSumNode(leaf.hash, leaf.work);
        for (uint256 i = 0; i < siblings.length; ++i) {
            if (last == 0) return false;
            MerkleSumNode memory sibling = siblings[i];
            uint256 work = uint256(top.work) + sibling.work;
            if (work > type(uint64).max) return false;
            if (node & 1 == 1 || node == last) {
                // A lone last node has no sibling on its level: go up to where it is a right child.
                while (node & 1 == 0) {
                    node >>= 1;
                    last >>= 1;
                }
                top.hash = hashNode(sibling, top);
            } else {
                top.hash = hashNode(top, sibling);
            }
            top.work = uint64(work);
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && top.work == totalWork && root == hashRoot(count, top.hash, totalWork);
    }
}
