// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HardwareId, ResourceId, ResourceTypeId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IHardware} from "../../src/asset/IHardware.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {AssetFixture} from "./AssetFixture.sol";

contract ResourceTest is AssetFixture {
    function setUp() public {
        deployAssets();
    }

    function test_A7_ResourceHoldsItsHardware() public {
        HardwareId a = registerOne(provider);
        HardwareId b = registerOne(provider);
        vm.expectEmit(address(resource));
        emit IResource.ResourceCreated(ResourceId.wrap(1), provider, gtx1050, MODEL, list(a, b));
        vm.prank(provider);
        ResourceId id = resource.create(list(a, b));
        (ResourceTypeId typeId, uint8 count, UseRightId boundTo, uint40 boundUntil) = resource.resourceOf(id);
        assertEq(raw(typeId), raw(gtx1050), "type");
        assertEq(count, 2, "count");
        assertEq(raw(boundTo) + boundUntil, 0, "free");
        assertEq(resource.modelOf(id), MODEL, "model");
        assertEq(abi.encode(resource.hardwareOf(id)), abi.encode(list(a, b)), "hardware");
        (, , ResourceId lockedIn) = hardware.hardwareOf(b);
        assertEq(raw(lockedIn), raw(id), "locked in");
    }

    function testFuzz_ResourceReturnsAllOfItsHardware(uint256 count) public {
        count = bound(count, 1, 32);
        HardwareId[] memory ids = new HardwareId[](count);
        for (uint256 i = 0; i < count; ++i) ids[i] = registerOne(provider);
        vm.startPrank(provider);
        ResourceId id = resource.create(ids);
        assertEq(abi.encode(resource.hardwareOf(id)), abi.encode(ids), "hardware");
        resource.dissolve(id);
        ResourceId again = resource.create(ids);
        vm.stopPrank();
        assertEq(raw(again), raw(id) + 1, "an id is used once");
        assertEq(abi.encode(resource.hardwareOf(again)), abi.encode(ids), "hardware again");
    }

    function test_A7_RefusesHardwareOfALiveResource() public {
        HardwareId a = registerOne(provider);
        HardwareId b = registerOne(provider);
        vm.startPrank(provider);
        ResourceId id = resource.create(list(a));
        refused(abi.encodeWithSelector(IHardware.HardwareInUse.selector, a, id));
        resource.create(list(b, a));
        vm.stopPrank();
    }

    function test_A7_RefusesTheSameHardwareTwice() public {
        HardwareId a = registerOne(provider);
        refused(abi.encodeWithSelector(IHardware.HardwareInUse.selector, a, ResourceId.wrap(1)));
        vm.prank(provider);
        resource.create(list(a, a));
    }

    function test_A7_RefusesUnknownHardware() public {
        refused(abi.encodeWithSelector(IHardware.HardwareUnknown.selector, HardwareId.wrap(5)));
        vm.prank(provider);
        resource.create(list(HardwareId.wrap(5)));
    }

    function test_A1_RefusesHardwareOfAnother() public {
        HardwareId a = registerOne(provider);
        refused(abi.encodeWithSelector(IHardware.HardwareNotOwner.selector, a, other));
        vm.prank(other);
        resource.create(list(a));
    }

    function test_RefusesMixedHardware() public {
        HardwareId a = registerOne(provider);
        HardwareId otherType = registerAs(provider, h100, MODEL);
        HardwareId otherModel = registerAs(provider, gtx1050, "GeForce GTX 1050");
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IHardware.HardwareMixed.selector, otherType));
        resource.create(list(a, otherType));
        refused(abi.encodeWithSelector(IHardware.HardwareMixed.selector, otherModel));
        resource.create(list(a, otherModel));
        vm.stopPrank();
    }

    function test_RefusesNoneAndTooMuchHardware() public {
        refused(abi.encodeWithSelector(IResource.ResourceHardwareCountInvalid.selector, 0, 32));
        resource.create(new HardwareId[](0));
        refused(abi.encodeWithSelector(IResource.ResourceHardwareCountInvalid.selector, 33, 32));
        resource.create(new HardwareId[](33));
    }

    function test_LockedHardwareDoesNotMove() public {
        HardwareId a = registerOne(provider);
        vm.startPrank(provider);
        ResourceId id = resource.create(list(a));
        refused(abi.encodeWithSelector(IHardware.HardwareInUse.selector, a, id));
        hardware.transferFrom(provider, other, raw(a));
        vm.stopPrank();
    }

    function test_DissolvingAFreeResourceFreesItsHardware() public {
        HardwareId a = registerOne(provider);
        vm.startPrank(provider);
        ResourceId id = resource.create(list(a));
        resource.dissolve(id);
        hardware.transferFrom(provider, other, raw(a));
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, id));
        resource.dissolve(id);
        vm.stopPrank();
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, id));
        resource.resourceOf(id);
        assertTrue(!resource.isFree(id), "what is no more is not free");
    }

    function test_RefusesToDissolveForAnother() public {
        ResourceId id = createOne(provider);
        refused(abi.encodeWithSelector(IResource.ResourceNotOwner.selector, id, other));
        vm.prank(other);
        resource.dissolve(id);
    }

    function test_ABoundResourceIsNeitherDissolvedNorTransferred() public {
        (ResourceId vid, UseRightId uid) = issueOne(provider);
        bytes memory reason = abi.encodeWithSelector(IResource.ResourceInUse.selector, vid, uid, EXPIRES_AT);
        vm.startPrank(provider);
        refused(reason);
        resource.dissolve(vid);
        refused(reason);
        resource.transferFrom(provider, other, raw(vid));
        vm.warp(EXPIRES_AT - 1);
        refused(reason);
        resource.dissolve(vid);
        vm.warp(EXPIRES_AT);
        resource.dissolve(vid);
        vm.stopPrank();
    }

    function test_WhoeverOwnsTheResourceGetsItsHardware() public {
        HardwareId a = registerOne(provider);
        vm.startPrank(provider);
        ResourceId id = resource.create(list(a));
        resource.transferFrom(provider, other, raw(id));
        vm.stopPrank();
        vm.prank(other);
        resource.dissolve(id);
        assertEq(hardware.ownerOf(raw(a)), other, "owner");
        assertEq(hardware.balanceOf(provider), 0, "of the former owner");
    }

    function test_A17_ListsOwnFreeResourcesOnly() public {
        ResourceId free = createOne(provider);
        (ResourceId bound_, ) = issueOne(provider);
        createOne(other);
        ResourceId alsoFree = createOne(provider);
        (ResourceId[] memory ids, ResourceId next) = resource.freeResourcesOf(provider, ResourceId.wrap(0), 100);
        assertEq(ids.length, 2, "how many");
        assertEq(raw(ids[0]), raw(free), "first");
        assertEq(raw(ids[1]), raw(alsoFree), "second");
        assertEq(raw(next), 0, "the end");
        (ids, next) = resource.freeResourcesOf(provider, ResourceId.wrap(1), 3);
        assertEq(ids.length, 1, "first page");
        assertEq(raw(next), 4, "goes on");
        (ids, next) = resource.freeResourcesOf(provider, next, 3);
        assertEq(raw(ids[0]), raw(alsoFree), "second page");
        assertEq(raw(next), 0, "the end of pages");
        vm.warp(EXPIRES_AT);
        (ids, ) = resource.freeResourcesOf(provider, ResourceId.wrap(0), 100);
        assertEq(raw(ids[1]), raw(bound_), "free after expiry");
    }

    function test_RefusesBindingByAnybodyButUseRight() public {
        ResourceId id = createOne(provider);
        bytes memory reason = abi.encodeWithSelector(IResource.ResourceWrongCaller.selector, provider);
        vm.startPrank(provider);
        refused(reason);
        resource.bind(id, UseRightId.wrap(1), EXPIRES_AT, provider);
        refused(reason);
        resource.extend(id, UseRightId.wrap(1), EXPIRES_AT);
        refused(reason);
        resource.release(id, UseRightId.wrap(1));
        vm.stopPrank();
    }
}
