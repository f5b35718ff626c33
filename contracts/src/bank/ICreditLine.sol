// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "./IBank.sol";
import {CreditLineId, CreditTerms, CreditUnit} from "./CreditTypes.sol";

/// @title ICreditLine
/// @notice Lines of credit: a payer locks a deposit for one payee until an agreed second, and pays out of it for use, per Gwu,
/// per hour of a node or per hour, by vouchers that it signs off chain as it goes. Each voucher holds the quantity used since
/// the line was opened, so the last one is worth all before it, and the payee redeems only that one. What is unused when the
/// line ends goes back. A timed line needs no vouchers: its deposit becomes due evenly from its start to its expiry.
///
/// A line ends at `expiresAt + graceSeconds` (a timed one at `expiresAt`). Until then vouchers can be redeemed and the line
/// cannot be closed by the payer; from then on they cannot be and it can. So closing and redeeming never race.
///
/// Trust assumptions
/// - The payee trusts the payer for what it has served since the last voucher, and for nothing before: the deposit is locked
///   for it alone. It must redeem before the line ends, and count on no voucher beyond the deposit.
/// - The payer trusts the payee for nothing that it has not signed for, and waits for its unused deposit until the line ends,
///   unless the payee releases it before.
/// - A contract that pays vouches by ERC-1271. What it says of an older voucher may change, so its payee should redeem often.
/// - After a fork of the chain under another chain id, a line that was open before cannot be found by its hash on the fork:
///   nothing there redeems, releases or closes it, its deposit stays locked in that Bank for good, and the payer's consent in
///   use. On the chain that keeps its id nothing changes.
/// - What is paid goes to the payee's own balance in the Bank. It is not income of a resource with a revenue right.
/// - This is a module of the Bank; it is not upgradeable, has no owner, and nobody can change what follows from the terms.
///
/// Invariant: for each payer, what is locked through this contract is the sum over its open lines of deposit less redeemed.
interface ICreditLine {
    /// @notice `payer` locked the deposit of `terms` for `payee`.
    event CreditLineOpened(
        CreditLineId indexed id,
        address indexed payer,
        address indexed payee,
        CreditUnit unit,
        uint96 priceWeiPerUnit,
        uint96 depositWei,
        uint64 startsAt,
        uint64 expiresAt,
        uint32 graceSeconds,
        uint256 nonce
    );
    /// @notice The payer added `amountWei` to the deposit.
    event CreditLineToppedUp(CreditLineId indexed id, uint96 amountWei);
    /// @notice `paidWei` went to the payee. `quantity` is the voucher's, all since the opening; zero where the line is timed.
    event CreditLineRedeemed(CreditLineId indexed id, uint64 quantity, uint96 paidWei);
    /// @notice The line is over, and `refundWei` are available to the payer again.
    event CreditLineClosed(CreditLineId indexed id, uint96 refundWei);

    /// @notice `caller` is not `payer`, who alone may do this.
    error CreditNotPayer(address caller, address payer);
    /// @notice `caller` is not `payee`, who alone may do this.
    error CreditNotPayee(address caller, address payee);
    /// @notice `payee` is nobody, or the payer itself.
    error CreditPayeeInvalid(address payee);
    /// @notice A line, and what is added to one, is more than nothing.
    error CreditZeroDeposit();
    /// @notice The deposits of one line exceed 2^96 - 1 wei.
    error CreditDepositTooLarge(CreditLineId id);
    /// @notice A metered line has a price, and a timed one has none.
    error CreditPriceInvalid();
    /// @notice The line expires before it starts, has expired already, or would lock its deposit for more than five years
    /// (5 * 365 days) from now, grace included: milliseconds where seconds are meant.
    error CreditTimesInvalid(uint64 startsAt, uint64 expiresAt);
    /// @notice A line of these terms is or was open: another nonce makes another line.
    error CreditLineExists(CreditLineId id);
    /// @notice No line of these terms was ever opened here.
    error CreditLineUnknown(CreditLineId id);
    /// @notice The line was closed.
    error CreditLineNotOpen(CreditLineId id);
    /// @notice Vouchers could be redeemed, and the deposit raised, before `endsAt` (seconds since 1970).
    error CreditLineEnded(CreditLineId id, uint256 endsAt);
    /// @notice The deposit stays locked until `endsAt` (seconds since 1970).
    error CreditLineNotEnded(CreditLineId id, uint256 endsAt);
    /// @notice A line of this unit does not know this call.
    error CreditUnitWrong(CreditLineId id, CreditUnit unit);
    /// @notice The voucher was redeemed before.
    error CreditVoucherRedeemed(CreditLineId id, uint64 quantity);
    /// @notice A voucher of `redeemedQuantity`, which is more, was redeemed before.
    error CreditVoucherOutdated(CreditLineId id, uint64 quantity, uint64 redeemedQuantity);
    /// @notice The voucher is not signed by the payer, for this line of this contract on this chain.
    error CreditSignatureInvalid(CreditLineId id, address payer);
    /// @notice The deposit is spent, or what is due since the last payment is less than one wei.
    error CreditNothingDue(CreditLineId id);

