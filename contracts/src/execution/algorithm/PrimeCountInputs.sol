// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "../IExecutable.sol";

/// @title PrimeCountInputs
/// @notice The inputs of PrimeCountExecutable: abi.encode(uint256 limit), from 0 to 65535.
library PrimeCountInputs {
    uint256 private constant MAX_LIMIT = 65_535;

    /// @dev Reverts with ExecutableInvalidInputs.
    function decode(bytes calldata inputs) internal pure returns (uint256 limit) {
        if (inputs.length != 32) revert IExecutable.ExecutableInvalidInputs();
        limit = uint256(bytes32(inputs));
        if (limit > MAX_LIMIT) revert IExecutable.ExecutableInvalidInputs();
    }
}
