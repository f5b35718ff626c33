// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC1155Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC1155/ERC1155Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {ERC1155Utils} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Utils.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IBank} from "../bank/IBank.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {ResourceId, ResourceTypeId} from "./AssetTypes.sol";
import {IResource} from "./IResource.sol";
import {IResourceTypes} from "./IResourceTypes.sol";
import {IRevenueRight} from "./IRevenueRight.sol";

/// @title RevenueRight
/// @notice See IRevenueRight, which carries the documentation and the trust assumptions.
contract RevenueRight is IRevenueRight, UUPSUpgradeable, AccessManagedUpgradeable, ERC1155Upgradeable {
    /// @dev The income of a resource, in one word.
    struct Income {
        /// What one share has earned in all, plus START: so a holder's word is never zero, and its first settlement does
        /// not pay for a new one.
        uint128 incomePerShareWei;
        uint32 totalShares;
        /// Less than `totalShares`.
        uint32 remainderWei;
    }

    /// @dev What a holder has earned of a resource, in one word: `accruedWei` up to when a share had earned
    /// `seenPerShareWei`, and its shares times the difference since. Whatever changes the shares accrues first.
    struct Earning {
        uint128 seenPerShareWei;
        uint96 accruedWei;
    }

    /// @custom:storage-location erc7201:suanli.storage.RevenueRight
    struct RevenueRightStorage {
        /// Σ over all resources of Σ accrued + remainder; never more than this contract has in the Bank.
        uint96 owedWei;
        mapping(ResourceId id => Income) incomes;
        mapping(ResourceId id => mapping(address holder => Earning)) earnings;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.RevenueRight")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0xc8cfe375c8836c9a7e7eeee55643e9c04ee128928af1c9cfc848f91a30752800;

    uint128 private constant START = 1;
    uint256 private constant MAX_HOLDERS = 64;

    /// @inheritdoc IRevenueRight
    IBank public immutable bank;
    /// @notice The Resource contract, whose owners create revenue rights.
    IResource public immutable resource;
    /// @notice The types that the DAO lists, with their numbers of shares.
    IResourceTypes public immutable resourceTypes;
    /// @notice The Market contract, which moves shares without approval.
    address public immutable market;

    /// @param bank_ The Bank, of which the proxy of this code becomes a module.
    /// @param resource_ The proxy of Resource.
    /// @param resourceTypes_ The proxy of ResourceTypes.
    /// @param market_ The proxy of Market.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(IBank bank_, IResource resource_, IResourceTypes resourceTypes_, address market_) {
        bank = bank_;
        resource = resource_;
        resourceTypes = resourceTypes_;
        market = market_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __ERC1155_init("");
    }

    /// @inheritdoc IRevenueRight
    function owedWei() external view returns (uint96) {
        return _storage().owedWei;
    }

    /// @inheritdoc IRevenueRight
    function totalShares(ResourceId id) external view returns (uint32) {
        return _storage().incomes[id].totalShares;
    }

    /// @inheritdoc IRevenueRight
    function isValid(ResourceId id) external view returns (bool) {
        if (_storage().incomes[id].totalShares == 0) return false;
        try resource.resourceOf(id) {
            return true;
        } catch {
            return false;
        }
    }

    /// @inheritdoc IRevenueRight
    function incomeOf(ResourceId id) external view returns (uint128 incomePerShareWei, uint32 remainderWei) {
        Income memory income = _storage().incomes[id];
        if (income.totalShares == 0) return (0, 0);
        return (income.incomePerShareWei - START, income.remainderWei);
    }

    /// @inheritdoc IRevenueRight
    function accruedOf(ResourceId id, address holder) external view returns (uint96 amountWei) {
        return _accrued(id, holder).accruedWei;
    }

    /// @inheritdoc IRevenueRight
    function create(ResourceId id, address[] calldata holders, uint32[] calldata shares) external {
        if (holders.length == 0 || holders.length > MAX_HOLDERS || holders.length != shares.length) {
            revert RevenueRightHoldersInvalid(holders.length, shares.length, MAX_HOLDERS);
        }
        (ResourceTypeId typeId, , , ) = resource.resourceOf(id);
        if (IERC721(address(resource)).ownerOf(ResourceId.unwrap(id)) != msg.sender) {
            revert RevenueRightNotProvider(id, msg.sender);
        }
        Income storage income = _storage().incomes[id];
        if (income.totalShares != 0) revert RevenueRightExists(id);
        uint32 expected = resourceTypes.termsOf(typeId).revenueShares;
        uint256 sum;
        for (uint256 i = 0; i < holders.length; ++i) {
            if (holders[i] == address(0) || shares[i] == 0) revert RevenueRightHolderInvalid(i);
            sum += shares[i];
        }
        if (sum != expected) revert RevenueRightSharesMismatch(sum, expected);

        income.incomePerShareWei = START;
        income.totalShares = expected;
        uint256[] memory ids = new uint256[](1);
        uint256[] memory values = new uint256[](1);
        ids[0] = ResourceId.unwrap(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            values[0] = shares[i];
            _update(address(0), holders[i], ids, values);
        }
        emit RevenueRightCreated(id, expected, holders, shares);
        // All shares are given out before any holder is called.
        for (uint256 i = 0; i < holders.length; ++i) {
            ERC1155Utils.checkOnERC1155Received(msg.sender, address(0), holders[i], ids[0], shares[i], "");
        }
    }

    /// @inheritdoc IRevenueRight
    function credit(ResourceId id, uint96 amountWei) external {
        if (amountWei == 0) revert RevenueRightZeroIncome();
        Income memory income = _storage().incomes[id];
        if (income.totalShares == 0) revert RevenueRightMissing(id);
        uint96 owed = _storage().owedWei;
        (uint96 availableWei, , ) = bank.accountOf(address(this));
        uint256 unattributedWei = availableWei - owed;
        if (unattributedWei < amountWei) revert RevenueRightIncomeMissing(unattributedWei, amountWei);

        uint256 dueWei = uint256(amountWei) + income.remainderWei;
        // At most 2^97, so it fits.
        income.incomePerShareWei += uint128(dueWei / income.totalShares);
        income.remainderWei = uint32(dueWei % income.totalShares);
        _storage().incomes[id] = income;
        _storage().owedWei = owed + amountWei;
        emit IncomeReceived(id, msg.sender, amountWei, income.incomePerShareWei - START);
    }

    /// @inheritdoc IRevenueRight
    function settle(ResourceId id, address holder) external returns (uint96 amountWei) {
        amountWei = _take(id, holder);
        if (amountWei == 0) revert RevenueRightNothingAccrued(id, holder);
        _pay(holder, amountWei);
    }

    /// @inheritdoc IRevenueRight
    function settleMany(ResourceId[] calldata ids, address holder) external returns (uint96 amountWei) {
        if (ids.length == 0) revert RevenueRightEmptyBatch();
        for (uint256 i = 0; i < ids.length; ++i) amountWei += _take(ids[i], holder);
        if (amountWei == 0) revert RevenueRightNothingAccrued(ids[0], holder);
        _pay(holder, amountWei);
    }

    /// @inheritdoc IRevenueRight
    function joinBank() external {
        (bool known, uint8 module) = bank.moduleOf(address(this));
        if (!known) revert IBank.BankUnknownModule(address(this));
        bank.setConsent(uint32(1) << module);
    }

    /// @inheritdoc IERC1155
    /// @dev The Market may move everybody's shares; see the trust assumptions.
    function isApprovedForAll(
        address account,
        address operator
    ) public view override(ERC1155Upgradeable, IERC1155) returns (bool) {
        return operator == market || super.isApprovedForAll(account, operator);
    }

    function _take(ResourceId id, address holder) private returns (uint96 amountWei) {
        Earning memory earning = _accrued(id, holder);
        amountWei = earning.accruedWei;
        if (amountWei == 0) return 0;
        earning.accruedWei = 0;
        _storage().earnings[id][holder] = earning;
        emit IncomeSettled(id, holder, amountWei);
    }

    function _pay(address holder, uint96 amountWei) private {
        _storage().owedWei -= amountWei;
        Journal journal = JournalLibrary.create(2);
        journal.add(address(this), -int256(uint256(amountWei)), 0);
        journal.add(holder, int256(uint256(amountWei)), 0);
        journal.post(bank);
    }

    function _accrued(ResourceId id, address holder) private view returns (Earning memory earning) {
        earning = _storage().earnings[id][holder];
        uint128 incomePerShareWei = _storage().incomes[id].incomePerShareWei;
        uint256 shares = balanceOf(holder, ResourceId.unwrap(id));
        // What a holder has earned lies in the Bank, where no account exceeds 2^96 - 1.
        earning.accruedWei += uint96(shares * (incomePerShareWei - earning.seenPerShareWei));
        earning.seenPerShareWei = incomePerShareWei;
    }

    /// @dev Both sides' earnings are accrued for the shares they had.
    function _update(
        address from,
        address to,
        uint256[] memory ids,
        uint256[] memory values
    ) internal override {
        for (uint256 i = 0; i < ids.length; ++i) {
            // No share has an id beyond 64 bits; moving none of them earns nobody anything.
            ResourceId id = ResourceId.wrap(uint64(ids[i]));
            if (from != address(0)) _storage().earnings[id][from] = _accrued(id, from);
            if (to != address(0)) _storage().earnings[id][to] = _accrued(id, to);
        }
        super._update(from, to, ids, values);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (RevenueRightStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
