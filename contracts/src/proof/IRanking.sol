// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeId} from "../asset/AssetTypes.sol";
import {LevelRange, ProofId} from "./ProofTypes.sol";

/// @notice What passed proofs say about a resource. One word.
struct Standing {
    /// The passed proof with the highest level, the first of equals; zero: none passed.
    ProofId bestProof;
    uint64 bestHashesPerSecond;
    uint32 bestElapsedSeconds;
    LevelRange bestRange;
    /// How many proofs passed.
    uint32 passed;
}

/// @title IRanking
/// @notice What compute proofs that passed add up to, per resource and per type. The order among resources is for readers to
/// make, from these numbers.
///
/// Trust assumptions
/// - ComputeProof, named for good by this code, reports passed proofs, each once.
/// - Governance may upgrade this code, through the AccessManager; no other right is reserved to anybody.
interface IRanking {
    /// @notice A passed proof counts; `bucket` is 0 for at most 1 s, 1 for at most 60 s, 2 for at most 600 s, 3 for longer.
    event ProofRanked(
        ProofId indexed id,
        ResourceTypeId indexed typeId,
        ResourceId indexed resource,
        uint64 hashesPerSecond,
        uint32 elapsedSeconds,
        LevelRange range,
        uint8 bucket,
        bool best
    );

    /// @notice Only ComputeProof may do this.
    error RankingWrongCaller(address caller);

    /// @notice What passed proofs say about a resource.
    function standingOf(ResourceId id) external view returns (Standing memory);

    /// @notice How many proofs of a type passed within 1 s, 60 s and 600 s, each number without those before, and how many
    /// took longer.
    function bucketsOf(
        ResourceTypeId typeId
    ) external view returns (uint32 within1s, uint32 within60s, uint32 within600s, uint32 longer);

    /// @notice Counts a passed proof. For ComputeProof only.
    /// @dev Reverts with RankingWrongCaller.
    function record(
        ProofId id,
        ResourceTypeId typeId,
        ResourceId resource,
        uint64 hashesPerSecond,
        uint32 elapsedSeconds,
        LevelRange range
    ) external;
}
