// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceKind, ResourceTypeId, ResourceTypeTerms} from "./AssetTypes.sol";
import {IResourceTypes} from "./IResourceTypes.sol";

/// @title ResourceTypes
/// @notice See IResourceTypes, which carries the documentation and the trust assumptions.
contract ResourceTypes is IResourceTypes, UUPSUpgradeable, AccessManagedUpgradeable {
    struct ResourceType {
        string name;
        ResourceKind kind;
        uint32 memoryMib;
        /// The version of the terms that holds; at least 1.
        uint32 version;
        /// Append-only.
        mapping(uint32 version => ResourceTypeTerms) terms;
    }

    /// @custom:storage-location erc7201:suanli.storage.ResourceTypes
    struct ResourceTypesStorage {
        uint32 typeCount;
        mapping(ResourceTypeId id => ResourceType) types;
        mapping(bytes32 nameHash => ResourceTypeId) ids;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.ResourceTypes")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x124f692a6d6f6f49756b48bb6fd9d4109e36e1b0079996363a02a9dc760ac000;

    uint256 private constant MAX_NAME_BYTES = 32;
    uint256 private constant MAX_LEAF_COUNT_LOG2 = 40;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IResourceTypes
    function typeCount() external view returns (uint32) {
        return _storage().typeCount;
    }

    /// @inheritdoc IResourceTypes
    function idOf(string calldata name) external view returns (ResourceTypeId) {
        return _storage().ids[keccak256(bytes(name))];
    }

    /// @inheritdoc IResourceTypes
    function typeOf(
        ResourceTypeId id
    ) external view returns (string memory name, ResourceKind kind, uint32 memoryMib, uint32 version) {
        ResourceType storage known = _requireType(id);
        return (known.name, known.kind, known.memoryMib, known.version);
    }

    /// @inheritdoc IResourceTypes
    function termsOf(ResourceTypeId id) external view returns (ResourceTypeTerms memory) {
        ResourceType storage known = _requireType(id);
        return known.terms[known.version];
    }

    /// @inheritdoc IResourceTypes
    function termsAt(ResourceTypeId id, uint32 version) external view returns (ResourceTypeTerms memory) {
        ResourceType storage known = _storage().types[id];
        if (version == 0 || version > known.version) revert ResourceTypeVersionUnknown(id, version);
        return known.terms[version];
    }

    /// @inheritdoc IResourceTypes
    function requireListed(ResourceTypeId id) external view {
        ResourceType storage known = _requireType(id);
        if (!known.terms[known.version].listed) revert ResourceTypeNotListed(id);
    }

    /// @inheritdoc IResourceTypes
    function addType(
        string calldata name,
        ResourceKind kind,
        uint32 memoryMib,
        ResourceTypeTerms calldata terms
    ) external restricted returns (ResourceTypeId id) {
        if (bytes(name).length == 0 || bytes(name).length > MAX_NAME_BYTES) revert ResourceTypeNameInvalid();
        ResourceTypesStorage storage store = _storage();
        bytes32 nameHash = keccak256(bytes(name));
        id = store.ids[nameHash];
        if (ResourceTypeId.unwrap(id) != 0) revert ResourceTypeNameTaken(id);
        id = ResourceTypeId.wrap(++store.typeCount);
        store.ids[nameHash] = id;
        ResourceType storage added = store.types[id];
        added.name = name;
        added.kind = kind;
        added.memoryMib = memoryMib;
        emit ResourceTypeAdded(id, name, kind, memoryMib);
        _append(added, id, terms);
    }

    /// @inheritdoc IResourceTypes
    function setTerms(ResourceTypeId id, ResourceTypeTerms calldata terms) external restricted {
        _append(_requireType(id), id, terms);
    }

    function _append(ResourceType storage target, ResourceTypeId id, ResourceTypeTerms calldata terms) private {
        if (
            terms.revenueShares == 0 ||
            terms.leafCountLog2 == 0 ||
            terms.leafCountLog2 > MAX_LEAF_COUNT_LOG2 ||
            terms.samples == 0 ||
            terms.hashesPerLeaf == 0 ||
            terms.timeLimitSeconds == 0 ||
            terms.maxHashesPerSecond == 0 ||
            terms.maxHashesPerSecond < terms.minHashesPerSecond
        ) revert ResourceTypeTermsInvalid();
        uint32 version = ++target.version;
        target.terms[version] = terms;
        emit ResourceTypeTermsSet(id, version, terms);
    }

    function _requireType(ResourceTypeId id) private view returns (ResourceType storage known) {
        known = _storage().types[id];
        if (known.version == 0) revert ResourceTypeUnknown(id);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (ResourceTypesStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
