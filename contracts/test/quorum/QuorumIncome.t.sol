// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId} from "../../src/asset/AssetTypes.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {Offer} from "../../src/job/DealTypes.sol";
import {QuorumFill} from "../../src/quorum/QuorumTypes.sol";
import {QuorumFixture} from "./QuorumFixture.sol";

/// @notice Quorums of resources: whose a payment is, and whose a slashed stake.
contract QuorumIncomeTest is QuorumFixture {
    bytes32 private constant RIGHT = keccak256("right");
    bytes32 private constant WRONG = keccak256("wrong");

    ResourceId private vid;
    ResourceId private plain;

    function setUp() public {
        deployAssets();
        addQuorum(3);
        vid = createOne(provider);
        plain = createOne(provider);
        shareOut(vid, provider, provider, 250, other);
    }

    function test_ThePaymentIsIncomeAndTheStakesAreTheProviders() public {
        Opened memory round = openQuorum(defaultQuorumRequest(), _fills(raw(vid), raw(vid), raw(plain)));
        contribute(round, 0, RIGHT);
        contribute(round, 1, RIGHT);
        contribute(round, 2, WRONG);
        finalize(round, RIGHT);
        uint256 stakeWei = round.seats[2].stakeWei;
        uint256 incomeWei = paymentOf(round, 0) + paymentOf(round, 1);
        assertBalances(at(0), FUNDS_WEI + stakeWei / 2 + (stakeWei % 2), 0);
        assertBalances(at(1), FUNDS_WEI + stakeWei / 2, 0);
        assertBalances(at(2), FUNDS_WEI - stakeWei, 0);
        assertBalances(requester, FUNDS_WEI - incomeWei, 0);
        assertEq(availableOf(address(revenueRight)), incomeWei, "income");
        assertEq(revenueRight.owedWei(), incomeWei, "attributed");
    }

    function test_AResourceWithoutARevenueRightPaysItsProvider() public {
        uint256 none = (uint256(1) << 64) + raw(vid);
        Opened memory round = openQuorum(defaultQuorumRequest(), _fills(raw(plain), none, raw(vid)));
        for (uint256 i = 0; i < 3; ++i) contribute(round, i, RIGHT);
        vm.expectEmit(address(revenueRight));
        uint256 incomeWei = paymentOf(round, 2);
        emit IRevenueRight.IncomeReceived(vid, address(quorum), uint96(incomeWei), uint128(incomeWei / SHARES));
        finalize(round, RIGHT);
        assertBalances(at(0), FUNDS_WEI + paymentOf(round, 0), 0);
        assertBalances(at(1), FUNDS_WEI + paymentOf(round, 1), 0);
        assertBalances(at(2), FUNDS_WEI, 0);
    }

    function _fills(uint256 first, uint256 second, uint256 third) private view returns (QuorumFill[] memory fills) {
        fills = quorumFills(3);
        uint256[3] memory resourceIds = [first, second, third];
        for (uint256 i = 0; i < 3; ++i) {
            Offer memory offer = fills[i].offer;
            offer.resourceId = resourceIds[i];
            fills[i].signature = signOffer(offer, keys[i]);
        }
    }
}
