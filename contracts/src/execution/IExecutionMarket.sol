// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../bank/IBank.sol";
import {DealStatus} from "../job/DealTypes.sol";
import {Execution, ExecutionId, ExecutionOrder, ExecutionRequest, ExecutionTerms} from "./ExecutionTypes.sol";
import {GasBounds, IExecutableFactory} from "./IExecutableFactory.sol";

/// @title IExecutionMarket
/// @notice Runs of algorithms that have an implementation in Solidity, computed off chain and paid here (ECM). An answer is
/// the hash of the result; whoever disputes it has the algorithm executed on chain, and the wrong party pays the gas.
/// Each algorithm is a vertical market of its own, named by its factory; they share nothing but this contract.
///
/// States are ECM's eight, as of deals (see DealStatus):
///   Pending: requested, the payment is locked. WaitingForResolution: answered, with a deposit.
///   NeedsResolution: challenged, with the same deposit. Resolving: the run is on chain.
///   SoftResolution: the client accepted, or the window passed. FirmResolution: the run gave its result, or was abandoned.
///   Finalized: paid. Cancelled: nobody answered.
///
/// Money. Deposits go back to whoever was right. The client pays the right one, and gets its payment back where both
/// were wrong. Gas of the dispute is paid as it is spent, at the price of the request, to whoever spends it: out of the
/// answerer's deposit at first, which is made good from the challenger's where that one was wrong. Where both were
/// wrong they share it evenly, and the answerer pays the odd wei.
///
/// Gas that is paid: what the call measures, and OVERHEAD_GAS for what it cannot see (the transaction itself, and its last
/// postings), but no more than the bounds that the factory declared. A call is paid where it takes `callSteps` steps or
/// finishes the run; a smaller one is a gift. So all of it together has a bound, `worstCaseGas`, and a request whose
/// deposit would not cover that is refused.
///
/// Trust assumptions
/// - All parties gave the Bank consent for this module, and with it trust this code and the governance that may upgrade it
///   (through the AccessManager; no other right is reserved to anybody).
/// - Whoever requests, answers or challenges in a vertical market has checked its factory (see IExecutableFactory). A
///   wrong one can harm the parties of its own requests, up to what they locked for them, and nobody else.
/// - An answer in the window that nobody challenges is paid. Somebody who computes must look while the window is open.
/// - Who is right takes a dispute on, or has somebody do it: a dispute that nobody takes on, or that the algorithm
///   cannot end, is abandoned after STALL_BLOCKS as if both were wrong.
/// - An answer can be seen before it is mined, and copied by somebody who pays more for its place. A client who knows whom
///   it wants names the provider.
interface IExecutionMarket {
    /// @notice There is a vertical market for this algorithm.
    event ExecutionMarketOpened(IExecutableFactory indexed factory);
    /// @notice The payment is locked; these are the terms, and the inputs.
    event ExecutionRequested(
        ExecutionId indexed id,
        address indexed requester,
        IExecutableFactory indexed factory,
        ExecutionTerms terms,
        bytes inputs
    );
    /// @notice `provider` locked its deposit on `resultHash`; the window runs from here.
    event ExecutionAnswered(ExecutionId indexed id, address indexed provider, bytes32 resultHash);
    /// @notice The client accepted the answer, or its window passed.
    event ExecutionAccepted(ExecutionId indexed id);
    /// @notice `challenger` locked its deposit on another `resultHash`.
    event ExecutionChallenged(ExecutionId indexed id, address indexed challenger, bytes32 resultHash);
    /// @notice The run on chain began.
    event ExecutionDisputed(ExecutionId indexed id, address indexed executable);
    /// @notice The run was taken on by `steps` steps.
    event ExecutionAdvanced(ExecutionId indexed id, address indexed account, uint256 steps);
    /// @notice `account` got `amountWei` for `gasUsed` of the dispute.
    event ExecutionGasPaid(ExecutionId indexed id, address indexed account, uint256 gasUsed, uint96 amountWei);
    /// @notice The dispute ended with this result hash; zero: it was abandoned.
    event ExecutionResolved(ExecutionId indexed id, bytes32 computedHash);
    /// @notice The request ended. `winner` got `paymentWei`; zero: the client has it back.
    event ExecutionFinalized(ExecutionId indexed id, address indexed winner, uint96 paymentWei);
    /// @notice Nobody answered in time; the client has its payment back.
    event ExecutionExpired(ExecutionId indexed id);

