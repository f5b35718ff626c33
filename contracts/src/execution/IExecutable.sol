// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IExecutable
/// @notice One run of one algorithm on given inputs, on chain and step by step, so that no input is too long for a block.
/// ECM's Execution.
///
/// Trust assumptions
/// - Anyone can read and rebuild the code (see IExecutableFactory), and nobody can change it: it has no upgrade and no
///   administrator.
/// - Only the owner, who had the run created, takes it on and ends it. What a step computes depends on the inputs alone.
/// - A run that has ended leaves nothing in storage.
interface IExecutable {
    /// @notice `caller` is not the one, `expected`, that alone may do this.
    error ExecutableWrongCaller(address caller, address expected);
    /// @notice The algorithm takes no such inputs.
    error ExecutableInvalidInputs();
    /// @notice This run has begun before.
    error ExecutableStarted();
    /// @notice There is nothing to take on: the run has not begun, or was ended.
    error ExecutableNotRunning();
    /// @notice The run has no result yet, or was ended.
    error ExecutableNotFinished();

    /// @notice Begins the run on `inputs`. For the factory that created this contract, once.
    /// @dev Reverts with ExecutableWrongCaller, ExecutableInvalidInputs, ExecutableStarted.
    function start(bytes calldata inputs) external;

    /// @notice Takes one step; nothing where the run is finished. For the owner.
    function step() external;

    /// @notice Takes up to `n` steps, fewer where the run is finished before. For the owner.
    /// @return done How many steps it took.
    /// @dev Reverts with ExecutableWrongCaller, ExecutableNotRunning. Where gas does not suffice, nothing has happened.
    function executeN(uint256 n) external returns (uint256 done);

    /// @notice Clears all storage of a run, finished or not. For the owner.
    /// @dev Its cost has a bound only where the run is finished: a stateful one clears its tables step by step before.
    function end() external;

    /// @notice Who may take the run on.
    function owner() external view returns (address);

    /// @notice Whether the run has a result.
    function isFinished() external view returns (bool);

    /// @notice The result of a finished run; keccak256 of it is the result hash.
    /// @dev Reverts with ExecutableNotFinished.
    function result() external view returns (bytes memory);

    /// @notice How many steps were taken.
    function steps() external view returns (uint256);
}
