// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IDailyFund} from "../../src/token/IDailyFund.sol";
import {Test} from "../support/Test.sol";

contract DailyFundTest is Test {
    uint128 private constant TOTAL_WEI = 30_000_000 ether;
    uint32 private constant DAYS = 3_650;
    uint256 private constant CAP_WEI = uint256(TOTAL_WEI) / DAYS;
    uint64 private constant START = 1_800_000_000;
    address private constant DAO = address(0xDA0);
    address private constant DISTRIBUTOR = address(0xD157);

    IERC20 private token;
    IDailyFund private fund;

    function setUp() public {
        vm.warp(START);
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        fund = IDailyFund(deploy("DailyFund.sol:DailyFund", abi.encode(token, DAO, TOTAL_WEI, DAYS, START)));
        token.transfer(address(fund), TOTAL_WEI);
        vm.prank(DAO);
        fund.setDistributor(DISTRIBUTOR);
    }

    function test_C37_ADayGivesOutATenYearsPartAndNoMore() public {
        assertEq(fund.dailyCapWeiDown(), 8_219.178_082_191_780_821_917 ether, "30,000,000 over 3,650 days");
        _distribute(1, CAP_WEI);
        assertEq(token.balanceOf(address(0x1001)), CAP_WEI, "all of the day");
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundDayExhausted.selector, 1, 0));
        _distribute(1, 1);
        vm.warp(START + 1 days - 1);
        assertEq(fund.leftTodayWei(), 0, "nothing until the day is over");
        vm.warp(START + 1 days);
        assertEq(fund.leftTodayWei(), CAP_WEI, "and then another day's");
    }

    function test_C37_WhatADayLeavesDoesNotPileUp() public {
        _distribute(1, CAP_WEI / 4);
        assertEq(fund.leftTodayWei(), CAP_WEI - CAP_WEI / 4, "the rest of the day");
        vm.warp(START + 400 days);
        assertEq(fund.leftTodayWei(), CAP_WEI, "one day's, however many went by");
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundDayExhausted.selector, CAP_WEI + 1, CAP_WEI));
        _distribute(1, CAP_WEI + 1);
    }

    function test_C37_PointsShareTheDayOut() public {
        address[] memory recipients = new address[](3);
        uint128[] memory points = new uint128[](3);
        for (uint256 i = 0; i < 3; ++i) recipients[i] = address(uint160(0x1001 + i));
        (points[0], points[1], points[2]) = (1, 2, 4);
        vm.prank(DISTRIBUTOR);
        fund.distribute(recipients, points, 100);
        assertEq(token.balanceOf(recipients[0]), 14, "a seventh, down");
        assertEq(token.balanceOf(recipients[1]), 28, "two sevenths, down");
        assertEq(token.balanceOf(recipients[2]), 57, "four sevenths, down");
        assertEq(token.balanceOf(address(fund)), TOTAL_WEI - 99, "what rounding leaves stays");
    }

    function test_C37_TheFundLastsTenYearsAtTheLeast() public {
        fund = IDailyFund(deploy("DailyFund.sol:DailyFund", abi.encode(token, DAO, 103, uint32(10), START)));
        token.transfer(address(fund), 103);
        vm.prank(DAO);
        fund.setDistributor(DISTRIBUTOR);
        for (uint256 day = 0; day < 10; ++day) {
            vm.warp(START + day * 1 days);
            _distribute(1, 10);
        }
        vm.warp(START + 10 days);
        assertEq(fund.leftTodayWei(), 3, "the odd units come last");
        _distribute(1, 3);
        assertEq(token.balanceOf(address(fund)), 0, "and then it is empty");
        vm.warp(START + 11 days);
        assertEq(fund.leftTodayWei(), 0, "for good");
    }

    function test_C37_OnlyTheDaoNamesWhoShares() public {
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundNotDao.selector, address(this)));
        fund.setDistributor(address(this));
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundNotDistributor.selector, DAO));
        vm.prank(DAO);
        fund.distribute(new address[](0), new uint128[](0), 0);
        vm.prank(DAO);
        fund.setDistributor(address(0));
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundNotDistributor.selector, DISTRIBUTOR));
        _distribute(1, 1);
    }

    function test_C37_PointsAndTimesThatMakeNoSense() public {
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundPointsInvalid.selector));
        _distribute(0, 1);
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundPointsInvalid.selector));
        vm.prank(DISTRIBUTOR);
        fund.distribute(new address[](2), new uint128[](1), 1);
        vm.warp(START - 1);
        vm.expectRevert(abi.encodeWithSelector(IDailyFund.DailyFundNotStarted.selector, START));
        _distribute(1, 1);
    }

    function testFuzz_C37_NoDayPaysMoreThanItsPart(uint256[12] memory amounts, uint32[12] memory pauses) public {
        uint256 paidWei;
        uint256 dayPaidWei;
        uint256 day;
        for (uint256 i = 0; i < amounts.length; ++i) {
            vm.warp(block.timestamp + bound(pauses[i], 0, 2 days));
            if (fund.today() != day) (day, dayPaidWei) = (fund.today(), 0);
            uint256 amountWei = bound(amounts[i], 0, fund.leftTodayWei());
            if (amountWei == 0) continue;
            _distribute(1, amountWei);
            paidWei += amountWei;
            dayPaidWei += amountWei;
            assertTrue(dayPaidWei <= CAP_WEI, "no more than a day's");
            assertEq(fund.leftTodayWei(), CAP_WEI - dayPaidWei, "the rest of it is left");
        }
        assertEq(token.balanceOf(address(fund)), TOTAL_WEI - paidWei, "conserved");
    }

    function _distribute(uint128 points, uint256 amountWei) private {
        address[] memory recipients = new address[](1);
        uint128[] memory shares = new uint128[](1);
        (recipients[0], shares[0]) = (address(0x1001), points);
        vm.prank(DISTRIBUTOR);
        fund.distribute(recipients, shares, amountWei);
    }
}
