// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IBank} from "../bank/IBank.sol";
import {ISponsoredAccount} from "./ISponsoredAccount.sol";

/// @title SponsoredAccount
/// @notice See ISponsoredAccount, which carries the documentation. The fund creates it.
contract SponsoredAccount is ISponsoredAccount {
    /// @dev Bit 0 of a consent: the Broker, the bank's first module for good.
    uint32 private constant BROKER = 1;

    /// @inheritdoc ISponsoredAccount
    IBank public immutable bank;
    /// @inheritdoc ISponsoredAccount
    address public immutable fund;
    /// @inheritdoc ISponsoredAccount
    address public immutable operator;
    /// @inheritdoc ISponsoredAccount
    uint64 public immutable expiresAt;

    address private immutable _token;

    constructor(IBank bank_, address operator_, uint64 expiresAt_) {
        bank = bank_;
        fund = msg.sender;
        operator = operator_;
        expiresAt = expiresAt_;
        _token = address(bank_.token());
        bank_.setConsent(BROKER);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (block.timestamp >= expiresAt) return 0xffffffff;
        // A yes to these is a transfer, or a deposit, which widens the consent as its owner signs.
        if (msg.sender == _token || msg.sender == address(bank)) return 0xffffffff;
        // ECDSA first: an account may have code and still sign with its key (EIP-7702).
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        bool signed = (failure == ECDSA.RecoverError.NoError && recovered == operator) ||
            SignatureChecker.isValidERC1271SignatureNow(operator, digest, signature);
        return signed ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @inheritdoc ISponsoredAccount
    function requestReturn() external {
        if (block.timestamp < expiresAt) revert SponsoredNotExpired(expiresAt);
        (uint96 waitingWei, ) = bank.withdrawalOf(address(this));
        if (waitingWei != 0) bank.withdraw(fund);
        (uint96 availableWei, , ) = bank.accountOf(address(this));
        emit SponsoredReturnRequested(availableWei);
        bank.requestWithdrawal(availableWei);
    }

    /// @inheritdoc ISponsoredAccount
    function finishReturn() external {
        bank.withdraw(fund);
    }
}
