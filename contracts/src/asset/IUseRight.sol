// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ResourceId, ResourceTypeId, UseRightId, UseRightState} from "./AssetTypes.sol";

/// @title IUseRight
/// @notice UIDs: the right to use a resource until a given second. The owner of a free resource issues one, which binds
/// it until the right expires or is given back. The owner of a right may let it to a user (ERC-4907), sell it on until it
/// expires, and give it back.
///
/// Trust assumptions
/// - Market, named for good by this code, moves rights that their owners listed with it, at their price, and extends
///   those for which somebody paid; no owner need approve it.
/// - A right that the market has not sold yet moves by such a sale only: the first payment for a right is income of the
///   resource, and nobody can walk around those who share it by a gift. (A provider can still sell to itself below value:
///   whoever buys shares in the income trusts the provider not to.)
/// - Who serves access reads owner and expiry here. A transfer ends rentals and whatever the former owner mandated.
interface IUseRight is IERC721 {
    /// @notice `provider` issued a right to use `resource` until `expiresAt` (seconds since 1970).
    event UseRightIssued(
        UseRightId indexed id,
        ResourceId indexed resource,
        address indexed provider,
        uint40 expiresAt
    );
    /// @notice The right now lasts until `expiresAt` (seconds since 1970).
    event UseRightExtended(UseRightId indexed id, uint40 expiresAt);
    /// @notice The right was given back by its last owner, and is no more.
    event UseRightGivenBack(UseRightId indexed id, ResourceId indexed resource, address indexed owner);
    /// @notice ERC-4907: `user` may use the right until `expires` (seconds since 1970), or until it is transferred.
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice There is no right with this id, or it was given back.
    error UseRightUnknown(UseRightId id);
    /// @notice `account` neither owns the right nor may act for its owner.
    error UseRightNotOwner(UseRightId id, address account);
    /// @notice The right ended at `expiresAt` (seconds since 1970).
    error UseRightExpired(UseRightId id, uint40 expiresAt);
    /// @notice `expiresAt` is not later than what it must be later than.
    error UseRightExpiryInvalid(uint40 expiresAt);
    /// @notice A rental cannot end after the right, at `expiresAt`.
    error UseRightRentalTooLong(UseRightId id, uint64 expires, uint40 expiresAt);
    /// @notice The market has not sold the right yet, so nothing else moves it.
    error UseRightUnsold(UseRightId id);
    /// @notice Only Market may do this.
    error UseRightWrongCaller(address caller);

    /// @notice How many rights were issued; their ids are 1 to this number.
    function useRightCount() external view returns (uint64);

    /// @notice The owner of a right (zero: there is none) and what is stored of it.
    function stateOf(UseRightId id) external view returns (address owner, UseRightState memory state);

    /// @notice All that describes a right: whose it is, what it is for, and until when (seconds since 1970).
    /// @dev Reverts with UseRightUnknown, and with ResourceUnknown where the right has expired and its resource is no more.
    function describe(
        UseRightId id
    )
        external
        view
        returns (
            address owner,
            ResourceId resource,
            ResourceTypeId typeId,
            bytes32 model,
            uint8 count,
            uint40 expiresAt
        );

    /// @notice Whether `account` owns the right and it has not expired: the question to ask before giving access.
    function hasAccess(UseRightId id, address account) external view returns (bool);

    /// @notice ERC-4907: who uses the right; zero where it is not let.
    function userOf(uint256 tokenId) external view returns (address);

    /// @notice ERC-4907: when the rental ends (seconds since 1970); zero where the right is not let.
    function userExpires(uint256 tokenId) external view returns (uint256);

    /// @notice Issues a right to use a free resource of the caller's until `expiresAt` (seconds since 1970).
    /// @dev Reverts with UseRightExpiryInvalid, ResourceUnknown, ResourceNotOwner, ResourceInUse.
    function issue(ResourceId resource, uint40 expiresAt) external returns (UseRightId id);

    /// @notice Ends a right of the caller's; its resource is free at once.
    /// @dev Reverts with UseRightUnknown, UseRightNotOwner.
    function giveBack(UseRightId id) external;

    /// @notice ERC-4907: lets the right to `user` until `expires` (seconds since 1970), or, with the zero address, ends
    /// the rental. For the owner and those it approved.
    /// @dev Reverts with UseRightUnknown, UseRightNotOwner, UseRightExpired, UseRightRentalTooLong.
    function setUser(uint256 tokenId, address user, uint64 expires) external;

    /// @notice Hands a right to its buyer. For Market only.
    /// @dev Reverts with UseRightWrongCaller, UseRightUnknown.
    function sell(UseRightId id, address to) external;

    /// @notice Lets a live right last until `expiresAt` (seconds since 1970). For Market only.
    /// @dev Reverts with UseRightWrongCaller, UseRightUnknown, UseRightExpired, UseRightExpiryInvalid.
    function extend(UseRightId id, uint40 expiresAt) external;
}
