// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AnsweredDeal,
    Deal,
    DealId,
    DealStatus,
    Fill,
    MutualCancellation,
    Offer,
    PendingDeal,
    Request,
    Settlement
} from "../../src/job/DealTypes.sol";
import {ResourceId, ResourceTypeTerms} from "../../src/asset/AssetTypes.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";
import {Test} from "../support/Test.sol";

/// @notice Does random things to a market, each as the party that may, and keeps its own books of what must follow.
/// What the rules refuse is tried as well, and must be refused.
contract MarketHandler is AssetFixture {
    struct Known {
        DealId id;
        Deal deal;
        uint256 requesterKey;
        uint256 providerKey;
        DealStatus status;
        uint64 work;
        uint256 answerBlock;
        uint256 ends;
    }

    uint256 private constant PARTIES = 5;
    /// @dev Two with a revenue right, 3 and 4 of 7 shares to the first two parties, and one without.
    uint256 private constant RESOURCES = 3;
    uint32 private constant TOTAL_SHARES = 7;

    Known[] private _deals;
    uint256[] private _keys;
    address[] public accounts;
    uint256 private _nonce;
    uint256 private _block = 1_000;
    uint256 private _time = START;

    // The books
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    mapping(address account => uint256) public pending;
    mapping(address account => uint256) private _unlockTime;
    mapping(uint256 vid => uint256) public incomeWei;
    mapping(uint256 vid => uint256) public perShareWei;
    mapping(uint256 vid => uint256) public remainderWei;
    mapping(uint256 vid => mapping(address holder => uint256)) public earnedWei;
    uint256 public donatedWei;
    uint256 public ended;

    function start() external {
        deployAssets();
        resourceTypes.setTerms(gtx1050, _terms());
        for (uint256 i = 0; i < PARTIES; ++i) {
            uint256 key = 0x1000 + i;
            _keys.push(key);
            address account = vm.addr(key);
            accounts.push(account);
            fund(account);
            available[account] = FUNDS_WEI;
        }
        // The fixture's own parties take no part.
        accounts.push(keeper);
        accounts.push(requester);
        accounts.push(provider);
        accounts.push(other);
        available[requester] = FUNDS_WEI;
        available[provider] = FUNDS_WEI;
        available[other] = FUNDS_WEI;
        accounts.push(address(revenueRight));
        for (uint256 i = 1; i <= RESOURCES; ++i) {
            ResourceId vid = createOne(provider);
            assertEq(raw(vid), i, "resources are numbered");
            if (i == RESOURCES) continue;
            (address[] memory holders, uint32[] memory shares) = two(accounts[0], 3, accounts[1], 4);
            vm.prank(provider);
            revenueRight.create(vid, holders, shares);
        }
    }

    function _terms() private pure returns (ResourceTypeTerms memory terms) {
        terms = defaultTerms();
        terms.revenueShares = TOTAL_SHARES;
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function dealCount() external view returns (uint256) {
        return _deals.length;
    }

    function dealAt(uint256 index) external view returns (Known memory) {
        return _deals[index];
    }

    function bookOf(address account) external view returns (uint256, uint256, uint256) {
        return (available[account], locked[account], pending[account]);
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)));
    }

    function bankOf(address account) external view returns (uint256 availableWei, uint256 lockedWei, uint256 pendingWei) {
        (availableWei, lockedWei, ) = bank.accountOf(account);
        (pendingWei, ) = bank.withdrawalOf(account);
    }

    function statusOf(DealId id) external view returns (DealStatus status) {
        (status, , ) = broker.dealState(id);
    }

    function incomeOf(uint256 vid) external view returns (uint256 perShare, uint256 remainder) {
        return revenueRight.incomeOf(ResourceId.wrap(uint64(vid)));
    }

    function accruedOf(uint256 vid, address holder) external view returns (uint256) {
        return revenueRight.accruedOf(ResourceId.wrap(uint64(vid)), holder);
    }

    function owedWei() external view returns (uint256) {
        return revenueRight.owedWei();
    }

    function revenueAccount() external view returns (address) {
        return address(revenueRight);
    }

    // Opening

    function open(uint256 who, uint256 seed, uint256 count) external {
        uint256 requesterKey = _keys[who % PARTIES];
        count = 1 + (count % 3);
        Request memory request = _request(vm.addr(requesterKey), seed, uint32(count));
        Fill[] memory fills = new Fill[](count);
        uint256[] memory providerKeys = new uint256[](count);
        uint256 escrowWei;
        for (uint32 i = 0; i < count; ++i) {
            providerKeys[i] = _keys[(seed >> (8 * i)) % PARTIES];
            Offer memory offer = _offer(vm.addr(providerKeys[i]), seed);
            fills[i] = fillOf(offer, providerKeys[i], i, request.maxWork);
            escrowWei = escrowOf(dealOf(request, offer, request.maxWork));
            if (available[request.requester] < escrowWei) return;
            _move(request.requester, escrowWei);
            if (available[offer.provider] < offer.stakeWei) {
                // Without funds: put the books back, and see it refused.
                return _refusedOpening(request, fills, i, providerKeys);
            }
            _move(offer.provider, offer.stakeWei);
        }
        if (seed & 1 == 0) {
            vm.prank(request.requester);
            broker.openDeals(request, "", fills);
        } else {
            broker.openDeals(request, sign(requesterKey, requestDigest(request)), fills);
        }
        for (uint32 i = 0; i < count; ++i) {
            Known storage known = _deals.push();
            known.id = idOf(request, i);
            known.deal = dealOf(request, fills[i].offer, request.maxWork);
            known.deal.answerDeadlineBlock = uint64(_block) + request.answerBlocks;
            known.requesterKey = requesterKey;
            known.providerKey = providerKeys[i];
            known.status = DealStatus.Pending;
        }
    }

    function _refusedOpening(
        Request memory request,
        Fill[] memory fills,
        uint256 failed,
        uint256[] memory providerKeys
    ) private {
        for (uint256 i = 0; i <= failed; ++i) {
            _moveBack(request.requester, escrowOf(dealOf(request, fills[i].offer, request.maxWork)));
            if (i < failed) _moveBack(vm.addr(providerKeys[i]), fills[i].offer.stakeWei);
        }
        Fill[] memory tried = new Fill[](failed + 1);
        for (uint256 i = 0; i <= failed; ++i) tried[i] = fills[i];
        vm.prank(request.requester);
        try broker.openDeals(request, "", tried) {
            revert AssertionFailed("opened without funds");
        } catch {}
    }

    function _request(address account, uint256 seed, uint32 volume) private returns (Request memory request) {
        request = defaultRequest();
        request.requester = account;
        request.nonce = ++_nonce;
        request.volume = volume;
        request.maxWork = uint64((seed >> 24) % (100 * GWU));
        request.depositWei = uint96((seed >> 60) % 1 ether);
        request.minStakeWei = 0;
        request.bountyWei = uint96((seed >> 90) % 1 ether);
        request.answerBlocks = uint32(1 + (seed >> 130) % 30);
        request.windowBlocks = uint32((seed >> 140) % 50);
        request.expiresAt = type(uint64).max;
    }

    function _offer(address account, uint256 seed) private view returns (Offer memory offer) {
        offer = defaultOffer();
        offer.provider = account;
        // Few nonces and few stakes, so that offers are taken again as well as replaced.
        offer.nonce = seed % 2;
        offer.stakeWei = seed & 4 == 0 ? 1 ether : 20 ether;
        offer.priceWeiPerGwu = uint96(0.02 ether - (seed & 1));
        offer.volume = 100_000;
        offer.minAnswerBlocks = 0;
        // None, one with or without a revenue right, one that does not exist, or no number of a resource at all.
        uint256[6] memory resourceIds = [uint256(0), 1, 2, 3, 4, (uint256(1) << 64) + 1];
        offer.resourceId = resourceIds[(seed >> 200) % 6];
        offer.expiresAt = type(uint64).max;
    }

    // Deals

    function settle(uint256 pick, uint256 workSeed, uint256 sender) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        bool fresh = known.status == DealStatus.Pending;
        uint64 work = fresh ? uint64(workSeed % (uint256(known.deal.maxWork) + 1)) : known.work;
        Settlement[] memory settlements = one(
            Settlement({
                id: known.id,
                deal: known.deal,
                root: ROOT,
                work: work,
                answerSignature: sign(known.providerKey, answerDigest(known.id, ROOT, work)),
                acceptanceSignature: sign(known.requesterKey, acceptanceDigest(known.id, ROOT, work))
            })
        );
        vm.prank(accounts[sender % PARTIES]);
        if (!_open(known)) {
            try broker.settleDeals(settlements) {
                revert AssertionFailed("settled an ended deal");
            } catch {}
            return;
        }
        broker.settleDeals(settlements);
        _paid(known, work, fresh ? 0 : known.deal.depositWei, 0, address(0));
    }

    /// @dev Settles what it can of a row of deals in one batch, so that incomes of several resources and deals mix.
    function settleMany(uint256 pick, uint256 count, uint256 workSeed) external {
        uint256 picked;
        Settlement[] memory settlements = new Settlement[](2 + (count % 3));
        uint256[] memory indexes = new uint256[](settlements.length);
        for (uint256 i = 0; i < _deals.length && picked < settlements.length; ++i) {
            uint256 index = (pick % _deals.length + i) % _deals.length;
            Known storage known = _deals[index];
            if (known.status != DealStatus.Pending) continue;
            uint64 work = uint64(workSeed % (uint256(known.deal.maxWork) + 1));
            settlements[picked] = Settlement({
                id: known.id,
                deal: known.deal,
                root: ROOT,
                work: work,
                answerSignature: sign(known.providerKey, answerDigest(known.id, ROOT, work)),
                acceptanceSignature: sign(known.requesterKey, acceptanceDigest(known.id, ROOT, work))
            });
            indexes[picked++] = index;
        }
        if (picked == 0) return;
        assembly ("memory-safe") {
            mstore(settlements, picked)
        }
        broker.settleDeals(settlements);
        uint256[3] memory incomes;
        for (uint256 i = 0; i < picked; ++i) {
            Known storage known = _deals[indexes[i]];
            if (_earns(known)) incomes[known.deal.resourceId] += _payment(known, settlements[i].work);
            _close(known, settlements[i].work, 0, 0, address(0));
        }
        for (uint256 vid = 1; vid < RESOURCES; ++vid) _bookIncome(vid, incomes[vid]);
    }

    function settleIncome(uint256 vid, uint256 who) external {
        vid = 1 + (vid % (RESOURCES - 1));
        address holder = accounts[who % 2];
        uint256 dueWei = earnedWei[vid][holder];
        if (dueWei == 0) return;
        revenueRight.settle(ResourceId.wrap(uint64(vid)), holder);
        earnedWei[vid][holder] = 0;
        available[holder] += dueWei;
        available[address(revenueRight)] -= dueWei;
    }

    function answer(uint256 pick, uint256 workSeed) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        uint64 work = uint64(workSeed % (uint256(known.deal.maxWork) + 1));
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: known.id, deal: known.deal, root: ROOT, work: work}));
        address account = known.deal.provider;
        bool allowed = known.status == DealStatus.Pending &&
            _block < known.deal.answerDeadlineBlock &&
            available[account] >= known.deal.depositWei;
        vm.prank(account);
        if (!allowed) {
            try broker.answerDeals(answers) {
                revert AssertionFailed("answered out of turn");
            } catch {}
            return;
        }
        broker.answerDeals(answers);
        _move(account, known.deal.depositWei);
        known.status = DealStatus.WaitingForResolution;
        known.work = work;
        known.answerBlock = _block;
    }

    function accept(uint256 pick) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        vm.prank(known.deal.requester);
        if (known.status != DealStatus.WaitingForResolution) {
            try broker.acceptDeals(_answered(known)) {
                revert AssertionFailed("accepted out of turn");
            } catch {}
            return;
        }
        broker.acceptDeals(_answered(known));
        known.status = DealStatus.SoftResolution;
    }

    function finalize(uint256 pick, uint256 sender) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        address account = accounts[sender % (PARTIES + 1)];
        bool waiting = known.status == DealStatus.WaitingForResolution;
        bool allowed = known.status == DealStatus.SoftResolution ||
            (waiting && _block >= known.answerBlock + known.deal.windowBlocks);
        vm.prank(account);
        if (!allowed) {
            try broker.finalizeDeals(_answered(known)) {
                revert AssertionFailed("finalised out of turn");
            } catch {}
            return;
        }
        broker.finalizeDeals(_answered(known));
        uint256 bountyWei = waiting && account != known.deal.requester && account != known.deal.provider
            ? known.deal.bountyWei
            : 0;
        _paid(known, known.work, known.deal.depositWei, bountyWei, account);
    }

    function expire(uint256 pick, uint256 sender) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        address account = accounts[sender % (PARTIES + 1)];
        PendingDeal[] memory list = one(PendingDeal({id: known.id, deal: known.deal}));
        bool allowed = known.status == DealStatus.Pending && _block >= known.deal.answerDeadlineBlock;
        vm.prank(account);
        if (!allowed) {
            try broker.expireDeals(list) {
                revert AssertionFailed("expired out of turn");
            } catch {}
            return;
        }
        broker.expireDeals(list);
        uint256 bountyWei = account != known.deal.requester && account != known.deal.provider
            ? known.deal.bountyWei
            : 0;
        _refunded(known, bountyWei, account);
    }

    function cancel(uint256 pick, bool byRequester) external {
        if (_deals.length == 0) return;
        Known storage known = _deals[pick % _deals.length];
        bytes memory signature = sign(
            byRequester ? known.providerKey : known.requesterKey,
            cancellationDigest(known.id)
        );
        MutualCancellation[] memory list = one(
            MutualCancellation({id: known.id, deal: known.deal, signature: signature})
        );
        vm.prank(byRequester ? known.deal.requester : known.deal.provider);
        if (known.status != DealStatus.Pending) {
            try broker.cancelDeals(list) {
                revert AssertionFailed("cancelled out of turn");
            } catch {}
            return;
        }
        broker.cancelDeals(list);
        _refunded(known, 0, address(0));
    }

    // Time and the bank

    function roll(uint256 blocks) external {
        _block += blocks % 25;
        _time += 12 * (blocks % 25);
        vm.roll(_block);
        vm.warp(_time);
    }

    function requestWithdrawal(uint256 who, uint256 amount) external {
        address account = _anyone(who);
        if (available[account] == 0) return;
        amount = 1 + (amount % available[account]) / 8;
        vm.prank(account);
        bank.requestWithdrawal(uint96(amount));
        available[account] -= amount;
        pending[account] += amount;
        _unlockTime[account] = _time + DELAY_SECONDS;
    }

    function cancelWithdrawal(uint256 who) external {
        address account = _anyone(who);
        if (pending[account] == 0) return;
        vm.prank(account);
        bank.cancelWithdrawal();
        available[account] += pending[account];
        pending[account] = 0;
    }

    function withdraw(uint256 who, uint256 wait) external {
        address account = _anyone(who);
        if (pending[account] == 0) return;
        if (wait & 1 == 0) {
            _time += DELAY_SECONDS;
            vm.warp(_time);
        }
        vm.prank(account);
        if (_time < _unlockTime[account]) {
            try bank.withdraw(account) {
                revert AssertionFailed("withdrew before the delay");
            } catch {}
            return;
        }
        uint256 before = token.balanceOf(account);
        vm.prank(account);
        bank.withdraw(account);
        assertEq(token.balanceOf(account) - before, pending[account], "withdrawn");
        pending[account] = 0;
    }

    function donate(uint256 amount) external {
        amount = amount % 1 ether;
        token.transfer(address(bank), amount);
        donatedWei += amount;
    }

    function skim(uint256 who) external {
        if (donatedWei == 0) return;
        address account = _anyone(who);
        bank.skim(account);
        available[account] += donatedWei;
        donatedWei = 0;
    }

    function toggleConsent(uint256 who) external {
        address account = accounts[who % PARTIES];
        vm.startPrank(account);
        if (locked[account] != 0) {
            try bank.setConsent(2) {
                revert AssertionFailed("consent withdrawn under a lock");
            } catch {}
        }
        bank.setConsent(3);
        vm.stopPrank();
    }

    // The end of everything

    /// @notice Ends every open deal with nobody's help but a keeper's.
    function drain() external {
        _block += 1_000;
        vm.roll(_block);
        for (uint256 i = 0; i < _deals.length; ++i) {
            Known storage known = _deals[i];
            if (!_open(known)) continue;
            vm.prank(keeper);
            if (known.status == DealStatus.Pending) {
                broker.expireDeals(one(PendingDeal({id: known.id, deal: known.deal})));
                _refunded(known, known.deal.bountyWei, keeper);
            } else {
                bool waiting = known.status == DealStatus.WaitingForResolution;
                broker.finalizeDeals(_answered(known));
                _paid(known, known.work, known.deal.depositWei, waiting ? known.deal.bountyWei : 0, keeper);
            }
        }
    }

    // The books

    /// @dev Anyone but RevenueRight, which is the last, and does nothing of its own accord.
    function _anyone(uint256 who) private view returns (address) {
        return accounts[who % (accounts.length - 1)];
    }

    function _open(Known storage known) private view returns (bool) {
        return known.status != DealStatus.Finalized && known.status != DealStatus.Cancelled;
    }

    function _answered(Known storage known) private view returns (AnsweredDeal[] memory) {
        return one(AnsweredDeal({id: known.id, deal: known.deal, root: ROOT, work: known.work}));
    }

    function _move(address account, uint256 amount) private {
        available[account] -= amount;
        locked[account] += amount;
    }

    function _moveBack(address account, uint256 amount) private {
        locked[account] -= amount;
        available[account] += amount;
    }

    function _payment(Known storage known, uint64 work) private view returns (uint256) {
        return uint256(work) * known.deal.priceWeiPerGwu / GWU;
    }

    /// @dev Whether the deal names a resource with a revenue right.
    function _earns(Known storage known) private view returns (bool) {
        return known.deal.resourceId != 0 && known.deal.resourceId < RESOURCES;
    }

    function _bookIncome(uint256 vid, uint256 amountWei) private {
        if (amountWei == 0) return;
        incomeWei[vid] += amountWei;
        uint256 dueWei = amountWei + remainderWei[vid];
        perShareWei[vid] += dueWei / TOTAL_SHARES;
        remainderWei[vid] = dueWei % TOTAL_SHARES;
        earnedWei[vid][accounts[0]] += 3 * (dueWei / TOTAL_SHARES);
        earnedWei[vid][accounts[1]] += 4 * (dueWei / TOTAL_SHARES);
    }

    function _paid(Known storage known, uint64 work, uint256 depositWei, uint256 bountyWei, address bountyTo) private {
        if (_earns(known)) _bookIncome(known.deal.resourceId, _payment(known, work));
        _close(known, work, depositWei, bountyWei, bountyTo);
    }

    function _close(Known storage known, uint64 work, uint256 depositWei, uint256 bountyWei, address bountyTo) private {
        uint256 paymentWei = _payment(known, work);
        _moveBack(known.deal.requester, escrowOf(known.deal));
        _moveBack(known.deal.provider, known.deal.stakeWei + depositWei);
        available[known.deal.requester] -= paymentWei + bountyWei;
        available[_earns(known) ? address(revenueRight) : known.deal.provider] += paymentWei;
        available[bountyTo] += bountyWei;
        known.status = DealStatus.Finalized;
        known.ends += 1;
        ended += 1;
    }

    function _refunded(Known storage known, uint256 bountyWei, address bountyTo) private {
        _moveBack(known.deal.requester, escrowOf(known.deal));
        _moveBack(known.deal.provider, known.deal.stakeWei);
        available[known.deal.provider] -= bountyWei;
        available[bountyTo] += bountyWei;
        known.status = DealStatus.Cancelled;
        known.ends += 1;
        ended += 1;
    }
}

