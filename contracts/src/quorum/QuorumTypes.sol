// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Offer} from "../job/DealTypes.sol";

/// @notice The name of a quorum: keccak256(abi.encode(chainId, contract, requester, nonce)).
type QuorumId is bytes32;

/// @notice Where a quorum stands.
///
///   Open ─ finalize (the agreed result is revealed) ─► Finalized
///     ├─ cancel (by the requester, before any contribution) ─► Cancelled
///     └─ expire (no agreement, or nobody revealed, by the deadline) ─► Expired
///
/// The last three are final.
enum QuorumStatus {
    None,
    Open,
    Finalized,
    Cancelled,
    Expired
}

/// @notice What was contributed off the chain, and thus what a result (root, work) means.
enum ContributionKind {
    /// A bag of tasks was computed: the root is that of the Merkle-sum tree over its receipts (see MerkleSum), the work is
    /// metered instructions.
    Compute,
    /// A data set was provided: the root is that of a Merkle tree over its chunks, the work is its bytes.
    Dataset,
    /// A file was transferred, and each provider confirms the same bytes: the root is the hash of the file, the work its
    /// bytes.
    Transfer
}

/// @notice What a requester asks of several providers at once. It is sent by the requester, so it needs no signature.
struct QuorumRequest {
    /// Hash of the job that all providers compute.
    bytes32 jobHash;
    ContributionKind kind;
    /// The highest price accepted, in wei per 10^9 units of work.
    uint96 maxPriceWeiPerGwu;
    /// The most work that is paid, to each provider.
    uint64 maxWork;
    /// The smallest stake accepted.
    uint96 minStakeWei;
    /// Blocks from the opening within which results are contributed, sealed.
    uint32 contributeBlocks;
    /// Blocks from then on within which the agreed result is revealed.
    uint32 revealBlocks;
    /// PoCo's trust, at least 2: the group that agrees must hold more than (trust - 1) / trust of the whole weight.
    uint16 trust;
    /// How many providers must agree at least; from 2 to all.
    uint8 minAgreeing;
    /// Makes the requester's quorums differ; each is used once.
    uint256 nonce;
}

/// @notice One provider of a quorum to be opened: the offer that is taken.
struct QuorumFill {
    Offer offer;
    /// The provider's signature over the offer, in the domain of the Quorum contract; may be empty where this offer was the
    /// last one taken of its nonce.
    bytes signature;
}

/// @notice The terms of one quorum, but for its seats. The chain keeps the hash of both.
struct QuorumTerms {
    address requester;
    bytes32 jobHash;
    ContributionKind kind;
    uint64 maxWork;
    /// The first block in which nothing can be contributed any more.
    uint64 contributeDeadlineBlock;
    /// The first block in which nothing can be revealed any more, and the quorum can be expired.
    uint64 revealDeadlineBlock;
    uint16 trust;
    uint8 minAgreeing;
}

/// @notice One provider of a quorum, and what it agreed to.
struct QuorumSeat {
    address provider;
    uint256 resourceId;
    uint96 priceWeiPerGwu;
    uint96 stakeWei;
}

/// @notice A sealed result of one provider.
struct Contribution {
    /// The provider's place among the seats.
    uint8 seat;
    /// keccak256(abi.encode(id, root, work)): equal for equal results, so that agreement shows before a result does.
    bytes32 resultHash;
    /// keccak256(abi.encode(id, provider, root, work)): who copies the hash of another cannot make it.
    bytes32 seal;
    /// The provider's signature over Contribution(bytes32 quorumId,bytes32 resultHash,bytes32 seal); empty where the
    /// provider sends the transaction.
    bytes signature;
}
