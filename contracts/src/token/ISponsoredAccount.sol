// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IBank} from "../bank/IBank.sol";

/// @title ISponsoredAccount
/// @notice A grant of the promotion fund, as an account of the bank. Requests that name it as the requester and that its
/// operator signs are valid until the grant expires (ERC-1271); they are paid out of the grant. It can do nothing else: it
/// sends no transactions, transfers nothing, and consented to the Broker alone.
/// @dev Escrow that comes back from a deal after the expiry is returned as well: `requestReturn` and `finishReturn` may be
/// called as often as there is something.
interface ISponsoredAccount is IERC1271 {
    /// @notice `amountWei` wait in the bank for their return to the fund.
    event SponsoredReturnRequested(uint256 amountWei);

    /// @notice The grant runs until `expiresAt`.
    error SponsoredNotExpired(uint64 expiresAt);

    /// @notice The bank in which the grant lies.
    function bank() external view returns (IBank);

    /// @notice The fund that the rest goes back to.
    function fund() external view returns (address);

    /// @notice Who signs requests.
    function operator() external view returns (address);

    /// @notice Until when requests are signed, in seconds since 1970.
    function expiresAt() external view returns (uint64);

    /// @notice Sets aside for withdrawal what is available once the grant has expired. Anyone may call it. What was set aside
    /// before is paid to the fund first: a new request would start its delay anew, so that anybody could hold it up for ever,
    /// with a wei a day.
    /// @dev Reverts with SponsoredNotExpired, and as the Bank does: also while something waits that is not due yet.
    function requestReturn() external;

    /// @notice Pays to the fund what was set aside, after the bank's delay. Anyone may call it.
    /// @dev Reverts as the Bank does.
    function finishReturn() external;
}
