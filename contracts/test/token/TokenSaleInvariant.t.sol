// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ITokenSale} from "../../src/token/ITokenSale.sol";
import {Buyer, DealVm} from "./SaleFixture.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

/// @notice A sale that starts later, is funded in two parts, and may be sold out: people buy, refuse their change, come
/// back in with it, send tokens and coins past it, and take out what is the beneficiary's.
contract SaleHandler is TokenHandler {
    uint256 private constant BUYERS = 3;
    uint256 private constant COINS_WEI = 100 ether;
    uint128 private constant CAP_WEI = 1_000 ether + 7;
    /// A price that does not divide.
    uint128 private constant PRICE_WEI = 0.077_777_777_777_777_777 ether;
    uint256 private constant SALE_START = START + 1 days;
    uint256 private constant SALE_END = START + 40 days;
    uint256 private constant FUNDED_FIRST_WEI = 600 ether;

    IERC20 private _token;
    ITokenSale private _sale;
    Buyer private _dao;
    Buyer[] private _buyers;

    // The books
    uint256 private _arrivedWei;
    uint256 private _returnedWei;
    uint256 private _coinsSentWei;
    uint256 private _withdrawnWei;
    mapping(address buyer => uint256) private _boughtWei;
    mapping(address buyer => uint256) private _paidWei;
    uint256 public soldWei;
    uint256 private _proceedsWei;

    function start() external {
        vm.warp(time);
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        _dao = new Buyer(ITokenSale(address(0)));
        bytes memory terms = abi.encode(_token, _dao, PRICE_WEI, CAP_WEI, uint64(SALE_START), uint64(SALE_END));
        _sale = ITokenSale(deploy("TokenSale.sol:TokenSale", terms));
        _fund(FUNDED_FIRST_WEI);
        for (uint256 i = 0; i < BUYERS; ++i) {
            Buyer buyer = new Buyer(_sale);
            DealVm(address(vm)).deal(address(buyer), COINS_WEI);
            _buyers.push(buyer);
        }
    }

    function buy(uint256 who, uint256 payment, uint256 least, bool reenters) external {
        Buyer buyer = _buyers[who % BUYERS];
        uint256 paymentWei = bound(payment, 0, address(buyer).balance < 20 ether ? address(buyer).balance : 20 ether);
        // The price is the same for all: floor, and what is left where that is less.
        uint256 leftWei = CAP_WEI - soldWei;
        uint256 tokensWei = (paymentWei * 1e18) / PRICE_WEI;
        if (tokensWei > leftWei) tokensWei = leftWei;
        uint256 costWei = (tokensWei * PRICE_WEI + 1e18 - 1) / 1e18;
        uint256 minTokensWei = least % 4 == 0 ? tokensWei + 1 : least % 4 == 1 ? tokensWei : 0;
        buyer.setReenters(reenters);
        // Change buys nothing: it is less than a unit costs, or there is nothing left.
        bool changeTaken = paymentWei == costWei || !(buyer.refuses() || reenters);
        bool allowed = time >= SALE_START &&
            time < SALE_END &&
            tokensWei != 0 &&
            tokensWei >= minTokensWei &&
            tokensWei <= _heldWei() &&
            changeTaken;
        attempt(address(this), address(buyer), abi.encodeCall(buyer.buy, (paymentWei, minTokensWei)), allowed);
        if (!allowed) return;
        _boughtWei[address(buyer)] += tokensWei;
        _paidWei[address(buyer)] += costWei;
        soldWei += tokensWei;
        _proceedsWei += costWei;
    }

    function refuse(uint256 who, bool refuses) external {
        (who % 4 == 3 ? _dao : _buyers[who % BUYERS]).setRefuses(refuses);
    }

    function fundTheRest() external {
        if (_arrivedWei == FUNDED_FIRST_WEI) _fund(CAP_WEI - FUNDED_FIRST_WEI);
    }

    /// @dev Past the sale: neither makes it sell more.
    function sendPast(uint256 tokens, uint256 coins) external {
        _fund(bound(tokens, 0, 50 ether));
        uint256 coinsWei = bound(coins, 0, 1 ether);
        DealVm(address(vm)).deal(address(_sale), address(_sale).balance + coinsWei);
        _coinsSentWei += coinsWei;
    }

    function withdrawProceeds(address caller) external {
        uint256 amountWei = _proceedsWei + _coinsSentWei - _withdrawnWei;
        bool allowed = amountWei != 0 && !_dao.refuses();
        attempt(caller, address(_sale), abi.encodeCall(_sale.withdrawProceeds, ()), allowed);
        if (allowed) _withdrawnWei += amountWei;
    }

    function returnUnsold(address caller) external {
        uint256 amountWei = _heldWei();
        bool allowed = (time >= SALE_END || soldWei == CAP_WEI) && amountWei != 0;
        attempt(caller, address(_sale), abi.encodeCall(_sale.returnUnsold, ()), allowed);
        if (allowed) _returnedWei += amountWei;
    }

    function pass(uint32 seconds_) external {
        advance(seconds_ % 3 days);
    }

    function drain() external {
        advance(SALE_END);
        _dao.setRefuses(false);
        if (_heldWei() != 0) this.returnUnsold(address(1));
        if (_proceedsWei + _coinsSentWei != _withdrawnWei) this.withdrawProceeds(address(1));
        assertEq(_token.balanceOf(address(_sale)), 0, "no token stays behind");
        assertEq(address(_sale).balance, 0, "no coin stays behind");
    }

    function check() external view {
        assertEq(_sale.soldWei(), soldWei, "sold is what buyers got");
        assertTrue(soldWei <= CAP_WEI, "never more than the cap");
        assertEq(_token.balanceOf(address(_sale)), _heldWei(), "the sale holds what it did not sell");
        assertEq(address(_sale).balance, _proceedsWei + _coinsSentWei - _withdrawnWei, "and the proceeds");
        assertEq(_token.balanceOf(address(_dao)), _returnedWei, "unsold tokens are the beneficiary's");
        assertEq(address(_dao).balance, _withdrawnWei, "and so are proceeds");
        for (uint256 i = 0; i < BUYERS; ++i) {
            address buyer = address(_buyers[i]);
            assertEq(_token.balanceOf(buyer), _boughtWei[buyer], "each has what it bought");
            assertEq(buyer.balance, COINS_WEI - _paidWei[buyer], "and paid no more than that costs");
        }
        // What a quote says is within what is left and what is paid, whatever the time is.
        (uint256 tokensWei, uint256 costWei) = _sale.quote(5 ether);
        assertTrue(tokensWei <= CAP_WEI - soldWei && costWei <= 5 ether, "quote");
    }

    function _fund(uint256 amountWei) private {
        _token.transfer(address(_sale), amountWei);
        _arrivedWei += amountWei;
    }

    function _heldWei() private view returns (uint256) {
        return _arrivedWei - soldWei - _returnedWei;
    }
}

