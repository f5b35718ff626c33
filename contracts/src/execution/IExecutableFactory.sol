// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "./IExecutable.sol";

/// @notice What a run costs at most, in gas. A call of `executeN` that takes k steps, with finding its result and ending it
/// where it is the last, costs no more than callGas + k * stepGas.
struct GasBounds {
    /// Creating the run and beginning it.
    uint32 creationGas;
    /// A call of `executeN` besides its steps: loading and storing the state, and ending.
    uint32 callGas;
    /// One step.
    uint32 stepGas;
    /// How many steps a call should take to be worth its transaction; at least one.
    uint32 callSteps;
    /// Steps in all, for these inputs.
    uint32 steps;
}

/// @notice What it takes to rebuild the code of a run, and to compare it with what is deployed.
struct ExecutableMetadata {
    /// keccak256 of the compiler's standard JSON input: all sources and settings (docs/verification.md says how it is written).
    bytes32 sourceHash;
    /// The version of solc, such as `0.8.37`.
    string compilerVersion;
    /// The deployed code of the implementation, to which every run forwards its calls (ERC-1167).
    bytes bytecode;
}

/// @title IExecutableFactory
/// @notice Creates runs of one algorithm, and says what the algorithm is. ECM's Factory.
///
/// Trust assumptions
/// - `metadata().sourceHash` is what the deployer said. Whoever relies on an algorithm rebuilds it from the sources and
///   compares the result with `metadata().bytecode`, which the chain itself tells.
/// - `gasBounds` hold for the code named by the metadata; tests measure them. A factory that understates them makes those
///   who take a dispute on pay for it, and nobody else.
interface IExecutableFactory {
    /// @notice A run was created.
    event ExecutableCreated(IExecutable indexed executable, address indexed owner);

    /// @notice The algorithm's name.
    function name() external view returns (string memory);

    /// @notice The code of all runs.
    function implementation() external view returns (IExecutable);

    /// @notice What it takes to rebuild that code.
    function metadata() external view returns (ExecutableMetadata memory);

    /// @notice What a run on `inputs` costs at most.
    /// @dev Reverts with IExecutable.ExecutableInvalidInputs where the algorithm does not take them.
    function gasBounds(bytes calldata inputs) external view returns (GasBounds memory);

    /// @notice Creates a run on `inputs` and begins it; the caller owns it.
    /// @dev Reverts as `gasBounds`.
    function create(bytes calldata inputs) external returns (IExecutable);
}
