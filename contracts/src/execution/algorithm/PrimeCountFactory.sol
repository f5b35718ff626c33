// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ExecutableFactory} from "../ExecutableFactory.sol";
import {GasBounds, IExecutableFactory} from "../IExecutableFactory.sol";
import {PrimeCountExecutable} from "./PrimeCountExecutable.sol";
import {PrimeCountInputs} from "./PrimeCountInputs.sol";

/// @title PrimeCountFactory
/// @notice Creates runs of PrimeCountExecutable, which says what its inputs and its result are.
contract PrimeCountFactory is ExecutableFactory {
    /// @inheritdoc IExecutableFactory
    string public constant name = "PrimeCount";

    /// @param sourceHash keccak256 of the standard JSON input that PrimeCountExecutable was compiled from.
    constructor(bytes32 sourceHash) ExecutableFactory(new PrimeCountExecutable(), sourceHash) {}

    /// @inheritdoc IExecutableFactory
    /// @dev One step for the lookup table, one for each 256 numbers, and one to clear.
    function gasBounds(bytes calldata inputs) external pure override returns (GasBounds memory) {
        return
            GasBounds({
                creationGas: 150_000,
                callGas: 120_000,
                stepGas: 100_000,
                callSteps: 20,
                steps: uint32(PrimeCountInputs.decode(inputs) / 256 + 3)
            });
    }
}
