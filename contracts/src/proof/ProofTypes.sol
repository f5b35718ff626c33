// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeId, UseRightId} from "../asset/AssetTypes.sol";

/// @notice A compute proof; 1, 2, 3, … in the order of issue. Zero: none.
type ProofId is uint64;

/// @notice Where a compute proof stands.
///
///   Issued ─ commit ─► Committed ─ open ─► Passed
///      └────── expire ──────┴──► Expired
///
/// Passed and Expired are final. A wrong opening changes nothing: it is refused.
enum ProofStage {
    None,
    Issued,
    Committed,
    Passed,
    Expired
}

/// @notice How a proved level compares to what the DAO expects of the resource's type.
enum LevelRange {
    /// Not proved (yet).
    Unknown,
    Below,
    Within,
    Above
}

/// @notice A compute proof as the chain keeps it. Two words before it is committed, five after.
struct Proof {
    /// The owner of the use right when the proof was issued; it alone commits.
    address prover;
    ResourceTypeId typeId;
    /// The version of the type's terms when the proof was issued: those hold for all of it.
    uint32 termsVersion;
    UseRightId useRight;
    ResourceId resource;
    /// The seed is drawn from the hash of the block after this one.
    uint40 issuedBlock;
    /// Seconds since 1970; the clock of the proof starts here.
    uint40 issuedAt;
    /// The challenges are drawn from the hash of the block after this one; zero: not committed.
    uint40 committedBlock;
    ProofStage stage;
    /// Seconds since 1970; the clock of the proof stops here. Zero: not committed.
    uint40 committedAt;
    /// Seconds since 1970 at which it passed or expired; zero: it runs.
    uint40 endedAt;
    /// Hashes per second, over the time from issue to commit, which counts as one second at least, and at most 2^64 - 1;
    /// zero: not passed.
    uint64 hashesPerSecond;
    LevelRange range;
    /// Zero: not committed.
    bytes32 seed;
    bytes32 root;
}
