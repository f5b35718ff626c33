// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceTypeId, ResourceTypeTerms, UseRightId, UseRightState} from "../asset/AssetTypes.sol";
import {IResource} from "../asset/IResource.sol";
import {IResourceTypes} from "../asset/IResourceTypes.sol";
import {IUseRight} from "../asset/IUseRight.sol";
import {BlockHash} from "./BlockHash.sol";
import {IComputeProof} from "./IComputeProof.sol";
import {IRanking} from "./IRanking.sol";
import {ProofTree} from "./ProofTree.sol";
import {LevelRange, Proof, ProofId, ProofStage} from "./ProofTypes.sol";

/// @title ComputeProof
/// @notice See IComputeProof, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: only contracts of this system are called, and none of them calls a stranger.
contract ComputeProof is IComputeProof, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @custom:storage-location erc7201:suanli.storage.ComputeProof
    struct ComputeProofStorage {
        uint64 count;
        mapping(ProofId id => Proof) proofs;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.ComputeProof")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0xbeaf7beae971bc079b63bf248ea9b66e61d34cc753c4a788fb8f0948bcffbf00;

    /// @notice The UseRight contract, whose owners prove.
    IUseRight public immutable useRight;
    /// @notice The Resource contract, which knows the type of a resource.
    IResource public immutable resource;
    /// @notice The types that the DAO lists, with the parameters of their proofs.
    IResourceTypes public immutable resourceTypes;
    /// @notice The Ranking contract, which counts the proofs that passed.
    IRanking public immutable ranking;
    /// @inheritdoc IComputeProof
    uint32 public immutable openingSeconds;

    /// @param useRight_ The proxy of UseRight.
    /// @param resource_ The proxy of Resource.
    /// @param resourceTypes_ The proxy of ResourceTypes.
    /// @param ranking_ The proxy of Ranking.
    /// @param openingSeconds_ Seconds after the commitment within which the openings are due. In production long enough for
    /// the openings to be computed anew and sent while the chain is busy: 600.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(
        IUseRight useRight_,
        IResource resource_,
        IResourceTypes resourceTypes_,
        IRanking ranking_,
        uint32 openingSeconds_
    ) {
        useRight = useRight_;
        resource = resource_;
        resourceTypes = resourceTypes_;
        ranking = ranking_;
        openingSeconds = openingSeconds_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IComputeProof
    function proofCount() external view returns (uint64) {
        return _storage().count;
    }

    /// @inheritdoc IComputeProof
    function proofOf(ProofId id) external view returns (Proof memory) {
        return _requireProof(id);
    }

    /// @inheritdoc IComputeProof
    function seedOf(ProofId id) external view returns (bytes32) {
        Proof storage proof = _requireProof(id);
        bytes32 seed = proof.seed;
        return seed == 0 ? _drawSeed(id, proof.issuedBlock) : seed;
    }

    /// @inheritdoc IComputeProof
    function challengesOf(ProofId id) external view returns (uint64[] memory indexes) {
        Proof storage proof = _requireProof(id);
        if (proof.committedBlock == 0) revert ProofWrongStage(id, proof.stage);
        ResourceTypeTerms memory terms = _termsOf(proof);
        bytes32 decisive = _requireHash(id, proof.committedBlock);
        indexes = new uint64[](terms.samples);
        for (uint256 j = 0; j < indexes.length; ++j) {
            indexes[j] = uint64(_drawIndex(decisive, id, proof.root, j, terms.leafCountLog2));
        }
    }

    /// @inheritdoc IComputeProof
    function deadlineOf(ProofId id) external view returns (uint40) {
        Proof storage proof = _requireProof(id);
        return _isRunning(proof.stage) ? _deadlineOf(proof) : 0;
    }

    /// @inheritdoc IComputeProof
    function issue(UseRightId useRightId) external returns (ProofId id) {
        (address owner, UseRightState memory state) = useRight.stateOf(useRightId);
        if (owner != msg.sender || block.timestamp >= state.expiresAt) revert ProofNotOwner(useRightId, msg.sender);
        (ResourceTypeId typeId, , , ) = resource.resourceOf(state.resource);
        (, , , uint32 version) = resourceTypes.typeOf(typeId);

        id = ProofId.wrap(++_storage().count);
        Proof storage proof = _storage().proofs[id];
        proof.prover = msg.sender;
        proof.typeId = typeId;
        proof.termsVersion = version;
        proof.useRight = useRightId;
        proof.resource = state.resource;
        proof.issuedBlock = uint40(block.number);
        proof.issuedAt = uint40(block.timestamp);
        proof.stage = ProofStage.Issued;
        emit ProofIssued(id, useRightId, msg.sender, state.resource, typeId, version);
    }

    /// @inheritdoc IComputeProof
    function commit(ProofId id, bytes32 root) external {
        Proof storage proof = _requireStage(id, ProofStage.Issued);
        if (proof.prover != msg.sender) revert ProofNotProver(id, msg.sender);
        if (!useRight.hasAccess(proof.useRight, msg.sender)) revert ProofNotOwner(proof.useRight, msg.sender);
        if (root == 0) revert ProofRootInvalid(id);
        _requireInTime(id, proof);
        bytes32 seed = _drawSeed(id, proof.issuedBlock);

        proof.stage = ProofStage.Committed;
        proof.committedBlock = uint40(block.number);
        proof.committedAt = uint40(block.timestamp);
        proof.seed = seed;
        proof.root = root;
        emit ProofCommitted(id, seed, root);
    }

    /// @inheritdoc IComputeProof
    function open(ProofId id, bytes32[] calldata siblings) external {
        Proof storage proof = _requireStage(id, ProofStage.Committed);
        _requireInTime(id, proof);
        ResourceTypeTerms memory terms = _termsOf(proof);
        _requireOpenings(id, proof, terms, siblings);

        // Committing came after issuing, and within the time limit, which 32 bits hold.
        uint32 elapsedSeconds = uint32(proof.committedAt - proof.issuedAt);
        if (elapsedSeconds == 0) elapsedSeconds = 1;
        uint64 hashesPerSecond = _hashesPerSecondDown(terms, elapsedSeconds);
        LevelRange range = _rangeOf(terms, hashesPerSecond);
        proof.stage = ProofStage.Passed;
        proof.endedAt = uint40(block.timestamp);
        proof.hashesPerSecond = hashesPerSecond;
        proof.range = range;
        emit ProofPassed(id, hashesPerSecond, elapsedSeconds, range);
        ranking.record(id, proof.typeId, proof.resource, hashesPerSecond, elapsedSeconds, range);
    }

    /// @inheritdoc IComputeProof
    function expire(ProofId id) external {
        Proof storage proof = _requireProof(id);
        ProofStage stage = proof.stage;
        if (!_isRunning(stage)) revert ProofWrongStage(id, stage);
        uint40 deadline = _deadlineOf(proof);
        if (block.timestamp <= deadline) {
            uint256 decisive = _decisiveBlock(stage == ProofStage.Issued ? proof.issuedBlock : proof.committedBlock);
            if (block.number <= decisive || BlockHash.read(decisive) != 0) revert ProofNotExpired(id, deadline);
        }
        proof.stage = ProofStage.Expired;
        proof.endedAt = uint40(block.timestamp);
        emit ProofExpired(id);
    }

    /// @dev Passes where every challenged leaf, computed here, is in the committed tree.
    function _requireOpenings(
        ProofId id,
        Proof storage proof,
        ResourceTypeTerms memory terms,
        bytes32[] calldata siblings
    ) private view {
        uint256 depth = terms.leafCountLog2;
        uint256 samples = terms.samples;
        uint256 hashes = terms.hashesPerLeaf;
        if (siblings.length != samples * depth) revert ProofOpeningsIncomplete(id, siblings.length, samples * depth);
        bytes32 decisive = _requireHash(id, proof.committedBlock);
        bytes32 seed = proof.seed;
        bytes32 root = proof.root;
        for (uint256 j = 0; j < samples; ++j) {
            uint256 index = _drawIndex(decisive, id, root, j, depth);
            bytes32 leaf = ProofTree.leafOf(seed, index, hashes);
            if (ProofTree.rootOf(leaf, index, siblings, j * depth, depth) != root) {
                revert ProofOpeningWrong(id, j, index);
            }
        }
    }

    function _drawSeed(ProofId id, uint40 issuedBlock) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), id, _requireHash(id, issuedBlock)));
    }

    function _drawIndex(
        bytes32 decisive,
        ProofId id,
        bytes32 root,
        uint256 position,
        uint256 leafCountLog2
    ) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(decisive, id, root, position))) & ((1 << leafCountLog2) - 1);
    }

    /// @dev The hash of the block that decides about what happened in block `happened`.
    function _requireHash(ProofId id, uint40 happened) private view returns (bytes32 hash) {
        uint256 decisive = _decisiveBlock(happened);
        if (block.number <= decisive) revert ProofTooEarly(id, decisive + 1);
        hash = BlockHash.read(decisive);
        if (hash == 0) revert ProofRandomnessUnavailable(id, decisive);
    }

    /// @dev Nobody knows the hash of the block after the one in which something happens.
    function _decisiveBlock(uint40 happened) private pure returns (uint256) {
        return uint256(happened) + 1;
    }

    function _requireInTime(ProofId id, Proof storage proof) private view {
        uint40 deadline = _deadlineOf(proof);
        if (block.timestamp > deadline) revert ProofTooLate(id, deadline);
    }

    /// @dev Of a proof that runs.
    function _deadlineOf(Proof storage proof) private view returns (uint40) {
        if (proof.stage == ProofStage.Committed) return proof.committedAt + openingSeconds;
        return proof.issuedAt + _termsOf(proof).timeLimitSeconds;
    }

    function _hashesPerSecondDown(ResourceTypeTerms memory terms, uint32 elapsedSeconds) private pure returns (uint64) {
        // At most 2^72.
        uint256 level = ((1 << terms.leafCountLog2) * uint256(terms.hashesPerLeaf)) / elapsedSeconds;
        return level > type(uint64).max ? type(uint64).max : uint64(level);
    }

    function _rangeOf(ResourceTypeTerms memory terms, uint64 hashesPerSecond) private pure returns (LevelRange) {
        if (hashesPerSecond < terms.minHashesPerSecond) return LevelRange.Below;
        return hashesPerSecond > terms.maxHashesPerSecond ? LevelRange.Above : LevelRange.Within;
    }

    function _termsOf(Proof storage proof) private view returns (ResourceTypeTerms memory) {
        return resourceTypes.termsAt(proof.typeId, proof.termsVersion);
    }

    function _isRunning(ProofStage stage) private pure returns (bool) {
        return stage == ProofStage.Issued || stage == ProofStage.Committed;
    }

    function _requireStage(ProofId id, ProofStage expected) private view returns (Proof storage proof) {
        proof = _requireProof(id);
        if (proof.stage != expected) revert ProofWrongStage(id, proof.stage);
    }

    function _requireProof(ProofId id) private view returns (Proof storage proof) {
        proof = _storage().proofs[id];
        if (proof.stage == ProofStage.None) revert ProofUnknown(id);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (ComputeProofStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
