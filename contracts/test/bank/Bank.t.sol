// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager, Bank, ComputeToken} from "../support/Deployed.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {AccountState, AccountWord, IBank, Posting} from "../../src/bank/IBank.sol";
import {ModuleMock} from "../support/ModuleMock.sol";
import {Test} from "../support/Test.sol";

contract BankTest is Test {
    uint64 private constant DELAY_SECONDS = 1 days;
    /// @dev The optimizer takes block.timestamp for constant within a call, so times are counted from here.
    uint64 private constant START = 1_800_000_000;
    uint256 private constant ALICE_KEY = 0xA11CE;
    address private constant BOB = address(0xB0B);

    AccessManager private manager;
    ComputeToken private token;
    Bank private bank;
    ModuleMock private module;
    address private alice;

    function setUp() public {
        vm.warp(START);
        alice = vm.addr(ALICE_KEY);
        manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), DELAY_SECONDS, next)));
        module = new ModuleMock(bank);
        assertEq(address(module), next, "first module");
        token.transfer(alice, 100);
        vm.prank(alice);
        token.approve(address(bank), type(uint256).max);
    }

    function _word(uint256 availableWei, uint256 lockedWei, uint256 consent) private pure returns (AccountWord) {
        return AccountWord.wrap(availableWei | (lockedWei << 96) | (consent << 192));
    }

    function _assertAccount(address account, uint256 availableWei, uint256 lockedWei, uint256 consent) private view {
        (uint96 actualAvailableWei, uint96 actualLockedWei, uint32 actualConsent) = bank.accountOf(account);
        assertEq(actualAvailableWei, availableWei, "available");
        assertEq(actualLockedWei, lockedWei, "locked");
        assertEq(actualConsent, consent, "consent");
    }

    function _postings(
        address a,
        int256 availableA,
        int256 lockedA,
        address b,
        int256 availableB,
        int256 lockedB
    ) private pure returns (Posting[] memory list) {
        list = new Posting[](2);
        list[0] = Posting(a, availableA, lockedA);
        list[1] = Posting(b, availableB, lockedB);
    }

    // Deposits

    function test_DepositCreditsAndConsents() public {
        vm.expectEmit(address(bank));
        emit IBank.AccountChanged(alice, _word(40, 0, 5));
        vm.expectEmit(address(bank));
        emit IBank.Deposited(alice, alice, 40);
        vm.prank(alice);
        bank.deposit(40, 5);
        vm.prank(alice);
        bank.deposit(1, 2);
        _assertAccount(alice, 41, 0, 7);
        assertEq(bank.totalHeldWei(), 41, "held");
        assertEq(token.balanceOf(address(bank)), 41, "balance");
    }

    function test_DepositForCreditsAnotherAndLeavesItsConsent() public {
        vm.expectEmit(address(bank));
        emit IBank.Deposited(alice, BOB, 40);
        vm.prank(alice);
        bank.depositFor(BOB, 40);
        _assertAccount(BOB, 40, 0, 0);
        _assertAccount(alice, 0, 0, 0);
    }

    function test_DepositRefusals() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankZeroAmount.selector));
        bank.deposit(0, 1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidRecipient.selector, address(0)));
        bank.depositFor(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidRecipient.selector, address(bank)));
        bank.depositFor(address(bank), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 100, 101));
        bank.deposit(101, 0);
        token.approve(address(bank), 3);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(bank), 3, 4)
        );
        bank.deposit(4, 0);
        vm.stopPrank();
        _assertAccount(alice, 0, 0, 0);
    }

    function _permit(uint256 value) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                address(bank),
                value,
                token.nonces(alice),
                block.timestamp
            )
        );
        return vm.sign(ALICE_KEY, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash)));
    }

    function test_DepositWithPermitNeedsNoApproval() public {
        vm.prank(alice);
        token.approve(address(bank), 0);
        (uint8 v, bytes32 r, bytes32 s) = _permit(30);
        vm.prank(alice);
        bank.depositWithPermit(30, 1, block.timestamp, v, r, s);
        _assertAccount(alice, 30, 0, 1);
    }

    function test_DepositWithPermitWorksWhereThePermitWasUsedByAnother() public {
        vm.prank(alice);
        token.approve(address(bank), 0);
        (uint8 v, bytes32 r, bytes32 s) = _permit(30);
        token.permit(alice, address(bank), 30, block.timestamp, v, r, s);
        vm.prank(alice);
        bank.depositWithPermit(30, 1, block.timestamp, v, r, s);
        _assertAccount(alice, 30, 0, 1);
    }

    // Consent

    function test_ConsentIsRemovedOnlyWhileNothingIsLocked() public {
        vm.prank(alice);
        bank.deposit(40, 1);
        module.post(_postings(alice, -10, 10, alice, 0, 0));
        vm.startPrank(alice);
        bank.setConsent(3);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentInUse.selector, alice, 10));
        bank.setConsent(1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentInUse.selector, alice, 10));
        bank.setConsent(6);
        vm.stopPrank();
        module.post(_postings(alice, 10, -10, alice, 0, 0));
        vm.prank(alice);
        bank.setConsent(0);
        _assertAccount(alice, 40, 0, 0);
    }

    // Withdrawal

    function test_WithdrawalWaitsAndRequestsAddUp() public {
        vm.startPrank(alice);
        bank.deposit(100, 1);
        vm.expectEmit(address(bank));
        emit IBank.WithdrawalRequested(alice, 30, START + DELAY_SECONDS);
        bank.requestWithdrawal(30);
        vm.warp(START + DELAY_SECONDS - 1);
        uint64 unlockTime = START + 2 * DELAY_SECONDS - 1;
        vm.expectEmit(address(bank));
        emit IBank.WithdrawalRequested(alice, 50, unlockTime);
        bank.requestWithdrawal(20);
        _assertAccount(alice, 50, 0, 1);
        assertEq(bank.totalHeldWei(), 100, "still held");
        vm.warp(unlockTime - 1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankWithdrawalLocked.selector, alice, unlockTime));
        bank.withdraw(alice);
        vm.warp(unlockTime);
        vm.expectEmit(address(bank));
        emit IBank.Withdrawn(alice, BOB, 50);
        bank.withdraw(BOB);
        assertEq(token.balanceOf(BOB), 50, "paid");
        assertEq(bank.totalHeldWei(), 50, "held");
        vm.expectRevert(abi.encodeWithSelector(IBank.BankNoWithdrawalPending.selector, alice));
        bank.withdraw(BOB);
        vm.stopPrank();
    }

    function test_WithdrawalIsCancelled() public {
        vm.startPrank(alice);
        bank.deposit(100, 0);
        bank.requestWithdrawal(30);
        vm.expectEmit(address(bank));
        emit IBank.WithdrawalCancelled(alice, 30);
        bank.cancelWithdrawal();
        _assertAccount(alice, 100, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankNoWithdrawalPending.selector, alice));
        bank.cancelWithdrawal();
        vm.stopPrank();
    }

    function test_WithdrawalRefusals() public {
        vm.startPrank(alice);
        bank.deposit(100, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankZeroAmount.selector));
        bank.requestWithdrawal(0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, alice, 100, 101));
        bank.requestWithdrawal(101);
        bank.requestWithdrawal(1);
        vm.warp(START + DELAY_SECONDS);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidRecipient.selector, address(0)));
        bank.withdraw(address(0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidRecipient.selector, address(bank)));
        bank.withdraw(address(bank));
        vm.stopPrank();
    }

    function test_LockedTokensCannotBeWithdrawn() public {
        vm.prank(alice);
        bank.deposit(100, 1);
        module.post(_postings(alice, -60, 60, alice, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, alice, 40, 41));
        vm.prank(alice);
        bank.requestWithdrawal(41);
    }

    // Donations

    function test_SkimCreditsWhatWasSentPastDeposit() public {
        vm.expectRevert(abi.encodeWithSelector(IBank.BankNoSurplus.selector));
        bank.skim(BOB);
        vm.startPrank(alice);
        bank.deposit(40, 0);
        bank.requestWithdrawal(5);
        token.transfer(address(bank), 60);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidRecipient.selector, address(0)));
        bank.skim(address(0));
        vm.expectEmit(address(bank));
        emit IBank.Skimmed(BOB, 60);
        bank.skim(BOB);
        _assertAccount(BOB, 60, 0, 0);
        assertEq(bank.totalHeldWei(), 100, "held");
        vm.expectRevert(abi.encodeWithSelector(IBank.BankNoSurplus.selector));
        bank.skim(BOB);
    }

    // Postings

    function test_PostMovesAndTellsEveryAccount() public {
        vm.prank(alice);
        bank.deposit(100, 1);
        AccountState[] memory states = new AccountState[](3);
        states[0] = AccountState(alice, _word(40, 50, 1));
        states[1] = AccountState(BOB, _word(10, 0, 0));
        states[2] = AccountState(alice, _word(45, 45, 1));
        Posting[] memory postings = new Posting[](3);
        postings[0] = Posting(alice, -60, 50);
        postings[1] = Posting(BOB, 10, 0);
        postings[2] = Posting(alice, 5, -5);
        vm.expectEmit(address(bank));
        emit IBank.Posted(states);
        module.post(postings);
        _assertAccount(alice, 45, 45, 1);
        _assertAccount(BOB, 10, 0, 0);
        assertEq(bank.totalHeldWei(), 100, "held");
    }

    function test_PostRefusals() public {
        vm.prank(alice);
        bank.deposit(100, 1);
        Posting[] memory postings = _postings(alice, -60, 50, BOB, 10, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankUnknownModule.selector, address(this)));
        bank.post(postings);

        vm.expectRevert(abi.encodeWithSelector(IBank.BankUnbalancedPostings.selector, int256(1)));
        module.post(_postings(alice, -60, 50, BOB, 11, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankUnbalancedPostings.selector, int256(-1)));
        module.post(_postings(alice, -60, 50, BOB, 9, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, alice, 100, 101));
        module.post(_postings(alice, -101, 50, BOB, 51, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientLocked.selector, alice, 0, 1));
        module.post(_postings(alice, 1, -1, BOB, 0, 0));
        // Neither taking from an account nor locking in it goes without consent.
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, BOB, address(module)));
        module.post(_postings(alice, -1, 0, BOB, 0, 1));
        vm.prank(alice);
        bank.requestWithdrawal(1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, alice, 99, 100));
        module.post(_postings(alice, -100, 0, BOB, 100, 0));
        module.post(_postings(alice, -9, 0, BOB, 9, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, BOB, address(module)));
        module.post(_postings(alice, 1, 0, BOB, -1, 0));
    }

    function test_ConsentToOneModuleIsNoneToAnother() public {
        ModuleMock second = new ModuleMock(bank);
        vm.prank(alice);
        bank.deposit(100, 1);
        Posting[] memory postings = _postings(alice, -60, 0, BOB, 60, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankUnknownModule.selector, address(second)));
        second.post(postings);
        bank.addModule(address(second), 31);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, alice, address(second)));
        second.post(postings);
        vm.prank(alice);
        bank.setConsent(1 | (1 << 31));
        second.post(postings);
        _assertAccount(BOB, 60, 0, 0);
    }

    /// Any two lines against a model that adds with checked arithmetic.
    function testFuzz_PostFollowsTheModel(int256 a, int256 b, int256 c, int256 d, uint256 shape) public {
        vm.prank(alice);
        bank.deposit(100, 1);
        module.post(_postings(alice, -50, 50, BOB, 0, 0));
        if (shape & 1 == 0) {
            a = int256(bound(uint256(a), 0, 140)) - 70;
            b = int256(bound(uint256(b), 0, 140)) - 70;
            c = int256(bound(uint256(c), 0, 140)) - 70;
            d = 0;
        }
        if (shape & 2 == 0) {
            unchecked {
                c = -(a + b + d);
            }
        }
        bool valid = _inRange(50, a) && _inRange(50, b) && _inRange(0, c) && d == 0 && c >= 0;
        if (valid) valid = a + b + c + d == 0;
        Posting[] memory postings = _postings(alice, a, b, BOB, c, d);
        try module.post(postings) {
            assertTrue(valid, "accepted what the model refuses");
            _assertAccount(alice, uint256(50 + a), uint256(50 + b), 1);
            _assertAccount(BOB, uint256(c), 0, 0);
        } catch {
            assertTrue(!valid, "refused what the model accepts");
            _assertAccount(alice, 50, 50, 1);
        }
    }

    function _inRange(int256 balance, int256 delta) private pure returns (bool) {
        return delta >= -balance && delta < int256(uint256(1 << 96)) - balance;
    }

    function test_BalancesNeverPassTheirWidth() public {
        vm.prank(alice);
        bank.deposit(100, 1);
        int256 width = int256(uint256(1) << 96);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBalanceOverflow.selector, alice));
        module.post(_postings(alice, width - 100, 0, alice, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBalanceOverflow.selector, alice));
        module.post(_postings(alice, 0, width, alice, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBalanceOverflow.selector, alice));
        module.post(_postings(alice, type(int256).max, 0, alice, 0, 0));
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, alice, 100, uint256(1) << 255)
        );
        module.post(_postings(alice, type(int256).min, 0, alice, 0, 0));
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientLocked.selector, alice, 0, uint256(1) << 255)
        );
        module.post(_postings(alice, 0, type(int256).min, alice, 0, 0));
        // The largest balance there can be is held, on each side.
        module.post(_postings(alice, width - 101, 0, alice, -(width - 101), 0));
        module.post(_postings(alice, 0, width - 1, alice, 0, -(width - 1)));
        _assertAccount(alice, 100, 0, 1);
    }

    // Modules

    function test_ModulesAreAddedByGovernanceAndForEver() public {
        (bool known, uint8 id) = bank.moduleOf(address(module));
        assertTrue(known && id == 0, "the first module");
        (known, ) = bank.moduleOf(BOB);
        assertTrue(!known, "a stranger");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vm.prank(alice);
        bank.addModule(BOB, 1);
        vm.expectEmit(address(bank));
        emit IBank.ModuleAdded(BOB, 31);
        bank.addModule(BOB, 31);
        (known, id) = bank.moduleOf(BOB);
        assertTrue(known && id == 31, "the new module");
        vm.expectRevert(abi.encodeWithSelector(IBank.BankModuleExists.selector, BOB, 31));
        bank.addModule(BOB, 30);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankModuleExists.selector, address(module), 0));
        bank.addModule(address(module), 1);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankModuleIdUnavailable.selector, 31));
        bank.addModule(alice, 31);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankModuleIdUnavailable.selector, 0));
        bank.addModule(alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankModuleIdUnavailable.selector, 32));
        bank.addModule(alice, 32);
    }
}
