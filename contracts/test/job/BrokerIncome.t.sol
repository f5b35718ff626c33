// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId} from "../../src/asset/AssetTypes.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {
    AnsweredDeal,
    Deal,
    DealId,
    DealStatus,
    Fill,
    Offer,
    PendingDeal,
    Request,
    Settlement
} from "../../src/job/DealTypes.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

/// @notice Deals of a resource: whose its payment is.
contract BrokerIncomeTest is AssetFixture {
    uint64 private constant WORK = uint64(100 * 1e9);
    /// @dev At the price of the offer, 0.01 per Gwu.
    uint256 private constant PAYMENT_WEI = 1 ether;

    ResourceId private vid;
    ResourceId private second;
    uint256 private requests;

    function setUp() public {
        deployAssets();
        vid = createOne(provider);
        second = createOne(provider);
        shareOut(vid, provider, provider, 250, other);
        shareOut(second, provider, other);
    }

    function test_ThePaymentIsIncomeOfTheResource() public {
        (DealId id, Deal memory deal) = _open(raw(vid));
        Settlement[] memory settlements = one(settlementOf(id, deal, WORK));
        vm.expectEmit(address(revenueRight));
        emit IRevenueRight.IncomeReceived(vid, address(broker), uint96(PAYMENT_WEI), 1e15);
        broker.settleDeals(settlements);
        assertBalances(requester, FUNDS_WEI - PAYMENT_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
        assertEq(revenueRight.accruedOf(vid, provider), PAYMENT_WEI / 4, "of the provider");
        assertEq(revenueRight.settle(vid, other), (PAYMENT_WEI * 3) / 4, "of the other holder");
        assertBalances(other, FUNDS_WEI + (PAYMENT_WEI * 3) / 4, 0);
    }

    function test_AKeeperFinalisesForTheResource() public {
        (DealId id, Deal memory deal) = _open(raw(vid));
        AnsweredDeal[] memory answers = answerDefault(id, deal, WORK);
        vm.roll(deal.answerDeadlineBlock + deal.windowBlocks);
        vm.prank(keeper);
        broker.finalizeDeals(answers);
        assertBalances(keeper, deal.bountyWei, 0);
        assertBalances(requester, FUNDS_WEI - PAYMENT_WEI - deal.bountyWei, 0);
        assertBalances(provider, FUNDS_WEI, 0);
        assertEq(availableOf(address(revenueRight)), PAYMENT_WEI, "income");
        assertEq(revenueRight.owedWei(), PAYMENT_WEI, "attributed");
    }

    function test_ABatchKeepsTheResourcesApart() public {
        // Twice the first, none, the second, the first again.
        uint256[5] memory ids = [raw(vid), raw(vid), 0, raw(second), raw(vid)];
        Settlement[] memory settlements = new Settlement[](5);
        for (uint256 i = 0; i < 5; ++i) {
            (DealId id, Deal memory deal) = _open(ids[i]);
            settlements[i] = settlementOf(id, deal, WORK * uint64(i + 1));
        }
        broker.settleDeals(settlements);
        assertEq(revenueRight.accruedOf(vid, provider), (8 * PAYMENT_WEI) / 4, "1 + 2 + 5 of the first");
        assertEq(revenueRight.accruedOf(second, other), 4 * PAYMENT_WEI, "4 of the second");
        assertBalances(provider, FUNDS_WEI + 3 * PAYMENT_WEI, 0);
        assertEq(availableOf(address(revenueRight)), 12 * PAYMENT_WEI, "all income");
        assertEq(revenueRight.owedWei(), 12 * PAYMENT_WEI, "attributed");
    }

    function test_WhereNobodySharesTheProviderIsPaid() public {
        ResourceId without = createOne(provider);
        // The last one looks like the first resource once it is cut to 64 bits.
        uint256[3] memory ids = [raw(without), 999, (uint256(1) << 64) + raw(vid)];
        for (uint256 i = 0; i < 3; ++i) {
            (DealId id, Deal memory deal) = _open(ids[i]);
            broker.settleDeals(one(settlementOf(id, deal, WORK)));
            assertBalances(provider, FUNDS_WEI + (i + 1) * PAYMENT_WEI, 0);
        }
        assertEq(revenueRight.owedWei(), 0, "no income");
    }

    function test_NoWorkIsNoIncome() public {
        (DealId id, Deal memory deal) = _open(raw(vid));
        broker.settleDeals(one(settlementOf(id, deal, 0)));
        assertStatus(id, DealStatus.Finalized);
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
    }

    function test_ARefundedDealIsNoIncome() public {
        (DealId id, Deal memory deal) = _open(raw(vid));
        vm.roll(deal.answerDeadlineBlock);
        vm.prank(requester);
        broker.expireDeals(one(PendingDeal({id: id, deal: deal})));
        assertEq(revenueRight.owedWei(), 0, "no income");
        assertBalances(requester, FUNDS_WEI, 0);
    }

    function test_HoldersOfADissolvedResourceArePaid() public {
        (DealId id, Deal memory deal) = _open(raw(vid));
        vm.prank(provider);
        resource.dissolve(vid);
        broker.settleDeals(one(settlementOf(id, deal, WORK)));
        assertEq(revenueRight.accruedOf(vid, provider), PAYMENT_WEI / 4, "of the provider");
    }

    function _open(uint256 resourceId) private returns (DealId id, Deal memory deal) {
        Request memory request = defaultRequest();
        request.nonce = ++requests;
        Offer memory offer = defaultOffer();
        offer.volume = 100;
        offer.resourceId = resourceId;
        Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
        return (idOf(request, 0), dealOf(request, offer, request.maxWork));
    }
}
