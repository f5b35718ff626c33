// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IMarket, RenewalMandate, RenewalOffer} from "../../src/market/IMarket.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

contract RenewalTest is AssetFixture {
    uint64 private constant RATE_WEI = 1e12;
    uint32 private constant PERIOD = 10 days;
    uint96 private constant RENEWAL_WEI = uint96(RATE_WEI) * PERIOD;
    uint40 private constant OFFERED_UNTIL = EXPIRES_AT + 25 days;
    ResourceId private vid;
    UseRightId private uid;

    function setUp() public {
        deployAssets();
        (vid, uid) = issueOne(provider);
        shareOut(vid, provider, provider);
        vm.startPrank(provider);
        market.list(uid, 1 ether);
        market.offerRenewal(uid, _offer(RATE_WEI));
        vm.stopPrank();
        vm.prank(requester);
        market.buy(uid, 1 ether);
    }

    function _offer(uint64 rateWei) private pure returns (RenewalOffer memory) {
        return RenewalOffer({priceWeiPerSecond: rateWei, periodSeconds: PERIOD, until: OFFERED_UNTIL});
    }

    function _mandate(uint96 budgetWei, uint40 until) private {
        vm.prank(requester);
        market.mandateRenewal(uid, budgetWei, RATE_WEI, until);
    }

    function _automatic() private {
        vm.prank(keeper);
        market.renewAutomatically(uid);
    }

    function _expiry() private view returns (uint40 expiresAt) {
        (, , , , , expiresAt) = useRight.describe(uid);
    }

    function test_OwnerRenewsAtOnce() public {
        vm.expectEmit(address(market));
        emit IMarket.UseRightRenewed(uid, requester, vid, EXPIRES_AT + PERIOD, RENEWAL_WEI, 0, false);
        vm.prank(requester);
        market.renew(uid, RATE_WEI);
        assertEq(_expiry(), EXPIRES_AT + PERIOD, "expiry");
        assertBalances(requester, FUNDS_WEI - 1 ether - RENEWAL_WEI, 0);
        assertEq(revenueRight.owedWei(), 1 ether + RENEWAL_WEI, "income");
        assertTrue(!resource.isFree(vid), "bound");
    }

    function test_AnyoneRenewsWithinTheMandate() public {
        market.setFee(100, treasury);
        _mandate(2 * RENEWAL_WEI, type(uint40).max);
        vm.warp(EXPIRES_AT - 1 days);
        _automatic();
        assertEq(_expiry(), EXPIRES_AT + PERIOD, "expiry");
        assertEq(market.renewalMandateOf(uid).budgetWei, RENEWAL_WEI, "budget left");
        assertBalances(requester, FUNDS_WEI - 1 ether - RENEWAL_WEI, 0);
        assertBalances(treasury, RENEWAL_WEI / 100, 0);
        assertBalances(keeper, 0, 0);
    }

    function test_RefusesRenewalBeforeTheLastDay() public {
        _mandate(2 * RENEWAL_WEI, type(uint40).max);
        vm.warp(EXPIRES_AT - 1 days - 1);
        refused(
            abi.encodeWithSelector(IMarket.MarketRenewalTooEarly.selector, uid, uint256(EXPIRES_AT) - 1 days)
        );
        _automatic();
        // Nor is a second one possible right after the first.
        vm.warp(EXPIRES_AT - 1);
        _automatic();
        refused(
            abi.encodeWithSelector(IMarket.MarketRenewalTooEarly.selector, uid, uint256(EXPIRES_AT) + PERIOD - 1 days)
        );
        _automatic();
    }

    function test_TheMandateIsBoundedInAmount() public {
        _mandate(RENEWAL_WEI + RENEWAL_WEI - 1, type(uint40).max);
        vm.warp(EXPIRES_AT - 1);
        _automatic();
        vm.warp(EXPIRES_AT + PERIOD - 1);
        refused(
            abi.encodeWithSelector(
                IMarket.MarketRenewalBudgetExceeded.selector,
                uint256(RENEWAL_WEI),
                RENEWAL_WEI - 1
            )
        );
        _automatic();
    }

    function test_TheMandateIsBoundedInTime() public {
        _mandate(10 * RENEWAL_WEI, EXPIRES_AT + PERIOD - 1);
        vm.warp(EXPIRES_AT - 1);
        refused(
            abi.encodeWithSelector(
                IMarket.MarketRenewalTooLong.selector,
                EXPIRES_AT + PERIOD,
                EXPIRES_AT + PERIOD - 1
            )
        );
        _automatic();
    }

    function test_TheOfferIsBoundedInTime() public {
        vm.startPrank(requester);
        market.renew(uid, RATE_WEI);
        market.renew(uid, RATE_WEI);
        refused(
            abi.encodeWithSelector(IMarket.MarketRenewalTooLong.selector, EXPIRES_AT + 3 * PERIOD, OFFERED_UNTIL)
        );
        market.renew(uid, RATE_WEI);
        vm.stopPrank();
    }

    function test_RefusesARaisedPrice() public {
        _mandate(10 * RENEWAL_WEI, type(uint40).max);
        vm.prank(provider);
        market.offerRenewal(uid, _offer(RATE_WEI + 1));
        vm.warp(EXPIRES_AT - 1);
        bytes memory reason = abi.encodeWithSelector(
            IMarket.MarketPriceTooHigh.selector,
            uint256(RATE_WEI) + 1,
            uint256(RATE_WEI)
        );
        refused(reason);
        _automatic();
        refused(reason);
        vm.prank(requester);
        market.renew(uid, RATE_WEI);
    }

    function test_TheOwnerCancelsTheMandate() public {
        _mandate(10 * RENEWAL_WEI, type(uint40).max);
        refused(abi.encodeWithSelector(IMarket.MarketNotOwner.selector, uid, provider));
        vm.prank(provider);
        market.cancelRenewal(uid);
        vm.prank(requester);
        market.cancelRenewal(uid);
        vm.warp(EXPIRES_AT - 1);
        refused(abi.encodeWithSelector(IMarket.MarketRenewalNotMandated.selector, uid));
        _automatic();
        refused(abi.encodeWithSelector(IMarket.MarketRenewalNotMandated.selector, uid));
        vm.prank(requester);
        market.cancelRenewal(uid);
    }

    /// Neither the new owner nor the old one pays on what the old one mandated.
    function test_ATransferEndsTheMandate() public {
        _mandate(10 * RENEWAL_WEI, type(uint40).max);
        vm.prank(requester);
        useRight.transferFrom(requester, other, raw(uid));
        vm.warp(EXPIRES_AT - 1);
        assertEq(market.renewalMandateOf(uid).budgetWei, 0, "no mandate");
        refused(abi.encodeWithSelector(IMarket.MarketRenewalNotMandated.selector, uid));
        _automatic();
        refused(abi.encodeWithSelector(IMarket.MarketRenewalNotMandated.selector, uid));
        vm.prank(other);
        market.cancelRenewal(uid);
        assertBalances(other, FUNDS_WEI, 0);
    }

    function test_RefusesWhatIsNotOffered() public {
        vm.prank(provider);
        market.offerRenewal(uid, RenewalOffer({priceWeiPerSecond: 0, periodSeconds: 0, until: 0}));
        refused(abi.encodeWithSelector(IMarket.MarketRenewalNotOffered.selector, uid));
        vm.prank(requester);
        market.renew(uid, RATE_WEI);
        assertEq(market.renewalOfferOf(uid).priceWeiPerSecond, 0, "no offer");
    }

    function test_RefusesWhatHasExpired() public {
        _mandate(10 * RENEWAL_WEI, type(uint40).max);
        vm.warp(EXPIRES_AT);
        bytes memory reason = abi.encodeWithSelector(IMarket.MarketUseRightExpired.selector, uid, EXPIRES_AT);
        refused(reason);
        _automatic();
        vm.startPrank(requester);
        refused(reason);
        market.renew(uid, RATE_WEI);
        refused(reason);
        market.mandateRenewal(uid, 1, 1, 1);
        vm.stopPrank();
        refused(reason);
        vm.prank(provider);
        market.offerRenewal(uid, _offer(RATE_WEI));
    }

    function test_RefusesTheWrongCallerAndEmptyTerms() public {
        refused(abi.encodeWithSelector(IMarket.MarketNotProvider.selector, uid, requester));
        vm.prank(requester);
        market.offerRenewal(uid, _offer(1));
        refused(abi.encodeWithSelector(IMarket.MarketNotOwner.selector, uid, provider));
        vm.prank(provider);
        market.renew(uid, RATE_WEI);
        refused(abi.encodeWithSelector(IMarket.MarketNotOwner.selector, uid, provider));
        vm.prank(provider);
        market.mandateRenewal(uid, 1, 1, 1);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPeriod.selector));
        vm.prank(provider);
        market.offerRenewal(uid, RenewalOffer({priceWeiPerSecond: 1, periodSeconds: 0, until: 0}));
        vm.startPrank(requester);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPrice.selector));
        market.mandateRenewal(uid, 0, 1, 1);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPrice.selector));
        market.mandateRenewal(uid, 1, 0, 1);
        vm.stopPrank();
        RenewalMandate memory mandate = market.renewalMandateOf(uid);
        assertEq(mandate.budgetWei, 0, "none was given");
    }
}
