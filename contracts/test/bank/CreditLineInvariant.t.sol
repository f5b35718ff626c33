// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CreditLineId, CreditTerms, CreditUnit} from "../../src/bank/CreditTypes.sol";
import {Test} from "../support/Test.sol";
import {CreditFixture} from "./CreditFixture.sol";

/// @notice Does random things to lines of a few parties, each as the party that may, and keeps its own books of what must
/// follow. What the rules refuse is tried as well, and must be refused.
contract CreditHandler is CreditFixture {
    struct Known {
        CreditTerms terms;
        uint256 depositWei;
        uint256 paidWei;
        uint64 quantity;
        bool closed;
    }

    uint256 private constant PARTIES = 3;

    Known[] private _lines;
    address[] public accounts;
    uint256 private _time = START;

    // The books
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    uint256 public closed;

    function start() external {
        deployCredit();
        accounts.push(payer);
        accounts.push(payee);
        available[payee] = FUNDS_WEI;
        available[payer] = FUNDS_WEI;
        for (uint256 i = 0; i < PARTIES; ++i) {
            address account = vm.addr(PAYER_KEY + 1 + i);
            fund(account);
            accounts.push(account);
            available[account] = FUNDS_WEI;
        }
    }

    function openLine(uint256 who, uint256 whom, uint8 unit, uint96 price, uint256 deposit, uint32 time, uint32 grace) external {
        uint256 key = PAYER_KEY + 1 + (who % PARTIES);
        CreditTerms memory terms = defaultTerms();
        terms.payer = vm.addr(key);
        terms.payee = accounts[whom % accounts.length];
        terms.unit = CreditUnit(unit % 4);
        terms.priceWeiPerUnit = terms.unit == CreditUnit.Timed ? 0 : uint96(bound(price, 1, 100 ether));
        terms.depositWei = uint96(bound(deposit, 0, FUNDS_WEI / 4));
        terms.startsAt = uint64(_time);
        terms.expiresAt = uint64(_time + 1 + (time % 1 days));
        terms.graceSeconds = grace % 1 hours;
        terms.nonce = _lines.length;
        bool allowed = terms.payee != terms.payer && terms.depositWei != 0 && terms.depositWei <= available[terms.payer];
        if (!_try(terms.payer, abi.encodeCall(credit.open, (terms)), allowed)) return;
        available[terms.payer] -= terms.depositWei;
        locked[terms.payer] += terms.depositWei;
        _lines.push(Known(terms, terms.depositWei, 0, 0, false));
    }

    function openAgain(uint256 which) external {
        if (_lines.length == 0) return;
        CreditTerms memory terms = _lines[which % _lines.length].terms;
        _try(terms.payer, abi.encodeCall(credit.open, (terms)), false);
    }

    function topUp(uint256 which, uint256 amount, bool asPayer) external {
        if (_lines.length == 0) return;
        Known storage line = _lines[which % _lines.length];
        uint96 amountWei = uint96(bound(amount, 0, 20 ether));
        address from = asPayer ? line.terms.payer : line.terms.payee;
        bool allowed = asPayer &&
            amountWei != 0 &&
            !line.closed &&
            line.terms.unit != CreditUnit.Timed &&
            _time < _endOf(line) &&
            amountWei <= available[from];
        if (!_try(from, abi.encodeCall(credit.topUp, (line.terms, amountWei)), allowed)) return;
        available[from] -= amountWei;
        locked[from] += amountWei;
        line.depositWei += amountWei;
    }

    function redeemVoucher(uint256 which, uint64 quantity, uint256 caller, bool forge) external {
        if (_lines.length == 0) return;
        Known storage line = _lines[which % _lines.length];
        quantity = uint64(bound(quantity, 0, line.terms.unit == CreditUnit.Gwu ? 50e9 : 50 * HOUR_MS));
        uint256 dueWei = _dueOf(line, quantity);
        bool allowed = !forge &&
            !line.closed &&
            line.terms.unit != CreditUnit.Timed &&
            _time < _endOf(line) &&
            quantity >= line.quantity &&
            dueWei > line.paidWei;
        bytes memory call = abi.encodeCall(credit.redeem, (line.terms, quantity, _sign(line, quantity, forge)));
        if (!_try(accounts[caller % accounts.length], call, allowed)) return;
        _pay(line, dueWei - line.paidWei);
        line.quantity = quantity;
    }

    function redeemTimedLine(uint256 which, uint256 caller) external {
        if (_lines.length == 0) return;
        Known storage line = _lines[which % _lines.length];
        uint256 dueWei = _dueOf(line, 0);
        bool allowed = !line.closed && line.terms.unit == CreditUnit.Timed && dueWei > line.paidWei;
        if (!_try(accounts[caller % accounts.length], abi.encodeCall(credit.redeemTimed, (line.terms)), allowed)) return;
        _pay(line, dueWei - line.paidWei);
    }

    function closeLine(uint256 which, uint256 caller) external {
        if (_lines.length == 0) return;
        Known storage line = _lines[which % _lines.length];
        bool allowed = !line.closed && _time >= _endOf(line);
        if (!_try(accounts[caller % accounts.length], abi.encodeCall(credit.close, (line.terms)), allowed)) return;
        if (line.terms.unit == CreditUnit.Timed) _pay(line, _dueOf(line, 0) - line.paidWei);
        _refund(line);
    }

    function releaseLine(uint256 which, uint64 quantity, bool asPayee) external {
        if (_lines.length == 0) return;
        Known storage line = _lines[which % _lines.length];
        bool timed = line.terms.unit == CreditUnit.Timed;
        quantity = uint64(bound(quantity, 0, 10 * HOUR_MS));
        if (quantity % 3 == 0) quantity = 0;
        uint256 dueWei = timed || quantity != 0 ? _dueOf(line, quantity) : line.paidWei;
        bool vouched = quantity == 0 ||
            (!timed &&
                _time < _endOf(line) &&
                (quantity > line.quantity || (quantity == line.quantity && dueWei > line.paidWei)));
        bytes memory call = abi.encodeCall(credit.release, (line.terms, quantity, _sign(line, quantity, false)));
        address from = asPayee ? line.terms.payee : line.terms.payer;
        if (!_try(from, call, asPayee && !line.closed && vouched)) return;
        _pay(line, dueWei - line.paidWei);
        _refund(line);
    }

    function pass(uint32 time) external {
        _time += time % 12 hours;
        vm.warp(_time);
    }

    function drain() external {
        _time += 10 days;
        vm.warp(_time);
        for (uint256 i = 0; i < _lines.length; ++i) {
            if (!_lines[i].closed) this.closeLine(i, 0);
        }
    }

    function countOfLines() external view returns (uint256) {
        return _lines.length;
    }

    function check() external view {
        uint256 heldWei;
        for (uint256 i = 0; i < accounts.length; ++i) {
            assertAccount(accounts[i], available[accounts[i]], locked[accounts[i]]);
            heldWei += available[accounts[i]] + locked[accounts[i]];
        }
        assertEq(bank.totalHeldWei(), heldWei, "the sum of all balances is what the bank holds");
        assertEq(token.balanceOf(address(bank)), heldWei, "tokens of the bank");
        uint256 remainingWei;
        for (uint256 i = 0; i < _lines.length; ++i) {
            Known storage line = _lines[i];
            assertLine(idOf(line.terms), line.closed ? 0 : line.depositWei, line.paidWei, line.closed ? 0 : line.quantity, line.closed);
            if (!line.closed) remainingWei += line.depositWei - line.paidWei;
        }
        uint256 lockedWei;
        for (uint256 i = 0; i < accounts.length; ++i) lockedWei += locked[accounts[i]];
        assertEq(lockedWei, remainingWei, "what is locked is what remains of open lines");
    }

    function _endOf(Known storage line) private view returns (uint256) {
        return line.terms.expiresAt + (line.terms.unit == CreditUnit.Timed ? 0 : line.terms.graceSeconds);
    }

    function _dueOf(Known storage line, uint64 quantity) private view returns (uint256 dueWei) {
        CreditTerms storage terms = line.terms;
        if (terms.unit == CreditUnit.Timed) {
            uint256 end = _time < terms.expiresAt ? _time : terms.expiresAt;
            return (line.depositWei * (end - terms.startsAt)) / (terms.expiresAt - terms.startsAt);
        }
        dueWei = (uint256(quantity) * terms.priceWeiPerUnit) / (terms.unit == CreditUnit.Gwu ? 1e9 : HOUR_MS);
        if (dueWei > line.depositWei) dueWei = line.depositWei;
    }

    function _sign(Known storage line, uint64 quantity, bool forge) private view returns (bytes memory) {
        uint256 key = PAYER_KEY;
        for (uint256 i = 1; i <= PARTIES; ++i) if (vm.addr(PAYER_KEY + i) == line.terms.payer) key += i;
        if (forge) key = 0xF0;
        return sign(key, voucherDigest(idOf(line.terms), quantity, separatorOf(address(credit))));
    }

    function _pay(Known storage line, uint256 amountWei) private {
        line.paidWei += amountWei;
        locked[line.terms.payer] -= amountWei;
        available[line.terms.payee] += amountWei;
    }

    function _refund(Known storage line) private {
        uint256 restWei = line.depositWei - line.paidWei;
        locked[line.terms.payer] -= restWei;
        available[line.terms.payer] += restWei;
        line.closed = true;
        ++closed;
    }

    function _try(address from, bytes memory call, bool allowed) private returns (bool done) {
        vm.prank(from);
        (done, ) = address(credit).call(call);
        assertTrue(done == allowed, allowed ? "refused what is allowed" : "allowed what is to be refused");
    }
}

