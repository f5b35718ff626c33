// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ComputeGovernor, TimelockController} from "../support/Deployed.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

/// @notice The market under its DAO, as it is deployed: the deployer has given its rights away. `whale` has a tenth of all
/// votes, `minnow` one wei less than the quorum; nobody else has delegated.
abstract contract GovernanceFixture is AssetFixture {
    struct Motion {
        uint256 id;
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        bytes32 descriptionHash;
    }

    uint48 internal constant VOTING_DELAY_BLOCKS = 10;
    uint32 internal constant VOTING_PERIOD_BLOCKS = 100;
    uint256 internal constant THRESHOLD_WEI = 100_000 ether;
    uint256 internal constant QUORUM_WEI = 4_000_000 ether;
    uint256 internal constant TIMELOCK_DELAY_SECONDS = 2 days;
    uint64 internal constant ADMIN_ROLE = 0;
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    TimelockController internal timelock;
    ComputeGovernor internal governor;
    address internal whale = address(0x37A1E);
    address internal minnow = address(0x3155);
    address internal stranger = address(0x57A);
    /// @dev As with the time, the optimizer takes the block's number for constant within a call.
    uint256 private _block = 1_000;
    uint256 private _time = START;

    function deployGovernance() internal {
        deployAssets();
        address[] memory proposers = new address[](1);
        proposers[0] = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        timelock = TimelockController(deploy("TimelockController.sol:TimelockController", abi.encode(TIMELOCK_DELAY_SECONDS, proposers, new address[](1), address(0))));
        governor = ComputeGovernor(deploy("ComputeGovernor.sol:ComputeGovernor", abi.encode(token, timelock, VOTING_DELAY_BLOCKS, VOTING_PERIOD_BLOCKS, THRESHOLD_WEI, 4)));
        assertEq(address(governor), proposers[0], "place of the governor");
        manager.grantRole(ADMIN_ROLE, address(timelock), 0);
        manager.renounceRole(ADMIN_ROLE, address(this));
        empower(whale, 10_000_000 ether);
        empower(minnow, QUORUM_WEI - 1);
        mine(1);
    }

    function empower(address account, uint256 votesWei) internal {
        token.transfer(account, votesWei);
        vm.prank(account);
        token.delegate(account);
    }

    function mine(uint256 blocks) internal {
        _block += blocks;
        vm.roll(_block);
    }

    function wait(uint256 seconds_) internal {
        _time += seconds_;
        vm.warp(_time);
    }

    function motion(address target, bytes memory call) internal pure returns (Motion memory made) {
        made.targets = new address[](1);
        made.values = new uint256[](1);
        made.calldatas = new bytes[](1);
        (made.targets[0], made.calldatas[0]) = (target, call);
        made.descriptionHash = keccak256("motion");
    }

    function motion(
        address target,
        bytes memory call,
        address target2,
        bytes memory call2
    ) internal pure returns (Motion memory made) {
        made.targets = new address[](2);
        made.values = new uint256[](2);
        made.calldatas = new bytes[](2);
        (made.targets[0], made.calldatas[0]) = (target, call);
        (made.targets[1], made.calldatas[1]) = (target2, call2);
        made.descriptionHash = keccak256("motion");
    }

    function propose(Motion memory made) internal returns (Motion memory) {
        vm.prank(whale);
        made.id = governor.propose(made.targets, made.values, made.calldatas, "motion");
        return made;
    }

    function vote(Motion memory made, address voter, uint8 support) internal {
        vm.prank(voter);
        governor.castVote(made.id, support);
    }

    /// @dev Proposed, voted for, and the vote is over.
    function pass(Motion memory made) internal returns (Motion memory) {
        propose(made);
        mine(VOTING_DELAY_BLOCKS + 1);
        vote(made, whale, FOR);
        mine(VOTING_PERIOD_BLOCKS);
        assertState(made, IGovernor.ProposalState.Succeeded);
        return made;
    }

    function queue(Motion memory made) internal {
        vm.prank(stranger);
        governor.queue(made.targets, made.values, made.calldatas, made.descriptionHash);
    }

    /// @dev By nobody in particular.
    function execute(Motion memory made) internal {
        vm.prank(stranger);
        governor.execute(made.targets, made.values, made.calldatas, made.descriptionHash);
    }

    function enact(Motion memory made) internal {
        pass(made);
        queue(made);
        wait(TIMELOCK_DELAY_SECONDS);
        execute(made);
        assertState(made, IGovernor.ProposalState.Executed);
    }

    function assertState(Motion memory made, IGovernor.ProposalState expected) internal view {
        assertEq(uint256(governor.state(made.id)), uint256(expected), "state of the proposal");
    }

    function unexpectedState(
        Motion memory made,
        IGovernor.ProposalState current,
        uint256 expected
    ) internal pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                made.id,
                current,
                bytes32(expected)
            );
    }
}
