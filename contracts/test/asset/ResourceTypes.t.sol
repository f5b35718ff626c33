// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ResourceKind, ResourceTypeId, ResourceTypeTerms} from "../../src/asset/AssetTypes.sol";
import {IResourceTypes} from "../../src/asset/IResourceTypes.sol";
import {AssetFixture} from "./AssetFixture.sol";

contract ResourceTypesTest is AssetFixture {
    function setUp() public {
        deployAssets();
    }

    function test_A39_GovernanceListsTypes() public {
        ResourceTypeTerms memory terms = defaultTerms();
        terms.revenueShares = 7;
        vm.expectEmit(address(resourceTypes));
        emit IResourceTypes.ResourceTypeAdded(ResourceTypeId.wrap(3), "CPU", ResourceKind.Cpu, 0);
        vm.expectEmit(address(resourceTypes));
        emit IResourceTypes.ResourceTypeTermsSet(ResourceTypeId.wrap(3), 1, terms);
        ResourceTypeId id = resourceTypes.addType("CPU", ResourceKind.Cpu, 0, terms);
        assertEq(raw(id), 3, "ids are sequential");
        assertEq(resourceTypes.typeCount(), 3, "count");
        assertEq(raw(resourceTypes.idOf("CPU")), 3, "by name");
        assertEq(raw(resourceTypes.idOf("TPU")), 0, "no such name");
        (string memory name, ResourceKind kind, uint32 memoryMib, uint32 version) = resourceTypes.typeOf(gtx1050);
        assertEq(bytes(name), "GTX_1050", "name");
        assertEq(uint256(kind), uint256(ResourceKind.Gpu), "kind");
        assertEq(memoryMib, 4096, "memory");
        assertEq(version, 1, "version");
    }

    function test_A40_TermsChangeAndTheirHistoryStays() public {
        ResourceTypeTerms memory terms = defaultTerms();
        terms.samples = 99;
        terms.revenueShares = 5;
        resourceTypes.setTerms(gtx1050, terms);
        assertEq(resourceTypes.termsOf(gtx1050).samples, 99, "samples now");
        assertEq(resourceTypes.termsAt(gtx1050, 1).samples, 10, "samples before");
        assertEq(resourceTypes.termsAt(gtx1050, 2).revenueShares, 5, "shares now");
        assertEq(resourceTypes.termsOf(h100).samples, 10, "another type");
        (, , , uint32 version) = resourceTypes.typeOf(gtx1050);
        assertEq(version, 2, "version");
    }

    function testFuzz_TermsAreStoredAsGiven(ResourceTypeTerms memory terms) public {
        bool valid = terms.revenueShares != 0 &&
            terms.leafCountLog2 != 0 &&
            terms.leafCountLog2 <= 40 &&
            terms.samples != 0 &&
            terms.hashesPerLeaf != 0 &&
            terms.timeLimitSeconds != 0 &&
            terms.maxHashesPerSecond != 0 &&
            terms.minHashesPerSecond <= terms.maxHashesPerSecond;
        if (!valid) refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeTermsInvalid.selector));
        resourceTypes.setTerms(gtx1050, terms);
        if (valid) assertEq(abi.encode(resourceTypes.termsOf(gtx1050)), abi.encode(terms), "terms");
    }

    function test_RefusesInvalidTerms() public {
        for (uint256 i = 0; i < 8; ++i) {
            ResourceTypeTerms memory terms = defaultTerms();
            if (i == 0) terms.revenueShares = 0;
            if (i == 1) terms.leafCountLog2 = 0;
            if (i == 2) terms.leafCountLog2 = 41;
            if (i == 3) terms.samples = 0;
            if (i == 4) terms.hashesPerLeaf = 0;
            if (i == 5) terms.timeLimitSeconds = 0;
            if (i == 6) terms.maxHashesPerSecond = terms.minHashesPerSecond - 1;
            if (i == 7) (terms.minHashesPerSecond, terms.maxHashesPerSecond) = (0, 0);
            refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeTermsInvalid.selector));
            resourceTypes.addType("CPU", ResourceKind.Cpu, 0, terms);
        }
    }

    function test_RefusesBadNames() public {
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeNameTaken.selector, gtx1050));
        resourceTypes.addType("GTX_1050", ResourceKind.Gpu, 0, defaultTerms());
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeNameInvalid.selector));
        resourceTypes.addType("", ResourceKind.Gpu, 0, defaultTerms());
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeNameInvalid.selector));
        resourceTypes.addType("0123456789abcdef0123456789abcdef!", ResourceKind.Gpu, 0, defaultTerms());
    }

    function test_RefusesUnknownTypes() public {
        ResourceTypeId none = ResourceTypeId.wrap(9);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeUnknown.selector, none));
        resourceTypes.termsOf(none);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeUnknown.selector, none));
        resourceTypes.typeOf(none);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeUnknown.selector, none));
        resourceTypes.setTerms(none, defaultTerms());
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeVersionUnknown.selector, gtx1050, uint32(0)));
        resourceTypes.termsAt(gtx1050, 0);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeVersionUnknown.selector, gtx1050, uint32(2)));
        resourceTypes.termsAt(gtx1050, 2);
    }

    function test_A41_RefusesEverybodyButGovernance() public {
        bytes memory reason = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, provider);
        vm.startPrank(provider);
        refused(reason);
        resourceTypes.addType("CPU", ResourceKind.Cpu, 0, defaultTerms());
        refused(reason);
        resourceTypes.setTerms(gtx1050, defaultTerms());
        refused(reason);
        market.setFee(1, provider);
        refused(reason);
        resourceTypes.upgradeToAndCall(address(hardware), "");
        refused(reason);
        hardware.upgradeToAndCall(address(hardware), "");
        refused(reason);
        resource.upgradeToAndCall(address(hardware), "");
        refused(reason);
        useRight.upgradeToAndCall(address(hardware), "");
        refused(reason);
        revenueRight.upgradeToAndCall(address(hardware), "");
        refused(reason);
        market.upgradeToAndCall(address(hardware), "");
        vm.stopPrank();
    }
}
