// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {HardwareId, ResourceId, ResourceTypeId} from "./AssetTypes.sol";
import {IHardware} from "./IHardware.sol";
import {IResourceTypes} from "./IResourceTypes.sol";

/// @title Hardware
/// @notice See IHardware, which carries the documentation and the trust assumptions.
contract Hardware is IHardware, UUPSUpgradeable, AccessManagedUpgradeable, ERC721Upgradeable {
    struct Device {
        bytes32 model;
        ResourceTypeId typeId;
        /// The resource that it is part of; zero: none. While it is not zero the token does not move.
        ResourceId lockedIn;
    }

    /// @custom:storage-location erc7201:suanli.storage.Hardware
    struct HardwareStorage {
        uint64 count;
        mapping(HardwareId id => Device) devices;
        mapping(bytes32 fingerprint => HardwareId) ids;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Hardware")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x87dbcf0a2a7c338f0422986f9d8e3e5810b6fddd0eedbc4b879050020a997a00;

    /// @notice The types that the DAO lists.
    IResourceTypes public immutable resourceTypes;
    /// @notice The Resource contract, which alone locks hardware.
    address public immutable resource;

    /// @param resourceTypes_ The proxy of ResourceTypes.
    /// @param resource_ The proxy of Resource.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IResourceTypes resourceTypes_, address resource_) {
        resourceTypes = resourceTypes_;
        resource = resource_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __ERC721_init("Suanli Hardware", "HID");
    }

    /// @inheritdoc IHardware
    function hardwareCount() external view returns (uint64) {
        return _storage().count;
    }

    /// @inheritdoc IHardware
    function idOf(bytes32 fingerprint) external view returns (HardwareId) {
        return _storage().ids[fingerprint];
    }

    /// @inheritdoc IHardware
    function hardwareOf(
        HardwareId id
    ) external view returns (ResourceTypeId typeId, bytes32 model, ResourceId lockedIn) {
        Device storage device = _storage().devices[id];
        if (device.model == 0) revert HardwareUnknown(id);
        return (device.typeId, device.model, device.lockedIn);
    }

    /// @inheritdoc IHardware
    function register(
        ResourceTypeId typeId,
        bytes32 model,
        bytes32 fingerprint
    ) external restricted returns (HardwareId id) {
        resourceTypes.requireListed(typeId);
        if (model[0] == 0) revert HardwareModelInvalid();
        if (fingerprint == 0) revert HardwareFingerprintInvalid();
        HardwareStorage storage store = _storage();
        id = store.ids[fingerprint];
        if (HardwareId.unwrap(id) != 0) revert HardwareFingerprintTaken(id);
        id = HardwareId.wrap(++store.count);
        store.ids[fingerprint] = id;
        Device storage device = store.devices[id];
        device.model = model;
        device.typeId = typeId;
        _mint(msg.sender, HardwareId.unwrap(id));
        emit HardwareRegistered(id, msg.sender, typeId, model, fingerprint);
    }

    /// @inheritdoc IHardware
    function lock(
        HardwareId[] calldata ids,
        ResourceId resourceId,
        address owner
    ) external returns (ResourceTypeId typeId, bytes32 model) {
        if (msg.sender != resource) revert HardwareWrongCaller(msg.sender);
        for (uint256 i = 0; i < ids.length; ++i) {
            HardwareId id = ids[i];
            address actual = _ownerOf(HardwareId.unwrap(id));
            if (actual == address(0)) revert HardwareUnknown(id);
            if (actual != owner) revert HardwareNotOwner(id, owner);
            Device storage device = _storage().devices[id];
            if (ResourceId.unwrap(device.lockedIn) != 0) revert HardwareInUse(id, device.lockedIn);
            if (i == 0) {
                typeId = device.typeId;
                model = device.model;
            } else if (
                ResourceTypeId.unwrap(device.typeId) != ResourceTypeId.unwrap(typeId) || device.model != model
            ) {
                revert HardwareMixed(id);
            }
            device.lockedIn = resourceId;
            emit HardwareLocked(id, resourceId);
        }
    }

    /// @inheritdoc IHardware
    function unlock(HardwareId[] calldata ids, ResourceId resourceId, address to) external {
        if (msg.sender != resource) revert HardwareWrongCaller(msg.sender);
        for (uint256 i = 0; i < ids.length; ++i) {
            HardwareId id = ids[i];
            _storage().devices[id].lockedIn = ResourceId.wrap(0);
            emit HardwareUnlocked(id, resourceId);
            // The resource may have been sold since; no hook is called, so that its owner cannot be kept from ending it.
            if (_ownerOf(HardwareId.unwrap(id)) != to) _update(to, HardwareId.unwrap(id), address(0));
        }
    }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        HardwareId id = HardwareId.wrap(uint64(tokenId));
        ResourceId lockedIn = _storage().devices[id].lockedIn;
        if (ResourceId.unwrap(lockedIn) != 0) revert HardwareInUse(id, lockedIn);
        return super._update(to, tokenId, auth);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (HardwareStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
