// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceId, UseRightId, UseRightState} from "../asset/AssetTypes.sol";
import {IResource} from "../asset/IResource.sol";
import {IRevenueRight} from "../asset/IRevenueRight.sol";
import {IUseRight} from "../asset/IUseRight.sol";
import {IBank} from "../bank/IBank.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {IMarket, RenewalMandate, RenewalOffer} from "./IMarket.sol";

/// @title Market
/// @notice See IMarket, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: of the contracts called, only RevenueRight calls a stranger, the buyer of shares,
/// and that is the last thing that happens.
contract Market is IMarket, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @dev One word. The seller is whoever owned the right when it had changed hands `transfers` times, so its owner now,
    /// if that is still so.
    struct Listing {
        /// Zero: there is none.
        uint96 priceWei;
        uint32 transfers;
    }

    /// @dev One word.
    struct SharesListing {
        uint96 priceWeiPerShare;
        /// Zero: there is none.
        uint32 shares;
        uint40 until;
    }

    /// @custom:storage-location erc7201:suanli.storage.Market
    struct MarketStorage {
        uint16 feeBasisPoints;
        /// Not zero where the fee is not.
        address treasury;
        mapping(UseRightId id => Listing) listings;
        mapping(ResourceId id => mapping(address seller => SharesListing)) sharesListings;
        mapping(UseRightId id => RenewalOffer) renewalOffers;
        mapping(UseRightId id => RenewalMandate) renewalMandates;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Market")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x02257429a489ff993cdc49e7b0e00fbfcc328729df7c0ffab39f16fcaec92d00;

    uint256 private constant BASIS_POINTS = 10_000;
    uint16 private constant MAX_FEE_BASIS_POINTS = 1_000;
    uint256 private constant RENEWAL_LEAD_SECONDS = 1 days;

    /// @inheritdoc IMarket
    IBank public immutable bank;
    /// @notice The Resource contract, whose owners offer renewals.
    IResource public immutable resource;
    /// @notice The UseRight contract, whose tokens are sold.
    IUseRight public immutable useRight;
    /// @notice The RevenueRight contract, whose shares are sold, and which income goes to.
    IRevenueRight public immutable revenueRight;

    /// @param bank_ The Bank, of which the proxy of this code becomes a module.
    /// @param resource_ The proxy of Resource.
    /// @param useRight_ The proxy of UseRight.
    /// @param revenueRight_ The proxy of RevenueRight.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_, IResource resource_, IUseRight useRight_, IRevenueRight revenueRight_) {
        bank = bank_;
        resource = resource_;
        useRight = useRight_;
        revenueRight = revenueRight_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IMarket
    function fee() external view returns (uint16 feeBasisPoints, address treasury) {
        return (_storage().feeBasisPoints, _storage().treasury);
    }

    /// @inheritdoc IMarket
    function listingOf(UseRightId id) external view returns (address seller, uint96 priceWei) {
        (address owner, UseRightState memory state) = useRight.stateOf(id);
        Listing memory listing = _storage().listings[id];
        if (owner == address(0) || !_isOpen(listing, state) || block.timestamp >= state.expiresAt) return (address(0), 0);
        return (owner, listing.priceWei);
    }

    /// @inheritdoc IMarket
    function sharesListingOf(
        ResourceId resourceId,
        address seller
    ) external view returns (uint32 shares, uint96 priceWeiPerShare, uint40 until) {
        SharesListing memory listing = _storage().sharesListings[resourceId][seller];
        return (listing.shares, listing.priceWeiPerShare, listing.until);
    }

    /// @inheritdoc IMarket
    function renewalOfferOf(UseRightId id) external view returns (RenewalOffer memory) {
        return _storage().renewalOffers[id];
    }

    /// @inheritdoc IMarket
    function renewalMandateOf(UseRightId id) external view returns (RenewalMandate memory mandate) {
        (, UseRightState memory state) = useRight.stateOf(id);
        RenewalMandate memory stored = _storage().renewalMandates[id];
        if (stored.transfers == state.transfers) return stored;
    }

    /// @inheritdoc IMarket
    function list(UseRightId id, uint96 priceWei) external {
        UseRightState memory state = _requireOwn(id);
        if (_isOpen(_storage().listings[id], state)) revert MarketAlreadyListed(id);
        if (revenueRight.totalShares(state.resource) == 0) revert MarketRevenueRightMissing(state.resource);
        _list(id, state, priceWei);
    }

    /// @inheritdoc IMarket
    function reprice(UseRightId id, uint96 priceWei) external {
        UseRightState memory state = _requireOwn(id);
        if (!_isOpen(_storage().listings[id], state)) revert MarketNotListed(id);
        _list(id, state, priceWei);
    }

    /// @inheritdoc IMarket
    function delist(UseRightId id) external {
        (address owner, UseRightState memory state) = _requireUseRight(id);
        if (owner != msg.sender) revert MarketNotOwner(id, msg.sender);
        if (!_isOpen(_storage().listings[id], state)) revert MarketNotListed(id);
        delete _storage().listings[id];
        emit UseRightDelisted(id, msg.sender);
    }

    /// @inheritdoc IMarket
    function buy(UseRightId id, uint96 maxPriceWei) external {
        (address seller, UseRightState memory state) = _requireUseRight(id);
        Listing memory listing = _storage().listings[id];
        if (!_isOpen(listing, state)) revert MarketNotListed(id);
        _requireLive(id, state);
        if (listing.priceWei > maxPriceWei) revert MarketPriceTooHigh(listing.priceWei, maxPriceWei);
        if (seller == msg.sender) revert MarketOwnListing(msg.sender);

        delete _storage().listings[id];
        useRight.sell(id, msg.sender);
        uint96 feeWei;
        if (state.sold) feeWei = _pay(msg.sender, seller, listing.priceWei);
        else feeWei = _payIncome(msg.sender, state.resource, listing.priceWei);
        emit UseRightSold(id, seller, msg.sender, state.resource, listing.priceWei, feeWei, !state.sold);
    }

    /// @inheritdoc IMarket
    function listShares(ResourceId resourceId, uint32 shares, uint96 priceWeiPerShare, uint40 until) external {
        if (shares == 0) revert MarketZeroShares();
        if (priceWeiPerShare == 0) revert MarketZeroPrice();
        if (block.timestamp >= until) revert MarketOfferExpired(until);
        uint256 held = revenueRight.balanceOf(msg.sender, ResourceId.unwrap(resourceId));
        if (held < shares) revert MarketSharesNotHeld(resourceId, msg.sender, held, shares);
        _requirePayable(uint256(shares) * priceWeiPerShare);
        _storage().sharesListings[resourceId][msg.sender] = SharesListing({
            priceWeiPerShare: priceWeiPerShare,
            shares: shares,
            until: until
        });
        emit SharesListed(resourceId, msg.sender, shares, priceWeiPerShare, until);
    }

    /// @inheritdoc IMarket
    function delistShares(ResourceId resourceId) external {
        if (_storage().sharesListings[resourceId][msg.sender].shares == 0) {
            revert MarketSharesUnavailable(resourceId, msg.sender, 0, 1);
        }
        delete _storage().sharesListings[resourceId][msg.sender];
        emit SharesListed(resourceId, msg.sender, 0, 0, 0);
    }

    /// @inheritdoc IMarket
    function buyShares(ResourceId resourceId, address seller, uint32 shares, uint96 maxPriceWeiPerShare) external {
        if (shares == 0) revert MarketZeroShares();
        SharesListing memory listing = _storage().sharesListings[resourceId][seller];
        if (listing.shares < shares) revert MarketSharesUnavailable(resourceId, seller, listing.shares, shares);
        if (block.timestamp >= listing.until) revert MarketOfferExpired(listing.until);
        if (listing.priceWeiPerShare > maxPriceWeiPerShare) {
            revert MarketPriceTooHigh(listing.priceWeiPerShare, maxPriceWeiPerShare);
        }
        if (seller == msg.sender) revert MarketOwnListing(msg.sender);

        listing.shares -= shares;
        if (listing.shares == 0) delete _storage().sharesListings[resourceId][seller];
        else _storage().sharesListings[resourceId][seller] = listing;
        // The whole offer fits, as `listShares` saw.
        uint96 priceWei = uint96(uint256(shares) * listing.priceWeiPerShare);
        uint96 feeWei = _pay(msg.sender, seller, priceWei);
        emit SharesSold(resourceId, seller, msg.sender, shares, priceWei, feeWei);
        revenueRight.safeTransferFrom(seller, msg.sender, ResourceId.unwrap(resourceId), shares, "");
    }

    /// @inheritdoc IMarket
    function offerRenewal(UseRightId id, RenewalOffer calldata offer) external {
        (, UseRightState memory state) = _requireUseRight(id);
        // The right of an expired one's resource may be another's, or nobody's.
        _requireLive(id, state);
        if (resource.ownerOf(ResourceId.unwrap(state.resource)) != msg.sender) revert MarketNotProvider(id, msg.sender);
        if (offer.priceWeiPerSecond != 0 && offer.periodSeconds == 0) revert MarketZeroPeriod();
        _storage().renewalOffers[id] = offer;
        emit RenewalOffered(id, offer);
    }

    /// @inheritdoc IMarket
    function renew(UseRightId id, uint64 maxPriceWeiPerSecond) external {
        UseRightState memory state = _requireOwn(id);
        _renew(id, msg.sender, state, maxPriceWeiPerSecond, type(uint40).max, type(uint96).max, false);
    }

    /// @inheritdoc IMarket
    function mandateRenewal(UseRightId id, uint96 budgetWei, uint64 maxPriceWeiPerSecond, uint40 until) external {
        UseRightState memory state = _requireOwn(id);
        if (budgetWei == 0 || maxPriceWeiPerSecond == 0) revert MarketZeroPrice();
        RenewalMandate memory mandate = RenewalMandate({
            budgetWei: budgetWei,
            maxPriceWeiPerSecond: maxPriceWeiPerSecond,
            until: until,
            transfers: state.transfers
        });
        _storage().renewalMandates[id] = mandate;
        emit RenewalMandated(id, msg.sender, mandate);
    }

    /// @inheritdoc IMarket
    function cancelRenewal(UseRightId id) external {
        (address owner, UseRightState memory state) = _requireUseRight(id);
        if (owner != msg.sender) revert MarketNotOwner(id, msg.sender);
        RenewalMandate memory mandate = _storage().renewalMandates[id];
        if (mandate.budgetWei == 0 || mandate.transfers != state.transfers) revert MarketRenewalNotMandated(id);
        delete _storage().renewalMandates[id];
        mandate = RenewalMandate({budgetWei: 0, maxPriceWeiPerSecond: 0, until: 0, transfers: 0});
        emit RenewalMandated(id, msg.sender, mandate);
    }

    /// @inheritdoc IMarket
    function renewAutomatically(UseRightId id) external {
        (address owner, UseRightState memory state) = _requireUseRight(id);
        _requireLive(id, state);
        RenewalMandate memory mandate = _storage().renewalMandates[id];
        if (mandate.budgetWei == 0 || mandate.transfers != state.transfers) revert MarketRenewalNotMandated(id);
        if (block.timestamp + RENEWAL_LEAD_SECONDS < state.expiresAt) {
            revert MarketRenewalTooEarly(id, state.expiresAt - RENEWAL_LEAD_SECONDS);
        }
        mandate.budgetWei -= _renew(
            id,
            owner,
            state,
            mandate.maxPriceWeiPerSecond,
            mandate.until,
            mandate.budgetWei,
            true
        );
        _storage().renewalMandates[id] = mandate;
    }

    /// @inheritdoc IMarket
    function setFee(uint16 feeBasisPoints, address treasury) external restricted {
        if (feeBasisPoints > MAX_FEE_BASIS_POINTS || (feeBasisPoints != 0 && treasury == address(0))) {
            revert MarketFeeInvalid(feeBasisPoints, MAX_FEE_BASIS_POINTS);
        }
        _storage().feeBasisPoints = feeBasisPoints;
        _storage().treasury = treasury;
        emit FeeSet(feeBasisPoints, treasury);
    }

    function _list(UseRightId id, UseRightState memory state, uint96 priceWei) private {
        if (priceWei == 0) revert MarketZeroPrice();
        _storage().listings[id] = Listing({priceWei: priceWei, transfers: state.transfers});
        emit UseRightListed(id, state.resource, msg.sender, priceWei);
    }

    function _renew(
        UseRightId id,
        address owner,
        UseRightState memory state,
        uint64 maxPriceWeiPerSecond,
        uint40 until,
        uint96 budgetWei,
        bool automatic
    ) private returns (uint96 priceWei) {
        RenewalOffer memory offer = _storage().renewalOffers[id];
        if (offer.priceWeiPerSecond == 0) revert MarketRenewalNotOffered(id);
        if (offer.priceWeiPerSecond > maxPriceWeiPerSecond) {
            revert MarketPriceTooHigh(offer.priceWeiPerSecond, maxPriceWeiPerSecond);
        }
        uint40 expiresAt = state.expiresAt + offer.periodSeconds;
        if (offer.until < until) until = offer.until;
        if (expiresAt > until) revert MarketRenewalTooLong(expiresAt, until);
        // Below 2^64 * 2^32, so it fits.
        priceWei = uint96(uint256(offer.priceWeiPerSecond) * offer.periodSeconds);
        if (priceWei > budgetWei) revert MarketRenewalBudgetExceeded(priceWei, budgetWei);
        useRight.extend(id, expiresAt);
        uint96 feeWei = _payIncome(owner, state.resource, priceWei);
        emit UseRightRenewed(id, owner, state.resource, expiresAt, priceWei, feeWei, automatic);
    }

    function _payIncome(address payer, ResourceId resourceId, uint96 priceWei) private returns (uint96 feeWei) {
        feeWei = _pay(payer, address(revenueRight), priceWei);
        // The fee is less than the price, which is not zero.
        revenueRight.credit(resourceId, priceWei - feeWei);
    }

    function _pay(address payer, address payee, uint96 priceWei) private returns (uint96 feeWei) {
        MarketStorage storage store = _storage();
        feeWei = uint96((uint256(priceWei) * store.feeBasisPoints) / BASIS_POINTS);
        Journal journal = JournalLibrary.create(3);
        journal.add(payer, -int256(uint256(priceWei)), 0);
        journal.add(payee, int256(uint256(priceWei - feeWei)), 0);
        if (feeWei != 0) journal.add(store.treasury, int256(uint256(feeWei)), 0);
        journal.post(bank);
    }

    /// @dev A use right of the caller's that has not expired.
    function _requireOwn(UseRightId id) private view returns (UseRightState memory state) {
        address owner;
        (owner, state) = _requireUseRight(id);
        if (owner != msg.sender) revert MarketNotOwner(id, msg.sender);
        _requireLive(id, state);
    }

    function _requireUseRight(UseRightId id) private view returns (address owner, UseRightState memory state) {
        (owner, state) = useRight.stateOf(id);
        if (owner == address(0)) revert MarketUseRightUnknown(id);
    }

    function _requireLive(UseRightId id, UseRightState memory state) private view {
        if (block.timestamp >= state.expiresAt) revert MarketUseRightExpired(id, state.expiresAt);
    }

    function _requirePayable(uint256 priceWei) private pure {
        if (priceWei > type(uint96).max) revert MarketPaymentTooLarge(priceWei);
    }

    function _isOpen(Listing memory listing, UseRightState memory state) private pure returns (bool) {
        return listing.priceWei != 0 && listing.transfers == state.transfers;
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (MarketStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
