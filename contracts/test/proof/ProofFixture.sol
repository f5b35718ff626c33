// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ComputeProof, Ranking, Upgradeable} from "../support/Deployed.sol";
import {ResourceId, ResourceTypeTerms, UseRightId} from "../../src/asset/AssetTypes.sol";
import {BlockHash} from "../../src/proof/BlockHash.sol";
import {ProofId, ProofStage} from "../../src/proof/ProofTypes.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";
import {PlainTree} from "./PlainTree.sol";

/// @notice Compute proofs as they are deployed, with terms small enough to be proved here. The provider owns a use right.
abstract contract ProofFixture is AssetFixture {
    uint32 internal constant OPENING_SECONDS = 600;
    uint8 internal constant DEPTH = 4;
    uint16 internal constant SAMPLES = 3;
    uint32 internal constant HASHES = 5;
    uint32 internal constant TIME_LIMIT_SECONDS = 900;

    ComputeProof internal computeProof;
    Ranking internal ranking;
    ResourceId internal vid;
    UseRightId internal uid;
    /// @dev The optimizer takes block.number and block.timestamp for constant within a call, so they are kept here.
    uint256 internal height = 1_000;
    uint256 internal time = START;

    function deployProofs() internal {
        deployAssets();
        uint256 next = vm.getNonce(address(this)) + 2;
        computeProof = ComputeProof(vm.computeCreateAddress(address(this), next));
        ranking = Ranking(vm.computeCreateAddress(address(this), next + 1));
        address[2] memory implementations = [
            deploy("ComputeProof.sol:ComputeProof", abi.encode(useRight, resource, resourceTypes, ranking, OPENING_SECONDS)),
            deploy("Ranking.sol:Ranking", abi.encode(address(computeProof)))
        ];
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        assertEq(address((deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(implementations[0], initialization)))), address(computeProof), "place");
        assertEq(address((deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(implementations[1], initialization)))), address(ranking), "place");
        resourceTypes.setTerms(gtx1050, proofTerms());
        // Chains without a history of block hashes are the harder case; tests that need one put it there.
        vm.etch(BlockHash.HISTORY, "");
        (vid, uid) = issueOne(provider);
    }

    /// @dev 2^4 * 5 = 80 hashes; levels from 8 to 20 per second are expected, so 4 to 10 seconds.
    function proofTerms() internal pure returns (ResourceTypeTerms memory terms) {
        terms = defaultTerms();
        terms.leafCountLog2 = DEPTH;
        terms.samples = SAMPLES;
        terms.hashesPerLeaf = HASHES;
        terms.timeLimitSeconds = TIME_LIMIT_SECONDS;
        terms.minHashesPerSecond = 8;
        terms.maxHashesPerSecond = 20;
    }

    function advance(uint256 blocks, uint256 seconds_) internal {
        height += blocks;
        time += seconds_;
        vm.roll(height);
        vm.warp(time);
    }

    // The steps of a proof, by the provider

    function issue() internal returns (ProofId) {
        vm.prank(provider);
        return computeProof.issue(uid);
    }

    /// @dev Commits `elapsed` seconds after the issue.
    function commit(ProofId id, uint256 elapsed) internal returns (bytes32[] memory nodes) {
        advance(2, elapsed);
        nodes = PlainTree.build(computeProof.seedOf(id), DEPTH, HASHES);
        vm.prank(provider);
        computeProof.commit(id, nodes[1]);
    }

    function openingsOf(ProofId id, bytes32[] memory nodes) internal view returns (bytes32[] memory) {
        return PlainTree.siblings(nodes, computeProof.challengesOf(id), DEPTH);
    }

    function committed(uint256 elapsed) internal returns (ProofId id, bytes32[] memory siblings) {
        id = issue();
        bytes32[] memory nodes = commit(id, elapsed);
        advance(2, 1);
        siblings = openingsOf(id, nodes);
    }

    function passed(uint256 elapsed) internal returns (ProofId id) {
        bytes32[] memory siblings;
        (id, siblings) = committed(elapsed);
        computeProof.open(id, siblings);
    }

    function assertStage(ProofId id, ProofStage expected) internal view {
        assertEq(uint256(computeProof.proofOf(id).stage), uint256(expected), "stage of the proof");
    }

    function raw(ProofId id) internal pure returns (uint256) {
        return ProofId.unwrap(id);
    }
}
