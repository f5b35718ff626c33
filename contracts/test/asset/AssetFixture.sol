// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHardware} from "../../src/asset/IHardware.sol";
import {Hardware, Market, Resource, ResourceTypes, RevenueRight, Upgradeable, UseRight} from "../support/Deployed.sol";
import {
    HardwareId,
    ResourceId,
    ResourceKind,
    ResourceTypeId,
    ResourceTypeTerms,
    UseRightId
} from "../../src/asset/AssetTypes.sol";
import {MarketFixture} from "../support/MarketFixture.sol";

/// @notice Assets and market as they are deployed, on top of bank and broker: the provider owns what is created, the
/// requester buys, and anyone may register hardware.
abstract contract AssetFixture is MarketFixture {
    uint8 internal constant MARKET_MODULE = 1;
    uint8 internal constant REVENUE_MODULE = 2;
    uint32 internal constant SHARES = 1_000;
    uint64 internal constant PUBLIC_ROLE = type(uint64).max;
    /// @dev The optimizer takes block.timestamp for constant within a call, so times are counted from here.
    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant EXPIRES_AT = START + 30 days;
    bytes32 internal constant MODEL = "GeForce GTX 1050 Ti";

    ResourceTypes internal resourceTypes;
    Hardware internal hardware;
    Resource internal resource;
    UseRight internal useRight;
    Market internal market;
    address internal treasury = address(0x7EA5);
    ResourceTypeId internal gtx1050;
    ResourceTypeId internal h100;
    uint256 private _fingerprints;

    function deployAssets() internal {
        uint256 next = vm.getNonce(address(this)) + MARKET_CONTRACTS + 6;
        address[6] memory proxies;
        for (uint256 i = 0; i < 6; ++i) proxies[i] = vm.computeCreateAddress(address(this), next + i);
        deployMarket(RevenueRight(proxies[4]));
        resourceTypes = ResourceTypes(proxies[0]);
        hardware = Hardware(proxies[1]);
        resource = Resource(proxies[2]);
        useRight = UseRight(proxies[3]);
        market = Market(proxies[5]);
        address[6] memory implementations = [
            address(ResourceTypes(deploy("ResourceTypes.sol:ResourceTypes", ""))),
            deploy("Hardware.sol:Hardware", abi.encode(resourceTypes, address(resource))),
            deploy("Resource.sol:Resource", abi.encode(hardware, address(useRight))),
            deploy("UseRight.sol:UseRight", abi.encode(resource, address(market))),
            deploy("RevenueRight.sol:RevenueRight", abi.encode(bank, resource, resourceTypes, address(market))),
            deploy("Market.sol:Market", abi.encode(bank, resource, useRight, revenueRight))
        ];
        // All of them have the same initializer.
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        for (uint256 i = 0; i < 6; ++i) {
            assertEq(address((deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(implementations[i], initialization)))), proxies[i], "place of a proxy");
        }
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IHardware.register.selector;
        manager.setTargetFunctionRole(address(hardware), selectors, PUBLIC_ROLE);
        bank.addModule(address(market), MARKET_MODULE);
        bank.addModule(address(revenueRight), REVENUE_MODULE);
        revenueRight.joinBank();
        gtx1050 = resourceTypes.addType("GTX_1050", ResourceKind.Gpu, 4096, defaultTerms());
        h100 = resourceTypes.addType("H100", ResourceKind.Gpu, 81_920, defaultTerms());
        consentToMarket(requester);
        consentToMarket(other);
    }

    function consentToMarket(address account) internal {
        vm.prank(account);
        bank.setConsent(uint32(1) | (uint32(1) << MARKET_MODULE));
    }

    function defaultTerms() internal pure returns (ResourceTypeTerms memory) {
        return
            ResourceTypeTerms({
                listed: true,
                revenueShares: SHARES,
                leafCountLog2: 20,
                samples: 10,
                hashesPerLeaf: 1_000,
                timeLimitSeconds: 600,
                minHashesPerSecond: 50_000_000,
                maxHashesPerSecond: 200_000_000
            });
    }

    function registerOne(address owner) internal returns (HardwareId) {
        return registerAs(owner, gtx1050, MODEL);
    }

    function registerAs(address owner, ResourceTypeId typeId, bytes32 model) internal returns (HardwareId) {
        vm.prank(owner);
        return hardware.register(typeId, model, keccak256(abi.encode("device", ++_fingerprints)));
    }

    function createOne(address owner) internal returns (ResourceId) {
        HardwareId[] memory ids = list(registerOne(owner));
        vm.prank(owner);
        return resource.create(ids);
    }

    function issueOne(address owner) internal returns (ResourceId vid, UseRightId uid) {
        vid = createOne(owner);
        vm.prank(owner);
        uid = useRight.issue(vid, EXPIRES_AT);
    }

    /// @dev All shares to one holder.
    function shareOut(ResourceId vid, address owner, address holder) internal {
        address[] memory holders = new address[](1);
        uint32[] memory shares = new uint32[](1);
        holders[0] = holder;
        shares[0] = SHARES;
        vm.prank(owner);
        revenueRight.create(vid, holders, shares);
    }

    function shareOut(ResourceId vid, address owner, address a, uint32 sharesOfA, address b) internal {
        (address[] memory holders, uint32[] memory shares) = two(a, sharesOfA, b, SHARES - sharesOfA);
        vm.prank(owner);
        revenueRight.create(vid, holders, shares);
    }

    function two(
        address a,
        uint32 sharesOfA,
        address b,
        uint32 sharesOfB
    ) internal pure returns (address[] memory holders, uint32[] memory shares) {
        holders = new address[](2);
        shares = new uint32[](2);
        (holders[0], holders[1]) = (a, b);
        (shares[0], shares[1]) = (sharesOfA, sharesOfB);
    }

    function list(HardwareId a) internal pure returns (HardwareId[] memory ids) {
        ids = new HardwareId[](1);
        ids[0] = a;
    }

    function list(HardwareId a, HardwareId b) internal pure returns (HardwareId[] memory ids) {
        ids = new HardwareId[](2);
        (ids[0], ids[1]) = (a, b);
    }

    function raw(HardwareId id) internal pure returns (uint256) {
        return HardwareId.unwrap(id);
    }

    function raw(ResourceId id) internal pure returns (uint256) {
        return ResourceId.unwrap(id);
    }

    function raw(UseRightId id) internal pure returns (uint256) {
        return UseRightId.unwrap(id);
    }

    function raw(ResourceTypeId id) internal pure returns (uint256) {
        return ResourceTypeId.unwrap(id);
    }

    /// @dev The next call must be refused so.
    function refused(bytes memory reason) internal {
        vm.expectRevert(reason);
    }
}
