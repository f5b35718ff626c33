// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {AccountWord, IBank, Posting} from "./IBank.sol";

/// @title Bank
/// @notice See IBank, which carries the documentation and the trust assumptions.
contract Bank is IBank, AccessManaged {
    using SafeERC20 for IERC20;

    uint256 private constant LOCKED_SHIFT = 96;
    uint256 private constant CONSENT_SHIFT = 192;
    uint256 private constant FIRST_CONSENT_BIT = 1 << CONSENT_SHIFT;
    uint256 private constant MAX_BALANCE_WEI = type(uint96).max;

    /// @inheritdoc IBank
    IERC20 public immutable token;
    /// @inheritdoc IBank
    uint64 public immutable withdrawalDelaySeconds;
    /// @inheritdoc IBank
    /// @dev Kept in the code: it posts twice per deal, and each look-up in storage would cost 2100 gas.
    address public immutable firstModule;

    /// @inheritdoc IBank
    uint256 public totalHeldWei;

    /// @dev One word per account; a struct so that its place is computed once for reading and writing.
    struct Account {
        /// An AccountWord. Its unused high bits are zero.
        uint256 word;
    }

    mapping(address account => Account) private _accounts;
    /// @dev account => pending wei in bits 0..95, unlock time in bits 96..159.
    mapping(address account => uint256 word) private _withdrawals;
    /// @dev module other than the first => its consent bit, in its place in the account word; zero: not a module.
    mapping(address module => uint256 consentBit) private _modules;
    /// @dev The consent bits that are given away, as in `_modules`.
    uint256 private _modulesTaken;

    /// @param token_ The token to hold.
    /// @param authority The AccessManager that may add modules.
    /// @param withdrawalDelaySeconds_ Seconds between the request of a withdrawal and its payment. In production it
    /// should outlast the longest time in which a module may still have a claim on an unlocked balance.
    /// @param firstModule_ Module 0, for good: in production the Broker's proxy, whose address follows from the
    /// deployer's nonce before it is there.
    constructor(
        IERC20 token_,
        address authority,
        uint64 withdrawalDelaySeconds_,
        address firstModule_
    ) AccessManaged(authority) {
        token = token_;
        withdrawalDelaySeconds = withdrawalDelaySeconds_;
        firstModule = firstModule_;
        _modulesTaken = FIRST_CONSENT_BIT;
        emit ModuleAdded(firstModule_, 0);
    }

    /// @inheritdoc IBank
    function accountOf(
        address account
    ) external view returns (uint96 availableWei, uint96 lockedWei, uint32 consentModules) {
        uint256 word = _accounts[account].word;
        return (uint96(word), uint96(word >> LOCKED_SHIFT), uint32(word >> CONSENT_SHIFT));
    }

    /// @inheritdoc IBank
    function withdrawalOf(address account) external view returns (uint96 amountWei, uint64 unlockTime) {
        uint256 word = _withdrawals[account];
        return (uint96(word), uint64(word >> 96));
    }

    /// @inheritdoc IBank
    function moduleOf(address module) external view returns (bool known, uint8 id) {
        uint256 consentBit = _consentBitOf(module);
        if (consentBit == 0) return (false, 0);
        return (true, uint8(Math.log2(consentBit) - CONSENT_SHIFT));
    }

    /// @inheritdoc IBank
    function deposit(uint96 amountWei, uint32 consentModules) external {
        _deposit(msg.sender, amountWei, consentModules);
    }

    /// @inheritdoc IBank
    function depositWithPermit(
        uint96 amountWei,
        uint32 consentModules,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        // Whoever saw the permit may have used it first: what counts is the allowance, which the transfer checks.
        try IERC20Permit(address(token)).permit(msg.sender, address(this), amountWei, deadline, v, r, s) {} catch {}
        _deposit(msg.sender, amountWei, consentModules);
    }

    /// @inheritdoc IBank
    function depositFor(address account, uint96 amountWei) external {
        _requireRecipient(account);
        _deposit(account, amountWei, 0);
    }

    /// @inheritdoc IBank
    function setConsent(uint32 consentModules) external {
        Account storage account = _accounts[msg.sender];
        uint256 word = account.word;
        uint256 old = word >> CONSENT_SHIFT;
        uint256 lockedWei = uint96(word >> LOCKED_SHIFT);
        if (old & ~uint256(consentModules) != 0 && lockedWei != 0) revert BankConsentInUse(msg.sender, lockedWei);
        _store(account, msg.sender, (word & ((1 << CONSENT_SHIFT) - 1)) | (uint256(consentModules) << CONSENT_SHIFT));
    }

    /// @inheritdoc IBank
    function requestWithdrawal(uint96 amountWei) external {
        if (amountWei == 0) revert BankZeroAmount();
        Account storage account = _accounts[msg.sender];
        uint256 word = account.word;
        uint256 availableWei = uint96(word);
        if (availableWei < amountWei) revert BankInsufficientAvailable(msg.sender, availableWei, amountWei);
        uint256 pendingWei = uint256(uint96(_withdrawals[msg.sender])) + amountWei;
        if (pendingWei > MAX_BALANCE_WEI) revert BankBalanceOverflow(msg.sender);
        uint64 unlockTime = uint64(block.timestamp) + withdrawalDelaySeconds;
        _withdrawals[msg.sender] = pendingWei | (uint256(unlockTime) << 96);
        _store(account, msg.sender, word - amountWei);
        emit WithdrawalRequested(msg.sender, uint96(pendingWei), unlockTime);
    }

    /// @inheritdoc IBank
    function cancelWithdrawal() external {
        uint96 amountWei = uint96(_withdrawals[msg.sender]);
        if (amountWei == 0) revert BankNoWithdrawalPending(msg.sender);
        delete _withdrawals[msg.sender];
        _credit(msg.sender, amountWei, 0);
        emit WithdrawalCancelled(msg.sender, amountWei);
    }

    /// @inheritdoc IBank
    function withdraw(address to) external {
        _requireRecipient(to);
        uint256 word = _withdrawals[msg.sender];
        uint96 amountWei = uint96(word);
        if (amountWei == 0) revert BankNoWithdrawalPending(msg.sender);
        uint64 unlockTime = uint64(word >> 96);
        if (block.timestamp < unlockTime) revert BankWithdrawalLocked(msg.sender, unlockTime);
        delete _withdrawals[msg.sender];
        totalHeldWei -= amountWei;
        emit Withdrawn(msg.sender, to, amountWei);
        token.safeTransfer(to, amountWei);
    }

    /// @inheritdoc IBank
    function post(Posting[] calldata postings) external {
        uint256 consentBit = _consentBitOf(msg.sender);
        if (consentBit == 0) revert BankUnknownModule(msg.sender);
        int256 sum;
        uint256 log = _startPosted(postings.length);
        // Nothing here can wrap unnoticed: a balance is below 2^96, so a sum that is again below 2^96 comes from a delta
        // of less than 2^96 in either direction; and calldata holds far fewer than 2^100 of them.
        unchecked {
            for (uint256 i = 0; i < postings.length; ++i) {
                Posting calldata posting = postings[i];
                address owner = posting.account;
                int256 availableDelta = posting.availableDelta;
                int256 lockedDelta = posting.lockedDelta;
                sum += availableDelta + lockedDelta;

                Account storage account = _accounts[owner];
                uint256 word = account.word;
                if (word & consentBit == 0 && (availableDelta < 0 || lockedDelta != 0)) {
                    revert BankConsentMissing(owner, msg.sender);
                }
                uint256 availableWei = uint256(uint96(word)) + uint256(availableDelta);
                uint256 lockedWei = uint256(uint96(word >> LOCKED_SHIFT)) + uint256(lockedDelta);
                if ((availableWei | lockedWei) > MAX_BALANCE_WEI) {
                    _revertOutOfRange(owner, word, availableDelta, lockedDelta);
                }
                word = (word >> CONSENT_SHIFT << CONSENT_SHIFT) | (lockedWei << LOCKED_SHIFT) | availableWei;
                account.word = word;
                _writePosted(log, i, owner, word);
            }
        }
        if (sum != 0) revert BankUnbalancedPostings(sum);
        _emitPosted(log, postings.length);
    }

    /// @inheritdoc IBank
    function addModule(address module, uint8 id) external restricted {
        uint256 present = _consentBitOf(module);
        if (present != 0) revert BankModuleExists(module, uint8(Math.log2(present) - CONSENT_SHIFT));
        uint256 consentBit = id < 32 ? 1 << (CONSENT_SHIFT + id) : 0;
        if (consentBit == 0 || _modulesTaken & consentBit != 0) revert BankModuleIdUnavailable(id);
        _modulesTaken |= consentBit;
        _modules[module] = consentBit;
        emit ModuleAdded(module, id);
    }

    /// @inheritdoc IBank
    function skim(address to) external {
        _requireRecipient(to);
        uint256 surplusWei = token.balanceOf(address(this)) - totalHeldWei;
        if (surplusWei == 0) revert BankNoSurplus();
        if (surplusWei > MAX_BALANCE_WEI) revert BankBalanceOverflow(to);
        totalHeldWei += surplusWei;
        _credit(to, uint96(surplusWei), 0);
        emit Skimmed(to, uint96(surplusWei));
    }

    function _deposit(address account, uint96 amountWei, uint32 consentModules) private {
        if (amountWei == 0) revert BankZeroAmount();
        totalHeldWei += amountWei;
        _credit(account, amountWei, consentModules);
        emit Deposited(msg.sender, account, amountWei);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
    }

    function _credit(address owner, uint96 amountWei, uint32 consentModules) private {
        Account storage account = _accounts[owner];
        uint256 word = account.word;
        if (uint256(uint96(word)) + amountWei > MAX_BALANCE_WEI) revert BankBalanceOverflow(owner);
        _store(account, owner, (word + amountWei) | (uint256(consentModules) << CONSENT_SHIFT));
    }

    function _store(Account storage account, address owner, uint256 word) private {
        account.word = word;
        emit AccountChanged(owner, AccountWord.wrap(word));
    }

    // `emit Posted(accounts)`, of which the lines are written as the accounts change: +0x00 0x20, where the array starts;
    // +0x20 its length; +0x40 the lines, two words each. Tests compare it with what the compiler writes.

    function _startPosted(uint256 length) private pure returns (uint256 log) {
        // Calldata holds `length` lines, so the product cannot wrap.
        assembly ("memory-safe") {
            log := mload(0x40)
            mstore(log, 0x20)
            mstore(add(log, 0x20), length)
            mstore(0x40, add(add(log, 0x40), shl(6, length)))
        }
    }

    function _writePosted(uint256 log, uint256 index, address account, uint256 word) private pure {
        assembly ("memory-safe") {
            let line := add(add(log, 0x40), shl(6, index))
            mstore(line, account)
            mstore(add(line, 0x20), word)
        }
    }

    function _emitPosted(uint256 log, uint256 length) private {
        bytes32 topic = Posted.selector;
        assembly ("memory-safe") {
            log1(log, add(0x40, shl(6, length)), topic)
        }
    }

    function _requireRecipient(address recipient) private view {
        if (recipient == address(0) || recipient == address(this)) revert BankInvalidRecipient(recipient);
    }

    /// @dev The consent bit of a module, in its place in the account word; zero: not a module.
    function _consentBitOf(address module) private view returns (uint256) {
        return module == firstModule ? FIRST_CONSENT_BIT : _modules[module];
    }

    /// @dev Names what is wrong with a posting that `post` found to leave the range of a balance.
    function _revertOutOfRange(address account, uint256 word, int256 availableDelta, int256 lockedDelta) private pure {
        uint256 availableWei = uint96(word);
        uint256 lockedWei = uint96(word >> LOCKED_SHIFT);
        // A delta of less than -2^96 is beyond any balance; its own negation may not exist.
        unchecked {
            if (availableDelta < -int256(availableWei)) {
                revert BankInsufficientAvailable(account, availableWei, uint256(-availableDelta));
            }
            if (lockedDelta < -int256(lockedWei)) {
                revert BankInsufficientLocked(account, lockedWei, uint256(-lockedDelta));
            }
        }
        revert BankBalanceOverflow(account);
    }
}
