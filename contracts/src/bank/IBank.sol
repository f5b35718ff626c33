// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice An account as the Bank stores it, in one word:
/// bits 0..95 available wei, bits 96..191 locked wei, bits 192..223 consent (bit i = module i), the rest zero.
type AccountWord is uint256;

/// @notice One line of a journal: what one account's two balances change by, in wei.
struct Posting {
    address account;
    int256 availableDelta;
    int256 lockedDelta;
}

/// @notice An account and what is stored of it.
struct AccountState {
    address account;
    AccountWord word;
}

/// @title IBank
/// @notice The one contract that holds tokens. Everything else moves balances inside of it.
///
/// Trust assumptions
/// - The token is ComputeToken: it moves exactly what it is asked to, and calls nobody back.
/// - A module moves the balances of those accounts that consented to it, and of no others. Whoever consents to a
///   module trusts its code and, where it is upgradeable, the governance that upgrades it.
/// - Modules that the same account consented to trust each other: locks are not kept apart per module.
/// - Module 0 is named by the constructor; governance (the AccessManager) may add others. It can neither remove one, nor give a module's number to other
///   code, nor touch a balance: a consent once given means the same address for ever, and nobody can strand a lock.
/// - The Bank is not upgradeable and has no owner.
///
/// Invariant: the sum of all available, locked and pending balances is `totalHeldWei()`, which never exceeds
/// `token().balanceOf(bank)` and differs from it only by what was sent to the Bank past `deposit`.
interface IBank {
    /// @notice The account itself changed its word: by a deposit, a withdrawal or a consent.
    event AccountChanged(address indexed account, AccountWord word);
    /// @notice A module posted; these are the accounts it touched, in the order of its journal, after each line.
    /// @dev Every change of a word is in one of these two events, so the last one of an account is its present state.
    /// There is one event per journal because it costs half as much as one per account.
    event Posted(AccountState[] accounts);
    /// @notice `payer` brought `amountWei` into the Bank, to the credit of `account`.
    event Deposited(address indexed payer, address indexed account, uint96 amountWei);
    /// @notice `amountWei` now await withdrawal, payable from `unlockTime` (seconds since 1970) on.
    event WithdrawalRequested(address indexed account, uint96 amountWei, uint64 unlockTime);
    /// @notice The pending withdrawal of `amountWei` was called off and is available again.
    event WithdrawalCancelled(address indexed account, uint96 amountWei);
    /// @notice `amountWei` left the Bank, to `to`.
    event Withdrawn(address indexed account, address indexed to, uint96 amountWei);
    /// @notice `module` may post from now on, to accounts whose consent has bit `id`.
    event ModuleAdded(address indexed module, uint8 indexed id);
    /// @notice `amountWei` that had been sent to the Bank past `deposit` were credited to `to`.
    event Skimmed(address indexed to, uint96 amountWei);

    /// @notice `account` has `availableWei`, which is less than the `neededWei` asked of it.
    error BankInsufficientAvailable(address account, uint256 availableWei, uint256 neededWei);
    /// @notice `account` has `lockedWei` locked, which is less than the `neededWei` to be released.
    error BankInsufficientLocked(address account, uint256 lockedWei, uint256 neededWei);
    /// @notice A balance of `account` would exceed 2^96 - 1 wei.
    error BankBalanceOverflow(address account);
    /// @notice `account` did not consent to `module` moving its balances.
    error BankConsentMissing(address account, address module);
    /// @notice Consent of `account` cannot be withdrawn while `lockedWei` of it are locked.
    error BankConsentInUse(address account, uint256 lockedWei);
    /// @notice `caller` is not a module of this Bank.
    error BankUnknownModule(address caller);
    /// @notice `module` is a module already, with number `id`.
    error BankModuleExists(address module, uint8 id);
    /// @notice Number `id` belongs to another module, or is not below 32.
    error BankModuleIdUnavailable(uint8 id);
    /// @notice The postings add up to `sum` instead of zero.
    error BankUnbalancedPostings(int256 sum);
    /// @notice An amount of zero was given where something must move.
    error BankZeroAmount();
    /// @notice `account` has no withdrawal pending.
    error BankNoWithdrawalPending(address account);
    /// @notice The withdrawal of `account` is payable from `unlockTime` (seconds since 1970) on.
    error BankWithdrawalLocked(address account, uint64 unlockTime);
    /// @notice `recipient` cannot be credited or paid: it is the zero address or the Bank itself.
    error BankInvalidRecipient(address recipient);
    /// @notice Nothing was sent to the Bank past `deposit`.
    error BankNoSurplus();

