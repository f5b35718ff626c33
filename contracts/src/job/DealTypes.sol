// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The name of a deal: keccak256(abi.encode(requestDigest, index)), where requestDigest is the EIP-712 digest
/// of the Request (domain included) and index counts the deals of that request from zero.
type DealId is bytes32;

/// @notice Where a deal stands (ECM's eight states; None is a deal never opened).
///
///   Pending ─ answer ─► WaitingForResolution ─ accept ─► SoftResolution ─┐
///      │                    │      └────────── window passes ────────────┼─ finalize ─► Finalized
///      │                    └─ challenge ─► NeedsResolution ─► Resolving ─► FirmResolution ┘
///      ├─ settle (both agree; also from the two answered states) ─────────────────────► Finalized
///      └─ expire, cancel ─► Cancelled
///
/// NeedsResolution (the provider is to show a leaf of its answer) and Resolving (a game about the answer is being played)
/// belong to Disputes. A challenge with a claim goes through the first at once. A deal leaves them when
/// its answer is refuted, to FirmResolution, and when no challenge is left: back to WaitingForResolution while the
/// window of the answer is open, else to FirmResolution. While they last, only Disputes moves the deal: no acceptance, no
/// settlement, no finalisation. Finalized and Cancelled are final.
enum DealStatus {
    None,
    Pending,
    WaitingForResolution,
    NeedsResolution,
    Resolving,
    SoftResolution,
    FirmResolution,
    Finalized,
    Cancelled
}

/// @notice A provider's signed sell order. All limits are per deal.
struct Offer {
    /// Who sells, stakes and is paid; signs this.
    address provider;
    /// Who may buy; zero: anyone.
    address requester;
    /// The resource (VID) that computes.
    uint256 resourceId;
    /// Hash of the published capabilities of the resource.
    bytes32 capabilityHash;
    /// Wei per Gwu (10^9 units of work); the price of the deal.
    uint96 priceWeiPerGwu;
    /// The most work that one deal may hold.
    uint64 maxWork;
    /// Locked by the provider when the deal opens.
    uint96 stakeWei;
    /// The largest answer deposit that the provider is ready to lock.
    uint96 maxDepositWei;
    /// The provider wants at least so many blocks to answer in.
    uint32 minAnswerBlocks;
    /// The longest challenge window that the provider accepts.
    uint32 maxWindowBlocks;
    /// How many deals all offers of this provider with this nonce may open together.
    uint32 volume;
    /// Last second (since 1970) at which a deal may be opened.
    uint64 expiresAt;
    /// Which counter of the provider this offer uses up; cancelled by `cancelNonces`.
    uint256 nonce;
}

/// @notice A requester's signed buy order for `volume` deals. All amounts are per deal.
struct Request {
    /// Who buys, escrows and receives the result; signs this, or sends the transaction.
    address requester;
    /// Who may sell; zero: anyone.
    address provider;
    /// Hash of the job that the deals are to compute.
    bytes32 jobHash;
    /// The highest price accepted, in wei per Gwu (10^9 units of work).
    uint96 maxPriceWeiPerGwu;
    /// Work that one deal may hold.
    uint64 maxWork;
    /// What the provider locks with its answer.
    uint96 depositWei;
    /// The smallest stake accepted.
    uint96 minStakeWei;
    /// Paid to a third party who finalises (out of the escrow) or expires (out of the stake) a deal.
    uint96 bountyWei;
    /// Blocks from the opening within which the provider answers.
    uint32 answerBlocks;
    /// Blocks from the answer within which it may be challenged.
    uint32 windowBlocks;
    /// How an answer is verified: 0 accept, 1 optimistic (can be challenged).
    uint8 policy;
    /// How many deals this request may open; their index runs from 0 to volume - 1.
    uint32 volume;
    /// Last second (since 1970) at which a deal may be opened.
    uint64 expiresAt;
    /// Makes otherwise equal requests differ; cancelled by `cancelNonces`.
    uint256 nonce;
}

/// @notice The terms of one open deal. The chain keeps their hash; `DealOpened` publishes them.
struct Deal {
    address requester;
    address provider;
    uint256 resourceId;
    bytes32 jobHash;
    uint96 priceWeiPerGwu;
    uint64 maxWork;
    uint96 stakeWei;
    uint96 depositWei;
    uint96 bountyWei;
    /// The first block in which the deal can no longer be answered, and can be expired.
    uint64 answerDeadlineBlock;
    uint32 windowBlocks;
    uint8 policy;
}

/// @notice One deal to open: the offer that is taken, as deal number `index` of the request.
struct Fill {
    Offer offer;
    /// The provider's signature over the offer; may be empty where the provider sends the transaction, or where this
    /// offer was the last one taken of its nonce.
    bytes signature;
    uint32 index;
    /// Work of this deal: the request's `maxWork`, or less where the requester sends the transaction.
    uint64 maxWork;
}

/// @notice A pending deal with its terms.
struct PendingDeal {
    DealId id;
    Deal deal;
}

/// @notice A deal with its terms and its answer (or the answer about to be given).
struct AnsweredDeal {
    DealId id;
    Deal deal;
    /// Root of the Merkle-sum tree over all receipts.
    bytes32 root;
    /// Total work, as the root commits to it.
    uint64 work;
}

/// @notice A deal with its answer, which `challenger` refuted.
struct RefutedDeal {
    AnsweredDeal answer;
    address challenger;
}

/// @notice A deal with the answer that both parties agree on.
struct Settlement {
    DealId id;
    Deal deal;
    bytes32 root;
    uint64 work;
    /// The provider's Answer; needed while Pending, unless the provider sends the transaction.
    bytes answerSignature;
    /// The requester's Acceptance; needed unless the requester sends the transaction, or has accepted before.
    bytes acceptanceSignature;
}

/// @notice A pending deal that both parties give up.
struct MutualCancellation {
    DealId id;
    Deal deal;
    /// Cancellation signed by the party that does not send the transaction.
    bytes signature;
}
