// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RevenueRight} from "../support/Deployed.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {IBank, Posting} from "../../src/bank/IBank.sol";
import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

/// @notice A module as the Broker may become one: it pays for a deal into the income of the deal's resource.
contract DealPayer {
    IBank private immutable _bank;
    IRevenueRight private immutable _revenueRight;

    constructor(IBank bank, IRevenueRight revenueRight) {
        _bank = bank;
        _revenueRight = revenueRight;
    }

    function pay(ResourceId id, address payer, uint96 amountWei) external {
        post(payer, amountWei);
        _revenueRight.credit(id, amountWei);
    }

    function post(address payer, uint96 amountWei) public {
        Posting[] memory postings = new Posting[](2);
        postings[0] = Posting(payer, -int256(uint256(amountWei)), 0);
        postings[1] = Posting(address(_revenueRight), int256(uint256(amountWei)), 0);
        _bank.post(postings);
    }
}

/// @notice A holder that tries to be paid again, or to have others paid wrongly, whenever it is given shares.
contract ReentrantHolder is IERC1155Receiver {
    RevenueRight private immutable _revenueRight;
    uint256 public attempts;
    uint256 public gains;

    constructor(RevenueRight revenueRight) {
        _revenueRight = revenueRight;
    }

    function onERC1155Received(address, address, uint256 id, uint256, bytes calldata) external returns (bytes4) {
        ++attempts;
        try _revenueRight.settle(ResourceId.wrap(uint64(id)), address(this)) returns (uint96) {
            ++gains;
        } catch {}
        return IERC1155Receiver.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(
        address,
        address,
        uint256[] calldata,
        uint256[] calldata,
        bytes calldata
    ) external pure returns (bytes4) {
        return IERC1155Receiver.onERC1155BatchReceived.selector;
    }

    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }
}

