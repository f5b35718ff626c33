// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmptyTrees} from "../../src/dispute/EmptyTrees.sol";
import {Test} from "../support/Test.sol";

contract EmptyTreesTest is Test {
    function test_RootsOfTreesOfZeros() public pure {
        bytes memory roots;
        bytes32 tree = keccak256(abi.encodePacked(uint8(0), bytes32(0)));
        for (uint256 level = 0; level < 27; ++level) {
            roots = abi.encodePacked(roots, tree);
            tree = keccak256(abi.encodePacked(uint8(1), tree, tree));
        }
        assertEq(keccak256(EmptyTrees.ROOTS), keccak256(roots), "roots");
    }
}
