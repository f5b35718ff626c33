// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "../IExecutable.sol";

/// @title FibonacciInputs
/// @notice The inputs of both Fibonacci algorithms: abi.encode(uint256 n), n from 0 to 370. F(371) exceeds 256 bits.
library FibonacciInputs {
    uint256 private constant MAX_N = 370;

    /// @dev Reverts with ExecutableInvalidInputs.
    function decode(bytes calldata inputs) internal pure returns (uint256 n) {
        if (inputs.length != 32) revert IExecutable.ExecutableInvalidInputs();
        n = uint256(bytes32(inputs));
        if (n > MAX_N) revert IExecutable.ExecutableInvalidInputs();
    }
}
