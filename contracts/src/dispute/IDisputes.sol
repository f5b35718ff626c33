// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../bank/IBank.sol";
import {IBroker} from "../job/IBroker.sol";
import {AnsweredDeal, DealId} from "../job/DealTypes.sol";
import {MerkleSumNode} from "../job/MerkleSum.sol";
import {
    Game,
    GameEnd,
    GameStage,
    GameTurn,
    LeafProof,
    Progress,
    ReceiptLeaf,
    Refutation,
    TaskOpening
} from "./DisputeTypes.sol";
import {IMachine} from "./IMachine.sol";

/// @title IDisputes
/// @notice Challenges of answers to deals of policy `optimistic`, within the deal's window, and the games that judge them.
///
/// A game is between the provider and one challenger about one leaf. The challenger claims how the leaf's program runs, as
/// the hashes of `sections` states evenly spread over all 16^levels steps; the last one has halted, with a result that is
/// not the leaf's. Then both move in turn: who moves picks the first segment of the other's hashes whose end it disagrees
/// with, and posts its own hashes inside of it, which end elsewhere. Where a segment is one step, the Machine judges it.
/// Whoever tells the truth always has a move, and whoever does not ends with a step that the Machine does not take.
///
/// Each party has a clock of the deal's window, in blocks, for all of its turns together; it runs during its turns, and no
/// move winds it up again. Who lets it run out loses.
///
/// Money: a challenger locks a bond as large as the provider's answer deposit. The answer stands: the bond is the
/// provider's (of a challenger who concedes before it has claimed anything, a quarter, rounded up). The answer falls: the
/// bond goes back, and `IBroker.finalizeRefutedDeals` pays the requester and the first challenger who won. The bonds
/// of all other games of the deal go back too.
///
/// Trust assumptions
/// - Challengers gave the Bank consent for this module, and with it trust this code and the governance that may upgrade it
///   (through the AccessManager; no other right is reserved to anybody).
/// - Of all who see an answer, one is honest, can compute it anew, and gets a transaction into the chain within the
///   window, and one per turn within its clock: the window, in blocks, has to suit the chain.
/// - The Machine judges steps as docs/machine.md says. The program that a task commits to is that of its module: this the
///   provider checks before it accepts a deal, and a requester who lies about it gets no provider.
/// - The list of tasks that the job's hash commits to is the one that the provider checked when it accepted.
/// - The bond covers what a provider pays for gas only where the deposit does, which the requester chooses. Neither this
/// contract nor an offer sets a least one, and no provider refuses a small one by itself: docs/verification.md, "How large
/// a deposit".
interface IDisputes {
    /// @notice `challenger` claims that `leaf` of the deal's answer is wrong, and posted `hashes`.
    event Challenged(
        DealId indexed deal,
        address indexed challenger,
        Game game,
        ReceiptLeaf leaf,
        bytes32[] hashes,
        bytes32 end
    );
    /// @notice `challenger` wants to be shown leaf number `position` of the deal's answer.
    event Demanded(DealId indexed deal, address indexed challenger, Game game, uint64 position);
    /// @notice The provider has shown the leaf.
    event Revealed(DealId indexed deal, address indexed challenger, Game game, LeafProof proof);
    /// @notice Who had the turn picked segment number `pick` of the other's hashes, and posted `hashes` inside of it.
    /// Of the game these change: `progress`, `commitment`, and the mover's clock, which lost the blocks from the one in
    /// which its turn began to the one in which the next began.
    event Moved(
        DealId indexed deal,
        address indexed challenger,
        Progress progress,
        bytes32 commitment,
        uint256 pick,
        bytes32[] hashes
    );
    /// @notice The game ended; `providerWei` of the bond went to the provider, the rest back to the challenger.
    event GameEnded(DealId indexed deal, address indexed challenger, GameEnd end, uint96 providerWei);
    /// @notice `challenger` proved the deal's answer wrong without a game.
    event AnswerRefuted(DealId indexed deal, address indexed challenger, Refutation refutation);

    /// @notice A number of sections of which 16 is not a power.
    error DisputeSectionsInvalid(uint8 sectionsLog2);
    /// @notice Deals of this policy cannot be challenged.
    error DisputeWrongPolicy(DealId deal, uint8 policy);
    /// @notice The challenger has an open game about this deal.
    error DisputeGameExists(DealId deal, address challenger);
    /// @notice The game given is not the one that stands: it has moved on, has ended, or never was; or the segment given
    /// with it is not number `pick` of those that the other party posted.
    error DisputeWrongGame(DealId deal, address challenger);
    /// @notice The game is in `stage`, in which this cannot be done.
    error DisputeWrongStage(DealId deal, address challenger, GameStage stage);
    /// @notice `caller` is not the party, `expected`, that alone may do this.
    error DisputeWrongCaller(DealId deal, address caller, address expected);
    /// @notice The clock of the party whose turn it is ran out at block `deadlineBlock`.
    error DisputeClockExpired(DealId deal, address challenger, uint256 deadlineBlock);
    /// @notice The party whose turn it is may move until `deadlineBlock`, the first block in which it has lost.
    error DisputeClockRunning(DealId deal, address challenger, uint256 deadlineBlock);
    /// @notice This is not a leaf of the answer (or not the one that the game is about), or not the answer's number of leaves.
    error DisputeWrongLeaf(DealId deal);
    /// @notice The opening is not that of the leaf's task.
    error DisputeWrongOpening(DealId deal);
    /// @notice The template and the list of tasks are not those of the deal's job.
    error DisputeWrongJob(DealId deal);
    /// @notice A claim has `expected` hashes, a move as many words with those of its segment.
    error DisputeWrongHashCount(DealId deal, uint256 actual, uint256 expected);
    /// @notice The last state of a claim has not halted.
    error DisputeNotHalted(DealId deal);
    /// @notice The claim has the result of the leaf.
    error DisputeSameResult(DealId deal);
    /// @notice There is no segment number `pick`, or its proof has another number of words.
    error DisputeWrongSegment(DealId deal, uint256 pick);
    /// @notice The hashes end where the segment ends, so that nothing is disputed.
    error DisputeSameEnd(DealId deal);
    /// @notice `move` where segments are steps, or `prove` where they are not: `roundsLeft` moves are to follow.
    error DisputeWrongRound(DealId deal, uint256 roundsLeft);
    /// @notice The Machine takes the step as the other party posted it.
    error DisputeStepStands(DealId deal);
    /// @notice The leaf's task is the job's.
    error DisputeTaskStands(DealId deal);
    /// @notice These are not two leaves of the same task.
    error DisputeNoDuplicate(DealId deal);
    /// @notice The deal's answer is not refuted.
    error DisputeNotRefuted(DealId deal);

