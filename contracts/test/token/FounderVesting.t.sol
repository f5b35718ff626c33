// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Test} from "../support/Test.sol";

interface FounderVesting {
    function release(address token) external;
    function releasable(address token) external view returns (uint256);
}

contract FounderVestingTest is Test {
    uint64 private constant START = 1_800_000_000;
    uint64 private constant YEAR = 365 days;

    function test_C40_NothingBeforeTheCliffThenEvenlyToTheEnd() public {
        address founder = address(0xF0);
        IERC20 token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        FounderVesting vesting = FounderVesting(
            deploy("FounderVesting.sol:FounderVesting", abi.encode(founder, START, 4 * YEAR, YEAR))
        );
        token.transfer(address(vesting), 15_000_000 ether);
        vm.warp(START + YEAR - 1);
        assertEq(vesting.releasable(address(token)), 0, "nothing before the cliff");
        vm.warp(START + YEAR);
        vesting.release(address(token));
        assertEq(token.balanceOf(founder), 3_750_000 ether, "a quarter at the cliff, to the founder");
        vm.warp(START + 2 * YEAR);
        vesting.release(address(token));
        assertEq(token.balanceOf(founder), 7_500_000 ether, "half after half the time");
        vm.warp(START + 4 * YEAR);
        vesting.release(address(token));
        assertEq(token.balanceOf(founder), 15_000_000 ether, "all in the end");
    }
}
