// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {HardwareId, ResourceId, ResourceTypeId, UseRightId} from "./AssetTypes.sol";

/// @title IResource
/// @notice VIDs: virtual environments, each of one or more devices of one type and model, which it locks. A resource is
/// bound while a use right of it is live, and else free. A free one can be given another use right, transferred or
/// dissolved; a bound one cannot. Whoever owns a resource owns what is in it: dissolving it hands out its hardware.
///
/// Trust assumptions
/// - Nothing here shows that the environment runs: the provider is paid in advance for use rights, and whoever buys one
///   trusts it, or its proofs, to serve it.
/// - UseRight, named for good by this code, binds resources for their owners only.
/// - Governance may upgrade this code, through the AccessManager; no other right is reserved to anybody.
interface IResource is IERC721 {
    /// @notice `provider` made a resource of `hardware`.
    event ResourceCreated(
        ResourceId indexed id,
        address indexed provider,
        ResourceTypeId indexed typeId,
        bytes32 model,
        HardwareId[] hardware
    );
    /// @notice The resource is bound by `useRight` until `until` (seconds since 1970), unless that is given back before.
    event ResourceBound(ResourceId indexed id, UseRightId indexed useRight, uint40 until);
    /// @notice `useRight` was given back, and the resource is free.
    event ResourceReleased(ResourceId indexed id, UseRightId indexed useRight);
    /// @notice The resource ended, and its hardware went to its owner.
    event ResourceDissolved(ResourceId indexed id, address indexed owner);

    /// @notice There is no resource with this id, or it was dissolved.
    error ResourceUnknown(ResourceId id);
    /// @notice `account` does not own the resource.
    error ResourceNotOwner(ResourceId id, address account);
    /// @notice The resource is bound by `useRight` until `until` (seconds since 1970).
    error ResourceInUse(ResourceId id, UseRightId useRight, uint40 until);
    /// @notice A resource takes 1 to `maximum` devices, not `count`.
    error ResourceHardwareCountInvalid(uint256 count, uint256 maximum);
    /// @notice Only UseRight may do this.
    error ResourceWrongCaller(address caller);

    /// @notice How many resources were created; their ids are 1 to this number.
    function resourceCount() external view returns (uint64);

    /// @notice A resource: its type, the number of its devices, and the use right that binds it until `boundUntil`
    /// (seconds since 1970). In that second and later it is free.
    /// @dev Reverts with ResourceUnknown.
    function resourceOf(
        ResourceId id
    ) external view returns (ResourceTypeId typeId, uint8 count, UseRightId boundTo, uint40 boundUntil);

    /// @notice The devices of a resource.
    /// @dev Reverts with ResourceUnknown.
    function hardwareOf(ResourceId id) external view returns (HardwareId[] memory);

    /// @notice The model of the devices of a resource.
    /// @dev Reverts with ResourceUnknown.
    function modelOf(ResourceId id) external view returns (bytes32);

    /// @notice Whether the resource exists and no live use right binds it.
    function isFree(ResourceId id) external view returns (bool);

    /// @notice The free resources of `owner` among `limit` ids from `start` on, and the id to go on from (zero: the
    /// end). Meant to be called, not sent.
    function freeResourcesOf(
        address owner,
        ResourceId start,
        uint256 limit
    ) external view returns (ResourceId[] memory ids, ResourceId next);

    /// @notice Makes a resource of the caller's out of 1 to 32 devices of the caller's, all of one type and model.
    /// @dev Reverts with ResourceHardwareCountInvalid, HardwareUnknown, HardwareNotOwner, HardwareInUse, HardwareMixed.
    function create(HardwareId[] calldata hardware) external returns (ResourceId id);

    /// @notice Ends a free resource of the caller's, and hands out its hardware. Its id is not used again, so neither is
    /// its revenue right; what that has earned stays due.
    /// @dev Reverts with ResourceUnknown, ResourceNotOwner, ResourceInUse.
    function dissolve(ResourceId id) external;

    /// @notice Binds a free resource of `owner`. For UseRight only.
    /// @dev Reverts with ResourceWrongCaller, ResourceUnknown, ResourceNotOwner, ResourceInUse.
    function bind(ResourceId id, UseRightId useRight, uint40 until, address owner) external;

    /// @notice Moves the end of a binding. For UseRight only, while it lasts.
    /// @dev Reverts with ResourceWrongCaller.
    function extend(ResourceId id, UseRightId useRight, uint40 until) external;

    /// @notice Ends the binding by `useRight`, where there is one. For UseRight only.
    /// @dev Reverts with ResourceWrongCaller.
    function release(ResourceId id, UseRightId useRight) external;
}
