// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HardwareId, ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IHardware} from "../../src/asset/IHardware.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

/// @notice The two scenarios of the source document, but for access and proofs, which are not the market's; before each
/// step the one after it is tried, and refused.
contract ScenarioTest is AssetFixture {
    uint96 private constant PRICE_WEI = 20 ether;

    function setUp() public {
        deployAssets();
    }

    function test_A10_A14_ScenarioOneAndTwo() public {
        ResourceId vid = ResourceId.wrap(1);
        UseRightId uid = UseRightId.wrap(1);
        (address[] memory holders, uint32[] memory shares) = two(provider, 600, other, 400);

        // 1. HID. Without it there is no VID.
        refused(abi.encodeWithSelector(IHardware.HardwareUnknown.selector, HardwareId.wrap(1)));
        vm.prank(provider);
        resource.create(list(HardwareId.wrap(1)));
        HardwareId hid = registerOne(provider);

        // 2. VID. Without it there is neither UID nor RID.
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, vid));
        vm.prank(provider);
        useRight.issue(vid, EXPIRES_AT);
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, vid));
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);
        vm.prank(provider);
        assertEq(raw(resource.create(list(hid))), raw(vid), "VID");

        // 3. UID. Without it nothing is listed.
        refused(abi.encodeWithSelector(IMarket.MarketUseRightUnknown.selector, uid));
        vm.prank(provider);
        market.list(uid, PRICE_WEI);
        vm.prank(provider);
        assertEq(raw(useRight.issue(vid, EXPIRES_AT)), raw(uid), "UID");

        // 4. RID, on the first listing. Without it nothing is listed either.
        refused(abi.encodeWithSelector(IMarket.MarketRevenueRightMissing.selector, vid));
        vm.prank(provider);
        market.list(uid, PRICE_WEI);
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);

        // 5. The market. What is not listed is not sold.
        refused(abi.encodeWithSelector(IMarket.MarketNotListed.selector, uid));
        vm.prank(requester);
        market.buy(uid, PRICE_WEI);
        vm.prank(provider);
        market.list(uid, PRICE_WEI);

        // 6. The buyer. Before, there is neither access nor income.
        assertTrue(!useRight.hasAccess(uid, requester), "no access before");
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightNothingAccrued.selector, vid, other));
        revenueRight.settle(vid, other);
        vm.prank(requester);
        market.buy(uid, PRICE_WEI);
        assertTrue(useRight.hasAccess(uid, requester), "access");

        // 7. Settlement.
        vm.prank(other);
        assertEq(revenueRight.settle(vid, other), 8 ether, "two fifths");

        // Scenario 2: the resource is free again, and its revenue right is the one that it has.
        (ResourceId[] memory free, ) = resource.freeResourcesOf(provider, ResourceId.wrap(0), 10);
        assertEq(free.length, 0, "none is free yet");
        vm.warp(EXPIRES_AT);
        (free, ) = resource.freeResourcesOf(provider, ResourceId.wrap(0), 10);
        assertEq(raw(free[0]), raw(vid), "free");
        vm.startPrank(provider);
        UseRightId second = useRight.issue(free[0], EXPIRES_AT + 30 days);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightExists.selector, vid));
        revenueRight.create(vid, holders, shares);
        market.list(second, PRICE_WEI);
        vm.stopPrank();
        vm.prank(requester);
        market.buy(second, PRICE_WEI);
        assertEq(revenueRight.settle(vid, other), 8 ether, "the same holder, of the second sale");
        assertEq(revenueRight.settle(vid, provider), 24 ether, "the provider, of both");
        assertEq(revenueRight.owedWei(), 0, "all is paid");
        assertBalances(requester, FUNDS_WEI - 2 * PRICE_WEI, 0);
        assertEq(bank.totalHeldWei(), token.balanceOf(address(bank)), "bank");
    }
}