contract IncomeTest is AssetFixture {
    ResourceId private vid;
    DealPayer private payer;

    function setUp() public {
        deployAssets();
        vid = createOne(provider);
        shareOut(vid, provider, provider, 700, other);
        payer = new DealPayer(bank, revenueRight);
        bank.addModule(address(payer), 3);
        vm.prank(requester);
        bank.setConsent(15);
    }

    function _income(uint96 amountWei) private {
        payer.pay(vid, requester, amountWei);
    }

    function test_A24_EachHolderGetsItsShare() public {
        _income(10 ether);
        vm.expectEmit(address(revenueRight));
        emit IRevenueRight.IncomeSettled(vid, provider, 7 ether);
        vm.prank(provider);
        uint96 amountWei = revenueRight.settle(vid, provider);
        assertEq(amountWei, 7 ether, "told");
        assertBalances(provider, FUNDS_WEI + 7 ether, 0);
        assertEq(revenueRight.accruedOf(vid, other), 3 ether, "the other's stays");
        assertEq(revenueRight.owedWei(), 3 ether, "owed");
        assertBalances(address(revenueRight), 3 ether, 0);
    }

    function test_A25_SettlingForAnotherPaysTheHolder() public {
        _income(10 ether);
        vm.prank(keeper);
        revenueRight.settle(vid, other);
        assertBalances(other, FUNDS_WEI + 3 ether, 0);
        assertBalances(keeper, 0, 0);
    }

    function test_A3_A25_RefusesANonHolder() public {
        _income(10 ether);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightNothingAccrued.selector, vid, keeper));
        vm.prank(keeper);
        revenueRight.settle(vid, keeper);
    }

    function test_RefusesTheSecondSettlement() public {
        _income(10 ether);
        revenueRight.settle(vid, provider);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightNothingAccrued.selector, vid, provider));
        revenueRight.settle(vid, provider);
    }

    function test_A24_TheRemainderStaysUntilTheNextIncome() public {
        _income(1_999);
        (uint128 perShareWei, uint32 remainderWei) = revenueRight.incomeOf(vid);
        assertEq(perShareWei, 1, "per share");
        assertEq(remainderWei, 999, "remainder");
        revenueRight.settle(vid, provider);
        revenueRight.settle(vid, other);
        assertEq(revenueRight.owedWei(), 999, "the pool ends with only the remainder");
        _income(1);
        (perShareWei, remainderWei) = revenueRight.incomeOf(vid);
        assertEq(perShareWei, 2, "per share then");
        assertEq(remainderWei, 0, "no remainder then");
    }

    function test_SettlesManyAtOnce() public {
        ResourceId second = createOne(provider);
        shareOut(second, provider, other);
        _income(10 ether);
        payer.pay(second, requester, 5 ether);
        ResourceId[] memory ids = new ResourceId[](4);
        (ids[0], ids[1], ids[2], ids[3]) = (vid, second, vid, ResourceId.wrap(99));
        assertEq(revenueRight.settleMany(ids, other), 8 ether, "together, each once");
        assertBalances(other, FUNDS_WEI + 8 ether, 0);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightNothingAccrued.selector, vid, other));
        revenueRight.settleMany(ids, other);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightEmptyBatch.selector));
        revenueRight.settleMany(new ResourceId[](0), other);
    }

    function test_TransfersNeitherLoseNorDoubleIncome() public {
        _income(10 ether);
        vm.prank(provider);
        revenueRight.safeTransferFrom(provider, keeper, raw(vid), 700, "");
        _income(10 ether);
        assertEq(revenueRight.accruedOf(vid, provider), 7 ether, "earned before");
        assertEq(revenueRight.accruedOf(vid, keeper), 7 ether, "earned after");
        vm.prank(keeper);
        revenueRight.safeTransferFrom(keeper, keeper, raw(vid), 700, "");
        assertEq(revenueRight.accruedOf(vid, keeper), 7 ether, "to itself");
        uint256[] memory ids = new uint256[](2);
        uint256[] memory values = new uint256[](2);
        (ids[0], ids[1], values[0], values[1]) = (raw(vid), raw(vid), 300, 400);
        vm.prank(keeper);
        revenueRight.safeBatchTransferFrom(keeper, provider, ids, values, "");
        assertEq(revenueRight.accruedOf(vid, provider), 7 ether, "the same id twice");
        revenueRight.settle(vid, provider);
        revenueRight.settle(vid, keeper);
        revenueRight.settle(vid, other);
        assertEq(revenueRight.owedWei(), 0, "all is paid");
        assertBalances(keeper, 7 ether, 0);
    }

    function testFuzz_TransfersNeitherLoseNorDoubleIncome(uint96[6] memory incomes, uint32[6] memory moves) public {
        address[3] memory holders = [provider, other, keeper];
        uint256 totalWei;
        for (uint256 i = 0; i < 6; ++i) {
            uint96 amountWei = uint96(bound(incomes[i], 1, 100 ether));
            _income(amountWei);
            totalWei += amountWei;
            address from = holders[moves[i] % 3];
            address to = holders[(moves[i] >> 2) % 3];
            uint256 shares = (moves[i] >> 4) % (revenueRight.balanceOf(from, raw(vid)) + 1);
            vm.prank(from);
            revenueRight.safeTransferFrom(from, to, raw(vid), shares, "");
        }
        (, uint32 remainderWei) = revenueRight.incomeOf(vid);
        uint256 sumWei = remainderWei;
        for (uint256 i = 0; i < 3; ++i) sumWei += revenueRight.accruedOf(vid, holders[i]);
        assertEq(sumWei, totalWei, "accrued and remainder");
        assertEq(revenueRight.owedWei(), totalWei, "owed");
    }

    function test_A19_AnEndedResourceStillPaysWhatItEarned() public {
        _income(10 ether);
        vm.prank(provider);
        resource.dissolve(vid);
        revenueRight.settle(vid, other);
        assertBalances(other, FUNDS_WEI + 3 ether, 0);
    }

    // Attributing income

    function test_RefusesIncomeThatIsNotThere() public {
        _income(10 ether);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightIncomeMissing.selector, 0, uint96(1)));
        vm.prank(provider);
        revenueRight.credit(vid, 1);
        payer.post(requester, 5);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightIncomeMissing.selector, 5, uint96(6)));
        revenueRight.credit(vid, 6);
        revenueRight.credit(vid, 5);
    }

    function test_RefusesIncomeOfAResourceWithoutRevenueRight() public {
        ResourceId second = createOne(provider);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightMissing.selector, second));
        payer.pay(second, requester, 1 ether);
        refused(abi.encodeWithSelector(IRevenueRight.RevenueRightZeroIncome.selector));
        revenueRight.credit(vid, 0);
    }

    function test_AModuleOfTheBankPaysForADealIntoTheSameIncome() public {
        vm.prank(provider);
        UseRightId uid = useRight.issue(vid, EXPIRES_AT);
        vm.prank(provider);
        market.list(uid, 10 ether);
        vm.prank(requester);
        market.buy(uid, 10 ether);
        vm.expectEmit(address(revenueRight));
        emit IRevenueRight.IncomeReceived(vid, address(payer), 5 ether, 0.015 ether);
        _income(5 ether);
        revenueRight.settle(vid, other);
        assertBalances(other, FUNDS_WEI + 4.5 ether, 0);
    }

    function test_JoiningTheBankNeedsAModule() public {
        // Anyone may, and it changes nothing once done.
        vm.prank(keeper);
        revenueRight.joinBank();
        (, , uint32 consent) = bank.accountOf(address(revenueRight));
        assertEq(consent, uint32(1) << REVENUE_MODULE, "consent");
        RevenueRight stranger = RevenueRight(deploy("RevenueRight.sol:RevenueRight", abi.encode(bank, resource, resourceTypes, address(market))));
        refused(abi.encodeWithSelector(IBank.BankUnknownModule.selector, address(stranger)));
        stranger.joinBank();
    }

    function test_AHolderThatCallsBackGainsNothing() public {
        ReentrantHolder attacker = new ReentrantHolder(revenueRight);
        _income(10 ether);
        vm.prank(provider);
        revenueRight.safeTransferFrom(provider, address(attacker), raw(vid), 700, "");
        assertEq(attacker.attempts(), 1, "it was called");
        assertEq(attacker.gains(), 0, "of the income before");
        _income(10 ether);
        vm.prank(other);
        revenueRight.safeTransferFrom(other, address(attacker), raw(vid), 300, "");
        assertEq(attacker.gains(), 1, "of the income since, once");
        assertBalances(address(attacker), 7 ether, 0);
        revenueRight.settle(vid, provider);
        revenueRight.settle(vid, other);
        assertEq(revenueRight.owedWei(), 0, "all is paid");
        assertBalances(other, FUNDS_WEI + 6 ether, 0);
    }
}
