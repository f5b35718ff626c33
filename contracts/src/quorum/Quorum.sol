// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ResourceId} from "../asset/AssetTypes.sol";
import {IRevenueRight} from "../asset/IRevenueRight.sol";
import {IBank} from "../bank/IBank.sol";
import {CleanOffer, OfferFields} from "../job/CleanOrders.sol";
import {Incomes} from "../job/Incomes.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {OrderHash} from "../job/OrderHash.sol";
import {IQuorum} from "./IQuorum.sol";
import {
    Contribution,
    QuorumFill,
    QuorumId,
    QuorumRequest,
    QuorumSeat,
    QuorumStatus,
    QuorumTerms
} from "./QuorumTypes.sol";
import {
    ContributionWord,
    ContributionWordLibrary,
    QuorumWord,
    QuorumWordLibrary,
    ReliabilityWord
} from "./QuorumWord.sol";

/// @title Quorum
/// @notice See IQuorum, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: besides Bank and RevenueRight, which call no stranger here, only ERC-1271 signers
/// are called, and those by staticcall. All state is written before the Bank is called.
contract Quorum is IQuorum, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @custom:storage-location erc7201:suanli.storage.Quorum
    struct QuorumStorage {
        /// One word per quorum.
        mapping(QuorumId id => QuorumWord) quorums;
        /// One word per contribution, from `contribute` to the end of its quorum.
        mapping(QuorumId id => mapping(address provider => ContributionWord)) contributions;
        /// One word per provider that was ever right or wrong.
        mapping(address provider => ReliabilityWord) reliability;
        /// As the Broker's: account => nonce => in bits 0..31 how often offers with this nonce were taken (all ones:
        /// cancelled), in bits 32..255 those of the digest of the last one, which may be taken again unsigned.
        mapping(address account => mapping(uint256 nonce => uint256)) nonces;
    }

    /// @dev What `finalize` and `expire` found out about the seats of a quorum.
    struct Tally {
        ContributionWord[] words;
        uint256 contributed;
        /// The sum over all groups of the product of their members' weights.
        uint256 totalWeight;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Quorum")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x2918965bd2f193fadf357b9503585886ae4ed8c73bafc382a0a0369d49052400;

    bytes32 private constant CONTRIBUTION_TYPEHASH =
        keccak256("Contribution(bytes32 quorumId,bytes32 resultHash,bytes32 seal)");

    uint256 private constant WORK_PER_PRICE_UNIT = 1e9;
    uint256 private constant CANCELLED = type(uint32).max;
    /// @dev 16 weights below 2^14 multiply to less than 2^224, so that no sum or product with a trust overflows.
    uint256 private constant MAX_SEATS = 16;

    /// @inheritdoc IQuorum
    IBank public immutable bank;
    /// @inheritdoc IQuorum
    IRevenueRight public immutable revenueRight;

    /// @param bank_ The Bank, of which the proxy in front of this code is a module.
    /// @param revenueRight_ The proxy of RevenueRight.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_, IRevenueRight revenueRight_) {
        bank = bank_;
        revenueRight = revenueRight_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager that may upgrade this contract. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IQuorum
    function quorumState(QuorumId id) external view returns (QuorumStatus status, uint40 blockNumber, bytes26 hash) {
        QuorumWord word = _storage().quorums[id];
        return (word.status(), word.blockNumber(), bytes26(bytes32(QuorumWord.unwrap(word))));
    }

    /// @inheritdoc IQuorum
    function contributionOf(
        QuorumId id,
        address provider
    ) external view returns (bytes18 resultHash, bytes12 seal, uint16 weight) {
        uint256 word = ContributionWord.unwrap(_storage().contributions[id][provider]);
        return (bytes18(bytes32(word)), bytes12(bytes32(word << 144)), uint16(word));
    }

    /// @inheritdoc IQuorum
    function reliabilityOf(
        address provider
    ) external view returns (uint64 score, uint64 rightCount, uint64 wrongCount, uint16 weight) {
        ReliabilityWord word = _storage().reliability[provider];
        return (word.score(), word.rightCount(), word.wrongCount(), uint16(word.weight()));
    }

    /// @inheritdoc IQuorum
    function quorumIdOf(address requester, uint256 nonce) public view returns (QuorumId) {
        return QuorumId.wrap(keccak256(abi.encode(block.chainid, address(this), requester, nonce)));
    }

    /// @inheritdoc IQuorum
    function nonceUsage(address account, uint256 nonce) external view returns (uint32) {
        return uint32(_storage().nonces[account][nonce]);
    }

    /// @inheritdoc IQuorum
    function domainSeparator() public view returns (bytes32) {
        return OrderHash.domainSeparator(address(this));
    }

    /// @inheritdoc IQuorum
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
        )
    {
        return (hex"0f", "Suanli", "1", block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    /// @inheritdoc IQuorum
    function open(QuorumRequest calldata request, QuorumFill[] calldata fills) external returns (QuorumId id) {
        uint256 count = fills.length;
        if (count < 2 || count > MAX_SEATS) revert QuorumSeatsOutOfRange(count);
        if (
            request.trust < 2 ||
            request.minAgreeing < 2 ||
            request.minAgreeing > count ||
            request.contributeBlocks == 0 ||
            request.revealBlocks == 0
        ) revert QuorumPolicyInvalid();
        id = quorumIdOf(msg.sender, request.nonce);
        if (QuorumWord.unwrap(_storage().quorums[id]) != 0) revert QuorumExists(id);

        QuorumSeat[] memory seats = new QuorumSeat[](count);
        Journal journal = JournalLibrary.create(count + 1);
        // The requester's line is the first; its amounts follow when they are known.
        journal.add(msg.sender, 0, 0);
        uint256 escrowWei;
        {
            bytes32 separator = domainSeparator();
            address previous;
            for (uint256 i = 0; i < count; ++i) {
                CleanOffer offer = OfferFields.clean(fills[i].offer);
                address provider = offer.provider();
                if (provider <= previous) revert QuorumSeatsUnordered(i);
                previous = provider;
                _requireMatch(request, offer, i);
                _use(offer, OrderHash.digest(separator, OrderHash.hashOffer(offer)), fills[i].signature, i);
                seats[i] = QuorumSeat(
                    provider,
                    offer.resourceId(),
                    uint96(offer.priceWeiPerGwu()),
                    uint96(offer.stakeWei())
                );
                escrowWei += _escrowWei(request.maxWork, offer.priceWeiPerGwu());
                int256 stakeWei = int256(offer.stakeWei());
                journal.add(provider, -stakeWei, stakeWei);
            }
        }
        if (escrowWei > type(uint96).max) revert QuorumEscrowTooLarge(escrowWei);
        journal.add(msg.sender, -int256(escrowWei), int256(escrowWei));

        uint64 contributeDeadlineBlock = uint64(block.number) + request.contributeBlocks;
        bytes memory published = abi.encode(
            QuorumTerms({
                requester: msg.sender,
                jobHash: request.jobHash,
                kind: request.kind,
                maxWork: request.maxWork,
                contributeDeadlineBlock: contributeDeadlineBlock,
                revealDeadlineBlock: contributeDeadlineBlock + request.revealBlocks,
                trust: request.trust,
                minAgreeing: request.minAgreeing
            }),
            seats
        );
        _storage().quorums[id] = QuorumWordLibrary.pack(QuorumStatus.Open, keccak256(published));
        _emitOpened(id, published);
        journal.post(bank);
    }

    /// @inheritdoc IQuorum
    function contribute(
        QuorumId id,
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats,
        Contribution[] calldata contributions
    ) external {
        if (contributions.length == 0) revert QuorumEmptyBatch();
        _requireOpen(id, terms, seats);
        if (block.number >= terms.contributeDeadlineBlock) {
            revert QuorumContributionTooLate(id, terms.contributeDeadlineBlock);
        }
        mapping(address => ContributionWord) storage stored = _storage().contributions[id];
        for (uint256 i = 0; i < contributions.length; ++i) {
            Contribution calldata contribution = contributions[i];
            if (contribution.seat >= seats.length) revert QuorumSeatMissing(id, contribution.seat);
            address provider = seats[contribution.seat].provider;
            bytes32 resultHash = contribution.resultHash;
            bytes32 seal = contribution.seal;
            if (msg.sender != provider) {
                bytes32 structHash = keccak256(abi.encode(CONTRIBUTION_TYPEHASH, id, resultHash, seal));
                _requireSignature(provider, OrderHash.digest(domainSeparator(), structHash), contribution.signature);
            }
            if (stored[provider].exists()) revert QuorumContributionExists(id, provider);
            uint256 weight = _storage().reliability[provider].weight();
            stored[provider] = ContributionWordLibrary.pack(resultHash, seal, weight);
            emit QuorumContributed(id, provider, resultHash, seal, weight);
        }
    }

    /// @inheritdoc IQuorum
    function finalize(
        QuorumId id,
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats,
        bytes32 root,
        uint64 work
    ) external {
        bytes32 hash = _requireOpen(id, terms, seats);
        if (block.number >= terms.revealDeadlineBlock) revert QuorumRevealTooLate(id, terms.revealDeadlineBlock);
        if (work > terms.maxWork) revert QuorumWorkAboveMaximum(id, work, terms.maxWork);
        Tally memory tally = _tally(id, seats);
        if (tally.contributed < seats.length && block.number < terms.contributeDeadlineBlock) {
            revert QuorumContributionsOpen(id, terms.contributeDeadlineBlock);
        }
        uint256 result = ContributionWordLibrary.resultOf(ContributionWordLibrary.hashResult(id, root, work));
        if (!_isAgreed(tally, result, terms)) revert QuorumNoConsensus(id);

        _storage().quorums[id] = QuorumWordLibrary.pack(QuorumStatus.Finalized, hash);
        (uint256 right, uint256 wrong) = _judge(id, seats, tally, result, root, work);
        emit QuorumFinalized(id, root, work, uint16(right), uint16(wrong));
        _pay(terms, seats, right, wrong, work);
    }

    /// @inheritdoc IQuorum
    function expire(QuorumId id, QuorumTerms calldata terms, QuorumSeat[] calldata seats) external {
        bytes32 hash = _requireOpen(id, terms, seats);
        if (block.number < terms.revealDeadlineBlock) revert QuorumNotExpired(id, terms.revealDeadlineBlock);
        Tally memory tally = _tally(id, seats);
        _storage().quorums[id] = QuorumWordLibrary.pack(QuorumStatus.Expired, hash);
        // Whoever agreed on a hash could have revealed its result, each alone. Nobody else did anything wrong.
        uint256 wrong;
        for (uint256 i = 0; i < seats.length; ++i) {
            ContributionWord word = tally.words[i];
            if (!word.exists()) continue;
            _storage().contributions[id][seats[i].provider] = ContributionWord.wrap(0);
            if (_isAgreed(tally, word.result(), terms)) {
                wrong |= 1 << i;
                _markWrong(seats[i].provider);
            }
        }
        emit QuorumExpired(id, uint16(wrong));
        _refund(terms, seats, wrong);
    }

    /// @inheritdoc IQuorum
    function cancel(QuorumId id, QuorumTerms calldata terms, QuorumSeat[] calldata seats) external {
        bytes32 hash = _requireOpen(id, terms, seats);
        if (msg.sender != terms.requester) revert QuorumWrongCaller(id, msg.sender, terms.requester);
        for (uint256 i = 0; i < seats.length; ++i) {
            address provider = seats[i].provider;
            if (_storage().contributions[id][provider].exists()) revert QuorumHasContribution(id, provider);
        }
        _storage().quorums[id] = QuorumWordLibrary.pack(QuorumStatus.Cancelled, hash);
        emit QuorumCancelled(id);
        _refund(terms, seats, 0);
    }

    /// @inheritdoc IQuorum
    function cancelNonces(uint256[] calldata nonces) external {
        if (nonces.length == 0) revert QuorumEmptyBatch();
        for (uint256 i = 0; i < nonces.length; ++i) {
            _storage().nonces[msg.sender][nonces[i]] = CANCELLED;
            emit QuorumNonceCancelled(msg.sender, nonces[i]);
        }
    }

    /// @dev Checks that the offer suits the request.
    function _requireMatch(QuorumRequest calldata request, CleanOffer offer, uint256 position) private view {
        if (block.timestamp > offer.expiresAt()) revert QuorumOfferExpired(position, uint64(offer.expiresAt()));
        if (offer.requester() != address(0) && offer.requester() != msg.sender) {
            revert QuorumRequesterMismatch(position, offer.requester(), msg.sender);
        }
        if (offer.priceWeiPerGwu() > request.maxPriceWeiPerGwu) {
            revert QuorumPriceTooHigh(position, uint96(offer.priceWeiPerGwu()), request.maxPriceWeiPerGwu);
        }
        if (request.maxWork > offer.maxWork()) {
            revert QuorumWorkTooLarge(position, request.maxWork, uint64(offer.maxWork()));
        }
        if (offer.stakeWei() < request.minStakeWei) {
            revert QuorumStakeTooSmall(position, uint96(offer.stakeWei()), request.minStakeWei);
        }
        // A requester must not be able to slash for a reveal that nobody had the time for.
        uint256 least = request.contributeBlocks < request.revealBlocks ? request.contributeBlocks : request.revealBlocks;
        if (least < offer.minAnswerBlocks()) {
            revert QuorumTimeTooShort(position, uint32(least), uint32(offer.minAnswerBlocks()));
        }
        uint256 locked = uint256(request.contributeBlocks) + request.revealBlocks;
        if (locked > offer.maxWindowBlocks()) {
            revert QuorumTimeTooLong(position, uint64(locked), uint32(offer.maxWindowBlocks()));
        }
    }

    /// @dev Counts one use of the offer's nonce, and checks the signature where this offer was not the last one used.
    function _use(CleanOffer offer, bytes32 digest, bytes calldata signature, uint256 position) private {
        mapping(uint256 => uint256) storage nonces = _storage().nonces[offer.provider()];
        uint256 nonce = offer.nonce();
        uint256 word = nonces[nonce];
        uint256 used = uint32(word);
        if (used >= offer.volume()) {
            if (used == CANCELLED) revert QuorumOfferCancelled(position, offer.provider(), nonce);
            revert QuorumOfferExhausted(position, uint32(offer.volume()));
        }
        // The counter is below its maximum, so nothing carries into the hash.
        if ((word ^ uint256(digest)) >> 32 == 0) {
            nonces[nonce] = word + 1;
            return;
        }
        nonces[nonce] = ((uint256(digest) >> 32) << 32) | (used + 1);
        if (msg.sender != offer.provider()) _requireSignature(offer.provider(), digest, signature);
    }

    /// @dev Reads all contributions, and adds up the weights of their groups. A group is counted at its first member.
    function _tally(QuorumId id, QuorumSeat[] calldata seats) private view returns (Tally memory tally) {
        mapping(address => ContributionWord) storage stored = _storage().contributions[id];
        tally.words = new ContributionWord[](seats.length);
        for (uint256 i = 0; i < seats.length; ++i) {
            ContributionWord word = stored[seats[i].provider];
            tally.words[i] = word;
            if (word.exists()) ++tally.contributed;
        }
        for (uint256 i = 0; i < seats.length; ++i) {
            ContributionWord word = tally.words[i];
            if (word.exists() && !_isKnown(tally.words, i)) {
                (uint256 weight, ) = _group(tally.words, word.result());
                tally.totalWeight += weight;
            }
        }
    }

    /// @dev Whether a seat before this one contributed the same result.
    function _isKnown(ContributionWord[] memory words, uint256 seat) private pure returns (bool) {
        for (uint256 i = 0; i < seat; ++i) {
            if (words[i].exists() && words[i].result() == words[seat].result()) return true;
        }
        return false;
    }

    /// @dev The product of the weights of those who contributed `result`, and their number; (0, 0): nobody.
    function _group(ContributionWord[] memory words, uint256 result) private pure returns (uint256 weight, uint256 members) {
        unchecked {
            weight = 1;
            for (uint256 i = 0; i < words.length; ++i) {
                if (words[i].exists() && words[i].result() == result) {
                    weight *= words[i].weight();
                    ++members;
                }
            }
            if (members == 0) weight = 0;
        }
    }

    /// @dev PoCo's rule, with a least number of members. Since trust is 2 at least, two groups cannot both pass.
    function _isAgreed(Tally memory tally, uint256 result, QuorumTerms calldata terms) private pure returns (bool) {
        (uint256 weight, uint256 members) = _group(tally.words, result);
        return members >= terms.minAgreeing && weight * terms.trust > tally.totalWeight * (terms.trust - 1);
    }

    /// @dev Tells who was right and who wrong, as bits by seat, keeps their records, and forgets the contributions.
    function _judge(
        QuorumId id,
        QuorumSeat[] calldata seats,
        Tally memory tally,
        uint256 result,
        bytes32 root,
        uint64 work
    ) private returns (uint256 right, uint256 wrong) {
        for (uint256 i = 0; i < seats.length; ++i) {
            ContributionWord word = tally.words[i];
            if (!word.exists()) continue;
            address provider = seats[i].provider;
            _storage().contributions[id][provider] = ContributionWord.wrap(0);
            bool knew = word.result() == result &&
                word.sealedBy(ContributionWordLibrary.hashSeal(id, provider, root, work));
            if (knew) {
                right |= 1 << i;
                ReliabilityWord record = _storage().reliability[provider];
                _storage().reliability[provider] = record.afterRight();
            } else {
                wrong |= 1 << i;
                _markWrong(provider);
            }
        }
        if (right == 0) revert QuorumNobodyKnewResult(id);
    }

    function _markWrong(address provider) private {
        ReliabilityWord record = _storage().reliability[provider];
        _storage().reliability[provider] = record.afterWrong();
    }

    /// @dev Posts the end of a quorum with a result: `right` is not empty.
    function _pay(
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats,
        uint256 right,
        uint256 wrong,
        uint256 work
    ) private {
        (uint256 shareWei, uint256 oddWei) = _sharesOf(seats, right, wrong);
        Journal journal = JournalLibrary.create(seats.length + 2);
        journal.add(terms.requester, 0, 0);
        uint256 escrowWei;
        uint256 paidWei;
        // Each payment is at most its part of the escrow, which is below 2^96 in all; so are stakes, each of them.
        for (uint256 i = 0; i < seats.length; ++i) {
            QuorumSeat calldata seat = seats[i];
            uint256 stakeWei = seat.stakeWei;
            uint256 gainWei = stakeWei;
            escrowWei += _escrowWei(terms.maxWork, seat.priceWeiPerGwu);
            if ((right >> i) & 1 != 0) {
                uint256 paymentWei = (work * seat.priceWeiPerGwu) / WORK_PER_PRICE_UNIT;
                paidWei += paymentWei;
                gainWei += shareWei + oddWei + paymentWei - _incomeOf(seat.resourceId, paymentWei, journal);
                oddWei = 0;
            } else if ((wrong >> i) & 1 != 0) {
                gainWei = 0;
            }
            journal.add(seat.provider, int256(gainWei), -int256(stakeWei));
        }
        journal.add(terms.requester, int256(escrowWei - paidWei), -int256(escrowWei));
        _post(journal);
    }

    /// @dev The stakes of the wrong, in equal shares for the right, and what is left over.
    function _sharesOf(
        QuorumSeat[] calldata seats,
        uint256 right,
        uint256 wrong
    ) private pure returns (uint256 shareWei, uint256 oddWei) {
        if (wrong == 0) return (0, 0);
        uint256 slashedWei;
        uint256 winners;
        for (uint256 i = 0; i < seats.length; ++i) {
            if ((wrong >> i) & 1 != 0) slashedWei += seats[i].stakeWei;
            winners += (right >> i) & 1;
        }
        return (slashedWei / winners, slashedWei % winners);
    }

    /// @dev Posts the end of a quorum without a result: all goes back, but for the stakes of `wrong`, to the requester.
    function _refund(QuorumTerms calldata terms, QuorumSeat[] calldata seats, uint256 wrong) private {
        Journal journal = JournalLibrary.create(seats.length + 1);
        journal.add(terms.requester, 0, 0);
        uint256 escrowWei;
        uint256 slashedWei;
        for (uint256 i = 0; i < seats.length; ++i) {
            QuorumSeat calldata seat = seats[i];
            uint256 stakeWei = seat.stakeWei;
            bool isWrong = (wrong >> i) & 1 != 0;
            escrowWei += _escrowWei(terms.maxWork, seat.priceWeiPerGwu);
            if (isWrong) slashedWei += stakeWei;
            journal.add(seat.provider, isWrong ? int256(0) : int256(stakeWei), -int256(stakeWei));
        }
        journal.add(terms.requester, int256(escrowWei + slashedWei), -int256(escrowWei));
        journal.post(bank);
    }

    /// @dev What of a payment belongs to the holders of a resource's revenue right: all or nothing, as for a deal of the
    /// Broker. Takes note of it.
    function _incomeOf(uint256 resourceId, uint256 paymentWei, Journal journal) private view returns (uint256) {
        if (resourceId == 0 || resourceId > type(uint64).max || paymentWei == 0) return 0;
        ResourceId id = ResourceId.wrap(uint64(resourceId));
        Incomes incomes = Incomes.wrap(journal.note());
        if (!incomes.endsWith(id) && revenueRight.totalShares(id) == 0) return 0;
        journal.setNote(Incomes.unwrap(incomes.add(id, paymentWei)));
        return paymentWei;
    }

    /// @dev Posts, and says whose income is in it.
    function _post(Journal journal) private {
        Incomes incomes = Incomes.wrap(journal.note());
        if (Incomes.unwrap(incomes) == 0) {
            journal.post(bank);
            return;
        }
        journal.add(address(revenueRight), int256(incomes.totalWei()), 0);
        journal.post(bank);
        incomes.credit(revenueRight);
    }

    /// @dev `emit QuorumOpened(id, msg.sender, terms, seats)`, whose data is what was hashed.
    function _emitOpened(QuorumId id, bytes memory published) private {
        bytes32 topic = QuorumOpened.selector;
        assembly ("memory-safe") {
            log3(add(published, 0x20), mload(published), topic, id, caller())
        }
    }

    /// @dev Checks that the quorum is open and has these terms; returns their hash.
    function _requireOpen(
        QuorumId id,
        QuorumTerms calldata terms,
        QuorumSeat[] calldata seats
    ) private view returns (bytes32 hash) {
        QuorumWord word = _storage().quorums[id];
        QuorumStatus status = word.status();
        if (status != QuorumStatus.Open) revert QuorumWrongStatus(id, status);
        hash = QuorumWordLibrary.hashTerms(terms, seats);
        if (!word.matches(hash)) revert QuorumWrongTerms(id);
    }

    /// @dev ECDSA first: it serves accounts with delegated code as well, and costs less.
    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) private view {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == signer) return;
        if (!SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature)) {
            revert QuorumInvalidSignature(signer, digest);
        }
    }

    /// @dev ceil(maxWork * price / 10^9), below 2^131.
    function _escrowWei(uint256 maxWork, uint256 priceWeiPerGwu) private pure returns (uint256) {
        unchecked {
            return (maxWork * priceWeiPerGwu + WORK_PER_PRICE_UNIT - 1) / WORK_PER_PRICE_UNIT;
        }
    }

    function _storage() private pure returns (QuorumStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_SLOT
        }
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}
}
