// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Execution, ExecutionOrder} from "../../src/execution/ExecutionTypes.sol";
import {IExecutionMarket} from "../../src/execution/IExecutionMarket.sol";
import {DealStatus} from "../../src/job/DealTypes.sol";
import {ExecutionFixture} from "./ExecutionFixture.sol";
import {HostileFactory} from "./HostileFactory.sol";

/// @notice Factories with bad intentions: what they can do to their own parties has a bound, and nobody else notices.
contract ExecutionAttackTest is ExecutionFixture {
    bytes32 private constant RIGHT = keccak256("right");
    bytes32 private constant WRONG = keccak256("wrong");
    uint256 private constant DEPOSIT_WEI = 2 ether;

    HostileFactory private hostile;

    function setUp() public {
        deployExecutions();
        hostile = new HostileFactory(executions);
        executions.openMarket(hostile);
    }

    function _challenged() private returns (Execution memory record) {
        record = request(orderOf(hostile), "inputs");
        answer(record, provider, RIGHT);
        challenge(record, other, WRONG);
    }

    function _resolving() private returns (Execution memory record) {
        record = _challenged();
        dispute(record, "inputs");
    }

    function _sum() private view returns (uint256 sum) {
        address[4] memory parties = [requester, provider, other, keeper];
        for (uint256 i = 0; i < 4; ++i) sum += availableOf(parties[i]) + lockedOf(parties[i]);
    }

    function _requireRefused() private view {
        assertTrue(!hostile.succeeded(), "refused");
        assertEq(hostile.refusal(), abi.encodeWithSelector(IExecutionMarket.ExecutionReentered.selector), "refusal");
    }

    /// ECM's known mistake: it sent before it had changed its state, so that whom it sent to could come back.
    function test_RegressionECM_NothingCanBeEnteredFromAFactoryOrARun() public {
        Execution memory fought = _resolving();
        Execution memory fresh = _challenged();
        Execution memory soft = requestFibonacci(10);
        answer(soft, provider, fibonacciHash(10));
        vm.prank(requester);
        executions.acceptAnswer(soft);
        bytes[7] memory attacks = [
            abi.encodeCall(IExecutionMarket.executeExecutable, (fought, 1)),
            abi.encodeCall(IExecutionMarket.initializeDispute, (fresh, "inputs")),
            abi.encodeCall(IExecutionMarket.finalize, (soft)),
            abi.encodeCall(IExecutionMarket.abandonDispute, (fought)),
            abi.encodeCall(IExecutionMarket.answerRequest, (soft, WRONG)),
            abi.encodeCall(IExecutionMarket.challengeAnswer, (soft, WRONG)),
            abi.encodeCall(IExecutionMarket.requestExecution, (orderOf(hostile), "inputs"))
        ];
        hostile.set(1, false, 0);
        for (uint256 i = 0; i < attacks.length; ++i) {
            hostile.setAttack(attacks[i]);
            executions.executeExecutable(fought, 1);
            _requireRefused();
        }
        assertIs(soft, DealStatus.SoftResolution);
        hostile.setAttack(attacks[0]);
        dispute(fresh, "inputs");
        _requireRefused();
        hostile.set(1, true, 0);
        hostile.setAttack(attacks[2]);
        executions.executeExecutable(fought, 1);
        _requireRefused();
        // The guard is gone with the call: all the rest goes on.
        fought.computedHash = RIGHT;
        executions.finalize(fought);
        executions.finalize(soft);
        assertIs(soft, DealStatus.Finalized);
    }

    /// However many steps a run claims and however much gas it burns: a call is paid up to its bounds, all of them up to
    /// the deposit, and in the end every wei is there.
    function testFuzz_ARunThatLiesCostsTheWrongPartyItsDepositAtMost(uint256 done, uint256 burnGas, uint256 calls) public {
        ExecutionOrder memory order = orderOf(hostile);
        order.gasPriceWei = 7e10;
        Execution memory record = request(order, "inputs");
        uint256 sum = _sum();
        answer(record, provider, WRONG);
        challenge(record, other, RIGHT);
        dispute(record, "inputs");
        for (uint256 i = 0; i < calls % 100; ++i) {
            hostile.set(done, false, burnGas % 400_000);
            uint256 beforeWei = gasPaidOf(record);
            vm.prank(keeper);
            executions.executeExecutable(record, 1);
            assertTrue(
                gasPaidOf(record) - beforeWei <= (200_000 + 100 * 1_000 + executions.OVERHEAD_GAS()) * 7e10,
                "a call"
            );
            assertTrue(gasPaidOf(record) <= DEPOSIT_WEI, "all of them");
        }
        hostile.set(done, true, 0);
        execute(record, 1, RIGHT);
        uint256 gasWei = gasPaidOf(record);
        executions.finalize(record);
        assertEq(_sum(), sum, "every wei");
        assertMoney(provider, FUNDS_WEI - gasWei, 0);
        assertMoney(other, FUNDS_WEI + 7 ether, 0);
    }

    function test_TheBoundsAreThoseOfTheRequestWhateverTheFactorySaysLater() public {
        Execution memory record = _challenged();
        hostile.setStepGas(type(uint32).max);
        hostile.set(100, false, 5_000_000);
        dispute(record, "inputs");
        uint256 beforeWei = gasPaidOf(record);
        executions.executeExecutable(record, 1);
        uint256 paidWei = gasPaidOf(record) - beforeWei;
        assertEq(paidWei, (200_000 + 100 * 1_000 + executions.OVERHEAD_GAS()) * (1e9 + 1), "as requested");
    }

    function test_AFactoryThatCreatesNothingLeavesTheWayOutByTime() public {
        Execution memory record = _challenged();
        hostile.setCreation(true, address(0));
        try executions.initializeDispute(record, "inputs") {
            revert AssertionFailed("created");
        } catch {}
        assertIs(record, DealStatus.NeedsResolution);
        vm.roll(block.number + executions.STALL_BLOCKS());
        executions.abandonDispute(record);
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI, 0);
        assertMoney(provider, FUNDS_WEI, 0);
        assertMoney(other, FUNDS_WEI, 0);
    }

    function test_ARunThatIsNoContractLeavesTheWayOutByTime() public {
        address[4] memory runs = [address(0), address(0xBAD), address(bank), address(executions)];
        for (uint256 i = 0; i < runs.length; ++i) {
            uint256 sum = _sum();
            hostile.setCreation(false, runs[i]);
            Execution memory record = _resolving();
            try executions.executeExecutable(record, 1) {
                revert AssertionFailed("executed");
            } catch {}
            vm.roll(block.number + executions.STALL_BLOCKS());
            executions.abandonDispute(record);
            executions.finalize(record);
            assertEq(_sum(), sum, "every wei");
            assertEq(lockedOf(requester) + lockedOf(provider) + lockedOf(other), 0, "nothing locked");
        }
    }
}
