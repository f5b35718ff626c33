// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRevenueRight} from "../asset/IRevenueRight.sol";
import {IBank} from "../bank/IBank.sol";
import {
    AnsweredDeal,
    Deal,
    DealId,
    DealStatus,
    Fill,
    MutualCancellation,
    PendingDeal,
    RefutedDeal,
    Request,
    Settlement
} from "./DealTypes.sol";

/// @title IBroker
/// @notice Deals about computing: matched off chain, escrowed, answered and paid here. Every function takes a batch,
/// and moves all of its balances in one `Bank.post`; where one element is refused, the whole batch is.
///
/// Signatures are EIP-712, domain {name "Suanli", version "1", chain, this contract}: Offer, Request (see DealTypes),
/// Answer(bytes32 dealId,bytes32 root,uint64 work), Acceptance(bytes32 dealId,bytes32 root,uint64 work),
/// Cancellation(bytes32 dealId). They are ECDSA (65 bytes, low s), or ERC-1271 where the signer is a contract.
///
/// Money of a deal: the escrow is ceil(maxWork * price / 10^9) + bounty, locked of the requester; the stake, and later
/// the answer deposit, are locked of the provider; the payment is floor(work * price / 10^9). What is locked of a
/// party goes back to it, except for the payment and for a keeper's bounty; the end of a refuted answer is told at
/// `finalizeRefutedDeals`. The payment of a deal that names a resource
/// (VID) with a revenue right is income of that resource, and belongs to the holders of its shares; any other one goes to
/// the provider.
///
/// Trust assumptions
/// - Both parties gave the Bank consent for this module, and with it trust this code and the governance that may
///   upgrade it (through the AccessManager; no other right is reserved to anybody).
/// - Neither party need trust the other to stay: a silent provider's deal expires, with full refund; a silent
///   requester's deal is finalised once its window has passed.
/// - An answer is final once its window has passed without a challenge, so somebody honest has to look at it till then (see
///   IDisputes). Only deals of policy `optimistic` (1) can be challenged: the requester of another one trusts the answer of
///   a deal that is left to its window, and should send work in small deals to providers whose results it checks.
/// - Whether an answer stands is the word of the Disputes contract, named for good by this code.
/// - Whose income a payment is follows from the resource that the provider's own offer names, and from whether that has a
///   revenue right when the deal is paid. A provider may sell without naming its resource: whoever buys shares in the
///   income trusts the provider not to. RevenueRight, named for good by this code, attributes what it was paid.
/// - Whoever accepts a deal as a provider has checked that the window, in blocks, suits the chain.
interface IBroker {
    /// @notice A deal is open: escrow and stake are locked. The fields are those of its Deal, in the same order.
    event DealOpened(
        DealId indexed id,
        address indexed requester,
        address indexed provider,
        uint256 resourceId,
        bytes32 jobHash,
        uint96 priceWeiPerGwu,
        uint64 maxWork,
        uint96 stakeWei,
        uint96 depositWei,
        uint96 bountyWei,
        uint64 answerDeadlineBlock,
        uint32 windowBlocks,
        uint8 policy
    );
    /// @notice The provider answered `root` with total `work`, and locked its deposit; the window runs from here.
    event DealAnswered(DealId indexed id, bytes32 root, uint64 work);
    /// @notice The requester accepted the answer.
    event DealAccepted(DealId indexed id);
    /// @notice The deal ended with `paymentWei` paid for `work`.
    event DealFinalized(DealId indexed id, bytes32 root, uint64 work, uint96 paymentWei);
    /// @notice Disputes took the deal to `status`: NeedsResolution (a leaf is demanded), Resolving (a game is being played),
    /// WaitingForResolution (all challenges failed, the window of the answer is still open), FirmResolution (they failed,
    /// and it has passed).
    event DealDisputed(DealId indexed id, DealStatus status);
    /// @notice Disputes found the answer wrong, by `challenger`; the deal is in FirmResolution.
    event DealRefuted(DealId indexed id, address indexed challenger);
    /// @notice The deal ended refuted: `challenger` got `rewardWei`, and the requester the escrow and `compensationWei`.
    event DealRepaid(DealId indexed id, address indexed challenger, uint96 rewardWei, uint128 compensationWei);
    /// @notice Nobody answered in time; all went back, but for a bounty.
    event DealExpired(DealId indexed id);
    /// @notice Both parties gave the deal up; all went back.
    event DealCancelled(DealId indexed id);
    /// @notice The third party `keeper` got `amountWei` for having finalised or expired the deal.
    event BountyPaid(DealId indexed id, address indexed keeper, uint96 amountWei);
    /// @notice `account` cancelled all its offers and requests with this nonce.
    event NonceCancelled(address indexed account, uint256 indexed nonce);

