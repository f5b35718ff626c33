// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeId, UseRightId} from "../asset/AssetTypes.sol";
import {LevelRange, Proof, ProofId, ProofStage} from "./ProofTypes.sol";

/// @title IComputeProof
/// @notice Shows how fast a resource computes. The owner of a use right issues a task; the resource computes 2^leafCountLog2
/// leaves from a seed that nobody knew before and commits to their Merkle root; leaves drawn after the commitment are opened
/// and recomputed here.
///
///   seed     = keccak256(abi.encode(chain id, this contract, proof id, hash of block issuedBlock + 1))
///   leaf i   = h_n, where h_1 = keccak256(abi.encode(seed, uint256(i))), h_k+1 = keccak256(h_k), n = hashesPerLeaf
///   node     = keccak256(left ‖ right); the tree is full, its depth is leafCountLog2
///   index j  = uint256(keccak256(abi.encode(hash of block committedBlock + 1, proof id, root, j))) mod 2^leafCountLog2,
///              for j = 0 … samples - 1; an index may come twice
///   level    = floor(2^leafCountLog2 * hashesPerLeaf / max(1, committedAt - issuedAt)), in hashes per second
///
/// Block hashes older than 256 blocks are read from the history contract (EIP-2935), up to 8191 blocks. Where one is out
/// of reach, the proof can but expire: no randomness is drawn twice.
///
/// Trust assumptions
/// - The time counts from the block of issue, so it includes the wait for the seed: a passed proof shows at least this
///   level, up to the resolution of one second.
/// - Whoever computes only a part f of the leaves passes with probability f^samples; the level says no more than that.
/// - Nothing shows which machine computed. Who wants to sell one machine's proof as another's must own that other one, and
///   have it free for as long; a machine that is slower than its type shows as such.
/// - Producers of blocks can bias seed and challenges by withholding blocks; that costs a block per try.
/// - Governance may upgrade this code, through the AccessManager; no other right is reserved to anybody.
interface IComputeProof {
    /// @notice `prover` issued a proof of the resource of its use right; the terms are those of `termsVersion` of the type.
    event ProofIssued(
        ProofId indexed id,
        UseRightId indexed useRight,
        address indexed prover,
        ResourceId resource,
        ResourceTypeId typeId,
        uint32 termsVersion
    );
    /// @notice The prover committed to `root`, computed from `seed`.
    event ProofCommitted(ProofId indexed id, bytes32 seed, bytes32 root);
    /// @notice The challenges were met: the resource computes `hashesPerSecond`, which took `elapsedSeconds`.
    event ProofPassed(ProofId indexed id, uint64 hashesPerSecond, uint32 elapsedSeconds, LevelRange range);
    /// @notice The proof ended without a commitment or without its openings in time.
    event ProofExpired(ProofId indexed id);

    /// @notice There is no proof with this id.
    error ProofUnknown(ProofId id);
    /// @notice `account` does not own the live use right.
    error ProofNotOwner(UseRightId useRight, address account);
    /// @notice `account` did not issue the proof.
    error ProofNotProver(ProofId id, address account);
    /// @notice The proof is in `stage`, in which this cannot be done.
    error ProofWrongStage(ProofId id, ProofStage stage);
    /// @notice The block whose hash decides is not mined yet: this can be done from block `fromBlock` on.
    error ProofTooEarly(ProofId id, uint256 fromBlock);
    /// @notice This was to be done until `deadline` (seconds since 1970).
    error ProofTooLate(ProofId id, uint40 deadline);
    /// @notice The hash of block `blockNumber` cannot be read any more; the proof can but expire.
    error ProofRandomnessUnavailable(ProofId id, uint256 blockNumber);
    /// @notice The root is zero.
    error ProofRootInvalid(ProofId id);
    /// @notice There are `count` siblings, where the openings have `expected`.
    error ProofOpeningsIncomplete(ProofId id, uint256 count, uint256 expected);
    /// @notice Opening `position`, of leaf `index`, does not lead to the root.
    error ProofOpeningWrong(ProofId id, uint256 position, uint256 index);
    /// @notice The proof can still be carried on until `deadline` (seconds since 1970).
    error ProofNotExpired(ProofId id, uint40 deadline);

    /// @notice Seconds after the commitment within which the openings are due.
    function openingSeconds() external view returns (uint32);

    /// @notice How many proofs were issued; their ids are 1 to this number.
    function proofCount() external view returns (uint64);

    /// @notice A proof, with all that its verdict rests on.
    /// @dev Reverts with ProofUnknown.
    function proofOf(ProofId id) external view returns (Proof memory);

    /// @notice The seed from which an issued proof is computed; once it is committed to, it stays on record.
    /// @dev Reverts with ProofUnknown, ProofTooEarly, ProofRandomnessUnavailable.
    function seedOf(ProofId id) external view returns (bytes32);

    /// @notice The leaves that a proof that was committed to has to open, or had to before it ended, in order.
    /// @dev Reverts with ProofUnknown, ProofWrongStage, ProofTooEarly, ProofRandomnessUnavailable.
    function challengesOf(ProofId id) external view returns (uint64[] memory indexes);

    /// @notice The last second (since 1970) of the stage that a proof is in; zero where it has ended.
    /// @dev Reverts with ProofUnknown.
    function deadlineOf(ProofId id) external view returns (uint40);

    /// @notice Issues a proof of the resource of a live use right of the caller's.
    /// @dev Reverts with ProofNotOwner.
    function issue(UseRightId useRight) external returns (ProofId id);

    /// @notice Commits to the root of all leaves, within the time limit of the type. For the prover, while it owns the live
    /// use right.
    /// @dev Reverts with ProofUnknown, ProofWrongStage, ProofNotProver, ProofNotOwner, ProofTooEarly, ProofTooLate,
    /// ProofRootInvalid, ProofRandomnessUnavailable.
    function commit(ProofId id, bytes32 root) external;

    /// @notice Opens the challenged leaves; leaves are recomputed, so only the way to the root is given. Anyone may send it.
    /// @param siblings leafCountLog2 nodes for each sample, from the leaf up, in the order of `challengesOf`.
    /// @dev Reverts with ProofUnknown, ProofWrongStage, ProofTooEarly, ProofTooLate, ProofRandomnessUnavailable,
    /// ProofOpeningsIncomplete, ProofOpeningWrong.
    function open(ProofId id, bytes32[] calldata siblings) external;

    /// @notice Ends a proof that ran out of time, or whose block hash is out of reach. Anyone may send it.
    /// @dev Reverts with ProofUnknown, ProofWrongStage, ProofNotExpired.
    function expire(ProofId id) external;
}
