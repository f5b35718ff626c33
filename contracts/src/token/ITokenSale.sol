// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title ITokenSale
/// @notice Sells a fixed number of tokens for the chain's coin, at one price that never changes, between two times.
///
/// Tokens of a payment are floor(payment * 10^18 / price); what they cost is ceil(tokens * price / 10^18), and the rest of
/// the payment goes back in the same call. Where fewer tokens are left than were paid for, the buyer gets what is left and
/// the rest of its coins back, unless it said that it wants no fewer: then it is refused.
///
/// Trust assumptions
/// - Nobody can change price, cap, times or the recipient of the proceeds, nor pause the sale. There is no least sum: what
///   is bought is bought, and the proceeds may be taken out at once.
/// - The tokens must be sent to the sale before it starts; it sells no more than it holds. Whoever buys from a sale looks at
///   its balance first.
/// - The token is one that moves what it is told to (no fee on transfer).
/// - The beneficiary (in production the DAO's timelock) gets all coins and all unsold tokens, and nobody else anything.
interface ITokenSale {
    /// @notice `buyer` paid `paidWei` coins for `tokensWei`, which `recipient` got.
    event TokenSaleBought(address indexed buyer, address indexed recipient, uint256 tokensWei, uint256 paidWei);
    /// @notice The beneficiary got `amountWei` coins.
    event TokenSaleProceedsWithdrawn(uint256 amountWei);
    /// @notice The beneficiary got the `tokensWei` that were not sold.
    event TokenSaleUnsoldReturned(uint256 tokensWei);

    /// @notice The terms make no sale: no price, no cap, no time, or no beneficiary.
    error TokenSaleTermsInvalid();
    /// @notice The sale starts at `startTime`, in seconds since 1970.
    error TokenSaleNotStarted(uint64 startTime);
    /// @notice The sale has ended: its time is over, or all is sold.
    error TokenSaleEnded();
    /// @notice The sale runs until `endTime`, and something is left.
    error TokenSaleRunning(uint64 endTime);
    /// @notice The payment buys `tokensWei` now, fewer than the `minTokensWei` that the buyer wants.
    error TokenSaleTooFewLeft(uint256 tokensWei, uint256 minTokensWei);
    /// @notice The payment does not buy the smallest part of a token.
    error TokenSalePaymentTooSmall();
    /// @notice `account` does not accept the coins that it is due.
    error TokenSaleCoinRefused(address account);
    /// @notice There is nothing to withdraw.
    error TokenSaleNothingLeft();

    /// @notice What is sold.
    function token() external view returns (IERC20);

    /// @notice Who gets the proceeds and what is not sold.
    function beneficiary() external view returns (address);

    /// @notice What 10^18 base units of the token cost, in wei of the coin.
    function priceWei() external view returns (uint256);

    /// @notice The most that is sold, in base units.
    function capWei() external view returns (uint256);

    /// @notice The first second of the sale.
    function startTime() external view returns (uint64);

    /// @notice The first second after the sale.
    function endTime() external view returns (uint64);

    /// @notice What was sold until now, in base units; never more than `capWei`.
    function soldWei() external view returns (uint256);

    /// @notice What a payment buys now and what of it is taken, whatever the time is.
    function quote(uint256 paymentWei) external view returns (uint256 tokensWeiDown, uint256 costWeiUp);

    /// @notice Buys tokens for `recipient` with the coins sent along, and sends back to the caller what they do not cost.
    /// @param recipient Who gets the tokens.
    /// @param minTokensWei The fewest that the caller wants; zero where it takes what is left.
    /// @dev Reverts with TokenSaleNotStarted, TokenSaleEnded, TokenSaleTooFewLeft, TokenSalePaymentTooSmall,
    /// TokenSaleCoinRefused.
    function buy(address recipient, uint256 minTokensWei) external payable returns (uint256 tokensWei);

    /// @notice Sends the proceeds to the beneficiary. Anyone may call it, at any time.
    /// @dev Reverts with TokenSaleNothingLeft, TokenSaleCoinRefused.
    function withdrawProceeds() external;

    /// @notice Sends the tokens that are left to the beneficiary once the sale has ended. Anyone may call it.
    /// @dev Reverts with TokenSaleRunning, TokenSaleNothingLeft.
    function returnUnsold() external;
}
