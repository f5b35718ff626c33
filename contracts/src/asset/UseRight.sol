// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ResourceId, ResourceTypeId, UseRightId, UseRightState} from "./AssetTypes.sol";
import {IResource} from "./IResource.sol";
import {IUseRight} from "./IUseRight.sol";

/// @title UseRight
/// @notice See IUseRight, which carries the documentation and the trust assumptions.
contract UseRight is IUseRight, UUPSUpgradeable, AccessManagedUpgradeable, ERC721Upgradeable {
    /// @dev A rental, in one word. It counts while `transfers` is that of the right.
    struct Rental {
        address user;
        uint40 expires;
        uint32 transfers;
    }

    /// @custom:storage-location erc7201:suanli.storage.UseRight
    struct UseRightStorage {
        uint64 count;
        mapping(UseRightId id => UseRightState) states;
        mapping(UseRightId id => Rental) rentals;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.UseRight")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x2d189aed113ec8a4b9c7c0fa1d828678326df029e4cee1f50d33d5cc42c97300;
    /// @dev Of ERC-4907: setUser ^ userOf ^ userExpires.
    bytes4 private constant ERC4907_INTERFACE_ID = 0xad092b5c;

    /// @notice The Resource contract, whose tokens use rights are for.
    IResource public immutable resource;
    /// @notice The Market contract, which alone sells and extends.
    address public immutable market;

    /// @param resource_ The proxy of Resource.
    /// @param market_ The proxy of Market.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IResource resource_, address market_) {
        resource = resource_;
        market = market_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __ERC721_init("Suanli Use Right", "UID");
    }

    /// @inheritdoc IUseRight
    function useRightCount() external view returns (uint64) {
        return _storage().count;
    }

    /// @inheritdoc IUseRight
    function stateOf(UseRightId id) external view returns (address owner, UseRightState memory state) {
        return (_ownerOf(UseRightId.unwrap(id)), _storage().states[id]);
    }

    /// @inheritdoc IUseRight
    function describe(
        UseRightId id
    )
        external
        view
        returns (
            address owner,
            ResourceId resourceId,
            ResourceTypeId typeId,
            bytes32 model,
            uint8 count,
            uint40 expiresAt
        )
    {
        owner = _requireUseRight(id);
        resourceId = _storage().states[id].resource;
        expiresAt = _storage().states[id].expiresAt;
        (typeId, count, , ) = resource.resourceOf(resourceId);
        model = resource.modelOf(resourceId);
    }

    /// @inheritdoc IUseRight
    function hasAccess(UseRightId id, address account) external view returns (bool) {
        return
            account != address(0) &&
            _ownerOf(UseRightId.unwrap(id)) == account &&
            block.timestamp < _storage().states[id].expiresAt;
    }

    /// @inheritdoc IUseRight
    function userOf(uint256 tokenId) external view returns (address) {
        return _rentalOf(tokenId).user;
    }

    /// @inheritdoc IUseRight
    function userExpires(uint256 tokenId) external view returns (uint256) {
        return _rentalOf(tokenId).expires;
    }

    /// @inheritdoc IUseRight
    function issue(ResourceId resourceId, uint40 expiresAt) external returns (UseRightId id) {
        if (expiresAt <= block.timestamp) revert UseRightExpiryInvalid(expiresAt);
        UseRightStorage storage store = _storage();
        id = UseRightId.wrap(++store.count);
        store.states[id] = UseRightState({resource: resourceId, expiresAt: expiresAt, transfers: 0, sold: false});
        resource.bind(resourceId, id, expiresAt, msg.sender);
        _mint(msg.sender, UseRightId.unwrap(id));
        emit UseRightIssued(id, resourceId, msg.sender, expiresAt);
    }

    /// @inheritdoc IUseRight
    function giveBack(UseRightId id) external {
        if (_requireUseRight(id) != msg.sender) revert UseRightNotOwner(id, msg.sender);
        ResourceId resourceId = _storage().states[id].resource;
        _burn(UseRightId.unwrap(id));
        delete _storage().states[id];
        delete _storage().rentals[id];
        emit UseRightGivenBack(id, resourceId, msg.sender);
        resource.release(resourceId, id);
    }

    /// @inheritdoc IUseRight
    function setUser(uint256 tokenId, address user, uint64 expires) external {
        UseRightId id = UseRightId.wrap(uint64(tokenId));
        address owner = _ownerOf(tokenId);
        if (owner == address(0)) revert UseRightUnknown(id);
        if (!_isAuthorized(owner, msg.sender, tokenId)) revert UseRightNotOwner(id, msg.sender);
        UseRightState memory state = _storage().states[id];
        if (block.timestamp >= state.expiresAt) revert UseRightExpired(id, state.expiresAt);
        if (expires > state.expiresAt) revert UseRightRentalTooLong(id, expires, state.expiresAt);
        _storage().rentals[id] = Rental({user: user, expires: uint40(expires), transfers: state.transfers});
        emit UpdateUser(tokenId, user, expires);
    }

    /// @inheritdoc IUseRight
    function sell(UseRightId id, address to) external {
        _requireMarket();
        _requireUseRight(id);
        _storage().states[id].sold = true;
        _update(to, UseRightId.unwrap(id), address(0));
    }

    /// @inheritdoc IUseRight
    function extend(UseRightId id, uint40 expiresAt) external {
        _requireMarket();
        _requireUseRight(id);
        UseRightState memory state = _storage().states[id];
        if (block.timestamp >= state.expiresAt) revert UseRightExpired(id, state.expiresAt);
        if (expiresAt <= state.expiresAt) revert UseRightExpiryInvalid(expiresAt);
        state.expiresAt = expiresAt;
        _storage().states[id] = state;
        emit UseRightExtended(id, expiresAt);
        resource.extend(state.resource, id, expiresAt);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721Upgradeable, IERC165) returns (bool) {
        return interfaceId == ERC4907_INTERFACE_ID || super.supportsInterface(interfaceId);
    }

    function _rentalOf(uint256 tokenId) private view returns (Rental memory rental) {
        UseRightId id = UseRightId.wrap(uint64(tokenId));
        if (tokenId > type(uint64).max) return rental;
        Rental memory stored = _storage().rentals[id];
        if (block.timestamp < stored.expires && stored.transfers == _storage().states[id].transfers) return stored;
    }

    function _requireUseRight(UseRightId id) private view returns (address owner) {
        owner = _ownerOf(UseRightId.unwrap(id));
        if (owner == address(0)) revert UseRightUnknown(id);
    }

    function _requireMarket() private view {
        if (msg.sender != market) revert UseRightWrongCaller(msg.sender);
    }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = super._update(to, tokenId, auth);
        if (from == address(0) || to == address(0)) return from;
        UseRightId id = UseRightId.wrap(uint64(tokenId));
        UseRightState memory state = _storage().states[id];
        if (!state.sold) revert UseRightUnsold(id);
        state.transfers += 1;
        _storage().states[id] = state;
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (UseRightStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
