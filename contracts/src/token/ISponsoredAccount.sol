// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IBank} from "../bank/IBank.sol";

/// @title ISponsoredAccount
/// @notice A grant of the promotion fund, as an account of the bank. Requests that name it as the requester and that its
/// operator signs are valid until the grant expires (ERC-1271); they are paid out of the grant. What it has in the bank moves
/// by deals of the Broker alone, to which alone it consented, and by the two ways of its return, which are all that it calls.
///
/// Until the expiry it says yes, to whoever asks, to every digest that the operator signed, with two exceptions: the bank's
/// token and the bank itself are always told no. A yes to them would transfer tokens, or take a deposit that widens the consent
/// to what the operator likes. Other modules of the bank may take its word, but lack its consent. What lies at its address
/// past the bank is no part of the grant: tokens of the bank's kind stay there for good, and of other things the operator
/// disposes as far as they go by signatures.
///
/// What the operator signed after the request, the acceptance of an answer or the cancellation of a deal, is checked when it
/// is sent, so it must be settled before the grant expires. Later it is no signature any more, and the deal goes the ways that
/// need none: an answer stands after its window, and where there is none the escrow returns after the deadline. Choose
/// requests whose deadlines lie before the expiry.
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

    /// @notice Who signs: a key, also one of an account that has code (EIP-7702), or a contract (ERC-1271).
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
