// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId} from "../../src/asset/AssetTypes.sol";
import {CurveTerms, Figures, StatementId} from "../../src/market/PriceTypes.sol";
import {Test} from "../support/Test.sol";
import {PriceFixture} from "./PriceFixture.sol";

/// @notice Publishes, releases, changes terms, sells resources and lets epochs pass, in any order, and keeps its own books.
/// Whoever may not publish, change or be paid tries it, too.
contract PriceHandler is PriceFixture {
    uint256 private constant RESOURCES = 3;
    uint96 private constant FLOOR_WEI = 0.05 ether;
    uint96 private constant CAP_WEI = 20 ether;

    struct Book {
        StatementId id;
        address account;
        uint256 bondWei;
        uint256 releaseEpoch;
    }

    ResourceId[] private _vids;
    Book[] private _open;
    uint256 private _bankStartWei;
    CurveTerms private _terms;
    CurveTerms private _nextTerms;

    mapping(uint256 epoch => uint256) public supplied;
    mapping(uint256 epoch => uint256) public demanded;
    mapping(address account => uint256) public bonds;
    mapping(address account => uint256) private _startWei;
    mapping(address account => uint256) private _feesOfWei;
    uint256 public feesWei;
    uint256 public released;
    uint256 public published;
    mapping(ResourceId id => address) private _ownerOf;
    bool private _hasTreasury = true;

    function start() external {
        deployPrices();
        _terms = defaultCurve();
        _terms.floorWeiPerGwu = FLOOR_WEI;
        _terms.capWeiPerGwu = CAP_WEI;
        curve.setCurve(gtx1050, _terms);
        nextEpoch();
        _nextTerms = _terms;
        for (uint256 i = 0; i < RESOURCES; ++i) {
            _vids.push(createOne(provider));
            _ownerOf[_vids[i]] = provider;
        }
        _bankStartWei = bank.totalHeldWei();
        address[3] memory all = this.parties();
        for (uint256 i = 0; i < all.length; ++i) _startWei[all[i]] = availableOf(all[i]);
    }

    function publishSupply(uint256 which, uint64 work, uint32 epochs) external {
        ResourceId id = _vids[which % RESOURCES];
        work = uint64(bound(work, 1, 60 * GWU_WORK));
        epochs = uint32(bound(epochs, 1, 4));
        if (epoch() < curve.suppliedUntil(id)) return;
        uint256 bondWei = _bond(uint256(work) * _terms.bondWeiPerGwu);
        address owner = _ownerOf[id];
        if (availableOf(owner) < bondWei + _fee(bondWei)) return;
        vm.prank(owner);
        StatementId statement = curve.publishSupply(id, work, epochs);
        for (uint256 i = 0; i < epochs; ++i) supplied[epoch() + i] += work;
        _book(statement, owner, bondWei, epochs);
    }

    /// @dev The bonds of its statements stay with who published them.
    function sellResource(uint256 which) external {
        ResourceId id = _vids[which % RESOURCES];
        address to = _ownerOf[id] == provider ? other : provider;
        vm.prank(_ownerOf[id]);
        resource.transferFrom(_ownerOf[id], to, ResourceId.unwrap(id));
        _ownerOf[id] = to;
    }

    /// @dev What nobody may: publish for another or twice, drop the consent that releases a bond, release what never was, set terms.
    function overreach(uint256 which, uint256 how, uint64 work) external {
        ResourceId id = _vids[which % RESOURCES];
        bytes memory publish = abi.encodeCall(curve.publishSupply, (id, uint64(bound(work, 1, GWU_WORK)), 1));
        how %= 4;
        if (how == 0) return _refused(requester, address(curve), publish);
        if (how == 1 && epoch() < curve.suppliedUntil(id)) return _refused(_ownerOf[id], address(curve), publish);
        if (how == 2) return _refused(provider, address(curve), abi.encodeCall(curve.setCurve, (gtx1050, _terms)));
        if (_open.length == 0) return;
        Book memory book = _open[which % _open.length];
        if (how == 3) return _refused(book.account, address(bank), abi.encodeCall(bank.setConsent, (1)));
        StatementId unknown = StatementId.wrap(StatementId.unwrap(book.id) + 1_000_000);
        _refused(keeper, address(curve), abi.encodeCall(curve.release, (only(unknown))));
    }

    function setTreasury(bool has) external {
        market.setFee(has ? 100 : 0, has ? treasury : address(0));
        _hasTreasury = has;
    }

    function publishDemand(uint256 who, uint64 work, uint32 epochs) external {
        address account = who % 2 == 0 ? requester : other;
        work = uint64(bound(work, 1, 60 * GWU_WORK));
        epochs = uint32(bound(epochs, 1, 4));
        uint256 rateWei = expectedPrice(supplied[epoch() - 1], demanded[epoch() - 1]);
        if (rateWei < _terms.bondWeiPerGwu) rateWei = _terms.bondWeiPerGwu;
        uint256 bondWei = _bond(work * rateWei);
        if (availableOf(account) < bondWei + _fee(bondWei)) return;
        vm.prank(account);
        StatementId statement = curve.publishDemand(gtx1050, work, epochs, uint96(bondWei));
        for (uint256 i = 0; i < epochs; ++i) demanded[epoch() + i] += work;
        _book(statement, account, bondWei, epochs);
    }

    function release(uint256 which) external {
        if (_open.length == 0) return;
        which %= _open.length;
        Book memory book = _open[which];
        StatementId[] memory twice = new StatementId[](2);
        twice[0] = twice[1] = book.id;
        (bool done, ) = address(curve).call(abi.encodeCall(curve.release, (twice)));
        assertTrue(done == (epoch() >= book.releaseEpoch), "released exactly when it is over");
        if (!done) return;
        bonds[book.account] -= book.bondWei;
        _open[which] = _open[_open.length - 1];
        _open.pop();
        ++released;
        uint256 lockedWei = lockedOf(book.account);
        curve.release(only(book.id));
        assertEq(lockedOf(book.account), lockedWei, "released once");
    }

    function setTerms(uint96 base, uint96 alpha) external {
        _nextTerms.basePriceWeiPerGwu = uint96(bound(base, 0, 5 ether));
        _nextTerms.alphaE9 = uint96(bound(alpha, 0, 1 ether * 1e9));
        curve.setCurve(gtx1050, _nextTerms);
    }

    function pass(uint256 blocks) external {
        blocks = bound(blocks, 1, 2 * EPOCH_BLOCKS);
        uint256 before = epoch();
        advance(blocks, 1);
        if (epoch() != before) _terms = _nextTerms;
    }

    // What the chain says

    function epoch() public view returns (uint256) {
        return height / EPOCH_BLOCKS;
    }

    function quoted() external view returns (uint256) {
        return price();
    }

    /// The law written anew, in exact integers.
    function expectedPrice(uint256 supplyWork, uint256 demandWork) public view returns (uint256) {
        int256 exact = int256(uint256(_terms.basePriceWeiPerGwu)) * 1e18 + int256(uint256(_terms.alphaE9)) * (int256(demandWork) - int256(supplyWork));
        if (exact < int256(uint256(FLOOR_WEI)) * 1e18) return FLOOR_WEI;
        return uint256(exact) / 1e18 > CAP_WEI ? CAP_WEI : uint256(exact) / 1e18;
    }

    function figures(uint256 ofEpoch) external view returns (uint256 supplyWork, uint256 demandWork) {
        Figures memory known = curve.figuresOf(gtx1050, uint32(ofEpoch));
        return (known.supplyWork, known.demandWork);
    }

    function priceWith(uint256 supplyWork, uint256 demandWork) external view returns (uint256) {
        return curve.priceFor(gtx1050, uint128(supplyWork), uint128(demandWork));
    }

    function parties() external view returns (address[3] memory) {
        return [provider, requester, other];
    }

    function lockedOfParty(address account) external view returns (uint256) {
        return lockedOf(account);
    }

    /// What an account has, and what it has to have: all but its bonds and fees.
    function availableOfParty(address account) external view returns (uint256 actualWei, uint256 expectedWei) {
        return (availableOf(account), _startWei[account] - bonds[account] - _feesOfWei[account]);
    }

    function treasuryWei() external view returns (uint256) {
        return availableOf(treasury);
    }

    function bounds() external pure returns (uint256, uint256) {
        return (FLOOR_WEI, CAP_WEI);
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei, uint256 startWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)), _bankStartWei);
    }

    function drain() external {
        advance(10 * EPOCH_BLOCKS, 1);
        for (uint256 i = 0; i < _open.length; ++i) {
            curve.release(only(_open[i].id));
            bonds[_open[i].account] -= _open[i].bondWei;
        }
        delete _open;
        _terms = _nextTerms;
    }

    function _book(StatementId id, address account, uint256 bondWei, uint32 epochs) private {
        _open.push(Book(id, account, bondWei, epoch() + epochs + 1));
        bonds[account] += bondWei;
        feesWei += _fee(bondWei);
        _feesOfWei[account] += _fee(bondWei);
        ++published;
    }

    function _bond(uint256 weiE9) private pure returns (uint256) {
        uint256 exactWei = (weiE9 + 1e9 - 1) / 1e9;
        return ((exactWei + 1 gwei - 1) / 1 gwei) * 1 gwei;
    }

    function _fee(uint256 bondWei) private view returns (uint256) {
        return _hasTreasury ? (bondWei * _terms.feeBasisPoints + 9_999) / 10_000 : 0;
    }

    function _refused(address from, address target, bytes memory call) private {
        vm.prank(from);
        (bool done, ) = target.call(call);
        assertTrue(!done, "allowed what is to be refused");
    }
}

