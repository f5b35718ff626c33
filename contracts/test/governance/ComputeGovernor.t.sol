// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHardware} from "../../src/asset/IHardware.sol";
import {ComputeGovernor, Hardware, Market, TimelockController} from "../support/Deployed.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceKind, ResourceId, ResourceTypeId, ResourceTypeTerms, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";
import {IMarketV2} from "./IMarketV2.sol";

contract ComputeGovernorTest is GovernanceFixture {
    function setUp() public {
        deployGovernance();
    }

    // What a vote can do

    function test_A38_AVoteUpgradesAModuleWhichKeepsAddressAndState() public {
        (ResourceId vid, UseRightId uid) = issueOne(provider);
        shareOut(vid, provider, provider);
        vm.prank(provider);
        market.list(uid, 5 ether);
        IMarketV2 code = IMarketV2(deploy("MarketV2.sol:MarketV2", abi.encode(bank, resource, useRight, revenueRight)));
        bytes memory initialization = abi.encodeCall(IMarketV2.initializeV2, ("to each a fair share"));
        bytes memory call = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(code), initialization));
        enact(motion(address(market), call));

        assertEq(bytes(IMarketV2(address(market)).motto()), "to each a fair share", "the new code runs");
        (address seller, uint96 priceWei) = market.listingOf(uid);
        assertEq(seller, provider, "seller");
        assertEq(priceWei, 5 ether, "price");
        vm.prank(requester);
        market.buy(uid, 5 ether);
        assertEq(useRight.ownerOf(raw(uid)), requester, "the sale goes on");
        // An upgrade sets itself up once.
        refused(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        IMarketV2(address(market)).initializeV2("to me");
        refused(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        market.initialize(stranger);
    }

    function test_A39_AVoteListsATypeAndHardwareOfItCanBeRegistered() public {
        bytes memory call = abi.encodeCall(resourceTypes.addType, ("H800", ResourceKind.Gpu, 81_920, defaultTerms()));
        enact(motion(address(resourceTypes), call));
        ResourceTypeId id = resourceTypes.idOf("H800");
        assertEq(raw(id), 3, "the third type");
        registerAs(provider, id, "NVIDIA H800");
    }

    function test_A40_A42_AVoteSetsProofParametersAndRevenueValue() public {
        ResourceTypeTerms memory terms = defaultTerms();
        (terms.samples, terms.revenueShares) = (20, 7);
        enact(motion(address(resourceTypes), abi.encodeCall(resourceTypes.setTerms, (gtx1050, terms))));
        assertEq(resourceTypes.termsOf(gtx1050).samples, 20, "samples");
        assertEq(resourceTypes.termsAt(gtx1050, 1).revenueShares, SHARES, "history");
        assertEq(resourceTypes.termsAt(gtx1050, 2).revenueShares, 7, "revenue value");
    }

    function test_A38_AVoteSetsTheFee() public {
        enact(motion(address(market), abi.encodeCall(market.setFee, (123, treasury))));
        (uint16 feeBasisPoints, address to) = market.fee();
        assertEq(feeBasisPoints, 123, "fee");
        assertEq(to, treasury, "treasury");
    }

    function test_A41_AVoteGivesARoleItsFunctionsAndTakesItBack() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IHardware.register.selector;
        bytes memory grant = abi.encodeCall(IAccessManager.grantRole, (9, provider, 0));
        bytes memory restrict = abi.encodeCall(
            IAccessManager.setTargetFunctionRole,
            (address(hardware), selectors, uint64(9))
        );
        enact(motion(address(manager), grant, address(manager), restrict));
        registerOne(provider);
        refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        vm.prank(other);
        hardware.register(gtx1050, MODEL, keccak256("another"));

        enact(motion(address(manager), abi.encodeCall(IAccessManager.revokeRole, (9, provider))));
        refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, provider));
        vm.prank(provider);
        hardware.register(gtx1050, MODEL, keccak256("another"));
    }

    function test_AVoteChangesHowTheDaoDecides() public {
        enact(motion(address(governor), abi.encodeCall(governor.setVotingPeriod, (77))));
        assertEq(governor.votingPeriod(), 77, "period");
        mine(1);
        enact(motion(address(timelock), abi.encodeCall(timelock.updateDelay, (3 days))));
        assertEq(timelock.getMinDelay(), 3 days, "delay");
    }

    function test_AVoteReplacesTheGovernor() public {
        ComputeGovernor next = ComputeGovernor(deploy("ComputeGovernor.sol:ComputeGovernor", abi.encode(token, timelock, 1, 5, 1, 1)));
        bytes32 proposer = timelock.PROPOSER_ROLE();
        enact(
            motion(
                address(timelock),
                abi.encodeCall(IAccessControl.grantRole, (proposer, address(next))),
                address(timelock),
                abi.encodeCall(IAccessControl.revokeRole, (proposer, address(governor)))
            )
        );
        Motion memory late = pass(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        refused(
            abi.encodeWithSelector(
                IAccessControl.AccessControlUnauthorizedAccount.selector,
                address(governor),
                proposer
            )
        );
        queue(late);
        governor = next;
        vm.prank(whale);
        governor.propose(late.targets, late.values, late.calldatas, "motion");
        mine(2);
        vote(late, whale, FOR);
        mine(5);
        queue(late);
        wait(TIMELOCK_DELAY_SECONDS);
        execute(late);
        (uint16 feeBasisPoints, ) = market.fee();
        assertEq(feeBasisPoints, 1, "the successor decides");
    }

    function test_AVoteSpendsTheTreasury() public {
        token.approve(address(bank), 10 ether);
        bank.depositFor(address(timelock), 10 ether);
        enact(motion(address(bank), abi.encodeCall(bank.requestWithdrawal, (4 ether))));
        mine(1);
        enact(motion(address(bank), abi.encodeCall(bank.withdraw, (stranger))));
        assertEq(token.balanceOf(stranger), 4 ether, "paid out");
        assertEq(availableOf(address(timelock)), 6 ether, "what is left");
    }

    // What a vote takes

    function test_AVoteAgainstDefeats() public {
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        mine(VOTING_DELAY_BLOCKS + 1);
        vote(made, whale, AGAINST);
        vote(made, minnow, FOR);
        mine(VOTING_PERIOD_BLOCKS);
        assertState(made, IGovernor.ProposalState.Defeated);
        refused(unexpectedState(made, IGovernor.ProposalState.Defeated, 1 << 4));
        queue(made);
        refused(unexpectedState(made, IGovernor.ProposalState.Defeated, 1 << 5));
        execute(made);
    }

    function test_TooFewVotesForTheQuorumDefeat() public {
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        mine(VOTING_DELAY_BLOCKS + 1);
        vote(made, minnow, FOR);
        mine(VOTING_PERIOD_BLOCKS);
        assertState(made, IGovernor.ProposalState.Defeated);
    }

    function test_OneWeiMoreFillsTheQuorumAndAbstainingCountsForIt() public {
        empower(stranger, 1);
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        mine(VOTING_DELAY_BLOCKS + 1);
        vote(made, minnow, ABSTAIN);
        vote(made, stranger, FOR);
        mine(VOTING_PERIOD_BLOCKS);
        assertState(made, IGovernor.ProposalState.Succeeded);
    }

    function test_VotesAreThoseBeforeTheVoteAndTokensMovedVoteOnce() public {
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        mine(VOTING_DELAY_BLOCKS + 1);
        vote(made, whale, FOR);
        vm.prank(whale);
        token.transfer(stranger, 10_000_000 ether);
        vm.prank(stranger);
        token.delegate(stranger);
        mine(1);
        vote(made, stranger, AGAINST);
        (uint256 against, uint256 inFavour, ) = governor.proposalVotes(made.id);
        assertEq(against, 0, "bought after the vote began");
        assertEq(inFavour, 10_000_000 ether, "sold after the vote");
    }

    function test_TooFewVotesCannotPropose() public {
        empower(stranger, THRESHOLD_WEI - 1);
        mine(1);
        Motion memory made = motion(address(market), abi.encodeCall(market.setFee, (1, treasury)));
        refused(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector,
                stranger,
                THRESHOLD_WEI - 1,
                THRESHOLD_WEI
            )
        );
        vm.prank(stranger);
        governor.propose(made.targets, made.values, made.calldatas, "motion");
    }

    function test_NothingHappensBeforeItsTimeNorTwice() public {
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        assertState(made, IGovernor.ProposalState.Pending);
        mine(VOTING_DELAY_BLOCKS);
        refused(unexpectedState(made, IGovernor.ProposalState.Pending, 1 << 1));
        vote(made, whale, FOR);
        mine(1);
        vote(made, whale, FOR);
        refused(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, whale));
        vote(made, whale, FOR);
        mine(VOTING_PERIOD_BLOCKS - 1);
        refused(unexpectedState(made, IGovernor.ProposalState.Active, 1 << 4));
        queue(made);
        mine(1);
        refused(unexpectedState(made, IGovernor.ProposalState.Succeeded, 1 << 5));
        execute(made);
        queue(made);
        refused(unexpectedState(made, IGovernor.ProposalState.Queued, 1 << 4));
        queue(made);
        bytes32 salt = bytes20(address(governor)) ^ made.descriptionHash;
        bytes32 operation = timelock.hashOperationBatch(made.targets, made.values, made.calldatas, 0, salt);
        wait(TIMELOCK_DELAY_SECONDS - 1);
        refused(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(uint256(1 << 2))
            )
        );
        execute(made);
        wait(1);
        execute(made);
        refused(unexpectedState(made, IGovernor.ProposalState.Executed, 1 << 5));
        execute(made);
    }

    function test_OneBadCallUndoesAll() public {
        Motion memory made = motion(
            address(market),
            abi.encodeCall(market.setFee, (1, treasury)),
            address(market),
            abi.encodeCall(market.setFee, (1_001, treasury))
        );
        pass(made);
        queue(made);
        wait(TIMELOCK_DELAY_SECONDS);
        refused(abi.encodeWithSelector(IMarket.MarketFeeInvalid.selector, 1_001, 1_000));
        execute(made);
        (uint16 feeBasisPoints, ) = market.fee();
        assertEq(feeBasisPoints, 0, "fee");
    }

    function test_TheProposerAloneCancelsAndOnlyBeforeTheVote() public {
        Motion memory made = propose(motion(address(market), abi.encodeCall(market.setFee, (1, treasury))));
        refused(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, made.id, minnow));
        vm.prank(minnow);
        governor.cancel(made.targets, made.values, made.calldatas, made.descriptionHash);
        mine(VOTING_DELAY_BLOCKS + 1);
        refused(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, made.id, whale));
        vm.prank(whale);
        governor.cancel(made.targets, made.values, made.calldatas, made.descriptionHash);
    }

    // Who cannot go round it

    function test_NobodySchedulesInTheTimelockOrAdministersItButTheGovernor() public {
        bytes32 proposer = timelock.PROPOSER_ROLE();
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        address[4] memory all = [address(this), whale, stranger, provider];
        for (uint256 i = 0; i < all.length; ++i) {
            refused(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, all[i], proposer)
            );
            vm.prank(all[i]);
            timelock.schedule(address(market), 0, "", 0, 0, TIMELOCK_DELAY_SECONDS);
            refused(abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, all[i], admin));
            vm.prank(all[i]);
            timelock.grantRole(proposer, all[i]);
            refused(abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, all[i]));
            vm.prank(all[i]);
            timelock.updateDelay(0);
            refused(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, all[i]));
            vm.prank(all[i]);
            governor.setVotingPeriod(1);
            refused(abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, all[i]));
            vm.prank(all[i]);
            governor.relay(address(market), 0, "");
            refused(
                abi.encodeWithSelector(IAccessManager.AccessManagerUnauthorizedAccount.selector, all[i], ADMIN_ROLE)
            );
            vm.prank(all[i]);
            manager.grantRole(ADMIN_ROLE, all[i], 0);
            refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, all[i]));
            vm.prank(all[i]);
            market.setFee(0, treasury);
        }
    }

    function test_AnOperationThatWasNotQueuedIsNotExecuted() public {
        bytes memory call = abi.encodeCall(IMarket.setFee, (0, treasury));
        bytes32 operation = timelock.hashOperation(address(market), 0, call, 0, 0);
        refused(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operation,
                bytes32(uint256(1 << 2))
            )
        );
        timelock.execute(address(market), 0, call, 0, 0);
    }
}
