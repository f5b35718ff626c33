// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice keccak256("\x19\x01" ‖ domain separator ‖ EIP-712 struct hash of the terms): names one line of one contract on one
/// chain.
type CreditLineId is bytes32;

/// @notice What of the payee's service is metered, and thus what one unit of the price is.
enum CreditUnit {
    /// 10^9 metered instructions; vouchers count instructions.
    Gwu,
    /// One machine for one hour; vouchers count milliseconds, added up over all machines.
    NodeHour,
    /// One hour, however many machines; vouchers count milliseconds.
    Hour,
    /// Nothing: the deposit is for the time from `startsAt` to `expiresAt`, and becomes due evenly over it. No vouchers.
    Timed
}

/// @notice What payer and payee agreed. The chain keeps its hash, the event `CreditLineOpened` its text.
struct CreditTerms {
    address payer;
    address payee;
    CreditUnit unit;
    /// Wei per Gwu, per hour of a node, or per hour; zero where the line is timed.
    uint96 priceWeiPerUnit;
    /// Locked of the payer's balance when the line is opened.
    uint96 depositWei;
    /// Seconds since 1970. Of a metered line it says only from when on it is meant; that the payee serves is its proof.
    uint64 startsAt;
    /// Seconds since 1970: until when the payee serves. The line ends five years after it is opened at most.
    uint64 expiresAt;
    /// How long after `expiresAt` vouchers can still be redeemed. Without effect on a timed line.
    uint32 graceSeconds;
    /// Another one for each line of otherwise equal terms.
    uint256 nonce;
}
