// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../bank/IBank.sol";
import {ResourceId, UseRightId} from "../asset/AssetTypes.sol";

/// @notice What a provider asks for letting a use right last longer. One word.
struct RenewalOffer {
    /// Wei per second of use; zero: none is offered.
    uint64 priceWeiPerSecond;
    /// One renewal adds so many seconds.
    uint32 periodSeconds;
    /// The latest second (since 1970) to which it may be renewed.
    uint40 until;
}

/// @notice What the owner of a use right allows to be spent on renewing it. One word.
struct RenewalMandate {
    /// What all renewals together may still cost, in wei; zero: there is no mandate.
    uint96 budgetWei;
    /// The highest price accepted, in wei per second of use.
    uint64 maxPriceWeiPerSecond;
    /// The latest second (since 1970) to which the right may be renewed.
    uint40 until;
    /// The transfers of the right when this was given: it is void for another owner.
    uint32 transfers;
}

/// @title IMarket
/// @notice Where use rights and shares in income are sold, for balances of the Bank. Nothing is held here: what is listed
/// stays its owner's until somebody buys it, in one transaction, against payment.
///
/// Use rights. The first sale of a right pays the income of its resource, so those who share it are paid at once; later
/// sales pay the seller. A right can be sold until it expires. An order is void once the right changed hands, also if it
/// comes back. Before the first right of a resource is listed, its revenue right must be there.
/// Shares. An order names a number of shares and a price for one, so that any part of it costs a whole number of wei. The
/// shares stay the seller's, and earn for it, until bought; an order for shares that are gone is refused when bought.
/// What they earned before the sale stays the seller's.
/// Renewal. The provider of a resource offers to extend a right for a price per second; its owner takes that itself, or
/// gives a mandate, bounded in price, total and time, on which anyone may renew in the last day. Payments are income of
/// the resource. The mandate ends when its owner cancels it, or the right changes hands.
/// Fee. Of every payment floor(price * fee / 10,000) goes to the DAO's treasury, and the rest to whom it is for.
///
/// Trust assumptions
/// - Buyers, and owners who give a mandate, gave the Bank consent for this module, and with it trust this code and the
///   governance that may upgrade it. It takes from the caller, or within a mandate, and from nobody else.
/// - UseRight and RevenueRight let this contract move tokens: sellers trust it to do so for their orders only.
/// - Governance sets the fee, up to 10 %, also for orders that are open. It cannot touch orders, prices or tokens.
interface IMarket {
    /// @notice `seller` offers a right for `priceWei`; also where it already did, for another price.
    event UseRightListed(
        UseRightId indexed id,
        ResourceId indexed resource,
        address indexed seller,
        uint96 priceWei
    );
    /// @notice `seller` took its offer back.
    event UseRightDelisted(UseRightId indexed id, address indexed seller);
    /// @notice `buyer` bought a right; of `priceWei`, `feeWei` went to the DAO, and the rest to the seller or, if this was
    /// the `firstSale` of the right, to the income of the resource.
    event UseRightSold(
        UseRightId indexed id,
        address indexed seller,
        address indexed buyer,
        ResourceId resource,
        uint96 priceWei,
        uint96 feeWei,
        bool firstSale
    );
    /// @notice `seller` offers `shares` in the income of a resource, until `until` (seconds since 1970), in place of what
    /// it offered before; zero: none.
    event SharesListed(
        ResourceId indexed resource,
        address indexed seller,
        uint32 shares,
        uint96 priceWeiPerShare,
        uint40 until
    );
    /// @notice `buyer` bought `shares`; of `priceWei`, `feeWei` went to the DAO, and the rest to the seller.
    event SharesSold(
        ResourceId indexed resource,
        address indexed seller,
        address indexed buyer,
        uint32 shares,
        uint96 priceWei,
        uint96 feeWei
    );
    /// @notice The provider offers renewals of a right on these terms; a price of zero: none.
    event RenewalOffered(UseRightId indexed id, RenewalOffer offer);
    /// @notice The owner of a right allows renewals within these bounds; a budget of zero: none.
    event RenewalMandated(UseRightId indexed id, address indexed owner, RenewalMandate mandate);
    /// @notice The right lasts until `expiresAt` (seconds since 1970), for which `owner` paid `priceWei`; `feeWei` of it
    /// went to the DAO, and the rest to the income of the resource.
    event UseRightRenewed(
        UseRightId indexed id,
        address indexed owner,
        ResourceId indexed resource,
        uint40 expiresAt,
        uint96 priceWei,
        uint96 feeWei,
        bool automatic
    );
    /// @notice Of every payment `feeBasisPoints` go to `treasury`.
    event FeeSet(uint16 feeBasisPoints, address indexed treasury);

