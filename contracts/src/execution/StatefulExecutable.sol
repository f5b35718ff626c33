// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Executable} from "./Executable.sol";

/// @title StatefulExecutable
/// @notice A run that needs storage of its own, such as a lookup table. The storage lives as long as the dispute: the last
/// steps of a run clear it, each no more than fits a step, and a finished run keeps its result alone, until `end`.
abstract contract StatefulExecutable is Executable {
    /// @dev Empty until everything is computed; a result has at least one byte.
    bytes private _computed;

    /// @inheritdoc Executable
    function _run(uint256 n) internal override returns (uint256 done, bool finished) {
        bool computed = _computed.length != 0;
        while (done < n && !finished) {
            if (computed) {
                finished = _clearSome();
            } else {
                bytes memory found = _compute();
                if (found.length != 0) {
                    _computed = found;
                    computed = true;
                }
            }
            ++done;
        }
    }

    /// @inheritdoc Executable
    function _result() internal view override returns (bytes memory) {
        return _computed;
    }

    /// @inheritdoc Executable
    function _clear() internal override {
        delete _computed;
        while (!_clearSome()) {}
    }

    /// @dev One step of the computation; returns the result once there is one, before that nothing.
    function _compute() internal virtual returns (bytes memory found);

    /// @dev Clears as much of the algorithm's storage as fits a step; true where nothing is left.
    function _clearSome() internal virtual returns (bool cleared);
}
