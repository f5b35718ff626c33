// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {IPromotionFund} from "../../src/token/IPromotionFund.sol";
import {ISponsoredAccount} from "../../src/token/ISponsoredAccount.sol";
import {Test} from "../support/Test.sol";

contract PromotionFundTest is Test {
    uint256 private constant OPERATOR_KEY = 0xA11CE;
    uint256 private constant TOTAL_WEI = 30_000_000 ether;
    uint64 private constant NOW = 1_800_000_000;
    uint64 private constant EXPIRY = NOW + 30 days;
    address private constant DAO = address(0xDA0);

    address private operator;
    IERC20 private token;
    IBank private bank;
    IPromotionFund private fund;
    /// @dev Stands for the Broker: the test posts as the bank's first module.
    address private broker = address(0xB20);

    function setUp() public {
        vm.warp(NOW);
        operator = vm.addr(OPERATOR_KEY);
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        bank = IBank(deploy("Bank.sol:Bank", abi.encode(token, address(this), uint64(1 days), broker)));
        fund = IPromotionFund(deploy("PromotionFund.sol:PromotionFund", abi.encode(bank, DAO)));
        token.transfer(address(fund), TOTAL_WEI);
    }

    function test_C38_AGrantIsTakenFromTheFundAndSpentOnRequestsAlone() public {
        ISponsoredAccount account = _grant(100 ether);
        assertEq(token.balanceOf(address(fund)), TOTAL_WEI - 100 ether, "the fund has less by it");
        (uint96 availableWei, uint96 lockedWei, uint32 consent) = bank.accountOf(address(account));
        assertEq(availableWei, 100 ether, "the account has it, in the bank");
        assertEq(lockedWei, 0, "free");
        assertEq(consent, 1, "for the Broker and nobody else");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OPERATOR_KEY, keccak256("request"));
        bytes memory signature = abi.encodePacked(r, s, v);
        assertTrue(account.isValidSignature(keccak256("request"), signature) == 0x1626ba7e, "signed by the operator");
        assertTrue(account.isValidSignature(keccak256("other"), signature) != 0x1626ba7e, "and by nobody else");
        vm.warp(EXPIRY);
        assertTrue(account.isValidSignature(keccak256("request"), signature) != 0x1626ba7e, "until it expires");
    }

    function test_C38_WhatIsLeftComesBack() public {
        ISponsoredAccount account = _grant(100 ether);
        vm.expectRevert(abi.encodeWithSelector(ISponsoredAccount.SponsoredNotExpired.selector, EXPIRY));
        vm.prank(operator);
        account.requestReturn();
        vm.warp(EXPIRY);
        account.requestReturn();
        (, uint64 unlockTime) = bank.withdrawalOf(address(account));
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankWithdrawalLocked.selector, address(account), unlockTime)
        );
        account.finishReturn();
        vm.warp(unlockTime);
        account.finishReturn();
        assertEq(token.balanceOf(address(fund)), TOTAL_WEI, "all of it");
        assertEq(bank.totalHeldWei(), 0, "nothing stays behind");
    }

    /// @dev Each request to the bank starts the delay anew for all that waits: with a wei a day nothing would ever come back.
    function test_C38_NobodyHoldsAReturnUp() public {
        ISponsoredAccount account = _grant(100 ether);
        vm.warp(EXPIRY);
        account.requestReturn();
        (, uint64 unlockTime) = bank.withdrawalOf(address(account));
        token.approve(address(bank), 1);
        bank.depositFor(address(account), 1);
        vm.warp(unlockTime - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankWithdrawalLocked.selector, address(account), unlockTime)
        );
        account.requestReturn();
        vm.warp(unlockTime);
        account.requestReturn();
        assertEq(token.balanceOf(address(fund)), TOTAL_WEI, "what waited has come back, in its time");
        (uint96 waitingWei, ) = bank.withdrawalOf(address(account));
        assertEq(waitingWei, 1, "and the wei waits");
    }

    function test_C38_OnlyTheDaoGrantsAndWithdraws() public {
        vm.expectRevert(abi.encodeWithSelector(IPromotionFund.PromotionNotDao.selector, address(this)));
        fund.grant(operator, 1, EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(IPromotionFund.PromotionNotDao.selector, address(this)));
        fund.withdraw(address(this), 1);
        vm.prank(DAO);
        fund.withdraw(address(0x77), 5 ether);
        assertEq(token.balanceOf(address(0x77)), 5 ether, "as the DAO says");
    }

    function test_C38_GrantsThatMakeNoSense() public {
        vm.startPrank(DAO);
        vm.expectRevert(abi.encodeWithSelector(IPromotionFund.PromotionTermsInvalid.selector));
        fund.grant(address(0), 1, EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(IPromotionFund.PromotionTermsInvalid.selector));
        fund.grant(operator, 0, EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(IPromotionFund.PromotionTermsInvalid.selector));
        fund.grant(operator, 1, NOW);
        vm.stopPrank();
    }

    function _grant(uint96 amountWei) private returns (ISponsoredAccount) {
        vm.prank(DAO);
        return ISponsoredAccount(fund.grant(operator, amountWei, EXPIRY));
    }
}
