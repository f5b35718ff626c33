// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {CreditLineId, CreditTerms, CreditUnit} from "./CreditTypes.sol";
import {IBank} from "./IBank.sol";
import {ICreditLine} from "./ICreditLine.sol";

/// @title CreditLine
/// @notice See ICreditLine, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: besides the Bank, which calls no stranger here, only ERC-1271 signers are called, and
/// those by staticcall, under which no balance and no line can change.
contract CreditLine is ICreditLine {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("Suanli");
    bytes32 private constant VERSION_HASH = keccak256("1");
    bytes32 private constant TERMS_TYPEHASH =
        keccak256(
            "CreditTerms(address payer,address payee,uint8 unit,uint96 priceWeiPerUnit,uint96 depositWei,uint64 startsAt,uint64 expiresAt,uint32 graceSeconds,uint256 nonce)"
        );
    bytes32 private constant VOUCHER_TYPEHASH = keccak256("Voucher(bytes32 lineId,uint64 quantity)");

    uint256 private constant WORK_PER_GWU = 1e9;
    uint256 private constant MILLISECONDS_PER_HOUR = 3_600_000;

    uint256 private constant MAX_LOCK_SECONDS = 5 * 365 days;

    uint256 private constant REDEEMED_SHIFT = 96;
    uint256 private constant QUANTITY_SHIFT = 192;
    uint256 private constant MAX_DEPOSIT_WEI = type(uint96).max;
    /// @dev In the place of the quantity, of a line whose deposit is zero.
    uint256 private constant CLOSED = uint256(type(uint64).max) << QUANTITY_SHIFT;

    /// @inheritdoc ICreditLine
    IBank public immutable bank;

    bytes32 private immutable _expectedSeparator;
    uint256 private immutable _expectedChainId;

    /// @dev One word per line; a struct so that its place is computed once for reading and writing.
    struct Line {
        /// bits 0..95 all that was deposited, never zero while the line is open; bits 96..191 what of it was paid, never more;
        /// bits 192..255 the quantity of the highest voucher redeemed. Closed: deposit zero, quantity all ones. A word is never
        /// zero again, so no line is opened twice.
        uint256 word;
    }

    mapping(CreditLineId id => Line) private _lines;

    /// @param bank_ The Bank, which must make this contract a module.
    constructor(IBank bank_) {
        bank = bank_;
        _expectedChainId = block.chainid;
        _expectedSeparator = _computeSeparator();
    }

    /// @inheritdoc ICreditLine
    function lineIdOf(CreditTerms calldata terms) external view returns (CreditLineId) {
        return _idOf(terms, domainSeparator());
    }

    /// @inheritdoc ICreditLine
    function lineOf(
        CreditLineId id
    ) external view returns (uint96 depositWei, uint96 redeemedWei, uint64 redeemedQuantity, bool closed) {
        uint256 word = _lines[id].word;
        depositWei = uint96(word);
        closed = word != 0 && depositWei == 0;
        return (depositWei, uint96(word >> REDEEMED_SHIFT), closed ? 0 : uint64(word >> QUANTITY_SHIFT), closed);
    }

    /// @inheritdoc ICreditLine
    function domainSeparator() public view returns (bytes32) {
        return block.chainid == _expectedChainId ? _expectedSeparator : _computeSeparator();
    }

    /// @inheritdoc ICreditLine
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
        )
    {
        return (hex"0f", "Suanli", "1", block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    /// @inheritdoc ICreditLine
    function open(CreditTerms calldata terms) external {
        if (msg.sender != terms.payer) revert CreditNotPayer(msg.sender, terms.payer);
        if (terms.payee == address(0) || terms.payee == terms.payer) revert CreditPayeeInvalid(terms.payee);
        if (terms.depositWei == 0) revert CreditZeroDeposit();
        if ((terms.priceWeiPerUnit == 0) != (terms.unit == CreditUnit.Timed)) revert CreditPriceInvalid();
        if (
            terms.startsAt >= terms.expiresAt ||
            block.timestamp >= terms.expiresAt ||
            _endOf(terms) > block.timestamp + MAX_LOCK_SECONDS
        ) revert CreditTimesInvalid(terms.startsAt, terms.expiresAt);
        CreditLineId id = _idOf(terms, domainSeparator());
        Line storage line = _lines[id];
        if (line.word != 0) revert CreditLineExists(id);

        line.word = terms.depositWei;
        _lock(terms.depositWei);
        emit CreditLineOpened(
            id,
            terms.payer,
            terms.payee,
            terms.unit,
            terms.priceWeiPerUnit,
            terms.depositWei,
            terms.startsAt,
            terms.expiresAt,
            terms.graceSeconds,
            terms.nonce
        );
    }

    /// @inheritdoc ICreditLine
    function topUp(CreditTerms calldata terms, uint96 amountWei) external {
        // Others could otherwise raise a deposit by a wei here and there to be in the way of whoever relies on its figure.
        if (msg.sender != terms.payer) revert CreditNotPayer(msg.sender, terms.payer);
        if (amountWei == 0) revert CreditZeroDeposit();
        (CreditLineId id, Line storage line, uint256 word) = _requireOpen(terms, domainSeparator());
        if (terms.unit == CreditUnit.Timed) revert CreditUnitWrong(id, terms.unit);
        _requireNotEnded(id, terms);
        if (uint256(uint96(word)) + amountWei > MAX_DEPOSIT_WEI) revert CreditDepositTooLarge(id);

        line.word = word + amountWei;
        _lock(amountWei);
        emit CreditLineToppedUp(id, amountWei);
    }

    /// @inheritdoc ICreditLine
    function redeem(CreditTerms calldata terms, uint64 quantity, bytes calldata signature) external {
        bytes32 separator = domainSeparator();
        (CreditLineId id, Line storage line, uint256 word) = _requireOpen(terms, separator);
        (uint256 next, uint256 paymentWei) = _vouched(terms, id, word, quantity, signature, separator);
        if (paymentWei == 0) revert CreditNothingDue(id);

        line.word = next;
        _settle(terms, paymentWei, 0);
        emit CreditLineRedeemed(id, quantity, uint96(paymentWei));
    }

    /// @inheritdoc ICreditLine
    function redeemTimed(CreditTerms calldata terms) external {
        (CreditLineId id, Line storage line, uint256 word) = _requireOpen(terms, domainSeparator());
        if (terms.unit != CreditUnit.Timed) revert CreditUnitWrong(id, terms.unit);
        uint256 paymentWei = _elapsedDueDown(terms) - uint96(word >> REDEEMED_SHIFT);
        if (paymentWei == 0) revert CreditNothingDue(id);

        line.word = word + (paymentWei << REDEEMED_SHIFT);
        _settle(terms, paymentWei, 0);
        emit CreditLineRedeemed(id, 0, uint96(paymentWei));
    }

    /// @inheritdoc ICreditLine
    function close(CreditTerms calldata terms) external {
        (CreditLineId id, Line storage line, uint256 word) = _requireOpen(terms, domainSeparator());
        uint256 endsAt = _endOf(terms);
        if (block.timestamp < endsAt) revert CreditLineNotEnded(id, endsAt);
        _end(terms, id, line, word, 0);
    }

    /// @inheritdoc ICreditLine
    function release(CreditTerms calldata terms, uint64 quantity, bytes calldata signature) external {
        if (msg.sender != terms.payee) revert CreditNotPayee(msg.sender, terms.payee);
        bytes32 separator = domainSeparator();
        (CreditLineId id, Line storage line, uint256 word) = _requireOpen(terms, separator);
        uint256 paymentWei;
        if (quantity != 0) (word, paymentWei) = _vouched(terms, id, word, quantity, signature, separator);
        if (paymentWei != 0) emit CreditLineRedeemed(id, quantity, uint96(paymentWei));
        _end(terms, id, line, word, paymentWei);
    }

    /// @dev Closes a line, of which `paymentWei` are on their way to the payee and counted in `word`.
    function _end(
        CreditTerms calldata terms,
        CreditLineId id,
        Line storage line,
        uint256 word,
        uint256 paymentWei
    ) private {
        uint256 redeemedWei = uint96(word >> REDEEMED_SHIFT);
        if (terms.unit == CreditUnit.Timed) {
            paymentWei = _elapsedDueDown(terms) - redeemedWei;
            redeemedWei += paymentWei;
            if (paymentWei != 0) emit CreditLineRedeemed(id, 0, uint96(paymentWei));
        }
        uint256 refundWei = uint96(word) - redeemedWei;
        line.word = CLOSED | (redeemedWei << REDEEMED_SHIFT);
        if (paymentWei + refundWei != 0) _settle(terms, paymentWei, refundWei);
        emit CreditLineClosed(id, uint96(refundWei));
    }

    /// @dev What a line's word becomes, and what is to be paid, when a voucher is redeemed.
    function _vouched(
        CreditTerms calldata terms,
        CreditLineId id,
        uint256 word,
        uint64 quantity,
        bytes calldata signature,
        bytes32 separator
    ) private view returns (uint256 next, uint256 paymentWei) {
        if (terms.unit == CreditUnit.Timed) revert CreditUnitWrong(id, terms.unit);
        _requireNotEnded(id, terms);
        uint64 redeemedQuantity = uint64(word >> QUANTITY_SHIFT);
        if (quantity < redeemedQuantity) revert CreditVoucherOutdated(id, quantity, redeemedQuantity);
        uint256 redeemedWei = uint96(word >> REDEEMED_SHIFT);
        uint256 dueWei = _meteredDueDown(terms, quantity);
        if (dueWei > uint96(word)) dueWei = uint96(word);
        // A quantity of 64 bits is worth less than 2^160, and what was paid followed from no higher a quantity and no higher a
        // deposit, so it is not more than what is due.
        unchecked {
            paymentWei = dueWei - redeemedWei;
        }
        if (quantity == redeemedQuantity && paymentWei == 0) revert CreditVoucherRedeemed(id, quantity);
        _requireSignature(terms, id, quantity, signature, separator);
        next = uint96(word) | (dueWei << REDEEMED_SHIFT) | (uint256(quantity) << QUANTITY_SHIFT);
    }

    /// @dev `quantity` at the price, rounded down to the wei.
    function _meteredDueDown(CreditTerms calldata terms, uint64 quantity) private pure returns (uint256) {
        uint256 perUnit = terms.unit == CreditUnit.Gwu ? WORK_PER_GWU : MILLISECONDS_PER_HOUR;
        unchecked {
            return (uint256(quantity) * terms.priceWeiPerUnit) / perUnit;
        }
    }

    /// @dev The part of a timed line's deposit for the time until now, rounded down to the wei.
    function _elapsedDueDown(CreditTerms calldata terms) private view returns (uint256) {
        if (block.timestamp <= terms.startsAt) return 0;
        if (block.timestamp >= terms.expiresAt) return terms.depositWei;
        unchecked {
            return (uint256(terms.depositWei) * (block.timestamp - terms.startsAt)) / (terms.expiresAt - terms.startsAt);
        }
    }

    function _endOf(CreditTerms calldata terms) private pure returns (uint256) {
        if (terms.unit == CreditUnit.Timed) return terms.expiresAt;
        return uint256(terms.expiresAt) + terms.graceSeconds;
    }

    function _requireNotEnded(CreditLineId id, CreditTerms calldata terms) private view {
        uint256 endsAt = _endOf(terms);
        if (block.timestamp >= endsAt) revert CreditLineEnded(id, endsAt);
    }

    function _requireOpen(
        CreditTerms calldata terms,
        bytes32 separator
    ) private view returns (CreditLineId id, Line storage line, uint256 word) {
        id = _idOf(terms, separator);
        line = _lines[id];
        word = line.word;
        if (uint96(word) == 0) {
            if (word == 0) revert CreditLineUnknown(id);
            revert CreditLineNotOpen(id);
        }
    }

    /// @dev An account with a key needs no look at whether it has code, which would cost 2600 gas.
    function _requireSignature(
        CreditTerms calldata terms,
        CreditLineId id,
        uint64 quantity,
        bytes calldata signature,
        bytes32 separator
    ) private view {
        bytes32 digest = _digest(separator, keccak256(abi.encode(VOUCHER_TYPEHASH, id, quantity)));
        address payer = terms.payer;
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == payer) return;
        if (payer.code.length == 0 || !SignatureChecker.isValidERC1271SignatureNow(payer, digest, signature)) {
            revert CreditSignatureInvalid(id, payer);
        }
    }

    /// @dev Locks of the caller's balance.
    function _lock(uint96 amountWei) private {
        Journal journal = JournalLibrary.create(1);
        int256 amount = int256(uint256(amountWei));
        journal.add(msg.sender, -amount, amount);
        journal.post(bank);
    }

    /// @dev Pays and refunds out of what is locked of the payer; one of the two is not zero.
    function _settle(CreditTerms calldata terms, uint256 paymentWei, uint256 refundWei) private {
        Journal journal = JournalLibrary.create(2);
        journal.add(terms.payer, int256(refundWei), -int256(paymentWei + refundWei));
        if (paymentWei != 0) journal.add(terms.payee, int256(paymentWei), 0);
        journal.post(bank);
    }

    function _idOf(CreditTerms calldata terms, bytes32 separator) private pure returns (CreditLineId) {
        return CreditLineId.wrap(_digest(separator, keccak256(abi.encode(TERMS_TYPEHASH, terms))));
    }

    /// @dev keccak256("\x19\x01" ‖ separator ‖ structHash).
    function _digest(bytes32 separator, bytes32 structHash) private pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, hex"1901")
            mstore(add(pointer, 0x02), separator)
            mstore(add(pointer, 0x22), structHash)
            digest := keccak256(pointer, 0x42)
        }
    }

    function _computeSeparator() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this)));
    }
}
