// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";
import {VestingWalletCliff} from "@openzeppelin/contracts/finance/VestingWalletCliff.sol";

/// @title FounderVesting
/// @notice Holds the tokens of one founder: nothing is released before the cliff, then what has vested since the start,
/// evenly until the end. Anyone may call `release`; it pays the beneficiary, who owns the wallet and may hand it on.
/// @dev OpenZeppelin's VestingWallet with a cliff, as it is. Trust assumptions: nobody can revoke or hasten it, the DAO
/// included; what is not released yet does not vote.
contract FounderVesting is VestingWalletCliff {
    /// @param beneficiary Who is paid.
    /// @param startTime From when it counts, in seconds since 1970.
    /// @param durationSeconds From the start until all is released.
    /// @param cliffSeconds From the start until anything is released.
    constructor(
        address beneficiary,
        uint64 startTime,
        uint64 durationSeconds,
        uint64 cliffSeconds
    ) VestingWallet(beneficiary, startTime, durationSeconds) VestingWalletCliff(cliffSeconds) {}
}