contract CreditLineInvariantTest is Test {
    CreditHandler private _handler;

    function setUp() public {
        _handler = new CreditHandler();
        _handler.start();
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(_handler);
    }

    /// @dev What the fuzzer may call, the everyday things more often.
    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[10] memory selectors = [
            CreditHandler.openLine.selector,
            CreditHandler.openLine.selector,
            CreditHandler.openAgain.selector,
            CreditHandler.topUp.selector,
            CreditHandler.redeemVoucher.selector,
            CreditHandler.redeemVoucher.selector,
            CreditHandler.redeemTimedLine.selector,
            CreditHandler.closeLine.selector,
            CreditHandler.releaseLine.selector,
            CreditHandler.pass.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(_handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// @dev Locked is what remains of open lines, and the sum of all is what the bank holds.
    function invariant_BooksAgree() public view {
        _handler.check();
    }

    /// @dev No path strands a lock: anybody closes all that is open, and then nothing is locked.
    function afterInvariant() public {
        _handler.drain();
        _handler.check();
        for (uint256 i = 0; i < 5; ++i) assertEq(_handler.locked(_handler.accounts(i)), 0, "locked in the end");
    }

    /// @dev The handler's own road is no dead end.
    function test_HandlerReachesEveryEnd() public {
        _handler.openLine(0, 1, 0, 1 ether, 10 ether, 1000, 100);
        _handler.openLine(1, 0, 3, 0, 10 ether, 1000, 0);
        assertEq(_handler.countOfLines(), 2, "lines");
        _handler.redeemVoucher(0, 3e9, 2, false);
        _handler.pass(500);
        _handler.redeemTimedLine(1, 0);
        _handler.releaseLine(0, 5, true);
        _handler.pass(1000);
        _handler.closeLine(0, 0);
        _handler.closeLine(1, 0);
        assertEq(_handler.closed(), 2, "closed");
        _handler.check();
    }
}
