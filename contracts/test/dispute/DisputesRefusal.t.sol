// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Game, GameStage, LeafProof, Player, Progress, TaskOpening} from "../../src/dispute/DisputeTypes.sol";
import {IDisputes} from "../../src/dispute/IDisputes.sol";
import {IMachine} from "../../src/dispute/IMachine.sol";
import {AnsweredDeal, DealStatus} from "../../src/job/DealTypes.sol";
import {DisputesFixture} from "./DisputesFixture.sol";

/// @notice Claims and moves that are refused; every action in every stage by everybody.
contract DisputesRefusalTest is DisputesFixture {
    enum Action {
        Reveal,
        RevealCount,
        ChallengeRevealed,
        Move,
        Prove,
        Timeout,
        Concede,
        Close
    }

    function setUp() public {
        deployDisputes();
    }

    function _challenge(Dispute memory dispute, TaskOpening memory task, bytes32[10] memory last, bytes memory refusal) private {
        bytes32[] memory hashes = withoutLast(hashesOf(truth(), dispute.levels, 0, horizonOf(dispute.levels)));
        vm.expectRevert(refusal);
        vm.prank(challenger);
        disputes.challenge(dispute.answer, dispute.proof, task, last, hashes);
    }

    function test_AClaimHasToOpenTheLeafsTask() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongOpening.selector, dispute.answer.id);
        bytes32[10] memory last = lastOf(dispute);
        for (uint256 i = 0; i < 5; ++i) {
            TaskOpening memory task = opening(LEVELS);
            if (i == 0) task.part = keccak256("x");
            if (i == 1) task.input = keccak256("x");
            if (i == 2) task.template = keccak256("x");
            if (i == 3) task.templateInput = keccak256("x");
            if (i == 4) task.levels = LEVELS + 1;
            _challenge(dispute, task, last, refusal);
        }
        for (uint256 i = 0; i < 10; ++i) {
            TaskOpening memory task = opening(LEVELS);
            task.first[i] = keccak256("x");
            _challenge(dispute, task, last, refusal);
        }
    }

    function test_AClaimHasToEndHaltedAndOtherwiseThanTheLeaf() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        TaskOpening memory task = opening(LEVELS);
        bytes32[10] memory last = lastOf(dispute);
        last[0] = bytes32(uint256(last[0]) & ~uint256(1));
        _challenge(dispute, task, last, abi.encodeWithSelector(IDisputes.DisputeNotHalted.selector, dispute.answer.id));

        // Nothing is above the fields of the packed word: no honest party could find such an end again.
        last = lastOf(dispute);
        last[0] = bytes32(uint256(last[0]) | (uint256(1) << 255));
        _challenge(dispute, task, last, abi.encodeWithSelector(IDisputes.DisputeNotHalted.selector, dispute.answer.id));
        last[0] = bytes32(uint256(last[0]) & ~(uint256(1) << 255) | (uint256(1) << 192));
        _challenge(dispute, task, last, abi.encodeWithSelector(IDisputes.DisputeNotHalted.selector, dispute.answer.id));
        // The provider's own end.
        dispute.ofChallenger = dispute.ofProvider;
        last = lastOf(dispute);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeSameResult.selector, dispute.answer.id);
        _challenge(dispute, task, last, refusal);
        // Words that are no part of the result do not make it another one.
        last[6] = keccak256("another memory");
        _challenge(dispute, task, last, refusal);
        // Work that went below zero is all of the limit, which is not the leaf's.
        last[0] = bytes32((uint256(last[0]) & ~(uint256(type(uint64).max) << 128)) | (uint256(type(uint64).max) << 128));
        bytes32[] memory hashes = withoutLast(hashesOf(truth(), LEVELS, 0, horizonOf(LEVELS)));
        vm.prank(challenger);
        disputes.challenge(dispute.answer, dispute.proof, task, last, hashes);
    }

    function test_WorkBelowZeroCountsAsAllOfTheLimit() public {
        // A program that ran out of work has less than nothing left, and did all the work there was.
        Dispute memory dispute = disputeOf(truth(), truth(), LEVELS);
        dispute.proof.leaf.work = LIMIT;
        (LeafProof memory proof, bytes32 root, uint64 work) = proofOf(dispute.proof.leaf);
        dispute.proof = proof;
        dispute.answer = openAnswered(root, work, LEVELS);
        bytes32[10] memory last = lastOf(dispute);
        uint256 rest = uint256(last[0]) & ~(uint256(type(uint64).max) << 128);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeSameResult.selector, dispute.answer.id);
        last[0] = bytes32(rest | (uint256(uint64(int64(-5))) << 128));
        _challenge(dispute, opening(LEVELS), last, refusal);
        last[0] = bytes32(rest);
        _challenge(dispute, opening(LEVELS), last, refusal);
    }

    function test_AClaimHasAsManyHashesAsThereAreSections() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        TaskOpening memory task = opening(LEVELS);
        bytes32[10] memory last = lastOf(dispute);
        for (uint256 count = 0; count < 18; ++count) {
            if (count == 15) continue;
            vm.expectRevert(
                abi.encodeWithSelector(IDisputes.DisputeWrongHashCount.selector, dispute.answer.id, count, 15)
            );
            vm.prank(challenger);
            disputes.challenge(dispute.answer, dispute.proof, task, last, new bytes32[](count));
        }
    }

    function test_AClaimIsAboutALeafOfTheAnswer() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, dispute.answer.id);
        bytes32[10] memory last = lastOf(dispute);
        (LeafProof memory right, , ) = proofOf(dispute.proof.leaf);
        for (uint256 i = 0; i < 7; ++i) {
            (LeafProof memory proof, , ) = proofOf(leafOf(dispute.ofProvider, LEVELS));
            if (i == 0) proof.leaf.outputHash ^= bytes32(uint256(1));
            if (i == 1) proof.leaf.status ^= 1;
            if (i == 2) proof.leaf.work += 1;
            if (i == 3) proof.leaf.taskIndex += 1;
            if (i == 4) proof.position = 1;
            if (i == 5) proof.count = 3;
            if (i == 6) proof.siblings[0].work += 1;
            dispute.proof = proof;
            _challenge(dispute, opening(LEVELS), last, refusal);
        }
        dispute.proof = right;
        challengeBy(challenger, dispute);
    }

    function test_ABondTakesFundsAndConsent() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        vm.expectRevert(abi.encodeWithSignature("BankConsentMissing(address,address)", other, address(disputes)));
        vm.prank(other);
        disputes.demand(dispute.answer, 0);
        uint96 free = uint96(availableOf(challenger));
        uint96 bondWei = dispute.answer.deal.depositWei;
        vm.prank(challenger);
        bank.requestWithdrawal(free - bondWei + 1);
        vm.expectRevert(
            abi.encodeWithSignature(
                "BankInsufficientAvailable(address,uint256,uint256)",
                challenger,
                bondWei - 1,
                bondWei
            )
        );
        vm.prank(challenger);
        disputes.demand(dispute.answer, 0);
    }

    function test_NobodyElseMoves() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 pick = pickOf(board, dispute.ofProvider, LEVELS);
        bytes32[] memory segment = segmentOf(board, pick);
        bytes32[] memory hashes = hashesOf(dispute.ofProvider, LEVELS, board.from, board.size >> 4);
        address[4] memory strangers = [challenger, requester, other, keeper];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IDisputes.DisputeWrongCaller.selector,
                    dispute.answer.id,
                    strangers[i],
                    provider
                )
            );
            vm.prank(strangers[i]);
            disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        }
    }

    function test_AMoveIsAboutASegmentThatWasPosted() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 pick = pickOf(board, dispute.ofProvider, LEVELS);
        bytes32[] memory hashes = hashesOf(dispute.ofProvider, LEVELS, board.from, board.size >> 4);
        bytes memory notPosted = _wrongGame(dispute);
        vm.startPrank(provider);
        for (uint256 i = 0; i < 8; ++i) {
            bytes32[] memory segment = segmentOf(board, pick);
            segment[i] ^= bytes32(uint256(1));
            vm.expectRevert(notPosted);
            disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        }
        // The same words as those of a segment in another group, and of one that there is not.
        bytes32[] memory right = segmentOf(board, pick);
        for (uint256 wrong = 0; wrong < 20; ++wrong) {
            if (wrong >> 2 == pick >> 2) continue;
            vm.expectRevert(wrong < 16 ? notPosted : _wrongSegment(dispute, wrong));
            disputes.move(turnOf(board.game), wrong, statesOf(right, hashes));
        }
        uint256[3] memory beyond = [pick + 16, pick + (1 << 128), pick + (1 << 255)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(_wrongSegment(dispute, beyond[i]));
            disputes.move(turnOf(board.game), beyond[i], statesOf(right, hashes));
        }
        vm.stopPrank();
    }

    /// @dev Within a group, the number alone says which of its segments is meant: all of them were posted.
    function test_EverySegmentOfAGroupCanBePicked() public {
        for (uint256 pick = 0; pick < 16; ++pick) {
            Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
            Board memory board = challengeBy(challenger, dispute);
            bytes32[] memory hashes = hashesOf(dispute.ofProvider, LEVELS, 0, board.size >> 4);
            hashes[15] = keccak256("another end");
            bytes32[] memory segment = segmentOf(board, pick);
            vm.startPrank(provider);
            hashes[15] = board.hashes[pick];
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeSameEnd.selector, dispute.answer.id));
            disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
            hashes[15] = keccak256("another end");
            disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
            vm.stopPrank();
            Game memory game = afterTurn(board.game);
            game.commitment = segmentRoot(pick == 0 ? board.start : board.hashes[pick - 1], hashes);
            assertGame(game);
        }
    }

    /// @dev The commitment is not among what a move gives: whatever else of the game is altered leads to another hash.
    function test_AMoveInAGameThatIsNotTheOneThatStands() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 pick = pickOf(board, dispute.ofProvider, LEVELS);
        bytes32[] memory states = statesOf(
            segmentOf(board, pick),
            hashesOf(dispute.ofProvider, LEVELS, board.from, board.size >> 4)
        );
        bytes memory call = abi.encodeCall(IDisputes.move, (turnOf(board.game), pick, states));
        vm.startPrank(provider);
        // The four words behind the selector, bit by bit.
        for (uint256 bit = 0; bit < 4 * 256; ++bit) {
            call[4 + bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
            (bool done, ) = address(disputes).call(call);
            assertTrue(!done, "an altered game");
            call[4 + bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        }
        vm.stopPrank();
        assertGame(board.game);
        vm.prank(provider);
        disputes.move(turnOf(board.game), pick, states);
    }

    function _wrongGame(Dispute memory dispute) private view returns (bytes memory) {
        return abi.encodeWithSelector(IDisputes.DisputeWrongGame.selector, dispute.answer.id, challenger);
    }

    function _wrongSegment(Dispute memory dispute, uint256 pick) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IDisputes.DisputeWrongSegment.selector, dispute.answer.id, pick);
    }

    function test_AMovePostsAnotherEndAndAllHashes() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 pick = pickOf(board, dispute.ofProvider, LEVELS);
        bytes32[] memory segment = segmentOf(board, pick);
        bytes32[] memory hashes = hashesOf(dispute.ofProvider, LEVELS, board.from, board.size >> 4);
        bytes32[] memory states = statesOf(segment, hashes);
        vm.startPrank(provider);
        for (uint256 count = 0; count < 26; ++count) {
            if (count == 24) continue;
            bytes32[] memory given = new bytes32[](count);
            for (uint256 i = 0; i < count && i < 24; ++i) given[i] = states[i];
            vm.expectRevert(
                abi.encodeWithSelector(IDisputes.DisputeWrongHashCount.selector, dispute.answer.id, count, 24)
            );
            disputes.move(turnOf(board.game), pick, given);
        }
        hashes[15] = board.hashes[pick];
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeSameEnd.selector, dispute.answer.id));
        disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        vm.stopPrank();
    }

    /// @dev A game that has moved on, and one that never was, whatever is wrong with it.
    function test_OnlyTheGameThatStandsIsPlayed() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        Board memory next = moveAt(board, dispute.ofProvider, LEVELS, pickOf(board, dispute.ofProvider, LEVELS));
        bytes memory refusal = abi.encodeWithSelector(
            IDisputes.DisputeWrongGame.selector,
            dispute.answer.id,
            challenger
        );
        vm.expectRevert(refusal);
        disputes.timeout(board.game);
        Game memory game = next.game;
        uint256 challengerWord = Player.unwrap(game.challenger);
        uint256 providerWord = Player.unwrap(game.provider);
        uint256 progress = Progress.unwrap(game.progress);
        for (uint256 bit = 0; bit < 256; bit += 7) {
            if (bit >= 160) {
                game.challenger = Player.wrap(challengerWord ^ (1 << bit));
                vm.expectRevert(refusal);
                disputes.timeout(game);
                game.challenger = Player.wrap(challengerWord);
            }
            game.provider = Player.wrap(providerWord ^ (1 << bit));
            vm.expectRevert(refusal);
            disputes.timeout(game);
            game.provider = Player.wrap(providerWord);
            game.progress = Progress.wrap(progress ^ (1 << bit));
            vm.expectRevert(refusal);
            disputes.timeout(game);
            game.progress = Progress.wrap(progress);
        }
        vm.prank(challenger);
        disputes.concede(game);
        vm.expectRevert(refusal);
        vm.prank(challenger);
        disputes.concede(game);
    }

    function _lastRound() private returns (Dispute memory dispute, Board memory board) {
        dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        board = challengeBy(challenger, dispute);
        while (roundsLeftOf(board.game) > 0) {
            Trace memory trace = stageOf(board.game) == GameStage.ProviderTurn ? dispute.ofProvider : truth();
            board = moveAt(board, trace, LEVELS, pickOf(board, trace, LEVELS));
        }
    }

    function test_StepsAreJudgedAndLongerSegmentsAreNot() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        bytes32[] memory segment = segmentOf(board, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputes.DisputeWrongRound.selector, dispute.answer.id, LEVELS - 1)
        );
        vm.prank(provider);
        disputes.prove(turnOf(board.game), 0, segment, "");
        for (uint256 count = 0; count < 10; ++count) {
            if (count == 8) continue;
            bytes32[] memory given = new bytes32[](count);
            for (uint256 i = 0; i < count && i < 8; ++i) given[i] = segment[i];
            vm.expectRevert(_wrongSegment(dispute, 0));
            vm.prank(provider);
            disputes.prove(turnOf(board.game), 0, given, "");
        }

        (dispute, board) = _lastRound();
        uint256 pick = pickOf(board, truth(), LEVELS);
        segment = segmentOf(board, pick);
        bytes32[] memory hashes = hashesOf(truth(), LEVELS, board.from, 16);
        vm.startPrank(challenger);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongRound.selector, dispute.answer.id, 0));
        disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        // A step that is right, a witness that is not of the state, a segment that is not the one.
        bytes memory witness = abi.encodePacked(headerAt(dispute.ofProvider, LEVELS, board.from));
        bytes32[] memory right = segmentOf(board, 0);
        if (pick > 0) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeStepStands.selector, dispute.answer.id));
            disputes.prove(turnOf(board.game), 0, right, witness);
            vm.expectRevert(abi.encodeWithSelector(IMachine.MachineWrongState.selector));
            disputes.prove(turnOf(board.game), pick, segment, witness);
        }
        vm.expectRevert(_wrongGame(dispute));
        disputes.prove(turnOf(board.game), (pick + 4) % 16, segment, witness);
        vm.stopPrank();
        proveAt(board, truth(), LEVELS, pick);
        assertStatus(dispute.answer.id, DealStatus.FirmResolution);
    }

    // Every action in every stage

    function test_EveryActionInEveryStage() public {
        uint256 cases;
        for (uint8 s = uint8(GameStage.Demanded); s <= uint8(GameStage.ChallengerTurn); ++s) {
            for (uint8 a = 0; a <= uint8(Action.Close); ++a) {
                _try(GameStage(s), Action(a));
                ++cases;
            }
        }
        assertEq(cases, 32, "cases");
    }

    function _allowed(GameStage stage, Action action) private pure returns (bool) {
        if (action == Action.Timeout || action == Action.Concede) return true;
        if (action == Action.Reveal) return stage == GameStage.Demanded;
        if (action == Action.ChallengeRevealed) return stage == GameStage.Revealed;
        if (action == Action.Move) return stage == GameStage.ProviderTurn || stage == GameStage.ChallengerTurn;
        return false;
    }

    function _try(GameStage stage, Action action) private {
        uint256 present = block.number;
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        uint256 sum = sumOfAll();
        Board memory board = _bring(dispute, stage);
        assertTrue(stageOf(board.game) == stage, "stage");
        if (action == Action.Timeout) {
            timeoutOf(board.game);
            vm.roll(present + 1);
        } else if (action == Action.Close) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNotRefuted.selector, dispute.answer.id));
            disputes.close(board.game);
        } else if (action == Action.Concede) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IDisputes.DisputeWrongCaller.selector,
                    dispute.answer.id,
                    provider,
                    challenger
                )
            );
            vm.prank(provider);
            disputes.concede(board.game);
            vm.prank(challenger);
            disputes.concede(board.game);
        } else {
            _act(dispute, board, action, stage);
        }
        assertEq(sumOfAll(), sum, "conservation");
    }

    function _act(Dispute memory dispute, Board memory board, Action action, GameStage stage) private {
        bytes memory call = _callOf(dispute, board, action);
        vm.prank(onTurn(board.game));
        (bool done, bytes memory result) = address(disputes).call(call);
        assertTrue(done == _allowed(stage, action), "what is allowed in this stage");
        if (!done) assertEq(result, _refusal(dispute, board.game, action, stage), "refusal");
    }

    function _refusal(
        Dispute memory dispute,
        Game memory game,
        Action action,
        GameStage stage
    ) private view returns (bytes memory) {
        // In a stage in which steps are not judged yet, the round is what is wrong with a proof; in Demanded, a count
        // that hides the leaf.
        if (action == Action.Prove && (stage == GameStage.ProviderTurn || stage == GameStage.ChallengerTurn)) {
            return
                abi.encodeWithSelector(IDisputes.DisputeWrongRound.selector, dispute.answer.id, roundsLeftOf(game));
        }
        if (action == Action.RevealCount && stage == GameStage.Demanded) {
            return abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, dispute.answer.id);
        }
        return
            abi.encodeWithSelector(IDisputes.DisputeWrongStage.selector, dispute.answer.id, challenger, stage);
    }

    function _callOf(Dispute memory dispute, Board memory board, Action action) private view returns (bytes memory) {
        Game memory game = board.game;
        if (action == Action.Reveal) {
            return
                abi.encodeCall(
                    IDisputes.reveal,
                    (game, dispute.answer.root, dispute.answer.work, dispute.proof)
                );
        }
        if (action == Action.RevealCount) {
            return
                abi.encodeCall(
                    IDisputes.revealCount,
                    (game, dispute.answer.root, dispute.answer.work, 0, 0, 0)
                );
        }
        if (action == Action.ChallengeRevealed) {
            bytes32[] memory claim = withoutLast(hashesOf(truth(), LEVELS, 0, horizonOf(LEVELS)));
            return
                abi.encodeCall(
                    IDisputes.challengeRevealed,
                    (game, dispute.proof.leaf, opening(LEVELS), lastOf(dispute), claim)
                );
        }
        bytes32[] memory segment = board.hashes.length == 0 ? new bytes32[](8) : segmentOf(board, 0);
        if (action == Action.Move) {
            // Any other end will do.
            bytes32[] memory hashes = hashesOf(dispute.ofProvider, LEVELS, 0, board.size >> 4);
            hashes[15] = keccak256("end");
            return abi.encodeCall(IDisputes.move, (turnOf(game), 0, statesOf(segment, hashes)));
        }
        return abi.encodeCall(IDisputes.prove, (turnOf(game), 0, segment, ""));
    }

    function _bring(Dispute memory dispute, GameStage stage) private returns (Board memory board) {
        if (stage == GameStage.ProviderTurn || stage == GameStage.ChallengerTurn) {
            board = challengeBy(challenger, dispute);
            if (stage == GameStage.ChallengerTurn) {
                board = moveAt(board, dispute.ofProvider, LEVELS, pickOf(board, dispute.ofProvider, LEVELS));
            }
            return board;
        }
        vm.prank(challenger);
        disputes.demand(dispute.answer, 0);
        uint32 window = dispute.answer.deal.windowBlocks;
        bytes32 commitment = keccak256(abi.encode(dispute.answer.root, dispute.answer.work, uint64(0)));
        board.game = gameOf(dispute.answer, challenger, window, window, GameStage.Demanded, 0, commitment);
        if (stage == GameStage.Revealed) {
            vm.prank(provider);
            disputes.reveal(board.game, dispute.answer.root, dispute.answer.work, dispute.proof);
            commitment = hashOf(dispute.proof.leaf);
            board.game = gameOf(dispute.answer, challenger, window, window, GameStage.Revealed, 0, commitment);
        }
        assertGame(board.game);
    }

    function test_SectionsArePowersOfWhichSixteenIsOne() public {
        for (uint8 log2 = 0; log2 < 9; ++log2) {
            if (log2 == 1 || log2 == 2 || log2 == 4) continue;
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeSectionsInvalid.selector, log2));
            this.deployDisputesWith(log2);
        }
    }

    function deployDisputesWith(uint8 log2) external {
        deploy("Disputes.sol:Disputes", abi.encode(bank, broker, machine, log2));
    }

    function test_OnlyGovernanceUpgradesAndNobodyInitialises() public {
        address code = deploy("Disputes.sol:Disputes", abi.encode(bank, broker, machine, uint8(4)));
        vm.expectRevert(abi.encodeWithSignature("AccessManagedUnauthorized(address)", other));
        vm.prank(other);
        disputes.upgradeToAndCall(code, "");
        disputes.upgradeToAndCall(code, "");
        vm.expectRevert(abi.encodeWithSignature("InvalidInitialization()"));
        disputes.initialize(other);
    }
}
