// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Test} from "../support/Test.sol";

contract FixedSupplyTest is Test {
    IERC20 private token;

    function setUp() public {
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
    }

    function test_G23_ThereIsNoFunctionThatMintsOrBurns() public {
        string[8] memory signatures = [
            "mint(address,uint256)",
            "mint(uint256)",
            "_mint(address,uint256)",
            "issue(uint256)",
            "burn(uint256)",
            "burn(address,uint256)",
            "burnFrom(address,uint256)",
            "initialize(address)"
        ];
        for (uint256 i = 0; i < signatures.length; ++i) {
            bytes4 selector = bytes4(keccak256(bytes(signatures[i])));
            (bool passed, ) = address(token).call(abi.encodePacked(selector, abi.encode(address(this), 1, 1)));
            assertTrue(!passed, signatures[i]);
        }
        assertEq(token.totalSupply(), 100_000_000 ether, "as at genesis");
    }

    /// @dev C36 would create one token per block; G23 forbids it, and it holds here.
    function testFuzz_G23_NothingChangesTheSupply(
        uint32 blocks,
        address sender,
        bytes4 selector,
        bytes32[4] memory words
    ) public {
        vm.roll(block.number + blocks);
        vm.prank(sender);
        (bool ignored, ) = address(token).call(abi.encodePacked(selector, words));
        ignored;
        assertEq(token.totalSupply(), 100_000_000 ether, "as at genesis");
    }

    function testFuzz_G23_TransfersLeaveTheSupply(address to, uint256 value) public {
        (bool passed, ) = address(token).call(abi.encodeCall(token.transfer, (to, value % 2e26)));
        assertTrue(passed == (to != address(0) && value % 2e26 <= 1e26), "what is held, to anybody but nobody");
        assertEq(token.totalSupply(), 100_000_000 ether, "as at genesis");
    }
}
