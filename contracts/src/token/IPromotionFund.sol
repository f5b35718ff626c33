// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../bank/IBank.sol";

/// @title IPromotionFund
/// @notice Free trials of new applications: "you use, I pay". The DAO grants an application an allowance; it becomes an
/// account of its own (see ISponsoredAccount), which opens deals for the application's users and pays for them. What is left
/// when the grant ends comes back to the fund.
///
/// Trust assumptions
/// - The DAO (the timelock) alone grants, and may take anything out of what is not granted.
/// - An operator can spend its grant through deals of the Broker only: it cannot withdraw it, transfer it, or use another
///   module (see ISponsoredAccount). But it deals with whom it likes: one that is its own provider can keep the money. The DAO
///   grants small sums, for short times, to applications it has seen.
interface IPromotionFund {
    /// @notice `account` may spend `amountWei` until `expiresAt`, as `operator` signs.
    event PromotionGranted(address indexed account, address indexed operator, uint96 amountWei, uint64 expiresAt);
    /// @notice The DAO sent `amountWei` of what is not granted to `to`.
    event PromotionWithdrawn(address indexed to, uint256 amountWei);

    /// @notice The grant or the fund makes no sense: nobody, nothing, or no time.
    error PromotionTermsInvalid();
    /// @notice `caller` is not the DAO.
    error PromotionNotDao(address caller);

    /// @notice The bank in which grants lie.
    function bank() external view returns (IBank);

    /// @notice Who grants.
    function dao() external view returns (address);

    /// @notice Puts `amountWei` of the fund into the bank, to the credit of a new account that `operator` opens deals with
    /// until `expiresAt`, in seconds since 1970. The DAO alone.
    /// @return account The account: the `requester` of the requests that the operator signs.
    /// @dev Reverts with PromotionNotDao, PromotionTermsInvalid.
    function grant(address operator, uint96 amountWei, uint64 expiresAt) external returns (address account);

    /// @notice Sends `amountWei` of what is not granted to `to`. The DAO alone.
    /// @dev Reverts with PromotionNotDao.
    function withdraw(address to, uint256 amountWei) external;
}
