// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deal, Offer, Request} from "./DealTypes.sol";

// The compiler checks a narrow field of a calldata struct for dirty high bits each time it is read, with a call and a
// jump, and masks it once more at each use. Here all fields of a struct are checked once, in one go, and are plain words
// from then on. The types make sure of the order: a CleanOffer is got from `clean` alone. Tests compare every field with
// the compiler's reading, and find each dirty bit refused.

/// @notice Where an Offer without dirty bits lies in calldata.
type CleanOffer is uint256;

/// @notice Where a Request without dirty bits lies in calldata.
type CleanRequest is uint256;

/// @notice Where a Deal lies in calldata whose hash is compared with one stored before any of its fields takes effect.
/// Stored hashes are those of deals without dirty bits, so a deal that passes has none.
type ComparedDeal is uint256;

using OfferFields for CleanOffer global;
using RequestFields for CleanRequest global;
using DealFields for ComparedDeal global;

/// @title OfferFields
/// @notice The fields of an Offer; see there.
library OfferFields {
    /// @notice Reverts where a field has bits beyond its type, as the compiler does.
    function clean(Offer calldata source) internal pure returns (CleanOffer offer) {
        assembly ("memory-safe") {
            offer := source
            let beyond32 := or(
                or(calldataload(add(offer, 0x100)), calldataload(add(offer, 0x120))),
                calldataload(add(offer, 0x140))
            )
            let beyond64 := or(calldataload(add(offer, 0xa0)), calldataload(add(offer, 0x160)))
            let beyond96 := or(
                or(calldataload(add(offer, 0x80)), calldataload(add(offer, 0xc0))),
                calldataload(add(offer, 0xe0))
            )
            let beyond160 := or(calldataload(offer), calldataload(add(offer, 0x20)))
            if or(or(shr(32, beyond32), shr(64, beyond64)), or(shr(96, beyond96), shr(160, beyond160))) {
                revert(0, 0)
            }
        }
    }

    function provider(CleanOffer offer) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(offer)
        }
    }

    function requester(CleanOffer offer) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x20))
        }
    }

    function resourceId(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x40))
        }
    }

    function priceWeiPerGwu(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x80))
        }
    }

    function maxWork(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0xa0))
        }
    }

    function stakeWei(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0xc0))
        }
    }

    function maxDepositWei(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0xe0))
        }
    }

    function minAnswerBlocks(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x100))
        }
    }

    function maxWindowBlocks(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x120))
        }
    }

    function volume(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x140))
        }
    }

    function expiresAt(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x160))
        }
    }

    function nonce(CleanOffer offer) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(offer, 0x180))
        }
    }
}

/// @title RequestFields
/// @notice The fields of a Request; see there.
library RequestFields {
    /// @notice Reverts where a field has bits beyond its type, as the compiler does.
    function clean(Request calldata source) internal pure returns (CleanRequest request) {
        assembly ("memory-safe") {
            request := source
            let beyond32 := or(
                or(calldataload(add(request, 0x100)), calldataload(add(request, 0x120))),
                calldataload(add(request, 0x160))
            )
            let beyond64 := or(calldataload(add(request, 0x80)), calldataload(add(request, 0x180)))
            let beyond96 := or(
                or(calldataload(add(request, 0x60)), calldataload(add(request, 0xa0))),
                or(calldataload(add(request, 0xc0)), calldataload(add(request, 0xe0)))
            )
            let beyond160 := or(calldataload(request), calldataload(add(request, 0x20)))
            let dirty := or(or(shr(32, beyond32), shr(64, beyond64)), or(shr(96, beyond96), shr(160, beyond160)))
            if or(dirty, shr(8, calldataload(add(request, 0x140)))) {
                revert(0, 0)
            }
        }
    }

    function requester(CleanRequest request) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(request)
        }
    }

    function provider(CleanRequest request) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x20))
        }
    }

    function jobHash(CleanRequest request) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x40))
        }
    }

    function maxPriceWeiPerGwu(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x60))
        }
    }

    function maxWork(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x80))
        }
    }

    function depositWei(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0xa0))
        }
    }

    function minStakeWei(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0xc0))
        }
    }

    function bountyWei(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0xe0))
        }
    }

    function answerBlocks(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x100))
        }
    }

    function windowBlocks(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x120))
        }
    }

    function policy(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x140))
        }
    }

    function volume(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x160))
        }
    }

    function expiresAt(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x180))
        }
    }

    function nonce(CleanRequest request) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(request, 0x1a0))
        }
    }
}

/// @title DealFields
/// @notice The fields of a Deal; see there.
library DealFields {
    /// @notice The deal, still to be compared with what is stored of it.
    function compared(Deal calldata source) internal pure returns (ComparedDeal deal) {
        assembly ("memory-safe") {
            deal := source
        }
    }

    function requester(ComparedDeal deal) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(deal)
        }
    }

    function provider(ComparedDeal deal) internal pure returns (address value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x20))
        }
    }

    function resourceId(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x40))
        }
    }

    function priceWeiPerGwu(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x80))
        }
    }

    function maxWork(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0xa0))
        }
    }

    function stakeWei(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0xc0))
        }
    }

    function depositWei(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0xe0))
        }
    }

    function bountyWei(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x100))
        }
    }

    function answerDeadlineBlock(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x120))
        }
    }

    function windowBlocks(ComparedDeal deal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(deal, 0x140))
        }
    }
}