/// @notice What holds after any sequence of actions.
contract BrokerInvariantTest is Test {
    MarketHandler private handler;

    function setUp() public {
        handler = new MarketHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[18] memory selectors = [
            MarketHandler.open.selector,
            // Twice, so that there is something to act on.
            MarketHandler.open.selector,
            MarketHandler.settle.selector,
            MarketHandler.settleMany.selector,
            MarketHandler.settleIncome.selector,
            MarketHandler.answer.selector,
            MarketHandler.answer.selector,
            MarketHandler.accept.selector,
            MarketHandler.finalize.selector,
            MarketHandler.expire.selector,
            MarketHandler.cancel.selector,
            MarketHandler.roll.selector,
            MarketHandler.requestWithdrawal.selector,
            MarketHandler.cancelWithdrawal.selector,
            MarketHandler.withdraw.selector,
            MarketHandler.donate.selector,
            MarketHandler.skim.selector,
            MarketHandler.toggleConsent.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// @dev One invariant, because the runner plays all its runs anew for each.
    function invariant_MoneyAndDealsFollowTheRules() public view {
        _assertConservation();
        _assertBooks();
        _assertDeals();
        _assertIncomes();
    }

    /// Σ available + locked + pending = what the Bank says it holds = its tokens less what was sent past it.
    function _assertConservation() private view {
        uint256 sum;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            (uint256 availableWei, uint256 lockedWei, uint256 pendingWei) = handler.bankOf(handler.accounts(i));
            sum += availableWei + lockedWei + pendingWei;
        }
        (uint256 heldWei, uint256 balanceWei) = handler.held();
        assertEq(sum, heldWei, "sum of the accounts");
        assertEq(balanceWei, heldWei + handler.donatedWei(), "tokens of the bank");
    }

    /// Every balance is what the handler's own books say; so no deal pays twice, too much or to another.
    function _assertBooks() private view {
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            (uint256 availableWei, uint256 lockedWei, uint256 pendingWei) = handler.bankOf(account);
            (uint256 bookAvailableWei, uint256 bookLockedWei, uint256 bookPendingWei) = handler.bookOf(account);
            assertEq(availableWei, bookAvailableWei, "available");
            assertEq(lockedWei, bookLockedWei, "locked");
            assertEq(pendingWei, bookPendingWei, "pending");
        }
    }

    /// Of each resource: Σ income = Σ settled + Σ accrued + remainder, as the handler's books have it; and what is on the
    /// income's account is what is owed, to the wei.
    function _assertIncomes() private view {
        uint256 owedWei;
        for (uint256 vid = 1; vid < 3; ++vid) {
            (uint256 perShareWei, uint256 remainderWei) = handler.incomeOf(vid);
            assertEq(perShareWei, handler.perShareWei(vid), "income per share");
            assertEq(remainderWei, handler.remainderWei(vid), "remainder");
            assertEq(perShareWei * 7 + remainderWei, handler.incomeWei(vid), "all income");
            owedWei += remainderWei;
            for (uint256 i = 0; i < 2; ++i) {
                uint256 accruedWei = handler.accruedOf(vid, handler.accounts(i));
                assertEq(accruedWei, handler.earnedWei(vid, handler.accounts(i)), "accrued");
                owedWei += accruedWei;
            }
        }
        assertEq(handler.owedWei(), owedWei, "owed");
        (uint256 availableWei, , ) = handler.bankOf(handler.revenueAccount());
        assertEq(availableWei, owedWei, "on the income's account");
    }

    function _assertDeals() private view {
        for (uint256 i = 0; i < handler.dealCount(); ++i) {
            MarketHandler.Known memory known = handler.dealAt(i);
            assertEq(uint256(handler.statusOf(known.id)), uint256(known.status), "status");
            assertTrue(known.ends <= 1, "a deal ends once");
        }
    }

    /// Every deal can reach an end without its parties, and then nothing is locked anywhere.
    function afterInvariant() public {
        handler.drain();
        assertEq(handler.ended(), handler.dealCount(), "all deals ended");
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            (, uint256 lockedWei, ) = handler.bankOf(handler.accounts(i));
            assertEq(lockedWei, 0, "locked in the end");
        }
        invariant_MoneyAndDealsFollowTheRules();
    }
}
