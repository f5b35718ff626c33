// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ComputeProof} from "../support/Deployed.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ResourceTypeTerms, UseRightId} from "../../src/asset/AssetTypes.sol";
import {BlockHash} from "../../src/proof/BlockHash.sol";
import {IComputeProof} from "../../src/proof/IComputeProof.sol";
import {LevelRange, Proof, ProofId, ProofStage} from "../../src/proof/ProofTypes.sol";
import {PlainTree} from "./PlainTree.sol";
import {ProofFixture} from "./ProofFixture.sol";

/// @notice A proof's ways from issue to end, and each refusal by its name.
contract ComputeProofTest is ProofFixture {
    ProofId private constant UNKNOWN = ProofId.wrap(99);
    /// @dev The code of EIP-2935.
    bytes private constant HISTORY_CODE =
        hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

    function setUp() public {
        deployProofs();
    }

    // The four stages

    function test_A27_IssueCommitOpenPassed() public {
        vm.expectEmit(address(computeProof));
        emit IComputeProof.ProofIssued(ProofId.wrap(1), uid, provider, vid, gtx1050, 2);
        ProofId id = issue();
        assertEq(raw(id), 1, "ids are sequential");
        assertEq(computeProof.proofCount(), 1, "count");
        assertEq(computeProof.deadlineOf(id), START + TIME_LIMIT_SECONDS, "deadline of the commitment");
        assertStage(id, ProofStage.Issued);

        advance(2, 5);
        bytes32 seed = keccak256(abi.encode(block.chainid, address(computeProof), uint256(1), blockhash(1_001)));
        assertEq(computeProof.seedOf(id), seed, "seed");
        bytes32[] memory nodes = PlainTree.build(seed, DEPTH, HASHES);
        vm.expectEmit(address(computeProof));
        emit IComputeProof.ProofCommitted(id, seed, nodes[1]);
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
        assertEq(computeProof.deadlineOf(id), START + 5 + OPENING_SECONDS, "deadline of the openings");
        assertStage(id, ProofStage.Committed);

        advance(2, 1);
        uint64[] memory indexes = computeProof.challengesOf(id);
        assertEq(indexes.length, SAMPLES, "challenges");
        for (uint256 j = 0; j < SAMPLES; ++j) {
            uint256 index = uint256(keccak256(abi.encode(blockhash(1_003), uint256(1), nodes[1], j))) % 16;
            assertEq(indexes[j], index, "index");
        }
        bytes32[] memory siblings = openingsOf(id, nodes);
        vm.expectEmit(address(computeProof));
        emit IComputeProof.ProofPassed(id, 16, 5, LevelRange.Within);
        // Anyone may bring the openings.
        vm.prank(other);
        computeProof.open(id, siblings);

        Proof memory expected = Proof({
            prover: provider,
            typeId: gtx1050,
            termsVersion: 2,
            useRight: uid,
            resource: vid,
            issuedBlock: 1_000,
            issuedAt: START,
            committedBlock: 1_002,
            stage: ProofStage.Passed,
            committedAt: START + 5,
            endedAt: START + 6,
            hashesPerSecond: 16,
            range: LevelRange.Within,
            seed: seed,
            root: nodes[1]
        });
        assertEq(abi.encode(computeProof.proofOf(id)), abi.encode(expected), "proof");
        assertEq(computeProof.deadlineOf(id), 0, "no deadline any more");
        assertEq(abi.encode(computeProof.challengesOf(id)), abi.encode(indexes), "challenges stay");
        assertEq(ranking.standingOf(vid).passed, 1, "ranked");
    }

    function testFuzz_AnHonestProofPasses(uint8 depth, uint16 samples, uint32 hashes, uint256 elapsed) public {
        ResourceTypeTerms memory terms = proofTerms();
        terms.leafCountLog2 = uint8(bound(depth, 1, 6));
        terms.samples = uint16(bound(samples, 1, 5));
        terms.hashesPerLeaf = uint32(bound(hashes, 1, 20));
        resourceTypes.setTerms(gtx1050, terms);
        elapsed = bound(elapsed, 0, TIME_LIMIT_SECONDS);
        ProofId id = issue();
        advance(2, elapsed);
        bytes32[] memory nodes = PlainTree.build(computeProof.seedOf(id), terms.leafCountLog2, terms.hashesPerLeaf);
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
        advance(2, OPENING_SECONDS);
        uint64[] memory indexes = computeProof.challengesOf(id);
        computeProof.open(id, PlainTree.siblings(nodes, indexes, terms.leafCountLog2));
        uint256 level = ((uint256(1) << terms.leafCountLog2) * terms.hashesPerLeaf) / (elapsed == 0 ? 1 : elapsed);
        Proof memory proof = computeProof.proofOf(id);
        assertEq(proof.hashesPerSecond, level, "level");
        LevelRange range = level < 8 ? LevelRange.Below : level > 20 ? LevelRange.Above : LevelRange.Within;
        assertEq(uint256(proof.range), uint256(range), "range");
    }

    function test_LevelsAtTheEdgesOfTheExpectedRange() public {
        // 80 hashes: 3 s are 26 per second, 4 s 20, 10 s 8, 11 s 7; within the same second counts as one.
        uint256[5] memory elapsed = [uint256(0), 3, 4, 10, 11];
        uint64[5] memory levels = [uint64(80), 26, 20, 8, 7];
        LevelRange[5] memory ranges = [
            LevelRange.Above,
            LevelRange.Above,
            LevelRange.Within,
            LevelRange.Within,
            LevelRange.Below
        ];
        for (uint256 i = 0; i < 5; ++i) {
            (ProofId id, bytes32[] memory siblings) = committed(elapsed[i]);
            vm.expectEmit(address(computeProof));
            emit IComputeProof.ProofPassed(id, levels[i], i == 0 ? 1 : uint32(elapsed[i]), ranges[i]);
            computeProof.open(id, siblings);
        }
    }

    function test_TheTermsAreThoseOfTheIssue() public {
        ProofId id = issue();
        resourceTypes.setTerms(gtx1050, defaultTerms());
        bytes32[] memory nodes = commit(id, 5);
        advance(2, 1);
        computeProof.open(id, openingsOf(id, nodes));
        assertEq(computeProof.proofOf(id).hashesPerSecond, 16, "level by the old terms");
    }

    // Who may

    function test_A26_OnlyTheOwnerOfALiveUseRightIssues() public {
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, uid, other));
        vm.prank(other);
        computeProof.issue(uid);
        UseRightId none = UseRightId.wrap(77);
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, none, provider));
        vm.prank(provider);
        computeProof.issue(none);
        advance(1, EXPIRES_AT - START - 1);
        issue();
        advance(1, 1);
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, uid, provider));
        issue();
    }

    function test_OnlyTheProverCommits() public {
        ProofId id = issue();
        advance(2, 1);
        _sell();
        // The new owner did not issue it, and who issued it does not own the right any more.
        refused(abi.encodeWithSelector(IComputeProof.ProofNotProver.selector, id, requester));
        vm.prank(requester);
        computeProof.commit(id, bytes32(uint256(1)));
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, uid, provider));
        vm.prank(provider);
        computeProof.commit(id, bytes32(uint256(1)));
        vm.prank(requester);
        assertEq(raw(computeProof.issue(uid)), 2, "the new owner proves for itself");
    }

    function test_NobodyCommitsAfterTheUseRightHasEnded() public {
        ProofId id = issue();
        advance(2, 1);
        vm.prank(provider);
        useRight.giveBack(uid);
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, uid, provider));
        vm.prank(provider);
        computeProof.commit(id, bytes32(uint256(1)));

        vm.prank(provider);
        uid = useRight.issue(vid, uint40(time + 10));
        id = issue();
        advance(2, 10);
        refused(abi.encodeWithSelector(IComputeProof.ProofNotOwner.selector, uid, provider));
        vm.prank(provider);
        computeProof.commit(id, bytes32(uint256(1)));
    }

    function test_ACommittedProofIsOpenedEvenAfterTheUseRightWasSold() public {
        (ProofId id, bytes32[] memory siblings) = committed(5);
        _sell();
        computeProof.open(id, siblings);
        assertStage(id, ProofStage.Passed);
    }

    // Order and time

    function test_EveryStepInEveryOtherStage() public {
        _refusedAsUnknown();
        bytes32[] memory none = new bytes32[](0);
        ProofId id = issue();
        _refusedIn(id, ProofStage.Issued, abi.encodeCall(computeProof.open, (id, none)));
        _refusedIn(id, ProofStage.Issued, abi.encodeCall(computeProof.challengesOf, (id)));
        bytes32[] memory nodes = commit(id, 5);
        _refusedIn(id, ProofStage.Committed, abi.encodeCall(computeProof.commit, (id, nodes[1])));
        advance(2, 1);
        bytes32[] memory siblings = openingsOf(id, nodes);
        computeProof.open(id, siblings);
        _refusedEnded(id, ProofStage.Passed, siblings);

        (id, siblings) = committed(5);
        advance(1, OPENING_SECONDS);
        computeProof.expire(id);
        _refusedEnded(id, ProofStage.Expired, siblings);
        assertEq(computeProof.proofOf(id).endedAt, time, "end");
        assertEq(computeProof.deadlineOf(id), 0, "no deadline any more");
    }

    function test_NothingBeforeItsBlock() public {
        ProofId id = issue();
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory early = abi.encodeWithSelector(IComputeProof.ProofTooEarly.selector, id, uint256(1_002));
            refused(early);
            computeProof.seedOf(id);
            refused(early);
            vm.prank(provider);
            computeProof.commit(id, bytes32(uint256(1)));
            advance(1, 1);
        }
        bytes32[] memory nodes = PlainTree.build(computeProof.seedOf(id), DEPTH, HASHES);
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
        bytes32[] memory siblings = new bytes32[](SAMPLES * DEPTH);
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory early = abi.encodeWithSelector(IComputeProof.ProofTooEarly.selector, id, uint256(1_004));
            refused(early);
            computeProof.challengesOf(id);
            refused(early);
            computeProof.open(id, siblings);
            advance(1, 1);
        }
        computeProof.open(id, openingsOf(id, nodes));
    }

    function test_TheLastSecondAndTheNext() public {
        ProofId id = issue();
        commit(id, TIME_LIMIT_SECONDS);
        id = issue();
        advance(2, TIME_LIMIT_SECONDS + 1);
        bytes32 root = bytes32(uint256(1));
        refused(abi.encodeWithSelector(IComputeProof.ProofTooLate.selector, id, uint40(time - 1)));
        vm.prank(provider);
        computeProof.commit(id, root);

        bytes32[] memory siblings;
        (id, siblings) = committed(1);
        advance(1, OPENING_SECONDS - 1);
        uint40 deadline = uint40(time);
        refused(abi.encodeWithSelector(IComputeProof.ProofNotExpired.selector, id, deadline));
        computeProof.expire(id);
        advance(1, 1);
        refused(abi.encodeWithSelector(IComputeProof.ProofTooLate.selector, id, deadline));
        computeProof.open(id, siblings);
        vm.expectEmit(address(computeProof));
        emit IComputeProof.ProofExpired(id);
        vm.prank(other);
        computeProof.expire(id);
        assertEq(ranking.standingOf(vid).passed, 0, "not ranked");
    }

    function test_AnIssuedProofExpiresAfterItsDeadlineOnly() public {
        ProofId id = issue();
        uint40 deadline = START + TIME_LIMIT_SECONDS;
        bytes memory reason = abi.encodeWithSelector(IComputeProof.ProofNotExpired.selector, id, deadline);
        refused(reason);
        computeProof.expire(id);
        advance(256, TIME_LIMIT_SECONDS);
        refused(reason);
        computeProof.expire(id);
        advance(1, 1);
        computeProof.expire(id);
        assertStage(id, ProofStage.Expired);
    }

    // Randomness out of reach: the proof ends, and nothing is drawn again

    function test_WithoutAHistoryABlockIsInReachFor256Blocks() public {
        ProofId id = issue();
        advance(257, 1);
        bytes32 seed = computeProof.seedOf(id);
        advance(1, 1);
        _refusedSeed(id, 1_001);
        // A history that does not answer, or did not know the block, is none.
        vm.etch(BlockHash.HISTORY, hex"00");
        _refusedSeed(id, 1_001);
        vm.etch(BlockHash.HISTORY, hex"5f5f5260205ff3");
        _refusedSeed(id, 1_001);
        computeProof.expire(id);
        assertStage(id, ProofStage.Expired);
        assertTrue(seed != 0, "it was there");
    }

    function test_WithAHistoryABlockIsInReachFor8191Blocks() public {
        vm.etch(BlockHash.HISTORY, HISTORY_CODE);
        ProofId id = issue();
        advance(2, 1);
        bytes32 hash = blockhash(1_001);
        bytes32 seed = computeProof.seedOf(id);
        vm.store(BlockHash.HISTORY, bytes32(uint256(1_001 % 8_191)), hash);
        advance(8_190, 1);
        assertEq(computeProof.seedOf(id), seed, "seed from the history");
        refused(abi.encodeWithSelector(IComputeProof.ProofNotExpired.selector, id, START + TIME_LIMIT_SECONDS));
        computeProof.expire(id);
        bytes32[] memory nodes = PlainTree.build(seed, DEPTH, HASHES);
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
        assertEq(computeProof.proofOf(id).seed, seed, "seed on record");

        uint256 decisive = height + 1;
        advance(2, 1);
        vm.store(BlockHash.HISTORY, bytes32(decisive % 8_191), blockhash(decisive));
        bytes32[] memory siblings = openingsOf(id, nodes);
        advance(8_190, 1);
        assertEq(abi.encode(openingsOf(id, nodes)), abi.encode(siblings), "challenges from the history");
        advance(1, 1);
        bytes memory reason = abi.encodeWithSelector(IComputeProof.ProofRandomnessUnavailable.selector, id, decisive);
        refused(reason);
        computeProof.challengesOf(id);
        refused(reason);
        computeProof.open(id, siblings);
        computeProof.expire(id);
        assertStage(id, ProofStage.Expired);
        assertEq(computeProof.seedOf(id), seed, "the seed stays on record");
    }

    // Openings

    function test_RefusesTheZeroRoot() public {
        ProofId id = issue();
        advance(2, 1);
        refused(abi.encodeWithSelector(IComputeProof.ProofRootInvalid.selector, id));
        vm.prank(provider);
        computeProof.commit(id, 0);
    }

    function test_RefusesTruncatedAndLongOpenings() public {
        (ProofId id, bytes32[] memory siblings) = committed(5);
        uint256[3] memory lengths = [uint256(0), siblings.length - 1, siblings.length + 1];
        for (uint256 i = 0; i < 3; ++i) {
            bytes32[] memory changed = new bytes32[](lengths[i]);
            for (uint256 k = 0; k < changed.length && k < siblings.length; ++k) changed[k] = siblings[k];
            refused(
                abi.encodeWithSelector(
                    IComputeProof.ProofOpeningsIncomplete.selector,
                    id,
                    changed.length,
                    siblings.length
                )
            );
            computeProof.open(id, changed);
        }
        // Refusals change nothing.
        computeProof.open(id, siblings);
    }

    function testFuzz_RefusesAnyOtherSibling(uint256 position, bytes32 sibling) public {
        (ProofId id, bytes32[] memory siblings) = committed(5);
        position %= siblings.length;
        if (siblings[position] == sibling) sibling = ~sibling;
        siblings[position] = sibling;
        uint256 j = position / DEPTH;
        uint256 index = computeProof.challengesOf(id)[j];
        refused(abi.encodeWithSelector(IComputeProof.ProofOpeningWrong.selector, id, j, index));
        computeProof.open(id, siblings);
    }

    function test_RefusesOpeningsOfOtherLeaves() public {
        ProofId id = issue();
        bytes32[] memory nodes = commit(id, 5);
        advance(2, 1);
        uint64[] memory indexes = computeProof.challengesOf(id);
        bytes memory reason = abi.encodeWithSelector(IComputeProof.ProofOpeningWrong.selector, id, 1, indexes[1]);
        indexes[1] = (indexes[1] + 1) % 16;
        refused(reason);
        computeProof.open(id, PlainTree.siblings(nodes, indexes, DEPTH));
    }

    function test_RefusesAnothersRootAndReplayedOpenings() public {
        ProofId first = issue();
        bytes32[] memory nodes = commit(first, 5);
        advance(2, 1);
        bytes32[] memory siblings = openingsOf(first, nodes);
        computeProof.open(first, siblings);
        // The tree of the first proof is a wrong one for every other, with its own openings or with those drawn now.
        ProofId second = issue();
        advance(2, 5);
        vm.prank(provider);
        computeProof.commit(second, nodes[1]);
        advance(2, 1);
        uint256 index = computeProof.challengesOf(second)[0];
        bytes memory reason = abi.encodeWithSelector(IComputeProof.ProofOpeningWrong.selector, second, 0, index);
        refused(reason);
        computeProof.open(second, siblings);
        bytes32[] memory drawn = openingsOf(second, nodes);
        refused(reason);
        computeProof.open(second, drawn);
    }

    function test_WhoComputesHalfOfTheLeavesIsFoundOut() public {
        ProofId id = issue();
        advance(2, 5);
        // The right half is what the left one is.
        bytes32[] memory nodes = PlainTree.build(computeProof.seedOf(id), DEPTH, HASHES);
        for (uint256 i = 24; i < 32; ++i) nodes[i] = nodes[i - 8];
        for (uint256 i = 15; i > 0; --i) nodes[i] = keccak256(abi.encode(nodes[2 * i], nodes[2 * i + 1]));
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
        uint256 decisive = height + 1;
        advance(2, 1);
        // Of the hashes that the block may have, one that asks for the right half.
        uint64[] memory indexes;
        bool asked;
        for (uint256 salt = 0; !asked; ++salt) {
            vm.setBlockhash(decisive, keccak256(abi.encode(salt)));
            indexes = computeProof.challengesOf(id);
            for (uint256 j = 0; j < SAMPLES; ++j) asked = asked || indexes[j] >= 8;
        }
        bytes32[] memory siblings = PlainTree.siblings(nodes, indexes, DEPTH);
        (bool done, bytes memory reason) = address(computeProof).call(abi.encodeCall(computeProof.open, (id, siblings)));
        assertTrue(!done && bytes4(reason) == IComputeProof.ProofOpeningWrong.selector, "found out");
    }

    // Upgrades

    function test_OnlyGovernanceUpgrades() public {
        ComputeProof next = ComputeProof(deploy("ComputeProof.sol:ComputeProof", abi.encode(useRight, resource, resourceTypes, ranking, 1)));
        refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        vm.prank(other);
        computeProof.upgradeToAndCall(address(next), "");
        ProofId id = passed(5);
        bytes memory before = abi.encode(computeProof.proofOf(id));
        computeProof.upgradeToAndCall(address(next), "");
        assertEq(computeProof.openingSeconds(), 1, "new code");
        assertEq(abi.encode(computeProof.proofOf(id)), before, "old state");
    }

    function test_NobodyInitialisesTwiceOrTheCodeItself() public {
        refused(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        computeProof.initialize(other);
        ComputeProof code = ComputeProof(deploy("ComputeProof.sol:ComputeProof", abi.encode(useRight, resource, resourceTypes, ranking, 1)));
        refused(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        code.initialize(other);
        refused(abi.encodeWithSelector(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector));
        code.upgradeToAndCall(address(code), "");
    }

    function _sell() private {
        shareOut(vid, provider, provider);
        vm.prank(provider);
        market.list(uid, 1 ether);
        vm.prank(requester);
        market.buy(uid, 1 ether);
    }

    function _refusedSeed(ProofId id, uint256 decisive) private {
        bytes memory reason = abi.encodeWithSelector(IComputeProof.ProofRandomnessUnavailable.selector, id, decisive);
        refused(reason);
        computeProof.seedOf(id);
        refused(reason);
        vm.prank(provider);
        computeProof.commit(id, bytes32(uint256(1)));
    }

    function _refusedAsUnknown() private {
        bytes32[] memory none = new bytes32[](0);
        bytes[7] memory calls = [
            abi.encodeCall(computeProof.proofOf, (UNKNOWN)),
            abi.encodeCall(computeProof.seedOf, (UNKNOWN)),
            abi.encodeCall(computeProof.challengesOf, (UNKNOWN)),
            abi.encodeCall(computeProof.deadlineOf, (UNKNOWN)),
            abi.encodeCall(computeProof.commit, (UNKNOWN, bytes32(uint256(1)))),
            abi.encodeCall(computeProof.open, (UNKNOWN, none)),
            abi.encodeCall(computeProof.expire, (UNKNOWN))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _refusedCall(calls[i], abi.encodeWithSelector(IComputeProof.ProofUnknown.selector, UNKNOWN));
        }
    }

    function _refusedEnded(ProofId id, ProofStage stage, bytes32[] memory siblings) private {
        _refusedIn(id, stage, abi.encodeCall(computeProof.commit, (id, bytes32(uint256(1)))));
        _refusedIn(id, stage, abi.encodeCall(computeProof.open, (id, siblings)));
        _refusedIn(id, stage, abi.encodeCall(computeProof.expire, (id)));
    }

    function _refusedIn(ProofId id, ProofStage stage, bytes memory data) private {
        _refusedCall(data, abi.encodeWithSelector(IComputeProof.ProofWrongStage.selector, id, stage));
    }

    function _refusedCall(bytes memory data, bytes memory reason) private {
        vm.prank(provider);
        (bool done, bytes memory actual) = address(computeProof).call(data);
        assertTrue(!done, "refused");
        assertEq(actual, reason, "reason");
    }
}
