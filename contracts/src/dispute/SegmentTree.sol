// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title SegmentTree
/// @notice The tree over the segments between the states that a move posts: n = 2^sectionsLog2 states behind the one that
/// both parties agree on. It has two levels, because more of them cost more to hash than they save in calldata:
///
///   group j = keccak256(states gj to gj + g), so that neighbours share a state; g = 2^⌈sectionsLog2 / 2⌉ segments
///   root    = keccak256(the n / g groups)
///
/// A segment is proved with the g + 1 states of its group and the hashes of the other groups: of 16 segments, 256 bytes
/// instead of the 544 of all states. Groups and root need not be told apart, as the number of words of each is fixed.
/// @dev Tests compare it with trees built another way.
library SegmentTree {
    /// @notice How many words the proof of a segment has.
    function proofLength(uint256 sectionsLog2) internal pure returns (uint256) {
        unchecked {
            return _groupSize(sectionsLog2) + (1 << (sectionsLog2 >> 1));
        }
    }

    /// @notice The root over `hashes`, 2^sectionsLog2 of them.
    function root(bytes32 start, bytes32[] calldata hashes, uint256 sectionsLog2) internal pure returns (bytes32) {
        return _root(_place(start, hashes), sectionsLog2);
    }

    /// @notice The root over `hashes` and, as the last one, `end`: together 2^sectionsLog2.
    function root(
        bytes32 start,
        bytes32[] calldata hashes,
        bytes32 end,
        uint256 sectionsLog2
    ) internal pure returns (bytes32) {
        uint256 states = _place(start, hashes);
        assembly ("memory-safe") {
            mstore(add(states, shl(5, add(hashes.length, 1))), end)
        }
        return _root(states, sectionsLog2);
    }

    /// @notice Where in `proof` the state before segment `pick` stands; behind it, the one after it.
    function startIndex(uint256 pick, uint256 sectionsLog2) internal pure returns (uint256) {
        unchecked {
            return pick & (_groupSize(sectionsLog2) - 1);
        }
    }

    /// @notice The root that `proof` leads to as that of segment number `pick`.
    /// @param proof `proofLength` words: the states of the group, then the hashes of the other groups in their order.
    /// @param pick Below 2^sectionsLog2.
    function rootOf(
        bytes32[] calldata proof,
        uint256 pick,
        uint256 sectionsLog2
    ) internal pure returns (bytes32 result) {
        uint256 groupSize = _groupSize(sectionsLog2);
        assembly ("memory-safe") {
            let free := mload(0x40)
            let size := shl(5, add(groupSize, 1))
            calldatacopy(free, proof.offset, size)
            let group := keccak256(free, size)
            let others := add(proof.offset, size)
            // The groups in a row, this one in its place.
            let groups := shl(5, shl(shr(1, sectionsLog2), 1))
            let place := shl(5, div(pick, groupSize))
            calldatacopy(free, others, place)
            mstore(add(free, place), group)
            calldatacopy(add(free, add(place, 0x20)), add(others, place), sub(sub(groups, place), 0x20))
            result := keccak256(free, groups)
        }
    }

    function _groupSize(uint256 sectionsLog2) private pure returns (uint256) {
        unchecked {
            return 1 << ((sectionsLog2 + 1) >> 1);
        }
    }

    /// @dev Writes the states in a row behind the free memory, which stays free.
    function _place(bytes32 start, bytes32[] calldata hashes) private pure returns (uint256 states) {
        assembly ("memory-safe") {
            states := mload(0x40)
            mstore(states, start)
            calldatacopy(add(states, 0x20), hashes.offset, shl(5, hashes.length))
        }
    }

    /// @dev Hashes 2^sectionsLog2 + 1 states down to a root; the groups' hashes are written behind them.
    function _root(uint256 states, uint256 sectionsLog2) private pure returns (bytes32 result) {
        uint256 groupSize = _groupSize(sectionsLog2);
        assembly ("memory-safe") {
            let size := shl(5, groupSize)
            let end := add(states, shl(add(sectionsLog2, 5), 1))
            let groups := add(end, 0x20)
            let target := groups
            for { let place := states } lt(place, end) { place := add(place, size) } {
                mstore(target, keccak256(place, add(size, 0x20)))
                target := add(target, 0x20)
            }
            result := keccak256(groups, sub(target, groups))
        }
    }
}
