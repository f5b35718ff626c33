// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../bank/IBank.sol";

/// @notice A pointer to a batch of postings that is being written, in memory:
///   +0x00 where the last line lies
///   +0x20 the call `IBank.post(postings)`, its selector in the last four bytes of the first word, whose other bytes are a
///         note of the caller's, zero at first:
///   +0x40 0x20, where the array starts;  +0x60 its length;  +0x80 the lines, three words each.
/// The call is written as it goes out because encoding it from an array of structs costs as much as all the rest.
type Journal is uint256;

using {JournalLibrary.add, JournalLibrary.note, JournalLibrary.setNote, JournalLibrary.post} for Journal global;

/// @title JournalLibrary
/// @notice Collects the postings of a batch, and sends them. A line joins an earlier one of the same account where that
/// is the first or the last of the journal, which finds the party that a batch has in common without a search.
/// @dev Tests compare the call with the one that the compiler writes.
library JournalLibrary {
    uint256 private constant SELECTOR = uint32(IBank.post.selector);

    /// @notice An empty journal with room for `capacity` lines, at least one.
    function create(uint256 capacity) internal pure returns (Journal journal) {
        uint256 selector = SELECTOR;
        // Whoever calls holds `capacity` elements in calldata, so the product cannot wrap.
        assembly ("memory-safe") {
            journal := mload(0x40)
            let first := add(journal, 0x80)
            mstore(journal, first)
            mstore(add(journal, 0x20), selector)
            mstore(add(journal, 0x40), 0x20)
            // The account zero marks the first line as not yet written.
            mstore(first, 0)
            mstore(0x40, add(first, mul(capacity, 0x60)))
        }
    }

    /// @notice Adds what `account`, which is not zero, gains (or, negative, loses).
    /// @dev It is for the caller not to add more lines than there is room for. Deltas of a batch are sums of amounts
    /// below 2^98, of which a block has room for far fewer than 2^100.
    function add(Journal journal, address account, int256 availableDelta, int256 lockedDelta) internal pure {
        assembly ("memory-safe") {
            let line := add(journal, 0x80)
            if xor(mload(line), account) {
                line := mload(journal)
                let present := mload(line)
                if xor(present, account) {
                    if present {
                        line := add(line, 0x60)
                        mstore(journal, line)
                    }
                    mstore(line, account)
                    mstore(add(line, 0x20), 0)
                    mstore(add(line, 0x40), 0)
                }
            }
            let place := add(line, 0x20)
            mstore(place, add(mload(place), availableDelta))
            place := add(line, 0x40)
            mstore(place, add(mload(place), lockedDelta))
        }
    }

    /// @notice What `setNote` wrote last; zero at first.
    function note(Journal journal) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(32, mload(add(journal, 0x20)))
        }
    }

    /// @notice Keeps a pointer with the journal that has nothing to do with its lines.
    function setNote(Journal journal, uint256 value) internal pure {
        uint256 selector = SELECTOR;
        assembly ("memory-safe") {
            mstore(add(journal, 0x20), or(shl(32, value), selector))
        }
    }

    /// @notice Posts all lines, of which there is at least one; reverts as the Bank does.
    /// @dev That there is code at `bank` is for the calling contract to know.
    function post(Journal journal, IBank bank) internal {
        assembly ("memory-safe") {
            let size := sub(add(mload(journal), 0x60), add(journal, 0x80))
            mstore(add(journal, 0x60), div(size, 0x60))
            if iszero(call(gas(), bank, 0, add(journal, 0x3c), add(size, 0x44), 0, 0)) {
                let pointer := mload(0x40)
                returndatacopy(pointer, 0, returndatasize())
                revert(pointer, returndatasize())
            }
        }
    }
}
