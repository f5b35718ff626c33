// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What MarketV2 has and Market has not.
interface IMarketV2 {
    function initializeV2(string calldata motto_) external;
    function motto() external view returns (string memory);
}
