// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Game, GameStage, LeafProof, ReceiptLeaf, TaskOpening} from "../../src/dispute/DisputeTypes.sol";
import {IDisputes} from "../../src/dispute/IDisputes.sol";
import {AnsweredDeal, Deal, DealStatus} from "../../src/job/DealTypes.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {MerkleSumNode} from "../../src/job/MerkleSum.sol";
import {DisputesFixture} from "./DisputesFixture.sol";

/// @notice Answers whose leaves are not known, and answers that are wrong without any computing: tasks that are not the
/// job's, and tasks that are answered twice.
contract DisputesRefutationTest is DisputesFixture {
    function setUp() public {
        deployDisputes();
    }

    function _before() private view returns (uint256[4] memory) {
        return [totalOf(requester), totalOf(provider), totalOf(challenger), totalOf(secondChallenger)];
    }

    function _answer(ReceiptLeaf memory leaf) private returns (AnsweredDeal memory answer, LeafProof memory proof) {
        bytes32 root;
        uint64 work;
        (proof, root, work) = proofOf(leaf);
        answer = openAnswered(root, work, LEVELS);
    }

    function _demand(AnsweredDeal memory answer, uint64 position) private returns (Game memory game) {
        vm.prank(challenger);
        disputes.demand(answer, position);
        uint32 window = answer.deal.windowBlocks;
        bytes32 commitment = keccak256(abi.encode(answer.root, answer.work, position));
        game = gameOf(answer, challenger, window, window, GameStage.Demanded, 0, commitment);
        assertGame(game);
    }

    function _reveal(AnsweredDeal memory answer, Game memory game, LeafProof memory proof) private returns (Game memory) {
        vm.prank(provider);
        disputes.reveal(game, answer.root, answer.work, proof);
        uint32 window = answer.deal.windowBlocks;
        uint256 passed = block.number - turnBlockOf(game);
        Game memory next = gameOf(
            answer,
            challenger,
            window,
            window - passed,
            GameStage.Revealed,
            0,
            hashOf(proof.leaf)
        );
        assertGame(next);
        return next;
    }

    function test_ARootWithoutLeavesLosesByTheClock() public {
        uint256[4] memory before = _before();
        AnsweredDeal memory answer = openAnswered(keccak256("garbage"), 1_000, LEVELS);
        Game memory game = _demand(answer, 0);
        assertStatus(answer.id, DealStatus.NeedsResolution);
        assertBalances(challenger, before[2] - answer.deal.depositWei, answer.deal.depositWei);
        timeoutOf(game);
        assertStatus(answer.id, DealStatus.FirmResolution);
        repay(answer, challenger);
        assertRepaid(answer, challenger, before);
    }

    function test_ALeafThatIsShownIsChallenged() public {
        uint256[4] memory before = _before();
        Dispute memory dispute = disputeOf(Trace(77, Lie.Memory), truth(), LEVELS);
        Game memory game = _demand(dispute.answer, 0);
        vm.roll(block.number + 4);
        game = _reveal(dispute.answer, game, dispute.proof);
        assertStatus(dispute.answer.id, DealStatus.Resolving);

        vm.roll(block.number + 6);
        bytes32[] memory hashes = hashesOf(truth(), LEVELS, 0, horizonOf(LEVELS));
        TaskOpening memory task = opening(LEVELS);
        bytes32[10] memory last = lastOf(dispute);
        bytes32[] memory posted = withoutLast(hashes);
        vm.prank(challenger);
        disputes.challengeRevealed(game, dispute.proof.leaf, task, last, posted);
        Board memory board = Board(game, 0, horizonOf(LEVELS), stateAt(truth(), LEVELS, 0), hashes);
        uint32 window = dispute.answer.deal.windowBlocks;
        // What the demand took off both clocks stays off.
        board.game = gameOf(
            dispute.answer,
            challenger,
            window - 6,
            window - 4,
            GameStage.ProviderTurn,
            LEVELS - 1,
            segmentRoot(board.start, hashes)
        );
        assertGame(board.game);
        assertTrue(playOut(board, dispute), "the challenger wins");
        repay(dispute.answer, challenger);
        assertRepaid(dispute.answer, challenger, before);
    }

    function test_TheOtherLeafOfTwoIsShownToo() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        _reveal(answer, _demand(answer, 1), secondProof(proof));
    }

    function test_OnlyTheLeafThatWasDemandedCounts() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        Game memory game = _demand(answer, 1);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, answer.id);
        vm.startPrank(provider);
        vm.expectRevert(refusal);
        disputes.reveal(game, answer.root, answer.work, proof);
        vm.expectRevert(refusal);
        disputes.reveal(game, answer.root, answer.work + 1, secondProof(proof));
        // A leaf with other work, under a root of the provider's making.
        (LeafProof memory other_, bytes32 root, uint64 work) = proofOf(leafOf(Trace(7, Lie.Memory), LEVELS));
        vm.expectRevert(refusal);
        disputes.reveal(game, root, work, secondProof(other_));
        vm.stopPrank();
    }

    function test_ALeafThatIsShownAndRightCostsAQuarterOfTheBond() public {
        uint256[4] memory before = _before();
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        Game memory game = _reveal(answer, _demand(answer, 0), proof);
        vm.prank(challenger);
        disputes.concede(game);
        uint256 costWei = (uint256(answer.deal.depositWei) + 3) / 4;
        assertBalances(challenger, before[2] - costWei, 0);
        assertEq(totalOf(provider), before[1] + costWei, "the provider's part");
        assertStatus(answer.id, DealStatus.WaitingForResolution);
    }

    function test_SilenceAfterALeafWasShownCostsTheBond() public {
        uint256[4] memory before = _before();
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        Game memory game = _reveal(answer, _demand(answer, 0), proof);
        timeoutOf(game);
        assertBalances(challenger, before[2] - answer.deal.depositWei, 0);
        // The window passed meanwhile.
        assertStatus(answer.id, DealStatus.FirmResolution);
    }

    function test_APositionBeyondTheLeavesLosesTheBond() public {
        uint256[4] memory before = _before();
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        Game memory game = _demand(answer, 2);
        bytes32 top = keccak256(
            abi.encodePacked(uint8(1), hashOf(proof.leaf), proof.leaf.work, hashOf(secondLeaf()), uint64(77))
        );
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, answer.id);
        vm.startPrank(provider);
        vm.expectRevert(refusal);
        disputes.revealCount(game, answer.root, answer.work, 3, 2, top);
        vm.expectRevert(refusal);
        disputes.revealCount(game, answer.root, answer.work, 2, 1, top);
        disputes.revealCount(game, answer.root, answer.work, 2, 2, top);
        vm.stopPrank();
        assertBalances(challenger, before[2] - answer.deal.depositWei, 0);
        assertStatus(answer.id, DealStatus.WaitingForResolution);
    }

    function test_APositionThatIsThereCannotBeDenied() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        Game memory game = _demand(answer, 1);
        bytes32 top = keccak256(
            abi.encodePacked(uint8(1), hashOf(proof.leaf), proof.leaf.work, hashOf(secondLeaf()), uint64(77))
        );
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, answer.id));
        vm.prank(provider);
        disputes.revealCount(game, answer.root, answer.work, 1, 2, top);
    }

    function test_AnEmptyAnswerHasNoWork() public {
        bytes32 root = keccak256(abi.encodePacked(uint8(2), uint64(0), bytes32(0), uint64(0)));
        AnsweredDeal memory answer = openAnswered(root, 0, LEVELS);
        Game memory game = _demand(answer, 0);
        vm.prank(provider);
        disputes.revealCount(game, root, 0, 0, 0, 0);
        assertStatus(answer.id, DealStatus.WaitingForResolution);

        bytes32 paid = keccak256(abi.encodePacked(uint8(2), uint64(0), bytes32(0), uint64(500)));
        answer = openAnswered(paid, 500, LEVELS);
        game = _demand(answer, 0);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, answer.id));
        vm.prank(provider);
        disputes.revealCount(game, paid, 500, 0, 0, 0);
        timeoutOf(game);
        assertStatus(answer.id, DealStatus.FirmResolution);
    }

    // Tasks that are not the job's

    function _foreign() private view returns (ReceiptLeaf memory leaf) {
        leaf = leafOf(truth(), LEVELS);
        leaf.taskHash = keccak256("an easier task");
    }

    function _refuteTask(AnsweredDeal memory answer, LeafProof memory proof) private {
        (bytes32 root, , MerkleSumNode[] memory siblings) = tasks(LEVELS);
        vm.prank(challenger);
        disputes.refuteTask(
            answer,
            proof,
            templateHashOf(LEVELS),
            root,
            TASK_COUNT,
            taskHashOf(LEVELS, TASK_INDEX),
            siblings
        );
    }

    function test_AForeignTaskIsRefutedAtOnceAndWithoutABond() public {
        uint256[4] memory before = _before();
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(_foreign());
        _refuteTask(answer, proof);
        assertStatus(answer.id, DealStatus.FirmResolution);
        (uint32 openGames, bool refuted) = disputes.dealGames(answer.id);
        assertTrue(openGames == 0 && !refuted, "nothing is kept");
        repay(answer, challenger);
        assertRepaid(answer, challenger, before);
    }

    function test_TheJobsOwnTaskIsNotRefuted() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(truth(), LEVELS));
        (bytes32 root, , MerkleSumNode[] memory siblings) = tasks(LEVELS);
        bytes32 template = templateHashOf(LEVELS);
        bytes32 task = taskHashOf(LEVELS, TASK_INDEX);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeTaskStands.selector, answer.id));
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT, task, siblings);
        // Nor with another list, another template, another task, or another number of tasks.
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongJob.selector, answer.id);
        vm.expectRevert(refusal);
        disputes.refuteTask(answer, proof, template, keccak256("list"), TASK_COUNT, task, siblings);
        vm.expectRevert(refusal);
        disputes.refuteTask(answer, proof, keccak256("template"), root, TASK_COUNT, task, siblings);
        vm.expectRevert(refusal);
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT, keccak256("task"), siblings);
        vm.expectRevert(refusal);
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT + 1, task, siblings);
    }

    function test_AnIndexBeyondTheJobIsRefuted() public {
        ReceiptLeaf memory leaf = leafOf(truth(), LEVELS);
        leaf.taskIndex = TASK_COUNT;
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leaf);
        (bytes32 root, bytes32 top, ) = tasks(LEVELS);
        bytes32 template = templateHashOf(LEVELS);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongJob.selector, answer.id));
        disputes.refuteTaskIndex(answer, proof, template, root, TASK_COUNT - 1, top);
        vm.prank(challenger);
        disputes.refuteTaskIndex(answer, proof, template, root, TASK_COUNT, top);
        assertStatus(answer.id, DealStatus.FirmResolution);

        (answer, proof) = _answer(leafOf(truth(), LEVELS));
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeTaskStands.selector, answer.id));
        disputes.refuteTaskIndex(answer, proof, template, root, TASK_COUNT, top);
    }

    function test_TwoLeavesOfOneTaskAreRefuted() public {
        ReceiptLeaf memory leaf = leafOf(truth(), LEVELS);
        leaf.taskIndex = 6;
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leaf);
        LeafProof memory second = secondProof(proof);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeNoDuplicate.selector, answer.id);
        vm.expectRevert(refusal);
        disputes.refuteDuplicate(answer, proof, proof);
        vm.prank(challenger);
        disputes.refuteDuplicate(answer, proof, second);
        assertStatus(answer.id, DealStatus.FirmResolution);

        (answer, proof) = _answer(leafOf(truth(), LEVELS));
        second = secondProof(proof);
        refusal = abi.encodeWithSelector(IDisputes.DisputeNoDuplicate.selector, answer.id);
        vm.expectRevert(refusal);
        disputes.refuteDuplicate(answer, proof, second);
        second.position = 0;
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongLeaf.selector, answer.id));
        disputes.refuteDuplicate(answer, proof, second);
    }

    function test_RefutationsEndWithTheWindowUnlessAGameIsOpen() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(_foreign());
        uint256 end = block.number + answer.deal.windowBlocks;
        (bytes32 root, , MerkleSumNode[] memory siblings) = tasks(LEVELS);
        bytes32 template = templateHashOf(LEVELS);
        bytes32 task = taskHashOf(LEVELS, TASK_INDEX);
        vm.roll(end);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWindowClosed.selector, answer.id, end));
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT, task, siblings);

        // A leaf that is shown after the window can still be refuted; the bond of the demand comes back.
        uint256[4] memory before = _before();
        vm.roll(end - 1);
        Game memory game = _demand(answer, 0);
        vm.roll(end + 10);
        game = _reveal(answer, game, proof);
        _refuteTask(answer, proof);
        disputes.close(game);
        repay(answer, challenger);
        assertEq(totalOf(challenger), before[2] + answer.deal.depositWei / 2, "bond and reward");
        assertEq(lockedOf(challenger) + lockedOf(provider) + lockedOf(requester), 0, "no lock is stranded");
    }

    function test_OnlyOptimisticDealsAreChallenged() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(_foreign());
        answer.deal.policy = 0;
        bytes memory refusal = abi.encodeWithSelector(IDisputes.DisputeWrongPolicy.selector, answer.id, 0);
        vm.expectRevert(refusal);
        disputes.demand(answer, 0);
        (bytes32 root, bytes32 top, MerkleSumNode[] memory siblings) = tasks(LEVELS);
        vm.expectRevert(refusal);
        disputes.refuteTask(
            answer,
            proof,
            templateHashOf(LEVELS),
            root,
            TASK_COUNT,
            taskHashOf(LEVELS, TASK_INDEX),
            siblings
        );
        top;
        // And whoever says that another deal is optimistic does not have its terms.
        answer.deal.policy = 1;
        answer.deal.depositWei += 1;
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, answer.id));
        vm.prank(challenger);
        disputes.demand(answer, 0);
    }

    function test_AReceiptOfTheWrongOutputIsNoMatterOfTasks() public {
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(leafOf(Trace(5, Lie.Memory), LEVELS));
        (bytes32 root, , MerkleSumNode[] memory siblings) = tasks(LEVELS);
        bytes32 template = templateHashOf(LEVELS);
        bytes32 task = taskHashOf(LEVELS, TASK_INDEX);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeTaskStands.selector, answer.id));
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT, task, siblings);
    }

    function test_AProviderThatChallengesItselfPaysTheRequester() public {
        uint256[4] memory before = _before();
        (AnsweredDeal memory answer, LeafProof memory proof) = _answer(_foreign());
        (bytes32 root, , MerkleSumNode[] memory siblings) = tasks(LEVELS);
        bytes32 template = templateHashOf(LEVELS);
        bytes32 task = taskHashOf(LEVELS, TASK_INDEX);
        vm.prank(provider);
        disputes.refuteTask(answer, proof, template, root, TASK_COUNT, task, siblings);
        repay(answer, provider);
        Deal memory deal = answer.deal;
        uint256 rewardWei = deal.depositWei / 2;
        assertBalances(provider, before[1] - deal.stakeWei - deal.depositWei + rewardWei, 0);
        assertBalances(requester, before[0] + deal.stakeWei + deal.depositWei - rewardWei, 0);
    }
}