    /// @notice There is no vertical market of `factory`.
    error ExecutionMarketUnknown(IExecutableFactory factory);
    /// @notice There is a vertical market of `factory` already.
    error ExecutionMarketExists(IExecutableFactory factory);
    /// @notice `factory` is no contract, or one that says nothing of its algorithm.
    error ExecutionFactoryInvalid(IExecutableFactory factory);
    /// @notice The deposit must be `neededWei` at least, to cover the worst case of a dispute.
    error ExecutionDepositTooSmall(uint256 depositWei, uint256 neededWei);
    /// @notice The time to answer and the window are at least one block each.
    error ExecutionZeroBlocks();
    /// @notice The factory declared no steps per call.
    error ExecutionBoundsInvalid(IExecutableFactory factory);
    /// @notice The request is in `status`, in which this cannot be done.
    error ExecutionWrongStatus(ExecutionId id, DealStatus status);
    /// @notice What was given is not what became of the request.
    error ExecutionWrongTerms(ExecutionId id);
    /// @notice These are not the inputs of the request.
    error ExecutionWrongInputs(ExecutionId id);
    /// @notice `caller` is not the party, `expected`, that alone may do this now.
    error ExecutionWrongCaller(ExecutionId id, address caller, address expected);
    /// @notice Zero is no hash of a result.
    error ExecutionResultInvalid(ExecutionId id);
    /// @notice The answer was due before block `deadlineBlock`.
    error ExecutionAnswerTooLate(ExecutionId id, uint64 deadlineBlock);
    /// @notice The request may still be answered, before block `deadlineBlock`.
    error ExecutionNotExpired(ExecutionId id, uint64 deadlineBlock);
    /// @notice The window is open until block `endBlock`, the first in which the answer can no longer be challenged.
    error ExecutionWindowOpen(ExecutionId id, uint64 endBlock);
    /// @notice The window closed at block `endBlock`.
    error ExecutionWindowClosed(ExecutionId id, uint64 endBlock);
    /// @notice A challenge must name another result than the answer.
    error ExecutionSameResult(ExecutionId id);
    /// @notice Nobody challenges its own answer.
    error ExecutionOwnAnswer(ExecutionId id);
    /// @notice The dispute can be abandoned from block `fromBlock` on.
    error ExecutionNotStalled(ExecutionId id, uint64 fromBlock);

    /// @notice A factory or a run called back.
    error ExecutionReentered();

    /// @notice The Bank whose balances this market moves.
    function bank() external view returns (IBank);

    /// @notice Gas that is paid with each paid call for what it cannot measure itself.
    function OVERHEAD_GAS() external view returns (uint256);

    /// @notice Blocks after which a dispute that does not end is abandoned, counted from the challenge, and anew from the
    /// beginning of the run.
    function STALL_BLOCKS() external view returns (uint256);

    /// @notice Whether there is a vertical market of `factory`, and how many requests it has had.
    function marketOf(IExecutableFactory factory) external view returns (bool open, uint64 requests);

    /// @notice The most gas that a dispute within these bounds is paid for.
    function worstCaseGas(GasBounds memory bounds) external view returns (uint256);

    /// @notice Where a request stands, since which block, what is stored of its hash, and what its dispute has cost.
    function executionState(
        ExecutionId id
    )
        external
        view
        returns (DealStatus status, uint40 blockNumber, bytes26 hash, address executable, uint96 gasPaidWei);

    /// @notice ECM's getRequest: what there is to know of a request, out of its record, which is checked.
    /// @dev Reverts with ExecutionWrongTerms. `None` of DealStatus precedes ECM's statuses 0 to 7.
    function getRequest(Execution calldata execution) external view returns (ExecutionRequest memory);

    /// @notice Opens a vertical market. Anyone may.
    function openMarket(IExecutableFactory factory) external;

    /// @notice Requests a run, and locks the payment.
    /// @dev Reverts with ExecutionMarketUnknown, ExecutionZeroBlocks, ExecutionDepositTooSmall, ExecutionBoundsInvalid, and
    /// as the factory does on inputs that the algorithm does not take.
    function requestExecution(ExecutionOrder calldata order, bytes calldata inputs) external returns (ExecutionId id);

    /// @notice Ends a request that nobody answered in time. Anyone may send it.
    function expireRequest(Execution calldata execution) external;

    /// @notice Answers a request, and locks the deposit. For the provider that the client named, or else anyone.
    function answerRequest(Execution calldata execution, bytes32 resultHash) external;

    /// @notice Accepts an answer: the client at any time, anyone once the window has passed.
    function acceptAnswer(Execution calldata execution) external;

    /// @notice Challenges an answer within its window, with the same deposit. For anyone but the answerer.
    function challengeAnswer(Execution calldata execution, bytes32 resultHash) external;

    /// @notice Creates the run of a challenged request on chain. Anyone may send it, and is paid for its gas.
    function initializeDispute(Execution calldata execution, bytes calldata inputs) external;

    /// @notice Takes the run on by up to `n` steps. Anyone may send it, and is paid for its gas where that is `callSteps`
    /// steps or more, or the run finishes.
    function executeExecutable(Execution calldata execution, uint256 n) external returns (bool finished);

    /// @notice Ends a dispute that has made no end for STALL_BLOCKS, as if both were wrong. Anyone may send it.
    function abandonDispute(Execution calldata execution) external;

    /// @notice Pays: an accepted answer, one whose window has passed, or what a dispute said. Anyone may send it.
    function finalize(Execution calldata execution) external;
}
