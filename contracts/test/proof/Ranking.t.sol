// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ranking} from "../support/Deployed.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ResourceId, ResourceTypeId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IRanking, Standing} from "../../src/proof/IRanking.sol";
import {LevelRange, ProofId} from "../../src/proof/ProofTypes.sol";
import {ProofFixture} from "./ProofFixture.sol";

/// @notice What passed proofs add up to.
contract RankingTest is ProofFixture {
    function setUp() public {
        deployProofs();
    }

    function test_A29_OnlyAPassedProofCounts() public {
        (ProofId id, bytes32[] memory siblings) = committed(5);
        assertEq(ranking.standingOf(vid).passed, 0, "not before");
        vm.expectEmit(address(ranking));
        emit IRanking.ProofRanked(id, gtx1050, vid, 16, 5, LevelRange.Within, 1, true);
        computeProof.open(id, siblings);
        Standing memory expected = Standing({
            bestProof: id,
            bestHashesPerSecond: 16,
            bestElapsedSeconds: 5,
            bestRange: LevelRange.Within,
            passed: 1
        });
        assertEq(abi.encode(ranking.standingOf(vid)), abi.encode(expected), "standing");
    }

    function test_TheBestStaysTheFirstOfEquals() public {
        passed(10);
        ProofId best = passed(4);
        passed(4);
        passed(600);
        Standing memory standing = ranking.standingOf(vid);
        assertEq(raw(standing.bestProof), raw(best), "best");
        assertEq(standing.bestHashesPerSecond, 20, "its level");
        assertEq(standing.passed, 4, "passed");
    }

    function test_AProofOfLevelZeroIsAProof() public {
        // 80 hashes in 900 seconds.
        ProofId id = passed(TIME_LIMIT_SECONDS);
        Standing memory standing = ranking.standingOf(vid);
        assertEq(raw(standing.bestProof), raw(id), "best");
        assertEq(standing.bestHashesPerSecond, 0, "its level");
        assertEq(uint256(standing.bestRange), uint256(LevelRange.Below), "its range");
    }

    function test_BucketsAtTheirEdges() public {
        uint256[7] memory elapsed = [uint256(0), 1, 2, 60, 61, 600, 601];
        uint32[4] memory expected;
        uint8[7] memory bucket = [0, 0, 1, 1, 2, 2, 3];
        for (uint256 i = 0; i < 7; ++i) {
            passed(elapsed[i]);
            ++expected[bucket[i]];
            _assertBuckets(gtx1050, expected);
        }
        uint32[4] memory none;
        _assertBuckets(h100, none);
    }

    function test_ResourcesStandApart() public {
        passed(5);
        ResourceId first = vid;
        (vid, uid) = issueOne(provider);
        passed(4);
        assertEq(ranking.standingOf(first).bestHashesPerSecond, 16, "first");
        assertEq(ranking.standingOf(vid).bestHashesPerSecond, 20, "second");
        uint32[4] memory expected = [uint32(0), 2, 0, 0];
        _assertBuckets(gtx1050, expected);
    }

    function test_OnlyComputeProofRecordsAndOnlyGovernanceUpgrades() public {
        address[3] memory callers = [other, provider, address(this)];
        for (uint256 i = 0; i < 3; ++i) {
            refused(abi.encodeWithSelector(IRanking.RankingWrongCaller.selector, callers[i]));
            vm.prank(callers[i]);
            ranking.record(ProofId.wrap(1), gtx1050, vid, 1, 1, LevelRange.Within);
        }
        Ranking next = Ranking(deploy("Ranking.sol:Ranking", abi.encode(address(computeProof))));
        refused(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        vm.prank(other);
        ranking.upgradeToAndCall(address(next), "");
        passed(5);
        ranking.upgradeToAndCall(address(next), "");
        assertEq(ranking.standingOf(vid).passed, 1, "old state");
    }

    function _assertBuckets(ResourceTypeId typeId, uint32[4] memory expected) private view {
        (uint32 a, uint32 b, uint32 c, uint32 d) = ranking.bucketsOf(typeId);
        assertEq(abi.encode(a, b, c, d), abi.encode(expected), "buckets");
    }
}