contract PriceCurveInvariantTest is Test {
    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    PriceHandler private handler;

    function setUp() public {
        handler = new PriceHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[11] memory selectors = [
            PriceHandler.publishSupply.selector,
            PriceHandler.publishSupply.selector,
            PriceHandler.sellResource.selector,
            PriceHandler.overreach.selector,
            PriceHandler.setTreasury.selector,
            PriceHandler.publishDemand.selector,
            PriceHandler.publishDemand.selector,
            PriceHandler.release.selector,
            PriceHandler.setTerms.selector,
            PriceHandler.pass.selector,
            PriceHandler.pass.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// What the runs do at random does happen when it is asked for: none of it returns early for good.
    function test_TheHandlerDoesWhatItSays() public {
        handler.publishSupply(0, 50e9, 1);
        handler.publishDemand(0, 60e9, 2);
        assertEq(handler.published(), 2, "published");
        handler.release(0);
        assertEq(handler.released(), 0, "too early");
        handler.pass(10);
        assertEq(handler.quoted(), 2 ether, "1 + 0.1 * 10");
        handler.setTerms(2 ether, 0);
        handler.pass(10);
        assertEq(handler.quoted(), 2 ether, "2");
        handler.release(0);
        assertEq(handler.released(), 1, "in time");
        invariant_ThePriceIsTheLawAndTheMoneyIsThere();
    }

    /// @dev One invariant, because the runner plays all its runs anew for each.
    function invariant_ThePriceIsTheLawAndTheMoneyIsThere() public view {
        uint256 epoch = handler.epoch();
        for (uint256 i = epoch - 1; i < epoch + 4; ++i) {
            (uint256 supplyWork, uint256 demandWork) = handler.figures(i);
            assertEq(supplyWork, handler.supplied(i), "supply");
            assertEq(demandWork, handler.demanded(i), "demand");
        }
        uint256 s = handler.supplied(epoch - 1);
        uint256 d = handler.demanded(epoch - 1);
        uint256 price = handler.quoted();
        assertEq(price, handler.expectedPrice(s, d), "law");
        (uint256 floorWei, uint256 capWei) = handler.bounds();
        assertTrue(price >= floorWei && price <= capWei, "bounds");
        assertTrue(handler.priceWith(s + 1e9, d) <= price, "falls with supply");
        assertTrue(handler.priceWith(s, d + 1e9) >= price, "rises with demand");
        address[3] memory parties = handler.parties();
        for (uint256 i = 0; i < parties.length; ++i) {
            assertEq(handler.lockedOfParty(parties[i]), handler.bonds(parties[i]), "what is locked are the bonds");
            (uint256 actualWei, uint256 expectedWei) = handler.availableOfParty(parties[i]);
            assertEq(actualWei, expectedWei, "bonds are back with who published");
        }
        assertEq(handler.treasuryWei(), handler.feesWei(), "fees");
        (uint256 heldWei, uint256 balanceWei, uint256 startWei) = handler.held();
        assertEq(heldWei, startWei, "nothing came or went");
        assertEq(balanceWei, heldWei, "tokens of the bank");
    }

    /// Every bond comes back in the end.
    function afterInvariant() public {
        handler.drain();
        address[3] memory parties = handler.parties();
        for (uint256 i = 0; i < parties.length; ++i) assertEq(handler.lockedOfParty(parties[i]), 0, "all is released");
        invariant_ThePriceIsTheLawAndTheMoneyIsThere();
    }
}
