// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Execution, ExecutionId, ExecutionOrder, ResultClaim} from "../../src/execution/ExecutionTypes.sol";
import {IExecutableFactory} from "../../src/execution/IExecutableFactory.sol";
import {DealStatus} from "../../src/job/DealTypes.sol";
import {ExecutionMarket, Upgradeable} from "../support/Deployed.sol";
import {MarketFixture} from "../support/MarketFixture.sol";

/// @notice A market of executions as it is deployed, with its three algorithms, and parties that consented to it. Hashes of
/// results are computed here, off chain as it were.
abstract contract ExecutionFixture is MarketFixture {
    uint8 internal constant MODULE_ID = 5;
    uint256 internal constant PRIMES_BELOW_65536 = 6542;

    ExecutionMarket internal executions;
    IExecutableFactory internal fibonacci;
    IExecutableFactory internal fibonacciTable;
    IExecutableFactory internal primeCount;

    function deployExecutions() internal {
        deployMarket();
        address code = deploy("ExecutionMarket.sol:ExecutionMarket", abi.encode(bank));
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        executions = ExecutionMarket(deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(code, initialization)));
        bank.addModule(address(executions), MODULE_ID);
        fibonacci = openMarketOf("FibonacciFactory.sol:FibonacciFactory");
        fibonacciTable = openMarketOf("FibonacciTableFactory.sol:FibonacciTableFactory");
        primeCount = openMarketOf("PrimeCountFactory.sol:PrimeCountFactory");
        consent(requester);
        consent(provider);
        consent(other);
    }

    function openMarketOf(string memory artifact) internal returns (IExecutableFactory factory) {
        factory = IExecutableFactory(deploy(artifact, abi.encode(keccak256(bytes(artifact)))));
        executions.openMarket(factory);
    }

    function consent(address account) internal {
        vm.prank(account);
        bank.setConsent(uint32(1 | (1 << MODULE_ID)));
    }

    // Off chain

    function fibonacciOf(uint256 n) internal pure returns (uint256 current) {
        uint256 previous = 1;
        for (uint256 i = 0; i < n; ++i) (previous, current) = (current, previous + current);
    }

    function fibonacciHash(uint256 n) internal pure returns (bytes32) {
        return keccak256(abi.encode(fibonacciOf(n)));
    }

    // Requests

    function orderOf(IExecutableFactory factory) internal pure returns (ExecutionOrder memory) {
        return
            ExecutionOrder({
                factory: factory,
                provider: address(0),
                paymentWei: 7 ether,
                depositWei: 2 ether,
                gasPriceWei: 1e9 + 1,
                answerBlocks: 20,
                windowBlocks: 50
            });
    }

    /// @dev The record that anyone can write down from the order and the chain, without asking the market.
    function recordOf(
        ExecutionOrder memory order,
        address client,
        bytes memory inputs,
        uint256 number
    ) internal view returns (Execution memory record) {
        record.id = ExecutionId.wrap(keccak256(abi.encode(order.factory, number)));
        record.terms.requester = client;
        record.terms.factory = order.factory;
        record.terms.provider = order.provider;
        record.terms.inputsHash = keccak256(inputs);
        record.terms.paymentWei = order.paymentWei;
        record.terms.depositWei = order.depositWei;
        record.terms.gasPriceWei = order.gasPriceWei;
        record.terms.answerDeadlineBlock = uint64(block.number) + order.answerBlocks;
        record.terms.windowBlocks = order.windowBlocks;
        record.terms.bounds = order.factory.gasBounds(inputs);
    }

    function request(ExecutionOrder memory order, bytes memory inputs) internal returns (Execution memory record) {
        (, uint64 number) = executions.marketOf(order.factory);
        record = recordOf(order, requester, inputs, number);
        vm.prank(requester);
        ExecutionId id = executions.requestExecution(order, inputs);
        assertEq(ExecutionId.unwrap(id), ExecutionId.unwrap(record.id), "id");
    }

    function requestFibonacci(uint256 n) internal returns (Execution memory) {
        return request(orderOf(fibonacci), abi.encode(n));
    }

    function answer(Execution memory record, address account, bytes32 resultHash) internal {
        vm.prank(account);
        executions.answerRequest(record, resultHash);
        record.answer = ResultClaim(account, resultHash);
    }

    function challenge(Execution memory record, address account, bytes32 resultHash) internal {
        vm.prank(account);
        executions.challengeAnswer(record, resultHash);
        record.challenge = ResultClaim(account, resultHash);
    }

    function dispute(Execution memory record, bytes memory inputs) internal {
        vm.prank(keeper);
        executions.initializeDispute(record, inputs);
    }

    /// @dev Takes the run on to its end, `n` steps a call; returns the number of calls.
    function execute(Execution memory record, uint256 n, bytes32 computedHash) internal returns (uint256 calls) {
        bool finished;
        while (!finished) {
            vm.prank(keeper);
            finished = executions.executeExecutable(record, n);
            ++calls;
        }
        record.computedHash = computedHash;
    }

    // What is so

    function statusOf(Execution memory record) internal view returns (DealStatus status) {
        (status, , , , ) = executions.executionState(record.id);
    }

    function executableOf(Execution memory record) internal view returns (address executable) {
        (, , , executable, ) = executions.executionState(record.id);
    }

    function gasPaidOf(Execution memory record) internal view returns (uint256 gasPaidWei) {
        (, , , , gasPaidWei) = executions.executionState(record.id);
    }

    function assertIs(Execution memory record, DealStatus status) internal view {
        assertEq(uint256(statusOf(record)), uint256(status), "status");
    }

    function assertMoney(address account, uint256 availableWei, uint256 lockedWei) internal view {
        assertEq(availableOf(account), availableWei, "available");
        assertEq(lockedOf(account), lockedWei, "locked");
    }
}
