// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IExecutable} from "./IExecutable.sol";

/// @title Executable
/// @notice What stateless and stateful runs have in common: who may do what, and the count of steps.
/// @dev Owner and factory lie behind the code of the clone, not in storage: there is nothing to clear of them.
abstract contract Executable is IExecutable {
    enum Phase {
        None,
        Running,
        Finished
    }

    /// @dev One word; zero before the run and after its end.
    struct Progress {
        uint64 steps;
        Phase phase;
    }

    Progress private _progress;

    /// @inheritdoc IExecutable
    function start(bytes calldata inputs) external {
        (, address factory) = _parties();
        if (msg.sender != factory) revert ExecutableWrongCaller(msg.sender, factory);
        if (_progress.phase != Phase.None) revert ExecutableStarted();
        _progress.phase = _begin(inputs) ? Phase.Finished : Phase.Running;
    }

    /// @inheritdoc IExecutable
    function step() external {
        executeN(1);
    }

    /// @inheritdoc IExecutable
    function executeN(uint256 n) public returns (uint256 done) {
        _requireOwner();
        Progress memory progress = _progress;
        if (progress.phase == Phase.Finished || (progress.phase == Phase.Running && n == 0)) return 0;
        if (progress.phase == Phase.None) revert ExecutableNotRunning();
        bool finished;
        (done, finished) = _run(n);
        // Gas ends long before 2^64 steps are taken.
        _progress = Progress({steps: progress.steps + uint64(done), phase: finished ? Phase.Finished : Phase.Running});
    }

    /// @inheritdoc IExecutable
    function end() external {
        _requireOwner();
        delete _progress;
        _clear();
    }

    /// @inheritdoc IExecutable
    function owner() external view returns (address account) {
        (account, ) = _parties();
    }

    /// @inheritdoc IExecutable
    function isFinished() external view returns (bool) {
        return _progress.phase == Phase.Finished;
    }

    /// @inheritdoc IExecutable
    function result() external view returns (bytes memory) {
        if (_progress.phase != Phase.Finished) revert ExecutableNotFinished();
        return _result();
    }

    /// @inheritdoc IExecutable
    function steps() external view returns (uint256) {
        return _progress.steps;
    }

    /// @dev Sets the run up; true where no step is needed. Reverts with ExecutableInvalidInputs.
    function _begin(bytes calldata inputs) internal virtual returns (bool finished);

    /// @dev Takes up to `n` steps, one at least.
    function _run(uint256 n) internal virtual returns (uint256 done, bool finished);

    /// @dev The result of a finished run.
    function _result() internal view virtual returns (bytes memory);

    /// @dev Clears whatever the run has stored.
    function _clear() internal virtual;

    function _requireOwner() private view {
        (address account, ) = _parties();
        if (msg.sender != account) revert ExecutableWrongCaller(msg.sender, account);
    }

    /// @dev Only a clone has them: called by itself, the implementation has no owner and begins nothing.
    function _parties() private view returns (address account, address factory) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address, address));
    }
}
