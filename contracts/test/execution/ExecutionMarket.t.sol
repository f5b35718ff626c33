// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Execution, ExecutionId, ExecutionOrder} from "../../src/execution/ExecutionTypes.sol";
import {IExecutable} from "../../src/execution/IExecutable.sol";
import {IExecutableFactory} from "../../src/execution/IExecutableFactory.sol";
import {IExecutionMarket} from "../../src/execution/IExecutionMarket.sol";
import {DealStatus} from "../../src/job/DealTypes.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {ExecutionFixture} from "./ExecutionFixture.sol";

/// @notice The life of a request, and who has what at the end of it.
contract ExecutionMarketTest is ExecutionFixture {
    uint256 private constant N = 370;
    bytes32 private constant WRONG = keccak256("wrong");
    bytes32 private constant WRONG_TOO = keccak256("wrong, too");
    uint256 private constant PAYMENT_WEI = 7 ether;
    uint256 private constant DEPOSIT_WEI = 2 ether;

    function setUp() public {
        deployExecutions();
    }

    function _sum() private view returns (uint256 sum) {
        address[4] memory parties = [requester, provider, other, keeper];
        for (uint256 i = 0; i < 4; ++i) sum += availableOf(parties[i]) + lockedOf(parties[i]);
    }

    /// @dev A dispute between `provider`, who said `first`, and `other`, who said `second`, computed to its end.
    function _fought(bytes32 first, bytes32 second) private returns (Execution memory record, uint256 gasWei) {
        record = requestFibonacci(N);
        answer(record, provider, first);
        challenge(record, other, second);
        dispute(record, abi.encode(N));
        execute(record, 100, fibonacciHash(N));
        assertIs(record, DealStatus.FirmResolution);
        gasWei = gasPaidOf(record);
        assertTrue(gasWei != 0, "gas was paid");
        assertMoney(keeper, gasWei, 0);
    }

    // Requests

    function test_F3_F10_ARequestIsPendingAndItsPaymentLocked() public {
        Execution memory record = requestFibonacci(N);
        assertIs(record, DealStatus.Pending);
        assertMoney(requester, FUNDS_WEI - PAYMENT_WEI, PAYMENT_WEI);
        (, uint40 blockNumber, , , ) = executions.executionState(record.id);
        assertEq(blockNumber, block.number, "since");
    }

    function test_F10_TheRequestPublishesItsTermsAndInputs() public {
        ExecutionOrder memory order = orderOf(fibonacci);
        bytes memory inputs = abi.encode(uint256(5));
        Execution memory record = recordOf(order, requester, inputs, 0);
        vm.expectEmit(address(executions));
        emit IExecutionMarket.ExecutionRequested(record.id, requester, fibonacci, record.terms, inputs);
        vm.prank(requester);
        executions.requestExecution(order, inputs);
    }

    function test_F9_VerticalMarketsHaveStateOfTheirOwn() public {
        Execution memory first = request(orderOf(fibonacci), abi.encode(uint256(10)));
        Execution memory second = request(orderOf(primeCount), abi.encode(uint256(10)));
        request(orderOf(primeCount), abi.encode(uint256(10)));
        assertTrue(ExecutionId.unwrap(first.id) != ExecutionId.unwrap(second.id), "ids");
        (bool open, uint64 requests) = executions.marketOf(fibonacci);
        assertTrue(open && requests == 1, "one of the first");
        (open, requests) = executions.marketOf(primeCount);
        assertTrue(open && requests == 2, "two of the second");
        (open, requests) = executions.marketOf(fibonacciTable);
        assertTrue(open && requests == 0, "none of the third");

        answer(second, provider, keccak256(abi.encode(uint256(4), uint256(17))));
        assertIs(first, DealStatus.Pending);
        challenge(second, other, WRONG);
        dispute(second, abi.encode(uint256(10)));
        execute(second, 100, second.answer.resultHash);
        executions.finalize(second);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
        assertIs(first, DealStatus.Pending);

        // A record of one market names nothing of another.
        second.id = first.id;
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWrongTerms.selector, first.id));
        vm.prank(provider);
        executions.answerRequest(second, WRONG);
    }

    function test_F9_OnlyOpenMarketsTakeRequests() public {
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionMarketExists.selector, fibonacci));
        executions.openMarket(fibonacci);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionFactoryInvalid.selector, other));
        executions.openMarket(IExecutableFactory(other));
        ExecutionOrder memory order = orderOf(IExecutableFactory(other));
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionMarketUnknown.selector, other));
        vm.prank(requester);
        executions.requestExecution(order, abi.encode(N));
    }

    function test_RequestsThatMakeNoSenseAreRefused() public {
        ExecutionOrder memory order = orderOf(fibonacci);
        order.windowBlocks = 0;
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionZeroBlocks.selector));
        executions.requestExecution(order, abi.encode(N));
        order = orderOf(fibonacci);
        order.answerBlocks = 0;
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionZeroBlocks.selector));
        executions.requestExecution(order, abi.encode(N));
        order = orderOf(fibonacci);
        vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableInvalidInputs.selector));
        executions.requestExecution(order, abi.encode(N + 1));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, keeper, address(executions)));
        vm.prank(keeper);
        executions.requestExecution(order, abi.encode(N));
        order.paymentWei = uint96(FUNDS_WEI + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, requester, FUNDS_WEI, FUNDS_WEI + 1)
        );
        vm.prank(requester);
        executions.requestExecution(order, abi.encode(N));
    }

    /// A dispute whose gas no deposit would cover must not come about.
    function testFuzz_F12_ADepositThatDoesNotCoverTheWorstCaseIsRefused(uint256 which, uint64 gasPriceWei) public {
        ExecutionOrder memory order = orderOf([fibonacci, fibonacciTable, primeCount][which % 3]);
        order.gasPriceWei = gasPriceWei % 1e18;
        bytes memory inputs = abi.encode(N);
        uint256 neededWei = executions.worstCaseGas(order.factory.gasBounds(inputs)) * order.gasPriceWei;
        if (neededWei == 0) neededWei = 1;
        order.depositWei = uint96(neededWei - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionDepositTooSmall.selector, neededWei - 1, neededWei)
        );
        vm.prank(requester);
        executions.requestExecution(order, inputs);
        order.depositWei = uint96(neededWei);
        assertIs(request(order, inputs), DealStatus.Pending);
    }

    function test_ARequestThatNobodyAnswersExpires() public {
        Execution memory record = requestFibonacci(N);
        uint256 deadline = record.terms.answerDeadlineBlock;
        vm.roll(deadline - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionNotExpired.selector, record.id, uint64(deadline))
        );
        executions.expireRequest(record);
        vm.roll(deadline);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionAnswerTooLate.selector, record.id, uint64(deadline))
        );
        vm.prank(provider);
        executions.answerRequest(record, WRONG);
        vm.prank(keeper);
        executions.expireRequest(record);
        assertIs(record, DealStatus.Cancelled);
        assertMoney(requester, FUNDS_WEI, 0);
    }

    // Answers

    function test_F12_AnAnswerLocksItsDepositUntilTheEnd() public {
        Execution memory record = requestFibonacci(N);
        vm.roll(record.terms.answerDeadlineBlock - 1);
        answer(record, provider, fibonacciHash(N));
        assertIs(record, DealStatus.WaitingForResolution);
        assertMoney(provider, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
    }

    function test_F12_AShortDepositIsRefused() public {
        ExecutionOrder memory order = orderOf(fibonacci);
        order.depositWei = uint96(FUNDS_WEI + 1);
        Execution memory record = request(order, abi.encode(N));
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, provider, FUNDS_WEI, FUNDS_WEI + 1)
        );
        vm.prank(provider);
        executions.answerRequest(record, WRONG);
    }

    /// ECM's known mistake: the deposit could be taken back before anybody had challenged, so that lying was free.
    function test_F12_RegressionECM_AnAnswererCannotReclaimItsDepositBeforeTheEnd() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        uint64 endBlock = uint64(block.number + 50);
        vm.startPrank(provider);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWindowOpen.selector, record.id, endBlock));
        executions.finalize(record);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWindowOpen.selector, record.id, endBlock));
        executions.acceptAnswer(record);
        vm.expectRevert(
            abi.encodeWithSelector(
                IExecutionMarket.ExecutionWrongStatus.selector,
                record.id,
                DealStatus.WaitingForResolution
            )
        );
        executions.expireRequest(record);
        // Nor by way of the Bank: what is locked is not available, and consent stays while it is.
        vm.expectRevert(
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                provider,
                FUNDS_WEI - DEPOSIT_WEI,
                FUNDS_WEI
            )
        );
        bank.requestWithdrawal(uint96(FUNDS_WEI));
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentInUse.selector, provider, DEPOSIT_WEI));
        bank.setConsent(0);
        vm.stopPrank();
        challenge(record, other, fibonacciHash(N));
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionWrongStatus.selector, record.id, DealStatus.NeedsResolution)
        );
        vm.prank(provider);
        executions.finalize(record);
        assertMoney(provider, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
    }

    /// ECM's known mistake: deposits were given back without a look at the status, and so more than once.
    function test_RegressionECM_NothingIsPaidTwice() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, fibonacciHash(N));
        vm.prank(requester);
        executions.acceptAnswer(record);
        executions.finalize(record);
        bytes memory refused = abi.encodeWithSelector(
            IExecutionMarket.ExecutionWrongStatus.selector,
            record.id,
            DealStatus.Finalized
        );
        vm.expectRevert(refused);
        executions.finalize(record);
        vm.expectRevert(refused);
        executions.expireRequest(record);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);

        (Execution memory fought, ) = _fought(fibonacciHash(N), WRONG);
        executions.finalize(fought);
        uint256 availableWei = availableOf(provider);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionWrongStatus.selector, fought.id, DealStatus.Finalized)
        );
        executions.finalize(fought);
        assertMoney(provider, availableWei, 0);
    }

    /// ECM's known mistake: the window ran from the request, so that a late answer could not be challenged.
    function test_F5_RegressionECM_TheWindowRunsFromTheAnswer() public {
        Execution memory record = requestFibonacci(N);
        vm.roll(block.number + 19);
        answer(record, provider, WRONG);
        uint256 answered = block.number;
        vm.roll(answered + 49);
        challenge(record, other, fibonacciHash(N));
        assertIs(record, DealStatus.NeedsResolution);
    }

    function test_F5_BeforeTheWindowPassesItIsRefusedThenAnyoneMay() public {
        Execution memory record = requestFibonacci(N);
        vm.roll(block.number + 5);
        answer(record, provider, fibonacciHash(N));
        uint64 endBlock = uint64(block.number + 50);
        vm.roll(endBlock - 1);
        bytes memory refused = abi.encodeWithSelector(
            IExecutionMarket.ExecutionWindowOpen.selector,
            record.id,
            endBlock
        );
        vm.expectRevert(refused);
        executions.acceptAnswer(record);
        vm.expectRevert(refused);
        executions.finalize(record);
        vm.roll(endBlock);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionWindowClosed.selector, record.id, endBlock)
        );
        vm.prank(other);
        executions.challengeAnswer(record, WRONG);
        vm.prank(keeper);
        executions.acceptAnswer(record);
        assertIs(record, DealStatus.SoftResolution);
        vm.prank(keeper);
        executions.finalize(record);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
    }

    function test_F5_AnyoneFinalizesAtOnceWhatTheWindowHasPassedOf() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, fibonacciHash(N));
        vm.roll(block.number + 50);
        vm.prank(keeper);
        executions.finalize(record);
        assertIs(record, DealStatus.Finalized);
        assertMoney(requester, FUNDS_WEI - PAYMENT_WEI, 0);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
    }

    function test_F4_TheClientAcceptsOrAnyoneChallenges() public {
        Execution memory accepted = requestFibonacci(N);
        answer(accepted, provider, fibonacciHash(N));
        vm.prank(requester);
        executions.acceptAnswer(accepted);
        assertIs(accepted, DealStatus.SoftResolution);
        Execution memory challenged = requestFibonacci(N);
        answer(challenged, provider, fibonacciHash(N));
        challenge(challenged, requester, WRONG);
        assertIs(challenged, DealStatus.NeedsResolution);
        assertMoney(requester, FUNDS_WEI - 2 * PAYMENT_WEI - DEPOSIT_WEI, 2 * PAYMENT_WEI + DEPOSIT_WEI);
    }

    function test_OnlyTheNamedProviderAnswersWhereTheClientNamesOne() public {
        ExecutionOrder memory order = orderOf(fibonacci);
        order.provider = provider;
        Execution memory record = request(order, abi.encode(N));
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionWrongCaller.selector, record.id, other, provider)
        );
        vm.prank(other);
        executions.answerRequest(record, WRONG);
        answer(record, provider, WRONG);
    }

    function test_ZeroIsNoResult() public {
        Execution memory record = requestFibonacci(N);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionResultInvalid.selector, record.id));
        vm.prank(provider);
        executions.answerRequest(record, 0);
        answer(record, provider, WRONG);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionResultInvalid.selector, record.id));
        vm.prank(other);
        executions.challengeAnswer(record, 0);
    }

    // Challenges

    function test_F13_AChallengeLocksTheSameDepositOnAnotherResult() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionSameResult.selector, record.id));
        vm.prank(other);
        executions.challengeAnswer(record, WRONG);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionOwnAnswer.selector, record.id));
        vm.prank(provider);
        executions.challengeAnswer(record, WRONG_TOO);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, keeper, address(executions)));
        vm.prank(keeper);
        executions.challengeAnswer(record, WRONG_TOO);
        challenge(record, other, fibonacciHash(N));
        assertMoney(other, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
        vm.expectRevert(
            abi.encodeWithSelector(IExecutionMarket.ExecutionWrongStatus.selector, record.id, DealStatus.NeedsResolution)
        );
        vm.prank(requester);
        executions.challengeAnswer(record, WRONG_TOO);
    }

    function test_F21_KSybilAnswersCostKDeposits() public {
        for (uint256 k = 1; k <= 10; ++k) {
            Execution memory record = requestFibonacci(N);
            address sybil = vm.addr(0x51B11 + k);
            fund(sybil);
            consent(sybil);
            answer(record, sybil, keccak256(abi.encode(k)));
            assertMoney(sybil, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
            // Another answer to the same request is a challenge, and costs as much again.
            address second = vm.addr(0x51B22 + 100 * k);
            fund(second);
            consent(second);
            challenge(record, second, keccak256(abi.encode("other", k)));
            assertMoney(second, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IExecutionMarket.ExecutionWrongStatus.selector,
                    record.id,
                    DealStatus.NeedsResolution
                )
            );
            vm.prank(other);
            executions.answerRequest(record, WRONG);
        }
    }

    // Disputes

    function test_F14_ADisputeCreatesARunOnTheInputs() public {
        Execution memory record = requestFibonacci(N);
        assertEq(executableOf(record), address(0), "none before");
        answer(record, provider, WRONG);
        challenge(record, other, fibonacciHash(N));
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionWrongInputs.selector, record.id));
        executions.initializeDispute(record, abi.encode(N - 1));
        assertEq(executableOf(record), address(0), "none yet");
        dispute(record, abi.encode(N));
        assertIs(record, DealStatus.Resolving);
        IExecutable run = IExecutable(executableOf(record));
        assertTrue(address(run) != address(0), "a run");
        assertEq(run.owner(), address(executions), "of the market");
        assertTrue(!run.isFinished(), "at its beginning");
        assertEq(run.steps(), 0, "at its beginning");
    }

    function test_F6_F15_ALongInputTakesSeveralCallsAndGivesTheSame() public {
        Execution memory once = requestFibonacci(N);
        answer(once, provider, fibonacciHash(N));
        challenge(once, other, WRONG);
        dispute(once, abi.encode(N));
        assertEq(execute(once, type(uint256).max, fibonacciHash(N)), 1, "one call");
        assertIs(once, DealStatus.FirmResolution);

        Execution memory stepwise = requestFibonacci(N);
        answer(stepwise, provider, fibonacciHash(N));
        challenge(stepwise, other, WRONG);
        dispute(stepwise, abi.encode(N));
        address run = executableOf(stepwise);
        for (uint256 i = 1; i <= 3; ++i) {
            assertTrue(!executions.executeExecutable(stepwise, 100), "not yet");
            assertIs(stepwise, DealStatus.Resolving);
            assertEq(IExecutable(run).steps(), 100 * i, "steps");
        }
        assertTrue(executions.executeExecutable(stepwise, 100), "the rest");
        stepwise.computedHash = fibonacciHash(N);
        assertIs(stepwise, DealStatus.FirmResolution);
        assertEq(executions.getRequest(stepwise).resultHash, executions.getRequest(once).resultHash, "the same");
    }

    function test_F23_NothingOfTheRunIsLeftAfterTheDispute() public {
        ExecutionOrder memory order = orderOf(fibonacciTable);
        Execution memory record = request(order, abi.encode(uint256(40)));
        answer(record, provider, WRONG);
        challenge(record, other, WRONG_TOO);
        dispute(record, abi.encode(uint256(40)));
        execute(record, 40, fibonacciHash(40));
        address run = executableOf(record);
        for (uint256 slot = 0; slot < 5; ++slot) {
            assertEq(vm.load(run, bytes32(slot)), 0, "slot");
            for (uint256 i = 0; i <= 41; ++i) {
                assertEq(vm.load(run, bytes32(uint256(keccak256(abi.encode(slot))) + i)), 0, "table");
            }
        }
        vm.expectRevert(abi.encodeWithSelector(IExecutable.ExecutableNotFinished.selector));
        IExecutable(run).result();
        assertEq(executions.getRequest(record).resultHash, fibonacciHash(40), "the market knows the result");
    }

    // Who gets what

    function test_F7_NothingIsPaidBeforeTheEnd() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, fibonacciHash(N));
        challenge(record, other, WRONG);
        dispute(record, abi.encode(N));
        executions.executeExecutable(record, 100);
        assertEq(availableOf(provider), FUNDS_WEI - DEPOSIT_WEI, "before the run ends");
        assertEq(lockedOf(requester), PAYMENT_WEI, "the payment");
        execute(record, 1000, fibonacciHash(N));
        assertEq(availableOf(provider), FUNDS_WEI - DEPOSIT_WEI, "in FirmResolution");
        executions.finalize(record);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
    }

    function test_F16_AnAcceptedAnswerGetsDepositAndPayment() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        vm.prank(requester);
        executions.acceptAnswer(record);
        assertMoney(provider, FUNDS_WEI - DEPOSIT_WEI, DEPOSIT_WEI);
        executions.finalize(record);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
        assertMoney(requester, FUNDS_WEI - PAYMENT_WEI, 0);
    }

    function test_F17_WhereNobodyIsRightTheySplitTheGasAndTheAnswererPaysTheOddWei() public {
        (Execution memory record, uint256 gasWei) = _fought(WRONG, WRONG_TOO);
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI, 0);
        assertMoney(provider, FUNDS_WEI - (gasWei - gasWei / 2), 0);
        assertMoney(other, FUNDS_WEI - gasWei / 2, 0);
    }

    function test_F18_F19_AWrongAnswererLosesTheGasAndTheChallengerIsPaid() public {
        (Execution memory record, uint256 gasWei) = _fought(WRONG, fibonacciHash(N));
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI - PAYMENT_WEI, 0);
        assertMoney(provider, FUNDS_WEI - gasWei, 0);
        assertMoney(other, FUNDS_WEI + PAYMENT_WEI, 0);
    }

    function test_F20_AWrongChallengerLosesTheGasAndTheAnswererIsPaid() public {
        (Execution memory record, uint256 gasWei) = _fought(fibonacciHash(N), WRONG);
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI - PAYMENT_WEI, 0);
        assertMoney(provider, FUNDS_WEI + PAYMENT_WEI, 0);
        assertMoney(other, FUNDS_WEI - gasWei, 0);
    }

    /// Every outcome, with parties that may be the same account, keeps every wei.
    function testFuzz_F16_F20_EveryOutcomeConserves(uint256 seed) public {
        bytes32[3] memory said = [fibonacciHash(20), WRONG, WRONG_TOO];
        address[3] memory parties = [requester, provider, other];
        ExecutionOrder memory order = orderOf(fibonacci);
        order.gasPriceWei = uint64(seed % 1e9);
        Execution memory record = request(order, abi.encode(uint256(20)));
        uint256 sum = _sum();
        uint256 first = (seed >> 32) % 3;
        uint256 second = (first + 1 + ((seed >> 40) % 2)) % 3;
        uint256 answerer = (seed >> 48) % 3;
        answer(record, parties[answerer], said[first]);
        challenge(record, parties[(answerer + 1 + ((seed >> 56) % 2)) % 3], said[second]);
        dispute(record, abi.encode(uint256(20)));
        execute(record, 1 + ((seed >> 64) % 20), said[0]);
        executions.finalize(record);
        assertEq(_sum(), sum, "every wei");
        for (uint256 i = 0; i < 3; ++i) assertEq(lockedOf(parties[i]), 0, "nothing locked");

        uint256 gasWei = gasPaidOf(record);
        uint256 byAnswererWei = first == 0 ? 0 : second == 0 ? gasWei : gasWei - gasWei / 2;
        uint256 byChallengerWei = gasWei - byAnswererWei;
        uint256 answererWei = FUNDS_WEI - byAnswererWei + (first == 0 ? PAYMENT_WEI : 0);
        uint256 challengerWei = FUNDS_WEI - byChallengerWei + (second == 0 ? PAYMENT_WEI : 0);
        bool paid = first == 0 || second == 0;
        if (record.answer.account == requester) answererWei -= paid ? PAYMENT_WEI : 0;
        if (record.challenge.account == requester) challengerWei -= paid ? PAYMENT_WEI : 0;
        assertEq(availableOf(record.answer.account), answererWei, "answerer");
        assertEq(availableOf(record.challenge.account), challengerWei, "challenger");
        assertEq(availableOf(keeper), gasWei, "who took it on");
    }

    /// Both parities of what is shared.
    function test_F17_OddAndEvenSums() public {
        bool odd;
        bool even;
        for (uint64 price = 1; !(odd && even); ++price) {
            ExecutionOrder memory order = orderOf(fibonacci);
            order.gasPriceWei = price;
            Execution memory record = request(order, abi.encode(uint256(5) + price));
            answer(record, provider, WRONG);
            challenge(record, other, WRONG_TOO);
            dispute(record, abi.encode(uint256(5) + price));
            execute(record, 1000, fibonacciHash(uint256(5) + price));
            uint256 beforeWei = availableOf(provider) + lockedOf(provider);
            uint256 gasWei = gasPaidOf(record);
            uint256 otherWei = availableOf(other) + lockedOf(other);
            executions.finalize(record);
            // What was paid already came out of the answerer's lock.
            assertEq(availableOf(provider), beforeWei + gasWei / 2, "answerer");
            assertEq(availableOf(other), otherWei - gasWei / 2, "challenger");
            if (gasWei % 2 == 0) even = true;
            else odd = true;
        }
    }

    // Gas

    function test_GasIsPaidToWhoeverSpendsIt() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        challenge(record, other, fibonacciHash(N));
        address first = address(0xF1);
        address second = address(0xF2);
        vm.prank(first);
        executions.initializeDispute(record, abi.encode(N));
        uint256 firstWei = availableOf(first);
        assertEq(firstWei, gasPaidOf(record), "for creating the run");
        vm.prank(second);
        executions.executeExecutable(record, 200);
        assertEq(availableOf(second) + firstWei, gasPaidOf(record), "for taking it on");
        assertTrue(availableOf(second) != 0, "for taking it on");
        assertEq(lockedOf(provider), DEPOSIT_WEI - gasPaidOf(record), "out of the answerer's deposit, for now");
        assertEq(lockedOf(other), DEPOSIT_WEI, "not yet out of the challenger's");
    }

    /// Calls that take few steps would let a stranger run up the loser's bill; they are gifts.
    function test_ACallOfFewStepsIsAGift() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, WRONG);
        challenge(record, other, fibonacciHash(N));
        dispute(record, abi.encode(N));
        uint256 paidWei = gasPaidOf(record);
        executions.executeExecutable(record, 0);
        executions.executeExecutable(record, 99);
        assertEq(gasPaidOf(record), paidWei, "nothing");
        executions.executeExecutable(record, 100);
        assertTrue(gasPaidOf(record) > paidWei, "enough steps");
        paidWei = gasPaidOf(record);
        execute(record, 99, fibonacciHash(N));
        assertTrue(gasPaidOf(record) > paidWei, "the last one, however short");
    }

    function testFuzz_TheDepositCoversEveryDispute(uint256 which, uint256 input, uint256 n) public {
        ExecutionOrder memory order = orderOf([fibonacci, fibonacciTable, primeCount][which % 3]);
        bytes memory inputs = abi.encode(bound(input, 0, N));
        order.depositWei = uint96(executions.worstCaseGas(order.factory.gasBounds(inputs)) * order.gasPriceWei);
        Execution memory record = request(order, inputs);
        answer(record, provider, WRONG);
        challenge(record, other, WRONG_TOO);
        dispute(record, inputs);
        bytes32 computed = which % 3 == 2 ? bytes32(0) : fibonacciHash(bound(input, 0, N));
        execute(record, bound(n, 1, 400), computed);
        assertTrue(gasPaidOf(record) < order.depositWei, "below the worst case");
    }

    // What stalls

    function test_ADisputeThatNobodyTakesOnIsAbandoned() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, fibonacciHash(N));
        challenge(record, other, WRONG);
        uint64 fromBlock = uint64(block.number + executions.STALL_BLOCKS());
        vm.roll(fromBlock - 1);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionNotStalled.selector, record.id, fromBlock));
        executions.abandonDispute(record);
        vm.roll(fromBlock);
        executions.abandonDispute(record);
        assertIs(record, DealStatus.FirmResolution);
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI, 0);
        assertMoney(provider, FUNDS_WEI, 0);
        assertMoney(other, FUNDS_WEI, 0);
    }

    function test_ADisputeThatDoesNotEndIsAbandonedAndItsGasShared() public {
        Execution memory record = requestFibonacci(N);
        answer(record, provider, fibonacciHash(N));
        challenge(record, other, WRONG);
        vm.roll(block.number + 50_000);
        dispute(record, abi.encode(N));
        vm.prank(keeper);
        executions.executeExecutable(record, 100);
        uint256 gasWei = gasPaidOf(record);
        uint64 fromBlock = uint64(block.number + executions.STALL_BLOCKS());
        vm.roll(fromBlock - 1);
        vm.expectRevert(abi.encodeWithSelector(IExecutionMarket.ExecutionNotStalled.selector, record.id, fromBlock));
        executions.abandonDispute(record);
        vm.roll(fromBlock);
        executions.abandonDispute(record);
        executions.finalize(record);
        assertMoney(requester, FUNDS_WEI, 0);
        assertMoney(provider, FUNDS_WEI - (gasWei - gasWei / 2), 0);
        assertMoney(other, FUNDS_WEI - gasWei / 2, 0);
        assertMoney(keeper, gasWei, 0);
    }

    // F22

    /// The whole way that is not disputed costs a small part of what the chain would take to compute.
    function test_F22_OffChainCostsAPartOfOnChain() public {
        ExecutionOrder memory order = orderOf(primeCount);
        bytes memory inputs = abi.encode(uint256(65_535));
        uint256 gasBefore = gasleft();
        Execution memory record = request(order, inputs);
        answer(record, provider, WRONG);
        vm.prank(requester);
        executions.acceptAnswer(record);
        executions.finalize(record);
        uint256 offChain = gasBefore - gasleft();

        IExecutable run = primeCount.create(inputs);
        gasBefore = gasleft();
        run.executeN(type(uint256).max);
        uint256 onChain = gasBefore - gasleft();
        assertTrue(offChain * 50 < onChain, "a fiftieth");
    }
}
