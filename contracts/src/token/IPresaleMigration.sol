// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title IPresaleMigration
/// @notice Turns presale tokens into the token proper: a presale token is burned, and twice as much is paid out. After the
/// migration from SPT to SNM of SONM; since the supply here is fixed, it pays out of tokens that were sent here before, in
/// place of minting.
///
/// What was burned is gone, so nothing is paid for twice; every call checks that the supply of the presale token fell by
/// exactly what is paid for. Amounts count in whole tokens: a difference in decimals is made up for.
///
/// Trust assumptions
/// - The presale token's supply cannot grow any more, and its `burnFrom` (as OpenZeppelin's ERC20Burnable) burns tokens of
///   the holder that approved this contract. Whoever could mint presale tokens could empty the migration.
/// - Twice the supply of the presale token is sent here; `shortfallWei` says what is missing. Where it does not suffice, who
///   comes later is refused, and keeps its presale tokens.
/// - What nobody has migrated by the deadline goes to the beneficiary (in production the DAO's timelock), and to nobody else.
interface IPresaleMigration {
    /// @notice `holder` burned `burnedUnits` presale tokens and got `paidWei`.
    event PresaleMigrated(address indexed holder, uint256 burnedUnits, uint256 paidWei);
    /// @notice The beneficiary got the `amountWei` that nobody claimed.
    event PresaleLeftoverReturned(uint256 amountWei);

    /// @notice The terms make no migration: the same token, no time, no beneficiary, or more decimals than the new token has.
    error PresaleTermsInvalid();
    /// @notice Migrations were possible until `deadline`.
    error PresaleTooLate(uint64 deadline);
    /// @notice Migrations are possible until `deadline`; nothing is left over before.
    error PresaleNotOver(uint64 deadline);
    /// @notice There is nothing to migrate, or nothing left over.
    error PresaleZeroAmount();
    /// @notice The presale token did not burn what it was told to: its supply fell by something else than `burnedUnits`.
    error PresaleNotBurned(uint256 burnedUnits);
    /// @notice The migration holds `heldWei`, fewer than the `neededWei`.
    error PresaleUnderfunded(uint256 heldWei, uint256 neededWei);

    /// @notice What is burned.
    function presaleToken() external view returns (IERC20);

    /// @notice What is paid out.
    function token() external view returns (IERC20);

    /// @notice Who gets what is left over.
    function beneficiary() external view returns (address);

    /// @notice The first second after the migration, since 1970.
    function deadline() external view returns (uint64);

    /// @notice What `units` of the presale token are worth, in wei of the token.
    function payoutWei(uint256 units) external view returns (uint256);

    /// @notice What is missing to pay out for all presale tokens that there are, in wei.
    function shortfallWei() external view returns (uint256);

    /// @notice Burns `units` of the caller's presale tokens, which it approved this contract for, and pays twice as much.
    /// @dev Reverts with PresaleTooLate, PresaleZeroAmount, PresaleUnderfunded, PresaleNotBurned, and as the presale token
    /// does.
    function migrate(uint256 units) external;

    /// @notice Sends what is left over to the beneficiary, from the deadline on. Anyone may call it.
    /// @dev Reverts with PresaleNotOver, PresaleZeroAmount.
    function returnLeftover() external;
}
