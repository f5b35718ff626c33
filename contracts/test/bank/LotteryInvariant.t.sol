// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotteryTerms} from "../../src/bank/LotteryTypes.sol";
import {Test} from "../support/Test.sol";
import {LotteryFixture, Participant, Ticket} from "./LotteryFixture.sol";

/// @notice Opens, draws, claims and expires lotteries of several payers at random, with deposits and withdrawals between, and keeps
/// its own books of what must follow. What the rules refuse is tried as well.
contract LotteryHandler is LotteryFixture {
    uint256 private constant PAYERS = 3;
    uint256 private constant LANES = 2;
    uint256 private constant PARTICIPANTS = 5;

    address[] public accounts;
    uint256 private _height = START_BLOCK;
    uint256 private _sequence;
    Participant[] private _list;
    LotteryTerms[] private _opened;
    mapping(uint256 index => bool) private _over;

    // The books
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    mapping(address account => uint256) public pending;
    uint256 public openPrizesWei;
    uint256 public paid;
    uint256 public expired;

    function start() external {
        deployLottery();
        // Payers take part as well: a line of the journal then joins another.
        accounts.push(payer);
        for (uint256 i = 1; i < PAYERS; ++i) accounts.push(address(uint160(0xA000 + i)));
        for (uint256 i = 1; i < PAYERS; ++i) fund(accounts[i], FUNDS_WEI);
        for (uint256 i = 0; i < PAYERS; ++i) available[accounts[i]] = FUNDS_WEI;
        for (uint256 i = PAYERS; i < PARTICIPANTS; ++i) accounts.push(participantAt(i));
        for (uint256 i = 0; i < PARTICIPANTS; ++i) _list.push(Participant(accounts[i], uint64(10 ** i)));
        accounts.push(TREASURY);
        accounts.push(KEEPER);
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function bankOf(address account) external view returns (uint256 availableWei, uint256 lockedWei, uint256 pendingWei) {
        (availableWei, lockedWei, ) = bank.accountOf(account);
        (pendingWei, ) = bank.withdrawalOf(account);
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)));
    }

    /// @dev Whether the chain says of every lottery what the books say.
    function agrees() external view returns (bool) {
        for (uint256 i = 0; i < _opened.length; ++i) {
            if (lottery.isOpen(_opened[i]) == _over[i]) return false;
        }
        return true;
    }

    function openOne(uint256 seed, uint96 valueWei, uint256 draws, uint256 claims) external {
        LotteryTerms memory terms = LotteryTerms({
            payer: accounts[seed % PAYERS],
            id: idOf((seed >> 8) % LANES, ++_sequence),
            valueWei: uint96(bound(valueWei, 1, MAX_VALUE_WEI)),
            drawBlock: uint64(_height + bound(draws, 1, 30)),
            claimBlocks: uint16(bound(claims, 1, 200)),
            root: rootOf(_list)
        });
        vm.roll(_height);
        (, bytes26 present) = lottery.laneOf(terms.payer, uint16(terms.id));
        vm.prank(terms.payer);
        try lottery.open(terms.id, terms.valueWei, terms.drawBlock, terms.claimBlocks, terms.root) {
            assertTrue(present == 0 && available[terms.payer] >= terms.valueWei, "opened what it must not");
        } catch {
            assertTrue(present != 0 || available[terms.payer] < terms.valueWei, "refused what it must open");
            return;
        }
        _opened.push(terms);
        available[terms.payer] -= terms.valueWei;
        locked[terms.payer] += terms.valueWei;
        openPrizesWei += terms.valueWei;
    }

    function mine(uint256 blocks) external {
        _height += bound(blocks, 1, 120);
    }

    /// @dev Whether the hash of a block is known; if so, it is what it would be.
    function _reach(uint64 drawBlock) private returns (bool inReach) {
        vm.roll(_height);
        inReach = _height > drawBlock && _height <= uint256(drawBlock) + 256;
        if (inReach) vm.setBlockhash(drawBlock, _randomOf(drawBlock));
    }

    function _randomOf(uint64 drawBlock) private pure returns (bytes32) {
        return keccak256(abi.encode("block", drawBlock));
    }

    function claimOne(uint256 seed, uint256 shown, bool byKeeper) external {
        if (_opened.length == 0) return;
        uint256 index = seed % _opened.length;
        LotteryTerms memory terms = _opened[index];
        bool inReach = _reach(terms.drawBlock);
        uint256 winner;
        if (inReach) winner = winnerOf(_list, positionOf(terms, _randomOf(terms.drawBlock)));
        uint256 shownIndex = shown % 3 == 0 ? shown % PARTICIPANTS : winner;
        Ticket memory ticket = ticketOf(_list, shownIndex);
        address sender = byKeeper ? KEEPER : ticket.account;
        bool mayPay = inReach && !_over[index] && shownIndex == winner;
        vm.prank(sender);
        try lottery.claim(terms, ticket.account, ticket.weight, ticket.path, ticket.siblings) {
            assertTrue(mayPay, "paid what it must not");
        } catch {
            assertTrue(!mayPay, "refused whom it must pay");
            return;
        }
        _over[index] = true;
        ++paid;
        openPrizesWei -= terms.valueWei;
        locked[terms.payer] -= terms.valueWei;
        uint256 bountyWei;
        if (byKeeper && _height > uint256(terms.drawBlock) + terms.claimBlocks) {
            bountyWei = (uint256(terms.valueWei) * BOUNTY_BASIS_POINTS) / 10_000;
        }
        available[ticket.account] += terms.valueWei - bountyWei;
        available[KEEPER] += bountyWei;
    }

    function expireOne(uint256 seed) external {
        if (_opened.length == 0) return;
        uint256 index = seed % _opened.length;
        LotteryTerms memory terms = _opened[index];
        bool mayExpire = _height > terms.drawBlock && !_reach(terms.drawBlock) && !_over[index];
        try lottery.expire(terms) {
            assertTrue(mayExpire, "expired what it must not");
        } catch {
            assertTrue(!mayExpire, "refused what it must expire");
            return;
        }
        _over[index] = true;
        ++expired;
        openPrizesWei -= terms.valueWei;
        locked[terms.payer] -= terms.valueWei;
        available[TREASURY] += terms.valueWei;
    }

    function topUp(uint256 seed, uint96 amountWei) external {
        address account = accounts[seed % accounts.length];
        amountWei = uint96(bound(amountWei, 1, 50 ether));
        token.approve(address(bank), amountWei);
        bank.depositFor(account, amountWei);
        available[account] += amountWei;
    }

    function requestWithdrawal(uint256 seed, uint96 amountWei) external {
        address account = accounts[seed % accounts.length];
        if (available[account] == 0) return;
        amountWei = uint96(bound(amountWei, 1, available[account]));
        vm.prank(account);
        bank.requestWithdrawal(amountWei);
        available[account] -= amountWei;
        pending[account] += amountWei;
    }

    function takeConsentBack(uint256 seed) external {
        address account = accounts[seed % PAYERS];
        if (locked[account] == 0) return;
        vm.prank(account);
        try bank.setConsent(0) {
            assertTrue(false, "consent gone while a prize is locked");
        } catch {}
    }
}

