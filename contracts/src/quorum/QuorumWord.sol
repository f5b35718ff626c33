// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {QuorumId, QuorumSeat, QuorumStatus, QuorumTerms} from "./QuorumTypes.sol";

/// @notice A quorum as it is stored, in one word: bits 0..7 status, bits 8..47 the block in which it got there, bits 48..255
/// the upper 26 bytes of the hash of its terms and seats. Once written it is never zero again, so an id is used once.
type QuorumWord is uint256;

/// @notice A contribution as it is stored, in one word: bits 0..15 the provider's weight, at least 2, bits 16..111 the upper
/// 12 bytes of its seal, bits 112..255 the upper 18 bytes of its result hash. Zero: none.
/// @dev A seal is compared with one that was fixed by the result when whoever copied could not know it, so a false one
/// passes with probability 2^-96; a second result with the same 144 bits takes 2^144 hashes.
type ContributionWord is uint256;

/// @notice The record of a provider, in one word: bits 0..63 its score, bits 64..127 how many of its contributions were
/// right, bits 128..191 how many were wrong.
type ReliabilityWord is uint256;

using QuorumWordLibrary for QuorumWord global;
using ContributionWordLibrary for ContributionWord global;
using ReliabilityWordLibrary for ReliabilityWord global;

/// @title QuorumWordLibrary
/// @notice Packs and reads a QuorumWord.
library QuorumWordLibrary {
    uint256 private constant HASH_SHIFT = 48;

    /// @notice The word of a quorum that gets to `status_` in this block.
    function pack(QuorumStatus status_, bytes32 hash) internal view returns (QuorumWord) {
        return
            QuorumWord.wrap(
                ((uint256(hash) >> HASH_SHIFT) << HASH_SHIFT) |
                    (uint256(uint40(block.number)) << 8) |
                    uint256(status_)
            );
    }

    function status(QuorumWord word) internal pure returns (QuorumStatus) {
        return QuorumStatus(uint8(QuorumWord.unwrap(word)));
    }

    function blockNumber(QuorumWord word) internal pure returns (uint40) {
        return uint40(QuorumWord.unwrap(word) >> 8);
    }

    /// @notice Whether the stored part of the hash is that of `hash`.
    function matches(QuorumWord word, bytes32 hash) internal pure returns (bool) {
        return QuorumWord.unwrap(word) >> HASH_SHIFT == uint256(hash) >> HASH_SHIFT;
    }

    /// @notice keccak256(abi.encode(terms, seats)), which is also that of the data of `QuorumOpened`.
    /// @dev The fields lie in calldata as `abi.encode` writes them: between terms and seats come only where the seats start
    /// and how many there are. Stored hashes are those of values without dirty bits, so what passes has none.
    function hashTerms(QuorumTerms calldata terms, QuorumSeat[] calldata seats) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            let size := shl(7, seats.length)
            calldatacopy(pointer, terms, 0x100)
            mstore(add(pointer, 0x100), 0x120)
            mstore(add(pointer, 0x120), seats.length)
            calldatacopy(add(pointer, 0x140), seats.offset, size)
            hash := keccak256(pointer, add(0x140, size))
        }
    }
}

/// @title ContributionWordLibrary
/// @notice Packs and reads a ContributionWord.
library ContributionWordLibrary {
    uint256 private constant HASH_SHIFT = 112;
    uint256 private constant SEAL_SHIFT = 16;

    function pack(bytes32 resultHash, bytes32 seal, uint256 weight_) internal pure returns (ContributionWord) {
        return
            ContributionWord.wrap(
                ((uint256(resultHash) >> HASH_SHIFT) << HASH_SHIFT) |
                    ((uint256(seal) >> 160) << SEAL_SHIFT) |
                    weight_
            );
    }

    function exists(ContributionWord word) internal pure returns (bool) {
        return ContributionWord.unwrap(word) != 0;
    }

    function weight(ContributionWord word) internal pure returns (uint256) {
        return uint16(ContributionWord.unwrap(word));
    }

    /// @notice The stored part of its result hash, as a number.
    function result(ContributionWord word) internal pure returns (uint256) {
        return ContributionWord.unwrap(word) >> HASH_SHIFT;
    }

    /// @notice Whether its seal is `seal`.
    function sealedBy(ContributionWord word, bytes32 seal) internal pure returns (bool) {
        return uint96(ContributionWord.unwrap(word) >> SEAL_SHIFT) == uint256(seal) >> 160;
    }

    /// @notice The stored part of a result hash, as `result` gives it.
    function resultOf(bytes32 resultHash) internal pure returns (uint256) {
        return uint256(resultHash) >> HASH_SHIFT;
    }

    /// @notice keccak256(abi.encode(id, root, work)).
    function hashResult(QuorumId id, bytes32 root, uint64 work) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, root, work));
    }

    /// @notice keccak256(abi.encode(id, provider, root, work)).
    function hashSeal(QuorumId id, address provider, bytes32 root, uint64 work) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, provider, root, work));
    }
}

/// @title ReliabilityWordLibrary
/// @notice The score of iExec's PoCo (IexecPoco1Facet, "score policy", k = 3): a right contribution adds one, a wrong one
/// takes a third away; the weight of a vote is max(score / 3, 3) - 1. Here a weight is at most 2^14 - 1, so that the product
/// of all of a quorum fits a word.
library ReliabilityWordLibrary {
    uint256 private constant MAX_WEIGHT = (1 << 14) - 1;

    function score(ReliabilityWord word) internal pure returns (uint64) {
        return uint64(ReliabilityWord.unwrap(word));
    }

    function rightCount(ReliabilityWord word) internal pure returns (uint64) {
        return uint64(ReliabilityWord.unwrap(word) >> 64);
    }

    function wrongCount(ReliabilityWord word) internal pure returns (uint64) {
        return uint64(ReliabilityWord.unwrap(word) >> 128);
    }

    function weight(ReliabilityWord word) internal pure returns (uint256) {
        uint256 third = word.score() / 3;
        if (third <= 3) return 2;
        return third > MAX_WEIGHT ? MAX_WEIGHT : third - 1;
    }

    /// @notice The record with one more right contribution.
    /// @dev No chain lasts for 2^64 contributions.
    function afterRight(ReliabilityWord word) internal pure returns (ReliabilityWord) {
        unchecked {
            return ReliabilityWord.wrap(ReliabilityWord.unwrap(word) + 1 + (1 << 64));
        }
    }

    /// @notice The record with one more wrong contribution.
    function afterWrong(ReliabilityWord word) internal pure returns (ReliabilityWord) {
        unchecked {
            uint256 before = word.score();
            return ReliabilityWord.wrap(ReliabilityWord.unwrap(word) - before + (before * 2) / 3 + (1 << 128));
        }
    }
}
