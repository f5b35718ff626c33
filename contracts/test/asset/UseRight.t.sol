// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IUseRight} from "../../src/asset/IUseRight.sol";
import {AssetFixture} from "./AssetFixture.sol";

contract UseRightTest is AssetFixture {
    ResourceId private vid;
    UseRightId private uid;

    function setUp() public {
        deployAssets();
        (vid, uid) = issueOne(provider);
    }

    function _sellTo(address buyer) private {
        vm.prank(address(market));
        useRight.sell(uid, buyer);
    }

    function test_A8_UseRightTellsAllAboutItself() public view {
        (
            address owner,
            ResourceId resourceId,
            ResourceTypeId typeId,
            bytes32 model,
            uint8 count,
            uint40 expiresAt
        ) = useRight.describe(uid);
        assertEq(owner, provider, "owner");
        assertEq(raw(resourceId), raw(vid), "resource");
        assertEq(raw(typeId), raw(gtx1050), "type");
        assertEq(model, MODEL, "model");
        assertEq(count, 1, "count");
        assertEq(expiresAt, EXPIRES_AT, "expiry");
    }

    function test_A18_RefusesASecondRightToABusyResource() public {
        refused(abi.encodeWithSelector(IResource.ResourceInUse.selector, vid, uid, EXPIRES_AT));
        vm.prank(provider);
        useRight.issue(vid, EXPIRES_AT + 1);
        assertTrue(!resource.isFree(vid), "bound");
    }

    function test_A18_ResourceIsFreeAfterExpiry() public {
        vm.warp(EXPIRES_AT);
        vm.prank(provider);
        UseRightId next = useRight.issue(vid, EXPIRES_AT + 1);
        assertEq(raw(next), raw(uid) + 1, "a new UID");
        (, , UseRightId boundTo, ) = resource.resourceOf(vid);
        assertEq(raw(boundTo), raw(next), "bound to the new one");
        // The old one may still be given back, which does not free the resource of the new one.
        vm.prank(provider);
        useRight.giveBack(uid);
        assertTrue(!resource.isFree(vid), "still bound");
    }

    function test_A18_ResourceIsFreeAfterReturn() public {
        _sellTo(requester);
        vm.expectEmit(address(resource));
        emit IResource.ResourceReleased(vid, uid);
        vm.prank(requester);
        useRight.giveBack(uid);
        assertTrue(resource.isFree(vid), "free");
        vm.prank(provider);
        useRight.issue(vid, EXPIRES_AT);
        refused(abi.encodeWithSelector(IUseRight.UseRightUnknown.selector, uid));
        useRight.describe(uid);
    }

    function test_A1_RefusesARightToAResourceOfAnother() public {
        vm.warp(EXPIRES_AT);
        refused(abi.encodeWithSelector(IResource.ResourceNotOwner.selector, vid, other));
        vm.prank(other);
        useRight.issue(vid, EXPIRES_AT + 1);
    }

    function test_A8_RefusesARightToNoResource() public {
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, ResourceId.wrap(9)));
        vm.prank(provider);
        useRight.issue(ResourceId.wrap(9), EXPIRES_AT);
    }

    function test_RefusesAnExpiryThatHasPassed() public {
        refused(abi.encodeWithSelector(IUseRight.UseRightExpiryInvalid.selector, START));
        vm.prank(provider);
        useRight.issue(vid, START);
    }

    function test_RefusesReturnByAnybodyButTheOwner() public {
        _sellTo(requester);
        refused(abi.encodeWithSelector(IUseRight.UseRightNotOwner.selector, uid, provider));
        vm.prank(provider);
        useRight.giveBack(uid);
        refused(abi.encodeWithSelector(IUseRight.UseRightUnknown.selector, UseRightId.wrap(7)));
        useRight.giveBack(UseRightId.wrap(7));
    }

    function test_A16_AccessIsThatOfTheOwnerUntilTransferOrExpiry() public {
        assertTrue(useRight.hasAccess(uid, provider), "the provider before the sale");
        assertTrue(!useRight.hasAccess(uid, requester), "the buyer before the sale");
        _sellTo(requester);
        assertTrue(!useRight.hasAccess(uid, provider), "the provider after the sale");
        assertTrue(useRight.hasAccess(uid, requester), "the buyer");
        vm.prank(requester);
        useRight.transferFrom(requester, other, raw(uid));
        assertTrue(!useRight.hasAccess(uid, requester), "after the transfer");
        assertTrue(useRight.hasAccess(uid, other), "the receiver");
        vm.warp(EXPIRES_AT - 1);
        assertTrue(useRight.hasAccess(uid, other), "in the last second");
        vm.warp(EXPIRES_AT);
        assertTrue(!useRight.hasAccess(uid, other), "after expiry");
        assertTrue(!useRight.hasAccess(UseRightId.wrap(9), address(0)), "of nothing");
    }

    function test_AnUnsoldRightMovesByASaleOnly() public {
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IUseRight.UseRightUnsold.selector, uid));
        useRight.transferFrom(provider, other, raw(uid));
        useRight.giveBack(uid);
        vm.stopPrank();
    }

    function test_RefusesMarketActsByAnybodyElse() public {
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IUseRight.UseRightWrongCaller.selector, provider));
        useRight.sell(uid, other);
        refused(abi.encodeWithSelector(IUseRight.UseRightWrongCaller.selector, provider));
        useRight.extend(uid, EXPIRES_AT + 1);
        vm.stopPrank();
        vm.startPrank(address(market));
        refused(abi.encodeWithSelector(IUseRight.UseRightUnknown.selector, UseRightId.wrap(9)));
        useRight.sell(UseRightId.wrap(9), other);
        refused(abi.encodeWithSelector(IUseRight.UseRightUnknown.selector, UseRightId.wrap(9)));
        useRight.extend(UseRightId.wrap(9), EXPIRES_AT + 1);
        refused(abi.encodeWithSelector(IUseRight.UseRightExpiryInvalid.selector, EXPIRES_AT));
        useRight.extend(uid, EXPIRES_AT);
        vm.warp(EXPIRES_AT);
        refused(abi.encodeWithSelector(IUseRight.UseRightExpired.selector, uid, EXPIRES_AT));
        useRight.extend(uid, EXPIRES_AT + 1);
        vm.stopPrank();
    }

    function test_ExtensionKeepsTheResourceBound() public {
        vm.prank(address(market));
        useRight.extend(uid, EXPIRES_AT + 100);
        vm.warp(EXPIRES_AT + 99);
        assertTrue(useRight.hasAccess(uid, provider), "access");
        assertTrue(!resource.isFree(vid), "bound");
        vm.warp(EXPIRES_AT + 100);
        assertTrue(resource.isFree(vid), "free");
    }

    // Rentals (ERC-4907)

    function test_OwnerLetsTheRight() public {
        _sellTo(requester);
        vm.expectEmit(address(useRight));
        emit IUseRight.UpdateUser(raw(uid), other, START + 100);
        vm.prank(requester);
        useRight.setUser(raw(uid), other, START + 100);
        assertEq(useRight.userOf(raw(uid)), other, "user");
        assertEq(useRight.userExpires(raw(uid)), START + 100, "until");
        vm.warp(START + 100);
        assertEq(useRight.userOf(raw(uid)), address(0), "user after the rental");
        assertEq(useRight.userExpires(raw(uid)), 0, "no rental");
        assertTrue(useRight.supportsInterface(0xad092b5c), "ERC-4907");
        assertTrue(useRight.supportsInterface(0x80ac58cd), "ERC-721");
        assertTrue(!useRight.supportsInterface(0xffffffff), "none");
    }

    function test_ATransferEndsTheRental() public {
        _sellTo(requester);
        vm.prank(requester);
        useRight.setUser(raw(uid), other, EXPIRES_AT);
        vm.prank(requester);
        useRight.transferFrom(requester, keeper, raw(uid));
        assertEq(useRight.userOf(raw(uid)), address(0), "after the transfer");
        vm.prank(keeper);
        useRight.transferFrom(keeper, requester, raw(uid));
        assertEq(useRight.userOf(raw(uid)), address(0), "also when it comes back");
    }

    function test_RefusesRentalsBeyondTheRight() public {
        vm.startPrank(provider);
        refused(
            abi.encodeWithSelector(IUseRight.UseRightRentalTooLong.selector, uid, uint64(EXPIRES_AT + 1), EXPIRES_AT)
        );
        useRight.setUser(raw(uid), other, EXPIRES_AT + 1);
        // Not even one that looks short when cut to 40 bits.
        refused(
            abi.encodeWithSelector(IUseRight.UseRightRentalTooLong.selector, uid, (uint64(1) << 40) + START + 5, EXPIRES_AT)
        );
        useRight.setUser(raw(uid), other, (uint64(1) << 40) + START + 5);
        vm.warp(EXPIRES_AT);
        refused(abi.encodeWithSelector(IUseRight.UseRightExpired.selector, uid, EXPIRES_AT));
        useRight.setUser(raw(uid), other, EXPIRES_AT);
        vm.stopPrank();
    }

    function test_RefusesRentalsByAnybodyButTheOwner() public {
        refused(abi.encodeWithSelector(IUseRight.UseRightNotOwner.selector, uid, other));
        vm.prank(other);
        useRight.setUser(raw(uid), other, EXPIRES_AT);
        vm.prank(provider);
        useRight.approve(keeper, raw(uid));
        vm.prank(keeper);
        useRight.setUser(raw(uid), other, EXPIRES_AT);
        assertEq(useRight.userOf(raw(uid)), other, "by whom the owner approved");
        refused(abi.encodeWithSelector(IUseRight.UseRightUnknown.selector, UseRightId.wrap(9)));
        useRight.setUser(9, other, EXPIRES_AT);
        assertEq(useRight.userOf(raw(uid) + (1 << 64)), address(0), "an id beyond 64 bits is no right");
    }

    /// One live right per resource at any time: whatever is done, in whatever order.
    function testFuzz_A18_OneLiveRightPerResource(uint256 seed) public {
        uint40 time = START;
        UseRightId live = uid;
        uint40 until = EXPIRES_AT;
        for (uint256 i = 0; i < 20; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            time += uint40(seed % 20 days);
            vm.warp(time);
            bool busy = raw(live) != 0 && time < until;
            assertTrue(resource.isFree(vid) != busy, "free or bound");
            uint40 expiresAt = time + 1 + uint40((seed >> 64) % 40 days);
            if (busy && (seed >> 128) % 3 == 0) {
                vm.prank(provider);
                useRight.giveBack(live);
                live = UseRightId.wrap(0);
                continue;
            }
            if (busy) refused(abi.encodeWithSelector(IResource.ResourceInUse.selector, vid, live, until));
            vm.prank(provider);
            UseRightId issued = useRight.issue(vid, expiresAt);
            if (!busy) (live, until) = (issued, expiresAt);
        }
    }
}
