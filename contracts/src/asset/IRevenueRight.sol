// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IBank} from "../bank/IBank.sol";
import {ResourceId} from "./AssetTypes.sol";

/// @title IRevenueRight
/// @notice RIDs: shares in all income of a resource. The id of a share is that of its resource. Before its first use
/// right is listed, the owner of a resource creates its revenue right: as many shares as its type has at that time,
/// given to holders of its choice, once and for good.
///
/// Income lies in the Bank, on this contract's own account. Each payment raises the resource's income per share by
/// floor((payment + remainder) / shares), in whole wei; the new remainder, less than one wei per share, stays until the
/// next payment. A holder has earned its shares times that rise, at any time, whoever held the other shares; what it has
/// earned stays its own when it gives the shares away. So, for every resource, to the wei:
///   Σ income = Σ settled + Σ accrued and not settled + remainder.
///
/// Trust assumptions
/// - This contract is a module of the Bank, to which no account but its own need consent: it takes from none but itself.
/// - Whoever attributes income (`credit`) needs no trust: it can but attribute what lies on the account beyond what is
///   owed already. A module posts to this account and attributes it in the same transaction.
/// - Market, named for good by this code, moves shares that their holders listed with it, at their price; no holder need
///   approve it.
/// - Governance may upgrade this code, through the AccessManager; no other right is reserved to anybody.
interface IRevenueRight is IERC1155 {
    /// @notice A resource got its revenue right: `totalShares`, of which `holders` got `shares`.
    event RevenueRightCreated(ResourceId indexed id, uint32 totalShares, address[] holders, uint32[] shares);
    /// @notice `payer` brought income to a resource, of which each share now has earned `incomePerShareWei` in all.
    event IncomeReceived(ResourceId indexed id, address indexed payer, uint96 amountWei, uint128 incomePerShareWei);
    /// @notice `amountWei` that `holder` had earned went to its account in the Bank.
    event IncomeSettled(ResourceId indexed id, address indexed holder, uint96 amountWei);

    /// @notice The resource has a revenue right already.
    error RevenueRightExists(ResourceId id);
    /// @notice The resource has no revenue right.
    error RevenueRightMissing(ResourceId id);
    /// @notice `account` does not own the resource.
    error RevenueRightNotProvider(ResourceId id, address account);
    /// @notice There are 1 to `maximum` holders, and as many numbers of shares.
    error RevenueRightHoldersInvalid(uint256 holders, uint256 shares, uint256 maximum);
    /// @notice Holder number `position` is the zero address, or gets no share.
    error RevenueRightHolderInvalid(uint256 position);
    /// @notice The shares add up to `shares`, not to the `expected` of the resource's type.
    error RevenueRightSharesMismatch(uint256 shares, uint32 expected);
    /// @notice The account holds `unattributedWei` beyond what is owed, which is less than the income to attribute.
    error RevenueRightIncomeMissing(uint256 unattributedWei, uint96 amountWei);
    /// @notice The income is zero.
    error RevenueRightZeroIncome();
    /// @notice There is nothing to settle for `holder`.
    error RevenueRightNothingAccrued(ResourceId id, address holder);
    /// @notice Nothing was given to settle.
    error RevenueRightEmptyBatch();

    /// @notice The Bank in which the income lies.
    function bank() external view returns (IBank);

    /// @notice All income attributed and not yet settled, of all resources, remainders included, in wei.
    function owedWei() external view returns (uint96);

    /// @notice How many shares there are in the income of a resource; zero: it has no revenue right.
    function totalShares(ResourceId id) external view returns (uint32);

    /// @notice Whether a resource has a revenue right that counts: one is valid while the resource exists.
    function isValid(ResourceId id) external view returns (bool);

    /// @notice What one share in a resource has earned in all, and what waits for the next payment, in wei.
    function incomeOf(ResourceId id) external view returns (uint128 incomePerShareWei, uint32 remainderWei);

    /// @notice What `holder` has earned of a resource and not settled, in wei.
    function accruedOf(ResourceId id, address holder) external view returns (uint96 amountWei);

    /// @notice Creates the revenue right of a resource of the caller's.
    /// @param holders 1 to 64 accounts; an account that is named twice gets both.
    /// @param shares How many shares each gets; together those of the resource's type, as it is now.
    /// @dev Reverts with RevenueRightNotProvider, RevenueRightExists, RevenueRightHoldersInvalid,
    /// RevenueRightHolderInvalid, RevenueRightSharesMismatch, ERC1155InvalidReceiver.
    function create(ResourceId id, address[] calldata holders, uint32[] calldata shares) external;

    /// @notice Attributes to a resource `amountWei` that lie on this contract's account in the Bank, and are owed to
    /// nobody yet. Meant for modules of the Bank, right after they posted.
    /// @dev Reverts with RevenueRightMissing, RevenueRightZeroIncome, RevenueRightIncomeMissing.
    function credit(ResourceId id, uint96 amountWei) external;

    /// @notice Pays `holder` what it has earned of a resource. Anyone may send it: the holder alone is paid.
    /// @dev Reverts with RevenueRightNothingAccrued.
    function settle(ResourceId id, address holder) external returns (uint96 amountWei);

    /// @notice As `settle`, for many resources; those where nothing is due do no harm, unless that is all of them.
    /// @dev Reverts with RevenueRightEmptyBatch, RevenueRightNothingAccrued.
    function settleMany(ResourceId[] calldata ids, address holder) external returns (uint96 amountWei);

    /// @notice Lets the Bank move this contract's own account at its word. Anyone may send it, once governance has made
    /// this contract a module; until then no income can be settled.
    /// @dev Reverts with BankUnknownModule.
    function joinBank() external;
}
