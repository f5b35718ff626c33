// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeId} from "../asset/AssetTypes.sol";
import {IBank} from "../bank/IBank.sol";
import {CurveTerms, Figures, StatementId} from "./PriceTypes.sol";

/// @title IPriceCurve
/// @notice A price of computing for each resource type, that follows published supply and demand (see PriceLaw). Nobody has
/// to sell or buy at it: providers may let their offers follow it, and others compare with it.
///
/// Epochs. An epoch is a fixed number of blocks. The price of an epoch follows from what was published for the one before,
/// and from the terms that held when it began, so it is the same in every block of it, and nobody who sees it can still
/// change it. Where nothing was published the price is P0, within its bounds.
///
/// Statements. The owner of a resource publishes how much work it supplies per epoch, and anybody how much it demands, for
/// 1 to 24 epochs from the present one on; nothing takes a statement back before. Supply is bounded by the devices of the
/// resource, and, where the DAO asks for it, by what its compute proofs showed. A statement locks, in the Bank, the bond of
/// its work of one epoch, however many it holds for; a demand locks at least what that work costs at the present price. It
/// is locked until the last price that follows from the statement is over: for n epochs of E blocks, n * E + 1 blocks where
/// it was published in the last block of an epoch, (n + 1) * E where in the first one. A fee, a part of the bond, is taken
/// besides, once; it is gone, to the treasury of the market.
///
/// What a false statement costs. To move the price by d wei per Gwu, between its bounds, takes d / α Gwu of statements. They
/// cost their fee, d / α * bond * fee, and lock d / α * bond, once for the 1 to 24 epochs that they hold for: a day of 24
/// epochs costs no more than a single one, but for the time of the lock, and gas. For one epoch that time is more than one and at
/// most two epochs; for 24, more than 24 and at most 25. Supply takes devices besides, of which each resource counts once, and
/// proofs where the DAO asks for them.
///
/// Trust assumptions
/// - Who publishes gave the Bank consent for this module, and with it trusts this code and the governance that may upgrade
///   it. It takes from the caller, and from nobody else; the lock returns to who published, whoever sends the release.
/// - The price is what those who publish make it. Nobody can be made to publish, so capacity and needs can be held back at
///   no cost, and who is ready to pay the fee, and to lay still the bond, can say too much: the DAO sets both by what a wrong
///   price is worth for 24 epochs.
/// - A resource that is dissolved, sold or broken stays supplied until its statement ends, and so does its bond.
///   Devices that are put into a new resource can be published once more meanwhile, for a bond and fee more.
/// - Governance (the AccessManager) sets the terms, from the next epoch on; the first ones hold at once. It may upgrade this code.
interface IPriceCurve {
    /// @notice These terms hold for a type from epoch `fromEpoch` on, as their version `version`; in place of an earlier one
    /// of that number, if that never held.
    event CurveSet(ResourceTypeId indexed typeId, uint32 indexed version, uint32 fromEpoch, CurveTerms terms);
    /// @notice `provider` supplies `workPerEpoch` of `resource` in epochs `fromEpoch` to `untilEpoch` - 1.
    event SupplyPublished(
        StatementId indexed id,
        ResourceTypeId indexed typeId,
        address indexed provider,
        ResourceId resource,
        uint64 workPerEpoch,
        uint32 fromEpoch,
        uint32 untilEpoch,
        uint96 bondWei,
        uint96 feeWei
    );
    /// @notice `requester` demands `workPerEpoch` in epochs `fromEpoch` to `untilEpoch` - 1.
    event DemandPublished(
        StatementId indexed id,
        ResourceTypeId indexed typeId,
        address indexed requester,
        uint64 workPerEpoch,
        uint32 fromEpoch,
        uint32 untilEpoch,
        uint96 bondWei,
        uint96 feeWei
    );
    /// @notice The statement is over, and `bondWei` of `account` are available again.
    event StatementReleased(StatementId indexed id, address indexed account, uint96 bondWei);

