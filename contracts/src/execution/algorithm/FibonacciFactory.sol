// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ExecutableFactory} from "../ExecutableFactory.sol";
import {GasBounds, IExecutableFactory} from "../IExecutableFactory.sol";
import {FibonacciExecutable} from "./FibonacciExecutable.sol";
import {FibonacciInputs} from "./FibonacciInputs.sol";

/// @title FibonacciFactory
/// @notice Creates runs of FibonacciExecutable, which says what its inputs and its result are.
contract FibonacciFactory is ExecutableFactory {
    /// @inheritdoc IExecutableFactory
    string public constant name = "Fibonacci (stateless)";

    /// @param sourceHash keccak256 of the standard JSON input that FibonacciExecutable was compiled from.
    constructor(bytes32 sourceHash) ExecutableFactory(new FibonacciExecutable(), sourceHash) {}

    /// @inheritdoc IExecutableFactory
    function gasBounds(bytes calldata inputs) external pure override returns (GasBounds memory) {
        return
            GasBounds({
                creationGas: 220_000,
                callGas: 80_000,
                stepGas: 1_000,
                callSteps: 100,
                steps: uint32(FibonacciInputs.decode(inputs))
            });
    }
}
