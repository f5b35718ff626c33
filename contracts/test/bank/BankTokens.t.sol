// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {AccessManager, Bank} from "../support/Deployed.sol";
import {Test} from "../support/Test.sol";
import {CallingToken, DeafToken, FeeToken, IDepositor, SilentToken} from "./OddTokens.sol";

contract BankTokensTest is Test, IDepositor {
    AccessManager private manager;
    Bank private bank;
    uint256 private again;

    function setUp() public {
        manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
    }

    function _bankOf(address token) private {
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), uint64(0), address(this))));
    }

    function _assertBooks(uint256 availableWei, uint256 balanceWei) private view {
        (uint256 actualWei, , ) = bank.accountOf(address(this));
        assertEq(actualWei, availableWei, "available");
        assertEq(bank.totalHeldWei(), availableWei, "held");
        assertEq(bank.token().balanceOf(address(bank)), balanceWei, "balance");
    }

    function test_TokenThatReturnsNothingIsHeld() public {
        SilentToken token = new SilentToken();
        _bankOf(address(token));
        token.approve(address(bank), 100);
        bank.deposit(100, 0);
        _assertBooks(100, 100);
        bank.requestWithdrawal(40);
        bank.withdraw(address(0xB0B));
        _assertBooks(60, 60);
        assertEq(token.balanceOf(address(0xB0B)), 40, "paid");
    }

    function test_TokenThatTakesAFeeOnTheWayIsRefused() public {
        FeeToken token = new FeeToken();
        _bankOf(address(token));
        token.approve(address(bank), type(uint256).max);
        token.setFee(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 1000, 990));
        bank.deposit(1000, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 1000, 990));
        bank.depositFor(address(0xB0B), 1000);
        // A surplus of other origin does not make up for it.
        token.transfer(address(bank), 500);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 1000, 990));
        bank.deposit(1000, 0);
        _assertBooks(0, 495);
        token.setFee(0, 3);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 1000, 1003));
        bank.deposit(1000, 0);
        token.setFee(0, 0);
        bank.deposit(1000, 0);
        _assertBooks(1000, 1495);
    }

    function test_TokenThatTakesAFeeLaterStillPaysTheOthers() public {
        FeeToken token = new FeeToken();
        _bankOf(address(token));
        token.approve(address(bank), type(uint256).max);
        bank.deposit(1000, 0);
        bank.requestWithdrawal(300);
        token.setFee(50, 0);
        bank.withdraw(address(0xB0B));
        assertEq(token.balanceOf(address(0xB0B)), 150, "what is left of it");
        _assertBooks(700, 700);
    }

    function test_TokenThatMovesNothingIsRefused() public {
        _bankOf(address(new DeafToken(true)));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 10, 0));
        bank.deposit(10, 0);
        DeafToken honest = new DeafToken(false);
        _bankOf(address(honest));
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(honest)));
        bank.deposit(10, 0);
    }

    function test_DepositWithinADepositIsRefused() public {
        CallingToken token = new CallingToken();
        _bankOf(address(token));
        token.approve(address(bank), type(uint256).max);
        again = 1;
        vm.expectRevert(abi.encodeWithSelector(IBank.BankTokenShort.selector, 10, 17));
        bank.deposit(10, 0);
        again = 0;
        bank.deposit(10, 0);
        _assertBooks(10, 10);
    }

    function onTransfer() external {
        if (again == 0) return;
        again = 0;
        bank.deposit(7, 0);
    }
}
