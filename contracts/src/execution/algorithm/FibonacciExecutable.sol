// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StatelessExecutable} from "../StatelessExecutable.sol";
import {FibonacciInputs} from "./FibonacciInputs.sol";

/// @title FibonacciExecutable
/// @notice F(n) with F(0) = 0 and F(1) = 1, stateless. Inputs: abi.encode(uint256 n), n up to 370; result:
/// abi.encode(uint256 F(n)). One number alone could not be the input of the next step, so a state holds the last two:
/// abi.encode(steps left, F(i - 1), F(i)), with F(-1) = 1.
contract FibonacciExecutable is StatelessExecutable {
    /// @inheritdoc StatelessExecutable
    function first(bytes calldata inputs) public pure override returns (bytes memory state, bool finished) {
        uint256 n = FibonacciInputs.decode(inputs);
        return (abi.encode(n, uint256(1), uint256(0)), n == 0);
    }

    /// @inheritdoc StatelessExecutable
    function next(bytes memory state) public pure override returns (bytes memory, bool finished) {
        (uint256 left, uint256 previous, uint256 current) = abi.decode(state, (uint256, uint256, uint256));
        return (abi.encode(left - 1, current, previous + current), left == 1);
    }

    /// @inheritdoc StatelessExecutable
    function resultOf(bytes memory state) public pure override returns (bytes memory) {
        (, , uint256 current) = abi.decode(state, (uint256, uint256, uint256));
        return abi.encode(current);
    }
}
