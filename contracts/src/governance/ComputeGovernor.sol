// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @title ComputeGovernor
/// @notice The DAO's parliament. Whoever holds the tokens of the threshold proposes calls; after the delay, holders vote with
/// what they had delegated (to themselves, or to others) when it ended; what passes waits in the TimelockController, and
/// anyone may then have it executed. The timelock is the only administrator of the AccessManager, and so the only one whom
/// restricted functions of the market obey.
///
/// Trust assumptions
/// - Whoever has the majority of the votes cast, and the quorum of all tokens (for and abstain count), can do all that is
///   reserved to governance, and that includes replacing the code of every contract but the Bank, the token and this one.
///   Whoever disagrees has the timelock's delay to leave: balances in the Bank are out of governance's reach, save where
///   the account consented to a module that is upgraded. In production the delay should outlast the Bank's withdrawal delay.
/// - A proposal cannot be changed, and votes cannot be taken back. Its proposer may cancel it before voting begins; nobody
///   can later, neither a guardian nor a council.
/// - Delay, period, threshold and quorum are changed by proposals, as is this contract itself: a successor is given the
///   timelock's roles, and this one is relieved of them. It is not upgradeable.
contract ComputeGovernor is
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl
{
    /// @param token_ The token whose delegated balances are votes; its clock is the block number.
    /// @param timelock_ The TimelockController that this contract proposes to.
    /// @param votingDelayBlocks Blocks from the proposal to the vote, in which tokens can be delegated.
    /// @param votingPeriodBlocks Blocks for which the vote is open; above zero.
    /// @param proposalThresholdWei The votes that it takes to propose, in wei of the token.
    /// @param quorumPercent Votes for and abstaining that it takes to pass, in percent of all tokens; at most 100.
    constructor(
        IVotes token_,
        TimelockController timelock_,
        uint48 votingDelayBlocks,
        uint32 votingPeriodBlocks,
        uint256 proposalThresholdWei,
        uint256 quorumPercent
    )
        Governor("Suanli Governor")
        GovernorSettings(votingDelayBlocks, votingPeriodBlocks, proposalThresholdWei)
        GovernorVotes(token_)
        GovernorVotesQuorumFraction(quorumPercent)
        GovernorTimelockControl(timelock_)
    {}

    /// @inheritdoc Governor
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @inheritdoc Governor
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc Governor
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
