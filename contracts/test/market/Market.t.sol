// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HardwareId, ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

contract MarketTest is AssetFixture {
    uint96 private constant PRICE_WEI = 10 ether;
    ResourceId private vid;
    UseRightId private uid;

    function setUp() public {
        deployAssets();
        (vid, uid) = issueOne(provider);
        shareOut(vid, provider, provider, 750, other);
    }

    function _list() private {
        vm.prank(provider);
        market.list(uid, PRICE_WEI);
    }

    function _buyAs(address buyer) private {
        vm.prank(buyer);
        market.buy(uid, PRICE_WEI);
    }

    // Listing

    function test_A21_OwnerListsRepricesAndDelists() public {
        vm.startPrank(provider);
        vm.expectEmit(address(market));
        emit IMarket.UseRightListed(uid, vid, provider, PRICE_WEI);
        market.list(uid, PRICE_WEI);
        _assertListing(provider, PRICE_WEI);
        vm.expectEmit(address(market));
        emit IMarket.UseRightListed(uid, vid, provider, 2 * PRICE_WEI);
        market.reprice(uid, 2 * PRICE_WEI);
        _assertListing(provider, 2 * PRICE_WEI);
        vm.expectEmit(address(market));
        emit IMarket.UseRightDelisted(uid, provider);
        market.delist(uid);
        vm.stopPrank();
        _assertListing(address(0), 0);
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        _buyAs(requester);
    }

    function test_A21_RefusesListingByAnybodyButTheOwner() public {
        vm.startPrank(other);
        bytes memory reason = abi.encodeWithSelector(IMarket.MarketNotOwner.selector, uid, other);
        refused(reason);
        market.list(uid, PRICE_WEI);
        refused(reason);
        market.reprice(uid, PRICE_WEI);
        refused(reason);
        market.delist(uid);
        vm.stopPrank();
    }

    function test_A22_RefusesListingBeforeTheRevenueRight() public {
        (ResourceId fresh, UseRightId right) = issueOne(provider);
        refused(abi.encodeWithSelector(IMarket.MarketRevenueRightMissing.selector, fresh));
        vm.prank(provider);
        market.list(right, PRICE_WEI);
        shareOut(fresh, provider, provider);
        vm.prank(provider);
        market.list(right, PRICE_WEI);
    }

    function test_A20_ARevenueRightOfADissolvedResourceListsNothing() public {
        vm.startPrank(provider);
        useRight.giveBack(uid);
        HardwareId[] memory devices = resource.hardwareOf(vid);
        resource.dissolve(vid);
        ResourceId again = resource.create(devices);
        UseRightId right = useRight.issue(again, EXPIRES_AT);
        refused(abi.encodeWithSelector(IMarket.MarketRevenueRightMissing.selector, again));
        market.list(right, PRICE_WEI);
        refused(abi.encodeWithSelector(IMarket.MarketUseRightUnknown.selector, uid));
        market.list(uid, PRICE_WEI);
        vm.stopPrank();
        assertTrue(!revenueRight.isValid(vid), "invalid");
    }

    function test_RefusesListingTwiceForNothingAndUnlisted() public {
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPrice.selector));
        market.list(uid, 0);
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        market.reprice(uid, PRICE_WEI);
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        market.delist(uid);
        market.list(uid, PRICE_WEI);
        refused(abi.encodeWithSelector(IMarket.MarketAlreadyListed.selector, uid));
        market.list(uid, PRICE_WEI);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPrice.selector));
        market.reprice(uid, 0);
        vm.stopPrank();
    }

    function test_RefusesWhatHasExpired() public {
        _list();
        vm.warp(EXPIRES_AT);
        bytes memory reason = abi.encodeWithSelector(IMarket.MarketUseRightExpired.selector, uid, EXPIRES_AT);
        _assertListing(address(0), 0);
        refused(reason);
        _buyAs(requester);
        vm.startPrank(provider);
        refused(reason);
        market.reprice(uid, PRICE_WEI);
        market.delist(uid);
        refused(reason);
        market.list(uid, PRICE_WEI);
        vm.stopPrank();
    }

    // Buying

    function test_A23_FirstSalePaysTheIncomeOfTheResource() public {
        _list();
        vm.expectEmit(address(market));
        emit IMarket.UseRightSold(uid, provider, requester, vid, PRICE_WEI, 0, true);
        _buyAs(requester);
        assertEq(useRight.ownerOf(raw(uid)), requester, "owner");
        assertTrue(useRight.hasAccess(uid, requester), "access");
        _assertListing(address(0), 0);
        assertBalances(requester, FUNDS_WEI - PRICE_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
        assertBalances(address(revenueRight), PRICE_WEI, 0);
        assertEq(revenueRight.owedWei(), PRICE_WEI, "owed");
        assertEq(revenueRight.accruedOf(vid, provider), (PRICE_WEI * 3) / 4, "provider's part");
        assertEq(revenueRight.accruedOf(vid, other), PRICE_WEI / 4, "other's part");
        assertEq(bank.totalHeldWei(), token.balanceOf(address(bank)), "bank");
    }

    function test_ResalePaysTheSeller() public {
        _list();
        _buyAs(requester);
        vm.prank(requester);
        market.list(uid, 4 ether);
        vm.expectEmit(address(market));
        emit IMarket.UseRightSold(uid, requester, other, vid, 4 ether, 0, false);
        _buyAs(other);
        assertBalances(requester, FUNDS_WEI - PRICE_WEI + 4 ether, 0);
        assertBalances(other, FUNDS_WEI - 4 ether, 0);
        assertEq(revenueRight.owedWei(), PRICE_WEI, "owed");
        assertEq(useRight.ownerOf(raw(uid)), other, "owner");
    }

    function test_RefusesTheSecondBuyerInTheSameBlock() public {
        _list();
        _buyAs(requester);
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        _buyAs(other);
        assertBalances(other, FUNDS_WEI, 0);
        assertEq(useRight.ownerOf(raw(uid)), requester, "owner");
    }

    function test_RefusesAPriceThatWasRaisedJustBefore() public {
        _list();
        vm.prank(provider);
        market.reprice(uid, PRICE_WEI + 1);
        refused(abi.encodeWithSelector(IMarket.MarketPriceTooHigh.selector, PRICE_WEI + 1, PRICE_WEI));
        _buyAs(requester);
    }

    function test_RefusesOnesOwnAndUnknownRights() public {
        _list();
        refused(abi.encodeWithSelector(IMarket.MarketOwnListing.selector, provider));
        _buyAs(provider);
        refused(abi.encodeWithSelector(IMarket.MarketUseRightUnknown.selector, UseRightId.wrap(9)));
        market.buy(UseRightId.wrap(9), PRICE_WEI);
    }

    function test_RefusesABuyerWithoutConsentOrFunds() public {
        _list();
        vm.prank(other);
        bank.setConsent(1);
        refused(abi.encodeWithSelector(IBank.BankConsentMissing.selector, other, address(market)));
        _buyAs(other);
        consentToMarket(keeper);
        refused(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, keeper, 0, PRICE_WEI));
        _buyAs(keeper);
        assertEq(useRight.ownerOf(raw(uid)), provider, "owner");
    }

    /// An order of a former owner is void, also when the right has come back to that owner.
    function test_AnOrderDiesWithATransfer() public {
        _list();
        _buyAs(requester);
        vm.prank(requester);
        market.list(uid, 1 ether);
        vm.prank(requester);
        useRight.transferFrom(requester, keeper, raw(uid));
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        _buyAs(other);
        vm.prank(keeper);
        useRight.transferFrom(keeper, requester, raw(uid));
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        _buyAs(other);
        _assertListing(address(0), 0);
    }

    // Fee

    function test_FeeGoesToTheTreasury() public {
        market.setFee(250, treasury);
        (uint16 feeBasisPoints, address to) = market.fee();
        assertEq(feeBasisPoints, 250, "fee");
        assertEq(to, treasury, "treasury");
        _list();
        _buyAs(requester);
        assertBalances(treasury, 0.25 ether, 0);
        assertEq(revenueRight.owedWei(), 9.75 ether, "income");
    }

    function testFuzz_PaymentIsConserved(uint96 priceWei, uint16 feeBasisPoints) public {
        priceWei = uint96(bound(priceWei, 1, FUNDS_WEI));
        feeBasisPoints = uint16(bound(feeBasisPoints, 0, 1_000));
        market.setFee(feeBasisPoints, treasury);
        vm.prank(provider);
        market.list(uid, priceWei);
        vm.prank(requester);
        market.buy(uid, priceWei);
        uint256 feeWei = (uint256(priceWei) * feeBasisPoints) / 10_000;
        assertBalances(treasury, feeWei, 0);
        assertBalances(address(revenueRight), priceWei - feeWei, 0);
        assertBalances(requester, FUNDS_WEI - priceWei, 0);
    }

    function test_RefusesAnExcessiveFeeAndOneForNobody() public {
        refused(abi.encodeWithSelector(IMarket.MarketFeeInvalid.selector, uint16(1_001), uint16(1_000)));
        market.setFee(1_001, treasury);
        refused(abi.encodeWithSelector(IMarket.MarketFeeInvalid.selector, uint16(1), uint16(1_000)));
        market.setFee(1, address(0));
        market.setFee(0, address(0));
    }

    // Scenario 2

    function test_A13_A19_AnotherRightSharesTheRevenueRight() public {
        _list();
        _buyAs(requester);
        vm.warp(EXPIRES_AT);
        vm.startPrank(provider);
        UseRightId next = useRight.issue(vid, EXPIRES_AT + 1 days);
        market.list(next, PRICE_WEI);
        vm.stopPrank();
        vm.prank(requester);
        market.buy(next, PRICE_WEI);
        assertEq(revenueRight.accruedOf(vid, provider), (2 * PRICE_WEI * 3) / 4, "provider's part of both");
        assertEq(revenueRight.accruedOf(vid, other), (2 * PRICE_WEI) / 4, "other's part of both");
    }

    function _assertListing(address seller, uint256 priceWei) private view {
        (address actual, uint96 actualPriceWei) = market.listingOf(uid);
        assertEq(actual, seller, "seller");
        assertEq(actualPriceWei, priceWei, "price");
    }
}