    /// @notice The DAO has set no terms for this type, or they did not hold yet in `epoch`.
    error PriceCurveNotSet(ResourceTypeId typeId, uint32 epoch);
    /// @notice One of the terms is outside the range that CurveTerms gives.
    error PriceCurveTermsInvalid();
    /// @notice Epoch `epoch` has no price yet; the present one is `current`.
    error PriceCurveEpochAhead(uint32 epoch, uint32 current);
    /// @notice A statement holds for 1 to `maximum` epochs, not for `epochs`.
    error PriceCurveEpochsInvalid(uint32 epochs, uint32 maximum);
    /// @notice A statement is about some work.
    error PriceCurveZeroWork();
    /// @notice `account` does not own the resource.
    error PriceCurveNotProvider(ResourceId resource, address account);
    /// @notice The supply of the resource is published up to epoch `untilEpoch` already.
    error PriceCurveSupplyLive(ResourceId resource, uint32 untilEpoch);
    /// @notice The resource can supply `capacityWork` per epoch, by its devices and proofs, and not `workPerEpoch`.
    error PriceCurveSupplyTooLarge(ResourceId resource, uint64 workPerEpoch, uint256 capacityWork);
    /// @notice The statement would lock `bondWei`, more than the caller allows or an account can hold.
    error PriceCurveBondTooLarge(uint256 bondWei, uint256 maximumWei);
    /// @notice No statement has this number.
    error PriceCurveStatementUnknown(StatementId id);
    /// @notice The statement is locked until epoch `releaseEpoch`.
    error PriceCurveStatementLive(StatementId id, uint32 releaseEpoch);

    /// @notice The Bank whose balances are locked.
    function bank() external view returns (IBank);

    /// @notice How many blocks an epoch has.
    function epochBlocks() external view returns (uint32);

    /// @notice The number of the present epoch: that of the block divided by `epochBlocks`, rounded down.
    function currentEpoch() external view returns (uint32);

    /// @notice What computing of a type costs in the present epoch, in wei per Gwu, and the first block of the next one.
    /// @dev Reverts with PriceCurveNotSet.
    function quote(
        ResourceTypeId typeId
    ) external view returns (uint96 priceWeiPerGwu, uint32 epoch, uint64 untilBlock);

    /// @notice What it cost in an epoch, the present one included.
    /// @dev Reverts with PriceCurveNotSet, PriceCurveEpochAhead.
    function priceAt(ResourceTypeId typeId, uint32 epoch) external view returns (uint96 priceWeiPerGwu);

    /// @notice What it would cost, by the terms of the present epoch, with this supply and this demand.
    /// @dev Reverts with PriceCurveNotSet.
    function priceFor(
        ResourceTypeId typeId,
        uint128 supplyWork,
        uint128 demandWork
    ) external view returns (uint96 priceWeiPerGwu);

    /// @notice What is published for an epoch; those of the present one and of later ones still grow.
    function figuresOf(ResourceTypeId typeId, uint32 epoch) external view returns (Figures memory);

    /// @notice The terms of a type in an epoch, and their version; for a later epoch than the next, those known now.
    /// @dev Reverts with PriceCurveNotSet.
    function termsAt(
        ResourceTypeId typeId,
        uint32 epoch
    ) external view returns (CurveTerms memory terms, uint32 version);

    /// @notice How much work per epoch a resource can be published with.
    /// @dev Reverts with PriceCurveNotSet, ResourceUnknown.
    function capacityOf(ResourceId resource) external view returns (uint256 capacityWork);

    /// @notice The first epoch from which on the supply of a resource can be published anew.
    function suppliedUntil(ResourceId resource) external view returns (uint32 epoch);

    /// @notice Whose a statement is, what it locks, and the epoch from which on that can be released; zeros: there is none.
    function statementOf(
        StatementId id
    ) external view returns (address account, uint96 bondWei, uint32 releaseEpoch);

    /// @notice States what a resource of the caller's supplies, in the present epoch and those after it.
    /// @dev Reverts with PriceCurveZeroWork, PriceCurveEpochsInvalid, ResourceUnknown, PriceCurveNotProvider,
    /// PriceCurveNotSet, PriceCurveSupplyLive, PriceCurveSupplyTooLarge, PriceCurveBondTooLarge, and as Bank.post.
    function publishSupply(ResourceId resource, uint64 workPerEpoch, uint32 epochs) external returns (StatementId id);

    /// @notice States what the caller demands of a type, in the present epoch and those after it, where that locks at most
    /// `maxBondWei`.
    /// @dev Reverts with PriceCurveZeroWork, PriceCurveEpochsInvalid, PriceCurveNotSet, PriceCurveBondTooLarge, and as
    /// Bank.post.
    function publishDemand(
        ResourceTypeId typeId,
        uint64 workPerEpoch,
        uint32 epochs,
        uint96 maxBondWei
    ) external returns (StatementId id);

    /// @notice Unlocks the bonds of statements that are over. Anyone may send it. Those that were released before are passed
    /// over, so that somebody who releases one of them first does not undo the rest.
    /// @dev Reverts with PriceCurveStatementUnknown, PriceCurveStatementLive.
    function release(StatementId[] calldata ids) external;

    /// @notice Sets the terms of a type from the next epoch on; the first ones hold at once. Restricted to governance.
    /// @dev Reverts with ResourceTypeUnknown, PriceCurveTermsInvalid.
    function setCurve(ResourceTypeId typeId, CurveTerms calldata terms) external;
}
