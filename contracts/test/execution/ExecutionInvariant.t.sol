// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Execution, ExecutionOrder, ResultClaim} from "../../src/execution/ExecutionTypes.sol";
import {IExecutableFactory} from "../../src/execution/IExecutableFactory.sol";
import {DealStatus} from "../../src/job/DealTypes.sol";
import {Test} from "../support/Test.sol";
import {ExecutionFixture} from "./ExecutionFixture.sol";

/// @notice Does random things to a market of executions, each as any of its parties, and keeps its own books of what must
/// follow. What the rules refuse is tried as well, and must be refused.
contract ExecutionHandler is ExecutionFixture {
    struct Known {
        Execution record;
        bytes inputs;
        bytes32 right;
        DealStatus status;
        uint256 since;
        uint256 gasWei;
        uint256 steps;
    }

    uint256 private constant PARTIES = 4;

    Known[] private _known;
    address[] public accounts;
    uint256 private _block = 1_000;

    // The books
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    uint256 public ended;

    function start() external {
        deployExecutions();
        accounts.push(requester);
        accounts.push(provider);
        accounts.push(other);
        address fourth = vm.addr(0xD);
        fund(fourth);
        consent(fourth);
        accounts.push(fourth);
        for (uint256 i = 0; i < PARTIES; ++i) available[accounts[i]] = FUNDS_WEI;
        // Takes disputes on without having consented to anything.
        accounts.push(keeper);
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function requestCount() external view returns (uint256) {
        return _known.length;
    }

    function statusesAt(uint256 index) external view returns (DealStatus actual, DealStatus expected) {
        return (statusOf(_known[index].record), _known[index].status);
    }

    function gasAt(uint256 index) external view returns (uint256 actualWei, uint256 expectedWei, uint256 depositWei) {
        Known storage known = _known[index];
        return (gasPaidOf(known.record), known.gasWei, known.record.terms.depositWei);
    }

    function bankOf(address account) external view returns (uint256 availableWei, uint256 lockedWei) {
        return (availableOf(account), lockedOf(account));
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)));
    }

    // Requests

    function requestOne(uint256 who, uint256 seed) external {
        ExecutionOrder memory order = orderOf([fibonacci, fibonacciTable][seed % 2]);
        uint256 n = (seed >> 8) % 60;
        order.paymentWei = uint96((seed >> 16) % 50 ether);
        order.gasPriceWei = uint64((seed >> 80) % 1e11);
        order.answerBlocks = uint32(1 + ((seed >> 120) % 40));
        order.windowBlocks = uint32(1 + ((seed >> 140) % 60));
        if ((seed >> 160) % 3 == 0) order.provider = accounts[(seed >> 170) % PARTIES];
        bytes memory inputs = abi.encode(n);
        uint256 worstWei = executions.worstCaseGas(order.factory.gasBounds(inputs)) * order.gasPriceWei;
        // Just enough, as often as not.
        order.depositWei = uint96((seed >> 200) % 2 == 0 ? worstWei + 1 : worstWei + 3 ether);
        address client = accounts[who % PARTIES];
        vm.roll(_block);
        (, uint64 number) = executions.marketOf(order.factory);
        Execution memory record = recordOf(order, client, inputs, number);
        vm.prank(client);
        if (available[client] < order.paymentWei) {
            try executions.requestExecution(order, inputs) {
                revert AssertionFailed("requested without funds");
            } catch {}
            return;
        }
        executions.requestExecution(order, inputs);
        _move(client, order.paymentWei);
        Known storage known = _known.push();
        known.record = record;
        known.inputs = inputs;
        known.right = fibonacciHash(n);
        _become(known, DealStatus.Pending);
    }

    function _pick(uint256 pick) private returns (bool found, Known storage known) {
        vm.roll(_block);
        if (_known.length == 0) return (false, _known_());
        return (true, _known[pick % _known.length]);
    }

    /// @dev Never read.
    function _known_() private pure returns (Known storage known) {
        assembly ("memory-safe") {
            known.slot := 0
        }
    }

    function _become(Known storage known, DealStatus status) private {
        known.status = status;
        known.since = _block;
    }

    function _move(address account, uint256 amountWei) private {
        available[account] -= amountWei;
        locked[account] += amountWei;
    }

    function _said(Known storage known, uint256 seed) private view returns (bytes32) {
        return seed % 3 == 0 ? known.right : keccak256(abi.encode(seed % 4));
    }

    function answerOne(uint256 pick, uint256 who, uint256 seed) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        address account = accounts[who % PARTIES];
        Execution memory record = known.record;
        bytes32 resultHash = _said(known, seed);
        bool allowed = known.status == DealStatus.Pending &&
            _block < record.terms.answerDeadlineBlock &&
            (record.terms.provider == address(0) || record.terms.provider == account) &&
            available[account] >= record.terms.depositWei;
        vm.prank(account);
        try executions.answerRequest(record, resultHash) {
            assertTrue(allowed, "answered out of turn");
        } catch {
            assertTrue(!allowed, "could not answer");
            return;
        }
        known.record.answer = ResultClaim(account, resultHash);
        _move(account, record.terms.depositWei);
        _become(known, DealStatus.WaitingForResolution);
    }

    function acceptOne(uint256 pick, uint256 who) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        address account = accounts[who % (PARTIES + 1)];
        bool allowed = known.status == DealStatus.WaitingForResolution &&
            (account == known.record.terms.requester || _block >= known.since + known.record.terms.windowBlocks);
        Execution memory record = known.record;
        vm.prank(account);
        try executions.acceptAnswer(record) {
            assertTrue(allowed, "accepted out of turn");
        } catch {
            assertTrue(!allowed, "could not accept");
            return;
        }
        _become(known, DealStatus.SoftResolution);
    }

    function challengeOne(uint256 pick, uint256 who, uint256 seed) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        address account = accounts[who % PARTIES];
        Execution memory record = known.record;
        bytes32 resultHash = _said(known, seed);
        bool allowed = known.status == DealStatus.WaitingForResolution &&
            account != record.answer.account &&
            resultHash != record.answer.resultHash &&
            _block < known.since + record.terms.windowBlocks &&
            available[account] >= record.terms.depositWei;
        vm.prank(account);
        try executions.challengeAnswer(record, resultHash) {
            assertTrue(allowed, "challenged out of turn");
        } catch {
            assertTrue(!allowed, "could not challenge");
            return;
        }
        known.record.challenge = ResultClaim(account, resultHash);
        _move(account, record.terms.depositWei);
        _become(known, DealStatus.NeedsResolution);
    }

    /// @dev Books what the market says a call was paid, and that it is no more than the declared bounds.
    function _bookGas(Known storage known, address account, uint256 boundGas) private {
        uint256 paidWei = gasPaidOf(known.record) - known.gasWei;
        assertTrue(paidWei <= boundGas * known.record.terms.gasPriceWei, "more than the bounds");
        known.gasWei += paidWei;
        locked[known.record.answer.account] -= paidWei;
        available[account] += paidWei;
    }

    function disputeOne(uint256 pick, uint256 who) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        address account = accounts[who % (PARTIES + 1)];
        bool allowed = known.status == DealStatus.NeedsResolution;
        Execution memory record = known.record;
        vm.prank(account);
        try executions.initializeDispute(record, known.inputs) {
            assertTrue(allowed, "disputed out of turn");
        } catch {
            assertTrue(!allowed, "could not dispute");
            return;
        }
        _bookGas(known, account, known.record.terms.bounds.creationGas + executions.OVERHEAD_GAS());
        _become(known, DealStatus.Resolving);
    }

    function executeOne(uint256 pick, uint256 who, uint256 n) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        address account = accounts[who % (PARTIES + 1)];
        n %= 150;
        Execution memory record = known.record;
        bool allowed = known.status == DealStatus.Resolving;
        bool finished;
        vm.prank(account);
        try executions.executeExecutable(record, n) returns (bool finished_) {
            assertTrue(allowed, "executed out of turn");
            finished = finished_;
        } catch {
            assertTrue(!allowed, "could not execute");
            return;
        }
        uint256 left = record.terms.bounds.steps - known.steps;
        uint256 done = n < left ? n : left;
        known.steps += done;
        assertTrue(finished == (done == left), "finished");
        bool paid = finished || done >= record.terms.bounds.callSteps;
        uint256 boundGas = record.terms.bounds.callGas + done * record.terms.bounds.stepGas + executions.OVERHEAD_GAS();
        _bookGas(known, account, paid ? boundGas : 0);
        if (!finished) return;
        known.record.computedHash = known.right;
        _become(known, DealStatus.FirmResolution);
    }

    function abandonOne(uint256 pick) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        bool allowed = (known.status == DealStatus.NeedsResolution || known.status == DealStatus.Resolving) &&
            _block >= known.since + executions.STALL_BLOCKS();
        Execution memory record = known.record;
        try executions.abandonDispute(record) {
            assertTrue(allowed, "abandoned out of turn");
        } catch {
            assertTrue(!allowed, "could not abandon");
            return;
        }
        _become(known, DealStatus.FirmResolution);
    }

    function expireOne(uint256 pick) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        Execution memory record = known.record;
        bool allowed = known.status == DealStatus.Pending && _block >= record.terms.answerDeadlineBlock;
        try executions.expireRequest(record) {
            assertTrue(allowed, "expired out of turn");
        } catch {
            assertTrue(!allowed, "could not expire");
            return;
        }
        locked[record.terms.requester] -= record.terms.paymentWei;
        available[record.terms.requester] += record.terms.paymentWei;
        _become(known, DealStatus.Cancelled);
        ++ended;
    }

    function finalizeOne(uint256 pick, uint256 who) external {
        (bool found, Known storage known) = _pick(pick);
        if (!found) return;
        Execution memory record = known.record;
        bool firm = known.status == DealStatus.FirmResolution;
        bool allowed = firm ||
            known.status == DealStatus.SoftResolution ||
            (known.status == DealStatus.WaitingForResolution && _block >= known.since + record.terms.windowBlocks);
        vm.prank(accounts[who % (PARTIES + 1)]);
        try executions.finalize(record) {
            assertTrue(allowed, "finalised out of turn");
        } catch {
            assertTrue(!allowed, "could not finalise");
            return;
        }
        _bookEnd(record, known.gasWei, firm);
        _become(known, DealStatus.Finalized);
        ++ended;
    }

    /// @dev Who gets what, written down another way: everybody gets back what it locked, and then pays what it owes.
    function _bookEnd(Execution memory record, uint256 gasWei, bool firm) private {
        address answerer = record.answer.account;
        address challenger = record.challenge.account;
        uint256 paymentWei = record.terms.paymentWei;
        uint256 depositWei = record.terms.depositWei;
        locked[record.terms.requester] -= paymentWei;
        available[record.terms.requester] += paymentWei;
        locked[answerer] -= depositWei - gasWei;
        available[answerer] += depositWei;
        address winner = answerer;
        if (firm) {
            locked[challenger] -= depositWei;
            available[challenger] += depositWei;
            if (record.computedHash == record.answer.resultHash) {
                available[challenger] -= gasWei;
            } else if (record.computedHash == record.challenge.resultHash) {
                available[answerer] -= gasWei;
                winner = challenger;
            } else {
                available[challenger] -= gasWei / 2;
                available[answerer] -= gasWei - gasWei / 2;
                winner = record.terms.requester;
            }
        }
        available[record.terms.requester] -= paymentWei;
        available[winner] += paymentWei;
    }

    /// @dev From a request to its dispute at once: left to chance, few would come so far.
    function rush(uint256 who, uint256 seed) external {
        uint256 count = _known.length;
        this.requestOne(who, seed);
        if (_known.length == count) return;
        this.answerOne(count, seed >> 3, seed >> 7);
        this.challengeOne(count, (seed >> 3) + 1, seed >> 11);
        this.disputeOne(count, seed >> 5);
        this.executeOne(count, seed >> 9, (seed >> 60) % 150);
    }

    function roll(uint256 blocks) external {
        // Now and then long enough for a dispute to stall.
        _block += blocks % 40 == 0 ? 50_400 : blocks % 40;
    }

    /// @dev Ends whatever is open, with time alone.
    function drain() external {
        for (uint256 i = 0; i < _known.length; ++i) {
            _block += 60_000;
            if (_known[i].status == DealStatus.Pending) this.expireOne(i);
            this.abandonOne(i);
            this.finalizeOne(i, PARTIES);
        }
    }
}

