// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    Game,
    GameStage,
    GameTurn,
    LeafProof,
    Player,
    Progress,
    ReceiptLeaf,
    TaskOpening
} from "../../src/dispute/DisputeTypes.sol";
import {AnsweredDeal, Deal, DealId, DealStatus, Offer, RefutedDeal, Request} from "../../src/job/DealTypes.sol";
import {MerkleSum, MerkleSumNode} from "../../src/job/MerkleSum.sol";
import {Disputes, Upgradeable} from "../support/Deployed.sol";
import {MarketFixture} from "../support/MarketFixture.sol";
import {CounterMachine} from "./CounterMachine.sol";

/// @notice A market with Disputes and a machine that counts, answers that are right or wrong, and players of games. All
/// hashes are computed anew here, so that they check those of the contract.
abstract contract DisputesFixture is MarketFixture {
    uint8 internal constant LEVELS = 8;
    uint64 internal constant HALT_AT = 3_123_456_789;
    uint64 internal constant LIMIT = 60_000_000;
    uint64 internal constant WORK = 48_000_000;
    uint8 internal constant EXIT = 2;
    uint64 internal constant NEVER = type(uint64).max;
    uint64 internal constant TASK_INDEX = 5;
    uint64 internal constant TASK_COUNT = 9;

    bytes32 internal constant PART = keccak256("what the task says");
    bytes32 internal constant TASK_INPUT = keccak256("input of the task");
    bytes32 internal constant TEMPLATE = keccak256("what the template says");
    bytes32 internal constant TEMPLATE_INPUT = keccak256("input of the template");

    /// @notice How a lie differs from the truth.
    enum Lie {
        Memory,
        Work,
        Status,
        Output,
        Garbage
    }

    /// @notice What a party says the program does.
    struct Trace {
        /// The first step whose state is wrong.
        uint64 divergesAt;
        Lie lie;
    }

    struct Dispute {
        AnsweredDeal answer;
        LeafProof proof;
        uint8 levels;
        /// What the provider, and the challenger, says.
        Trace ofProvider;
        Trace ofChallenger;
    }

    /// @notice A game under way, as its players know it from the events.
    struct Board {
        Game game;
        /// The segment that is divided: its first step and how many steps it has.
        uint64 from;
        uint64 size;
        bytes32 start;
        bytes32[] hashes;
    }

    Disputes internal disputes;
    CounterMachine internal machine;
    address internal challenger;
    address internal secondChallenger;
    uint256 internal sectionsLog2 = 4;
    uint256 private _nonce = 500;

    function deployDisputes() internal {
        disputesProxy = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 9);
        deployMarket();
        machine = new CounterMachine();
        address code = deploy("Disputes.sol:Disputes", abi.encode(bank, broker, machine, uint8(sectionsLog2)));
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        disputes = Disputes(deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(code, initialization)));
        assertEq(address(disputes), disputesProxy, "the proxy is where the broker expects it");
        bank.addModule(address(disputes), 3);
        challenger = vm.addr(0xCAFE);
        secondChallenger = vm.addr(0xD0D0);
        fund(challenger);
        fund(secondChallenger);
        _consent(challenger);
        _consent(secondChallenger);
        _consent(requester);
        _consent(provider);
    }

    function _consent(address account) private {
        vm.prank(account);
        bank.setConsent(9);
    }

    function truth() internal pure returns (Trace memory) {
        return Trace(NEVER, Lie.Memory);
    }

    // The program

    function first() internal pure returns (uint256[10] memory header) {
        header[0] = (3 << 32) | (uint256(LIMIT) << 128);
        header[1] = HALT_AT | (uint256(WORK) << 64) | (uint256(EXIT) << 128);
        header[4] = uint256(keccak256("locals"));
    }

    function opening(uint8 levels) internal pure returns (TaskOpening memory result) {
        uint256[10] memory header = first();
        result.part = PART;
        result.input = TASK_INPUT;
        result.template = TEMPLATE;
        result.templateInput = TEMPLATE_INPUT;
        result.levels = levels;
        for (uint256 i = 0; i < 10; ++i) result.first[i] = bytes32(header[i]);
    }

    function templateHashOf(uint8 levels) internal pure returns (bytes32) {
        bytes32 programRoot = keccak256(abi.encodePacked(first(), uint256(levels)));
        return keccak256(abi.encodePacked(TEMPLATE, programRoot, TEMPLATE_INPUT));
    }

    function taskHashOf(uint8 levels, uint64 index) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(templateHashOf(levels), index, PART, TASK_INPUT));
    }

    /// @dev The header of the state after `n` steps.
    function headerAt(Trace memory trace, uint8 levels, uint64 n) internal view returns (uint256[10] memory header) {
        header = first();
        header[9] = uint256(keccak256(abi.encodePacked(TEMPLATE_INPUT, TASK_INPUT, taskHashOf(levels, TASK_INDEX))));
        header[2] = n < HALT_AT ? n : HALT_AT;
        bool wrong = n >= trace.divergesAt;
        if (wrong && trace.lie == Lie.Memory) header[3] = 1;
        header = machine.settle(header);
        if (!wrong) return header;
        if (trace.lie == Lie.Work) header[0] -= 1 << 128;
        if (uint8(header[0]) == 1) {
            if (trace.lie == Lie.Status) header[0] ^= 7 << 8;
            if (trace.lie == Lie.Output || trace.lie == Lie.Garbage) header[8] ^= 1;
        }
    }

    function stateAt(Trace memory trace, uint8 levels, uint64 n) internal view returns (bytes32) {
        if (trace.lie == Lie.Garbage && n >= trace.divergesAt && n < HALT_AT) {
            return keccak256(abi.encode("garbage", n));
        }
        return keccak256(abi.encodePacked(headerAt(trace, levels, n)));
    }

    function horizonOf(uint8 levels) internal pure returns (uint64) {
        return uint64(1) << (4 * levels);
    }

    // Deals and answers

    /// @dev The receipt of the task as `trace` has it.
    function leafOf(Trace memory trace, uint8 levels) internal view returns (ReceiptLeaf memory) {
        uint256[10] memory last = headerAt(trace, levels, horizonOf(levels));
        return
            ReceiptLeaf({
                taskIndex: TASK_INDEX,
                taskHash: taskHashOf(levels, TASK_INDEX),
                outputHash: bytes32(last[8]),
                work: LIMIT - uint64(last[0] >> 128),
                status: uint8(last[0] >> 8)
            });
    }

    function hashOf(ReceiptLeaf memory leaf) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(uint8(0), leaf.taskIndex, leaf.taskHash, leaf.outputHash, leaf.work, leaf.status)
            );
    }

    /// @dev The list of tasks: nine leaves, of which only the path to TASK_INDEX matters. Shape of nine: (8, 1).
    function tasks(uint8 levels) internal pure returns (bytes32 root, bytes32 topHash, MerkleSumNode[] memory siblings) {
        bytes32[9] memory leaves;
        for (uint64 i = 0; i < 9; ++i) {
            leaves[i] = keccak256(
                abi.encodePacked(uint8(0), i, taskHashOf(levels, i), bytes32(0), uint64(0), uint8(0))
            );
        }
        bytes32[4] memory pairs;
        for (uint256 i = 0; i < 4; ++i) pairs[i] = _node(leaves[2 * i], leaves[2 * i + 1]);
        bytes32 left = _node(pairs[0], pairs[1]);
        topHash = _node(_node(left, _node(pairs[2], pairs[3])), leaves[8]);
        root = keccak256(abi.encodePacked(uint8(2), TASK_COUNT, topHash, uint64(0)));
        siblings = new MerkleSumNode[](4);
        siblings[0].hash = leaves[4];
        siblings[1].hash = pairs[3];
        siblings[2].hash = left;
        siblings[3].hash = leaves[8];
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(uint8(1), left, uint64(0), right, uint64(0)));
    }

    function jobHashOf(uint8 levels) internal pure returns (bytes32) {
        (bytes32 root, , ) = tasks(levels);
        return keccak256(abi.encodePacked("suanli/job", templateHashOf(levels), root));
    }

    /// @dev An answer of two leaves: `leaf` is the first, the second is that of task 6 with work 77.
    function proofOf(ReceiptLeaf memory leaf) internal pure returns (LeafProof memory proof, bytes32 root, uint64 work) {
        bytes32 second = hashOf(secondLeaf());
        proof.count = 2;
        proof.leaf = leaf;
        proof.siblings = new MerkleSumNode[](1);
        proof.siblings[0] = MerkleSumNode(second, 77);
        work = leaf.work + 77;
        bytes32 top = keccak256(abi.encodePacked(uint8(1), hashOf(leaf), leaf.work, second, uint64(77)));
        root = keccak256(abi.encodePacked(uint8(2), uint64(2), top, work));
    }

    function secondLeaf() internal pure returns (ReceiptLeaf memory) {
        return ReceiptLeaf(6, taskHashOf(LEVELS, 6), keccak256("output of the second"), 77, 0);
    }

    /// @dev The second leaf, with its proof in the answer that `proof` is of.
    function secondProof(LeafProof memory firstProof) internal pure returns (LeafProof memory proof) {
        proof.count = 2;
        proof.position = 1;
        proof.leaf = secondLeaf();
        proof.siblings = new MerkleSumNode[](1);
        proof.siblings[0] = MerkleSumNode(hashOf(firstProof.leaf), firstProof.leaf.work);
    }

    function openAnswered(bytes32 root, uint64 work, uint8 levels) internal returns (AnsweredDeal memory answer) {
        Request memory request = defaultRequest();
        request.nonce = ++_nonce;
        request.jobHash = jobHashOf(levels);
        Offer memory offer = defaultOffer();
        offer.nonce = _nonce;
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        answer = AnsweredDeal(idOf(request, 0), dealOf(request, offer, request.maxWork), root, work);
        vm.prank(provider);
        broker.answerDeals(one(answer));
    }

    /// @dev An answered deal: the leaf is as `ofProvider` has it.
    function disputeOf(
        Trace memory ofProvider,
        Trace memory ofChallenger,
        uint8 levels
    ) internal returns (Dispute memory dispute) {
        bytes32 root;
        uint64 work;
        (dispute.proof, root, work) = proofOf(leafOf(ofProvider, levels));
        dispute.answer = openAnswered(root, work, levels);
        dispute.levels = levels;
        dispute.ofProvider = ofProvider;
        dispute.ofChallenger = ofChallenger;
    }

    // Players

    function lastOf(Dispute memory dispute) internal view returns (bytes32[10] memory last) {
        uint256[10] memory header = headerAt(dispute.ofChallenger, dispute.levels, horizonOf(dispute.levels));
        for (uint256 i = 0; i < 10; ++i) last[i] = bytes32(header[i]);
    }

    /// @dev The hashes that a party posts in a segment.
    function hashesOf(
        Trace memory trace,
        uint8 levels,
        uint64 from,
        uint64 size
    ) internal view returns (bytes32[] memory hashes) {
        uint256 count = 1 << sectionsLog2;
        hashes = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            hashes[i] = stateAt(trace, levels, from + uint64(i + 1) * (size >> sectionsLog2));
        }
    }

    function withoutLast(bytes32[] memory hashes) internal pure returns (bytes32[] memory rest) {
        rest = new bytes32[](hashes.length - 1);
        for (uint256 i = 0; i < rest.length; ++i) rest[i] = hashes[i];
    }

    function challengeBy(address account, Dispute memory dispute) internal returns (Board memory board) {
        uint64 horizon = horizonOf(dispute.levels);
        bytes32[] memory hashes = hashesOf(dispute.ofChallenger, dispute.levels, 0, horizon);
        TaskOpening memory task = opening(dispute.levels);
        bytes32[10] memory last = lastOf(dispute);
        bytes32[] memory posted = withoutLast(hashes);
        vm.prank(account);
        disputes.challenge(dispute.answer, dispute.proof, task, last, posted);
        board.from = 0;
        board.size = horizon;
        board.start = stateAt(truth(), dispute.levels, 0);
        board.hashes = hashes;
        Deal memory deal = dispute.answer.deal;
        board.game = gameOf(
            dispute.answer,
            account,
            deal.windowBlocks,
            deal.windowBlocks,
            GameStage.ProviderTurn,
            (uint256(dispute.levels) * 4) / sectionsLog2 - 1,
            segmentRoot(board.start, hashes)
        );
        assertGame(board.game);
    }

    function gameOf(
        AnsweredDeal memory answer,
        address account,
        uint256 challengerLeft,
        uint256 providerLeft,
        GameStage stage,
        uint256 roundsLeft,
        bytes32 commitment
    ) internal view returns (Game memory) {
        return
            Game(
                answer.id,
                Player.wrap((challengerLeft << 160) | uint160(account)),
                Player.wrap((providerLeft << 160) | uint160(answer.deal.provider)),
                Progress.wrap(
                    answer.deal.depositWei |
                        (uint256(answer.deal.windowBlocks) << 96) |
                        (block.number << 128) |
                        (uint256(stage) << 168) |
                        (roundsLeft << 176)
                ),
                commitment
            );
    }

    function assertGame(Game memory game) internal view {
        bytes32 hash = keccak256(
            abi.encode(game.deal, game.challenger, game.provider, game.progress, game.commitment)
        );
        assertEq(disputes.gameHash(game.deal, accountOf(game.challenger)), hash, "the game that stands");
    }

    function accountOf(Player player) internal pure returns (address) {
        return address(uint160(Player.unwrap(player)));
    }

    function leftOf(Player player) internal pure returns (uint256) {
        return Player.unwrap(player) >> 160;
    }

    function stageOf(Game memory game) internal pure returns (GameStage) {
        return GameStage(uint8(Progress.unwrap(game.progress) >> 168));
    }

    function roundsLeftOf(Game memory game) internal pure returns (uint256) {
        return uint8(Progress.unwrap(game.progress) >> 176);
    }

    function turnBlockOf(Game memory game) internal pure returns (uint256) {
        return uint40(Progress.unwrap(game.progress) >> 128);
    }

    function onTurn(Game memory game) internal pure returns (address) {
        GameStage stage = stageOf(game);
        return
            accountOf(stage == GameStage.Demanded || stage == GameStage.ProviderTurn ? game.provider : game.challenger);
    }

    function segmentRoot(bytes32 start, bytes32[] memory hashes) internal pure returns (bytes32) {
        bytes memory groups;
        for (uint256 first_ = 0; first_ < hashes.length; first_ += groupSizeOf(hashes)) {
            groups = abi.encodePacked(groups, keccak256(_group(start, hashes, first_)));
        }
        return keccak256(groups);
    }

    /// @dev As many segments as there are groups, or twice as many.
    function groupSizeOf(bytes32[] memory hashes) internal pure returns (uint256 size) {
        size = 1;
        while (size * size < hashes.length) size *= 2;
    }

    /// @dev The states of the group whose first segment is number `first_`, one after the other.
    function _group(bytes32 start, bytes32[] memory hashes, uint256 first_) private pure returns (bytes memory states) {
        states = abi.encodePacked(first_ == 0 ? start : hashes[first_ - 1]);
        for (uint256 i = 0; i < groupSizeOf(hashes); ++i) states = abi.encodePacked(states, hashes[first_ + i]);
    }

    function segmentOf(Board memory board, uint256 pick) internal pure returns (bytes32[] memory segment) {
        uint256 size = groupSizeOf(board.hashes);
        uint256 picked = (pick / size) * size;
        segment = new bytes32[](size + board.hashes.length / size);
        segment[0] = picked == 0 ? board.start : board.hashes[picked - 1];
        for (uint256 i = 0; i < size; ++i) segment[i + 1] = board.hashes[picked + i];
        uint256 next = size + 1;
        for (uint256 other_ = 0; other_ < board.hashes.length; other_ += size) {
            if (other_ != picked) segment[next++] = keccak256(_group(board.start, board.hashes, other_));
        }
    }

    function turnOf(Game memory game) internal pure returns (GameTurn memory) {
        return GameTurn(game.deal, game.challenger, game.provider, game.progress);
    }

    /// @dev A segment and hashes, as a move takes them.
    function statesOf(bytes32[] memory segment, bytes32[] memory hashes) internal pure returns (bytes32[] memory states) {
        states = new bytes32[](segment.length + hashes.length);
        for (uint256 i = 0; i < segment.length; ++i) states[i] = segment[i];
        for (uint256 i = 0; i < hashes.length; ++i) states[segment.length + i] = hashes[i];
    }

    /// @dev The first segment whose end `trace` has otherwise; none: as many as there are.
    function pickOf(Board memory board, Trace memory trace, uint8 levels) internal view returns (uint256 pick) {
        uint64 step = board.size >> uint64(sectionsLog2);
        while (
            pick < board.hashes.length &&
            board.hashes[pick] == stateAt(trace, levels, board.from + uint64(pick + 1) * step)
        ) ++pick;
    }

    /// @dev The move of who has the turn, in the segment `pick`, as `trace` has it.
    function moveAt(Board memory board, Trace memory trace, uint8 levels, uint256 pick) internal returns (Board memory next) {
        uint64 size = board.size >> uint64(sectionsLog2);
        uint64 from = board.from + uint64(pick) * size;
        bytes32[] memory hashes = hashesOf(trace, levels, from, size);
        bytes32[] memory segment = segmentOf(board, pick);
        vm.prank(onTurn(board.game));
        disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        bytes32 start = pick == 0 ? board.start : board.hashes[pick - 1];
        next = Board(afterTurn(board.game), from, size, start, hashes);
        next.game.commitment = segmentRoot(start, hashes);
        assertGame(next.game);
    }

    /// @dev The game once who had the turn has moved in this block; its commitment is left.
    function afterTurn(Game memory game) internal view returns (Game memory next) {
        bool ofProvider = stageOf(game) == GameStage.ProviderTurn;
        uint256 passed = block.number - turnBlockOf(game);
        next = Game(game.deal, game.challenger, game.provider, game.progress, game.commitment);
        if (ofProvider) next.provider = Player.wrap(Player.unwrap(game.provider) - (passed << 160));
        else next.challenger = Player.wrap(Player.unwrap(game.challenger) - (passed << 160));
        uint256 fixedPart = Progress.unwrap(game.progress) & ((1 << 128) - 1);
        GameStage stage = ofProvider ? GameStage.ChallengerTurn : GameStage.ProviderTurn;
        next.progress = Progress.wrap(
            fixedPart | (block.number << 128) | (uint256(stage) << 168) | ((roundsLeftOf(game) - 1) << 176)
        );
    }

    function proveAt(Board memory board, Trace memory trace, uint8 levels, uint256 pick) internal {
        bytes memory witness = abi.encodePacked(headerAt(trace, levels, board.from + uint64(pick)));
        bytes32[] memory segment = segmentOf(board, pick);
        vm.prank(onTurn(board.game));
        disputes.prove(turnOf(board.game), pick, segment, witness);
    }

    function timeoutOf(Game memory game) internal {
        Player player = onTurn(game) == accountOf(game.provider) ? game.provider : game.challenger;
        uint256 deadline = turnBlockOf(game) + leftOf(player);
        if (block.number < deadline) vm.roll(deadline);
        vm.prank(keeper);
        disputes.timeout(game);
    }

    /// @dev Plays to the end: who lies goes on lying, and has no last move. True: the challenger won.
    function playOut(Board memory board, Dispute memory dispute) internal returns (bool) {
        while (roundsLeftOf(board.game) > 0) {
            Trace memory trace = stageOf(board.game) == GameStage.ProviderTurn ? dispute.ofProvider : dispute.ofChallenger;
            uint256 pick = pickOf(board, trace, dispute.levels);
            if (pick == board.hashes.length) {
                // Nothing left to say: only the clock.
                bool ofProvider = stageOf(board.game) == GameStage.ProviderTurn;
                timeoutOf(board.game);
                return ofProvider;
            }
            board = moveAt(board, trace, dispute.levels, pick);
        }
        bool providersTurn = stageOf(board.game) == GameStage.ProviderTurn;
        Trace memory mover = providersTurn ? dispute.ofProvider : dispute.ofChallenger;
        if (mover.divergesAt == NEVER) {
            proveAt(board, mover, dispute.levels, pickOf(board, mover, dispute.levels));
            return !providersTurn;
        }
        timeoutOf(board.game);
        return providersTurn;
    }

    function repay(AnsweredDeal memory answer, address winner) internal {
        RefutedDeal[] memory list = new RefutedDeal[](1);
        list[0] = RefutedDeal(answer, winner);
        vm.prank(keeper);
        broker.finalizeRefutedDeals(list);
    }

    function totalOf(address account) internal view returns (uint256) {
        return availableOf(account) + lockedOf(account);
    }

    function sumOfAll() internal view returns (uint256) {
        return
            totalOf(requester) + totalOf(provider) + totalOf(challenger) + totalOf(secondChallenger) + totalOf(other) +
            totalOf(keeper) + totalOf(address(revenueRight)) + totalOf(address(this));
    }

    /// @dev The challenger was right: the deal has been repaid, and nothing is locked any more.
    function assertRepaid(AnsweredDeal memory answer, address winner, uint256[4] memory before) internal view {
        Deal memory deal = answer.deal;
        assertStatus(answer.id, DealStatus.Finalized);
        uint256 rewardWei = deal.depositWei / 2;
        assertBalances(deal.requester, before[0] + deal.stakeWei + deal.depositWei - rewardWei, 0);
        assertBalances(deal.provider, before[1] - deal.stakeWei - deal.depositWei, 0);
        assertBalances(winner, before[2] + rewardWei, 0);
    }
}
