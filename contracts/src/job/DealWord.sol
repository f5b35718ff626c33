// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealStatus} from "./DealTypes.sol";

/// @notice A deal as the Broker stores it, in one word:
/// bits 0..7 status, bits 8..47 the block in which it got there, bits 48..255 the upper 26 bytes of a hash.
/// The hash is that of the terms while Pending or Cancelled, and that of (terms, root, work) from the answer on; where the
/// answer is refuted, that of these 26 bytes and the challenger. From the answer until disputes about it have ended the
/// block is the answer's, so that no dispute moves the end of its window.
/// A word once written is never zero again, so a deal's id is used once.
/// @dev 208 bits of hash make a second preimage cost 2^208 hashes. Whoever plays both parties of a deal could also look
/// for two sets of terms with one hash, of which the second names strangers: that collision costs 2^104 hashes, more
/// than two hundred times what Bitcoin's miners have computed in all their years.
type DealWord is uint256;

using {
    DealWordLibrary.status,
    DealWordLibrary.blockNumber,
    DealWordLibrary.matches,
    DealWordLibrary.withStatus,
    DealWordLibrary.hashRefuted
} for DealWord global;

/// @title DealWordLibrary
/// @notice Packs and reads a DealWord.
library DealWordLibrary {
    uint256 private constant BLOCK_SHIFT = 8;
    uint256 private constant HASH_SHIFT = 48;

    /// @notice The word of a deal that gets to `status_` in this block.
    function pack(DealStatus status_, bytes32 hash) internal view returns (DealWord) {
        return
            DealWord.wrap(
                (uint256(hash) >> HASH_SHIFT << HASH_SHIFT) |
                    (uint256(uint40(block.number)) << BLOCK_SHIFT) |
                    uint256(status_)
            );
    }

    function status(DealWord word) internal pure returns (DealStatus) {
        return DealStatus(uint8(DealWord.unwrap(word)));
    }

    function blockNumber(DealWord word) internal pure returns (uint40) {
        return uint40(DealWord.unwrap(word) >> BLOCK_SHIFT);
    }

    /// @notice Whether the stored part of the hash is that of `hash`.
    function matches(DealWord word, bytes32 hash) internal pure returns (bool) {
        return DealWord.unwrap(word) >> HASH_SHIFT == uint256(hash) >> HASH_SHIFT;
    }

    /// @notice The word with another status, and all else as it is.
    function withStatus(DealWord word, DealStatus status_) internal pure returns (DealWord) {
        return DealWord.wrap((DealWord.unwrap(word) >> BLOCK_SHIFT << BLOCK_SHIFT) | uint256(status_));
    }

    /// @notice The hash of an answered deal's word once `challenger` has refuted the answer: keccak256(abi.encode(upper 26
    /// bytes of the hash, challenger)).
    function hashRefuted(DealWord word, address challenger) internal pure returns (bytes32) {
        return keccak256(abi.encode(DealWord.unwrap(word) >> HASH_SHIFT, challenger));
    }
}