    /// @notice The Bank whose balances are locked and moved.
    function bank() external view returns (IBank);

    /// @notice The id of the line that these terms make.
    function lineIdOf(CreditTerms calldata terms) external view returns (CreditLineId);

    /// @notice What is stored of a line. All is zero of an unknown one; of a closed one `depositWei` and `redeemedQuantity`
    /// are zero.
    /// @return depositWei All that was deposited.
    /// @return redeemedWei What of it was paid.
    /// @return redeemedQuantity The quantity of the highest voucher redeemed.
    /// @return closed Whether it is over.
    function lineOf(
        CreditLineId id
    ) external view returns (uint96 depositWei, uint96 redeemedWei, uint64 redeemedQuantity, bool closed);

    /// @notice The EIP-712 domain separator of vouchers, for the chain that this is.
    function domainSeparator() external view returns (bytes32);

    /// @notice The EIP-712 domain of vouchers (ERC-5267).
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        );

    /// @notice Opens a line: locks `terms.depositWei` of the caller, who is its payer. The same terms open no second line,
    /// also not after the first is closed, so a voucher is never worth anything again.
    /// @dev Reverts with CreditNotPayer, CreditPayeeInvalid, CreditZeroDeposit, CreditPriceInvalid, CreditTimesInvalid,
    /// CreditLineExists, and as `IBank.post` does.
    function open(CreditTerms calldata terms) external;

    /// @notice Adds to the deposit of a metered line; by its payer alone, and never later than a voucher can be redeemed. It
    /// changes no time and nothing that was paid or is due.
    /// @dev Reverts with CreditNotPayer, CreditZeroDeposit, CreditDepositTooLarge, CreditUnitWrong, CreditLineUnknown,
    /// CreditLineNotOpen, CreditLineEnded, and as `IBank.post` does.
    function topUp(CreditTerms calldata terms, uint96 amountWei) external;

    /// @notice Pays the payee what the payer has vouched for, less what it was paid before: `quantity` at the price, rounded
    /// down to the wei, and no more than the deposit. Anyone may call it. A voucher that was worth more than the deposit can be
    /// redeemed once more after the deposit was raised.
    /// @param quantity All that was used since the line was opened, in instructions or milliseconds.
    /// @param signature The payer's, of `Voucher(bytes32 lineId,uint64 quantity)` (EIP-712): 65 bytes, or whatever the
    /// payer's contract takes (ERC-1271).
    /// @dev Reverts with CreditUnitWrong, CreditLineUnknown, CreditLineNotOpen, CreditLineEnded, CreditVoucherRedeemed,
    /// CreditVoucherOutdated, CreditSignatureInvalid, CreditNothingDue.
    function redeem(CreditTerms calldata terms, uint64 quantity, bytes calldata signature) external;

    /// @notice Pays the payee of a timed line for the time that has passed since its start, less what it was paid before: the
    /// deposit times the part of the time, rounded down to the wei; all of it from `expiresAt` on. Anyone may call it.
    /// @dev Reverts with CreditUnitWrong, CreditLineUnknown, CreditLineNotOpen, CreditNothingDue.
    function redeemTimed(CreditTerms calldata terms) external;

    /// @notice Gives what is left of a line that has ended to whom it belongs: of a metered one to the payer, of a timed one
    /// to the payee. Anyone may call it.
    /// @dev Reverts with CreditLineUnknown, CreditLineNotOpen, CreditLineNotEnded.
    function close(CreditTerms calldata terms) external;

    /// @notice Ends a line at any time, by its payee alone: what is due is paid, and the rest goes back to the payer at once.
    /// @param quantity That of a last voucher, which is redeemed first; zero where there is none to redeem.
    /// @dev Reverts with CreditNotPayee, CreditLineUnknown, CreditLineNotOpen, and for the voucher as `redeem` does, apart
    /// from CreditNothingDue.
    function release(CreditTerms calldata terms, uint64 quantity, bytes calldata signature) external;
}
