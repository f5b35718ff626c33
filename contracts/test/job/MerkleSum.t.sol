// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleSum, MerkleSumNode} from "../../src/job/MerkleSum.sol";
import {Test} from "../support/Test.sol";

/// @notice The tree against the vectors that TypeScript reads as well, and its proofs against everything else.
contract MerkleSumTest is Test {
    // The shared vectors

    function test_SharedVectors() public view {
        string memory json = vm.readFile("../packages/protocol/test/vectors/merkle-sum.json");
        uint256 cases;
        uint256 proofs;
        while (vm.keyExistsJson(json, string.concat(".cases[", vm.toString(cases), "]"))) {
            proofs += _checkCase(json, string.concat(".cases[", vm.toString(cases), "]"));
            ++cases;
        }
        assertTrue(cases >= 5 && proofs >= 10, "vectors were read");
    }

    function _checkCase(string memory json, string memory path) private view returns (uint256 proofs) {
        bytes32 root = vm.parseJsonBytes32(json, string.concat(path, ".root"));
        uint64 count = uint64(vm.parseJsonUint(json, string.concat(path, ".count")));
        uint64 totalWork = uint64(vm.parseJsonUint(json, string.concat(path, ".totalWork")));
        MerkleSumNode[] memory leaves = new MerkleSumNode[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = _readLeaf(json, string.concat(path, ".leaves[", vm.toString(i), "]"));
        }
        MerkleSumNode memory top = _build(leaves, 0, count);
        assertEq(top.work, totalWork, "total work");
        assertEq(MerkleSum.hashRoot(count, top.hash, top.work), root, "root");

        string memory proof = string.concat(path, ".proofs[0]");
        while (vm.keyExistsJson(json, proof)) {
            uint64 index = uint64(vm.parseJsonUint(json, string.concat(proof, ".index")));
            assertEq(vm.parseJsonBytes32(json, string.concat(proof, ".leaf")), leaves[index].hash, "leaf of the proof");
            MerkleSumNode[] memory siblings = _readSiblings(json, proof);
            assertTrue(
                MerkleSum.verifyInclusion(root, count, totalWork, index, leaves[index], siblings),
                "proof of the vector"
            );
            ++proofs;
            proof = string.concat(path, ".proofs[", vm.toString(proofs), "]");
        }
    }

    function _readLeaf(string memory json, string memory path) private pure returns (MerkleSumNode memory leaf) {
        leaf.work = uint64(vm.parseJsonUint(json, string.concat(path, ".work")));
        leaf.hash = MerkleSum.hashLeaf(
            uint64(vm.parseJsonUint(json, string.concat(path, ".taskIndex"))),
            vm.parseJsonBytes32(json, string.concat(path, ".taskHash")),
            vm.parseJsonBytes32(json, string.concat(path, ".outputHash")),
            leaf.work,
            uint8(vm.parseJsonUint(json, string.concat(path, ".status")))
        );
    }

    function _readSiblings(
        string memory json,
        string memory proof
    ) private view returns (MerkleSumNode[] memory siblings) {
        uint256 length;
        while (vm.keyExistsJson(json, string.concat(proof, ".siblings[", vm.toString(length), "]"))) ++length;
        siblings = new MerkleSumNode[](length);
        for (uint256 i = 0; i < length; ++i) {
            string memory path = string.concat(proof, ".siblings[", vm.toString(i), "]");
            siblings[i].hash = vm.parseJsonBytes32(json, string.concat(path, ".hash"));
            siblings[i].work = uint64(vm.parseJsonUint(json, string.concat(path, ".work")));
        }
    }

    // A tree built the slow way, as RFC 6962 defines it

    function _build(
        MerkleSumNode[] memory leaves,
        uint256 start,
        uint256 end
    ) private pure returns (MerkleSumNode memory node) {
        if (end == start) return node;
        if (end - start == 1) return leaves[start];
        uint256 middle = start + _split(end - start);
        MerkleSumNode memory left = _build(leaves, start, middle);
        MerkleSumNode memory right = _build(leaves, middle, end);
        return MerkleSumNode(MerkleSum.hashNode(left, right), left.work + right.work);
    }

    /// @dev The largest power of two below `n`.
    function _split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function _prove(
        MerkleSumNode[] memory leaves,
        uint256 start,
        uint256 end,
        uint256 index
    ) private pure returns (MerkleSumNode[] memory path) {
        if (end - start == 1) return new MerkleSumNode[](0);
        uint256 middle = start + _split(end - start);
        bool isLeft = index < middle;
        MerkleSumNode[] memory below = isLeft
            ? _prove(leaves, start, middle, index)
            : _prove(leaves, middle, end, index);
        path = new MerkleSumNode[](below.length + 1);
        for (uint256 i = 0; i < below.length; ++i) path[i] = below[i];
        path[below.length] = isLeft ? _build(leaves, middle, end) : _build(leaves, start, middle);
    }

    function _tree(uint256 seed, uint256 count) private pure returns (MerkleSumNode[] memory leaves) {
        leaves = new MerkleSumNode[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint64 work = uint64(uint256(keccak256(abi.encode(seed, i, "work")))) >> 8;
            leaves[i] = MerkleSumNode(
                MerkleSum.hashLeaf(uint64(i), keccak256(abi.encode(seed, i)), bytes32(seed), work, 0),
                work
            );
        }
    }

    function testFuzz_EveryLeafIsProvedAtItsPlaceAlone(uint256 seed, uint256 size, uint256 pick, uint256 elsewhere) public pure {
        uint64 count = uint64(bound(size, 1, 40));
        MerkleSumNode[] memory leaves = _tree(seed, count);
        MerkleSumNode memory top = _build(leaves, 0, count);
        bytes32 root = MerkleSum.hashRoot(count, top.hash, top.work);
        uint64 index = uint64(bound(pick, 0, count - 1));
        MerkleSumNode[] memory path = _prove(leaves, 0, count, index);
        assertTrue(MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], path), "honest proof");

        uint64 wrong = uint64(bound(elsewhere, 0, uint256(count) + 2));
        if (wrong != index) {
            assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, wrong, leaves[index], path), "other index");
        }
        assertTrue(!MerkleSum.verifyInclusion(root, count + 1, top.work, index, leaves[index], path), "other count");
        assertTrue(!MerkleSum.verifyInclusion(root, count, top.work + 1, index, leaves[index], path), "other total");
        assertTrue(
            !MerkleSum.verifyInclusion(bytes32(uint256(root) ^ 1), count, top.work, index, leaves[index], path),
            "other root"
        );
        leaves[index].work += 1;
        assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], path), "other work");
        leaves[index].work -= 1;
        leaves[index].hash = bytes32(uint256(leaves[index].hash) ^ (1 << (seed % 256)));
        assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], path), "other leaf");
        leaves[index].hash = bytes32(uint256(leaves[index].hash) ^ (1 << (seed % 256)));

        if (path.length != 0) {
            uint256 step = elsewhere % path.length;
            path[step].work ^= 1;
            assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], path), "sibling's work");
            path[step].work ^= 1;
            path[step].hash = ~path[step].hash;
            assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], path), "sibling's hash");
            path[step].hash = ~path[step].hash;
            MerkleSumNode[] memory shorter = new MerkleSumNode[](path.length - 1);
            for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = path[i];
            assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], shorter), "shorter");
        }
        MerkleSumNode[] memory longer = new MerkleSumNode[](path.length + 1);
        for (uint256 i = 0; i < path.length; ++i) longer[i] = path[i];
        assertTrue(!MerkleSum.verifyInclusion(root, count, top.work, index, leaves[index], longer), "longer");
    }

    /// Two children whose work passes 2^64 together: what a wrapping sum would take for a small total is refused.
    function test_WorkThatOverflowsIsRefused() public pure {
        MerkleSumNode memory left = MerkleSumNode(keccak256("left"), type(uint64).max);
        MerkleSumNode memory right = MerkleSumNode(keccak256("right"), 2);
        bytes32 top = MerkleSum.hashNode(left, right);
        MerkleSumNode[] memory siblings = new MerkleSumNode[](1);
        siblings[0] = right;
        bytes32 root = MerkleSum.hashRoot(2, top, 1);
        assertTrue(!MerkleSum.verifyInclusion(root, 2, 1, 0, left, siblings), "wrapped");
        siblings[0] = left;
        assertTrue(!MerkleSum.verifyInclusion(root, 2, 1, 1, right, siblings), "wrapped from the right");
        // The largest sum that fits is proved.
        left.work -= 2;
        siblings[0] = left;
        root = MerkleSum.hashRoot(2, MerkleSum.hashNode(left, right), type(uint64).max);
        assertTrue(MerkleSum.verifyInclusion(root, 2, type(uint64).max, 1, right, siblings), "largest");
    }

    function test_NothingIsInTheEmptyTree() public pure {
        bytes32 root = MerkleSum.hashRoot(0, 0, 0);
        MerkleSumNode memory leaf;
        assertTrue(!MerkleSum.verifyInclusion(root, 0, 0, 0, leaf, new MerkleSumNode[](0)), "empty");
    }

    /// An inner node passed off as a leaf, and a leaf as an inner node, hash differently by their first byte.
    function test_LeavesAndNodesAreToldApart() public pure {
        MerkleSumNode[] memory leaves = _tree(1, 4);
        MerkleSumNode memory left = _build(leaves, 0, 2);
        MerkleSumNode memory top = _build(leaves, 0, 4);
        MerkleSumNode[] memory path = new MerkleSumNode[](1);
        path[0] = _build(leaves, 2, 4);
        bytes32 root = MerkleSum.hashRoot(4, top.hash, top.work);
        assertTrue(!MerkleSum.verifyInclusion(root, 4, top.work, 0, left, path), "node as leaf, short proof");
    }

    function testFuzz_ANodeIsHashedAsItsFieldsPacked(bytes32 left, uint64 leftWork, bytes32 right, uint64 rightWork) public pure {
        assertEq(
            MerkleSum.hashNode(MerkleSumNode(left, leftWork), MerkleSumNode(right, rightWork)),
            keccak256(abi.encodePacked(uint8(1), left, leftWork, right, rightWork)),
            "node"
        );
    }
}
