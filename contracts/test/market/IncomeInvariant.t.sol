// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, ResourceTypeTerms, UseRightId, UseRightState} from "../../src/asset/AssetTypes.sol";
import {RenewalOffer} from "../../src/market/IMarket.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";
import {Test} from "../support/Test.sol";

/// @notice Issues, sells, resells, renews and gives back use rights, trades and gives away shares, and settles, in any
/// order; and keeps its own books, share by share, of what everybody must have.
contract AssetHandler is AssetFixture {
    uint256 private constant RESOURCES = 3;
    uint256 private constant PARTIES = 4;
    /// @dev Few shares, and a number that divides nothing evenly, so that there are remainders.
    uint32 public constant TOTAL = 7;

    address[] public accounts;
    ResourceId[] public vids;
    UseRightId[] private _uids;
    address private _provider;
    uint40 private _time = START;

    // The books
    mapping(address account => uint256) public available;
    mapping(uint256 vid => uint256) public incomeWei;
    mapping(uint256 vid => uint256) public settledWei;
    mapping(uint256 vid => uint256) public bookPerShareWei;
    mapping(uint256 vid => uint256) public bookRemainderWei;
    mapping(uint256 vid => mapping(address holder => uint256)) public shares;
    mapping(uint256 vid => mapping(address holder => uint256)) public earnedWei;
    uint256 public sales;
    uint256 public shareSales;
    uint256 public settlements;

    function start() external {
        deployAssets();
        market.setFee(333, treasury);
        ResourceTypeTerms memory terms = defaultTerms();
        terms.revenueShares = TOTAL;
        resourceTypes.setTerms(gtx1050, terms);
        for (uint256 i = 0; i < PARTIES; ++i) {
            address account = address(uint160(0x1000 + i));
            accounts.push(account);
            fund(account);
            consentToMarket(account);
            available[account] = FUNDS_WEI;
        }
        _provider = accounts[0];
        for (uint256 i = 0; i < RESOURCES; ++i) {
            ResourceId vid = createOne(_provider);
            vids.push(vid);
            (address[] memory holders, uint32[] memory parts) = two(_provider, 4, accounts[1], 3);
            vm.prank(_provider);
            revenueRight.create(vid, holders, parts);
            shares[raw(vid)][_provider] = 4;
            shares[raw(vid)][accounts[1]] = 3;
            _uids.push(UseRightId.wrap(0));
            _issue(i);
        }
        accounts.push(treasury);
        accounts.push(address(revenueRight));
        accounts.push(requester);
        accounts.push(provider);
        accounts.push(other);
        available[requester] = FUNDS_WEI;
        available[provider] = FUNDS_WEI;
        available[other] = FUNDS_WEI;
    }

    function buy(uint256 which, uint256 who, uint256 priceWei) external {
        which %= RESOURCES;
        who %= PARTIES;
        address buyer = accounts[who];
        UseRightId uid = _uids[which];
        (address owner, UseRightState memory state) = useRight.stateOf(uid);
        if (owner == address(0) || owner == buyer || _time >= state.expiresAt) return;
        priceWei = bound(priceWei, 1, 3 ether);
        if (available[buyer] < priceWei) return;
        vm.prank(owner);
        market.list(uid, uint96(priceWei));
        vm.prank(buyer);
        market.buy(uid, uint96(priceWei));
        uint256 restWei = _takePrice(buyer, priceWei);
        if (state.sold) available[owner] += restWei;
        else _bookIncome(vids[which], restWei);
        ++sales;
        // Nobody buys it a second time.
        vm.prank(accounts[(who + 1) % PARTIES]);
        (bool again, ) = address(market).call(abi.encodeCall(market.buy, (uid, uint96(priceWei))));
        assertTrue(!again, "bought twice");
    }

    function renew(uint256 which) external {
        which %= RESOURCES;
        UseRightId uid = _uids[which];
        (address owner, UseRightState memory state) = useRight.stateOf(uid);
        if (owner == address(0) || _time >= state.expiresAt) return;
        uint64 rateWei = 1e12 + 1;
        uint32 period = 3 days + 7;
        uint256 priceWei = uint256(rateWei) * period;
        if (available[owner] < priceWei) return;
        vm.prank(_provider);
        market.offerRenewal(uid, _renewal(rateWei, period));
        vm.prank(owner);
        market.renew(uid, rateWei);
        _bookIncome(vids[which], _takePrice(owner, priceWei));
    }

    function reissue(uint256 which) external {
        which %= RESOURCES;
        UseRightId uid = _uids[which];
        (address owner, ) = useRight.stateOf(uid);
        if (owner != address(0)) {
            vm.prank(owner);
            useRight.giveBack(uid);
        }
        _issue(which);
    }

    function sellShares(uint256 which, uint256 from, uint256 to, uint256 count, uint256 priceWei) external {
        ResourceId vid = vids[which % RESOURCES];
        address seller = accounts[from % PARTIES];
        address buyer = accounts[to % PARTIES];
        uint256 offered = shares[raw(vid)][seller];
        if (offered == 0 || seller == buyer) return;
        count = bound(count, 1, offered);
        priceWei = bound(priceWei, 1, 1 ether);
        if (available[buyer] < count * priceWei) return;
        vm.prank(seller);
        market.listShares(vid, uint32(offered), uint96(priceWei), type(uint40).max);
        vm.prank(buyer);
        market.buyShares(vid, seller, uint32(count), uint96(priceWei));
        available[seller] += _takePrice(buyer, count * priceWei);
        shares[raw(vid)][seller] -= count;
        shares[raw(vid)][buyer] += count;
        ++shareSales;
    }

    function giveShares(uint256 which, uint256 from, uint256 to, uint256 count) external {
        ResourceId vid = vids[which % RESOURCES];
        address giver = accounts[from % PARTIES];
        address receiver = accounts[to % PARTIES];
        count = bound(count, 0, shares[raw(vid)][giver]);
        vm.prank(giver);
        revenueRight.safeTransferFrom(giver, receiver, raw(vid), count, "");
        shares[raw(vid)][giver] -= count;
        shares[raw(vid)][receiver] += count;
    }

    function settle(uint256 which, uint256 who, uint256 by) external {
        ResourceId vid = vids[which % RESOURCES];
        address holder = accounts[who % PARTIES];
        uint256 dueWei = earnedWei[raw(vid)][holder];
        vm.prank(accounts[by % PARTIES]);
        (bool done, ) = address(revenueRight).call(abi.encodeWithSignature("settle(uint64,address)", vid, holder));
        assertTrue(done == (dueWei != 0), "settled where something is due");
        earnedWei[raw(vid)][holder] = 0;
        available[holder] += dueWei;
        settledWei[raw(vid)] += dueWei;
        if (done) ++settlements;
    }

    function roll(uint256 seconds_) external {
        _time += uint40(bound(seconds_, 1, 4 days));
        vm.warp(_time);
    }

    function drain() external {
        for (uint256 i = 0; i < RESOURCES; ++i) {
            for (uint256 j = 0; j < PARTIES; ++j) {
                uint256 dueWei = earnedWei[raw(vids[i])][accounts[j]];
                if (dueWei == 0) continue;
                revenueRight.settle(vids[i], accounts[j]);
                earnedWei[raw(vids[i])][accounts[j]] = 0;
                available[accounts[j]] += dueWei;
                settledWei[raw(vids[i])] += dueWei;
            }
        }
    }

    // What the chain says

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function partyCount() external pure returns (uint256) {
        return PARTIES;
    }

    function resourceCount() external pure returns (uint256) {
        return RESOURCES;
    }

    function bankOf(address account) external view returns (uint256) {
        return availableOf(account);
    }

    function accruedOf(ResourceId vid, address holder) external view returns (uint256) {
        return revenueRight.accruedOf(vid, holder);
    }

    function sharesOf(ResourceId vid, address holder) external view returns (uint256) {
        return revenueRight.balanceOf(holder, raw(vid));
    }

    function remainderOf(ResourceId vid) external view returns (uint256 remainderWei) {
        (, remainderWei) = revenueRight.incomeOf(vid);
    }

    function owed() external view returns (uint256) {
        return revenueRight.owedWei();
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)));
    }

    function _renewal(uint64 rateWei, uint32 period) private pure returns (RenewalOffer memory) {
        return RenewalOffer({priceWeiPerSecond: rateWei, periodSeconds: period, until: type(uint40).max});
    }

    function _issue(uint256 which) private {
        vm.prank(_provider);
        _uids[which] = useRight.issue(vids[which], _time + 20 days);
    }

    function _takePrice(address payer, uint256 priceWei) private returns (uint256 restWei) {
        uint256 feeWei = (priceWei * 333) / 10_000;
        available[payer] -= priceWei;
        available[treasury] += feeWei;
        return priceWei - feeWei;
    }

    function _bookIncome(ResourceId vid, uint256 amountWei) private {
        uint256 id = raw(vid);
        incomeWei[id] += amountWei;
        uint256 dueWei = amountWei + bookRemainderWei[id];
        bookRemainderWei[id] = dueWei % TOTAL;
        for (uint256 i = 0; i < PARTIES; ++i) {
            earnedWei[id][accounts[i]] += shares[id][accounts[i]] * (dueWei / TOTAL);
        }
    }
}

