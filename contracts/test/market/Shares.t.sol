// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

contract SharesTest is AssetFixture {
    uint96 private constant PRICE_WEI = 0.01 ether;
    uint40 private constant UNTIL = START + 1 days;
    ResourceId private vid;
    UseRightId private uid;

    function setUp() public {
        deployAssets();
        (vid, uid) = issueOne(provider);
        shareOut(vid, provider, provider);
        vm.startPrank(provider);
        market.list(uid, 10 ether);
        market.listShares(vid, 600, PRICE_WEI, UNTIL);
        vm.stopPrank();
    }

    function _buy(uint32 shares) private {
        vm.prank(other);
        market.buyShares(vid, provider, shares, PRICE_WEI);
    }

    function _income() private {
        vm.prank(requester);
        market.buy(uid, 10 ether);
    }

    function test_A4_AnyFractionIsSold() public {
        vm.expectEmit(address(market));
        emit IMarket.SharesSold(vid, provider, other, 250, 2.5 ether, 0);
        _buy(250);
        assertEq(revenueRight.balanceOf(other, raw(vid)), 250, "bought");
        assertBalances(provider, FUNDS_WEI + 2.5 ether, 0);
        assertBalances(other, FUNDS_WEI - 2.5 ether, 0);
        assertEq(revenueRight.owedWei(), 0, "the pool is as it was");
        (uint32 shares, uint96 priceWeiPerShare, uint40 until) = market.sharesListingOf(vid, provider);
        assertEq(shares, 350, "left");
        assertEq(priceWeiPerShare, PRICE_WEI, "price");
        assertEq(until, UNTIL, "until");
        _buy(350);
        (shares, , ) = market.sharesListingOf(vid, provider);
        assertEq(shares, 0, "sold out");
        _income();
        assertEq(revenueRight.accruedOf(vid, other), 6 ether, "the new holder earns");
    }

    function test_A4_FeeOnShares() public {
        market.setFee(1_000, treasury);
        _buy(100);
        assertBalances(treasury, 0.1 ether, 0);
        assertBalances(provider, FUNDS_WEI + 0.9 ether, 0);
    }

    function test_RefusesMoreSharesThanAreOffered() public {
        refused(abi.encodeWithSelector(IMarket.MarketSharesUnavailable.selector, vid, provider, uint32(600), uint32(601)));
        _buy(601);
        _buy(600);
        refused(abi.encodeWithSelector(IMarket.MarketSharesUnavailable.selector, vid, provider, uint32(0), uint32(1)));
        _buy(1);
        refused(abi.encodeWithSelector(IMarket.MarketZeroShares.selector));
        _buy(0);
    }

    function test_A4_DelistedSharesCannotBeBought() public {
        vm.expectEmit(address(market));
        emit IMarket.SharesListed(vid, provider, 0, 0, 0);
        vm.prank(provider);
        market.delistShares(vid);
        refused(abi.encodeWithSelector(IMarket.MarketSharesUnavailable.selector, vid, provider, uint32(0), uint32(1)));
        _buy(1);
        refused(abi.encodeWithSelector(IMarket.MarketSharesUnavailable.selector, vid, provider, uint32(0), uint32(1)));
        vm.prank(provider);
        market.delistShares(vid);
    }

    function test_RefusesAnOfferThatHasEnded() public {
        vm.warp(UNTIL);
        refused(abi.encodeWithSelector(IMarket.MarketOfferExpired.selector, UNTIL));
        _buy(1);
    }

    function test_RefusesAHigherPriceAndOnesOwnShares() public {
        refused(abi.encodeWithSelector(IMarket.MarketPriceTooHigh.selector, PRICE_WEI, PRICE_WEI - 1));
        vm.prank(other);
        market.buyShares(vid, provider, 1, PRICE_WEI - 1);
        refused(abi.encodeWithSelector(IMarket.MarketOwnListing.selector, provider));
        vm.prank(provider);
        market.buyShares(vid, provider, 1, PRICE_WEI);
    }

    function test_RefusesBadOffers() public {
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IMarket.MarketZeroShares.selector));
        market.listShares(vid, 0, PRICE_WEI, UNTIL);
        refused(abi.encodeWithSelector(IMarket.MarketZeroPrice.selector));
        market.listShares(vid, 1, 0, UNTIL);
        refused(abi.encodeWithSelector(IMarket.MarketOfferExpired.selector, START));
        market.listShares(vid, 1, PRICE_WEI, START);
        refused(
            abi.encodeWithSelector(IMarket.MarketSharesNotHeld.selector, vid, provider, uint256(SHARES), SHARES + 1)
        );
        market.listShares(vid, SHARES + 1, PRICE_WEI, UNTIL);
        refused(abi.encodeWithSelector(IMarket.MarketPaymentTooLarge.selector, 2 * uint256(type(uint96).max)));
        market.listShares(vid, 2, type(uint96).max, UNTIL);
        vm.stopPrank();
        refused(abi.encodeWithSelector(IMarket.MarketSharesNotHeld.selector, vid, other, uint256(0), uint32(1)));
        vm.prank(other);
        market.listShares(vid, 1, PRICE_WEI, UNTIL);
    }

    function test_RefusesSharesThatTheSellerHasGivenAway() public {
        vm.prank(provider);
        revenueRight.safeTransferFrom(provider, keeper, raw(vid), 900, "");
        refused(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, provider, 100, 101, raw(vid))
        );
        _buy(101);
        assertBalances(other, FUNDS_WEI, 0);
        _buy(100);
    }

    function test_RefusesToMoveSharesPastTheMarket() public {
        refused(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, other, provider));
        vm.prank(other);
        revenueRight.safeTransferFrom(provider, other, raw(vid), 1, "");
        assertTrue(revenueRight.isApprovedForAll(provider, address(market)), "the market may");
    }

    // A sale of shares while income arrives in the same block

    function test_IncomeBeforeTheSaleIsTheSellers() public {
        _income();
        _buy(600);
        assertEq(revenueRight.accruedOf(vid, provider), 10 ether, "seller");
        assertEq(revenueRight.accruedOf(vid, other), 0, "buyer");
        _settleAll(10 ether, 0);
    }

    function test_IncomeAfterTheSaleIsTheBuyers() public {
        _buy(600);
        _income();
        assertEq(revenueRight.accruedOf(vid, provider), 4 ether, "seller");
        assertEq(revenueRight.accruedOf(vid, other), 6 ether, "buyer");
        _settleAll(4 ether, 6 ether);
    }

    function _settleAll(uint256 ofProviderWei, uint256 ofOtherWei) private {
        uint256 providerWei = availableOf(provider);
        uint256 otherWei = availableOf(other);
        if (ofProviderWei != 0) revenueRight.settle(vid, provider);
        if (ofOtherWei != 0) revenueRight.settle(vid, other);
        assertEq(availableOf(provider) - providerWei, ofProviderWei, "paid to the seller");
        assertEq(availableOf(other) - otherWei, ofOtherWei, "paid to the buyer");
        assertEq(revenueRight.owedWei(), 0, "nothing is left");
    }
}
