// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice An account as the Bank stores it, in one word:
/// bits 0..95 available wei, bits 96..191 locked wei, bits 192..223 consent (bit i = module i), bits 224..255 how many
/// batches the account has paid, which is the number of its next one.
type AccountWord is uint256;

/// @notice What all payments of a batch have in common, in one word: bits 0..95 the unit of its amounts in wei, bits
/// 96..103 the bytes of each amount (1..12), bits 104..135 the number of the batch, the rest zero.
type BatchTerms is uint256;

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

/// @notice What an owner signs so that anyone may bring its tokens into the Bank, and earn a fee by that.
struct DepositAuthorization {
    /// Whose tokens they are, and whose account is credited.
    address owner;
    /// What leaves the owner, the fee included.
    uint96 amountWei;
    /// What of it the sender of the transaction is credited with, in the Bank. Less than `amountWei`.
    uint96 feeWei;
    /// Who may send it; zero: anyone.
    address relayer;
    /// What is added to the owner's consent (bit i = module i).
    uint32 consentModules;
    /// Valid only after this second since 1970, as in EIP-3009.
    uint64 validAfter;
    /// Valid only before this second since 1970.
    uint64 validBefore;
    /// Random: tells authorizations with the same terms apart.
    bytes32 salt;
}

/// @title IBank
/// @notice The one contract that holds tokens. Everything else moves balances inside of it.
///
/// Trust assumptions
/// - The token moves what it is asked to, and calls nobody back, as ComputeToken does. One that delivers less than it was
///   asked for, or more, is refused at the deposit; one whose balances shrink later is beyond help.
/// - A module moves the balances of those accounts that consented to it, and of no others. Whoever consents to a
///   module trusts its code and, where it is upgradeable, the governance that upgrades it.
/// - Modules that the same account consented to trust each other: locks are not kept apart per module.
/// - Module 0 is named by the constructor; governance (the AccessManager) may add others. It can neither remove one, nor give a module's number to other
///   code, nor touch a balance: a consent once given means the same address for ever, and nobody can strand a lock.
/// - The Bank is not upgradeable and has no owner.
///
/// Invariant: the sum of all available, locked and pending balances is `totalHeldWei()`, which never exceeds
/// `token().balanceOf(bank)` and differs from it only by what was sent to the Bank past `deposit`. Nor does it ever exceed
/// 2^96 - 1, so no credit of what another account gave can overflow a balance.
interface IBank {
    /// @notice The account itself changed its word: by a deposit, a withdrawal or a consent.
    event AccountChanged(address indexed account, AccountWord word);
    /// @notice A module posted; these are the accounts it touched, in the order of its journal, after each line.
    /// @dev Every change of a word is in one of these two events or in BatchPaid, so an account's present state is the last
    /// one of these two and what batches have moved since.
    /// There is one event per journal because it costs half as much as one per account.
    event Posted(AccountState[] accounts);
    /// @notice `payer` paid a batch from its available balance, to the available balances of its payees. Its number of
    /// batches grew by one. The payments are those of `payBatch`, so they can be read from the event alone.
    event BatchPaid(address indexed payer, BatchTerms terms, bytes payments);
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
    /// @notice The next batch of the payer is number `expected`, not `actual`: it was paid already, or one before it is
    /// missing.
    error BankBatchOutOfOrder(uint256 expected, uint256 actual);
    /// @notice Amounts of `amountBytes` bytes are not among 1..12, or `length` bytes are no whole number of payments.
    error BankBatchMalformed(uint256 amountBytes, uint256 length);
    /// @notice The token was asked for `expectedWei`, and `arrivedWei` arrived.
    error BankTokenShort(uint256 expectedWei, uint256 arrivedWei);
    /// @notice The fee of the relayer leaves nothing of the `amountWei`.
    error BankFeeTooHigh(uint256 feeWei, uint256 amountWei);
    /// @notice The owner authorized `relayer` to send this, not `caller`.
    error BankRelayerMismatch(address relayer, address caller);
    /// @notice The authorization is valid after `validAfter` (seconds since 1970) only.
    error BankAuthorizationNotYetValid(uint64 validAfter);
    /// @notice The authorization was valid before `validBefore` (seconds since 1970) only.
    error BankAuthorizationExpired(uint64 validBefore);
    /// @notice The authorization of this EIP-712 digest was used already.
    error BankAuthorizationUsed(bytes32 digest);
    /// @notice The signature over `digest` is not that of `signer`.
    error BankInvalidSignature(address signer, bytes32 digest);

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

    /// @notice The number of the next batch of `account`; as many were paid.
    function nextBatchOf(address account) external view returns (uint32);

    /// @notice Whether the authorization of this EIP-712 digest was used for a deposit with a permit.
    function authorizationUsed(bytes32 digest) external view returns (bool);

    /// @notice The EIP-712 hash of the struct, without domain. It is the nonce of the EIP-3009 authorization, too.
    function hashDepositAuthorization(DepositAuthorization calldata authorization) external pure returns (bytes32);

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

    /// @notice Brings in the tokens of an owner that signed for it (EIP-3009), in a transaction of anyone's. The owner needs
    /// neither native coin nor an approval.
    /// @dev Needs a token with IAuthorizedToken. The owner signs its ReceiveWithAuthorization {from: owner, to: the Bank, value: amountWei, validAfter,
    /// validBefore, nonce: hashDepositAuthorization(authorization)}: the one signature binds the fee, the relayer and the
    /// consent as well, and the token refuses it where any of them was changed, where it was used or cancelled before, out
    /// of its time, or on another chain. Reverts with BankZeroAmount, BankFeeTooHigh, BankRelayerMismatch, BankBalanceOverflow,
    /// BankTokenShort, and with the token's errors.
    function depositWithAuthorization(DepositAuthorization calldata authorization, bytes calldata signature) external;

    /// @notice The same for tokens with ERC-2612 alone: by a permit, and the owner's signature over the authorization in the
    /// Bank's own EIP-712 domain {name "Suanli", version "1", this chain, the Bank}.
    /// @dev A permit that somebody else has already used does not hinder the deposit. Each authorization is used once, whatever
    /// the allowance. Reverts with BankAuthorizationNotYetValid, BankAuthorizationExpired, BankAuthorizationUsed,
    /// BankInvalidSignature, BankZeroAmount, BankFeeTooHigh, BankRelayerMismatch, BankBalanceOverflow, BankTokenShort, and with
    /// the token's errors.
    function depositWithSignedPermit(
        DepositAuthorization calldata authorization,
        bytes calldata signature,
        uint256 permitDeadline,
        uint8 permitV,
        bytes32 permitR,
        bytes32 permitS
    ) external;

    /// @notice Pays many accounts at once from the caller's available balance, which may include what it pays itself.
    /// @param terms The unit and width of the amounts, and the number of the batch: the caller's next one. So a batch that is
    /// sent again, by retry or after a reorganisation, is never paid twice.
    /// @param payments 20 bytes of an account and the amount in units, once for each payment. An account may be there more
    /// than once; an amount may be zero; a batch without payments uses up its number, which calls off another one.
    /// @dev About 5,700 gas per payee that has a balance (5,000 of them for its storage), 22,800 per payee without. Which
    /// accounts are paid is not looked at: like `post`, it credits the zero address where it is told to. Reverts with
    /// BankBatchOutOfOrder, BankBatchMalformed, BankInsufficientAvailable.
    function payBatch(BatchTerms terms, bytes calldata payments) external;

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
