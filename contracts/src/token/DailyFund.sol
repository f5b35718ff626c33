// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IDailyFund} from "./IDailyFund.sol";

/// @title DailyFund
/// @notice See IDailyFund, which carries the documentation and the trust assumptions.
contract DailyFund is IDailyFund {
    using SafeERC20 for IERC20;

    /// @inheritdoc IDailyFund
    IERC20 public immutable token;
    /// @inheritdoc IDailyFund
    address public immutable dao;
    /// @inheritdoc IDailyFund
    uint256 public immutable dailyCapWeiDown;
    /// @inheritdoc IDailyFund
    uint64 public immutable startTime;

    /// @inheritdoc IDailyFund
    address public distributor;

    /// @dev The last day on which anything was paid, and what. Invariant: `_paidWei` <= `dailyCapWeiDown`.
    uint128 private _day;
    uint128 private _paidWei;

    /// @param token_ What is given out.
    /// @param dao_ Who names the distributor; in production the DAO's timelock.
    /// @param totalWei The whole of the fund, which is to be sent here, in wei.
    /// @param fundDays How many days it lasts at the least.
    /// @param startTime_ When its first day starts, in seconds since 1970.
    constructor(IERC20 token_, address dao_, uint128 totalWei, uint32 fundDays, uint64 startTime_) {
        if (fundDays == 0 || totalWei < fundDays || dao_ == address(0)) revert DailyFundTermsInvalid();
        token = token_;
        dao = dao_;
        dailyCapWeiDown = totalWei / fundDays;
        startTime = startTime_;
    }

    /// @inheritdoc IDailyFund
    function today() public view returns (uint256) {
        if (block.timestamp < startTime) revert DailyFundNotStarted(startTime);
        return (block.timestamp - startTime) / 1 days;
    }

    /// @inheritdoc IDailyFund
    function leftTodayWei() public view returns (uint256 leftWei) {
        leftWei = today() == _day ? dailyCapWeiDown - _paidWei : dailyCapWeiDown;
        uint256 heldWei = token.balanceOf(address(this));
        if (heldWei < leftWei) leftWei = heldWei;
    }

    /// @inheritdoc IDailyFund
    function setDistributor(address distributor_) external {
        if (msg.sender != dao) revert DailyFundNotDao(msg.sender);
        distributor = distributor_;
        emit DailyFundDistributorSet(distributor_);
    }

    /// @inheritdoc IDailyFund
    function distribute(address[] calldata recipients, uint128[] calldata points, uint256 amountWei) external {
        if (msg.sender != distributor) revert DailyFundNotDistributor(msg.sender);
        uint256 leftWei = leftTodayWei();
        if (amountWei > leftWei) revert DailyFundDayExhausted(amountWei, leftWei);
        uint256 sum;
        for (uint256 i = 0; i < points.length; ++i) sum += points[i];
        if (sum == 0 || recipients.length != points.length) revert DailyFundPointsInvalid();
        uint256 day = today();
        // What is counted against the day is what was asked for: the rounding may leave less than that to be paid. Both
        // fit: the amount is at most the cap, which is below 2^128.
        _paidWei = day == _day ? _paidWei + uint128(amountWei) : uint128(amountWei);
        _day = uint128(day);
        for (uint256 i = 0; i < recipients.length; ++i) {
            // Below 2^256: the cap and each number of points are below 2^128.
            uint256 shareWei = (amountWei * points[i]) / sum;
            emit DailyFundPaid(day, recipients[i], points[i], shareWei);
            token.safeTransfer(recipients[i], shareWei);
        }
    }
}
