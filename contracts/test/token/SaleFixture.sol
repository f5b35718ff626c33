// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ITokenSale} from "../../src/token/ITokenSale.sol";
import {Test} from "../support/Test.sol";

interface DealVm {
    function deal(address account, uint256 balance) external;
}

/// @notice Buys, and refuses coins where it is told to.
contract Buyer {
    bool public refuses;
    ITokenSale private immutable sale;
    bool private reenters;

    constructor(ITokenSale sale_) {
        sale = sale_;
    }

    receive() external payable {
        require(!refuses, "no coins");
        if (reenters) {
            reenters = false;
            sale.buy{value: msg.value}(address(this), 0);
        }
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function setReenters(bool reenters_) external {
        reenters = reenters_;
    }

    function buy(uint256 paymentWei, uint256 minTokensWei) external returns (uint256) {
        return sale.buy{value: paymentWei}(address(this), minTokensWei);
    }
}

abstract contract SaleFixture is Test {
    uint128 internal constant CAP_WEI = 25_000_000 ether;
    /// A price that does not divide.
    uint128 internal constant PRICE_WEI = 0.000_777_777_777_777_777 ether;
    uint64 internal constant START = 1_800_000_000;
    uint64 internal constant END = START + 30 days;

    IERC20 internal token;
    ITokenSale internal sale;
    Buyer internal buyer;
    Buyer internal dao;

    function deploySale(uint128 capWei, uint128 priceWei) internal {
        vm.warp(START - 1 days);
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        // The DAO's place is taken by a contract that takes coins.
        dao = new Buyer(ITokenSale(address(0)));
        sale = ITokenSale(
            deploy("TokenSale.sol:TokenSale", abi.encode(token, address(dao), priceWei, capWei, START, END))
        );
        token.transfer(address(sale), capWei);
        buyer = new Buyer(sale);
        DealVm(address(vm)).deal(address(buyer), 1_000_000 ether);
        vm.warp(START);
    }
}
