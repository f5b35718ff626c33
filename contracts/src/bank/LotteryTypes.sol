// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A subtree of a lottery's participants: in bits 64..255 the first 192 bits of its hash, in bits 0..63 the weight of all
/// its leaves. See LotteryTree.
type LotteryNode is bytes32;

/// @notice A lottery: one prize that one of many participants gets, each with the chance of its part of the weight. Its name
/// is its EIP-712 hash, which is all that the contract stores of it.
struct LotteryTerms {
    /// Whose balance in the Bank the prize comes from.
    address payer;
    /// In bits 0..15 a lane, of which each has one open lottery at a time; in bits 16..63 a sequence number that grows with every
    /// lottery of the lane. So no id serves twice, ever.
    uint64 id;
    /// The prize.
    uint96 valueWei;
    /// The block whose hash draws. It is not mined yet when the lottery is opened.
    uint64 drawBlock;
    /// For so many blocks after the draw all of the prize is the winner's, whoever claims it.
    uint16 claimBlocks;
    /// All participants.
    LotteryNode root;
}