    /// @notice A batch without elements.
    error BrokerEmptyBatch();
    /// @notice The request was to be opened until `expiresAt` (seconds since 1970).
    error BrokerRequestExpired(uint64 expiresAt);
    /// @notice The requester cancelled this nonce.
    error BrokerRequestCancelled(address requester, uint256 nonce);
    /// @notice Fill `position`: the request has `volume` deals, so none with number `index`.
    error BrokerRequestVolumeExceeded(uint256 position, uint32 index, uint32 volume);
    /// @notice Fill `position`: the offer was to be taken until `expiresAt` (seconds since 1970).
    error BrokerOfferExpired(uint256 position, uint64 expiresAt);
    /// @notice Fill `position`: the provider cancelled the offer's nonce.
    error BrokerOfferCancelled(uint256 position, address provider, uint256 nonce);
    /// @notice Fill `position`: all `volume` deals of the offer's nonce are taken.
    error BrokerOfferExhausted(uint256 position, uint32 volume);
    /// @notice Fill `position`: the offer is meant for another requester, `expected`.
    error BrokerRequesterMismatch(uint256 position, address expected, address actual);
    /// @notice Fill `position`: the request is meant for another provider, `expected`.
    error BrokerProviderMismatch(uint256 position, address expected, address actual);
    /// @notice Fill `position`: the offer's price is above the request's.
    error BrokerPriceTooHigh(uint256 position, uint96 priceWeiPerGwu, uint96 maxPriceWeiPerGwu);
    /// @notice Fill `position`: the work is above `maxWork`, of the offer or of the request, whichever is less.
    error BrokerWorkTooLarge(uint256 position, uint64 work, uint64 maxWork);
    /// @notice Fill `position`: only the requester may open a deal with less work than the request says.
    error BrokerWorkTooSmall(uint256 position, uint64 work, uint64 requestedWork);
    /// @notice Fill `position`: the offer's stake is below the smallest that the request takes.
    error BrokerStakeTooSmall(uint256 position, uint96 stakeWei, uint96 minStakeWei);
    /// @notice Fill `position`: the stake could not pay the bounty.
    error BrokerStakeBelowBounty(uint256 position, uint96 stakeWei, uint96 bountyWei);
    /// @notice Fill `position`: the request's answer deposit is above the offer's limit.
    error BrokerDepositTooLarge(uint256 position, uint96 depositWei, uint96 maxDepositWei);
    /// @notice Fill `position`: the request leaves fewer blocks for the answer than the offer wants.
    error BrokerAnswerTimeTooShort(uint256 position, uint32 answerBlocks, uint32 minAnswerBlocks);
    /// @notice Fill `position`: answers to the deal can be challenged, within a window shorter than the time that the offer wants for an
    /// answer; in so few blocks the provider could not defend its own.
    error BrokerWindowTooShort(uint256 position, uint32 windowBlocks, uint32 minAnswerBlocks);
    /// @notice Fill `position`: the request's window is longer than the offer's limit.
    error BrokerWindowTooLong(uint256 position, uint32 windowBlocks, uint32 maxWindowBlocks);
    /// @notice Fill `position`: the escrow would not fit an account of the Bank.
    error BrokerEscrowTooLarge(uint256 position, uint256 escrowWei);
    /// @notice The deal was opened before.
    error BrokerDealExists(DealId id);
    /// @notice The deal is in `status`, in which this cannot be done.
    error BrokerWrongStatus(DealId id, DealStatus status);
    /// @notice The terms, root and work given are not those of the deal.
    error BrokerWrongTerms(DealId id);
    /// @notice The signature is not one of `signer` over this.
    error BrokerInvalidSignature(address signer, bytes32 digest);
    /// @notice `caller` is not the party, `expected`, that alone may do this.
    error BrokerWrongCaller(DealId id, address caller, address expected);
    /// @notice `caller` is neither party of the deal.
    error BrokerNotParty(DealId id, address caller);
    /// @notice The answer was due before block `deadlineBlock`.
    error BrokerAnswerTooLate(DealId id, uint64 deadlineBlock);
    /// @notice The provider may still answer, before block `deadlineBlock`.
    error BrokerNotExpired(DealId id, uint64 deadlineBlock);
    /// @notice The window is open until block `endBlock`, the first in which the deal can be finalised.
    error BrokerWindowOpen(DealId id, uint64 endBlock);
    /// @notice The window closed at block `endBlock`, the first in which the answer cannot be challenged.
    error BrokerWindowClosed(DealId id, uint64 endBlock);
    /// @notice `caller` is not the Disputes contract.
    error BrokerNotDisputes(address caller);
    /// @notice More work was answered than the deal holds.
    error BrokerWorkAboveMaximum(DealId id, uint64 work, uint64 maxWork);

    /// @notice The Bank whose balances this Broker moves.
    function bank() external view returns (IBank);