/// @notice Whatever happens, balances are what the books say, what is locked of payers is what their open lotteries promise, and all
/// of it is what the Bank holds.
contract LotteryInvariantTest is Test {
    LotteryHandler private handler;

    function setUp() public {
        handler = new LotteryHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[9] memory selectors = [
            LotteryHandler.openOne.selector,
            LotteryHandler.openOne.selector,
            LotteryHandler.mine.selector,
            LotteryHandler.claimOne.selector,
            LotteryHandler.claimOne.selector,
            LotteryHandler.expireOne.selector,
            LotteryHandler.topUp.selector,
            LotteryHandler.requestWithdrawal.selector,
            LotteryHandler.takeConsentBack.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    function invariant_BalancesAreThoseOfTheBooksAndAllThatTheBankHolds() public view {
        uint256 sumWei;
        uint256 lockedWei;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            (uint256 availableWei, uint256 accountLockedWei, uint256 pendingWei) = handler.bankOf(account);
            assertEq(availableWei, handler.available(account), "available");
            assertEq(accountLockedWei, handler.locked(account), "locked");
            assertEq(pendingWei, handler.pending(account), "pending");
            sumWei += availableWei + accountLockedWei + pendingWei;
            lockedWei += accountLockedWei;
        }
        assertEq(lockedWei, handler.openPrizesWei(), "locked is what open lotteries promise");
        (uint256 heldWei, uint256 balanceWei) = handler.held();
        assertEq(sumWei, heldWei, "sum of all balances");
        assertEq(heldWei, balanceWei, "what the bank holds");
        assertTrue(handler.agrees(), "open lotteries");
    }
}
