// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IAuthorizedToken
/// @notice What a token has besides EIP-3009 so that accounts which are contracts may authorize transfers as well: each
/// function again, with a signature of any length (ERC-1271) in place of `v`, `r` and `s`.
interface IAuthorizedToken {
    /// @notice As EIP-3009's function of the same name.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice As EIP-3009's function of the same name.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice As EIP-3009's function of the same name.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;
}
