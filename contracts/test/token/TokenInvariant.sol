// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "../support/Test.sol";

/// @notice Does things to a contract in any order and as anybody, and keeps its own books of what must follow. What the
/// rules refuse is tried as well, and must be refused.
abstract contract TokenHandler is Test {
    uint256 internal constant START = 1_800_000_000;

    /// @dev The optimizer takes block.timestamp for constant within a call, so the time is kept here.
    uint256 internal time = START;

    function advance(uint256 seconds_) internal {
        time += seconds_;
        vm.warp(time);
    }

    function attempt(address from, address target, bytes memory call, bool allowed) internal returns (bytes memory) {
        vm.prank(from);
        (bool done, bytes memory result) = target.call(call);
        assertTrue(done == allowed, allowed ? "refused what is allowed" : "allowed what is to be refused");
        return result;
    }
}

/// @notice What every invariant test of a handler tells the runner.
abstract contract TokenInvariant is Test {
    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = _handlerAddress();
    }

    /// @dev What the fuzzer may call.
    function targetSelectors() external view returns (Selectors[] memory list) {
        list = new Selectors[](1);
        list[0] = Selectors(_handlerAddress(), _actions());
    }

    function _handlerAddress() internal view virtual returns (address);

    /// @dev What is there twice is done twice as often.
    function _actions() internal pure virtual returns (bytes4[] memory);
}
