// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Execution, ExecutionRequest} from "../../src/execution/ExecutionTypes.sol";
import {IExecutionMarket} from "../../src/execution/IExecutionMarket.sol";
import {DealStatus} from "../../src/job/DealTypes.sol";
import {ExecutionFixture} from "./ExecutionFixture.sol";

/// @notice Every function on a request in every status, with everything else in order: what is allowed leads to the status
/// in the table, all the rest is refused for the status.
contract ExecutionMatrixTest is ExecutionFixture {
    uint256 private constant N = 30;
    bytes32 private constant WRONG = keccak256("wrong");

    /// @dev `None` in the table: refused.
    DealStatus private constant NO = DealStatus.None;

    enum Action {
        Expire,
        Answer,
        Accept,
        Challenge,
        Dispute,
        Execute,
        Abandon,
        Finalize
    }

    function setUp() public {
        deployExecutions();
    }

    /// @dev Where `action` leads from `status`, each with its time come.
    function _target(Action action, DealStatus status) private pure returns (DealStatus) {
        if (status == DealStatus.Pending) {
            if (action == Action.Expire) return DealStatus.Cancelled;
            if (action == Action.Answer) return DealStatus.WaitingForResolution;
        } else if (status == DealStatus.WaitingForResolution) {
            if (action == Action.Accept) return DealStatus.SoftResolution;
            if (action == Action.Challenge) return DealStatus.NeedsResolution;
            if (action == Action.Finalize) return DealStatus.Finalized;
        } else if (status == DealStatus.NeedsResolution) {
            if (action == Action.Dispute) return DealStatus.Resolving;
            if (action == Action.Abandon) return DealStatus.FirmResolution;
        } else if (status == DealStatus.Resolving) {
            if (action == Action.Execute || action == Action.Abandon) return DealStatus.FirmResolution;
        } else if (status == DealStatus.SoftResolution || status == DealStatus.FirmResolution) {
            if (action == Action.Finalize) return DealStatus.Finalized;
        }
        return NO;
    }

    function test_F2_EveryActionInEveryStatus() public {
        uint256 cases;
        for (uint8 s = 0; s <= uint8(DealStatus.Cancelled); ++s) {
            for (uint8 a = 0; a <= uint8(Action.Finalize); ++a) {
                _try(DealStatus(s), Action(a));
                ++cases;
            }
        }
        assertEq(cases, 72, "cases");
    }

    function _try(DealStatus status, Action action) private {
        Execution memory record = _bring(status);
        assertIs(record, status);
        uint256 sum = _sum();
        DealStatus target = _target(action, status);
        _wait(action);
        if (target == NO) {
            DealStatus named = status;
            vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWrongStatus.selector, record.id, named));
            _act(action, record);
            assertIs(record, status);
        } else {
            _act(action, record);
            assertIs(record, target);
            // Whatever was done once cannot be done again.
            if (target != status) {
                _wait(action);
                vm.expectRevert(
                    abi.encodeWithSelector(IExecutionMarket.ExecutionWrongStatus.selector, record.id, target)
                );
                _act(action, record);
            }
        }
        assertEq(_sum(), sum, "conservation");
    }

    function _sum() private view returns (uint256 sum) {
        address[4] memory parties = [requester, provider, other, keeper];
        for (uint256 i = 0; i < 4; ++i) sum += availableOf(parties[i]) + lockedOf(parties[i]);
    }

    /// @dev A request in `status`, with all of its record filled in as far as it can be.
    function _bring(DealStatus status) private returns (Execution memory record) {
        if (status == DealStatus.None) {
            (, uint64 number) = executions.marketOf(fibonacci);
            return recordOf(orderOf(fibonacci), requester, abi.encode(N), number);
        }
        record = requestFibonacci(N);
        if (status == DealStatus.Pending) return record;
        if (status == DealStatus.Cancelled) {
            _wait(Action.Expire);
            executions.expireRequest(record);
            return record;
        }
        answer(record, provider, fibonacciHash(N));
        if (status == DealStatus.WaitingForResolution) return record;
        if (status == DealStatus.SoftResolution || status == DealStatus.Finalized) {
            vm.prank(requester);
            executions.acceptAnswer(record);
            if (status == DealStatus.Finalized) executions.finalize(record);
            return record;
        }
        challenge(record, other, WRONG);
        if (status == DealStatus.NeedsResolution) return record;
        dispute(record, abi.encode(N));
        if (status == DealStatus.Resolving) return record;
        execute(record, N, fibonacciHash(N));
    }

    /// @dev Lets the time of an action come.
    function _wait(Action action) private {
        if (action == Action.Expire) vm.roll(block.number + 20);
        if (action == Action.Finalize) vm.roll(block.number + 50);
        if (action == Action.Abandon) vm.roll(block.number + 50_400);
    }

    /// @dev Does `action` as the party that may.
    function _act(Action action, Execution memory record) private {
        if (action == Action.Expire) executions.expireRequest(record);
        if (action == Action.Answer) {
            vm.prank(provider);
            executions.answerRequest(record, fibonacciHash(N));
            record.answer.account = provider;
            record.answer.resultHash = fibonacciHash(N);
        }
        if (action == Action.Accept) {
            vm.prank(requester);
            executions.acceptAnswer(record);
        }
        if (action == Action.Challenge) {
            vm.prank(other);
            executions.challengeAnswer(record, WRONG);
            record.challenge.account = other;
            record.challenge.resultHash = WRONG;
        }
        if (action == Action.Dispute) {
            vm.prank(keeper);
            executions.initializeDispute(record, abi.encode(N));
        }
        if (action == Action.Execute) {
            vm.prank(keeper);
            executions.executeExecutable(record, N);
            record.computedHash = fibonacciHash(N);
        }
        if (action == Action.Abandon) executions.abandonDispute(record);
        if (action == Action.Finalize) executions.finalize(record);
    }

    // F11

    function _requireRequest(
        Execution memory record,
        DealStatus status,
        bytes32 resultHash,
        bool disputed
    ) private view {
        ExecutionRequest memory request_ = executions.getRequest(record);
        assertEq(request_.requester, requester, "requester");
        assertEq(request_.resultHash, resultHash, "resultHash");
        assertTrue((request_.executable != address(0)) == disputed, "executable only where disputed");
        assertEq(request_.executable, executableOf(record), "executable");
        assertEq(uint256(request_.status), uint256(status), "status");
        assertEq(request_.paymentWei, 7 ether, "payment");
        assertEq(request_.softResolutionBlocks, 50, "softResolutionBlocks");
        assertEq(request_.depositWei, 2 ether, "deposit");
    }

    function test_F11_EveryFieldInEveryStatus() public {
        bytes32 right = fibonacciHash(N);
        _requireRequest(_bring(DealStatus.Pending), DealStatus.Pending, 0, false);
        _requireRequest(_bring(DealStatus.Cancelled), DealStatus.Cancelled, 0, false);
        DealStatus[3] memory soft = [
            DealStatus.WaitingForResolution,
            DealStatus.SoftResolution,
            DealStatus.Finalized
        ];
        for (uint256 i = 0; i < 3; ++i) _requireRequest(_bring(soft[i]), soft[i], right, false);
        _requireRequest(_bring(DealStatus.NeedsResolution), DealStatus.NeedsResolution, right, false);
        _requireRequest(_bring(DealStatus.Resolving), DealStatus.Resolving, right, true);

        // A wrong answer is replaced by what was computed.
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        challenge(record, other, keccak256("wrong as well"));
        _requireRequest(record, DealStatus.NeedsResolution, WRONG, false);
        dispute(record, abi.encode(N));
        _requireRequest(record, DealStatus.Resolving, WRONG, true);
        execute(record, N, right);
        _requireRequest(record, DealStatus.FirmResolution, right, true);
        executions.finalize(record);
        _requireRequest(record, DealStatus.Finalized, right, true);
    }

    /// Nothing but the record itself passes, in any status: not one bit of what the hash covers can differ.
    function test_F11_NoOtherRecordPasses() public {
        for (uint8 s = 1; s <= uint8(DealStatus.Cancelled); ++s) {
            Execution memory record = _bring(DealStatus(s));
            bytes memory encoded = abi.encode(record);
            // id, 14 words of terms, two claims, the computed hash; those after the present ones are not read.
            uint256 words = 15;
            if (s >= uint8(DealStatus.WaitingForResolution) && s != uint8(DealStatus.Cancelled)) words = 17;
            if (s == uint8(DealStatus.NeedsResolution) || s == uint8(DealStatus.Resolving)) words = 19;
            if (s == uint8(DealStatus.FirmResolution)) words = 20;
            for (uint256 word = 1; word < words; ++word) {
                // The lowest bit of a word is one of the value, whatever its type.
                encoded[32 * word + 31] = bytes1(uint8(encoded[32 * word + 31]) ^ 1);
                Execution memory altered = abi.decode(encoded, (Execution));
                vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWrongTerms.selector, record.id));
                executions.getRequest(altered);
                encoded[32 * word + 31] = bytes1(uint8(encoded[32 * word + 31]) ^ 1);
            }
            executions.getRequest(abi.decode(encoded, (Execution)));
        }
        Execution memory none = _bring(DealStatus.None);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWrongTerms.selector, none.id));
        executions.getRequest(none);
    }
}
