// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IHardware} from "../../src/asset/IHardware.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IResourceTypes} from "../../src/asset/IResourceTypes.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {IUseRight} from "../../src/asset/IUseRight.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {ICreditLine} from "../../src/bank/ICreditLine.sol";
import {ILottery} from "../../src/bank/ILottery.sol";
import {IDisputes} from "../../src/dispute/IDisputes.sol";
import {IExecutionMarket} from "../../src/execution/IExecutionMarket.sol";
import {IMachine} from "../../src/dispute/IMachine.sol";
import {IAuthorizedToken} from "../../src/token/IAuthorizedToken.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {IPriceCurve} from "../../src/market/IPriceCurve.sol";
import {IComputeProof} from "../../src/proof/IComputeProof.sol";
import {IRanking} from "../../src/proof/IRanking.sol";
import {IQuorum} from "../../src/quorum/IQuorum.sol";

// The contracts as tests see them: what can be called, and no code. Tests create them with `Test.deploy`, out of the
// bytecode that is deployed for real; were the contracts themselves imported, every test run would compile them anew.

/// @notice What every upgradeable contract has besides its interface.
interface Upgradeable {
    function initialize(address authority) external;
    function upgradeToAndCall(address implementation, bytes calldata data) external payable;
    function proxiableUUID() external view returns (bytes32);
    function authority() external view returns (address);
}

interface AccessManager is IAccessManager {
    function PUBLIC_ROLE() external view returns (uint64);
    function ADMIN_ROLE() external view returns (uint64);
}

interface ComputeToken is IERC20Metadata, IERC20Permit, IVotes, IERC3009, IERC3009Cancel, IAuthorizedToken {
    function GENESIS_SUPPLY_WEI() external view returns (uint256);
}

interface Bank is IBank {}

interface CreditLine is ICreditLine {}

interface Lottery is ILottery {}

interface Broker is IBroker, Upgradeable {}

interface ResourceTypes is IResourceTypes, Upgradeable {}

interface Hardware is IHardware, Upgradeable {}

interface Resource is IResource, Upgradeable {}

interface UseRight is IUseRight, Upgradeable {}

interface RevenueRight is IRevenueRight, Upgradeable {}

interface Machine is IMachine {}

interface Market is IMarket, Upgradeable {}

interface Disputes is IDisputes, Upgradeable {}

interface ComputeProof is IComputeProof, Upgradeable {}

interface Ranking is IRanking, Upgradeable {}

interface Quorum is IQuorum, Upgradeable {}

interface PriceCurve is IPriceCurve, Upgradeable {}

interface ComputeGovernor is IGovernor {
    function relay(address target, uint256 value, bytes calldata data) external payable;
    function setVotingPeriod(uint32 votingPeriodBlocks) external;
    function proposalVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);
}

interface TimelockController is IAccessControl {
    error TimelockUnauthorizedCaller(address caller);
    error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates);

    function DEFAULT_ADMIN_ROLE() external view returns (bytes32);
    function PROPOSER_ROLE() external view returns (bytes32);
    function EXECUTOR_ROLE() external view returns (bytes32);
    function CANCELLER_ROLE() external view returns (bytes32);
    function getMinDelay() external view returns (uint256);
    function updateDelay(uint256 newDelay) external;
    function schedule(
        address target,
        uint256 value,
        bytes calldata data,
        bytes32 predecessor,
        bytes32 salt,
        uint256 delay
    ) external;
    function execute(
        address target,
        uint256 value,
        bytes calldata payload,
        bytes32 predecessor,
        bytes32 salt
    ) external payable;
    function hashOperation(
        address target,
        uint256 value,
        bytes calldata data,
        bytes32 predecessor,
        bytes32 salt
    ) external pure returns (bytes32);
    function hashOperationBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt
    ) external pure returns (bytes32);
}

interface ExecutionMarket is IExecutionMarket, Upgradeable {}
