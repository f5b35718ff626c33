// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "../../src/execution/IExecutable.sol";

/// @notice What stateless runs tell besides.
interface Stateless is IExecutable {
    function first(bytes calldata inputs) external pure returns (bytes memory state, bool finished);
    function next(bytes memory state) external pure returns (bytes memory, bool finished);
    function resultOf(bytes memory state) external pure returns (bytes memory);
    function currentState() external view returns (bytes memory);
}

/// @notice What the run with a table tells besides.
interface Table is IExecutable {
    function tableLength() external view returns (uint256);
}
