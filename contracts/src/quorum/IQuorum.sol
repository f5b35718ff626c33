// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRevenueRight} from "../asset/IRevenueRight.sol";
import {IBank} from "../bank/IBank.sol";
import {
    Contribution,
    ContributionKind,
    QuorumFill,
    QuorumId,
    QuorumRequest,
    QuorumSeat,
    QuorumStatus,
    QuorumTerms
} from "./QuorumTypes.sol";

/// @title IQuorum
/// @notice Several providers compute the same, and are paid where enough of them agree. After iExec's PoCo (proof of
/// contribution; IexecPoco1Facet and IexecPoco2Facet of github.com/iExecBlockchainComputing/PoCo):
///
/// 1. open: the requester takes signed offers of 2 to 16 providers; its escrow and all stakes are locked.
/// 2. contribute: each provider posts the hash of its result and a seal that binds the result to itself.
/// 3. Consensus, once all have contributed or the time for it is over. The weight of a group that contributed one hash is the
///    product of its members' weights (see ReliabilityWordLibrary; a product, for weights are odds of being right); it is
///    agreed on where weight * trust > (sum over all groups) * (trust - 1), and the group has `minAgreeing` members.
/// 4. finalize: anybody who knows the agreed result reveals it. That opens all seals at once: who sealed that very result
///    knew it, and is paid floor(work * its price / 10^9) and an equal share of the stakes of the wrong; odd wei go to the
///    first. Wrong is who contributed anything else, or a hash without the seal to it.
/// 5. expire, where that did not happen in time. The requester has its escrow back. Where a hash was agreed on and nobody
///    revealed its result, the group that agreed has withheld it: its stakes go to the requester. All other stakes go back.
///
/// A provider without a contribution is neither paid nor slashed. Scores change with `finalize` and with slashing in
/// `expire`, and with nothing else.
///
/// Signatures are EIP-712, domain {name "Suanli", version "1", chain, this contract}: Offer (see DealTypes; of its limits
/// `minAnswerBlocks` is the least for either deadline, and `maxWindowBlocks` the most for both together; `maxDepositWei` has
/// no meaning), and Contribution(bytes32 quorumId,bytes32 resultHash,bytes32 seal). They are ECDSA (65 bytes, low s), or
/// ERC-1271 where the signer is a contract. An offer signed for the Broker is none here: a provider opts in to slashing.
///
/// Trust assumptions
/// - All parties gave the Bank consent for this module, and with it trust this code and the governance that may upgrade it.
/// - What enough providers agree on counts as right. Whoever controls so many of the seats of a quorum that they reach its
///   weight decides the result and takes the stakes of the others: the requester chooses the seats, and each provider with
///   whom its offers may be taken (`requester` of an offer). A score is a record, not an identity: it can be earned from
///   oneself, at the cost of the gas.
/// - The result is hard to guess. Who can guess it, from a hash that is public, can vouch for it without computing it.
/// - Each provider can get one transaction into `revealBlocks` blocks; it needs nobody else's help to.
interface IQuorum {
    /// @notice A quorum is open: escrow and stakes are locked.
    event QuorumOpened(QuorumId indexed id, address indexed requester, QuorumTerms terms, QuorumSeat[] seats);
    /// @notice `provider` contributed a sealed result, of weight `weight`.
    event QuorumContributed(
        QuorumId indexed id,
        address indexed provider,
        bytes32 resultHash,
        bytes32 seal,
        uint256 weight
    );
    /// @notice The agreed result was revealed; who was right was paid. Bit i of `rightSeats` is seat i, likewise of
    /// `wrongSeats`; who is in neither has not contributed.
    event QuorumFinalized(QuorumId indexed id, bytes32 root, uint64 work, uint16 rightSeats, uint16 wrongSeats);
    /// @notice There was no result in time; the seats of `wrongSeats` withheld an agreed one.
    event QuorumExpired(QuorumId indexed id, uint16 wrongSeats);
    /// @notice The requester called it off before any contribution.
    event QuorumCancelled(QuorumId indexed id);
    /// @notice `account` cancelled all its offers with this nonce.
    event QuorumNonceCancelled(address indexed account, uint256 indexed nonce);

