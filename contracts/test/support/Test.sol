// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice What every test contract needs: the cheatcodes and assertions that say what differs.
abstract contract Test {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @dev Marks the contract for the test runner.
    bool public constant IS_TEST = true;

    error AssertionFailed(string what);
    error Differs(string what, uint256 actual, uint256 expected);
    error DiffersBytes(string what, bytes actual, bytes expected);

    /// @dev Creates a contract from the bytecode that is deployed for real, named as `File.sol:Name`. Writing `new Name(…)`
    /// instead would make the compiler optimise it anew within every test contract.
    function deploy(string memory artifact, bytes memory constructorArguments) internal returns (address created) {
        bytes memory code = abi.encodePacked(vm.getCode(artifact), constructorArguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
            if iszero(created) {
                returndatacopy(code, 0, returndatasize())
                revert(code, returndatasize())
            }
        }
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert AssertionFailed(what);
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert Differs(what, actual, expected);
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        assertEq(uint160(actual), uint160(expected), what);
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        assertEq(uint256(actual), uint256(expected), what);
    }

    function assertEq(bytes memory actual, bytes memory expected, string memory what) internal pure {
        if (keccak256(actual) != keccak256(expected)) revert DiffersBytes(what, actual, expected);
    }

    /// @dev Maps a fuzzed value into [low, high].
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        if (value >= low && value <= high) return value;
        if (low == 0 && high == type(uint256).max) return value;
        return low + (value % (high - low + 1));
    }
}
