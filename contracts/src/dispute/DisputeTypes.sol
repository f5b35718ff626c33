// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealId} from "../job/DealTypes.sol";
import {MerkleSumNode} from "../job/MerkleSum.sol";

/// @notice What is next in a game, and whose turn it is.
///
///   demand ─► Demanded ─ reveal ─► Revealed ─ challengeRevealed ─┐
///   challenge ───────────────────────────────────────────────────┴─► ProviderTurn ◄─ move ─► ChallengerTurn
///
/// From every stage the game ends when the clock of the party whose turn it is has run out, when the challenger concedes,
/// and when the answer was refuted in another way; from the last two also by `prove`, from Demanded also by `revealCount`.
enum GameStage {
    None,
    /// The provider is to show a leaf of its answer.
    Demanded,
    /// The challenger is to say what is wrong with the leaf shown.
    Revealed,
    /// The challenger has posted hashes; the provider is to pick the first segment it disagrees with.
    ProviderTurn,
    /// The provider has posted hashes; the challenger is to pick.
    ChallengerTurn
}

/// @notice How a game ended.
enum GameEnd {
    /// The answer stood. The provider got the bond, or the part of it that a concession costs.
    ProviderWon,
    /// The answer is refuted, and this challenger is paid for it. Its bond went back to it.
    ChallengerWon,
    /// The answer was refuted by somebody else. The bond went back.
    Closed
}

/// @notice Why an answer is refuted without a game's last step.
enum Refutation {
    /// A leaf's task is not the one that the job has under this index, or the job has none.
    WrongTask,
    /// Two leaves are of the same task.
    Duplicate
}

/// @notice A party of a game, in one word: bits 0..159 its account, bits 160..191 the blocks left on its clock.
type Player is uint256;

/// @notice Where a game stands, in one word: bits 0..95 the bond in wei, bits 96..127 the deal's window in blocks, bits
/// 128..167 the block in which the present turn began, bits 168..175 the stage (a GameStage), bits 176..183 how many moves
/// are to follow until a segment is one step.
type Progress is uint256;

/// @notice All of a game. The chain keeps its hash, keccak256 of the five words; the event that opens a game has it, every
/// later one has what changes of it, and whoever acts in it gives it back.
struct Game {
    DealId deal;
    Player challenger;
    Player provider;
    Progress progress;
    /// What the last move committed to: by stage, keccak256(abi.encode(root, work, index)) of the answer and the position
    /// demanded; the hash of the leaf shown; the root of the segments posted (see SegmentTree).
    bytes32 commitment;
}

/// @notice A game with hashes posted, as who goes on with it gives it: its commitment follows from the segment picked.
struct GameTurn {
    DealId deal;
    Player challenger;
    Player provider;
    Progress progress;
}

/// @notice A receipt as a leaf of an answer; see MerkleSum.
struct ReceiptLeaf {
    uint64 taskIndex;
    bytes32 taskHash;
    bytes32 outputHash;
    uint64 work;
    uint8 status;
}

/// @notice A leaf of an answer, and that it is one.
struct LeafProof {
    /// How many leaves the answer has.
    uint64 count;
    /// The leaf's place among them.
    uint64 position;
    ReceiptLeaf leaf;
    /// From the bottom up.
    MerkleSumNode[] siblings;
}

/// @notice What a provable task's hash commits to:
///   programRoot  = keccak256(first ‖ levels)
///   templateHash = keccak256(template ‖ programRoot ‖ templateInput)
///   taskHash     = keccak256(templateHash ‖ uint64 index ‖ part ‖ input)
/// with words of 32 bytes, but for the index. The input word of the first state is
/// keccak256(templateInput ‖ input ‖ taskHash).
struct TaskOpening {
    /// Hash of what the task says besides its input.
    bytes32 part;
    /// Commitment to the task's input.
    bytes32 input;
    /// Hash of what the template says besides program and input.
    bytes32 template;
    /// Commitment to the template's input.
    bytes32 templateInput;
    /// The program takes at most 16^levels steps.
    uint8 levels;
    /// Header of the program's first state, its input word zero.
    bytes32[10] first;
}
