// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IRecoverableAccount} from "./IRecoverableAccount.sol";

/// @title RecoverableAccount
/// @notice See IRecoverableAccount, which carries the documentation and the trust assumptions.
contract RecoverableAccount is IRecoverableAccount, EIP712, ERC721Holder, ERC1155Holder {
    bytes32 private constant RECOVERY_TYPE =
        keccak256("Recovery(address newOwner,uint256 nonce,uint64 signatureDeadline)");
    uint32 private constant MIN_DELAY_SECONDS = 1 hours;

    /// @inheritdoc IRecoverableAccount
    address public owner;
    /// @inheritdoc IRecoverableAccount
    uint256 public recoveryNonce;

    address private _recoverySigner;
    uint32 private _delaySeconds;
    address private _coSigner;
    /// @dev Zero where no recovery is under way.
    uint64 private _readyAt;
    address private _newOwner;

    /// @param owner_ The first owner.
    /// @param recoverySigner The recovery key.
    /// @param coSigner The service that verifies identities.
    /// @param delaySeconds How long the owner may veto; an hour at least, in production days.
    constructor(
        address owner_,
        address recoverySigner,
        address coSigner,
        uint32 delaySeconds
    ) EIP712("Suanli RecoverableAccount", "1") {
        if (owner_ == address(0)) revert RecoverableOwnerInvalid(owner_);
        owner = owner_;
        emit AccountOwnerChanged(address(0), owner_);
        _setPath(recoverySigner, coSigner, delaySeconds);
    }

    receive() external payable {}

    modifier onlyOwner() {
        if (msg.sender != owner) revert RecoverableNotOwner(msg.sender);
        _;
    }

    /// @inheritdoc IRecoverableAccount
    function recoveryPath() external view returns (address recoverySigner, address coSigner, uint32 delaySeconds) {
        return (_recoverySigner, _coSigner, _delaySeconds);
    }

    /// @inheritdoc IRecoverableAccount
    function recovery() external view returns (address newOwner, uint64 readyAt) {
        return (_newOwner, _readyAt);
    }

    /// @inheritdoc IRecoverableAccount
    function recoveryDigest(address newOwner, uint64 signatureDeadline) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(RECOVERY_TYPE, newOwner, recoveryNonce, signatureDeadline)));
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return _isSigned(owner, digest, signature) ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @inheritdoc IRecoverableAccount
    function execute(
        address target,
        uint256 valueWei,
        bytes calldata data
    ) external payable onlyOwner returns (bytes memory result) {
        bool succeeded;
        (succeeded, result) = target.call{value: valueWei}(data);
        if (!succeeded) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    /// @inheritdoc IRecoverableAccount
    function setRecoveryPath(address recoverySigner, address coSigner, uint32 delaySeconds) external onlyOwner {
        if (_readyAt != 0) _veto();
        else recoveryNonce++;
        _setPath(recoverySigner, coSigner, delaySeconds);
    }

    /// @inheritdoc IRecoverableAccount
    function startRecovery(
        address newOwner,
        uint64 signatureDeadline,
        bytes calldata recoverySignature,
        bytes calldata coSignature
    ) external {
        if (_readyAt != 0) revert RecoverableAlreadyStarted(_readyAt);
        if (
            newOwner == address(0) ||
            newOwner == address(this) ||
            newOwner == owner ||
            newOwner == _recoverySigner ||
            newOwner == _coSigner
        ) revert RecoverableOwnerInvalid(newOwner);
        if (block.timestamp > signatureDeadline) revert RecoverableSignatureExpired(signatureDeadline);
        bytes32 digest = recoveryDigest(newOwner, signatureDeadline);
        _check(_recoverySigner, digest, recoverySignature);
        _check(_coSigner, digest, coSignature);
        recoveryNonce++;
        _newOwner = newOwner;
        _readyAt = uint64(block.timestamp) + _delaySeconds;
        emit RecoveryStarted(newOwner, _readyAt);
    }

    /// @inheritdoc IRecoverableAccount
    function vetoRecovery() external onlyOwner {
        if (_readyAt == 0) revert RecoverableNotStarted();
        _veto();
    }

    /// @inheritdoc IRecoverableAccount
    function finishRecovery() external {
        if (_readyAt == 0) revert RecoverableNotStarted();
        if (block.timestamp < _readyAt) revert RecoverableDelayRunning(_readyAt);
        emit AccountOwnerChanged(owner, _newOwner);
        owner = _newOwner;
        _clear();
    }

    function _veto() private {
        emit RecoveryVetoed(_newOwner);
        _clear();
    }

    function _clear() private {
        recoveryNonce++;
        _newOwner = address(0);
        _readyAt = 0;
    }

    function _setPath(address recoverySigner, address coSigner, uint32 delaySeconds) private {
        if (
            recoverySigner == address(0) ||
            coSigner == address(0) ||
            recoverySigner == coSigner ||
            recoverySigner == owner ||
            coSigner == owner ||
            delaySeconds < MIN_DELAY_SECONDS
        ) revert RecoverablePathInvalid();
        _recoverySigner = recoverySigner;
        _coSigner = coSigner;
        _delaySeconds = delaySeconds;
        emit RecoveryPathSet(recoverySigner, coSigner, delaySeconds);
    }

    function _check(address signer, bytes32 digest, bytes calldata signature) private view {
        if (!_isSigned(signer, digest, signature)) revert RecoverableSignatureInvalid(signer);
    }

    /// @dev ECDSA first: an account may have code and still sign with its key (EIP-7702). A contract is asked by a static call.
    function _isSigned(address signer, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature);
    }
}