    /// @notice The Bank, of which this is module 3.
    function bank() external view returns (IBank);

    /// @notice The Broker whose deals are disputed.
    function broker() external view returns (IBroker);

    /// @notice The judge of single steps.
    function machine() external view returns (IMachine);

    /// @notice How many hashes a move posts: 2, 4 or 16.
    function sections() external view returns (uint256);

    /// @notice The hash of the open game of `challenger` about `deal`; zero: there is none.
    function gameHash(DealId deal, address challenger) external view returns (bytes32);

    /// @notice How many games about `deal` are open, and whether its answer is refuted (false again once all are closed).
    function dealGames(DealId deal) external view returns (uint32 openGames, bool refuted);

    /// @notice Challenges a leaf of an answer: opens a game. Anyone may, who has the bond.
    /// @param last The header of the last state claimed, which has halted with a result other than the leaf's.
    /// @param hashes Those of the states before, `sections - 1` of them.
    function challenge(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        TaskOpening calldata task,
        bytes32[10] calldata last,
        bytes32[] calldata hashes
    ) external;

    /// @notice Wants leaf number `position` of an answer to be shown: opens a game. Anyone may, who has the bond. It is for
    /// who was not given the leaves; who knows none of them demands number 0.
    function demand(AnsweredDeal calldata answer, uint64 position) external;

    /// @notice Shows the leaf that was demanded. For the provider.
    function reveal(Game calldata game, bytes32 root, uint64 work, LeafProof calldata proof) external;

    /// @notice Shows that the answer has no more than `position` leaves, and wins. For the provider.
    /// @param topHash Of the tree's top node; with `count` and `work` it is what `root` is the hash of.
    function revealCount(
        Game calldata game,
        bytes32 root,
        uint64 work,
        uint64 position,
        uint64 count,
        bytes32 topHash
    ) external;

    /// @notice Goes on with `challenge` about the leaf that was shown. For the challenger.
    function challengeRevealed(
        Game calldata game,
        ReceiptLeaf calldata leaf,
        TaskOpening calldata task,
        bytes32[10] calldata last,
        bytes32[] calldata hashes
    ) external;

    /// @notice Picks a segment of what the other party posted, and posts hashes inside of it. For who has the turn.
    /// @param pick Its number, from 0.
    /// @param states The segment as `prove` takes it, and then `sections` hashes: the last one is at the segment's end, and
    /// another one there. They are one list because a second one costs two more words of calldata.
    function move(GameTurn calldata turn, uint256 pick, bytes32[] calldata states) external;

    /// @notice Has the Machine judge a segment of one step, and wins. For who has the turn.
    /// @param segment The proof of segment number `pick`, with whose start the caller agrees and with whose end it does not;
    /// see SegmentTree.
    /// @param witness See docs/machine.md, "Proof of one step".
    function prove(GameTurn calldata turn, uint256 pick, bytes32[] calldata segment, bytes calldata witness) external;

    /// @notice As `prove`, for a challenger, and has the Broker repay the deal at once: a transaction less. Where the answer was
    /// refuted by somebody else before, it reverts, and `close` brings the bond back.
    function proveAndFinalize(
        GameTurn calldata turn,
        uint256 pick,
        bytes32[] calldata segment,
        bytes calldata witness,
        AnsweredDeal calldata answer
    ) external;

    /// @notice Ends a game in which the party whose turn it is has let its clock run out. Anyone may.
    function timeout(Game calldata game) external;

    /// @notice Gives a game up. For the challenger, at any time.
    function concede(Game calldata game) external;

    /// @notice Ends a game about an answer that was refuted in another way: the bond goes back. Anyone may.
    function close(Game calldata game) external;

    /// @notice Refutes an answer with a leaf whose task is not the job's under that index. Anyone may, without a bond: within
    /// the window, and after it while a game about the deal is open.
    /// @param taskHash What the job has there.
    /// @param siblings Those of its leaf in the list of tasks, from the bottom up.
    function refuteTask(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        bytes32 templateHash,
        bytes32 tasksRoot,
        uint64 taskCount,
        bytes32 taskHash,
        MerkleSumNode[] calldata siblings
    ) external;

    /// @notice Refutes an answer with a leaf whose index is beyond the job's tasks; as `refuteTask`.
    /// @param topHash Of the top node of the list of tasks.
    function refuteTaskIndex(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        bytes32 templateHash,
        bytes32 tasksRoot,
        uint64 taskCount,
        bytes32 topHash
    ) external;

    /// @notice Refutes an answer with two leaves of the same task; as `refuteTask`.
    function refuteDuplicate(AnsweredDeal calldata answer, LeafProof calldata first, LeafProof calldata second) external;
}
