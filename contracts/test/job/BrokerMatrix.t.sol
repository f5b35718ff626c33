// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AnsweredDeal,
    Deal,
    DealId,
    DealStatus,
    Fill,
    MutualCancellation,
    Offer,
    PendingDeal,
    RefutedDeal,
    Request,
    Settlement
} from "../../src/job/DealTypes.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {MarketFixture} from "../support/MarketFixture.sol";

/// @notice Every function on a deal in every status, with everything else in order: what is allowed leads to the status
/// in the table, all the rest is refused for the status. FirmResolution is tried twice: with the answer upheld, and with
/// the answer refuted.
contract BrokerMatrixTest is MarketFixture {
    uint64 private constant WORK = uint64(123 * 1e9);

    /// @dev `None` in the table: refused.
    DealStatus private constant NO = DealStatus.None;

    enum Action {
        Settle,
        Answer,
        Accept,
        Finalize,
        Expire,
        Cancel,
        Contest,
        ContestClaimed,
        Resolve,
        Uphold,
        UpholdLate,
        Refute,
        RefuteAnswer,
        Repay
    }

    /// @dev The answer is refuted; a status of its own in the table.
    uint8 private constant REFUTED = uint8(DealStatus.Cancelled) + 1;

    function setUp() public {
        deployMarket();
    }

    /// @dev Where `action` leads from `status`, each with its time come.
    function _target(Action action, DealStatus status, bool refuted) private pure returns (DealStatus) {
        if (status == DealStatus.Pending) {
            if (action == Action.Settle) return DealStatus.Finalized;
            if (action == Action.Answer) return DealStatus.WaitingForResolution;
            if (action == Action.Expire || action == Action.Cancel) return DealStatus.Cancelled;
        } else if (status == DealStatus.WaitingForResolution) {
            if (action == Action.Accept) return DealStatus.SoftResolution;
            if (action == Action.Settle || action == Action.Finalize) return DealStatus.Finalized;
            if (action == Action.Contest) return DealStatus.NeedsResolution;
            if (action == Action.ContestClaimed) return DealStatus.Resolving;
            if (action == Action.RefuteAnswer) return DealStatus.FirmResolution;
        } else if (status == DealStatus.NeedsResolution || status == DealStatus.Resolving) {
            if (action == Action.Contest) return status;
            if (action == Action.ContestClaimed) return DealStatus.Resolving;
            if (action == Action.Resolve) return DealStatus.Resolving;
            if (action == Action.Uphold) return DealStatus.WaitingForResolution;
            if (action == Action.UpholdLate || action == Action.Refute || action == Action.RefuteAnswer) {
                return DealStatus.FirmResolution;
            }
        } else if (status == DealStatus.SoftResolution) {
            if (action == Action.Settle || action == Action.Finalize) return DealStatus.Finalized;
        } else if (status == DealStatus.FirmResolution) {
            if (action == (refuted ? Action.Repay : Action.Finalize)) return DealStatus.Finalized;
        }
        return NO;
    }

    function test_EveryActionInEveryStatus() public {
        uint256 cases;
        for (uint8 s = 0; s <= REFUTED; ++s) {
            for (uint8 a = 0; a <= uint8(Action.Repay); ++a) {
                bool refuted = s == REFUTED;
                _try(refuted ? DealStatus.FirmResolution : DealStatus(s), refuted, Action(a), cases++);
            }
        }
        assertEq(cases, 140, "cases");
    }

    function _try(DealStatus status, bool refuted, Action action, uint256 nonce) private {
        Request memory request = defaultRequest();
        request.nonce = 1_000 + nonce;
        Offer memory offer = defaultOffer();
        offer.nonce = 1_000 + nonce;
        DealId id = idOf(request, 0);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        _bring(request, offer, id, deal, refuted ? REFUTED : uint8(status));
        assertStatus(id, status);
        uint256 heldWei = _sum();

        DealStatus target = _target(action, status, refuted);
        if (target == NO) {
            // An answer that fell, or that stands, is not the one that the other function is about.
            bool isOtherEnd = status == DealStatus.FirmResolution &&
                (action == Action.Finalize || action == Action.Settle || action == Action.Repay);
            if (isOtherEnd && action != Action.Settle) {
                vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, id));
            } else vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, status));
            _act(action, id, deal);
            assertStatus(id, status);
        } else {
            _act(action, id, deal);
            assertStatus(id, target);
            if (target == DealStatus.Finalized || target == DealStatus.Cancelled) {
                // Whatever was done once cannot be done again.
                vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, target));
                _act(action, id, deal);
            }
        }
        assertEq(_sum(), heldWei, "conservation");

        // A deal that was ever opened cannot be opened again, whatever became of it.
        if (status != DealStatus.None) {
            Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork));
            vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerDealExists.selector, id));
            vm.prank(requester);
            broker.openDeals(request, "", fills);
        }
    }

    function _sum() private view returns (uint256) {
        return
            availableOf(requester) +
            lockedOf(requester) +
            availableOf(provider) +
            lockedOf(provider) +
            availableOf(keeper) +
            lockedOf(keeper);
    }

    /// @dev Opens the deal and brings it to `status`, a DealStatus or REFUTED.
    function _bring(
        Request memory request,
        Offer memory offer,
        DealId id,
        Deal memory deal,
        uint8 status
    ) private {
        if (status == uint8(DealStatus.None)) return;
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        if (status == uint8(DealStatus.Pending)) return;
        if (status == uint8(DealStatus.Cancelled)) {
            _act(Action.Cancel, id, deal);
            return;
        }
        _act(Action.Answer, id, deal);
        if (status == uint8(DealStatus.SoftResolution)) _act(Action.Accept, id, deal);
        if (status == uint8(DealStatus.Finalized)) _act(Action.Settle, id, deal);
        if (
            status == uint8(DealStatus.NeedsResolution) ||
            status == uint8(DealStatus.Resolving) ||
            status == uint8(DealStatus.FirmResolution) ||
            status == REFUTED
        ) _act(Action.Contest, id, deal);
        if (status == uint8(DealStatus.Resolving)) _act(Action.Resolve, id, deal);
        if (status == uint8(DealStatus.FirmResolution)) _act(Action.UpholdLate, id, deal);
        if (status == REFUTED) _act(Action.Refute, id, deal);
    }

    /// @dev Does `action` as the party that may, at a time when it may, with all signatures in order.
    function _act(Action action, DealId id, Deal memory deal) private {
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: WORK}));
        if (action == Action.Settle) {
            Settlement[] memory settlements = one(settlementOf(id, deal, WORK));
            vm.prank(keeper);
            broker.settleDeals(settlements);
        } else if (action == Action.Answer) {
            vm.prank(provider);
            broker.answerDeals(answers);
        } else if (action == Action.Accept) {
            vm.prank(requester);
            broker.acceptDeals(answers);
        } else if (action == Action.Finalize) {
            uint256 present = block.number;
            vm.roll(present + 1_000);
            vm.prank(keeper);
            broker.finalizeDeals(answers);
            vm.roll(present);
        } else if (action == Action.Expire) {
            uint256 present = block.number;
            vm.roll(present + 1_000);
            vm.prank(keeper);
            broker.expireDeals(one(PendingDeal({id: id, deal: deal})));
            vm.roll(present);
        } else if (action == Action.Contest) {
            vm.prank(disputesProxy);
            broker.contest(id, keccak256(abi.encode(deal, ROOT, WORK)), deal.windowBlocks, false);
        } else if (action == Action.ContestClaimed) {
            vm.prank(disputesProxy);
            broker.contest(id, keccak256(abi.encode(deal, ROOT, WORK)), deal.windowBlocks, true);
        } else if (action == Action.Resolve) {
            vm.prank(disputesProxy);
            broker.resolve(id);
        } else if (action == Action.Uphold) {
            vm.prank(disputesProxy);
            broker.uphold(id, deal.windowBlocks);
        } else if (action == Action.UpholdLate) {
            uint256 present = block.number;
            vm.roll(present + deal.windowBlocks);
            vm.prank(disputesProxy);
            broker.uphold(id, deal.windowBlocks);
            vm.roll(present);
        } else if (action == Action.Refute) {
            vm.prank(disputesProxy);
            broker.refute(id, keeper);
        } else if (action == Action.RefuteAnswer) {
            vm.prank(disputesProxy);
            broker.refuteAnswer(id, keccak256(abi.encode(deal, ROOT, WORK)), deal.windowBlocks, keeper);
        } else if (action == Action.Repay) {
            RefutedDeal[] memory refuted = new RefutedDeal[](1);
            refuted[0] = RefutedDeal(answers[0], keeper);
            broker.finalizeRefutedDeals(refuted);
        } else {
            bytes memory signature = sign(PROVIDER_KEY, cancellationDigest(id));
            vm.prank(requester);
            broker.cancelDeals(one(MutualCancellation({id: id, deal: deal, signature: signature})));
        }
    }

    function test_OnlyDisputesMovesADisputedDeal() public {
        (DealId id, Deal memory deal) = openDefault();
        answerDefault(id, deal, WORK);
        address[4] memory strangers = [requester, provider, keeper, address(this)];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IBroker.BrokerNotDisputes.selector, strangers[i]);
            vm.startPrank(strangers[i]);
            vm.expectRevert(refusal);
            broker.contest(id, keccak256(abi.encode(deal, ROOT, WORK)), deal.windowBlocks, false);
            vm.expectRevert(refusal);
            broker.resolve(id);
            vm.expectRevert(refusal);
            broker.uphold(id, deal.windowBlocks);
            vm.expectRevert(refusal);
            broker.refute(id, keeper);
            vm.expectRevert(refusal);
            broker.refuteAnswer(id, keccak256(abi.encode(deal, ROOT, WORK)), deal.windowBlocks, keeper);
            vm.stopPrank();
        }
    }

    function test_ARefutedDealIsRepaidToTheOneWhoRefutedItAndOnce() public {
        (DealId id, Deal memory deal) = openDefault();
        AnsweredDeal[] memory answers = answerDefault(id, deal, WORK);
        _act(Action.Contest, id, deal);
        _act(Action.Refute, id, deal);
        RefutedDeal[] memory refuted = new RefutedDeal[](1);
        refuted[0] = RefutedDeal(answers[0], other);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, id));
        broker.finalizeRefutedDeals(refuted);
        refuted[0] = RefutedDeal(answers[0], keeper);
        refuted[0].answer.work += 1;
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, id));
        broker.finalizeRefutedDeals(refuted);
        refuted[0].answer.work -= 1;
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerEmptyBatch.selector));
        broker.finalizeRefutedDeals(new RefutedDeal[](0));
        broker.finalizeRefutedDeals(refuted);
        uint256 rewardWei = deal.depositWei / 2;
        assertBalances(keeper, rewardWei, 0);
        assertBalances(provider, FUNDS_WEI - deal.stakeWei - deal.depositWei, 0);
        assertBalances(requester, FUNDS_WEI + deal.stakeWei + deal.depositWei - rewardWei, 0);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, DealStatus.Finalized));
        broker.finalizeRefutedDeals(refuted);
    }

    function testFuzz_MoneyOfARefutedDeal(uint96 depositWei, uint96 stakeWei, uint64 work) public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        request.depositWei = uint96(bound(depositWei, 0, 400 ether));
        offer.maxDepositWei = request.depositWei;
        offer.stakeWei = uint96(bound(stakeWei, request.bountyWei, 400 ether));
        request.minStakeWei = 0;
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        DealId id = idOf(request, 0);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        work = uint64(bound(work, 0, deal.maxWork));
        AnsweredDeal[] memory answers = answerDefault(id, deal, work);
        vm.startPrank(disputesProxy);
        broker.contest(id, keccak256(abi.encode(deal, ROOT, work)), deal.windowBlocks, true);
        broker.refute(id, keeper);
        vm.stopPrank();
        RefutedDeal[] memory refuted = new RefutedDeal[](1);
        refuted[0] = RefutedDeal(answers[0], keeper);
        broker.finalizeRefutedDeals(refuted);
        uint256 rewardWei = deal.depositWei / 2;
        assertBalances(keeper, rewardWei, 0);
        assertBalances(provider, FUNDS_WEI - deal.stakeWei - deal.depositWei, 0);
        assertBalances(requester, FUNDS_WEI + deal.stakeWei + deal.depositWei - rewardWei, 0);
    }
}
