// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokenSale} from "../../src/token/ITokenSale.sol";
import {SaleFixture} from "./SaleFixture.sol";

contract TokenSaleTest is SaleFixture {
    function setUp() public {
        deploySale(CAP_WEI, PRICE_WEI);
    }

    function test_E4_ThePriceIsTheSameForAll() public {
        for (uint256 i = 0; i < 5; ++i) {
            uint256 before = address(buyer).balance;
            uint256 tokensWei = buyer.buy(7 ether, 0);
            assertEq(tokensWei, (uint256(7 ether) * 1e18) / PRICE_WEI, "as much for as much, however much was sold");
            uint256 paidWei = before - address(buyer).balance;
            assertEq(paidWei, (tokensWei * PRICE_WEI + 1e18 - 1) / 1e18, "its cost, rounded up");
            vm.warp(block.timestamp + 5 days);
        }
    }

    function test_E4_TheLastBuyerGetsWhatIsLeftAndTheRestBack() public {
        buyer.buy(19_000 ether, 0);
        uint256 leftWei = CAP_WEI - sale.soldWei();
        uint256 before = address(buyer).balance;
        uint256 tokensWei = buyer.buy(10_000 ether, 0);
        assertEq(tokensWei, leftWei, "what is left");
        assertEq(before - address(buyer).balance, (leftWei * PRICE_WEI + 1e18 - 1) / 1e18, "paid for that alone");
        assertEq(sale.soldWei(), CAP_WEI, "all is sold");
        assertEq(token.balanceOf(address(buyer)), CAP_WEI, "and delivered");
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleEnded.selector));
        buyer.buy(1 ether, 0);
    }

    function test_E4_WhoWantsNoFewerIsRefused() public {
        buyer.buy(19_000 ether, 0);
        uint256 leftWei = CAP_WEI - sale.soldWei();
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleTooFewLeft.selector, leftWei, leftWei + 1));
        buyer.buy(10_000 ether, leftWei + 1);
    }

    function test_E4_NothingIsSoldBeforeTheStartNorFromTheEndOn() public {
        vm.warp(START - 1);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleNotStarted.selector, START));
        buyer.buy(1 ether, 0);
        vm.warp(END - 1);
        buyer.buy(1 ether, 0);
        vm.warp(END);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleEnded.selector));
        buyer.buy(1 ether, 0);
    }

    function test_E4_APaymentThatBuysNothingIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSalePaymentTooSmall.selector));
        buyer.buy(0, 0);
    }

    function test_E4_ProceedsAndUnsoldTokensGoToTheBeneficiary() public {
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleNothingLeft.selector));
        sale.withdrawProceeds();
        buyer.buy(100 ether, 0);
        uint256 proceedsWei = address(sale).balance;
        vm.prank(address(0xA11CE));
        sale.withdrawProceeds();
        assertEq(address(dao).balance, proceedsWei, "whoever calls, the beneficiary is paid");
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleRunning.selector, END));
        sale.returnUnsold();
        vm.warp(END);
        uint256 unsoldWei = CAP_WEI - sale.soldWei();
        sale.returnUnsold();
        assertEq(token.balanceOf(address(dao)), unsoldWei, "what was not sold");
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleNothingLeft.selector));
        sale.returnUnsold();
    }

    function test_E4_WhoRefusesItsChangeOrItsProceedsStopsNobodyElse() public {
        buyer.setRefuses(true);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleCoinRefused.selector, address(buyer)));
        buyer.buy(20_000 ether, 0);
        assertEq(sale.soldWei(), 0, "nothing was sold to it");
        buyer.setRefuses(false);
        dao.setRefuses(true);
        buyer.buy(1 ether, 0);
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleCoinRefused.selector, address(dao)));
        sale.withdrawProceeds();
        buyer.buy(1 ether, 0);
    }

    function test_E4_ABuyerThatComesBackInGetsNoMore() public {
        buyer.buy(19_000 ether, 0);
        buyer.setReenters(true);
        // Its change comes while it buys what is left; it spends it again, on nothing.
        vm.expectRevert(abi.encodeWithSelector(ITokenSale.TokenSaleCoinRefused.selector, address(buyer)));
        buyer.buy(10_000 ether, 0);
    }

    function test_E4_TermsThatMakeNoSaleAreRefused() public {
        uint128[2][2] memory amounts = [[uint128(0), CAP_WEI], [PRICE_WEI, 0]];
        for (uint256 i = 0; i < 2; ++i) _refuses(address(dao), amounts[i][0], amounts[i][1], START, END);
        _refuses(address(dao), PRICE_WEI, CAP_WEI, END, END);
        _refuses(address(dao), PRICE_WEI, CAP_WEI, START - 2 days, START);
        _refuses(address(0), PRICE_WEI, CAP_WEI, START, END);
    }

    function _refuses(address to, uint128 priceWei, uint128 capWei, uint64 start, uint64 end) private {
        (bool created, bytes memory reason) = address(this).call(
            abi.encodeCall(this.create, (abi.encode(token, to, priceWei, capWei, start, end)))
        );
        assertTrue(!created && bytes4(reason) == ITokenSale.TokenSaleTermsInvalid.selector, "refused");
    }

    function create(bytes calldata terms) external {
        deploy("TokenSale.sol:TokenSale", terms);
    }

    /// @dev Whatever price and cap are: nobody pays less than the price, nor more than one wei above it, nor gets more than is
    /// left; coins and tokens are all there.
    function testFuzz_E4_EveryPurchaseIsAtThePrice(uint128 priceWei, uint128 capWei, uint256[4] memory payments) public {
        priceWei = uint128(bound(priceWei, 1, type(uint128).max));
        capWei = uint128(bound(capWei, 1, CAP_WEI));
        deploySale(capWei, priceWei);
        for (uint256 i = 0; i < payments.length; ++i) {
            uint256 paymentWei = bound(payments[i], 0, address(buyer).balance);
            (uint256 quotedWei, uint256 costWei) = sale.quote(paymentWei);
            assertTrue(quotedWei <= capWei - sale.soldWei() && costWei <= paymentWei, "within what is left and paid");
            assertTrue(costWei * 1e18 >= quotedWei * priceWei, "not below the price");
            if (costWei > 0) assertTrue((costWei - 1) * 1e18 < quotedWei * priceWei, "nor a wei above it");
            if (quotedWei == 0 || sale.soldWei() == capWei) continue;
            uint256 before = address(buyer).balance;
            assertEq(buyer.buy(paymentWei, quotedWei), quotedWei, "as quoted");
            assertEq(before - address(buyer).balance, costWei, "costs as quoted");
            assertEq(token.balanceOf(address(sale)), capWei - sale.soldWei(), "the rest is still there");
        }
        assertEq(address(buyer).balance + address(sale).balance, 1_000_000 ether, "no coin is lost");
    }
}
