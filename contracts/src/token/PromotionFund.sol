// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IBank} from "../bank/IBank.sol";
import {IPromotionFund} from "./IPromotionFund.sol";
import {SponsoredAccount} from "./SponsoredAccount.sol";

/// @title PromotionFund
/// @notice See IPromotionFund, which carries the documentation and the trust assumptions.
contract PromotionFund is IPromotionFund {
    using SafeERC20 for IERC20;

    /// @inheritdoc IPromotionFund
    IBank public immutable bank;
    /// @inheritdoc IPromotionFund
    address public immutable dao;

    IERC20 private immutable _token;

    /// @param bank_ The bank in which grants lie.
    /// @param dao_ Who grants; in production the DAO's timelock.
    constructor(IBank bank_, address dao_) {
        if (dao_ == address(0)) revert PromotionTermsInvalid();
        bank = bank_;
        dao = dao_;
        _token = bank_.token();
    }

    /// @inheritdoc IPromotionFund
    function grant(address operator, uint96 amountWei, uint64 expiresAt) external returns (address account) {
        _onlyDao();
        if (operator == address(0) || amountWei == 0 || expiresAt <= block.timestamp) revert PromotionTermsInvalid();
        account = address(new SponsoredAccount(bank, operator, expiresAt));
        emit PromotionGranted(account, operator, amountWei, expiresAt);
        _token.forceApprove(address(bank), amountWei);
        bank.depositFor(account, amountWei);
    }

    /// @inheritdoc IPromotionFund
    function withdraw(address to, uint256 amountWei) external {
        _onlyDao();
        emit PromotionWithdrawn(to, amountWei);
        _token.safeTransfer(to, amountWei);
    }

    function _onlyDao() private view {
        if (msg.sender != dao) revert PromotionNotDao(msg.sender);
    }
}