    /// @notice A batch without elements.
    error QuorumEmptyBatch();
    /// @notice A quorum has 2 to 16 seats, not `seats`.
    error QuorumSeatsOutOfRange(uint256 seats);
    /// @notice Fill `position`: providers come in ascending order of their addresses, each once.
    error QuorumSeatsUnordered(uint256 position);
    /// @notice A policy that says nothing: `trust` must be 2 at least, `minAgreeing` from 2 to the number of seats, and both
    /// times one block at least.
    error QuorumPolicyInvalid();
    /// @notice The requester has opened a quorum with this nonce before.
    error QuorumExists(QuorumId id);
    /// @notice Fill `position`: the offer was to be taken until `expiresAt` (seconds since 1970).
    error QuorumOfferExpired(uint256 position, uint64 expiresAt);
    /// @notice Fill `position`: the provider cancelled the offer's nonce.
    error QuorumOfferCancelled(uint256 position, address provider, uint256 nonce);
    /// @notice Fill `position`: the offer's nonce has served `volume` times.
    error QuorumOfferExhausted(uint256 position, uint32 volume);
    /// @notice Fill `position`: the offer is meant for another requester, `expected`.
    error QuorumRequesterMismatch(uint256 position, address expected, address actual);
    /// @notice Fill `position`: the offer's price is above the request's.
    error QuorumPriceTooHigh(uint256 position, uint96 priceWeiPerGwu, uint96 maxPriceWeiPerGwu);
    /// @notice Fill `position`: the work is above the offer's limit.
    error QuorumWorkTooLarge(uint256 position, uint64 work, uint64 maxWork);
    /// @notice Fill `position`: the offer's stake is below the smallest that the request takes.
    error QuorumStakeTooSmall(uint256 position, uint96 stakeWei, uint96 minStakeWei);
    /// @notice Fill `position`: the offer wants more blocks for a contribution, and for its reveal.
    error QuorumTimeTooShort(uint256 position, uint32 blocks, uint32 minBlocks);
    /// @notice Fill `position`: the stake would be locked for more blocks than the offer allows.
    error QuorumTimeTooLong(uint256 position, uint64 blocks, uint32 maxBlocks);
    /// @notice The escrow would not fit an account of the Bank.
    error QuorumEscrowTooLarge(uint256 escrowWei);
    /// @notice The signature is not one of `signer` over this.
    error QuorumInvalidSignature(address signer, bytes32 digest);
    /// @notice The quorum is in `status`, in which this cannot be done.
    error QuorumWrongStatus(QuorumId id, QuorumStatus status);
    /// @notice The terms and seats given are not those of the quorum.
    error QuorumWrongTerms(QuorumId id);
    /// @notice `caller` is not the requester, `expected`.
    error QuorumWrongCaller(QuorumId id, address caller, address expected);
    /// @notice The quorum has no seat `seat`.
    error QuorumSeatMissing(QuorumId id, uint8 seat);
    /// @notice Contributions were due before block `deadlineBlock`.
    error QuorumContributionTooLate(QuorumId id, uint64 deadlineBlock);
    /// @notice `provider` has contributed before.
    error QuorumContributionExists(QuorumId id, address provider);
    /// @notice `provider` has contributed, so the quorum cannot be cancelled any more.
    error QuorumHasContribution(QuorumId id, address provider);
    /// @notice Not all have contributed, and they may before block `deadlineBlock`. Until then a result that is revealed
    /// could be copied.
    error QuorumContributionsOpen(QuorumId id, uint64 deadlineBlock);
    /// @notice This result is not agreed on.
    error QuorumNoConsensus(QuorumId id);
    /// @notice Nobody has a valid seal of this result.
    error QuorumNobodyKnewResult(QuorumId id);
    /// @notice The result was to be revealed before block `deadlineBlock`.
    error QuorumRevealTooLate(QuorumId id, uint64 deadlineBlock);
    /// @notice The result may still be revealed, before block `deadlineBlock`.
    error QuorumNotExpired(QuorumId id, uint64 deadlineBlock);
    /// @notice More work was done than the quorum pays.
    error QuorumWorkAboveMaximum(QuorumId id, uint64 work, uint64 maxWork);

    /// @notice The Bank whose balances this contract moves.
    function bank() external view returns (IBank);

    /// @notice The RevenueRight contract, which keeps the income of resources.
    function revenueRight() external view returns (IRevenueRight);

    /// @notice Where a quorum stands, since which block, and what is stored of the hash of its terms and seats.
    function quorumState(QuorumId id) external view returns (QuorumStatus status, uint40 blockNumber, bytes26 hash);

    /// @notice What is stored of a contribution: the first bytes of result hash and seal, and the weight; all zero where there
    /// is none, and once the quorum has ended.
    function contributionOf(
        QuorumId id,
        address provider
    ) external view returns (bytes18 resultHash, bytes12 seal, uint16 weight);

    /// @notice The record of a provider: its score, its right and its wrong contributions, and what its vote weighs now.
    function reliabilityOf(
        address provider
    ) external view returns (uint64 score, uint64 rightCount, uint64 wrongCount, uint16 weight);

    /// @notice The id of the quorum that `requester` opens with `nonce`.
    function quorumIdOf(address requester, uint256 nonce) external view returns (QuorumId);

    /// @notice How often offers of `account` with `nonce` were taken; 2^32 - 1: cancelled.
    function nonceUsage(address account, uint256 nonce) external view returns (uint32);

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

    /// @notice Opens a quorum as the caller's. Locks the escrow, ceil(maxWork * price / 10^9) of each seat, and all stakes.
    /// @param request What is asked, and by which policy.
    /// @param fills The offers taken, 2 to 16, ascending by provider.
    function open(QuorumRequest calldata request, QuorumFill[] calldata fills) external returns (QuorumId id);

    /// @notice Posts sealed results. A provider sends its own, or anybody sends signed ones, many at once.
    function contribute(
        QuorumId id,
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats,
        Contribution[] calldata contributions
    ) external;

    /// @notice Reveals the agreed result, pays whoever sealed it, and slashes whoever contributed anything else. Anyone who
    /// knows the result may send it, so each right provider can get all of them paid.
    function finalize(
        QuorumId id,
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats,
        bytes32 root,
        uint64 work
    ) external;

    /// @notice Ends a quorum without a result, after its last deadline. Anyone may send it.
    function expire(QuorumId id, QuorumTerms calldata terms, QuorumSeat[] calldata seats) external;

    /// @notice Calls a quorum off; all goes back. For the requester, before any contribution.
    function cancel(QuorumId id, QuorumTerms calldata terms, QuorumSeat[] calldata seats) external;

    /// @notice Cancels all the caller's offers with these nonces, for ever. Open quorums stay open.
    function cancelNonces(uint256[] calldata nonces) external;
}
