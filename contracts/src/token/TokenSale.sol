// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ITokenSale} from "./ITokenSale.sol";

/// @title TokenSale
/// @notice See ITokenSale, which carries the documentation and the trust assumptions.
contract TokenSale is ITokenSale {
    using SafeERC20 for IERC20;

    uint256 private constant UNIT = 1e18;

    /// @inheritdoc ITokenSale
    IERC20 public immutable token;
    /// @inheritdoc ITokenSale
    address public immutable beneficiary;
    /// @inheritdoc ITokenSale
    uint256 public immutable priceWei;
    /// @inheritdoc ITokenSale
    uint256 public immutable capWei;
    /// @inheritdoc ITokenSale
    uint64 public immutable startTime;
    /// @inheritdoc ITokenSale
    uint64 public immutable endTime;

    /// @inheritdoc ITokenSale
    uint256 public soldWei;

    /// @param token_ What is sold.
    /// @param beneficiary_ Who gets the proceeds and what is not sold; in production the DAO's timelock.
    /// @param priceWei_ What 10^18 base units cost, in wei of the coin.
    /// @param capWei_ The most that is sold, in base units, below 2^128.
    /// @param startTime_ The first second of the sale.
    /// @param endTime_ The first second after the sale.
    constructor(
        IERC20 token_,
        address beneficiary_,
        uint128 priceWei_,
        uint128 capWei_,
        uint64 startTime_,
        uint64 endTime_
    ) {
        if (
            priceWei_ == 0 ||
            capWei_ == 0 ||
            startTime_ >= endTime_ ||
            endTime_ <= block.timestamp ||
            beneficiary_ == address(0)
        ) revert TokenSaleTermsInvalid();
        token = token_;
        beneficiary = beneficiary_;
        priceWei = priceWei_;
        capWei = capWei_;
        startTime = startTime_;
        endTime = endTime_;
    }

    /// @inheritdoc ITokenSale
    function quote(uint256 paymentWei) public view returns (uint256 tokensWeiDown, uint256 costWeiUp) {
        uint256 leftWei = capWei - soldWei;
        // Neither product can overflow: a payment that would buy more than is left is not multiplied, and both factors of
        // the cost are below 2^128.
        tokensWeiDown = paymentWei >= Math.ceilDiv(leftWei * priceWei, UNIT) ? leftWei : (paymentWei * UNIT) / priceWei;
        costWeiUp = Math.ceilDiv(tokensWeiDown * priceWei, UNIT);
    }

    /// @inheritdoc ITokenSale
    function buy(address recipient, uint256 minTokensWei) external payable returns (uint256 tokensWei) {
        if (block.timestamp < startTime) revert TokenSaleNotStarted(startTime);
        if (block.timestamp >= endTime || soldWei == capWei) revert TokenSaleEnded();
        uint256 costWei;
        (tokensWei, costWei) = quote(msg.value);
        if (tokensWei == 0) revert TokenSalePaymentTooSmall();
        if (tokensWei < minTokensWei) revert TokenSaleTooFewLeft(tokensWei, minTokensWei);
        soldWei += tokensWei;
        emit TokenSaleBought(msg.sender, recipient, tokensWei, costWei);
        token.safeTransfer(recipient, tokensWei);
        if (msg.value > costWei) _sendCoins(msg.sender, msg.value - costWei);
    }

    /// @inheritdoc ITokenSale
    function withdrawProceeds() external {
        uint256 amountWei = address(this).balance;
        if (amountWei == 0) revert TokenSaleNothingLeft();
        emit TokenSaleProceedsWithdrawn(amountWei);
        _sendCoins(beneficiary, amountWei);
    }

    /// @inheritdoc ITokenSale
    function returnUnsold() external {
        if (block.timestamp < endTime && soldWei < capWei) revert TokenSaleRunning(endTime);
        uint256 tokensWei = token.balanceOf(address(this));
        if (tokensWei == 0) revert TokenSaleNothingLeft();
        emit TokenSaleUnsoldReturned(tokensWei);
        token.safeTransfer(beneficiary, tokensWei);
    }

    function _sendCoins(address to, uint256 amountWei) private {
        (bool sent, ) = to.call{value: amountWei}("");
        if (!sent) revert TokenSaleCoinRefused(to);
    }
}