    /// @notice The token that the Bank holds.
    function token() external view returns (IERC20);

    /// @notice Seconds between the request of a withdrawal and its payment.
    function withdrawalDelaySeconds() external view returns (uint64);

    /// @notice Module 0, which the constructor named.
    function firstModule() external view returns (address);

    /// @notice What the Bank owes to all accounts together: available, locked and pending, in wei.
    function totalHeldWei() external view returns (uint256);

    /// @notice The balances of `account` in wei, and its consent (bit i = module i).
    function accountOf(
        address account
    ) external view returns (uint96 availableWei, uint96 lockedWei, uint32 consentModules);

    /// @notice The pending withdrawal of `account`; both are zero where there is none.
    function withdrawalOf(address account) external view returns (uint96 amountWei, uint64 unlockTime);

    /// @notice Whether `module` may post, and the number that accounts consent to it by.
    function moduleOf(address module) external view returns (bool known, uint8 id);

    /// @notice Brings `amountWei` of the caller's tokens in, and adds `consentModules` to the caller's consent.
    /// @dev The caller must have approved the Bank. Reverts with BankZeroAmount, BankBalanceOverflow.
    function deposit(uint96 amountWei, uint32 consentModules) external;

    /// @notice As `deposit`, with the approval given by signature (ERC-2612) in the same call.
    /// @dev A permit that somebody else has already used does not hinder the deposit.
    function depositWithPermit(
        uint96 amountWei,
        uint32 consentModules,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Brings `amountWei` of the caller's tokens in, to the credit of `account`, whose consent stays as it is.
    function depositFor(address account, uint96 amountWei) external;

    /// @notice Sets which modules may move the caller's balances. Adding is always possible; removing only while
    /// nothing of the caller is locked, so that whoever relies on a lock can rely on its release.
    /// @dev Reverts with BankConsentInUse.
    function setConsent(uint32 consentModules) external;

    /// @notice Sets `amountWei` of the caller's available balance aside for withdrawal. Requests add up, and each one
    /// starts the delay anew for the whole.
    /// @dev Reverts with BankZeroAmount, BankInsufficientAvailable, BankBalanceOverflow.
    function requestWithdrawal(uint96 amountWei) external;

    /// @notice Makes the caller's pending withdrawal available again.
    /// @dev Reverts with BankNoWithdrawalPending.
    function cancelWithdrawal() external;

    /// @notice Pays the caller's pending withdrawal to `to`, after the delay.
    /// @dev Reverts with BankNoWithdrawalPending, BankWithdrawalLocked, BankInvalidRecipient.
    function withdraw(address to) external;

    /// @notice Moves balances inside the Bank: a double-entry journal, for modules only.
    /// @dev All deltas together are zero; no balance becomes negative or exceeds 2^96 - 1, at any line; every account
    /// of which anything is taken, or whose lock grows, has consented to the calling module. A mere credit of
    /// available balance needs no consent. Reverts with BankUnknownModule, BankConsentMissing,
    /// BankInsufficientAvailable, BankInsufficientLocked, BankBalanceOverflow, BankUnbalancedPostings.
    function post(Posting[] calldata postings) external;

    /// @notice Adds a module, for good. Restricted to governance.
    /// @param module The contract that may post.
    /// @param id Its number, 1..31, which it shares with no other module, ever.
    /// @dev Reverts with BankModuleExists, BankModuleIdUnavailable.
    function addModule(address module, uint8 id) external;

    /// @notice Credits to `to` whatever was sent to the Bank past `deposit`. Anyone may call it.
    /// @dev Reverts with BankNoSurplus, BankInvalidRecipient.
    function skim(address to) external;
}
