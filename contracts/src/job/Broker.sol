// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceId} from "../asset/AssetTypes.sol";
import {IRevenueRight} from "../asset/IRevenueRight.sol";
import {IBank} from "../bank/IBank.sol";
import {CleanOffer, CleanRequest, ComparedDeal, DealFields, OfferFields, RequestFields} from "./CleanOrders.sol";
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
import {DealWord, DealWordLibrary} from "./DealWord.sol";
import {IBroker} from "./IBroker.sol";
import {Incomes} from "./Incomes.sol";
import {Journal, JournalLibrary} from "./Journal.sol";
import {OrderHash} from "./OrderHash.sol";

/// @title Broker
/// @notice See IBroker, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: besides Bank and RevenueRight, which call no stranger here, only ERC-1271 signers
/// are called, and those by staticcall, under which no balance and no deal can change.
contract Broker is IBroker, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @dev One word each; structs so that the place of a word is computed once for reading and writing.
    struct DealSlot {
        DealWord word;
    }

    struct NonceSlot {
        uint256 word;
    }

    /// @custom:storage-location erc7201:suanli.storage.Broker
    struct BrokerStorage {
        /// One word per deal; see DealWord.
        mapping(DealId id => DealSlot) deals;
        /// account => nonce => in bits 0..31 how many deals were opened from the account's offers with this nonce (all
        /// ones: cancelled, also for its requests), in bits 32..255 those of the EIP-712 digest of the last such offer.
        /// An offer that is taken again need thus not have its signature checked again, which is most of its cost. A
        /// second preimage of 224 bits is out of reach, and a collision would deceive none but the provider itself.
        mapping(address account => mapping(uint256 nonce => NonceSlot)) nonces;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Broker")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0xd418ec3a32790a176fc06a8234855b98b6f5a1816b4877d15f7274b8d790a800;

    /// @dev The policy of deals whose answers can be challenged; see IDisputes.
    uint256 private constant OPTIMISTIC = 1;
    uint256 private constant WORK_PER_PRICE_UNIT = 1e9;
    uint256 private constant HALF_CURVE_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant CANCELLED = type(uint32).max;

    /// @inheritdoc IBroker
    IBank public immutable bank;
    /// @inheritdoc IBroker
    IRevenueRight public immutable revenueRight;
    /// @inheritdoc IBroker
    address public immutable disputes;

    /// @dev The domain separator for the chain and the proxy that this code was made for.
    bytes32 private immutable _expectedSeparator;
    uint256 private immutable _expectedChainId;
    address private immutable _expectedProxy;

    /// @param bank_ The Bank, whose first module is the proxy in front of this code. The Broker works behind any other
    /// proxy as well, and after a fork of the chain, only its gas is then a little higher.
    /// @param revenueRight_ The proxy of RevenueRight.
    /// @param disputes_ The proxy of Disputes.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_, IRevenueRight revenueRight_, address disputes_) {
        bank = bank_;
        revenueRight = revenueRight_;
        disputes = disputes_;
        _expectedProxy = bank_.firstModule();
        _expectedChainId = block.chainid;
        _expectedSeparator = OrderHash.domainSeparator(_expectedProxy);
        _disableInitializers();
    }

    /// @notice Sets the AccessManager that may upgrade this contract. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IBroker
    function dealState(DealId id) external view returns (DealStatus status, uint40 blockNumber, bytes26 hash) {
        DealWord word = _storage().deals[id].word;
        return (word.status(), word.blockNumber(), bytes26(bytes32(DealWord.unwrap(word))));
    }

    /// @inheritdoc IBroker
    function nonceUsage(address account, uint256 nonce) external view returns (uint32) {
        return uint32(_storage().nonces[account][nonce].word);
    }

    /// @inheritdoc IBroker
    function lastOfferDigest(address provider, uint256 nonce) external view returns (bytes28) {
        return bytes28(bytes32(_storage().nonces[provider][nonce].word));
    }

    /// @inheritdoc IBroker
    function domainSeparator() external view returns (bytes32) {
        return _separator();
    }

    /// @inheritdoc IBroker
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

    /// @inheritdoc IBroker
    function openDeals(Request calldata request, bytes calldata requestSignature, Fill[] calldata fills) external {
        if (fills.length == 0) revert BrokerEmptyBatch();
        CleanRequest order = RequestFields.clean(request);
        if (block.timestamp > order.expiresAt()) revert BrokerRequestExpired(request.expiresAt);
        bytes32 separator = _separator();
        bytes32 requestDigest = OrderHash.digest(separator, OrderHash.hashRequest(order));
        if (msg.sender != order.requester()) {
            if (uint32(_storage().nonces[order.requester()][order.nonce()].word) == CANCELLED) {
                revert BrokerRequestCancelled(order.requester(), order.nonce());
            }
            _requireSignature(order.requester(), requestDigest, requestSignature);
        }

        unchecked {
            Journal journal = JournalLibrary.create(fills.length + 1);
            for (uint256 i = 0; i < fills.length; ++i) {
                _open(order, requestDigest, separator, fills[i], i, journal);
            }
            journal.post(bank);
        }
    }

    /// @inheritdoc IBroker
    function settleDeals(Settlement[] calldata settlements) external {
        if (settlements.length == 0) revert BrokerEmptyBatch();
        bytes32 separator = _separator();
        unchecked {
            Journal journal = JournalLibrary.create(2 * settlements.length + 1);
            for (uint256 i = 0; i < settlements.length; ++i) {
                _settle(settlements[i], separator, journal);
            }
            _post(journal);
        }
    }

    /// @inheritdoc IBroker
    function answerDeals(AnsweredDeal[] calldata answers) external {
        if (answers.length == 0) revert BrokerEmptyBatch();
        Journal journal = JournalLibrary.create(answers.length);
        for (uint256 i = 0; i < answers.length; ++i) {
            AnsweredDeal calldata answer = answers[i];
            ComparedDeal deal = DealFields.compared(answer.deal);
            DealId id = answer.id;
            (bytes32 terms, bytes32 answered) = OrderHash.hashAnswered(deal, answer.root, answer.work);
            DealSlot storage slot = _requirePending(id, terms);
            if (msg.sender != deal.provider()) revert BrokerWrongCaller(id, msg.sender, deal.provider());
            if (block.number >= deal.answerDeadlineBlock()) {
                revert BrokerAnswerTooLate(id, answer.deal.answerDeadlineBlock);
            }
            if (answer.work > deal.maxWork()) revert BrokerWorkAboveMaximum(id, answer.work, answer.deal.maxWork);

            slot.word = DealWordLibrary.pack(DealStatus.WaitingForResolution, answered);
            int256 depositWei = int256(deal.depositWei());
            journal.add(msg.sender, -depositWei, depositWei);
            emit DealAnswered(id, answer.root, answer.work);
        }
        journal.post(bank);
    }

    /// @inheritdoc IBroker
    function acceptDeals(AnsweredDeal[] calldata answers) external {
        if (answers.length == 0) revert BrokerEmptyBatch();
        for (uint256 i = 0; i < answers.length; ++i) {
            AnsweredDeal calldata answer = answers[i];
            ComparedDeal deal = DealFields.compared(answer.deal);
            DealId id = answer.id;
            DealSlot storage slot = _storage().deals[id];
            DealWord word = slot.word;
            DealStatus status = word.status();
            if (status != DealStatus.WaitingForResolution) revert BrokerWrongStatus(id, status);
            (, bytes32 answered) = OrderHash.hashAnswered(deal, answer.root, answer.work);
            if (!word.matches(answered)) revert BrokerWrongTerms(id);
            if (msg.sender != deal.requester()) revert BrokerWrongCaller(id, msg.sender, deal.requester());
            slot.word = DealWordLibrary.pack(DealStatus.SoftResolution, answered);
            emit DealAccepted(id);
        }
    }

    /// @inheritdoc IBroker
    function finalizeDeals(AnsweredDeal[] calldata answers) external {
        if (answers.length == 0) revert BrokerEmptyBatch();
        Journal journal = JournalLibrary.create(3 * answers.length + 1);
        for (uint256 i = 0; i < answers.length; ++i) {
            AnsweredDeal calldata answer = answers[i];
            ComparedDeal deal = DealFields.compared(answer.deal);
            DealId id = answer.id;
            DealSlot storage slot = _storage().deals[id];
            DealWord word = slot.word;
            DealStatus status = word.status();
            if (
                status != DealStatus.WaitingForResolution &&
                status != DealStatus.SoftResolution &&
                status != DealStatus.FirmResolution
            ) revert BrokerWrongStatus(id, status);
            (, bytes32 answered) = OrderHash.hashAnswered(deal, answer.root, answer.work);
            if (!word.matches(answered)) revert BrokerWrongTerms(id);

            uint256 bountyWei;
            if (status == DealStatus.WaitingForResolution) {
                uint64 endBlock = uint64(word.blockNumber() + deal.windowBlocks());
                if (block.number < endBlock) revert BrokerWindowOpen(id, endBlock);
                bountyWei = _bountyOf(deal);
            }
            slot.word = DealWordLibrary.pack(DealStatus.Finalized, answered);
            uint256 lockedOfProviderWei = deal.stakeWei() + deal.depositWei();
            uint256 paymentWei = _pay(deal, answer.work, lockedOfProviderWei, bountyWei, journal);
            emit DealFinalized(id, answer.root, answer.work, uint96(paymentWei));
            _reward(id, bountyWei, journal);
        }
        _post(journal);
    }

    /// @inheritdoc IBroker
    function finalizeRefutedDeals(RefutedDeal[] calldata deals) external {
        if (deals.length == 0) revert BrokerEmptyBatch();
        Journal journal = JournalLibrary.create(3 * deals.length);
        for (uint256 i = 0; i < deals.length; ++i) {
            AnsweredDeal calldata answer = deals[i].answer;
            ComparedDeal deal = DealFields.compared(answer.deal);
            DealId id = answer.id;
            DealSlot storage slot = _storage().deals[id];
            DealWord word = slot.word;
            DealStatus status = word.status();
            if (status != DealStatus.FirmResolution) revert BrokerWrongStatus(id, status);
            (, bytes32 answered) = OrderHash.hashAnswered(deal, answer.root, answer.work);
            address challenger = deals[i].challenger;
            if (!word.matches(DealWord.wrap(uint256(answered)).hashRefuted(challenger))) revert BrokerWrongTerms(id);

            slot.word = word.withStatus(DealStatus.Finalized);
            _repay(id, deal, challenger, journal);
        }
        journal.post(bank);
    }

    /// @inheritdoc IBroker
    function contest(
        DealId id,
        bytes32 answered,
        uint256 windowBlocks,
        bool isClaimed
    ) external returns (bool disputed) {
        DealSlot storage slot = _requireDisputes(id);
        DealWord word = slot.word;
        disputed = _requireAnswered(id, word, answered);
        _requireWindow(id, word, windowBlocks);
        DealStatus next = isClaimed ? DealStatus.Resolving : DealStatus.NeedsResolution;
        DealStatus status = word.status();
        if (status == next || status == DealStatus.Resolving) return disputed;
        slot.word = word.withStatus(next);
        emit DealDisputed(id, next);
    }

    /// @inheritdoc IBroker
    function resolve(DealId id) external {
        DealSlot storage slot = _requireDisputes(id);
        DealWord word = _requireDisputed(id, slot);
        if (word.status() == DealStatus.Resolving) return;
        slot.word = word.withStatus(DealStatus.Resolving);
        emit DealDisputed(id, DealStatus.Resolving);
    }

    /// @inheritdoc IBroker
    function uphold(DealId id, uint256 windowBlocks) external {
        DealSlot storage slot = _requireDisputes(id);
        DealWord word = _requireDisputed(id, slot);
        DealStatus next;
        if (block.number < word.blockNumber() + windowBlocks) {
            next = DealStatus.WaitingForResolution;
            slot.word = word.withStatus(next);
        } else {
            next = DealStatus.FirmResolution;
            slot.word = DealWordLibrary.pack(next, bytes32(DealWord.unwrap(word)));
        }
        emit DealDisputed(id, next);
    }

    /// @inheritdoc IBroker
    function refute(DealId id, address challenger) external {
        DealSlot storage slot = _requireDisputes(id);
        _refute(id, slot, _requireDisputed(id, slot), challenger);
    }

    /// @inheritdoc IBroker
    function refuteAnswer(
        DealId id,
        bytes32 answered,
        uint256 windowBlocks,
        address challenger
    ) external returns (bool disputed) {
        DealSlot storage slot = _requireDisputes(id);
        DealWord word = slot.word;
        disputed = _requireAnswered(id, word, answered);
        // What a game brings to light may come after the window, and is to be proved still.
        if (!disputed) _requireWindow(id, word, windowBlocks);
        _refute(id, slot, word, challenger);
    }

    /// @inheritdoc IBroker
    function expireDeals(PendingDeal[] calldata deals) external {
        if (deals.length == 0) revert BrokerEmptyBatch();
        Journal journal = JournalLibrary.create(3 * deals.length);
        for (uint256 i = 0; i < deals.length; ++i) {
            DealId id = deals[i].id;
            ComparedDeal deal = DealFields.compared(deals[i].deal);
            bytes32 terms = OrderHash.hashTerms(deal);
            DealSlot storage slot = _requirePending(id, terms);
            if (block.number < deal.answerDeadlineBlock()) revert BrokerNotExpired(id, deals[i].deal.answerDeadlineBlock);

            slot.word = DealWordLibrary.pack(DealStatus.Cancelled, terms);
            uint256 bountyWei = _bountyOf(deal);
            _refund(deal, bountyWei, journal);
            emit DealExpired(id);
            _reward(id, bountyWei, journal);
        }
        journal.post(bank);
    }

    /// @inheritdoc IBroker
    function cancelDeals(MutualCancellation[] calldata cancellations) external {
        if (cancellations.length == 0) revert BrokerEmptyBatch();
        bytes32 separator = _separator();
        Journal journal = JournalLibrary.create(2 * cancellations.length);
        for (uint256 i = 0; i < cancellations.length; ++i) {
            MutualCancellation calldata cancellation = cancellations[i];
            ComparedDeal deal = DealFields.compared(cancellation.deal);
            DealId id = cancellation.id;
            bytes32 terms = OrderHash.hashTerms(deal);
            DealSlot storage slot = _requirePending(id, terms);
            address signer;
            if (msg.sender == deal.requester()) signer = deal.provider();
            else if (msg.sender == deal.provider()) signer = deal.requester();
            else revert BrokerNotParty(id, msg.sender);
            bytes32 digest = OrderHash.digest(separator, OrderHash.hashCancellation(id));
            _requireSignature(signer, digest, cancellation.signature);

            slot.word = DealWordLibrary.pack(DealStatus.Cancelled, terms);
            _refund(deal, 0, journal);
            emit DealCancelled(id);
        }
        journal.post(bank);
    }

    /// @inheritdoc IBroker
    function cancelNonces(uint256[] calldata nonces) external {
        if (nonces.length == 0) revert BrokerEmptyBatch();
        for (uint256 i = 0; i < nonces.length; ++i) {
            uint256 nonce = nonces[i];
            _storage().nonces[msg.sender][nonce].word = CANCELLED;
            emit NonceCancelled(msg.sender, nonce);
        }
    }

    /// @dev Checks one fill, opens its deal, and posts escrow and stake.
    function _open(
        CleanRequest request,
        bytes32 requestDigest,
        bytes32 separator,
        Fill calldata fill,
        uint256 position,
        Journal journal
    ) private {
        CleanOffer offer = OfferFields.clean(fill.offer);
        _requireMatch(request, offer, position);
        uint256 work = fill.maxWork;
        _requireWork(request, offer, work, position);
        uint256 index = fill.index;
        if (index >= request.volume()) {
            revert BrokerRequestVolumeExceeded(position, fill.index, uint32(request.volume()));
        }
        address provider = offer.provider();
        _use(offer, OrderHash.digest(separator, OrderHash.hashOffer(offer)), fill.signature, position);

        unchecked {
            uint256 escrowWei = _escrowWei(work, offer.priceWeiPerGwu(), request.bountyWei());
            if (escrowWei > type(uint96).max) revert BrokerEscrowTooLarge(position, escrowWei);
            int256 stakeWei = int256(offer.stakeWei());
            journal.add(request.requester(), -int256(escrowWei), int256(escrowWei));
            journal.add(provider, -stakeWei, stakeWei);
        }

        DealId id = OrderHash.dealId(requestDigest, index);
        DealSlot storage slot = _storage().deals[id];
        if (DealWord.unwrap(slot.word) != 0) revert BrokerDealExists(id);
        Deal memory deal = Deal({
            requester: request.requester(),
            provider: provider,
            resourceId: offer.resourceId(),
            jobHash: request.jobHash(),
            priceWeiPerGwu: uint96(offer.priceWeiPerGwu()),
            maxWork: uint64(work),
            stakeWei: uint96(offer.stakeWei()),
            depositWei: uint96(request.depositWei()),
            bountyWei: uint96(request.bountyWei()),
            answerDeadlineBlock: _deadline(request.answerBlocks()),
            windowBlocks: uint32(request.windowBlocks()),
            policy: uint8(request.policy())
        });
        slot.word = DealWordLibrary.pack(DealStatus.Pending, OrderHash.hashTerms(deal));
        _emitOpened(id, deal);
    }

    /// @dev `emit DealOpened(id, deal.requester, deal.provider, ...the other fields)`: they lie in a row as it takes them.
    function _emitOpened(DealId id, Deal memory deal) private {
        bytes32 topic = DealOpened.selector;
        assembly ("memory-safe") {
            log4(add(deal, 0x40), 0x140, topic, id, mload(deal), mload(add(deal, 0x20)))
        }
    }

    /// @dev Checks that the offer and the request want each other.
    function _requireMatch(CleanRequest request, CleanOffer offer, uint256 position) private view {
        if (block.timestamp > offer.expiresAt()) revert BrokerOfferExpired(position, uint64(offer.expiresAt()));
        if (offer.requester() != address(0) && offer.requester() != request.requester()) {
            revert BrokerRequesterMismatch(position, offer.requester(), request.requester());
        }
        if (request.provider() != address(0) && request.provider() != offer.provider()) {
            revert BrokerProviderMismatch(position, request.provider(), offer.provider());
        }
        if (offer.priceWeiPerGwu() > request.maxPriceWeiPerGwu()) {
            revert BrokerPriceTooHigh(
                position,
                uint96(offer.priceWeiPerGwu()),
                uint96(request.maxPriceWeiPerGwu())
            );
        }
        if (offer.stakeWei() < request.minStakeWei()) {
            revert BrokerStakeTooSmall(position, uint96(offer.stakeWei()), uint96(request.minStakeWei()));
        }
        if (offer.stakeWei() < request.bountyWei()) {
            revert BrokerStakeBelowBounty(position, uint96(offer.stakeWei()), uint96(request.bountyWei()));
        }
        if (request.depositWei() > offer.maxDepositWei()) {
            revert BrokerDepositTooLarge(position, uint96(request.depositWei()), uint96(offer.maxDepositWei()));
        }
        if (request.answerBlocks() < offer.minAnswerBlocks()) {
            revert BrokerAnswerTimeTooShort(
                position,
                uint32(request.answerBlocks()),
                uint32(offer.minAnswerBlocks())
            );
        }
        // Within its window a provider has to defend its answer: it is not to be robbed by one that nobody can use.
        if (request.policy() == OPTIMISTIC && request.windowBlocks() < offer.minAnswerBlocks()) {
            revert BrokerWindowTooShort(position, uint32(request.windowBlocks()), uint32(offer.minAnswerBlocks()));
        }
        if (request.windowBlocks() > offer.maxWindowBlocks()) {
            revert BrokerWindowTooLong(position, uint32(request.windowBlocks()), uint32(offer.maxWindowBlocks()));
        }
    }

    function _requireWork(CleanRequest request, CleanOffer offer, uint256 work, uint256 position) private view {
        if (work > offer.maxWork()) revert BrokerWorkTooLarge(position, uint64(work), uint64(offer.maxWork()));
        if (work != request.maxWork()) {
            if (work > request.maxWork()) {
                revert BrokerWorkTooLarge(position, uint64(work), uint64(request.maxWork()));
            }
            // A stranger who matches signed orders must not be able to use them up on deals too small to be of use.
            if (msg.sender != request.requester()) {
                revert BrokerWorkTooSmall(position, uint64(work), uint64(request.maxWork()));
            }
        }
    }

    /// @dev Counts one deal of the offer's nonce, and checks the signature where this offer was not the last one used.
    function _use(CleanOffer offer, bytes32 digest, bytes calldata signature, uint256 position) private {
        NonceSlot storage slot = _storage().nonces[offer.provider()][offer.nonce()];
        uint256 word = slot.word;
        uint256 used = uint32(word);
        if (used >= offer.volume()) {
            if (used == CANCELLED) revert BrokerOfferCancelled(position, offer.provider(), offer.nonce());
            revert BrokerOfferExhausted(position, uint32(offer.volume()));
        }
        // The counter is below its maximum, so nothing carries into the hash.
        unchecked {
            if ((word ^ uint256(digest)) >> 32 == 0) {
                slot.word = word + 1;
                return;
            }
            slot.word = (uint256(digest) >> 32 << 32) | (used + 1);
        }
        if (msg.sender != offer.provider()) _requireSignature(offer.provider(), digest, signature);
    }

    /// @dev Checks one settlement, ends its deal, and posts the payment.
    function _settle(Settlement calldata settlement, bytes32 separator, Journal journal) private {
        ComparedDeal deal = DealFields.compared(settlement.deal);
        DealId id = settlement.id;
        bytes32 root = settlement.root;
        uint64 work = settlement.work;

        DealSlot storage slot = _storage().deals[id];
        DealWord word = slot.word;
        DealStatus status = word.status();
        (bytes32 terms, bytes32 answered) = OrderHash.hashAnswered(deal, root, work);
        uint256 lockedOfProviderWei = deal.stakeWei();
        if (status == DealStatus.Pending) {
            if (!word.matches(terms)) revert BrokerWrongTerms(id);
            if (work > deal.maxWork()) revert BrokerWorkAboveMaximum(id, work, settlement.deal.maxWork);
            if (msg.sender != deal.provider()) {
                bytes32 structHash = OrderHash.hashResult(OrderHash.ANSWER_TYPEHASH, id, root, work);
                bytes32 digest = OrderHash.digest(separator, structHash);
                _requireSignature(deal.provider(), digest, settlement.answerSignature);
            }
        } else if (status == DealStatus.WaitingForResolution || status == DealStatus.SoftResolution) {
            if (!word.matches(answered)) revert BrokerWrongTerms(id);
            unchecked {
                lockedOfProviderWei += deal.depositWei();
            }
        } else {
            revert BrokerWrongStatus(id, status);
        }
        if (msg.sender != deal.requester() && status != DealStatus.SoftResolution) {
            bytes32 structHash = OrderHash.hashResult(OrderHash.ACCEPTANCE_TYPEHASH, id, root, work);
            bytes32 digest = OrderHash.digest(separator, structHash);
            _requireSignature(deal.requester(), digest, settlement.acceptanceSignature);
        }

        slot.word = DealWordLibrary.pack(DealStatus.Finalized, answered);
        uint256 paymentWei = _pay(deal, work, lockedOfProviderWei, 0, journal);
        emit DealFinalized(id, root, work, uint96(paymentWei));
    }

    /// @dev Posts the end of a paid deal: all locks open, the payment and a keeper's bounty come off the escrow. A payment
    /// that is income of a resource is left for `_post`.
    function _pay(
        ComparedDeal deal,
        uint256 work,
        uint256 lockedOfProviderWei,
        uint256 bountyWei,
        Journal journal
    ) private view returns (uint256 paymentWei) {
        // work <= maxWork, so payment + bounty <= escrow < 2^96, which opening checked.
        unchecked {
            uint256 escrowWei = _escrowWei(deal.maxWork(), deal.priceWeiPerGwu(), deal.bountyWei());
            paymentWei = (work * deal.priceWeiPerGwu()) / WORK_PER_PRICE_UNIT;
            journal.add(deal.requester(), int256(escrowWei - paymentWei - bountyWei), -int256(escrowWei));
            uint256 incomeWei = _incomeOf(deal, paymentWei, journal);
            journal.add(deal.provider(), int256(lockedOfProviderWei + paymentWei - incomeWei), -int256(lockedOfProviderWei));
        }
    }

    /// @dev What of a payment belongs to the holders of a resource's revenue right: all or nothing. Takes note of it.
    function _incomeOf(ComparedDeal deal, uint256 paymentWei, Journal journal) private view returns (uint256 incomeWei) {
        uint256 resourceId = deal.resourceId();
        if (resourceId != 0) {
            ResourceId id = ResourceId.wrap(uint64(resourceId));
            Incomes incomes = Incomes.wrap(journal.note());
            if (
                resourceId <= type(uint64).max &&
                paymentWei != 0 &&
                (incomes.endsWith(id) || revenueRight.totalShares(id) != 0)
            ) {
                journal.setNote(Incomes.unwrap(incomes.add(id, paymentWei)));
                incomeWei = paymentWei;
            }
        }
    }

    /// @dev Posts a batch that paid, and says whose income is in it.
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

    /// @dev Posts the end of a pending deal: all locks open, a keeper's bounty comes off the stake.
    function _refund(ComparedDeal deal, uint256 bountyWei, Journal journal) private pure {
        // bounty <= stake, which opening checked.
        unchecked {
            uint256 escrowWei = _escrowWei(deal.maxWork(), deal.priceWeiPerGwu(), deal.bountyWei());
            uint256 stakeWei = deal.stakeWei();
            journal.add(deal.requester(), int256(escrowWei), -int256(escrowWei));
            journal.add(deal.provider(), int256(stakeWei - bountyWei), -int256(stakeWei));
        }
    }

    /// @dev Posts the end of a deal whose answer was refuted: the escrow is the requester's, the stake and the deposit are its
    /// and the challenger's.
    function _repay(DealId id, ComparedDeal deal, address challenger, Journal journal) private {
        // Each amount is below 2^96.
        unchecked {
            uint256 escrowWei = _escrowWei(deal.maxWork(), deal.priceWeiPerGwu(), deal.bountyWei());
            uint256 lockedOfProviderWei = deal.stakeWei() + deal.depositWei();
            uint256 rewardWei = deal.depositWei() / 2;
            uint256 compensationWei = lockedOfProviderWei - rewardWei;
            journal.add(deal.provider(), 0, -int256(lockedOfProviderWei));
            journal.add(deal.requester(), int256(escrowWei + compensationWei), -int256(escrowWei));
            journal.add(challenger, int256(rewardWei), 0);
            emit DealRepaid(id, challenger, uint96(rewardWei), uint128(compensationWei));
        }
    }

    /// @dev ceil(maxWork * price / 10^9) + bounty; below 2^161, so it cannot wrap.
    function _escrowWei(uint256 maxWork, uint256 priceWeiPerGwu, uint256 bountyWei) private pure returns (uint256) {
        unchecked {
            uint256 product = maxWork * priceWeiPerGwu;
            return (product + WORK_PER_PRICE_UNIT - 1) / WORK_PER_PRICE_UNIT + bountyWei;
        }
    }

    /// @dev The bounty that the sender of this transaction earns by ending a deal: none as a party of it.
    function _bountyOf(ComparedDeal deal) private view returns (uint256) {
        return msg.sender == deal.requester() || msg.sender == deal.provider() ? 0 : deal.bountyWei();
    }

    /// @dev Posts the bounty of the sender of this transaction, where there is one.
    function _reward(DealId id, uint256 bountyWei, Journal journal) private {
        if (bountyWei == 0) return;
        journal.add(msg.sender, int256(bountyWei), 0);
        emit BountyPaid(id, msg.sender, uint96(bountyWei));
    }

    function _requirePending(DealId id, bytes32 terms) private view returns (DealSlot storage slot) {
        slot = _storage().deals[id];
        DealStatus status = slot.word.status();
        if (status != DealStatus.Pending) revert BrokerWrongStatus(id, status);
        if (!slot.word.matches(terms)) revert BrokerWrongTerms(id);
    }

    function _refute(DealId id, DealSlot storage slot, DealWord word, address challenger) private {
        slot.word = DealWordLibrary.pack(DealStatus.FirmResolution, word.hashRefuted(challenger));
        emit DealRefuted(id, challenger);
    }

    /// @dev The deal has this answer, of which nothing was decided yet.
    function _requireAnswered(DealId id, DealWord word, bytes32 answered) private pure returns (bool disputed) {
        DealStatus status = word.status();
        disputed = _isDisputed(status);
        if (!disputed && status != DealStatus.WaitingForResolution) revert BrokerWrongStatus(id, status);
        if (!word.matches(answered)) revert BrokerWrongTerms(id);
    }

    function _requireWindow(DealId id, DealWord word, uint256 windowBlocks) private view {
        uint256 endBlock = word.blockNumber() + windowBlocks;
        if (block.number >= endBlock) revert BrokerWindowClosed(id, uint64(endBlock));
    }

    function _requireDisputes(DealId id) private view returns (DealSlot storage slot) {
        if (msg.sender != disputes) revert BrokerNotDisputes(msg.sender);
        slot = _storage().deals[id];
    }

    function _requireDisputed(DealId id, DealSlot storage slot) private view returns (DealWord word) {
        word = slot.word;
        DealStatus status = word.status();
        if (!_isDisputed(status)) revert BrokerWrongStatus(id, status);
    }

    function _isDisputed(DealStatus status) private pure returns (bool) {
        return status == DealStatus.NeedsResolution || status == DealStatus.Resolving;
    }

    /// @dev ECDSA first: it costs less than asking whether the signer is a contract.
    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) private view {
        if (signature.length == 65) {
            bytes32 r;
            bytes32 s;
            uint256 v;
            assembly ("memory-safe") {
                r := calldataload(signature.offset)
                s := calldataload(add(signature.offset, 0x20))
                v := byte(0, calldataload(add(signature.offset, 0x40)))
            }
            // A signature with the high s is the same one in other clothes, and refused as everywhere (EIP-2).
            if (uint256(s) <= HALF_CURVE_ORDER && ecrecover(digest, uint8(v), r, s) == signer && signer != address(0)) {
                return;
            }
        }
        if (!SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature)) {
            revert BrokerInvalidSignature(signer, digest);
        }
    }

    /// @dev A block number is far below 2^63, and the count of blocks below 2^32.
    function _deadline(uint256 answerBlocks) private view returns (uint64) {
        unchecked {
            return uint64(block.number + answerBlocks);
        }
    }

    function _separator() private view returns (bytes32) {
        return
            address(this) == _expectedProxy && block.chainid == _expectedChainId
                ? _expectedSeparator
                : OrderHash.domainSeparator(address(this));
    }

    function _storage() private pure returns (BrokerStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_SLOT
        }
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}
}
