// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceKind, ResourceTypeId, ResourceTypeTerms} from "./AssetTypes.sol";

/// @title IResourceTypes
/// @notice The kinds of hardware that the market knows, with what the DAO says about each. Name, kind and memory of a
/// type never change; its terms do, and every version of them stays readable.
///
/// Trust assumptions
/// - Governance (the AccessManager) alone adds types and sets terms. It can thereby close a type to new hardware, and
///   choose the number of shares of revenue rights that are created later; what exists is not touched.
interface IResourceTypes {
    /// @notice A type was added.
    event ResourceTypeAdded(ResourceTypeId indexed id, string name, ResourceKind kind, uint32 memoryMib);
    /// @notice These are the terms of a type from now on; versions of one type count from 1.
    event ResourceTypeTermsSet(ResourceTypeId indexed id, uint32 indexed version, ResourceTypeTerms terms);

    /// @notice There is no type with this id.
    error ResourceTypeUnknown(ResourceTypeId id);
    /// @notice There is no such version of the terms of this type.
    error ResourceTypeVersionUnknown(ResourceTypeId id, uint32 version);
    /// @notice The DAO has closed this type to new hardware.
    error ResourceTypeNotListed(ResourceTypeId id);
    /// @notice The name is that of type `id` already.
    error ResourceTypeNameTaken(ResourceTypeId id);
    /// @notice The name is empty or longer than 32 bytes.
    error ResourceTypeNameInvalid();
    /// @notice One of the terms is outside the range that ResourceTypeTerms gives.
    error ResourceTypeTermsInvalid();

    /// @notice How many types there are; their ids are 1 to this number.
    function typeCount() external view returns (uint32);

    /// @notice The id of the type called `name`; zero where there is none.
    function idOf(string calldata name) external view returns (ResourceTypeId);

    /// @notice What a type is, and how many versions of its terms there have been.
    /// @dev Reverts with ResourceTypeUnknown.
    function typeOf(
        ResourceTypeId id
    ) external view returns (string memory name, ResourceKind kind, uint32 memoryMib, uint32 version);

    /// @notice The terms of a type that hold now.
    /// @dev Reverts with ResourceTypeUnknown.
    function termsOf(ResourceTypeId id) external view returns (ResourceTypeTerms memory);

    /// @notice Version `version`, from 1, of the terms of a type.
    /// @dev Reverts with ResourceTypeVersionUnknown.
    function termsAt(ResourceTypeId id, uint32 version) external view returns (ResourceTypeTerms memory);

    /// @notice Passes where hardware of this type may be registered.
    /// @dev Reverts with ResourceTypeUnknown, ResourceTypeNotListed.
    function requireListed(ResourceTypeId id) external view;

    /// @notice Adds a type with the first version of its terms. Restricted to governance.
    /// @param name 1 to 32 bytes, used by no other type; for example GTX_1050.
    /// @param memoryMib Memory of the model, in MiB; zero where that says nothing.
    /// @dev Reverts with ResourceTypeNameInvalid, ResourceTypeNameTaken, ResourceTypeTermsInvalid.
    function addType(
        string calldata name,
        ResourceKind kind,
        uint32 memoryMib,
        ResourceTypeTerms calldata terms
    ) external returns (ResourceTypeId id);

    /// @notice Sets the terms of a type, as its next version. Restricted to governance.
    /// @dev Reverts with ResourceTypeUnknown, ResourceTypeTermsInvalid.
    function setTerms(ResourceTypeId id, ResourceTypeTerms calldata terms) external;
}
