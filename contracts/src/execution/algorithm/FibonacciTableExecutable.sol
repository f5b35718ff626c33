// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StatefulExecutable} from "../StatefulExecutable.sol";
import {FibonacciInputs} from "./FibonacciInputs.sol";

/// @title FibonacciTableExecutable
/// @notice F(n) with F(0) = 0 and F(1) = 1, stateful: a table of F(0) to F(n) in storage. Inputs and result are those of
/// FibonacciExecutable. It is there to compare the two ways, and costs many times more.
contract FibonacciTableExecutable is StatefulExecutable {
    uint256 private constant CLEARED_PER_STEP = 8;

    uint256 private _n;
    uint256[] private _table;

    /// @notice How many numbers the table holds.
    function tableLength() external view returns (uint256) {
        return _table.length;
    }

    function _begin(bytes calldata inputs) internal override returns (bool) {
        _n = FibonacciInputs.decode(inputs);
        return false;
    }

    /// @inheritdoc StatefulExecutable
    function _compute() internal override returns (bytes memory found) {
        uint256 length = _table.length;
        uint256 number = length < 2 ? length : _table[length - 1] + _table[length - 2];
        _table.push(number);
        if (length == _n) found = abi.encode(number);
    }

    /// @inheritdoc StatefulExecutable
    function _clearSome() internal override returns (bool) {
        delete _n;
        for (uint256 i = 0; i < CLEARED_PER_STEP && _table.length != 0; ++i) _table.pop();
        return _table.length == 0;
    }
}
