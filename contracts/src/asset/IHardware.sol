// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {HardwareId, ResourceId, ResourceTypeId} from "./AssetTypes.sol";

/// @title IHardware
/// @notice HIDs: one token for one physical device. A device is known by its fingerprint, a hash over what identifies it;
/// a fingerprint is registered once, for ever.
///
/// Trust assumptions
/// - What is registered is a claim. Nothing here shows that the device exists, is of this type, or is the caller's: a
///   compute proof tests the type, and nobody gains from another's fingerprint but the nuisance of having taken it. A
///   provider who minds salts its fingerprint.
/// - Governance says, through the AccessManager, who may register: everybody (its PUBLIC_ROLE), or holders of a role.
/// - Resource, named for good by this code, locks hardware of owners who ask it to, and hands it out again.
interface IHardware is IERC721 {
    /// @notice `provider` registered a device.
    event HardwareRegistered(
        HardwareId indexed id,
        address indexed provider,
        ResourceTypeId indexed typeId,
        bytes32 model,
        bytes32 fingerprint
    );
    /// @notice A device became part of a resource, and cannot be transferred.
    event HardwareLocked(HardwareId indexed id, ResourceId indexed resource);
    /// @notice The resource was dissolved, and the device is free.
    event HardwareUnlocked(HardwareId indexed id, ResourceId indexed resource);

    /// @notice The fingerprint is that of hardware `id` already.
    error HardwareFingerprintTaken(HardwareId id);
    /// @notice The fingerprint is zero.
    error HardwareFingerprintInvalid();
    /// @notice The name of the model is empty.
    error HardwareModelInvalid();
    /// @notice There is no hardware with this id.
    error HardwareUnknown(HardwareId id);
    /// @notice The hardware is part of a resource.
    error HardwareInUse(HardwareId id, ResourceId resource);
    /// @notice `account` does not own the hardware.
    error HardwareNotOwner(HardwareId id, address account);
    /// @notice The hardware differs in type or model from the first of the same resource.
    error HardwareMixed(HardwareId id);
    /// @notice Only Resource may do this.
    error HardwareWrongCaller(address caller);

    /// @notice How many devices were registered; their ids are 1 to this number.
    function hardwareCount() external view returns (uint64);

    /// @notice The hardware with this fingerprint; zero where there is none.
    function idOf(bytes32 fingerprint) external view returns (HardwareId);

    /// @notice A device: its type, its model (UTF-8, padded with zeros), and the resource that it is part of (zero: none).
    /// @dev Reverts with HardwareUnknown.
    function hardwareOf(
        HardwareId id
    ) external view returns (ResourceTypeId typeId, bytes32 model, ResourceId lockedIn);

    /// @notice Registers a device of the caller's. Who may is for governance to say.
    /// @param typeId A type that the DAO lists.
    /// @param model The name of the model, UTF-8, padded with zeros.
    /// @param fingerprint A hash that no other hardware has.
    /// @dev Reverts with AccessManagedUnauthorized, ResourceTypeUnknown, ResourceTypeNotListed, HardwareModelInvalid,
    /// HardwareFingerprintInvalid, HardwareFingerprintTaken.
    function register(ResourceTypeId typeId, bytes32 model, bytes32 fingerprint) external returns (HardwareId id);

    /// @notice Makes devices of `owner`, all of one type and model, part of `resource`. For Resource only.
    /// @dev Reverts with HardwareWrongCaller, HardwareUnknown, HardwareNotOwner, HardwareInUse, HardwareMixed.
    function lock(
        HardwareId[] calldata ids,
        ResourceId resource,
        address owner
    ) external returns (ResourceTypeId typeId, bytes32 model);

    /// @notice Frees the devices of `resource`, and hands them to `to`. For Resource only.
    /// @dev Reverts with HardwareWrongCaller.
    function unlock(HardwareId[] calldata ids, ResourceId resource, address to) external;
}