/// @notice Whatever happens in whatever order, money is where the rules put it.
contract ExecutionInvariantTest is Test {
    ExecutionHandler private handler;

    function setUp() public {
        handler = new ExecutionHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[13] memory selectors = [
            ExecutionHandler.requestOne.selector,
            ExecutionHandler.rush.selector,
            ExecutionHandler.rush.selector,
            ExecutionHandler.answerOne.selector,
            ExecutionHandler.challengeOne.selector,
            ExecutionHandler.executeOne.selector,
            ExecutionHandler.finalizeOne.selector,
            ExecutionHandler.disputeOne.selector,
            ExecutionHandler.acceptOne.selector,
            ExecutionHandler.abandonOne.selector,
            ExecutionHandler.expireOne.selector,
            ExecutionHandler.finalizeOne.selector,
            ExecutionHandler.roll.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    function invariant_F16_F20_MoneyIsWhereTheRulesPutIt() public view {
        uint256 sum;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            (uint256 availableWei, uint256 lockedWei) = handler.bankOf(account);
            assertEq(availableWei, handler.available(account), "available");
            assertEq(lockedWei, handler.locked(account), "locked");
            sum += availableWei + lockedWei;
        }
        (uint256 heldWei, uint256 balanceWei) = handler.held();
        assertEq(sum, heldWei, "sum of the accounts");
        assertEq(balanceWei, heldWei, "tokens of the bank");
        for (uint256 i = 0; i < handler.requestCount(); ++i) {
            (DealStatus actual, DealStatus expected) = handler.statusesAt(i);
            assertEq(uint256(actual), uint256(expected), "status");
            (uint256 actualWei, uint256 expectedWei, uint256 depositWei) = handler.gasAt(i);
            assertEq(actualWei, expectedWei, "gas");
            assertTrue(actualWei <= depositWei, "no more than the deposit");
        }
    }

    /// Every request can reach an end without its parties, and then nothing is locked anywhere.
    function afterInvariant() public {
        handler.drain();
        assertEq(handler.ended(), handler.requestCount(), "all requests ended");
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            (, uint256 lockedWei) = handler.bankOf(handler.accounts(i));
            assertEq(lockedWei, 0, "locked in the end");
        }
        invariant_F16_F20_MoneyIsWhereTheRulesPutIt();
    }
}
