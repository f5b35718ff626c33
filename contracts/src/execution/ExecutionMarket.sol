// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IBank} from "../bank/IBank.sol";
import {DealStatus} from "../job/DealTypes.sol";
import {DealWord, DealWordLibrary} from "../job/DealWord.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {
    Execution,
    ExecutionId,
    ExecutionOrder,
    ExecutionRequest,
    ExecutionTerms,
    ResultClaim
} from "./ExecutionTypes.sol";
import {IExecutable} from "./IExecutable.sol";
import {GasBounds, IExecutableFactory} from "./IExecutableFactory.sol";
import {IExecutionMarket} from "./IExecutionMarket.sol";

/// @title ExecutionMarket
/// @notice See IExecutionMarket, which carries the documentation and the trust assumptions.
/// @dev Factories and runs are strangers' code, so whatever calls them takes the reentrancy guard, and so does every other
/// function that moves a balance or a request.
contract ExecutionMarket is IExecutionMarket, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @dev One word.
    struct MarketSlot {
        bool open;
        uint64 requests;
    }

    struct RequestSlot {
        /// The hash covers the terms; from the answer on also the answer, from the challenge on also that, and in
        /// FirmResolution also what was computed. Each is hashed with the hash before it.
        DealWord word;
    }

    /// @dev One word, only of requests that are disputed.
    struct Dispute {
        address executable;
        /// What the gas of the dispute has cost until now, out of the answerer's deposit; never more than the deposit.
        uint96 gasPaidWei;
    }

    /// @custom:storage-location erc7201:suanli.storage.ExecutionMarket
    struct ExecutionMarketStorage {
        mapping(IExecutableFactory factory => MarketSlot) markets;
        mapping(ExecutionId id => RequestSlot) requests;
        mapping(ExecutionId id => Dispute) disputes;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.ExecutionMarket")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0xf82f3ee9df74f77b5648ffe0685581711f1f63f6561be10f8f38a1d2dc2dde00;

    /// @inheritdoc IExecutionMarket
    uint256 public constant OVERHEAD_GAS = 75_000;
    /// @inheritdoc IExecutionMarket
    uint256 public constant STALL_BLOCKS = 50_400;

    /// @inheritdoc IExecutionMarket
    IBank public immutable bank;

    /// @dev Whether a function is being run that a stranger's code must not enter.
    bool private transient _entered;

    modifier nonReentrant() {
        if (_entered) revert ExecutionReentered();
        _entered = true;
        _;
        _entered = false;
    }

    /// @param bank_ The Bank, one of whose modules the proxy in front of this code is.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_) {
        bank = bank_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager that may upgrade this contract. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IExecutionMarket
    function marketOf(IExecutableFactory factory) external view returns (bool open, uint64 requests) {
        MarketSlot memory market = _storage().markets[factory];
        return (market.open, market.requests);
    }

    /// @inheritdoc IExecutionMarket
    function executionState(
        ExecutionId id
    )
        external
        view
        returns (DealStatus status, uint40 blockNumber, bytes26 hash, address executable, uint96 gasPaidWei)
    {
        DealWord word = _storage().requests[id].word;
        Dispute memory dispute = _storage().disputes[id];
        return (
            word.status(),
            word.blockNumber(),
            bytes26(bytes32(DealWord.unwrap(word))),
            dispute.executable,
            dispute.gasPaidWei
        );
    }

    /// @inheritdoc IExecutionMarket
    function getRequest(Execution calldata execution) external view returns (ExecutionRequest memory request) {
        DealWord word = _storage().requests[execution.id].word;
        DealStatus status = word.status();
        bytes32 hash = _hashOf(execution, status);
        if (status == DealStatus.None || !word.matches(hash)) revert ExecutionWrongTerms(execution.id);
        request.requester = execution.terms.requester;
        request.executable = _storage().disputes[execution.id].executable;
        request.status = status;
        request.paymentWei = execution.terms.paymentWei;
        request.softResolutionBlocks = execution.terms.windowBlocks;
        request.depositWei = execution.terms.depositWei;
        if (_isFirm(execution, status)) request.resultHash = execution.computedHash;
        else if (status != DealStatus.Pending && status != DealStatus.Cancelled) {
            request.resultHash = execution.answer.resultHash;
        }
    }

    /// @inheritdoc IExecutionMarket
    function worstCaseGas(GasBounds memory bounds) public pure returns (uint256) {
        // Each call that is paid takes callSteps steps, but for the last one.
        uint256 calls = bounds.steps / bounds.callSteps + 1;
        return
            bounds.creationGas +
            OVERHEAD_GAS +
            calls * (bounds.callGas + OVERHEAD_GAS) +
            uint256(bounds.steps) * bounds.stepGas;
    }

    /// @inheritdoc IExecutionMarket
    function openMarket(IExecutableFactory factory) external {
        MarketSlot storage market = _storage().markets[factory];
        if (market.open) revert ExecutionMarketExists(factory);
        if (address(factory).code.length == 0 || address(factory.implementation()).code.length == 0) {
            revert ExecutionFactoryInvalid(factory);
        }
        market.open = true;
        emit ExecutionMarketOpened(factory);
    }

    /// @inheritdoc IExecutionMarket
    function requestExecution(
        ExecutionOrder calldata order,
        bytes calldata inputs
    ) external nonReentrant returns (ExecutionId id) {
        IExecutableFactory factory = order.factory;
        MarketSlot storage market = _storage().markets[factory];
        if (!market.open) revert ExecutionMarketUnknown(factory);
        if (order.answerBlocks == 0 || order.windowBlocks == 0) revert ExecutionZeroBlocks();
        GasBounds memory bounds = factory.gasBounds(inputs);
        if (bounds.callSteps == 0) revert ExecutionBoundsInvalid(factory);
        uint256 neededWei = worstCaseGas(bounds) * order.gasPriceWei;
        // Without any deposit a wrong answer would be free.
        if (order.depositWei < neededWei || order.depositWei == 0) {
            revert ExecutionDepositTooSmall(order.depositWei, neededWei == 0 ? 1 : neededWei);
        }

        id = ExecutionId.wrap(keccak256(abi.encode(factory, market.requests++)));
        ExecutionTerms memory terms = ExecutionTerms({
            requester: msg.sender,
            factory: factory,
            provider: order.provider,
            inputsHash: keccak256(inputs),
            paymentWei: order.paymentWei,
            depositWei: order.depositWei,
            gasPriceWei: order.gasPriceWei,
            answerDeadlineBlock: uint64(block.number) + order.answerBlocks,
            windowBlocks: order.windowBlocks,
            bounds: bounds
        });
        _storage().requests[id].word = DealWordLibrary.pack(DealStatus.Pending, keccak256(abi.encode(terms)));
        emit ExecutionRequested(id, msg.sender, factory, terms, inputs);
        _lock(msg.sender, order.paymentWei);
    }

    /// @inheritdoc IExecutionMarket
    function expireRequest(Execution calldata execution) external nonReentrant {
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.Pending);
        if (block.number < execution.terms.answerDeadlineBlock) {
            revert ExecutionNotExpired(execution.id, execution.terms.answerDeadlineBlock);
        }
        slot.word = DealWordLibrary.pack(DealStatus.Cancelled, hash);
        emit ExecutionExpired(execution.id);
        int256 paymentWei = int256(uint256(execution.terms.paymentWei));
        Journal journal = JournalLibrary.create(1);
        journal.add(execution.terms.requester, paymentWei, -paymentWei);
        journal.post(bank);
    }

    /// @inheritdoc IExecutionMarket
    function answerRequest(Execution calldata execution, bytes32 resultHash) external nonReentrant {
        ExecutionId id = execution.id;
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.Pending);
        address provider = execution.terms.provider;
        if (provider != address(0) && msg.sender != provider) revert ExecutionWrongCaller(id, msg.sender, provider);
        if (resultHash == 0) revert ExecutionResultInvalid(id);
        if (block.number >= execution.terms.answerDeadlineBlock) {
            revert ExecutionAnswerTooLate(id, execution.terms.answerDeadlineBlock);
        }
        slot.word = DealWordLibrary.pack(
            DealStatus.WaitingForResolution,
            _hashClaim(hash, ResultClaim(msg.sender, resultHash))
        );
        emit ExecutionAnswered(id, msg.sender, resultHash);
        _lock(msg.sender, execution.terms.depositWei);
    }

    /// @inheritdoc IExecutionMarket
    function acceptAnswer(Execution calldata execution) external nonReentrant {
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.WaitingForResolution);
        uint64 endBlock = _windowEnd(slot.word, execution.terms);
        if (block.number < endBlock && msg.sender != execution.terms.requester) {
            revert ExecutionWindowOpen(execution.id, endBlock);
        }
        slot.word = DealWordLibrary.pack(DealStatus.SoftResolution, hash);
        emit ExecutionAccepted(execution.id);
    }

    /// @inheritdoc IExecutionMarket
    function challengeAnswer(Execution calldata execution, bytes32 resultHash) external nonReentrant {
        ExecutionId id = execution.id;
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.WaitingForResolution);
        if (msg.sender == execution.answer.account) revert ExecutionOwnAnswer(id);
        if (resultHash == 0) revert ExecutionResultInvalid(id);
        if (resultHash == execution.answer.resultHash) revert ExecutionSameResult(id);
        uint64 endBlock = _windowEnd(slot.word, execution.terms);
        if (block.number >= endBlock) revert ExecutionWindowClosed(id, endBlock);
        slot.word = DealWordLibrary.pack(
            DealStatus.NeedsResolution,
            _hashClaim(hash, ResultClaim(msg.sender, resultHash))
        );
        emit ExecutionChallenged(id, msg.sender, resultHash);
        _lock(msg.sender, execution.terms.depositWei);
    }

    /// @inheritdoc IExecutionMarket
    function initializeDispute(Execution calldata execution, bytes calldata inputs) external nonReentrant {
        uint256 gasBefore = gasleft();
        ExecutionId id = execution.id;
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.NeedsResolution);
        if (keccak256(inputs) != execution.terms.inputsHash) revert ExecutionWrongInputs(id);
        slot.word = DealWordLibrary.pack(DealStatus.Resolving, hash);
        address executable = address(execution.terms.factory.create(inputs));
        _storage().disputes[id].executable = executable;
        emit ExecutionDisputed(id, executable);
        _payGas(execution, gasBefore, execution.terms.bounds.creationGas);
    }

    /// @inheritdoc IExecutionMarket
    function executeExecutable(
        Execution calldata execution,
        uint256 n
    ) external nonReentrant returns (bool finished) {
        uint256 gasBefore = gasleft();
        ExecutionId id = execution.id;
        (RequestSlot storage slot, bytes32 hash) = _require(execution, DealStatus.Resolving);
        IExecutable executable = IExecutable(_storage().disputes[id].executable);
        uint256 done = executable.executeN(n);
        finished = executable.isFinished();
        emit ExecutionAdvanced(id, msg.sender, done);
        if (finished) {
            bytes32 computedHash = keccak256(executable.result());
            executable.end();
            slot.word = DealWordLibrary.pack(DealStatus.FirmResolution, _hashComputed(hash, computedHash));
            emit ExecutionResolved(id, computedHash);
        }
        GasBounds calldata bounds = execution.terms.bounds;
        if (finished || done >= bounds.callSteps) {
            // A run that counts more steps than it has is paid no more for it.
            uint256 paidSteps = done < bounds.steps ? done : bounds.steps;
            _payGas(execution, gasBefore, bounds.callGas + paidSteps * bounds.stepGas);
        }
    }

    /// @inheritdoc IExecutionMarket
    function abandonDispute(Execution calldata execution) external nonReentrant {
        ExecutionId id = execution.id;
        DealStatus status = _storage().requests[id].word.status();
        if (status != DealStatus.Resolving) status = DealStatus.NeedsResolution;
        (RequestSlot storage slot, bytes32 hash) = _require(execution, status);
        uint64 fromBlock = uint64(slot.word.blockNumber() + STALL_BLOCKS);
        if (block.number < fromBlock) revert ExecutionNotStalled(id, fromBlock);
        slot.word = DealWordLibrary.pack(DealStatus.FirmResolution, _hashComputed(hash, 0));
        emit ExecutionResolved(id, 0);
    }

    /// @inheritdoc IExecutionMarket
    function finalize(Execution calldata execution) external nonReentrant {
        ExecutionId id = execution.id;
        RequestSlot storage slot = _storage().requests[id];
        DealStatus status = slot.word.status();
        if (status == DealStatus.FirmResolution) {
            (, bytes32 firm) = _require(execution, status);
            slot.word = DealWordLibrary.pack(DealStatus.Finalized, firm);
            _payFirm(execution);
            return;
        }
        if (status != DealStatus.WaitingForResolution && status != DealStatus.SoftResolution) {
            revert ExecutionWrongStatus(id, status);
        }
        (, bytes32 hash) = _require(execution, status);
        if (status == DealStatus.WaitingForResolution) {
            uint64 endBlock = _windowEnd(slot.word, execution.terms);
            if (block.number < endBlock) revert ExecutionWindowOpen(id, endBlock);
        }
        slot.word = DealWordLibrary.pack(DealStatus.Finalized, hash);
        int256 paymentWei = int256(uint256(execution.terms.paymentWei));
        int256 depositWei = int256(uint256(execution.terms.depositWei));
        emit ExecutionFinalized(id, execution.answer.account, execution.terms.paymentWei);
        Journal journal = JournalLibrary.create(2);
        journal.add(execution.terms.requester, 0, -paymentWei);
        journal.add(execution.answer.account, paymentWei + depositWei, -depositWei);
        journal.post(bank);
    }

    /// @dev Pays what a dispute said. Of the answerer's deposit, the gas is gone already.
    function _payFirm(Execution calldata execution) private {
        address answerer = execution.answer.account;
        address challenger = execution.challenge.account;
        bytes32 computedHash = execution.computedHash;
        int256 paymentWei = int256(uint256(execution.terms.paymentWei));
        int256 depositWei = int256(uint256(execution.terms.depositWei));
        int256 gasWei = int256(uint256(_storage().disputes[execution.id].gasPaidWei));

        address winner;
        int256 byChallengerWei;
        if (computedHash == execution.answer.resultHash) {
            winner = answerer;
            byChallengerWei = gasWei;
        } else if (computedHash == execution.challenge.resultHash) {
            winner = challenger;
        } else {
            // The answerer pays the odd wei.
            byChallengerWei = gasWei / 2;
        }
        emit ExecutionFinalized(execution.id, winner, winner == address(0) ? 0 : execution.terms.paymentWei);
        Journal journal = JournalLibrary.create(3);
        journal.add(execution.terms.requester, winner == address(0) ? paymentWei : int256(0), -paymentWei);
        journal.add(
            answerer,
            depositWei - gasWei + byChallengerWei + (winner == answerer ? paymentWei : int256(0)),
            gasWei - depositWei
        );
        journal.add(
            challenger,
            depositWei - byChallengerWei + (winner == challenger ? paymentWei : int256(0)),
            -depositWei
        );
        journal.post(bank);
    }

    /// @dev Pays the sender for what it has spent, `boundGas` and the overhead at most, out of the answerer's deposit.
    function _payGas(Execution calldata execution, uint256 gasBefore, uint256 boundGas) private {
        Dispute storage dispute = _storage().disputes[execution.id];
        uint256 gasUsed = gasBefore - gasleft();
        gasUsed = (gasUsed < boundGas ? gasUsed : boundGas) + OVERHEAD_GAS;
        uint256 paidWei = dispute.gasPaidWei;
        uint256 amountWei = gasUsed * execution.terms.gasPriceWei;
        // A run that lies about its steps exhausts the deposit, and no more.
        uint256 leftWei = execution.terms.depositWei - paidWei;
        if (amountWei > leftWei) amountWei = leftWei;
        if (amountWei == 0) return;
        dispute.gasPaidWei = uint96(paidWei + amountWei);
        emit ExecutionGasPaid(execution.id, msg.sender, gasUsed, uint96(amountWei));
        Journal journal = JournalLibrary.create(2);
        journal.add(execution.answer.account, 0, -int256(amountWei));
        journal.add(msg.sender, int256(amountWei), 0);
        journal.post(bank);
    }

    function _lock(address account, uint96 amountWei) private {
        int256 amount = int256(uint256(amountWei));
        Journal journal = JournalLibrary.create(1);
        journal.add(account, -amount, amount);
        journal.post(bank);
    }

    /// @dev The slot of a request that must be in `status`, and the hash that it holds.
    function _require(
        Execution calldata execution,
        DealStatus status
    ) private view returns (RequestSlot storage slot, bytes32 hash) {
        slot = _storage().requests[execution.id];
        DealWord word = slot.word;
        if (word.status() != status) revert ExecutionWrongStatus(execution.id, word.status());
        hash = _hashOf(execution, status);
        if (!word.matches(hash)) revert ExecutionWrongTerms(execution.id);
    }

    /// @dev The hash that a request in `status` holds, out of its record.
    function _hashOf(Execution calldata execution, DealStatus status) private pure returns (bytes32 hash) {
        hash = keccak256(abi.encode(execution.terms));
        if (status == DealStatus.Pending || status == DealStatus.Cancelled) return hash;
        hash = _hashClaim(hash, execution.answer);
        if (status == DealStatus.NeedsResolution || status == DealStatus.Resolving || _isFirm(execution, status)) {
            hash = _hashClaim(hash, execution.challenge);
        }
        if (_isFirm(execution, status)) hash = _hashComputed(hash, execution.computedHash);
    }

    /// @dev Whether a request was decided by a dispute. Once it is finalized its record says so, which the hash proves.
    function _isFirm(Execution calldata execution, DealStatus status) private pure returns (bool) {
        return
            status == DealStatus.FirmResolution ||
            (status == DealStatus.Finalized && execution.challenge.account != address(0));
    }

    /// @dev Three words; two are hashed for what was computed, and many for the terms, so none can stand for another.
    function _hashClaim(bytes32 before, ResultClaim memory claim) private pure returns (bytes32) {
        return keccak256(abi.encode(before, claim));
    }

    function _hashComputed(bytes32 before, bytes32 computedHash) private pure returns (bytes32) {
        return keccak256(abi.encode(before, computedHash));
    }

    /// @dev The first block in which the answer can no longer be challenged; the word is that of the answer.
    function _windowEnd(DealWord word, ExecutionTerms calldata terms) private pure returns (uint64) {
        return uint64(word.blockNumber()) + terms.windowBlocks;
    }

    function _storage() private pure returns (ExecutionMarketStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_SLOT
        }
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}
}