contract TokenSaleInvariantTest is TokenInvariant {
    SaleHandler private _handler;

    function setUp() public {
        _handler = new SaleHandler();
        _handler.start();
    }

    /// @dev Sold never passes the cap, and the sale holds exactly what is unsold and what was paid: all change went back.
    function invariant_E4_TheSaleHoldsTheUnsoldAndTheProceeds() public view {
        _handler.check();
    }

    function afterInvariant() public {
        _handler.drain();
        _handler.check();
    }

    /// @dev What the runs do at random does happen when it is asked for.
    function test_E4_TheHandlerSellsOut() public {
        _handler.buy(0, 1 ether, 2, false);
        assertEq(_handler.soldWei(), 0, "not started");
        _handler.pass(2 days);
        _handler.buy(0, 20 ether, 1, false);
        assertTrue(_handler.soldWei() > 0, "sold");
        _handler.fundTheRest();
        for (uint256 i = 0; i < 4; ++i) _handler.buy(1, 20 ether, 2, false);
        _handler.returnUnsold(address(9));
        _handler.sendPast(1 ether, 1 ether);
        _handler.returnUnsold(address(9));
        _handler.withdrawProceeds(address(9));
        assertEq(_handler.soldWei(), 1_000 ether + 7, "sold out");
        _handler.check();
    }

    function _handlerAddress() internal view override returns (address) {
        return address(_handler);
    }

    function _actions() internal pure override returns (bytes4[] memory list) {
        list = new bytes4[](9);
        list[0] = list[1] = list[2] = SaleHandler.buy.selector;
        list[3] = SaleHandler.refuse.selector;
        list[4] = SaleHandler.fundTheRest.selector;
        list[5] = SaleHandler.sendPast.selector;
        list[6] = SaleHandler.withdrawProceeds.selector;
        list[7] = SaleHandler.returnUnsold.selector;
        list[8] = SaleHandler.pass.selector;
    }
}
