// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ResourceId, ResourceTypeTerms} from "../../src/asset/AssetTypes.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {AssetFixture} from "./AssetFixture.sol";

contract RevenueRightTest is AssetFixture {
    ResourceId private vid;

    function setUp() public {
        deployAssets();
        vid = createOne(provider);
    }

    function test_A22_SharesAreGivenOutAsTheProviderSays() public {
        (address[] memory holders, uint32[] memory shares) = two(provider, 700, other, 300);
        vm.expectEmit(address(revenueRight));
        emit IRevenueRight.RevenueRightCreated(vid, SHARES, holders, shares);
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);
        assertEq(revenueRight.balanceOf(provider, raw(vid)), 700, "provider");
        assertEq(revenueRight.balanceOf(other, raw(vid)), 300, "other");
        assertEq(revenueRight.totalShares(vid), SHARES, "total");
        assertTrue(revenueRight.isValid(vid), "valid");
    }

    function test_A22_RefusesSharesThatDoNotSumToTheTypesValue() public {
        for (uint32 sum = SHARES - 1; sum <= SHARES + 1; sum += 2) {
            (address[] memory holders, uint32[] memory shares) = two(provider, 1, other, sum - 1);
            refused(abi.encodeWithSelector(IRevenueRight.RevenueRightSharesMismatch.selector, sum, SHARES));
            vm.prank(provider);
            revenueRight.create(vid, holders, shares);
        }
    }

    function test_A22_RefusesSharesThatSumToItByWrappingAround() public {
        (address[] memory holders, uint32[] memory shares) = two(provider, type(uint32).max, other, SHARES + 1);
        refused(
            abi.encodeWithSelector(
                IRevenueRight.RevenueRightSharesMismatch.selector,
                uint256(type(uint32).max) + SHARES + 1,
                SHARES
            )
        );
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);
    }

    function test_A42_TotalIsTheTypesValueAtCreation() public {
        shareOut(vid, provider, provider);
        ResourceTypeTerms memory terms = defaultTerms();
        terms.revenueShares = 5;
        resourceTypes.setTerms(gtx1050, terms);
        assertEq(revenueRight.totalShares(vid), SHARES, "of the earlier one");
        ResourceId later = createOne(provider);
        (address[] memory holders, uint32[] memory shares) = two(provider, 2, other, 3);
        vm.prank(provider);
        revenueRight.create(later, holders, shares);
        assertEq(revenueRight.totalShares(later), 5, "of the later one");
    }

    function test_A19_RefusesASecondRevenueRight() public {
        shareOut(vid, provider, provider);
        (address[] memory holders, uint32[] memory shares) = two(provider, 1, other, SHARES - 1);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightExists.selector, vid));
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);
    }

    function test_A1_RefusesARevenueRightByAnybodyButTheProvider() public {
        (address[] memory holders, uint32[] memory shares) = two(provider, 1, other, SHARES - 1);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightNotProvider.selector, vid, other));
        vm.prank(other);
        revenueRight.create(vid, holders, shares);
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, ResourceId.wrap(9)));
        vm.prank(provider);
        revenueRight.create(ResourceId.wrap(9), holders, shares);
    }

    function test_RefusesBadHolders() public {
        (address[] memory holders, uint32[] memory shares) = two(provider, SHARES, other, 0);
        vm.startPrank(provider);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightHolderInvalid.selector, 1));
        revenueRight.create(vid, holders, shares);
        (holders, shares) = two(address(0), 1, other, SHARES - 1);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightHolderInvalid.selector, 0));
        revenueRight.create(vid, holders, shares);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightHoldersInvalid.selector, 2, 1, 64));
        revenueRight.create(vid, holders, new uint32[](1));
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightHoldersInvalid.selector, 0, 0, 64));
        revenueRight.create(vid, new address[](0), new uint32[](0));
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightHoldersInvalid.selector, 65, 65, 64));
        revenueRight.create(vid, new address[](65), new uint32[](65));
        // A contract that does not take ERC-1155 tokens.
        (holders, shares) = two(address(token), 1, other, SHARES - 1);
        refused(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(token)));
        revenueRight.create(vid, holders, shares);
        vm.stopPrank();
        assertEq(revenueRight.totalShares(vid), 0, "none was created");
    }

    function test_A20_ARevenueRightIsValidWhileItsResourceExists() public {
        assertTrue(!revenueRight.isValid(vid), "before its creation");
        shareOut(vid, provider, provider);
        vm.prank(provider);
        resource.dissolve(vid);
        assertTrue(!revenueRight.isValid(vid), "after the end of the resource");
        assertEq(revenueRight.balanceOf(provider, raw(vid)), SHARES, "the shares stay");
    }

    function test_AHolderNamedTwiceGetsBoth() public {
        (address[] memory holders, uint32[] memory shares) = two(other, 400, other, 600);
        vm.prank(provider);
        revenueRight.create(vid, holders, shares);
        assertEq(revenueRight.balanceOf(other, raw(vid)), SHARES, "shares");
    }
}
