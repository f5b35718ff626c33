// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountState, AccountWord, BatchTerms, IBank, Posting} from "../../src/bank/IBank.sol";
import {AccessManager, Bank, ComputeToken} from "../support/Deployed.sol";
import {ModuleMock} from "../support/ModuleMock.sol";
import {Test} from "../support/Test.sol";

contract BankBatchTest is Test {
    address private constant ALICE = address(0xA11CE);
    address private constant BOB = address(0xB0B);
    address private constant CAROL = address(0xCA401);
    uint96 private constant FUNDS_WEI = 1_000_000 ether;
    /// @dev Where the Bank keeps them; senders of batches name the latter in access lists.
    uint256 private constant TOTAL_HELD_SLOT = 1;
    uint256 private constant ACCOUNTS_SLOT = 2;

    ComputeToken private token;
    Bank private bank;
    ModuleMock private module;

    function setUp() public {
        AccessManager manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), uint64(1 days), next)));
        module = new ModuleMock(bank);
        token.transfer(ALICE, FUNDS_WEI);
        vm.startPrank(ALICE);
        token.approve(address(bank), type(uint256).max);
        bank.deposit(FUNDS_WEI, 1);
        vm.stopPrank();
    }

    function _terms(uint256 number, uint256 amountBytes, uint256 unitWei) private pure returns (BatchTerms) {
        return BatchTerms.wrap(unitWei | (amountBytes << 96) | (number << 104));
    }

    function _pay(BatchTerms terms, bytes memory payments) private {
        vm.prank(ALICE);
        bank.payBatch(terms, payments);
    }

    function _availableOf(address account) private view returns (uint256 availableWei) {
        (availableWei, , ) = bank.accountOf(account);
    }

    function _payment(address account, uint256 amount, uint256 amountBytes) private pure returns (bytes memory payment) {
        payment = abi.encodePacked(account, bytes32(amount << (8 * (32 - amountBytes))));
        assembly ("memory-safe") {
            mstore(payment, add(20, amountBytes))
        }
    }

    function test_BatchPaysEveryPayeeAndTellsIt() public {
        bytes memory payments = bytes.concat(
            abi.encodePacked(BOB, uint32(7)),
            abi.encodePacked(CAROL, uint32(0xffffffff)),
            abi.encodePacked(BOB, uint32(1))
        );
        vm.expectEmit(address(bank));
        emit IBank.BatchPaid(ALICE, _terms(0, 4, 1e9), payments);
        _pay(_terms(0, 4, 1e9), payments);
        assertEq(_availableOf(BOB), 8e9, "paid twice in one batch");
        assertEq(_availableOf(CAROL), uint256(0xffffffff) * 1e9, "paid");
        assertEq(_availableOf(ALICE), FUNDS_WEI - uint256(0xffffffff) * 1e9 - 8e9, "payer");
        assertEq(bank.nextBatchOf(ALICE), 1, "its next batch");
        assertEq(bank.nextBatchOf(BOB), 0, "a payee's next batch");
        assertEq(bank.totalHeldWei(), FUNDS_WEI, "held");
    }

    function test_BatchIsPaidOnceWhateverIsSentAgain() public {
        bytes memory payments = abi.encodePacked(BOB, uint8(5));
        _pay(_terms(0, 1, 1), payments);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchOutOfOrder.selector, 1, 0));
        _pay(_terms(0, 1, 1), payments);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchOutOfOrder.selector, 1, 2));
        _pay(_terms(2, 1, 1), payments);
        // What stands above the number is part of it.
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchOutOfOrder.selector, 1, (1 << 32) | 1));
        _pay(_terms((1 << 32) | 1, 1, 1), payments);
        assertEq(_availableOf(BOB), 5, "paid once");
    }

    function test_BatchThatWasRevertedKeepsItsNumber() public {
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, FUNDS_WEI, FUNDS_WEI + 1));
        _pay(_terms(0, 12, 1), _payment(BOB, FUNDS_WEI + 1, 12));
        assertEq(bank.nextBatchOf(ALICE), 0, "its next batch");
        _pay(_terms(0, 12, 1), _payment(BOB, FUNDS_WEI, 12));
        assertEq(_availableOf(BOB), FUNDS_WEI, "paid");
    }

    function test_EmptyBatchCallsOffAnotherOfItsNumber() public {
        _pay(_terms(0, 4, 1), "");
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchOutOfOrder.selector, 1, 0));
        _pay(_terms(0, 1, 1), abi.encodePacked(BOB, uint8(5)));
        assertEq(_availableOf(ALICE), FUNDS_WEI, "payer");
    }

    function test_PayerMayBeAmongItsPayees() public {
        vm.prank(ALICE);
        bank.requestWithdrawal(FUNDS_WEI - 10);
        // Ten are there: four to Bob, and more to itself than it has.
        _pay(_terms(0, 12, 1), bytes.concat(_payment(ALICE, 100, 12), _payment(BOB, 4, 12), _payment(ALICE, 1, 12)));
        assertEq(_availableOf(ALICE), 6, "payer");
        assertEq(_availableOf(BOB), 4, "payee");
        // What it pays itself does not pay others.
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, 106, 107));
        _pay(_terms(1, 12, 1), bytes.concat(_payment(ALICE, 100, 12), _payment(BOB, 7, 12)));
    }

    function test_AmountsNeverLeaveTheirBalance() public {
        uint256 most = type(uint96).max;
        vm.prank(ALICE);
        bank.setConsent(type(uint32).max);
        // Beyond the balance and into the bits above it, where the lock, the consent and the number are.
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, FUNDS_WEI - 1, most)
        );
        _pay(_terms(0, 12, 1), _payment(ALICE, most, 12));
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, FUNDS_WEI, most * most)
        );
        _pay(_terms(0, 12, most), _payment(BOB, most, 12));
        uint256 four = 4 * most;
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, FUNDS_WEI - 4, four)
        );
        bytes memory one = _payment(ALICE, most, 12);
        _pay(_terms(0, 12, 1), bytes.concat(one, one, one, one));
        (uint96 availableWei, uint96 lockedWei, uint32 consent) = bank.accountOf(ALICE);
        assertEq(availableWei, FUNDS_WEI, "available");
        assertEq(lockedWei, 0, "locked");
        assertEq(consent, type(uint32).max, "consent");
    }

    function test_BatchLeavesLockAndConsentOfPayerAndPayees() public {
        Posting[] memory postings = new Posting[](1);
        postings[0] = Posting(ALICE, -60, 60);
        module.post(postings);
        vm.prank(BOB);
        bank.setConsent(0x80000001);
        _pay(_terms(0, 1, 1), abi.encodePacked(BOB, uint8(5)));
        (uint96 availableWei, uint96 lockedWei, uint32 consent) = bank.accountOf(ALICE);
        assertEq(availableWei, FUNDS_WEI - 65, "available");
        assertEq(lockedWei, 60, "locked");
        assertEq(consent, 1, "consent");
        (availableWei, lockedWei, consent) = bank.accountOf(BOB);
        assertEq(availableWei, 5, "available");
        assertEq(lockedWei, 0, "locked");
        assertEq(consent, 0x80000001, "consent");
        // What is locked pays nobody.
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, ALICE, FUNDS_WEI - 65, FUNDS_WEI - 64)
        );
        _pay(_terms(1, 12, 1), _payment(BOB, FUNDS_WEI - 64, 12));
    }

    function test_NumberOfBatchesOutlivesEverythingElseInTheWord() public {
        _pay(_terms(0, 1, 1), "");
        _pay(_terms(1, 1, 1), "");
        vm.startPrank(ALICE);
        bank.setConsent(6);
        bank.setConsent(1);
        bank.requestWithdrawal(10);
        bank.cancelWithdrawal();
        vm.stopPrank();
        Posting[] memory postings = new Posting[](1);
        postings[0] = Posting(ALICE, -60, 60);
        AccountState[] memory states = new AccountState[](1);
        states[0] = AccountState(
            ALICE,
            AccountWord.wrap((FUNDS_WEI - 60) | (uint256(60) << 96) | (uint256(1) << 192) | (uint256(2) << 224))
        );
        vm.expectEmit(address(bank));
        emit IBank.Posted(states);
        module.post(postings);
        assertEq(bank.nextBatchOf(ALICE), 2, "its next batch");
        // The number is no consent: none is taken away here.
        vm.prank(ALICE);
        bank.setConsent(3);
        (, uint96 lockedWei, uint32 consent) = bank.accountOf(ALICE);
        assertEq(lockedWei, 60, "locked");
        assertEq(consent, 3, "consent");
    }

    function test_NumberStartsAnewAfterTheLast() public {
        bytes32 slot = keccak256(abi.encode(ALICE, ACCOUNTS_SLOT));
        uint256 word = uint256(vm.load(address(bank), slot));
        assertEq(uint96(word), FUNDS_WEI, "the word");
        vm.store(address(bank), slot, bytes32(word | (uint256(type(uint32).max) << 224)));
        _pay(_terms(type(uint32).max, 1, 1), abi.encodePacked(BOB, uint8(5)));
        assertEq(bank.nextBatchOf(ALICE), 0, "its next batch");
        (uint96 availableWei, uint96 lockedWei, uint32 consent) = bank.accountOf(ALICE);
        assertEq(availableWei, FUNDS_WEI - 5, "available");
        assertEq(lockedWei, 0, "locked");
        assertEq(consent, 1, "consent");
    }

    function test_MalformedBatchesAreRefused() public {
        bytes memory payments = abi.encodePacked(BOB, uint32(5));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchMalformed.selector, 0, 20));
        _pay(_terms(0, 0, 1), abi.encodePacked(BOB));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchMalformed.selector, 13, 33));
        _pay(_terms(0, 13, 1), abi.encodePacked(BOB, uint104(5)));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchMalformed.selector, 255, 24));
        _pay(_terms(0, 255, 1), payments);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchMalformed.selector, 4, 25));
        _pay(_terms(0, 4, 1), bytes.concat(payments, hex"00"));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBatchMalformed.selector, 5, 24));
        _pay(_terms(0, 5, 1), payments);
    }

    function test_TheBankNeverOwesMoreThanABalanceHolds() public {
        // Only a token of which there is more than of ours can come there; the books then say that this much was deposited.
        uint256 most = type(uint96).max;
        vm.store(address(bank), bytes32(TOTAL_HELD_SLOT), bytes32(most - 4));
        assertEq(bank.totalHeldWei(), most - 4, "held");
        token.approve(address(bank), 10);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankBalanceOverflow.selector, address(this)));
        bank.deposit(5, 0);
        bank.deposit(4, 0);
        assertEq(bank.totalHeldWei(), most, "held");
    }

    /// Any batch against a model that adds with checked arithmetic: any width, few accounts, so that they repeat.
    function testFuzz_BatchFollowsTheModel(uint256 seed, uint96 unitWei, uint8 rawBytes, uint8 rawCount) public {
        uint256 amountBytes = 1 + (rawBytes % 12);
        uint256 count = rawCount % 23;
        if (seed & 1 == 0) unitWei = uint96(unitWei % ((FUNDS_WEI >> (8 * amountBytes + 3)) + 1) + 1);
        address[4] memory accounts = [ALICE, BOB, CAROL, address(uint160(seed >> 8))];
        uint256[4] memory paidWei;
        uint256 totalWei;
        bytes memory payments;
        for (uint256 i = 0; i < count; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            uint256 amount = (draw >> 8) & ((1 << (8 * amountBytes)) - 1);
            if (draw & 0xf0 == 0) amount = 0;
            uint256 which = draw & 3;
            paidWei[which] += amount * unitWei;
            totalWei += amount * unitWei;
            payments = bytes.concat(payments, _payment(accounts[which], amount, amountBytes));
        }
        bool enough = totalWei - paidWei[0] <= FUNDS_WEI && paidWei[0] <= type(uint96).max - FUNDS_WEI;
        vm.prank(ALICE);
        try bank.payBatch(_terms(0, amountBytes, unitWei), payments) {
            assertTrue(enough, "paid what the model refuses");
            assertEq(_availableOf(ALICE), FUNDS_WEI + paidWei[0] - totalWei, "payer");
            for (uint256 i = 1; i < 4; ++i) assertEq(_availableOf(accounts[i]), paidWei[i], "payee");
            assertEq(bank.nextBatchOf(ALICE), 1, "its next batch");
        } catch {
            assertTrue(!enough, "refused what the model pays");
            assertEq(_availableOf(ALICE), FUNDS_WEI, "payer");
        }
    }
}
