// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title IDailyFund
/// @notice Rewards for providers, released at an even pace: on each day no more than a fixed part of the whole, shared pro
/// rata of the points that the day's work was given.
///
/// Days are 24 hours long and count from `startTime`. What a day does not use does not pile up: it stays in the fund and
/// makes it last longer, so that no day ever pays out more than another. With 30,000,000 tokens and 3,650 days that is
/// 8,219.178… tokens a day, for ten years at the least. The odd base units of the division are paid at the end.
///
/// Trust assumptions
/// - The DAO (the timelock) names the distributor, and may change it at any time. Nobody can change the pace, nor take
///   anything out in another way, the DAO included.
/// - The distributor decides alone who gets a day's rewards. A bad one can misdirect the days until the DAO has replaced it.
/// - The token is one that moves what it is told to (no fee on transfer).
interface IDailyFund {
    /// @notice The DAO let `distributor` share the fund out; zero: nobody.
    event DailyFundDistributorSet(address indexed distributor);
    /// @notice `recipient` got `amountWei` for `points` of the points of day `day`.
    event DailyFundPaid(uint256 indexed day, address indexed recipient, uint256 points, uint256 amountWei);

    /// @notice The terms make no fund: nothing per day, or no DAO.
    error DailyFundTermsInvalid();
    /// @notice `caller` is not the DAO.
    error DailyFundNotDao(address caller);
    /// @notice `caller` is not the distributor.
    error DailyFundNotDistributor(address caller);
    /// @notice The fund's first day starts at `startTime`.
    error DailyFundNotStarted(uint64 startTime);
    /// @notice `amountWei` is more than the `leftWei` that the day has left.
    error DailyFundDayExhausted(uint256 amountWei, uint256 leftWei);
    /// @notice Recipients and points are not as many, or have no points among them.
    error DailyFundPointsInvalid();

    /// @notice What is given out.
    function token() external view returns (IERC20);

    /// @notice Who names the distributor.
    function dao() external view returns (address);

    /// @notice The most that a day gives out, in wei.
    function dailyCapWeiDown() external view returns (uint256);

    /// @notice When day 0 starts, in seconds since 1970.
    function startTime() external view returns (uint64);

    /// @notice Who shares the fund out.
    function distributor() external view returns (address);

    /// @notice The number of the present day; reverts with DailyFundNotStarted before the first.
    function today() external view returns (uint256);

    /// @notice What may still be given out today, in wei.
    function leftTodayWei() external view returns (uint256);

    /// @notice Names who shares the fund out. The DAO alone.
    /// @dev Reverts with DailyFundNotDao.
    function setDistributor(address distributor_) external;

    /// @notice Shares `amountWei` of today's part out: recipient i gets floor(amountWei * points[i] / sum of the points), and
    /// what the rounding leaves stays in the fund. The distributor alone.
    /// @dev Reverts with DailyFundNotDistributor, DailyFundNotStarted, DailyFundDayExhausted, DailyFundPointsInvalid.
    function distribute(address[] calldata recipients, uint128[] calldata points, uint256 amountWei) external;
}
