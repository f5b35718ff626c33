// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Executable} from "./Executable.sol";

/// @title StatelessExecutable
/// @notice A run whose steps are pure: the output of one is the input of the next, and there is nothing besides. Between
/// two transactions that one value is all that is stored. To be preferred: it costs less, and each step can be checked by
/// calling `next`, anywhere, without a dispute.
abstract contract StatelessExecutable is Executable {
    /// @dev The output of the last step.
    bytes private _state;

    /// @notice The state that a run on `inputs` begins with, and whether it is the last one already.
    /// @dev Reverts with ExecutableInvalidInputs.
    function first(bytes calldata inputs) public pure virtual returns (bytes memory state, bool finished);

    /// @notice One step: the state after `state`, and whether it is the last one.
    function next(bytes memory state) public pure virtual returns (bytes memory, bool finished);

    /// @notice The result that the last state of a run holds.
    function resultOf(bytes memory state) public pure virtual returns (bytes memory);

    /// @notice The output of the last step that was taken; empty where the run was ended.
    function currentState() external view returns (bytes memory) {
        return _state;
    }

    /// @inheritdoc Executable
    function _begin(bytes calldata inputs) internal override returns (bool finished) {
        (_state, finished) = first(inputs);
    }

    /// @inheritdoc Executable
    function _run(uint256 n) internal override returns (uint256 done, bool finished) {
        bytes memory state = _state;
        while (done < n && !finished) {
            (state, finished) = next(state);
            ++done;
        }
        _state = state;
    }

    /// @inheritdoc Executable
    function _result() internal view override returns (bytes memory) {
        return resultOf(_state);
    }

    /// @inheritdoc Executable
    function _clear() internal override {
        delete _state;
    }
}