    /// @notice There is no use right with this id.
    error MarketUseRightUnknown(UseRightId id);
    /// @notice `account` does not own the use right.
    error MarketNotOwner(UseRightId id, address account);
    /// @notice The use right ended at `expiresAt` (seconds since 1970).
    error MarketUseRightExpired(UseRightId id, uint40 expiresAt);
    /// @notice The resource has no revenue right yet.
    error MarketRevenueRightMissing(ResourceId resource);
    /// @notice The use right is not offered, or was by a former owner.
    error MarketNotListed(UseRightId id);
    /// @notice The use right is offered already; its price can be changed.
    error MarketAlreadyListed(UseRightId id);
    /// @notice The price is zero.
    error MarketZeroPrice();
    /// @notice The price is above what the caller allows.
    error MarketPriceTooHigh(uint256 priceWei, uint256 maxPriceWei);
    /// @notice The caller owns what it is to buy.
    error MarketOwnListing(address account);
    /// @notice The seller offers `offered` shares, and has not `wanted`.
    error MarketSharesUnavailable(ResourceId resource, address seller, uint32 offered, uint32 wanted);
    /// @notice The number of shares is zero.
    error MarketZeroShares();
    /// @notice `account` holds `held` shares, fewer than it offers.
    error MarketSharesNotHeld(ResourceId resource, address account, uint256 held, uint32 offered);
    /// @notice The offer ended at `until` (seconds since 1970).
    error MarketOfferExpired(uint40 until);
    /// @notice The whole would cost more than an account of the Bank can hold.
    error MarketPaymentTooLarge(uint256 priceWei);
    /// @notice `account` does not own the resource of the use right.
    error MarketNotProvider(UseRightId id, address account);
    /// @notice A renewal adds at least one second.
    error MarketZeroPeriod();
    /// @notice The provider offers no renewal of the use right.
    error MarketRenewalNotOffered(UseRightId id);
    /// @notice The renewal would end at `expiresAt`, later than `until`, the bound of the offer or of the mandate.
    error MarketRenewalTooLong(uint40 expiresAt, uint40 until);
    /// @notice The present owner gave no mandate, or cancelled it.
    error MarketRenewalNotMandated(UseRightId id);
    /// @notice The renewal costs more than is left of the mandate's budget.
    error MarketRenewalBudgetExceeded(uint256 priceWei, uint96 budgetWei);
    /// @notice The use right is renewed automatically from `fromTime` (seconds since 1970) on.
    error MarketRenewalTooEarly(UseRightId id, uint256 fromTime);
    /// @notice The fee is above the highest, `maximum`, in basis points, or there is no treasury for it.
    error MarketFeeInvalid(uint16 feeBasisPoints, uint16 maximum);

    /// @notice The Bank whose balances pay.
    function bank() external view returns (IBank);

    /// @notice The DAO's part of every payment, in basis points, and where it goes.
    function fee() external view returns (uint16 feeBasisPoints, address treasury);

    /// @notice Who offers a use right, and for what; zero: it cannot be bought.
    function listingOf(UseRightId id) external view returns (address seller, uint96 priceWei);

    /// @notice What `seller` offers of the shares in a resource, until `until` (seconds since 1970).
    function sharesListingOf(
        ResourceId resource,
        address seller
    ) external view returns (uint32 shares, uint96 priceWeiPerShare, uint40 until);

    /// @notice On what terms the provider offers renewals of a use right.
    function renewalOfferOf(UseRightId id) external view returns (RenewalOffer memory);

    /// @notice What the present owner of a use right allows to be spent on it; all zero: nothing.
    function renewalMandateOf(UseRightId id) external view returns (RenewalMandate memory);

