// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IBank} from "../bank/IBank.sol";
import {DealFields} from "../job/CleanOrders.sol";
import {AnsweredDeal, Deal, DealId, DealStatus, RefutedDeal} from "../job/DealTypes.sol";
import {IBroker} from "../job/IBroker.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {MerkleSum, MerkleSumNode} from "../job/MerkleSum.sol";
import {OrderHash} from "../job/OrderHash.sol";
import {
    Game,
    GameEnd,
    GameStage,
    GameTurn,
    LeafProof,
    Player,
    Progress,
    ReceiptLeaf,
    Refutation,
    TaskOpening
} from "./DisputeTypes.sol";
import {GameWords} from "./GameWords.sol";
import {IDisputes} from "./IDisputes.sol";
import {IMachine} from "./IMachine.sol";
import {SegmentTree} from "./SegmentTree.sol";

/// @title Disputes
/// @notice See IDisputes, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: only contracts of this system are called, and none of them calls a stranger.
contract Disputes is IDisputes, UUPSUpgradeable, AccessManagedUpgradeable {
    using GameWords for Game;
    using GameWords for Player;
    using GameWords for Progress;

    /// @notice What is kept of a deal while more than one game about it is open. That one is open the Broker knows, so most
    /// disputes never write this.
    struct DisputedDeal {
        /// Besides one; where the answer is refuted, all that are open.
        uint32 moreGames;
        /// The answer fell; what games are left have to be closed.
        bool refuted;
    }

    /// @custom:storage-location erc7201:suanli.storage.Disputes
    struct DisputesStorage {
        /// deal => challenger => hash of their open game.
        mapping(DealId deal => mapping(address challenger => bytes32 hash)) games;
        mapping(DealId deal => DisputedDeal) deals;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Disputes")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x4d9dd5f21b4974b0a6bb7f352e5c90073ffa7b37e8ff72d7b46e53df0b3d2e00;

    /// @dev How a verification is numbered that can be challenged.
    uint8 private constant POLICY_OPTIMISTIC = 1;
    /// @dev A program's horizon is a power of 16: log2 of it.
    uint256 private constant LEVEL_BITS = 4;
    /// @dev So many that the number of rounds fits its byte; 16^63 is beyond any program.
    uint8 private constant MAX_LEVELS = 63;
    /// @dev A concession before any claim costs this part of the bond.
    uint256 private constant CONCESSION_DIVISOR = 4;
    /// @dev The status of the leaves of a list of tasks; see TaskStatus.
    uint8 private constant COMPLETED = 0;

    uint256 private constant STATUS_HALTED = 1;
    uint256 private constant EXIT_SHIFT = 8;
    /// @dev What is above the fields of the packed word is zero.
    uint256 private constant PACKED_BITS = 192;
    uint256 private constant WORK_LEFT_SHIFT = 128;
    uint256 private constant PACKED_WORD = 0;
    uint256 private constant OUTPUT_WORD = 8;
    uint256 private constant INPUT_WORD = 9;

    /// @inheritdoc IDisputes
    IBank public immutable bank;
    /// @inheritdoc IDisputes
    IBroker public immutable broker;
    /// @inheritdoc IDisputes
    IMachine public immutable machine;

    uint256 private immutable _sectionsLog2;

    /// @param bank_ The Bank, whose module 3 the proxy in front of this code is.
    /// @param broker_ The proxy of the Broker, which names that same proxy as its Disputes.
    /// @param machine_ The judge of single steps.
    /// @param sectionsLog2 log2 of how many hashes a move posts: 4, or for experiments 1 or 2.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_, IBroker broker_, IMachine machine_, uint8 sectionsLog2) {
        if (sectionsLog2 == 0 || LEVEL_BITS % sectionsLog2 != 0) revert DisputeSectionsInvalid(sectionsLog2);
        bank = bank_;
        broker = broker_;
        machine = machine_;
        _sectionsLog2 = sectionsLog2;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager that may upgrade this contract. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IDisputes
    function sections() public view returns (uint256) {
        return 1 << _sectionsLog2;
    }

    /// @inheritdoc IDisputes
    function gameHash(DealId deal, address challenger) external view returns (bytes32) {
        return _storage().games[deal][challenger];
    }

    /// @inheritdoc IDisputes
    function dealGames(DealId deal) external view returns (uint32 openGames, bool refuted) {
        DisputedDeal storage disputed = _storage().deals[deal];
        (DealStatus status, , ) = broker.dealState(deal);
        bool open = status == DealStatus.NeedsResolution || status == DealStatus.Resolving;
        return (disputed.moreGames + (open ? 1 : 0), disputed.refuted);
    }

    /// @inheritdoc IDisputes
    function challenge(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        TaskOpening calldata task,
        bytes32[10] calldata last,
        bytes32[] calldata hashes
    ) external {
        _requireLeaf(answer.id, answer.root, answer.work, proof);
        (bytes32 commitment, uint256 roundsLeft, bytes32 end) = _claim(answer.id, proof.leaf, task, last, hashes);
        Game memory game = _openGame(answer, GameStage.ProviderTurn, roundsLeft, commitment);
        emit Challenged(answer.id, msg.sender, game, proof.leaf, hashes, end);
    }

    /// @inheritdoc IDisputes
    function demand(AnsweredDeal calldata answer, uint64 position) external {
        bytes32 commitment = keccak256(abi.encode(answer.root, answer.work, position));
        Game memory game = _openGame(answer, GameStage.Demanded, 0, commitment);
        emit Demanded(answer.id, msg.sender, game, position);
    }

    /// @inheritdoc IDisputes
    function reveal(Game calldata game, bytes32 root, uint64 work, LeafProof calldata proof) external {
        Game memory next = _requireTurn(game);
        _requireStage(next, GameStage.Demanded);
        _requireDemanded(next, root, work, proof.position);
        _requireLeaf(next.deal, root, work, proof);
        if (!_storage().deals[next.deal].refuted) broker.resolve(next.deal);
        _store(next, GameStage.Revealed, 0, _hashLeaf(proof.leaf));
        emit Revealed(next.deal, next.challenger.account(), next, proof);
    }

    /// @inheritdoc IDisputes
    function revealCount(
        Game calldata game,
        bytes32 root,
        uint64 work,
        uint64 position,
        uint64 count,
        bytes32 topHash
    ) external {
        Game memory present = _requireTurn(game);
        _requireStage(present, GameStage.Demanded);
        _requireDemanded(present, root, work, position);
        // An answer without leaves has no work: the tree's hash alone would not say so.
        if (
            position < count ||
            root != MerkleSum.hashRoot(count, topHash, work) ||
            (count == 0 && (topHash != 0 || work != 0))
        ) revert DisputeWrongLeaf(present.deal);
        _uphold(present, present.progress.bondWei());
    }

    /// @inheritdoc IDisputes
    function challengeRevealed(
        Game calldata game,
        ReceiptLeaf calldata leaf,
        TaskOpening calldata task,
        bytes32[10] calldata last,
        bytes32[] calldata hashes
    ) external {
        Game memory next = _requireTurn(game);
        _requireStage(next, GameStage.Revealed);
        if (_hashLeaf(leaf) != next.commitment) revert DisputeWrongLeaf(next.deal);
        (bytes32 commitment, uint256 roundsLeft, bytes32 end) = _claim(next.deal, leaf, task, last, hashes);
        _store(next, GameStage.ProviderTurn, roundsLeft, commitment);
        emit Challenged(next.deal, msg.sender, next, leaf, hashes, end);
    }

    /// @inheritdoc IDisputes
    function move(GameTurn calldata turn, uint256 pick, bytes32[] calldata states) external {
        uint256 sectionsLog2 = _sectionsLog2;
        uint256 proofLength = SegmentTree.proofLength(sectionsLog2);
        if (states.length != proofLength + (1 << sectionsLog2)) {
            revert DisputeWrongHashCount(turn.deal, states.length, proofLength + (1 << sectionsLog2));
        }
        bytes32[] calldata segment = states[:proofLength];
        bytes32[] calldata hashes = states[proofLength:];
        (Game memory next, uint256 startIndex) = _requireSegment(turn, pick, segment);
        uint256 roundsLeft = next.progress.roundsLeft();
        if (roundsLeft == 0) revert DisputeWrongRound(next.deal, roundsLeft);
        if (hashes[hashes.length - 1] == segment[startIndex + 1]) revert DisputeSameEnd(next.deal);

        GameStage stage = next.progress.stage() == GameStage.ProviderTurn
            ? GameStage.ChallengerTurn
            : GameStage.ProviderTurn;
        _store(next, stage, roundsLeft - 1, SegmentTree.root(segment[startIndex], hashes, sectionsLog2));
        emit Moved(next.deal, next.challenger.account(), next.progress, next.commitment, pick, hashes);
    }

    /// @inheritdoc IDisputes
    function prove(GameTurn calldata turn, uint256 pick, bytes32[] calldata segment, bytes calldata witness) external {
        _prove(turn, pick, segment, witness);
    }

    /// @inheritdoc IDisputes
    function proveAndFinalize(
        GameTurn calldata turn,
        uint256 pick,
        bytes32[] calldata segment,
        bytes calldata witness,
        AnsweredDeal calldata answer
    ) external {
        _prove(turn, pick, segment, witness);
        RefutedDeal[] memory deals = new RefutedDeal[](1);
        deals[0] = RefutedDeal(answer, msg.sender);
        broker.finalizeRefutedDeals(deals);
    }

    /// @inheritdoc IDisputes
    function timeout(Game calldata game) external {
        Game memory present = _requireGame(game);
        GameStage stage = present.progress.stage();
        uint256 deadlineBlock = present.progress.turnBlock() + _onTurn(present, stage).blocksLeft();
        if (block.number < deadlineBlock) {
            revert DisputeClockRunning(present.deal, present.challenger.account(), deadlineBlock);
        }
        bool ofProvider = stage == GameStage.Demanded || stage == GameStage.ProviderTurn;
        _endFor(present, ofProvider ? GameStage.ChallengerTurn : GameStage.ProviderTurn);
    }

    /// @inheritdoc IDisputes
    function concede(Game calldata game) external {
        Game memory present = _requireGame(game);
        address challenger = present.challenger.account();
        if (msg.sender != challenger) revert DisputeWrongCaller(present.deal, msg.sender, challenger);
        GameStage stage = present.progress.stage();
        uint256 bondWei = present.progress.bondWei();
        bool claimed = stage == GameStage.ProviderTurn || stage == GameStage.ChallengerTurn;
        _uphold(present, claimed ? bondWei : (bondWei + CONCESSION_DIVISOR - 1) / CONCESSION_DIVISOR);
    }

    /// @inheritdoc IDisputes
    function close(Game calldata game) external {
        Game memory present = _requireGame(game);
        DisputedDeal storage deal = _storage().deals[present.deal];
        if (!deal.refuted) revert DisputeNotRefuted(present.deal);
        _closeOne(present, deal, deal.moreGames);
    }

    /// @inheritdoc IDisputes
    function refuteTask(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        bytes32 templateHash,
        bytes32 tasksRoot,
        uint64 taskCount,
        bytes32 taskHash,
        MerkleSumNode[] calldata siblings
    ) external {
        _requireLeaf(answer.id, answer.root, answer.work, proof);
        _requireJob(answer, templateHash, tasksRoot);
        uint64 index = proof.leaf.taskIndex;
        MerkleSumNode memory leaf = MerkleSumNode(MerkleSum.hashLeaf(index, taskHash, 0, 0, COMPLETED), 0);
        if (!MerkleSum.verifyInclusion(tasksRoot, taskCount, 0, index, leaf, siblings)) {
            revert DisputeWrongJob(answer.id);
        }
        if (taskHash == proof.leaf.taskHash) revert DisputeTaskStands(answer.id);
        _refute(answer, Refutation.WrongTask);
    }

    /// @inheritdoc IDisputes
    function refuteTaskIndex(
        AnsweredDeal calldata answer,
        LeafProof calldata proof,
        bytes32 templateHash,
        bytes32 tasksRoot,
        uint64 taskCount,
        bytes32 topHash
    ) external {
        _requireLeaf(answer.id, answer.root, answer.work, proof);
        _requireJob(answer, templateHash, tasksRoot);
        if (tasksRoot != MerkleSum.hashRoot(taskCount, topHash, 0)) revert DisputeWrongJob(answer.id);
        if (proof.leaf.taskIndex < taskCount) revert DisputeTaskStands(answer.id);
        _refute(answer, Refutation.WrongTask);
    }

    /// @inheritdoc IDisputes
    function refuteDuplicate(
        AnsweredDeal calldata answer,
        LeafProof calldata first,
        LeafProof calldata second
    ) external {
        _requireLeaf(answer.id, answer.root, answer.work, first);
        _requireLeaf(answer.id, answer.root, answer.work, second);
        if (first.position == second.position || first.leaf.taskIndex != second.leaf.taskIndex) {
            revert DisputeNoDuplicate(answer.id);
        }
        _refute(answer, Refutation.Duplicate);
    }

    function _prove(GameTurn calldata turn, uint256 pick, bytes32[] calldata segment, bytes calldata witness) private {
        (Game memory present, uint256 startIndex) = _requireSegment(turn, pick, segment);
        uint256 roundsLeft = present.progress.roundsLeft();
        if (roundsLeft != 0) revert DisputeWrongRound(present.deal, roundsLeft);
        bytes32 next = machine.step(segment[startIndex], witness);
        if (next == segment[startIndex + 1]) revert DisputeStepStands(present.deal);
        _endFor(present, present.progress.stage());
    }

    // What is claimed

    /// @dev Checks a challenger's claim about a leaf.
    function _claim(
        DealId id,
        ReceiptLeaf calldata leaf,
        TaskOpening calldata task,
        bytes32[10] calldata last,
        bytes32[] calldata hashes
    ) private view returns (bytes32 commitment, uint256 roundsLeft, bytes32 end) {
        bytes32 start = _openTask(id, leaf, task);
        uint256 count = sections() - 1;
        if (hashes.length != count) revert DisputeWrongHashCount(id, hashes.length, count);

        uint256 packed = uint256(last[PACKED_WORD]);
        if (uint8(packed) != STATUS_HALTED || packed >> PACKED_BITS != 0) revert DisputeNotHalted(id);
        uint64 limit = uint64(uint256(task.first[PACKED_WORD]) >> WORK_LEFT_SHIFT);
        if (
            uint8(packed >> EXIT_SHIFT) == leaf.status &&
            last[OUTPUT_WORD] == leaf.outputHash &&
            _workDone(limit, packed) == leaf.work
        ) revert DisputeSameResult(id);

        assembly ("memory-safe") {
            let pointer := mload(0x40)
            calldatacopy(pointer, last, 0x140)
            end := keccak256(pointer, 0x140)
        }
        commitment = SegmentTree.root(start, hashes, end, _sectionsLog2);
        unchecked {
            roundsLeft = (uint256(task.levels) * LEVEL_BITS) / _sectionsLog2 - 1;
        }
    }

    /// @dev Opens the hash of a leaf's task down to its program, and returns the hash of that program's first state.
    function _openTask(
        DealId id,
        ReceiptLeaf calldata leaf,
        TaskOpening calldata task
    ) private pure returns (bytes32 start) {
        uint256 levels = task.levels;
        bytes32[10] calldata first = task.first;
        bytes32[11] memory header;
        bytes32 programRoot;
        assembly ("memory-safe") {
            calldatacopy(header, first, 0x140)
            mstore(add(header, 0x140), levels)
            programRoot := keccak256(header, 0x160)
        }
        bytes32 templateHash = keccak256(abi.encode(task.template, programRoot, task.templateInput));
        bytes32 taskHash = keccak256(abi.encodePacked(templateHash, leaf.taskIndex, task.part, task.input));
        if (taskHash != leaf.taskHash || header[INPUT_WORD] != 0 || levels == 0 || levels > MAX_LEVELS) {
            revert DisputeWrongOpening(id);
        }
        header[INPUT_WORD] = keccak256(abi.encode(task.templateInput, task.input, taskHash));
        assembly ("memory-safe") {
            start := keccak256(header, 0x140)
        }
    }

    /// @dev What a halted program has used up of its limit. More than the limit cannot have been left over.
    function _workDone(uint64 limit, uint256 packed) private pure returns (uint64) {
        int64 left = int64(uint64(packed >> WORK_LEFT_SHIFT));
        unchecked {
            return left > 0 ? limit - uint64(left) : limit;
        }
    }

    function _hashLeaf(ReceiptLeaf calldata leaf) private pure returns (bytes32) {
        return MerkleSum.hashLeaf(leaf.taskIndex, leaf.taskHash, leaf.outputHash, leaf.work, leaf.status);
    }

    function _requireLeaf(DealId id, bytes32 root, uint64 work, LeafProof calldata proof) private pure {
        MerkleSumNode memory leaf = MerkleSumNode(_hashLeaf(proof.leaf), proof.leaf.work);
        if (!MerkleSum.verifyInclusion(root, proof.count, work, proof.position, leaf, proof.siblings)) {
            revert DisputeWrongLeaf(id);
        }
    }

    function _requireJob(AnsweredDeal calldata answer, bytes32 templateHash, bytes32 tasksRoot) private pure {
        if (keccak256(abi.encodePacked("suanli/job", templateHash, tasksRoot)) != answer.deal.jobHash) {
            revert DisputeWrongJob(answer.id);
        }
    }

    function _requireDemanded(Game memory game, bytes32 root, uint64 work, uint64 position) private pure {
        if (keccak256(abi.encode(root, work, position)) != game.commitment) revert DisputeWrongLeaf(game.deal);
    }

    /// @dev The game in which it is the caller's turn, as `_requireTurn`, to pick a segment, which has to be number `pick` of
    /// those posted last: else its root makes another game. `startIndex` is the place of the segment's start in its proof.
    function _requireSegment(
        GameTurn calldata turn,
        uint256 pick,
        bytes32[] calldata segment
    ) private view returns (Game memory game, uint256 startIndex) {
        uint256 sectionsLog2 = _sectionsLog2;
        game.deal = turn.deal;
        game.challenger = turn.challenger;
        game.provider = turn.provider;
        game.progress = turn.progress;
        GameStage stage = game.progress.stage();
        if (stage != GameStage.ProviderTurn && stage != GameStage.ChallengerTurn) {
            revert DisputeWrongStage(game.deal, game.challenger.account(), stage);
        }
        if (pick >> sectionsLog2 != 0 || segment.length != SegmentTree.proofLength(sectionsLog2)) {
            revert DisputeWrongSegment(game.deal, pick);
        }
        game.commitment = SegmentTree.rootOf(segment, pick, sectionsLog2);
        _startTurn(game);
        startIndex = SegmentTree.startIndex(pick, sectionsLog2);
    }

    // Games

    /// @dev Opens the caller's game about a deal: locks the bond, and tells the Broker.
    function _openGame(
        AnsweredDeal calldata answer,
        GameStage stage,
        uint256 roundsLeft,
        bytes32 commitment
    ) private returns (Game memory game) {
        Deal calldata deal = answer.deal;
        bytes32 answered = _contestable(answer);
        game.deal = answer.id;
        game.challenger = GameWords.packPlayer(msg.sender, deal.windowBlocks);
        game.provider = GameWords.packPlayer(deal.provider, deal.windowBlocks);
        game.progress = GameWords.packProgress(deal.depositWei, deal.windowBlocks, stage, roundsLeft);
        game.commitment = commitment;

        DisputesStorage storage $ = _storage();
        if ($.games[answer.id][msg.sender] != 0) revert DisputeGameExists(answer.id, msg.sender);
        $.games[answer.id][msg.sender] = game.hash();
        bool isClaimed = stage != GameStage.Demanded;
        if (broker.contest(answer.id, answered, deal.windowBlocks, isClaimed)) ++$.deals[answer.id].moreGames;
        int256 bondWei = int256(uint256(deal.depositWei));
        Journal journal = JournalLibrary.create(1);
        journal.add(msg.sender, -bondWei, bondWei);
        journal.post(bank);
    }

    /// @dev The hash that the Broker keeps of an answered deal, where that can be challenged at all.
    function _contestable(AnsweredDeal calldata answer) private pure returns (bytes32 answered) {
        if (answer.deal.policy != POLICY_OPTIMISTIC) revert DisputeWrongPolicy(answer.id, answer.deal.policy);
        (, answered) = OrderHash.hashAnswered(DealFields.compared(answer.deal), answer.root, answer.work);
    }

    /// @dev The game given, which has to be the one that stands.
    function _requireGame(Game calldata given) private view returns (Game memory game) {
        game = given;
        _requireStands(game);
    }

    function _requireStands(Game memory game) private view {
        address challenger = game.challenger.account();
        if (_storage().games[game.deal][challenger] != game.hash()) revert DisputeWrongGame(game.deal, challenger);
    }

    /// @dev The game given, in which it has to be the caller's turn and its clock must not have run out. What the turn took
    /// is taken off the clock.
    function _requireTurn(Game calldata given) private view returns (Game memory game) {
        game = given;
        _startTurn(game);
    }

    /// @dev See `_requireTurn`.
    function _startTurn(Game memory game) private view {
        _requireStands(game);
        GameStage stage = game.progress.stage();
        Player player = _onTurn(game, stage);
        address account = player.account();
        if (msg.sender != account) revert DisputeWrongCaller(game.deal, msg.sender, account);
        uint256 passed = block.number - game.progress.turnBlock();
        uint256 left = player.blocksLeft();
        if (passed >= left) {
            revert DisputeClockExpired(game.deal, game.challenger.account(), game.progress.turnBlock() + left);
        }
        player = GameWords.packPlayer(account, left - passed);
        if (stage == GameStage.Demanded || stage == GameStage.ProviderTurn) game.provider = player;
        else game.challenger = player;
    }

    function _onTurn(Game memory game, GameStage stage) private pure returns (Player) {
        return stage == GameStage.Demanded || stage == GameStage.ProviderTurn ? game.provider : game.challenger;
    }

    function _requireStage(Game memory game, GameStage expected) private pure {
        GameStage stage = game.progress.stage();
        if (stage != expected) revert DisputeWrongStage(game.deal, game.challenger.account(), stage);
    }

    /// @dev Stores a game whose next turn begins now.
    function _store(Game memory game, GameStage stage, uint256 roundsLeft, bytes32 commitment) private {
        Progress progress = game.progress;
        game.progress = progress.withTurn(stage, roundsLeft);
        game.commitment = commitment;
        _storage().games[game.deal][game.challenger.account()] = game.hash();
    }

    // Ends

    /// @dev Ends a game for the party that has the turn in `stage`.
    function _endFor(Game memory game, GameStage stage) private {
        if (stage == GameStage.ProviderTurn) {
            _uphold(game, game.progress.bondWei());
            return;
        }
        DisputedDeal storage deal = _storage().deals[game.deal];
        uint256 moreGames = deal.moreGames;
        if (moreGames != 0) {
            if (deal.refuted) {
                _closeOne(game, deal, moreGames);
                return;
            }
            deal.refuted = true;
        }
        broker.refute(game.deal, game.challenger.account());
        _end(game, GameEnd.ChallengerWon, 0);
    }

    /// @dev Ends a game for the provider, which gets `providerWei` of the bond, unless the answer fell meanwhile.
    function _uphold(Game memory game, uint256 providerWei) private {
        DisputedDeal storage deal = _storage().deals[game.deal];
        uint256 moreGames = deal.moreGames;
        if (moreGames == 0) {
            broker.uphold(game.deal, game.progress.windowBlocks());
        } else if (deal.refuted) {
            _closeOne(game, deal, moreGames);
            return;
        } else {
            deal.moreGames = uint32(moreGames - 1);
        }
        _end(game, GameEnd.ProviderWon, providerWei);
    }

    /// @dev Closes one of the `openGames` about a refuted answer.
    function _closeOne(Game memory game, DisputedDeal storage deal, uint256 openGames) private {
        if (openGames == 1) deal.refuted = false;
        deal.moreGames = uint32(openGames - 1);
        _end(game, GameEnd.Closed, 0);
    }

    /// @dev Closes a game and pays its bond out.
    function _end(Game memory game, GameEnd end, uint256 providerWei) private {
        address challenger = game.challenger.account();
        delete _storage().games[game.deal][challenger];
        uint256 bondWei = game.progress.bondWei();
        Journal journal = JournalLibrary.create(2);
        // The provider's part is at most the bond, which is below 2^96.
        unchecked {
            journal.add(challenger, int256(bondWei - providerWei), -int256(bondWei));
        }
        if (providerWei != 0) journal.add(game.provider.account(), int256(providerWei), 0);
        emit GameEnded(game.deal, challenger, end, uint96(providerWei));
        journal.post(bank);
    }

    /// @dev Refutes an answer at once, by the caller.
    function _refute(AnsweredDeal calldata answer, Refutation refutation) private {
        emit AnswerRefuted(answer.id, msg.sender, refutation);
        if (broker.refuteAnswer(answer.id, _contestable(answer), answer.deal.windowBlocks, msg.sender)) {
            DisputedDeal storage deal = _storage().deals[answer.id];
            ++deal.moreGames;
            deal.refuted = true;
        }
    }

    function _storage() private pure returns (DisputesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_SLOT
        }
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}
}
