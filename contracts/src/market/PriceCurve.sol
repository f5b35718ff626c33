// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {ResourceId, ResourceTypeId} from "../asset/AssetTypes.sol";
import {IResource} from "../asset/IResource.sol";
import {IResourceTypes} from "../asset/IResourceTypes.sol";
import {IBank} from "../bank/IBank.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {IRanking} from "../proof/IRanking.sol";
import {IMarket} from "./IMarket.sol";
import {IPriceCurve} from "./IPriceCurve.sol";
import {PriceLaw} from "./PriceLaw.sol";
import {CurveTerms, Figures, StatementId} from "./PriceTypes.sol";

/// @title PriceCurve
/// @notice See IPriceCurve, which carries the documentation and the trust assumptions.
contract PriceCurve is IPriceCurve, UUPSUpgradeable, AccessManagedUpgradeable {
    /// @dev One word.
    struct Statement {
        /// Zero: there is none, or it was released.
        address account;
        /// The first epoch in which the bond can be released.
        uint32 releaseEpoch;
        /// In 10^9 wei.
        uint64 bondGwei;
    }

    struct CurveVersion {
        CurveTerms terms;
        /// The first epoch in which these terms hold; it grows from version to version.
        uint32 fromEpoch;
    }

    /// @dev The bonds of the statements that are kept here are a part of what their accounts have locked in the Bank.
    /// @custom:storage-location erc7201:suanli.storage.PriceCurve
    struct PriceCurveStorage {
        uint64 statementCount;
        mapping(StatementId id => Statement) statements;
        mapping(ResourceId id => uint32 epoch) suppliedUntil;
        /// The sums over all statements, for the epochs that each holds for.
        mapping(ResourceTypeId typeId => mapping(uint32 epoch => Figures)) figures;
        mapping(ResourceTypeId typeId => uint32) versions;
        /// From 1 on.
        mapping(ResourceTypeId typeId => mapping(uint32 version => CurveVersion)) curves;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.PriceCurve")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0xec9086d4c5ea5d794fe6b5b019b5496597dbd55cfaae038d2cee3e49f1828400;

    uint256 private constant GWU = 1e9;
    uint256 private constant BASIS_POINTS = 10_000;
    uint16 private constant MAX_FEE_BASIS_POINTS = 1_000;
    uint32 private constant MAX_EPOCHS = 24;

    /// @inheritdoc IPriceCurve
    IBank public immutable bank;
    /// @notice The Resource contract, whose owners publish supply.
    IResource public immutable resource;
    /// @notice The ResourceTypes contract, whose types have prices.
    IResourceTypes public immutable resourceTypes;
    /// @notice The Ranking contract, which says what compute proofs showed.
    IRanking public immutable ranking;
    /// @notice The Market contract, which says whose the fees are.
    IMarket public immutable market;
    /// @inheritdoc IPriceCurve
    uint32 public immutable epochBlocks;

    /// @param bank_ The Bank, of which the proxy of this code becomes a module.
    /// @param resource_ The proxy of Resource.
    /// @param resourceTypes_ The proxy of ResourceTypes.
    /// @param ranking_ The proxy of Ranking.
    /// @param market_ The proxy of Market.
    /// @param epochBlocks_ How many blocks an epoch has, at least one. Code for the same proxy has to keep to it, because
    /// epochs are counted by it.
    /// @custom:oz-upgrades-unsafe-allow constructor state-variable-immutable
    constructor(
        IBank bank_,
        IResource resource_,
        IResourceTypes resourceTypes_,
        IRanking ranking_,
        IMarket market_,
        uint32 epochBlocks_
    ) {
        if (epochBlocks_ == 0) revert PriceCurveTermsInvalid();
        bank = bank_;
        resource = resource_;
        resourceTypes = resourceTypes_;
        ranking = ranking_;
        market = market_;
        epochBlocks = epochBlocks_;
        _disableInitializers();
    }

    /// @notice Sets the AccessManager whose word counts here. Called once, by the proxy's constructor.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IPriceCurve
    function currentEpoch() public view returns (uint32) {
        return uint32(block.number / epochBlocks);
    }

    /// @inheritdoc IPriceCurve
    function quote(
        ResourceTypeId typeId
    ) external view returns (uint96 priceWeiPerGwu, uint32 epoch, uint64 untilBlock) {
        epoch = currentEpoch();
        return (_priceAt(typeId, epoch, _termsAt(typeId, epoch)), epoch, (uint64(epoch) + 1) * epochBlocks);
    }

    /// @inheritdoc IPriceCurve
    function priceAt(ResourceTypeId typeId, uint32 epoch) external view returns (uint96 priceWeiPerGwu) {
        uint32 current = currentEpoch();
        if (epoch > current) revert PriceCurveEpochAhead(epoch, current);
        return _priceAt(typeId, epoch, _termsAt(typeId, epoch));
    }

    /// @inheritdoc IPriceCurve
    function priceFor(
        ResourceTypeId typeId,
        uint128 supplyWork,
        uint128 demandWork
    ) external view returns (uint96 priceWeiPerGwu) {
        return _price(_termsAt(typeId, currentEpoch()), supplyWork, demandWork);
    }

    /// @inheritdoc IPriceCurve
    function figuresOf(ResourceTypeId typeId, uint32 epoch) external view returns (Figures memory) {
        return _storage().figures[typeId][epoch];
    }

    /// @inheritdoc IPriceCurve
    function termsAt(
        ResourceTypeId typeId,
        uint32 epoch
    ) external view returns (CurveTerms memory terms, uint32 version) {
        version = _versionAt(typeId, epoch);
        return (_storage().curves[typeId][version].terms, version);
    }

    /// @inheritdoc IPriceCurve
    function capacityOf(ResourceId id) external view returns (uint256 capacityWork) {
        (ResourceTypeId typeId, uint8 count, , ) = resource.resourceOf(id);
        return _capacityOf(id, count, _termsAt(typeId, currentEpoch()));
    }

    /// @inheritdoc IPriceCurve
    function suppliedUntil(ResourceId id) external view returns (uint32 epoch) {
        return _storage().suppliedUntil[id];
    }

    /// @inheritdoc IPriceCurve
    function statementOf(
        StatementId id
    ) external view returns (address account, uint96 bondWei, uint32 releaseEpoch) {
        Statement memory statement = _storage().statements[id];
        return (statement.account, uint96(statement.bondGwei) * 1 gwei, statement.releaseEpoch);
    }

    /// @inheritdoc IPriceCurve
    function publishSupply(ResourceId id, uint64 workPerEpoch, uint32 epochs) external returns (StatementId statement) {
        uint32 epoch = currentEpoch();
        uint32 untilEpoch = _untilEpoch(workPerEpoch, epoch, epochs);
        (ResourceTypeId typeId, uint8 count, , ) = resource.resourceOf(id);
        if (resource.ownerOf(ResourceId.unwrap(id)) != msg.sender) revert PriceCurveNotProvider(id, msg.sender);
        PriceCurveStorage storage store = _storage();
        if (epoch < store.suppliedUntil[id]) revert PriceCurveSupplyLive(id, store.suppliedUntil[id]);
        CurveTerms storage terms = _termsAt(typeId, epoch);
        uint256 capacityWork = _capacityOf(id, count, terms);
        if (workPerEpoch > capacityWork) revert PriceCurveSupplyTooLarge(id, workPerEpoch, capacityWork);
        store.suppliedUntil[id] = untilEpoch;
        for (uint32 covered = epoch; covered < untilEpoch; ++covered) store.figures[typeId][covered].supplyWork += workPerEpoch;
        uint96 bondWei;
        uint96 feeWei;
        (statement, bondWei, feeWei) = _record(
            uint256(workPerEpoch) * terms.bondWeiPerGwu,
            terms.feeBasisPoints,
            untilEpoch,
            type(uint96).max
        );
        emit SupplyPublished(statement, typeId, msg.sender, id, workPerEpoch, epoch, untilEpoch, bondWei, feeWei);
    }

    /// @inheritdoc IPriceCurve
    function publishDemand(
        ResourceTypeId typeId,
        uint64 workPerEpoch,
        uint32 epochs,
        uint96 maxBondWei
    ) external returns (StatementId statement) {
        uint32 epoch = currentEpoch();
        uint32 untilEpoch = _untilEpoch(workPerEpoch, epoch, epochs);
        CurveTerms storage terms = _termsAt(typeId, epoch);
        uint256 rateWei = _priceAt(typeId, epoch, terms);
        if (rateWei < terms.bondWeiPerGwu) rateWei = terms.bondWeiPerGwu;
        PriceCurveStorage storage store = _storage();
        for (uint32 covered = epoch; covered < untilEpoch; ++covered) store.figures[typeId][covered].demandWork += workPerEpoch;
        uint96 bondWei;
        uint96 feeWei;
        (statement, bondWei, feeWei) = _record(workPerEpoch * rateWei, terms.feeBasisPoints, untilEpoch, maxBondWei);
        emit DemandPublished(statement, typeId, msg.sender, workPerEpoch, epoch, untilEpoch, bondWei, feeWei);
    }

    /// @inheritdoc IPriceCurve
    function release(StatementId[] calldata ids) external {
        uint32 epoch = currentEpoch();
        Journal journal = JournalLibrary.create(ids.length);
        bool any;
        for (uint256 i = 0; i < ids.length; ++i) {
            Statement memory statement = _storage().statements[ids[i]];
            if (statement.account == address(0)) {
                uint64 number = StatementId.unwrap(ids[i]);
                if (number == 0 || number > _storage().statementCount) revert PriceCurveStatementUnknown(ids[i]);
                // Whoever released it first must not undo the others.
                continue;
            }
            any = true;
            if (epoch < statement.releaseEpoch) revert PriceCurveStatementLive(ids[i], statement.releaseEpoch);
            delete _storage().statements[ids[i]];
            uint256 bondWei = uint256(statement.bondGwei) * 1 gwei;
            journal.add(statement.account, int256(bondWei), -int256(bondWei));
            emit StatementReleased(ids[i], statement.account, uint96(bondWei));
        }
        if (any) journal.post(bank);
    }

    /// @inheritdoc IPriceCurve
    function setCurve(ResourceTypeId typeId, CurveTerms calldata terms) external restricted {
        // Refuses a type that there is not.
        resourceTypes.typeOf(typeId);
        if (
            terms.capWeiPerGwu < terms.floorWeiPerGwu ||
            terms.maxWorkPerDevice == 0 ||
            terms.bondWeiPerGwu == 0 ||
            terms.feeBasisPoints > MAX_FEE_BASIS_POINTS
        ) revert PriceCurveTermsInvalid();
        PriceCurveStorage storage store = _storage();
        uint32 epoch = currentEpoch();
        uint32 version = store.versions[typeId];
        uint32 fromEpoch = version == 0 ? epoch : epoch + 1;
        // What never held is overwritten, so that at most one version is ahead.
        if (version == 0 || store.curves[typeId][version].fromEpoch <= epoch) store.versions[typeId] = ++version;
        CurveVersion storage curve = store.curves[typeId][version];
        curve.terms = terms;
        curve.fromEpoch = fromEpoch;
        emit CurveSet(typeId, version, fromEpoch, terms);
    }

    /// @dev Takes the bond, out of its amount times 10^9, and the fee from the caller.
    function _record(
        uint256 bondWeiE9,
        uint16 feeBasisPoints,
        uint32 untilEpoch,
        uint96 maxBondWei
    ) private returns (StatementId id, uint96 bondWei, uint96 feeWei) {
        uint256 bondGwei = (bondWeiE9 + GWU * 1 gwei - 1) / (GWU * 1 gwei);
        uint256 wei_ = bondGwei * 1 gwei;
        if (bondGwei > type(uint64).max || wei_ > maxBondWei) revert PriceCurveBondTooLarge(wei_, maxBondWei);
        bondWei = uint96(wei_);
        (, address treasury) = market.fee();
        if (treasury != address(0)) feeWei = uint96((wei_ * feeBasisPoints + BASIS_POINTS - 1) / BASIS_POINTS);
        PriceCurveStorage storage store = _storage();
        id = StatementId.wrap(++store.statementCount);
        store.statements[id] = Statement({
            account: msg.sender,
            // The price of `untilEpoch` is the last one that follows from this.
            releaseEpoch: untilEpoch + 1,
            bondGwei: uint64(bondGwei)
        });
        Journal journal = JournalLibrary.create(2);
        journal.add(msg.sender, -int256(wei_ + feeWei), int256(wei_));
        if (feeWei != 0) journal.add(treasury, int256(uint256(feeWei)), 0);
        journal.post(bank);
    }

    function _untilEpoch(uint64 workPerEpoch, uint32 epoch, uint32 epochs) private pure returns (uint32) {
        if (workPerEpoch == 0) revert PriceCurveZeroWork();
        if (epochs == 0 || epochs > MAX_EPOCHS) revert PriceCurveEpochsInvalid(epochs, MAX_EPOCHS);
        return epoch + epochs;
    }

    function _capacityOf(
        ResourceId id,
        uint8 count,
        CurveTerms storage terms
    ) private view returns (uint256 capacityWork) {
        capacityWork = uint256(count) * terms.maxWorkPerDevice;
        if (terms.workPerProvenHash == 0) return capacityWork;
        uint256 provenWork = uint256(ranking.standingOf(id).bestHashesPerSecond) * terms.workPerProvenHash;
        return provenWork < capacityWork ? provenWork : capacityWork;
    }

    function _priceAt(ResourceTypeId typeId, uint32 epoch, CurveTerms storage terms) private view returns (uint96) {
        if (epoch == 0) return _price(terms, 0, 0);
        Figures memory figures = _storage().figures[typeId][epoch - 1];
        return _price(terms, figures.supplyWork, figures.demandWork);
    }

    function _price(CurveTerms memory terms, uint128 supplyWork, uint128 demandWork) private pure returns (uint96) {
        return
            PriceLaw.priceWeiDown(
                terms.basePriceWeiPerGwu,
                terms.alphaE9,
                terms.floorWeiPerGwu,
                terms.capWeiPerGwu,
                supplyWork,
                demandWork
            );
    }

    function _termsAt(ResourceTypeId typeId, uint32 epoch) private view returns (CurveTerms storage) {
        return _storage().curves[typeId][_versionAt(typeId, epoch)].terms;
    }

    /// @dev At most one version is ahead of the present epoch, so only questions about the past go back further.
    function _versionAt(ResourceTypeId typeId, uint32 epoch) private view returns (uint32 version) {
        PriceCurveStorage storage store = _storage();
        version = store.versions[typeId];
        while (version != 0 && store.curves[typeId][version].fromEpoch > epoch) --version;
        if (version == 0) revert PriceCurveNotSet(typeId, epoch);
    }

    /// @dev Governance alone upgrades.
    function _authorizeUpgrade(address) internal override restricted {}

    function _storage() private pure returns (PriceCurveStorage storage store) {
        assembly ("memory-safe") {
            store.slot := STORAGE_SLOT
        }
    }
}
