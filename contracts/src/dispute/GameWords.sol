// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Game, GameStage, Player, Progress} from "./DisputeTypes.sol";

/// @title GameWords
/// @notice Packs and reads the words of a Game; their layout stands at Player and Progress.
library GameWords {
    uint256 private constant BLOCKS_SHIFT = 160;
    uint256 private constant WINDOW_SHIFT = 96;
    uint256 private constant TURN_SHIFT = 128;
    uint256 private constant STAGE_SHIFT = 168;
    uint256 private constant ROUNDS_SHIFT = 176;
    /// @dev Bond and window: what no move changes.
    uint256 private constant KEPT = (1 << TURN_SHIFT) - 1;

    function packPlayer(address account_, uint256 blocksLeft_) internal pure returns (Player) {
        return Player.wrap((blocksLeft_ << BLOCKS_SHIFT) | uint256(uint160(account_)));
    }

    function account(Player player) internal pure returns (address) {
        return address(uint160(Player.unwrap(player)));
    }

    function blocksLeft(Player player) internal pure returns (uint256) {
        return uint32(Player.unwrap(player) >> BLOCKS_SHIFT);
    }

    /// @notice The word of a turn that begins in this block.
    function packProgress(
        uint256 bondWei_,
        uint256 windowBlocks_,
        GameStage stage_,
        uint256 roundsLeft_
    ) internal view returns (Progress) {
        return
            Progress.wrap(
                bondWei_ |
                    (windowBlocks_ << WINDOW_SHIFT) |
                    (uint256(uint40(block.number)) << TURN_SHIFT) |
                    (uint256(stage_) << STAGE_SHIFT) |
                    (roundsLeft_ << ROUNDS_SHIFT)
            );
    }

    /// @notice The word once the next turn begins in this block.
    function withTurn(Progress progress, GameStage stage_, uint256 roundsLeft_) internal view returns (Progress) {
        return
            Progress.wrap(
                (Progress.unwrap(progress) & KEPT) |
                    (uint256(uint40(block.number)) << TURN_SHIFT) |
                    (uint256(stage_) << STAGE_SHIFT) |
                    (roundsLeft_ << ROUNDS_SHIFT)
            );
    }

    function bondWei(Progress progress) internal pure returns (uint256) {
        return uint96(Progress.unwrap(progress));
    }

    function windowBlocks(Progress progress) internal pure returns (uint256) {
        return uint32(Progress.unwrap(progress) >> WINDOW_SHIFT);
    }

    function turnBlock(Progress progress) internal pure returns (uint256) {
        return uint40(Progress.unwrap(progress) >> TURN_SHIFT);
    }

    function stage(Progress progress) internal pure returns (GameStage) {
        return GameStage(uint8(Progress.unwrap(progress) >> STAGE_SHIFT));
    }

    function roundsLeft(Progress progress) internal pure returns (uint256) {
        return uint8(Progress.unwrap(progress) >> ROUNDS_SHIFT);
    }

    /// @notice keccak256(abi.encode(game)).
    function hash(Game memory game) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            result := keccak256(game, 0xa0)
        }
    }
}