    /// @notice Offers a use right of the caller's.
    /// @dev Reverts with MarketUseRightUnknown, MarketNotOwner, MarketUseRightExpired, MarketAlreadyListed,
    /// MarketRevenueRightMissing, MarketZeroPrice.
    function list(UseRightId id, uint96 priceWei) external;

    /// @notice Changes the price of a use right that the caller offers.
    /// @dev Reverts as `list` does, and with MarketNotListed.
    function reprice(UseRightId id, uint96 priceWei) external;

    /// @notice Takes back the caller's offer of a use right.
    /// @dev Reverts with MarketUseRightUnknown, MarketNotOwner, MarketNotListed.
    function delist(UseRightId id) external;

    /// @notice Buys a use right for the price it is offered at, which is at most `maxPriceWei`.
    /// @dev Reverts with MarketNotListed, MarketUseRightExpired, MarketPriceTooHigh, MarketOwnListing, and as Bank.post.
    function buy(UseRightId id, uint96 maxPriceWei) external;

    /// @notice Offers `shares` of the caller's in the income of a resource until `until` (seconds since 1970), in place of
    /// what it offered before.
    /// @dev Reverts with MarketZeroShares, MarketZeroPrice, MarketOfferExpired, MarketSharesNotHeld,
    /// MarketPaymentTooLarge.
    function listShares(ResourceId resource, uint32 shares, uint96 priceWeiPerShare, uint40 until) external;

    /// @notice Takes back what the caller offers of the shares in a resource.
    /// @dev Reverts with MarketSharesUnavailable.
    function delistShares(ResourceId resource) external;

    /// @notice Buys any part of the shares that `seller` offers, for at most `maxPriceWeiPerShare` each.
    /// @dev Reverts with MarketZeroShares, MarketSharesUnavailable, MarketOfferExpired, MarketPriceTooHigh,
    /// MarketOwnListing, ERC1155InsufficientBalance, ERC1155InvalidReceiver, and as Bank.post.
    function buyShares(ResourceId resource, address seller, uint32 shares, uint96 maxPriceWeiPerShare) external;

    /// @notice Offers renewals of a use right, or, with a price of zero, no longer. For the owner of its resource.
    /// @dev Reverts with MarketUseRightUnknown, MarketUseRightExpired, MarketNotProvider, MarketZeroPeriod.
    function offerRenewal(UseRightId id, RenewalOffer calldata offer) external;

    /// @notice Renews a use right of the caller's by one period, at once.
    /// @dev Reverts with MarketUseRightUnknown, MarketNotOwner, MarketUseRightExpired, MarketRenewalNotOffered,
    /// MarketPriceTooHigh, MarketRenewalTooLong, and as Bank.post.
    function renew(UseRightId id, uint64 maxPriceWeiPerSecond) external;

    /// @notice Lets anyone renew a use right of the caller's, within these bounds, in place of those given before.
    /// @dev Reverts with MarketUseRightUnknown, MarketNotOwner, MarketUseRightExpired, MarketZeroPrice.
    function mandateRenewal(
        UseRightId id,
        uint96 budgetWei,
        uint64 maxPriceWeiPerSecond,
        uint40 until
    ) external;

    /// @notice Ends the caller's mandate. What has been renewed stays so.
    /// @dev Reverts with MarketUseRightUnknown, MarketNotOwner, MarketRenewalNotMandated.
    function cancelRenewal(UseRightId id) external;

    /// @notice Renews a use right by one period, as its owner mandated, in the last day before it expires. Anyone may send
    /// it; the owner pays.
    /// @dev Reverts with MarketUseRightUnknown, MarketUseRightExpired, MarketRenewalNotMandated, MarketRenewalNotOffered,
    /// MarketRenewalTooEarly, MarketPriceTooHigh, MarketRenewalBudgetExceeded, MarketRenewalTooLong, and as Bank.post.
    function renewAutomatically(UseRightId id) external;

    /// @notice Sets the fee, in basis points, at most 1,000, and where it goes. Restricted to governance.
    /// @dev Reverts with MarketFeeInvalid.
    function setFee(uint16 feeBasisPoints, address treasury) external;
}
