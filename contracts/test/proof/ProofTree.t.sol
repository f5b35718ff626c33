// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofTree} from "../../src/proof/ProofTree.sol";
import {Test} from "../support/Test.sol";
import {PlainTree} from "./PlainTree.sol";

/// @notice ProofTree against the vectors that TypeScript reads as well, and against the same written plainly.
contract ProofTreeTest is Test {
    function rootOf(
        bytes32 leaf,
        uint256 index,
        bytes32[] calldata siblings,
        uint256 start,
        uint256 depth
    ) external pure returns (bytes32) {
        return ProofTree.rootOf(leaf, index, siblings, start, depth);
    }

    function test_SharedVectors() public view {
        string memory json = vm.readFile("../packages/protocol/test/vectors/compute-proof.json");
        uint256 cases;
        while (vm.keyExistsJson(json, _at(".cases", cases))) _checkCase(json, _at(".cases", cases++));
        assertTrue(cases >= 5, "vectors were read");
    }

    function _checkCase(string memory json, string memory path) private view {
        bytes32 seed = _word(json, path, ".seed");
        bytes32 root = _word(json, path, ".root");
        uint256 depth = _number(json, path, ".leafCountLog2");
        uint256 hashes = _number(json, path, ".hashesPerLeaf");
        uint256 proofId = _number(json, path, ".proofId");
        bytes32 chain = bytes32(_number(json, path, ".chainId"));
        bytes32 self = bytes32(_number(json, path, ".contract"));
        assertEq(keccak256(abi.encode(chain, self, proofId, _word(json, path, ".blockHash"))), seed, "seed");
        assertEq(PlainTree.build(seed, depth, hashes)[1], root, "root of all leaves");

        uint256 samples = _number(json, path, ".samples");
        bytes32[] memory siblings = new bytes32[](samples * depth);
        for (uint256 i = 0; i < siblings.length; ++i) {
            siblings[i] = vm.parseJsonBytes32(json, _at(string.concat(path, ".siblings"), i));
        }
        assertTrue(!vm.keyExistsJson(json, _at(string.concat(path, ".siblings"), siblings.length)), "no sibling more");
        bytes32 decisive = _word(json, path, ".challengeBlockHash");
        for (uint256 j = 0; j < samples; ++j) {
            uint256 index = vm.parseJsonUint(json, _at(string.concat(path, ".indexes"), j));
            assertEq(uint256(keccak256(abi.encode(decisive, proofId, root, j))) % (1 << depth), index, "index");
            bytes32 leaf = ProofTree.leafOf(seed, index, hashes);
            assertEq(this.rootOf(leaf, index, siblings, j * depth, depth), root, "opening");
        }
    }

    function testFuzz_LeafIsThePlainOne(bytes32 seed, uint64 index, uint256 hashes) public pure {
        hashes = bound(hashes, 1, 70);
        assertEq(ProofTree.leafOf(seed, index, hashes), PlainTree.leaf(seed, index, hashes), "leaf");
    }

    function testFuzz_EveryLeafLeadsToTheRootFromItsPlaceAlone(bytes32 seed, uint256 depth, uint64 a, uint64 b) public view {
        depth = bound(depth, 1, 6);
        uint64[] memory indexes = new uint64[](2);
        (indexes[0], indexes[1]) = (a % uint64(1 << depth), b % uint64(1 << depth));
        bytes32[] memory nodes = PlainTree.build(seed, depth, 3);
        bytes32[] memory siblings = PlainTree.siblings(nodes, indexes, depth);
        for (uint256 j = 0; j < 2; ++j) {
            bytes32 leaf = ProofTree.leafOf(seed, indexes[j], 3);
            assertEq(this.rootOf(leaf, indexes[j], siblings, j * depth, depth), nodes[1], "its own way");
            bool same = indexes[0] == indexes[1];
            bytes32 other = this.rootOf(leaf, indexes[1 - j], siblings, j * depth, depth);
            assertTrue((other == nodes[1]) == same, "another place");
            other = this.rootOf(leaf, indexes[j], siblings, (1 - j) * depth, depth);
            assertTrue((other == nodes[1]) == same, "another's siblings");
        }
    }

    function _at(string memory path, uint256 index) private pure returns (string memory) {
        return string.concat(path, "[", vm.toString(index), "]");
    }

    function _word(string memory json, string memory path, string memory key) private pure returns (bytes32) {
        return vm.parseJsonBytes32(json, string.concat(path, key));
    }

    function _number(string memory json, string memory path, string memory key) private pure returns (uint256) {
        return vm.parseJsonUint(json, string.concat(path, key));
    }
}
