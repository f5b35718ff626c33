// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "../../src/execution/IExecutable.sol";
import {GasBounds, IExecutableFactory} from "../../src/execution/IExecutableFactory.sol";
import {Stateless, Table} from "./ExecutableOpen.sol";
import {ExecutionFixture} from "./ExecutionFixture.sol";

/// @notice Runs on their own, without a market: this contract owns them.
contract ExecutableTest is ExecutionFixture {
    uint256 private constant MAX_N = 370;
    /// @dev Enough for the storage of every run here: fixed slots, and the first ones of dynamic values.
    uint256 private constant SLOTS = 5;
    uint256 private constant BLOCK_GAS = 30_000_000;

    function setUp() public {
        deployExecutions();
    }

    function _finish(IExecutable run) private returns (uint256 steps) {
        while (!run.isFinished()) steps += run.executeN(1_000);
    }

    function _number(bytes memory result) private pure returns (uint256) {
        return abi.decode(result, (uint256));
    }

    function testFuzz_F1_F23_FibonacciBothWaysIsTheSameAsOffChain(uint256 n) public {
        n = bound(n, 0, MAX_N);
        uint256 expected = fibonacciOf(n);
        IExecutable stateless = fibonacci.create(abi.encode(n));
        _finish(stateless);
        assertEq(_number(stateless.result()), expected, "stateless");
        IExecutable stateful = fibonacciTable.create(abi.encode(n));
        _finish(stateful);
        assertEq(_number(stateful.result()), expected, "stateful");
    }

    function test_F1_KnownValues() public {
        IExecutable run = fibonacci.create(abi.encode(uint256(300)));
        _finish(run);
        assertEq(
            _number(run.result()),
            222232244629420445529739893461909967206666939096499764990979600,
            "F(300)"
        );
        run = primeCount.create(abi.encode(uint256(65_535)));
        _finish(run);
        (uint256 count, uint256 sum) = abi.decode(run.result(), (uint256, uint256));
        assertEq(count, PRIMES_BELOW_65536, "count");
        assertEq(sum, 202_288_087, "sum");
    }

    function testFuzz_F1_PrimesAreTheSameByTrialDivision(uint256 limit) public {
        limit = bound(limit, 0, 700);
        IExecutable run = primeCount.create(abi.encode(limit));
        _finish(run);
        (uint256 count, uint256 sum) = abi.decode(run.result(), (uint256, uint256));
        for (uint256 number = 2; number <= limit; ++number) {
            bool prime = true;
            for (uint256 divisor = 2; divisor * divisor <= number; ++divisor) {
                if (number % divisor == 0) {
                    prime = false;
                    break;
                }
            }
            if (prime) {
                --count;
                sum -= number;
            }
        }
        assertEq(count, 0, "count");
        assertEq(sum, 0, "sum");
    }

    function test_F23_TheOutputOfAStepIsTheNextInput() public {
        Stateless run = Stateless(address(fibonacci.create(abi.encode(uint256(100)))));
        Stateless anywhere = Stateless(address(fibonacci.implementation()));
        (bytes memory state, bool finished) = anywhere.first(abi.encode(uint256(100)));
        for (uint256 i = 0; i < 100; ++i) {
            assertEq(run.currentState(), state, "state");
            assertTrue(!finished, "not yet");
            (state, finished) = anywhere.next(state);
            run.step();
            (, uint256 previous, uint256 current) = abi.decode(state, (uint256, uint256, uint256));
            assertEq(current, fibonacciOf(i + 1), "the last number");
            if (i != 0) assertEq(previous, fibonacciOf(i), "the number before it");
        }
        assertTrue(finished && run.isFinished(), "finished");
        assertEq(run.result(), anywhere.resultOf(state), "result");
    }

    function test_F23_TheTableIsGoneOnceTheRunIsFinished() public {
        Table run = Table(address(fibonacciTable.create(abi.encode(uint256(20)))));
        run.executeN(21);
        assertEq(run.tableLength(), 21, "the table");
        bytes32 place = keccak256(abi.encode(_lengthSlot(address(run), 21)));
        assertEq(uint256(vm.load(address(run), bytes32(uint256(place) + 20))), fibonacciOf(20), "its last number");
        run.executeN(1);
        assertTrue(!run.isFinished(), "while anything is left");
        assertEq(run.tableLength(), 13, "eight less");
        _finish(run);
        assertEq(run.tableLength(), 0, "no table");
        for (uint256 i = 0; i <= 20; ++i) {
            assertEq(vm.load(address(run), bytes32(uint256(place) + i)), 0, "cleared");
        }
        assertEq(_number(run.result()), fibonacciOf(20), "the result is left");
    }

    /// Fixed slots, and the places that dynamic values in them go to.
    function testFuzz_F23_NothingIsLeftAfterTheEnd(uint256 which, uint256 input, uint256 taken, bool early) public {
        IExecutableFactory factory = [fibonacci, fibonacciTable, primeCount][which % 3];
        IExecutable run = factory.create(abi.encode(bound(input, 0, MAX_N)));
        if (early) run.executeN(taken % 100);
        else _finish(run);
        run.end();
        for (uint256 slot = 0; slot < SLOTS; ++slot) {
            assertEq(vm.load(address(run), bytes32(slot)), 0, "slot");
            for (uint256 i = 0; i <= MAX_N; i += 7) {
                assertEq(vm.load(address(run), bytes32(uint256(keccak256(abi.encode(slot))) + i)), 0, "dynamic");
            }
        }
        assertTrue(!run.isFinished(), "no result");
        vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableNotFinished.selector));
        run.result();
        vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableNotRunning.selector));
        run.step();
    }

    /// @dev The slot of the run that holds `length`.
    function _lengthSlot(address run, uint256 length) private view returns (uint256 found) {
        while (uint256(vm.load(run, bytes32(found))) != length) ++found;
    }

    function testFuzz_F15_StepsAreTheSameAsOneShot(uint256 which, uint256 input, uint256 seed) public {
        IExecutableFactory factory = [fibonacci, fibonacciTable, primeCount][which % 3];
        bytes memory inputs = abi.encode(bound(input, 0, MAX_N));
        IExecutable once = factory.create(inputs);
        uint256 total = once.executeN(type(uint256).max);
        IExecutable stepwise = factory.create(inputs);
        uint256 sum;
        while (!stepwise.isFinished()) {
            seed = uint256(keccak256(abi.encode(seed)));
            sum += stepwise.executeN(seed % 40);
        }
        assertEq(sum, total, "steps taken");
        assertEq(stepwise.steps(), total, "steps counted");
        assertEq(once.steps(), total, "steps counted in one shot");
        assertEq(stepwise.result(), once.result(), "result");
        assertEq(stepwise.executeN(5), 0, "nothing more");
        assertEq(factory.gasBounds(inputs).steps, total, "steps as declared");
    }

    /// Each step in a call of its own. What a transaction of its own costs besides is in the snapshot of gas.
    function test_F24_EveryStepFitsABlockManyTimesOver() public {
        _ceiling(fibonacci, MAX_N);
        _ceiling(fibonacciTable, MAX_N);
        _ceiling(primeCount, 65_535);
    }

    function _ceiling(IExecutableFactory factory, uint256 input) private {
        bytes memory inputs = abi.encode(input);
        GasBounds memory bounds = factory.gasBounds(inputs);
        uint256 gasBefore = gasleft();
        IExecutable run = factory.create(inputs);
        assertTrue(gasBefore - gasleft() <= bounds.creationGas, "creation");
        while (!run.isFinished()) {
            gasBefore = gasleft();
            run.step();
            uint256 used = gasBefore - gasleft();
            assertTrue(used <= bounds.callGas + bounds.stepGas, "a step");
            assertTrue(used < BLOCK_GAS / 100, "a hundredth of a block");
        }
    }

    /// Whatever the number of steps in a call, it stays in what the factory declared.
    function testFuzz_F24_CallsStayInTheirBounds(uint256 which, uint256 input, uint256 n) public {
        IExecutableFactory factory = [fibonacci, fibonacciTable, primeCount][which % 3];
        bytes memory inputs = abi.encode(bound(input, 0, address(factory) == address(primeCount) ? 65_535 : MAX_N));
        n = bound(n, 1, 400);
        GasBounds memory bounds = factory.gasBounds(inputs);
        IExecutable run = factory.create(inputs);
        while (!run.isFinished()) {
            uint256 gasBefore = gasleft();
            uint256 done = run.executeN(n);
            if (run.isFinished()) {
                run.result();
                run.end();
                assertTrue(gasBefore - gasleft() <= bounds.callGas + done * bounds.stepGas, "the last call");
                return;
            }
            assertTrue(gasBefore - gasleft() <= bounds.callGas + done * bounds.stepGas, "a call");
        }
    }

    function test_OnlyTheOwnerTakesARunOn() public {
        IExecutable run = fibonacci.create(abi.encode(uint256(10)));
        assertEq(run.owner(), address(this), "owner");
        bytes memory refused = abi.encodeWithSelector(
            IExecutable.ExecutableWrongCaller.selector,
            other,
            address(this)
        );
        vm.startPrank(other);
        vm.expectRevert(refused);
        run.step();
        vm.expectRevert(refused);
        run.executeN(3);
        vm.expectRevert(refused);
        run.end();
        vm.stopPrank();
        vm.expectRevert(
            abi.encodeWithSelector(IExecutable.ExecutableWrongCaller.selector, address(this), address(fibonacci))
        );
        run.start(abi.encode(uint256(10)));
        vm.prank(address(fibonacci));
        vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableStarted.selector));
        run.start(abi.encode(uint256(10)));
    }

    /// The code that all runs share belongs to nobody and runs nothing.
    function test_TheImplementationItselfCannotBeRun() public {
        IExecutable[3] memory codes = [
            fibonacci.implementation(),
            fibonacciTable.implementation(),
            primeCount.implementation()
        ];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 who = 0; who < 2; ++who) {
                vm.startPrank(who == 0 ? address(this) : address(fibonacci));
                try codes[i].start(abi.encode(uint256(1))) {
                    revert AssertionFailed("started");
                } catch {}
                try codes[i].executeN(1) {
                    revert AssertionFailed("executed");
                } catch {}
                try codes[i].end() {
                    revert AssertionFailed("ended");
                } catch {}
                vm.stopPrank();
            }
        }
    }

    function testFuzz_InputsThatAreNotOfTheAlgorithmAreRefused(bytes memory inputs, uint256 over) public {
        IExecutableFactory[3] memory factories = [fibonacci, fibonacciTable, primeCount];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 most = i == 2 ? 65_535 : MAX_N;
            bytes memory above = abi.encode(bound(over, most + 1, type(uint256).max));
            vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableInvalidInputs.selector));
            factories[i].create(above);
            vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableInvalidInputs.selector));
            factories[i].gasBounds(above);
            if (inputs.length == 32) continue;
            vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableInvalidInputs.selector));
            factories[i].create(inputs);
        }
    }

    function test_F8_ARunIsAMinimalCloneOfTheCodeInTheMetadata() public {
        IExecutable run = primeCount.create(abi.encode(uint256(10)));
        address code = address(primeCount.implementation());
        bytes memory expected = abi.encodePacked(
            hex"363d3d373d3d3d363d73",
            code,
            hex"5af43d82803e903d91602b57fd5bf3",
            abi.encode(address(this), address(primeCount))
        );
        assertEq(address(run).code, expected, "ERC-1167, and its parties");
        assertEq(primeCount.metadata().bytecode, code.code, "bytecode");
        assertEq(primeCount.metadata().sourceHash, keccak256("PrimeCountFactory.sol:PrimeCountFactory"), "source");
        assertEq(bytes(primeCount.metadata().compilerVersion), "0.8.37", "compiler");
    }
}