contract IncomeInvariantTest is Test {
    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    AssetHandler private handler;

    function setUp() public {
        handler = new AssetHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[9] memory selectors = [
            AssetHandler.buy.selector,
            // Twice, so that there is income to share.
            AssetHandler.buy.selector,
            AssetHandler.renew.selector,
            AssetHandler.reissue.selector,
            AssetHandler.sellShares.selector,
            AssetHandler.giveShares.selector,
            AssetHandler.settle.selector,
            AssetHandler.settle.selector,
            AssetHandler.roll.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// What the runs do at random does happen when it is asked for: none of it returns early for good.
    function test_TheHandlerDoesWhatItSays() public {
        handler.buy(0, 1, 1 ether);
        handler.buy(0, 2, 2 ether);
        assertEq(handler.sales(), 2, "sale and resale");
        handler.renew(0);
        handler.giveShares(0, 0, 3, 1);
        handler.sellShares(0, 1, 2, 2, 1 ether);
        assertEq(handler.shareSales(), 1, "shares");
        handler.settle(0, 0, 3);
        handler.settle(0, 1, 3);
        handler.settle(0, 2, 3);
        assertEq(handler.settlements(), 2, "who had shares when income came");
        handler.reissue(0);
        handler.roll(3 days);
        handler.buy(0, 3, 5);
        assertEq(handler.sales(), 3, "another right");
        invariant_IncomeIsNeitherLostNorDoubled();
    }

    /// @dev One invariant, because the runner plays all its runs anew for each.
    function invariant_IncomeIsNeitherLostNorDoubled() public view {
        uint256 owedWei;
        for (uint256 i = 0; i < handler.resourceCount(); ++i) owedWei += _assertResource(handler.vids(i));
        assertEq(handler.owed(), owedWei, "owed");
        assertEq(handler.bankOf(handler.accounts(handler.partyCount() + 1)), owedWei, "what is owed lies in the bank");
        _assertBank(owedWei);
    }

    /// Σ accrued + Σ settled + remainder = Σ income; everybody has the shares and earnings that the books say.
    function _assertResource(ResourceId vid) private view returns (uint256 owedWei) {
        uint256 id = ResourceId.unwrap(vid);
        uint256 totalShares;
        uint256 accruedWei;
        for (uint256 j = 0; j < handler.partyCount(); ++j) {
            address holder = handler.accounts(j);
            assertEq(handler.sharesOf(vid, holder), handler.shares(id, holder), "shares");
            assertEq(handler.accruedOf(vid, holder), handler.earnedWei(id, holder), "earned");
            totalShares += handler.sharesOf(vid, holder);
            accruedWei += handler.accruedOf(vid, holder);
        }
        uint256 remainderWei = handler.remainderOf(vid);
        assertEq(totalShares, handler.TOTAL(), "all shares");
        assertTrue(remainderWei < handler.TOTAL(), "the remainder is less than one wei per share");
        owedWei = accruedWei + remainderWei;
        assertEq(owedWei + handler.settledWei(id), handler.incomeWei(id), "income");
    }

    /// Σ balances = what the Bank says it holds = its tokens; every balance is what the books say.
    function _assertBank(uint256 owedWei) private view {
        uint256 sumWei;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            uint256 availableWei = handler.bankOf(account);
            sumWei += availableWei;
            uint256 bookWei = i == handler.partyCount() + 1 ? owedWei : handler.available(account);
            assertEq(availableWei, bookWei, "available");
        }
        (uint256 heldWei, uint256 balanceWei) = handler.held();
        assertEq(sumWei, heldWei, "sum of the accounts");
        assertEq(balanceWei, heldWei, "tokens of the bank");
    }

    /// Everybody can be paid in the end, and then only remainders are left.
    function afterInvariant() public {
        handler.drain();
        invariant_IncomeIsNeitherLostNorDoubled();
        uint256 remaindersWei;
        for (uint256 i = 0; i < handler.resourceCount(); ++i) remaindersWei += handler.remainderOf(handler.vids(i));
        assertEq(handler.owed(), remaindersWei, "only remainders are left");
    }
}
