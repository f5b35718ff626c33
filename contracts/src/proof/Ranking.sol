// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceId, ResourceTypeId} from "../asset/AssetTypes.sol";
import {IRanking, Standing} from "./IRanking.sol";
import {LevelRange, ProofId} from "./ProofTypes.sol";

/// @title Ranking
/// @notice See IRanking, which carries the documentation and the trust assumptions.
contract Ranking is IRanking, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @dev One word.
    struct Buckets {
        uint32 within1s;
        uint32 within60s;
        uint32 within600s;
        uint32 longer;
    }

    /// @custom:storage-location erc7201:suanli.storage.Ranking
    struct RankingStorage {
        mapping(ResourceId id => Standing) standings;
        mapping(ResourceTypeId typeId => Buckets) buckets;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Ranking")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x92d01967cefb6e697c51cd9a628e5dd2dc73b2cfe67f632eec6529b6825ecd00;

    /// @notice The ComputeProof contract, which alone reports passed proofs.
    address public immutable computeProof;

    /// @param computeProof_ The proxy of ComputeProof.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(address computeProof_) {
        computeProof = computeProof_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IRanking
    function standingOf(ResourceId id) external view returns (Standing memory) {
        return _storage().standings[id];
    }

    /// @inheritdoc IRanking
    function bucketsOf(
        ResourceTypeId typeId
    ) external view returns (uint32 within1s, uint32 within60s, uint32 within600s, uint32 longer) {
        Buckets memory buckets = _storage().buckets[typeId];
        return (buckets.within1s, buckets.within60s, buckets.within600s, buckets.longer);
    }

    /// @inheritdoc IRanking
    function record(
        ProofId id,
        ResourceTypeId typeId,
        ResourceId resource,
        uint64 hashesPerSecond,
        uint32 elapsedSeconds,
        LevelRange range
    ) external {
        if (msg.sender != computeProof) revert RankingWrongCaller(msg.sender);
        Standing memory standing = _storage().standings[resource];
        bool best = standing.passed == 0 || hashesPerSecond > standing.bestHashesPerSecond;
        if (best) {
            standing.bestProof = id;
            standing.bestHashesPerSecond = hashesPerSecond;
            standing.bestElapsedSeconds = elapsedSeconds;
            standing.bestRange = range;
        }
        ++standing.passed;
        _storage().standings[resource] = standing;
        uint8 bucket = _count(_storage().buckets[typeId], elapsedSeconds);
        emit ProofRanked(id, typeId, resource, hashesPerSecond, elapsedSeconds, range, bucket, best);
    }

    function _count(Buckets storage buckets, uint32 elapsedSeconds) private returns (uint8 bucket) {
        if (elapsedSeconds <= 1) {
            ++buckets.within1s;
            return 0;
        }
        if (elapsedSeconds <= 60) {
            ++buckets.within60s;
            return 1;
        }
        if (elapsedSeconds <= 600) {
            ++buckets.within600s;
            return 2;
        }
        ++buckets.longer;
        return 3;
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (RankingStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
