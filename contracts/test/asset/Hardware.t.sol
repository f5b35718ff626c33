// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hardware} from "../support/Deployed.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {HardwareId, ResourceId, ResourceTypeId, ResourceTypeTerms} from "../../src/asset/AssetTypes.sol";
import {IHardware} from "../../src/asset/IHardware.sol";
import {IResourceTypes} from "../../src/asset/IResourceTypes.sol";
import {AssetFixture} from "./AssetFixture.sol";

contract HardwareTest is AssetFixture {
    bytes32 private constant FINGERPRINT = keccak256("serial number and salt");

    function setUp() public {
        deployAssets();
    }

    function test_A6_ProviderRegistersHardware() public {
        vm.expectEmit(address(hardware));
        emit IHardware.HardwareRegistered(HardwareId.wrap(1), provider, gtx1050, MODEL, FINGERPRINT);
        vm.prank(provider);
        HardwareId id = hardware.register(gtx1050, MODEL, FINGERPRINT);
        assertEq(hardware.ownerOf(raw(id)), provider, "owner");
        assertEq(raw(hardware.idOf(FINGERPRINT)), raw(id), "by fingerprint");
        (ResourceTypeId typeId, bytes32 model, ResourceId lockedIn) = hardware.hardwareOf(id);
        assertEq(raw(typeId), raw(gtx1050), "type");
        assertEq(model, MODEL, "model");
        assertEq(raw(lockedIn), 0, "free");
    }

    function test_A6_RefusesTheSameFingerprint() public {
        vm.prank(provider);
        HardwareId id = hardware.register(gtx1050, MODEL, FINGERPRINT);
        refused(abi.encodeWithSelector(IHardware.HardwareFingerprintTaken.selector, id));
        vm.prank(other);
        hardware.register(h100, "H100", FINGERPRINT);
    }

    function test_A39_RefusesATypeTheDaoDoesNotKnow() public {
        ResourceTypeId none = ResourceTypeId.wrap(99);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeUnknown.selector, none));
        vm.prank(provider);
        hardware.register(none, MODEL, FINGERPRINT);
    }

    function test_A39_RefusesATypeTheDaoClosed() public {
        ResourceTypeTerms memory terms = defaultTerms();
        terms.listed = false;
        resourceTypes.setTerms(gtx1050, terms);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeNotListed.selector, gtx1050));
        vm.prank(provider);
        hardware.register(gtx1050, MODEL, FINGERPRINT);
    }

    function test_A1_RefusesAnAccountWithoutTheRoleWhereTheDaoAsksForOne() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IHardware.register.selector;
        manager.setTargetFunctionRole(address(hardware), selectors, 5);
        manager.grantRole(5, provider, 0);
        vm.prank(provider);
        hardware.register(gtx1050, MODEL, FINGERPRINT);
        refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        vm.prank(other);
        hardware.register(gtx1050, MODEL, keccak256("another"));
    }

    function test_RefusesEmptyModelAndFingerprint() public {
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IHardware.HardwareModelInvalid.selector));
        hardware.register(gtx1050, "", FINGERPRINT);
        refused(abi.encodeWithSelector(IHardware.HardwareFingerprintInvalid.selector));
        hardware.register(gtx1050, MODEL, 0);
        vm.stopPrank();
        refused(abi.encodeWithSelector(IHardware.HardwareUnknown.selector, HardwareId.wrap(1)));
        hardware.hardwareOf(HardwareId.wrap(1));
    }

    function test_RefusesLocksByAnybodyButResource() public {
        HardwareId[] memory ids = list(registerOne(provider));
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IHardware.HardwareWrongCaller.selector, provider));
        hardware.lock(ids, ResourceId.wrap(1), provider);
        refused(abi.encodeWithSelector(IHardware.HardwareWrongCaller.selector, provider));
        hardware.unlock(ids, ResourceId.wrap(1), provider);
        vm.stopPrank();
    }

    function test_FreeHardwareCanBeTransferred() public {
        HardwareId id = registerOne(provider);
        vm.prank(provider);
        hardware.transferFrom(provider, other, raw(id));
        assertEq(hardware.ownerOf(raw(id)), other, "owner");
    }

    /// 10,000 fingerprints, half of them tried a second time.
    function test_A9_TenThousandIdsAreDistinct() public {
        uint256 refusals;
        for (uint256 i = 0; i < 10_000; ++i) {
            HardwareId id = hardware.register(gtx1050, MODEL, keccak256(abi.encode(i)));
            // Sequential, so all differ.
            if (raw(id) != i + 1) revert Differs("id", raw(id), i + 1);
            if (i % 2 == 0) continue;
            try hardware.register(gtx1050, MODEL, keccak256(abi.encode(i / 2))) {} catch {
                ++refusals;
            }
        }
        assertEq(refusals, 5_000, "collisions are refused");
        assertEq(hardware.balanceOf(address(this)), 10_000, "tokens");
        assertEq(hardware.hardwareCount(), 10_000, "count");
    }
}
