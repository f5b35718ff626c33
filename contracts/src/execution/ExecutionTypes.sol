// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealStatus} from "../job/DealTypes.sol";
import {GasBounds, IExecutableFactory} from "./IExecutableFactory.sol";

/// @notice The name of a request: keccak256(abi.encode(factory, number)), where number counts the requests of that
/// vertical market from zero.
type ExecutionId is bytes32;

/// @notice What a client says when it asks for a run.
struct ExecutionOrder {
    /// The vertical market: the factory of the algorithm.
    IExecutableFactory factory;
    /// Who may answer; zero: anyone.
    address provider;
    /// Paid for the right answer.
    uint96 paymentWei;
    /// Locked by whoever answers, and by whoever challenges the answer.
    uint96 depositWei;
    /// What those who take a dispute on get, in wei of the token per unit of gas.
    uint64 gasPriceWei;
    /// Blocks from the request within which it is answered.
    uint32 answerBlocks;
    /// Blocks from the answer within which it may be challenged.
    uint32 windowBlocks;
}

/// @notice The terms of a request. The chain keeps their hash; `ExecutionRequested` publishes them.
struct ExecutionTerms {
    address requester;
    IExecutableFactory factory;
    address provider;
    /// keccak256 of the inputs.
    bytes32 inputsHash;
    uint96 paymentWei;
    uint96 depositWei;
    uint64 gasPriceWei;
    /// The first block in which the request can no longer be answered, and can be expired.
    uint64 answerDeadlineBlock;
    uint32 windowBlocks;
    /// What the factory said of a run on these inputs when it was requested.
    GasBounds bounds;
}

/// @notice Who says that the result has which hash.
struct ResultClaim {
    address account;
    /// keccak256 of the result's bytes.
    bytes32 resultHash;
}

/// @notice A request with all that became of it. What has not happened yet is zero, and is not read.
struct Execution {
    ExecutionId id;
    ExecutionTerms terms;
    ResultClaim answer;
    ResultClaim challenge;
    /// What the run on chain gave; zero where it was abandoned.
    bytes32 computedHash;
}

/// @notice What ECM's getRequest tells of a request.
struct ExecutionRequest {
    address requester;
    /// What is held to be the result's hash: the answer's, or the computed one once there is one. Zero: none.
    bytes32 resultHash;
    /// The run on chain; zero where there was no dispute.
    address executable;
    DealStatus status;
    uint96 paymentWei;
    /// Blocks from the answer within which it may be challenged.
    uint32 softResolutionBlocks;
    uint96 depositWei;
}
