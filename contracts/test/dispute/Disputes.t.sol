// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Game, GameStage, TaskOpening} from "../../src/dispute/DisputeTypes.sol";
import {IDisputes} from "../../src/dispute/IDisputes.sol";
import {AnsweredDeal, Deal, DealStatus} from "../../src/job/DealTypes.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {DisputesFixture} from "./DisputesFixture.sol";

/// @notice Whole games: liars of every kind and at every level, both ways; what everybody has at the end.
contract DisputesTest is DisputesFixture {
    function setUp() public {
        deployDisputes();
    }

    function _before() private view returns (uint256[4] memory) {
        return [totalOf(requester), totalOf(provider), totalOf(challenger), totalOf(secondChallenger)];
    }

    function _assertLiarLoses(Trace memory ofProvider, Trace memory ofChallenger, uint8 levels) private {
        uint256 present = block.number;
        uint256[4] memory before = _before();
        uint256 sum = sumOfAll();
        Dispute memory dispute = disputeOf(ofProvider, ofChallenger, levels);
        Board memory board = challengeBy(challenger, dispute);
        bool challengerWon = playOut(board, dispute);
        assertTrue(challengerWon == (ofChallenger.divergesAt == NEVER), "who tells the truth wins");
        assertEq(disputes.gameHash(dispute.answer.id, challenger), 0, "the game has ended");
        Deal memory deal = dispute.answer.deal;
        if (challengerWon) {
            assertStatus(dispute.answer.id, DealStatus.FirmResolution);
            repay(dispute.answer, challenger);
            assertRepaid(dispute.answer, challenger, before);
        } else {
            vm.roll(block.number + deal.windowBlocks);
            vm.prank(provider);
            broker.finalizeDeals(one(dispute.answer));
            uint256 paidWei = (uint256(dispute.answer.work) * deal.priceWeiPerGwu) / GWU;
            assertStatus(dispute.answer.id, DealStatus.Finalized);
            assertBalances(requester, before[0] - paidWei, 0);
            assertBalances(provider, before[1] + paidWei + deal.depositWei, 0);
            assertBalances(challenger, before[2] - deal.depositWei, 0);
        }
        assertEq(sumOfAll(), sum, "conservation");
        vm.roll(present + 1);
    }

    function test_EveryKindOfLieLosesInBothRoles() public {
        for (uint8 kind = 0; kind <= uint8(Lie.Garbage); ++kind) {
            Lie lie = Lie(kind);
            uint64 since = lie == Lie.Status || lie == Lie.Output ? HALT_AT : 1_234_567_891;
            _assertLiarLoses(Trace(since, lie), truth(), LEVELS);
            _assertLiarLoses(truth(), Trace(since, lie), LEVELS);
        }
    }

    function test_ALieAtEveryLevelLosesInBothRoles() public {
        for (uint64 level = 0; level < LEVELS; ++level) {
            // The first and the last segment of each level, at the edges of it.
            uint64 size = uint64(1) << (4 * level);
            _assertLiarLoses(Trace(size, Lie.Memory), truth(), LEVELS);
            _assertLiarLoses(truth(), Trace(size * 5 + 1, Lie.Memory), LEVELS);
        }
        _assertLiarLoses(Trace(1, Lie.Memory), truth(), LEVELS);
        _assertLiarLoses(truth(), Trace(1, Lie.Memory), LEVELS);
        _assertLiarLoses(Trace(HALT_AT, Lie.Memory), truth(), LEVELS);
        _assertLiarLoses(truth(), Trace(HALT_AT, Lie.Memory), LEVELS);
    }

    function testFuzz_TheTruthWins(uint64 since, uint8 kind, bool providerLies) public {
        Lie lie = Lie(kind % 5);
        uint64 step = lie == Lie.Status || lie == Lie.Output ? HALT_AT : uint64(bound(since, 1, HALT_AT));
        if (providerLies) _assertLiarLoses(Trace(step, lie), truth(), LEVELS);
        else _assertLiarLoses(truth(), Trace(step, lie), LEVELS);
    }

    function test_AGameOverTwoToTheThirtyTwoStepsTakesTenTransactions() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 transactions = 1;
        while (roundsLeftOf(board.game) > 0) {
            Trace memory trace = stageOf(board.game) == GameStage.ProviderTurn ? dispute.ofProvider : dispute.ofChallenger;
            board = moveAt(board, trace, LEVELS, pickOf(board, trace, LEVELS));
            ++transactions;
        }
        proveAt(board, truth(), LEVELS, pickOf(board, truth(), LEVELS));
        repay(dispute.answer, challenger);
        assertEq(transactions + 2, 10, "transactions");
    }

    function test_StatusesOfADisputedDeal() public {
        Dispute memory dispute = disputeOf(truth(), Trace(HALT_AT, Lie.Output), LEVELS);
        (, uint40 answeredBlock, bytes26 hash) = broker.dealState(dispute.answer.id);
        vm.roll(block.number + 3);
        Board memory board = challengeBy(challenger, dispute);
        assertStatus(dispute.answer.id, DealStatus.Resolving);
        board = moveAt(board, truth(), LEVELS, pickOf(board, truth(), LEVELS));
        assertStatus(dispute.answer.id, DealStatus.Resolving);
        vm.prank(challenger);
        disputes.concede(board.game);
        (DealStatus status, uint40 blockNumber, bytes26 present) = broker.dealState(dispute.answer.id);
        assertTrue(status == DealStatus.WaitingForResolution, "the window goes on");
        assertEq(blockNumber, answeredBlock, "from the answer");
        assertTrue(present == hash, "with the same answer");
    }

    function test_TheWindowEndsWhereItDidWithoutTheDispute() public {
        Dispute memory dispute = disputeOf(truth(), Trace(HALT_AT, Lie.Output), LEVELS);
        uint256 end = block.number + dispute.answer.deal.windowBlocks;
        vm.roll(end - 1);
        Board memory board = challengeBy(challenger, dispute);
        vm.prank(challenger);
        disputes.concede(board.game);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWindowOpen.selector, dispute.answer.id, end));
        broker.finalizeDeals(one(dispute.answer));
        vm.roll(end);
        broker.finalizeDeals(one(dispute.answer));
        assertStatus(dispute.answer.id, DealStatus.Finalized);
    }

    function test_AChallengeInTheLastBlockOfTheWindowAndOneLater() public {
        Dispute memory dispute = disputeOf(Trace(HALT_AT, Lie.Output), truth(), LEVELS);
        uint256 end = block.number + dispute.answer.deal.windowBlocks;
        vm.roll(end);
        TaskOpening memory task = opening(LEVELS);
        bytes32[10] memory last = lastOf(dispute);
        bytes32[] memory hashes = withoutLast(hashesOf(truth(), LEVELS, 0, horizonOf(LEVELS)));
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWindowClosed.selector, dispute.answer.id, end));
        vm.prank(challenger);
        disputes.challenge(dispute.answer, dispute.proof, task, last, hashes);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWindowClosed.selector, dispute.answer.id, end));
        vm.prank(challenger);
        disputes.demand(dispute.answer, 0);
        vm.roll(end - 1);
        Board memory board = challengeBy(challenger, dispute);
        // It is judged after the window all the same.
        assertTrue(playOut(board, dispute), "the challenger wins");
    }

    function test_AnAnswerUpheldAfterItsWindowIsFirm() public {
        Dispute memory dispute = disputeOf(truth(), Trace(HALT_AT, Lie.Output), LEVELS);
        vm.roll(block.number + dispute.answer.deal.windowBlocks - 1);
        Board memory board = challengeBy(challenger, dispute);
        board = moveAt(board, truth(), LEVELS, pickOf(board, truth(), LEVELS));
        timeoutOf(board.game);
        assertStatus(dispute.answer.id, DealStatus.FirmResolution);
        broker.finalizeDeals(one(dispute.answer));
        assertStatus(dispute.answer.id, DealStatus.Finalized);
    }

    function test_NothingElseMovesADisputedDeal() public {
        Dispute memory dispute = disputeOf(truth(), Trace(HALT_AT, Lie.Output), LEVELS);
        challengeBy(challenger, dispute);
        vm.roll(block.number + 10_000);
        bytes memory refusal = abi.encodeWithSelector(
            IBroker.BrokerWrongStatus.selector,
            dispute.answer.id,
            DealStatus.Resolving
        );
        AnsweredDeal[] memory answers = one(dispute.answer);
        vm.expectRevert(refusal);
        broker.finalizeDeals(answers);
        vm.expectRevert(refusal);
        vm.prank(requester);
        broker.acceptDeals(answers);
    }

    function test_BothSidesSilentAtEveryMove() public {
        for (uint256 moves = 0; moves < LEVELS; ++moves) {
            uint256 present = block.number;
            uint256[4] memory before = _before();
            Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
            Board memory board = challengeBy(challenger, dispute);
            for (uint256 i = 0; i < moves; ++i) {
                Trace memory trace = i % 2 == 0 ? dispute.ofProvider : dispute.ofChallenger;
                board = moveAt(board, trace, LEVELS, pickOf(board, trace, LEVELS));
            }
            bool ofProvider = moves % 2 == 0;
            uint256 deadline = turnBlockOf(board.game) + dispute.answer.deal.windowBlocks;
            vm.roll(deadline - 1);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IDisputes.DisputeClockRunning.selector,
                    dispute.answer.id,
                    challenger,
                    deadline
                )
            );
            disputes.timeout(board.game);
            timeoutOf(board.game);
            if (ofProvider) {
                repay(dispute.answer, challenger);
                assertRepaid(dispute.answer, challenger, before);
            } else {
                broker.finalizeDeals(one(dispute.answer));
                assertEq(totalOf(challenger), before[2] - dispute.answer.deal.depositWei, "the bond is lost");
                assertEq(lockedOf(challenger) + lockedOf(provider) + lockedOf(requester), 0, "no lock is stranded");
            }
            vm.roll(present + 1);
        }
    }

    function test_AMoveAfterTheClockIsRefusedAndOneInTheLastBlockIsNot() public {
        Dispute memory dispute = disputeOf(truth(), Trace(5, Lie.Memory), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        uint256 deadline = block.number + dispute.answer.deal.windowBlocks;
        uint256 pick = pickOf(board, truth(), LEVELS);
        bytes32[] memory segment = segmentOf(board, pick);
        bytes32[] memory hashes = hashesOf(truth(), LEVELS, 0, board.size >> 4);
        vm.roll(deadline);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputes.DisputeClockExpired.selector, dispute.answer.id, challenger, deadline)
        );
        vm.prank(provider);
        disputes.move(turnOf(board.game), pick, statesOf(segment, hashes));
        vm.roll(deadline - 1);
        board = moveAt(board, truth(), LEVELS, pick);
        assertEq(leftOf(board.game.provider), 1, "a block is left");
    }

    /// @dev TrueBit's mistake: each move brought a new time limit, so that a game lasted as long as a liar liked.
    function test_NoMoveWindsAClockUpAgain() public {
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        uint256 window = dispute.answer.deal.windowBlocks;
        Board memory board = challengeBy(challenger, dispute);
        // The provider takes 20 blocks for each move: the third one is beyond its 50.
        for (uint256 i = 0; i < 2; ++i) {
            vm.roll(block.number + 20);
            board = moveAt(board, dispute.ofProvider, LEVELS, pickOf(board, dispute.ofProvider, LEVELS));
            assertEq(leftOf(board.game.provider), window - 20 * (i + 1), "what is left");
            vm.roll(block.number + 1);
            board = moveAt(board, truth(), LEVELS, pickOf(board, truth(), LEVELS));
        }
        assertEq(leftOf(board.game.challenger), window - 2, "the challenger was quick");
        vm.roll(turnBlockOf(board.game) + 9);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDisputes.DisputeClockRunning.selector,
                dispute.answer.id,
                challenger,
                turnBlockOf(board.game) + 10
            )
        );
        disputes.timeout(board.game);
        vm.roll(turnBlockOf(board.game) + 10);
        disputes.timeout(board.game);
        assertStatus(dispute.answer.id, DealStatus.FirmResolution);
    }

    function test_TwoChallengersAtOnceAndTheLiarPaysTheFirstToWin() public {
        uint256[4] memory before = _before();
        Dispute memory dispute = disputeOf(Trace(77_777, Lie.Memory), truth(), LEVELS);
        Board memory one_ = challengeBy(challenger, dispute);
        Board memory two = challengeBy(secondChallenger, dispute);
        (uint32 openGames, ) = disputes.dealGames(dispute.answer.id);
        assertEq(openGames, 2, "games");
        assertTrue(playOut(two, dispute), "the second wins");
        (, bool refuted) = disputes.dealGames(dispute.answer.id);
        assertTrue(refuted, "refuted");
        // The other's clock may run out now: its bond goes back to it all the same.
        vm.roll(block.number + 1);
        disputes.close(one_.game);
        repay(dispute.answer, secondChallenger);
        assertRepaid(dispute.answer, secondChallenger, [before[0], before[1], before[3], 0]);
        assertBalances(challenger, before[2], 0);
    }

    function test_ABondIsNotLostInAGameThatAnotherHasDecided() public {
        uint256[4] memory before = _before();
        Dispute memory dispute = disputeOf(Trace(77_777, Lie.Memory), truth(), LEVELS);
        Board memory one_ = challengeBy(challenger, dispute);
        one_ = moveAt(one_, dispute.ofProvider, LEVELS, pickOf(one_, dispute.ofProvider, LEVELS));
        Board memory two = challengeBy(secondChallenger, dispute);
        timeoutOf(two.game);
        timeoutOf(one_.game);
        assertBalances(challenger, before[2], 0);
        assertBalances(secondChallenger, before[3], 0);
        repay(dispute.answer, secondChallenger);
        assertEq(lockedOf(provider) + lockedOf(requester), 0, "no lock is stranded");
    }

    function test_AWrongChallengeDoesNotShieldALiarFromARightOne() public {
        Trace memory lie = Trace(77_777, Lie.Memory);
        Dispute memory dispute = disputeOf(lie, Trace(5, Lie.Output), LEVELS);
        Board memory puppet = challengeBy(challenger, dispute);
        vm.prank(challenger);
        disputes.concede(puppet.game);
        assertStatus(dispute.answer.id, DealStatus.WaitingForResolution);
        dispute.ofChallenger = truth();
        Board memory board = challengeBy(secondChallenger, dispute);
        assertTrue(playOut(board, dispute), "the truth wins");
    }

    function test_TheSameChallengerHasOneGameAtATime() public {
        Dispute memory dispute = disputeOf(truth(), Trace(HALT_AT, Lie.Output), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputes.DisputeGameExists.selector, dispute.answer.id, challenger)
        );
        vm.prank(challenger);
        disputes.demand(dispute.answer, 0);
        vm.prank(challenger);
        disputes.concede(board.game);
        // It may come again, with another bond.
        challengeBy(challenger, dispute);
    }

    /// @dev ECM's mistake: the answerer could take its deposit out before it was challenged.
    function test_TheDepositOfAnAnswerCannotBeWithdrawnBeforeAChallenge() public {
        Dispute memory dispute = disputeOf(Trace(9, Lie.Memory), truth(), LEVELS);
        Deal memory deal = dispute.answer.deal;
        uint256 lockedWei = deal.stakeWei + deal.depositWei;
        assertEq(lockedOf(provider), lockedWei, "locked");
        uint96 free = uint96(availableOf(provider));
        vm.startPrank(provider);
        vm.expectRevert(
            abi.encodeWithSignature("BankInsufficientAvailable(address,uint256,uint256)", provider, free, free + 1)
        );
        bank.requestWithdrawal(free + 1);
        vm.expectRevert(abi.encodeWithSignature("BankConsentInUse(address,uint256)", provider, lockedWei));
        bank.setConsent(0);
        bank.requestWithdrawal(free);
        vm.stopPrank();
        Board memory board = challengeBy(challenger, dispute);
        assertTrue(playOut(board, dispute), "refuted");
        repay(dispute.answer, challenger);
        assertEq(totalOf(provider), 0, "stake and deposit are gone");
    }

    function test_OtherNumbersOfSectionsLeadToTheSame() public {
        for (uint256 log2 = 1; log2 <= 2; ++log2) {
            sectionsLog2 = log2;
            deployDisputes();
            _assertLiarLoses(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
            _assertLiarLoses(truth(), Trace(1_234_567_891, Lie.Memory), LEVELS);
        }
    }

    function test_AnOddNumberOfLevelsLeavesTheLastStepToTheProvider() public {
        _assertLiarLoses(Trace(1_234_567_891, Lie.Memory), truth(), 9);
        _assertLiarLoses(truth(), Trace(1_234_567_891, Lie.Memory), 9);
    }

    function test_TheLastStepAndThePaymentInOneTransaction() public {
        uint256[4] memory before = _before();
        Dispute memory dispute = disputeOf(Trace(1_234_567_891, Lie.Memory), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        while (roundsLeftOf(board.game) > 0) {
            Trace memory trace = stageOf(board.game) == GameStage.ProviderTurn ? dispute.ofProvider : truth();
            board = moveAt(board, trace, LEVELS, pickOf(board, trace, LEVELS));
        }
        uint256 pick = pickOf(board, truth(), LEVELS);
        bytes memory witness = abi.encodePacked(headerAt(truth(), LEVELS, board.from + uint64(pick)));
        bytes32[] memory segment = segmentOf(board, pick);
        AnsweredDeal memory foreign = dispute.answer;
        foreign.work += 1;
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, dispute.answer.id));
        vm.prank(challenger);
        disputes.proveAndFinalize(turnOf(board.game), pick, segment, witness, foreign);
        foreign.work -= 1;
        vm.prank(challenger);
        disputes.proveAndFinalize(turnOf(board.game), pick, segment, witness, dispute.answer);
        assertRepaid(dispute.answer, challenger, before);
    }

    function test_AGameAboutAnAnswerThatFellIsNotPaidForASecondTime() public {
        Dispute memory dispute = disputeOf(Trace(HALT_AT, Lie.Output), truth(), LEVELS);
        Board memory board = challengeBy(challenger, dispute);
        Board memory two = challengeBy(secondChallenger, dispute);
        assertTrue(playOut(two, dispute), "the second wins");
        repay(dispute.answer, secondChallenger);
        uint256 sum = sumOfAll();
        // The first one goes on as if nothing had happened, on both sides, to the end.
        playOut(board, dispute);
        assertStatus(dispute.answer.id, DealStatus.Finalized);
        assertEq(sumOfAll(), sum, "conservation");
        assertEq(lockedOf(challenger) + lockedOf(provider) + lockedOf(requester), 0, "no lock is stranded");
        (uint32 openGames, bool refuted) = disputes.dealGames(dispute.answer.id);
        assertTrue(openGames == 0 && !refuted, "nothing is kept");
    }
}
