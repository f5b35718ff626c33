// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAuthorizedToken} from "../token/IAuthorizedToken.sol";
import {AccountWord, BatchTerms, DepositAuthorization, IBank, Posting} from "./IBank.sol";

/// @title Bank
/// @notice See IBank, which carries the documentation and the trust assumptions.
contract Bank is IBank, AccessManaged {
    using SafeERC20 for IERC20;

    uint256 private constant LOCKED_SHIFT = 96;
    uint256 private constant CONSENT_SHIFT = 192;
    uint256 private constant FIRST_CONSENT_BIT = 1 << CONSENT_SHIFT;
    uint256 private constant CONSENT_MASK = uint256(type(uint32).max) << CONSENT_SHIFT;
    uint256 private constant BATCH_SHIFT = 224;
    uint256 private constant MAX_BALANCE_WEI = type(uint96).max;

    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant DEPOSIT_AUTHORIZATION_TYPEHASH =
        keccak256(
            "DepositAuthorization(address owner,uint96 amountWei,uint96 feeWei,address relayer,uint32 consentModules,uint64 validAfter,uint64 validBefore,bytes32 salt)"
        );

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
        /// An AccountWord.
        uint256 word;
    }

    mapping(address account => Account) private _accounts;
    /// @dev account => pending wei in bits 0..95, unlock time in bits 96..159.
    mapping(address account => uint256 word) private _withdrawals;
    /// @dev module other than the first => its consent bit, in its place in the account word; zero: not a module.
    mapping(address module => uint256 consentBit) private _modules;
    /// @dev The consent bits that are given away, as in `_modules`.
    uint256 private _modulesTaken;
    /// @dev EIP-712 digests of authorizations that were used with a permit.
    mapping(bytes32 digest => bool used) private _usedAuthorizations;

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
    function nextBatchOf(address account) external view returns (uint32) {
        return uint32(_accounts[account].word >> BATCH_SHIFT);
    }

    /// @inheritdoc IBank
    function authorizationUsed(bytes32 digest) external view returns (bool) {
        return _usedAuthorizations[digest];
    }

    /// @inheritdoc IBank
    function hashDepositAuthorization(DepositAuthorization calldata authorization) public pure returns (bytes32) {
        return keccak256(abi.encode(DEPOSIT_AUTHORIZATION_TYPEHASH, authorization));
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
    function depositWithAuthorization(DepositAuthorization calldata authorization, bytes calldata signature) external {
        uint256 balanceBeforeWei = token.balanceOf(address(this));
        _creditAuthorized(authorization);
        IAuthorizedToken(address(token)).receiveWithAuthorization(
            authorization.owner,
            address(this),
            authorization.amountWei,
            authorization.validAfter,
            authorization.validBefore,
            hashDepositAuthorization(authorization),
            signature
        );
        _requireArrived(balanceBeforeWei, authorization.amountWei);
    }

    /// @inheritdoc IBank
    function depositWithSignedPermit(
        DepositAuthorization calldata authorization,
        bytes calldata signature,
        uint256 permitDeadline,
        uint8 permitV,
        bytes32 permitR,
        bytes32 permitS
    ) external {
        if (block.timestamp <= authorization.validAfter) revert BankAuthorizationNotYetValid(authorization.validAfter);
        if (block.timestamp >= authorization.validBefore) revert BankAuthorizationExpired(authorization.validBefore);
        _useAuthorization(authorization, signature);
        (address owner, uint96 amountWei) = (authorization.owner, authorization.amountWei);
        // As with `depositWithPermit`: what counts is the allowance, which the transfer checks.
        try
            IERC20Permit(address(token)).permit(
                owner,
                address(this),
                amountWei,
                permitDeadline,
                permitV,
                permitR,
                permitS
            )
        {} catch {}
        uint256 balanceBeforeWei = token.balanceOf(address(this));
        _creditAuthorized(authorization);
        token.safeTransferFrom(owner, address(this), amountWei);
        _requireArrived(balanceBeforeWei, amountWei);
    }

    /// @inheritdoc IBank
    function payBatch(BatchTerms terms, bytes calldata payments) external {
        uint256 unitWei = uint96(BatchTerms.unwrap(terms));
        uint256 amountBytes = uint8(BatchTerms.unwrap(terms) >> 96);
        Account storage payer = _accounts[msg.sender];
        {
            uint256 expected = payer.word >> BATCH_SHIFT;
            uint256 actual = BatchTerms.unwrap(terms) >> 104;
            if (expected != actual) revert BankBatchOutOfOrder(expected, actual);
        }
        // Zero wraps to more than any width.
        unchecked {
            if (amountBytes - 1 > 11 || payments.length % (20 + amountBytes) != 0) {
                revert BankBatchMalformed(amountBytes, payments.length);
            }
        }
        uint256 totalWei = _creditPayees(payments, amountBytes, unitWei);
        // Only now, for the caller may be among the payees.
        uint256 word = payer.word;
        if (uint96(word) < totalWei) revert BankInsufficientAvailable(msg.sender, uint96(word), totalWei);
        unchecked {
            payer.word = word - totalWei + (1 << BATCH_SHIFT);
        }
        _emitBatchPaid(terms, payments);
    }

    /// @inheritdoc IBank
    function setConsent(uint32 consentModules) external {
        Account storage account = _accounts[msg.sender];
        uint256 word = account.word;
        uint256 consent = uint256(consentModules) << CONSENT_SHIFT;
        uint256 lockedWei = uint96(word >> LOCKED_SHIFT);
        if (word & CONSENT_MASK & ~consent != 0 && lockedWei != 0) revert BankConsentInUse(msg.sender, lockedWei);
        _store(account, msg.sender, (word & ~CONSENT_MASK) | consent);
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
        _hold(to, surplusWei);
        _credit(to, uint96(surplusWei), 0);
        emit Skimmed(to, uint96(surplusWei));
    }

    function _deposit(address account, uint96 amountWei, uint32 consentModules) private {
        if (amountWei == 0) revert BankZeroAmount();
        uint256 balanceBeforeWei = token.balanceOf(address(this));
        _hold(account, amountWei);
        _credit(account, amountWei, consentModules);
        emit Deposited(msg.sender, account, amountWei);
        token.safeTransferFrom(msg.sender, address(this), amountWei);
        _requireArrived(balanceBeforeWei, amountWei);
    }

    /// @dev What an authorization says of balances; the tokens come after it.
    function _creditAuthorized(DepositAuthorization calldata authorization) private {
        (address owner, uint96 amountWei, uint96 feeWei) = (
            authorization.owner,
            authorization.amountWei,
            authorization.feeWei
        );
        if (amountWei == 0) revert BankZeroAmount();
        if (feeWei >= amountWei) revert BankFeeTooHigh(feeWei, amountWei);
        if (authorization.relayer != address(0) && authorization.relayer != msg.sender) {
            revert BankRelayerMismatch(authorization.relayer, msg.sender);
        }
        _hold(owner, amountWei);
        _credit(owner, amountWei - feeWei, authorization.consentModules);
        emit Deposited(owner, owner, amountWei - feeWei);
        if (feeWei != 0) {
            _credit(msg.sender, feeWei, 0);
            emit Deposited(owner, msg.sender, feeWei);
        }
    }

    /// @dev Marks the authorization as used, once its owner's signature is seen.
    function _useAuthorization(DepositAuthorization calldata authorization, bytes calldata signature) private {
        bytes32 separator = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256("Suanli"), keccak256("1"), block.chainid, address(this))
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", separator, hashDepositAuthorization(authorization)));
        if (_usedAuthorizations[digest]) revert BankAuthorizationUsed(digest);
        _usedAuthorizations[digest] = true;
        address owner = authorization.owner;
        // ECDSA first: an account may have code and still sign with its key (EIP-7702).
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == owner) return;
        if (!SignatureChecker.isValidERC1271SignatureNow(owner, digest, signature)) {
            revert BankInvalidSignature(owner, digest);
        }
    }

    /// @dev What the Bank is to owe more, of which it holds `totalHeldWei` to the limit of a single balance.
    function _hold(address account, uint256 amountWei) private {
        uint256 heldWei = totalHeldWei;
        if (amountWei > MAX_BALANCE_WEI - heldWei) revert BankBalanceOverflow(account);
        totalHeldWei = heldWei + amountWei;
    }

    /// @dev A token may take a fee on the way, or deliver nothing and say nothing.
    function _requireArrived(uint256 balanceBeforeWei, uint256 amountWei) private view {
        uint256 balanceWei = token.balanceOf(address(this));
        uint256 arrivedWei = balanceWei < balanceBeforeWei ? 0 : balanceWei - balanceBeforeWei;
        if (arrivedWei != amountWei) revert BankTokenShort(amountWei, arrivedWei);
    }

    /// @dev What is credited is held, so no balance can pass its width.
    function _credit(address owner, uint96 amountWei, uint32 consentModules) private {
        Account storage account = _accounts[owner];
        _store(account, owner, (account.word + amountWei) | (uint256(consentModules) << CONSENT_SHIFT));
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

    /// @dev Credits each payment. Written out four times because the jumps of the loop are dear beside the rest of it.
    /// No amount reaches 2^192, and calldata holds far fewer than 2^64 of them: the total is exact. Where the payer has as much,
    /// what goes to others is no more than it had before, so with every balance below `totalHeldWei`, which fits one, none has
    /// left its bits. Where it has not, everything is undone.
    function _creditPayees(
        bytes calldata payments,
        uint256 amountBytes,
        uint256 unitWei
    ) private returns (uint256 totalWei) {
        assembly ("memory-safe") {
            let width := add(20, amountBytes)
            let shift := sub(256, shl(3, amountBytes))
            let line := payments.offset
            let end := add(line, payments.length)
            let wholeEnd := sub(end, mod(payments.length, shl(2, width)))
            mstore(0x20, _accounts.slot)
            for {} lt(line, wholeEnd) {} {
                {
                    let payment := calldataload(line)
                    mstore(0x00, shr(96, payment))
                    payment := mul(shr(shift, shl(160, payment)), unitWei)
                    totalWei := add(payment, totalWei)
                    line := add(width, line)
                    let slot := keccak256(0x00, 0x40)
                    sstore(slot, add(sload(slot), payment))
                }
                {
                    let payment := calldataload(line)
                    mstore(0x00, shr(96, payment))
                    payment := mul(shr(shift, shl(160, payment)), unitWei)
                    totalWei := add(payment, totalWei)
                    line := add(width, line)
                    let slot := keccak256(0x00, 0x40)
                    sstore(slot, add(sload(slot), payment))
                }
                {
                    let payment := calldataload(line)
                    mstore(0x00, shr(96, payment))
                    payment := mul(shr(shift, shl(160, payment)), unitWei)
                    totalWei := add(payment, totalWei)
                    line := add(width, line)
                    let slot := keccak256(0x00, 0x40)
                    sstore(slot, add(sload(slot), payment))
                }
                {
                    let payment := calldataload(line)
                    mstore(0x00, shr(96, payment))
                    payment := mul(shr(shift, shl(160, payment)), unitWei)
                    totalWei := add(payment, totalWei)
                    line := add(width, line)
                    let slot := keccak256(0x00, 0x40)
                    sstore(slot, add(sload(slot), payment))
                }
            }
            for {} lt(line, end) {} {
                let payment := calldataload(line)
                mstore(0x00, shr(96, payment))
                payment := mul(shr(shift, shl(160, payment)), unitWei)
                totalWei := add(payment, totalWei)
                line := add(width, line)
                let slot := keccak256(0x00, 0x40)
                sstore(slot, add(sload(slot), payment))
            }
        }
    }

    /// @dev `emit BatchPaid(msg.sender, terms, payments)`: the arguments are in the log as they were in the call.
    function _emitBatchPaid(BatchTerms terms, bytes calldata payments) private {
        bytes32 topic = BatchPaid.selector;
        assembly ("memory-safe") {
            let log := mload(0x40)
            let length := payments.length
            mstore(log, terms)
            mstore(add(log, 0x20), 0x40)
            mstore(add(log, 0x40), length)
            calldatacopy(add(log, 0x60), payments.offset, length)
            mstore(add(add(log, 0x60), length), 0)
            log2(log, add(0x60, and(add(length, 31), not(31))), topic, caller())
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
