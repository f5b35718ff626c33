// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HardwareId, ResourceId, ResourceTypeId} from "../../src/asset/AssetTypes.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {CurveTerms, Figures, StatementId} from "../../src/market/PriceTypes.sol";
import {IPriceCurve} from "../../src/market/IPriceCurve.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IResourceTypes} from "../../src/asset/IResourceTypes.sol";
import {PriceFixture} from "./PriceFixture.sol";

/// @notice What the curve does with statements, terms and epochs, and what it refuses.
contract PriceCurveTest is PriceFixture {
    address private stranger = address(0x57A6);

    function setUp() public {
        deployPrices();
    }

    // The price

    function test_TheExampleOfTheSourceDocument() public {
        assertEq(curve.priceFor(gtx1050, 800 * GWU_WORK, 500 * GWU_WORK), 0, "1 + 0.1 * (500 - 800), not below zero");
        supply(vid, 800 * GWU_WORK, 1);
        demand(500 * GWU_WORK, 1);
        nextEpoch();
        assertEq(price(), 0, "as published");
        assertEq(curve.priceFor(gtx1050, 500 * GWU_WORK, 800 * GWU_WORK), 31 ether, "the other way round");
    }

    function test_ThePriceReactsToOrderFlow() public {
        uint64[6] memory demanded = [uint64(0), 5, 10, 15, 40, 9];
        // 1 + 0.1 * (demand - 10)
        uint256[6] memory expectedWei = [uint256(0), 0.5 ether, 1 ether, 1.5 ether, 4 ether, 0.9 ether];
        assertEq(price(), 1 ether, "nothing published: the base price");
        for (uint256 i = 0; i < demanded.length; ++i) {
            supply(vid, 10 * GWU_WORK, 1);
            if (demanded[i] != 0) demand(demanded[i] * GWU_WORK, 1);
            nextEpoch();
            assertEq(price(), expectedWei[i], "price");
        }
        nextEpoch();
        assertEq(price(), 1 ether, "back to the base price");
        // Epoch 100 is the first one: what was said for it made the price of 101.
        for (uint256 i = 0; i < demanded.length; ++i) {
            assertEq(curve.priceAt(gtx1050, uint32(101 + i)), expectedWei[i], "history");
        }
    }

    function test_ThePriceOfAnEpochStandsWhenItBegins() public {
        demand(10 * GWU_WORK, 1);
        nextEpoch();
        (uint96 before, uint32 epoch, uint64 untilBlock) = curve.quote(gtx1050);
        assertEq(before, 2 ether, "price");
        assertEq(epoch, 101, "epoch");
        assertEq(untilBlock, 1_020, "its end");
        demand(50 * GWU_WORK, 1);
        supply(vid, 7 * GWU_WORK, 1);
        advance(EPOCH_BLOCKS - 1, 1);
        assertEq(price(), before, "unmoved in its last block");
        advance(1, 1);
        assertEq(price(), 5.3 ether, "1 + 0.1 * 43");
    }

    function test_FloorAndCapBoundThePrice() public {
        CurveTerms memory terms = defaultCurve();
        terms.floorWeiPerGwu = 0.5 ether;
        terms.capWeiPerGwu = 3 ether;
        curve.setCurve(gtx1050, terms);
        assertEq(price(), 1 ether, "not yet");
        supply(vid, 800 * GWU_WORK, 1);
        nextEpoch();
        assertEq(price(), 0.5 ether, "floor");
        demand(900 * GWU_WORK, 1);
        nextEpoch();
        assertEq(price(), 3 ether, "cap");
    }

    function test_TypesHavePricesOfTheirOwn() public {
        curve.setCurve(h100, defaultCurve());
        demand(10 * GWU_WORK, 1);
        nextEpoch();
        (uint96 priceWei, , ) = curve.quote(h100);
        assertEq(priceWei, 1 ether, "nothing was demanded of it");
        assertEq(price(), 2 ether, "nor lost");
    }

    function test_StatementsHoldForTheirEpochs() public {
        supply(vid, 30 * GWU_WORK, 3);
        demand(40 * GWU_WORK, 2);
        uint64[4] memory supplied = [uint64(30), 30, 30, 0];
        uint64[4] memory demanded = [uint64(40), 40, 0, 0];
        for (uint32 i = 0; i < 4; ++i) {
            Figures memory figures = curve.figuresOf(gtx1050, 100 + i);
            assertEq(figures.supplyWork, supplied[i] * GWU_WORK, "supply");
            assertEq(figures.demandWork, demanded[i] * GWU_WORK, "demand");
        }
        assertEq(curve.suppliedUntil(vid), 103, "supplied until");
    }

    // Terms

    function test_TermsHoldFromTheNextEpoch() public {
        CurveTerms memory terms = defaultCurve();
        terms.basePriceWeiPerGwu = 9 ether;
        curve.setCurve(gtx1050, terms);
        terms.basePriceWeiPerGwu = 5 ether;
        vm.expectEmit(address(curve));
        emit IPriceCurve.CurveSet(gtx1050, 2, 101, terms);
        curve.setCurve(gtx1050, terms);
        assertEq(price(), 1 ether, "the old ones");
        (CurveTerms memory next, uint32 version) = curve.termsAt(gtx1050, 101);
        assertEq(next.basePriceWeiPerGwu, 5 ether, "the last word counts");
        assertEq(version, 2, "what never held has no version of its own");
        nextEpoch();
        assertEq(price(), 5 ether, "the new ones");
        terms.basePriceWeiPerGwu = 7 ether;
        curve.setCurve(gtx1050, terms);
        assertEq(price(), 5 ether, "a version further");
        nextEpoch();
        assertEq(price(), 7 ether, "and its time");
        assertEq(curve.priceAt(gtx1050, 100), 1 ether, "the past stays");
        assertEq(curve.priceAt(gtx1050, 101), 5 ether, "all of it");
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveNotSet.selector, gtx1050, 99));
        curve.priceAt(gtx1050, 99);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveEpochAhead.selector, 103, 102));
        curve.priceAt(gtx1050, 103);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveNotSet.selector, h100, 102));
        curve.quote(h100);
    }

    function test_RefusesTermsOutOfRange() public {
        for (uint256 i = 0; i < 4; ++i) {
            CurveTerms memory terms = defaultCurve();
            if (i == 0) terms.floorWeiPerGwu = terms.capWeiPerGwu + 1;
            if (i == 1) terms.maxWorkPerDevice = 0;
            if (i == 2) terms.bondWeiPerGwu = 0;
            if (i == 3) terms.feeBasisPoints = 1_001;
            refused(abi.encodeWithSelector(IPriceCurve.PriceCurveTermsInvalid.selector));
            curve.setCurve(gtx1050, terms);
        }
        ResourceTypeId unknown = ResourceTypeId.wrap(99);
        refused(abi.encodeWithSelector(IResourceTypes.ResourceTypeUnknown.selector, unknown));
        curve.setCurve(unknown, defaultCurve());
    }

    function test_OnlyGovernanceSetsTerms() public {
        vm.prank(stranger);
        (bool done, ) = address(curve).call(abi.encodeCall(curve.setCurve, (gtx1050, defaultCurve())));
        assertTrue(!done, "a stranger set terms");
    }

    // Supply

    function test_SupplyCostsItsFeeAndLocksItsBond() public {
        uint256 before = availableOf(provider);
        vm.expectEmit(address(curve));
        emit IPriceCurve.SupplyPublished(
            StatementId.wrap(1), gtx1050, provider, vid, 300 * GWU_WORK, 100, 102, 0.3 ether, 0.003 ether
        );
        StatementId id = supply(vid, 300 * GWU_WORK, 2);
        assertBalances(provider, before - 0.303 ether, 0.3 ether);
        assertEq(availableOf(treasury), 0.003 ether, "fee");
        for (uint256 i = 0; i < 3; ++i) {
            refused(abi.encodeWithSelector(IPriceCurve.PriceCurveStatementLive.selector, id, 103));
            curve.release(only(id));
            nextEpoch();
        }
        vm.expectEmit(address(curve));
        emit IPriceCurve.StatementReleased(id, provider, 0.3 ether);
        vm.prank(stranger);
        curve.release(only(id));
        assertBalances(provider, before - 0.003 ether, 0);
    }

    function test_RefusesSupply() public {
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveZeroWork.selector));
        supply(vid, 0, 1);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveEpochsInvalid.selector, 0, 24));
        supply(vid, GWU_WORK, 0);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveEpochsInvalid.selector, 25, 24));
        supply(vid, GWU_WORK, 25);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveNotProvider.selector, vid, other));
        vm.prank(other);
        curve.publishSupply(vid, GWU_WORK, 1);
        refused(abi.encodeWithSelector(IResource.ResourceUnknown.selector, ResourceId.wrap(99)));
        supply(ResourceId.wrap(99), GWU_WORK, 1);
        refused(
            abi.encodeWithSelector(
                IPriceCurve.PriceCurveSupplyTooLarge.selector, vid, 1_000 * GWU_WORK + 1, 1_000 * uint256(GWU_WORK)
            )
        );
        supply(vid, 1_000 * GWU_WORK + 1, 1);
        supply(vid, 1_000 * GWU_WORK, 2);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveSupplyLive.selector, vid, 102));
        supply(vid, 1, 1);
        advance(2 * EPOCH_BLOCKS, 1);
        supply(vid, 1, 1);
    }

    function test_RefusesSupplyOfATypeWithoutTerms() public {
        HardwareId device = registerAs(provider, h100, MODEL);
        vm.prank(provider);
        ResourceId unpriced = resource.create(list(device));
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveNotSet.selector, h100, 100));
        supply(unpriced, 1, 1);
    }

    function test_DevicesAddUp() public {
        HardwareId[] memory devices = list(registerOne(provider), registerOne(provider));
        vm.prank(provider);
        ResourceId pair = resource.create(devices);
        assertEq(curve.capacityOf(pair), 2_000 * uint256(GWU_WORK), "two devices");
        supply(pair, 2_000 * GWU_WORK, 24);
    }

    function test_SupplyIsBoundedByWhatWasProven() public {
        CurveTerms memory terms = defaultCurve();
        terms.workPerProvenHash = 3 * GWU_WORK;
        curve.setCurve(gtx1050, terms);
        nextEpoch();
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveSupplyTooLarge.selector, vid, GWU_WORK, 0));
        supply(vid, GWU_WORK, 1);
        // 80 hashes in 8 seconds.
        passed(8);
        assertEq(curve.capacityOf(vid), 30 * uint256(GWU_WORK), "proven");
        supply(vid, 30 * GWU_WORK, 1);
    }

    function test_BoundIsThatOfTheDevicesWhereMoreWasProven() public {
        CurveTerms memory terms = defaultCurve();
        terms.workPerProvenHash = type(uint64).max;
        curve.setCurve(gtx1050, terms);
        nextEpoch();
        passed(8);
        assertEq(curve.capacityOf(vid), 1_000 * uint256(GWU_WORK), "devices");
    }

    // Demand

    function test_DemandLocksWhatItCosts() public {
        uint256 before = availableOf(requester);
        vm.expectEmit(address(curve));
        emit IPriceCurve.DemandPublished(
            StatementId.wrap(1), gtx1050, requester, 20 * GWU_WORK, 100, 101, 20 ether, 0.2 ether
        );
        StatementId id = demand(20 * GWU_WORK, 1);
        assertBalances(requester, before - 20.2 ether, 20 ether);
        advance(2 * EPOCH_BLOCKS, 1);
        curve.release(only(id));
        assertBalances(requester, before - 0.2 ether, 0);
    }

    function test_DemandLocksTheBondAtLeast() public {
        supply(vid, 1_000 * GWU_WORK, 2);
        nextEpoch();
        assertEq(price(), 0, "free");
        demand(1_000 * GWU_WORK, 1);
        assertEq(lockedOf(requester), 1 ether, "bond");
    }

    function test_RefusesDemand() public {
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveZeroWork.selector));
        demand(0, 1);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveEpochsInvalid.selector, 25, 24));
        demand(1, 25);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveBondTooLarge.selector, 1 ether, 1 ether - 1));
        vm.prank(requester);
        curve.publishDemand(gtx1050, GWU_WORK, 1, 1 ether - 1);
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveNotSet.selector, h100, 100));
        vm.prank(requester);
        curve.publishDemand(h100, GWU_WORK, 1, 1 ether);
        refused(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, requester, 1_000 ether, 1_010 ether)
        );
        demand(1_000 * GWU_WORK, 1);
        vm.prank(requester);
        bank.setConsent(1);
        refused(abi.encodeWithSelector(IBank.BankConsentMissing.selector, requester, address(curve)));
        demand(GWU_WORK, 1);
    }

    function test_AWholeBatchIsReleasedInOneJournal() public {
        StatementId[] memory ids = new StatementId[](3);
        ids[0] = demand(GWU_WORK, 1);
        ids[1] = supply(vid, GWU_WORK, 1);
        ids[2] = demand(GWU_WORK, 1);
        advance(2 * EPOCH_BLOCKS, 1);
        curve.release(ids);
        assertEq(lockedOf(requester) + lockedOf(provider), 0, "nothing is locked");
        curve.release(new StatementId[](0));
    }

    /// @dev Somebody who releases one of them first would else undo the whole batch, again and again, for little gas.
    function test_WhatWasReleasedBeforeIsPassedOver() public {
        StatementId[] memory ids = new StatementId[](4);
        for (uint256 i = 0; i < 3; ++i) ids[i] = demand(GWU_WORK, 1);
        ids[3] = ids[0];
        uint256 before = availableOf(requester);
        advance(2 * EPOCH_BLOCKS, 1);
        vm.prank(other);
        curve.release(only(ids[2]));
        curve.release(ids);
        assertBalances(requester, before + 3 ether, 0);
        curve.release(ids);
        assertBalances(requester, before + 3 ether, 0);
    }

    function test_RefusesToReleaseWhatNeverWas() public {
        StatementId[] memory ids = new StatementId[](2);
        ids[0] = demand(GWU_WORK, 1);
        advance(2 * EPOCH_BLOCKS, 1);
        for (uint64 number = 0; number <= 2; number += 2) {
            ids[1] = StatementId.wrap(number);
            refused(abi.encodeWithSelector(IPriceCurve.PriceCurveStatementUnknown.selector, ids[1]));
            curve.release(ids);
        }
        assertEq(lockedOf(requester), 1 ether, "still locked");
    }

    function test_WithoutATreasuryThereIsNoFee() public {
        market.setFee(0, address(0));
        uint256 before = availableOf(requester);
        demand(GWU_WORK, 1);
        assertBalances(requester, before - 1 ether, 1 ether);
    }

    /// Whoever moves the price pays for it, in proportion: d / α Gwu, their fee, and their bond meanwhile.
    function test_MovingThePriceCostsWhatTheInterfaceSays() public {
        uint256 before = availableOf(requester);
        demand(30 * GWU_WORK, 1);
        nextEpoch();
        assertEq(price(), 4 ether, "moved by 3");
        refused(abi.encodeWithSelector(IPriceCurve.PriceCurveStatementLive.selector, StatementId.wrap(1), 102));
        curve.release(only(StatementId.wrap(1)));
        nextEpoch();
        curve.release(only(StatementId.wrap(1)));
        assertEq(price(), 1 ether, "it was for one epoch");
        assertEq(before - availableOf(requester), 0.3 ether, "1 % of 3 / 0.1 Gwu at 1 each");
    }

    /// From the block of publication to the second epoch after the last one stated: E + 1 to 2 E blocks for one epoch of E.
    function test_ABondIsLockedForMoreThanItsEpochsAndAtMostOneMore() public {
        for (uint256 place = 0; place < EPOCH_BLOCKS; place += EPOCH_BLOCKS - 1) {
            for (uint32 epochs = 1; epochs <= 24; epochs += 23) {
                while (height % EPOCH_BLOCKS != place) advance(1, 1);
                StatementId id = demand(GWU_WORK, epochs);
                (, , uint32 releaseEpoch) = curve.statementOf(id);
                uint256 blocks = place == 0 ? (epochs + 1) * EPOCH_BLOCKS : epochs * EPOCH_BLOCKS + 1;
                advance(blocks - 1, 1);
                refused(abi.encodeWithSelector(IPriceCurve.PriceCurveStatementLive.selector, id, releaseEpoch));
                curve.release(only(id));
                advance(1, 1);
                curve.release(only(id));
            }
        }
        assertEq(lockedOf(requester), 0, "all of it");
    }

    /// One bond and one fee, for however many epochs.
    function test_MovingThePriceForADayCostsNoMoreThanForAnEpoch() public {
        uint256 before = availableOf(requester);
        demand(30 * GWU_WORK, 24);
        assertEq(before - availableOf(requester), 30.3 ether, "bond and fee of an epoch");
        for (uint256 epoch = 0; epoch < 24; ++epoch) {
            nextEpoch();
            assertEq(price(), 4 ether, "moved by 3");
        }
        nextEpoch();
        assertEq(price(), 1 ether, "for 24 epochs");
        curve.release(only(StatementId.wrap(1)));
        assertEq(before - availableOf(requester), 0.3 ether, "the fee alone is gone");
    }
}
