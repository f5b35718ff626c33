// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {HardwareId, ResourceId, ResourceTypeId, UseRightId} from "./AssetTypes.sol";
import {IHardware} from "./IHardware.sol";
import {IResource} from "./IResource.sol";

/// @title Resource
/// @notice See IResource, which carries the documentation and the trust assumptions.
contract Resource is IResource, UUPSUpgradeable, AccessManagedUpgradeable, ERC721Upgradeable {
    struct Environment {
        ResourceTypeId typeId;
        /// How many devices it has; zero: it does not exist.
        uint8 count;
        /// The use right that binds it until `boundUntil`; from that second on it is free.
        UseRightId boundTo;
        uint40 boundUntil;
    }

    /// @custom:storage-location erc7201:suanli.storage.Resource
    struct ResourceStorage {
        uint64 count;
        mapping(ResourceId id => Environment) environments;
        /// Four ids to a word, the first in its lowest bits. A device is in at most one resource that exists.
        mapping(ResourceId id => mapping(uint256 index => uint256 word)) hardware;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Resource")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x9ac9796644b1939a112278efd82f9ffc81fe9677673bf8494128282704961600;

    uint256 private constant MAX_HARDWARE = 32;

    /// @notice The Hardware contract, whose tokens resources lock.
    IHardware public immutable hardware;
    /// @notice The UseRight contract, which alone binds resources.
    address public immutable useRight;

    /// @param hardware_ The proxy of Hardware.
    /// @param useRight_ The proxy of UseRight.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IHardware hardware_, address useRight_) {
        hardware = hardware_;
        useRight = useRight_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __ERC721_init("Suanli Resource", "VID");
    }

    /// @inheritdoc IResource
    function resourceCount() external view returns (uint64) {
        return _storage().count;
    }

    /// @inheritdoc IResource
    function resourceOf(
        ResourceId id
    ) external view returns (ResourceTypeId typeId, uint8 count, UseRightId boundTo, uint40 boundUntil) {
        Environment memory environment = _requireResource(id);
        return (environment.typeId, environment.count, environment.boundTo, environment.boundUntil);
    }

    /// @inheritdoc IResource
    function hardwareOf(ResourceId id) external view returns (HardwareId[] memory) {
        return _hardwareOf(id, _requireResource(id).count);
    }

    /// @inheritdoc IResource
    function modelOf(ResourceId id) external view returns (bytes32 model) {
        _requireResource(id);
        (, model, ) = hardware.hardwareOf(HardwareId.wrap(uint64(_storage().hardware[id][0])));
    }

    /// @inheritdoc IResource
    function isFree(ResourceId id) public view returns (bool) {
        Environment storage environment = _storage().environments[id];
        return environment.count != 0 && block.timestamp >= environment.boundUntil;
    }

    /// @inheritdoc IResource
    function freeResourcesOf(
        address owner,
        ResourceId start,
        uint256 limit
    ) external view returns (ResourceId[] memory ids, ResourceId next) {
        uint256 first = ResourceId.unwrap(start) == 0 ? 1 : ResourceId.unwrap(start);
        uint256 count = _storage().count;
        uint256 remaining = first > count ? 0 : count - first + 1;
        if (limit < remaining) {
            remaining = limit;
            next = ResourceId.wrap(uint64(first + limit));
        }
        ids = new ResourceId[](remaining);
        uint256 found;
        for (uint256 i = 0; i < remaining; ++i) {
            ResourceId id = ResourceId.wrap(uint64(first + i));
            if (_ownerOf(first + i) == owner && isFree(id)) ids[found++] = id;
        }
        assembly ("memory-safe") {
            mstore(ids, found)
        }
    }

    /// @inheritdoc IResource
    function create(HardwareId[] calldata devices) external returns (ResourceId id) {
        if (devices.length == 0 || devices.length > MAX_HARDWARE) {
            revert ResourceHardwareCountInvalid(devices.length, MAX_HARDWARE);
        }
        ResourceStorage storage store = _storage();
        id = ResourceId.wrap(++store.count);
        (ResourceTypeId typeId, bytes32 model) = hardware.lock(devices, id, msg.sender);
        Environment storage environment = store.environments[id];
        environment.typeId = typeId;
        environment.count = uint8(devices.length);
        uint256 word;
        for (uint256 i = 0; i < devices.length; ++i) {
            word |= uint256(HardwareId.unwrap(devices[i])) << (64 * (i % 4));
            if (i % 4 == 3 || i + 1 == devices.length) {
                store.hardware[id][i / 4] = word;
                word = 0;
            }
        }
        _mint(msg.sender, ResourceId.unwrap(id));
        emit ResourceCreated(id, msg.sender, typeId, model, devices);
    }

    /// @inheritdoc IResource
    function dissolve(ResourceId id) external {
        Environment memory environment = _requireResource(id);
        if (_ownerOf(ResourceId.unwrap(id)) != msg.sender) revert ResourceNotOwner(id, msg.sender);
        _requireFree(id, environment);
        HardwareId[] memory devices = _hardwareOf(id, environment.count);
        for (uint256 i = 0; i < devices.length; i += 4) delete _storage().hardware[id][i / 4];
        _burn(ResourceId.unwrap(id));
        delete _storage().environments[id];
        emit ResourceDissolved(id, msg.sender);
        hardware.unlock(devices, id, msg.sender);
    }

    /// @inheritdoc IResource
    function bind(ResourceId id, UseRightId useRightId, uint40 until, address owner) external {
        _requireUseRight();
        Environment memory environment = _requireResource(id);
        if (_ownerOf(ResourceId.unwrap(id)) != owner) revert ResourceNotOwner(id, owner);
        _requireFree(id, environment);
        environment.boundTo = useRightId;
        environment.boundUntil = until;
        _storage().environments[id] = environment;
        emit ResourceBound(id, useRightId, until);
    }

    /// @inheritdoc IResource
    function extend(ResourceId id, UseRightId useRightId, uint40 until) external {
        _requireUseRight();
        _storage().environments[id].boundUntil = until;
        emit ResourceBound(id, useRightId, until);
    }

    /// @inheritdoc IResource
    function release(ResourceId id, UseRightId useRightId) external {
        _requireUseRight();
        Environment memory environment = _storage().environments[id];
        // An expired right may be given back when another binds the resource, or when it is no more.
        if (UseRightId.unwrap(environment.boundTo) != UseRightId.unwrap(useRightId)) return;
        environment.boundTo = UseRightId.wrap(0);
        environment.boundUntil = 0;
        _storage().environments[id] = environment;
        emit ResourceReleased(id, useRightId);
    }

    function _hardwareOf(ResourceId id, uint256 count) private view returns (HardwareId[] memory devices) {
        devices = new HardwareId[](count);
        for (uint256 i = 0; i < count; ++i) {
            devices[i] = HardwareId.wrap(uint64(_storage().hardware[id][i / 4] >> (64 * (i % 4))));
        }
    }

    function _requireUseRight() private view {
        if (msg.sender != useRight) revert ResourceWrongCaller(msg.sender);
    }

    function _requireResource(ResourceId id) private view returns (Environment memory environment) {
        environment = _storage().environments[id];
        if (environment.count == 0) revert ResourceUnknown(id);
    }

    function _requireFree(ResourceId id, Environment memory environment) private view {
        if (block.timestamp < environment.boundUntil) {
            revert ResourceInUse(id, environment.boundTo, environment.boundUntil);
        }
    }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        ResourceId id = ResourceId.wrap(uint64(tokenId));
        _requireFree(id, _storage().environments[id]);
        return super._update(to, tokenId, auth);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (ResourceStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