    /// @notice The RevenueRight contract, which keeps the income of resources.
    function revenueRight() external view returns (IRevenueRight);

    /// @notice The Disputes contract, whose word on answers counts.
    function disputes() external view returns (address);

    /// @notice Where a deal stands, since which block (from an answer to the end of its disputes: the answer's), and what is stored of its hash (see DealWord).
    function dealState(DealId id) external view returns (DealStatus status, uint40 blockNumber, bytes26 hash);

    /// @notice How many deals were opened from offers of `account` with `nonce`; 2^32 - 1: cancelled.
    function nonceUsage(address account, uint256 nonce) external view returns (uint32);

    /// @notice The first 28 bytes of the EIP-712 digest of the offer of `provider` that was last taken with `nonce`; zero:
    /// none, or cancelled. That offer may be taken again without its signature.
    function lastOfferDigest(address provider, uint256 nonce) external view returns (bytes28);

    /// @notice The EIP-712 domain separator.
    function domainSeparator() external view returns (bytes32);

    /// @notice The EIP-712 domain (ERC-5267).
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        );

    /// @notice Opens deals of one request. Anyone may send it.
    /// @param request The request, signed unless the requester sends this. A requester who sends it may have cancelled
    /// the nonce: the transaction is a newer word of the same party.
    /// @param requestSignature Empty where the requester sends this.
    /// @param fills The offers taken. The signature of an offer is checked when it is first taken, and is then good
    /// until its nonce is cancelled or another offer with the same nonce is taken; it may be empty as long. An offer
    /// that its provider sends itself needs no signature, and counts as signed from then on.
    function openDeals(Request calldata request, bytes calldata requestSignature, Fill[] calldata fills) external;

    /// @notice Ends deals at once, as both parties agree on: no deposit, no window. A deal that was answered can be
    /// settled on that answer alone.
    function settleDeals(Settlement[] calldata settlements) external;

    /// @notice Posts the answers of pending deals, before their deadline, and locks the deposits. For the provider.
    function answerDeals(AnsweredDeal[] calldata answers) external;

    /// @notice Accepts answers before their window has passed. For the requester.
    function acceptDeals(AnsweredDeal[] calldata answers) external;

    /// @notice Pays answered deals: accepted ones at once, others after their window. Anyone may send it; a third party
    /// who ends a deal that was left to its window gets the bounty, out of the requester's escrow.
    function finalizeDeals(AnsweredDeal[] calldata answers) external;

    /// @notice Ends deals whose answer was refuted. The requester gets back its escrow, and with it the provider's stake and
    /// what the reward leaves of the answer deposit; the reward, half of the deposit rounded down, is the challenger's.
    /// Anyone may send it.
    function finalizeRefutedDeals(RefutedDeal[] calldata deals) external;

    /// @notice Ends pending deals whose deadline has passed. Anyone may send it; a third party gets the bounty, out of
    /// the provider's stake.
    function expireDeals(PendingDeal[] calldata deals) external;

    /// @notice Ends pending deals that both parties give up: one sends this, with the other's Cancellation.
    function cancelDeals(MutualCancellation[] calldata cancellations) external;

    /// @notice Cancels all the caller's offers and requests with these nonces, for ever. Open deals stay open.
    function cancelNonces(uint256[] calldata nonces) external;

    /// @notice Takes an answered deal to Resolving where it `isClaimed` what is wrong with the answer, else to NeedsResolution; one
    /// that is Resolving stays so. For Disputes.
    /// @param answered keccak256(abi.encode(deal, root, work)).
    /// @param windowBlocks Those of the deal.
    /// @return disputed Whether it was disputed already.
    /// @dev Reverts with BrokerWrongStatus, BrokerWrongTerms, BrokerWindowClosed.
    function contest(
        DealId id,
        bytes32 answered,
        uint256 windowBlocks,
        bool isClaimed
    ) external returns (bool disputed);

    /// @notice Takes a deal from NeedsResolution to Resolving; one that is there stays. For Disputes.
    function resolve(DealId id) external;

    /// @notice Takes a disputed deal back to WaitingForResolution, where its window is open as if nothing had happened; to
    /// FirmResolution where it has passed. For Disputes.
    function uphold(DealId id, uint256 windowBlocks) external;

    /// @notice Takes a disputed deal to FirmResolution, its answer refuted by `challenger`. For Disputes.
    function refute(DealId id, address challenger) external;

    /// @notice Takes an answered deal to FirmResolution, its answer refuted by `challenger`: within the window, or, where it is
    /// disputed, also after it. For Disputes.
    /// @param answered keccak256(abi.encode(deal, root, work)).
    /// @return disputed Whether it was disputed.
    function refuteAnswer(
        DealId id,
        bytes32 answered,
        uint256 windowBlocks,
        address challenger
    ) external returns (bool disputed);
}
