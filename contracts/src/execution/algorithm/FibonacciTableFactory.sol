// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ExecutableFactory} from "../ExecutableFactory.sol";
import {GasBounds, IExecutableFactory} from "../IExecutableFactory.sol";
import {FibonacciTableExecutable} from "./FibonacciTableExecutable.sol";
import {FibonacciInputs} from "./FibonacciInputs.sol";

/// @title FibonacciTableFactory
/// @notice Creates runs of FibonacciTableExecutable, which says what its inputs and its result are.
contract FibonacciTableFactory is ExecutableFactory {
    /// @inheritdoc IExecutableFactory
    string public constant name = "Fibonacci (table)";

    /// @param sourceHash keccak256 of the standard JSON input that FibonacciTableExecutable was compiled from.
    constructor(bytes32 sourceHash) ExecutableFactory(new FibonacciTableExecutable(), sourceHash) {}

    /// @inheritdoc IExecutableFactory
    function gasBounds(bytes calldata inputs) external pure override returns (GasBounds memory) {
        return
            GasBounds({
                creationGas: 150_000,
                callGas: 80_000,
                stepGas: 50_000,
                callSteps: 40,
                steps: _steps(FibonacciInputs.decode(inputs))
            });
    }

    /// @dev One step for each number of the table, and one to clear each eight of them.
    function _steps(uint256 n) private pure returns (uint32) {
        return uint32(n + 1 + (n + 8) / 8);
    }
}
