// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title IRecoverableAccount
/// @notice An account whose owner's key can be replaced where it is lost.
///
/// The owner agrees beforehand on a path of recovery: a recovery key, which the owner keeps apart or gives to somebody it
/// trusts; a co-signer, a service that verifies the identity of whoever asks; and a delay. Recovery takes the signatures of
/// both over the same new owner, and then the delay, in which the present owner can veto. Nobody moves anything else.
///
/// Both sign Recovery(address newOwner,uint256 nonce,uint64 signatureDeadline) by EIP-712, domain {name "Suanli
/// RecoverableAccount", version "1", chain, this account}. The nonce grows whenever a recovery starts, is vetoed or finished
/// and whenever the path is changed, so that no signature serves twice. Each signer may itself be a contract (ERC-1271).
///
/// The account signs by ERC-1271 with its owner's key, so that it can be the party of offers, requests and leases here. The
/// owner signs the digest itself. A digest must therefore name the account, as Offer, Request and the other structs of this
/// market do; otherwise what one account of an owner signed would hold for its other accounts as well. (Permits of ERC-2612
/// want a key in most tokens, OpenZeppelin's and SUAN among them: the account sends `approve` through `execute` instead.)
///
/// Trust assumptions
/// - The co-signer alone can do nothing, and neither can the recovery key alone. Both together can take over the account of
///   an owner who does not watch it for the length of the delay. Choose two that do not know each other.
/// - Who has stolen the owner's key has the account: recovery is for keys that are lost.
/// - Where the owner's key and one of the two are lost, so is the account.
interface IRecoverableAccount is IERC1271 {
    /// @notice The path of recovery is this from now on.
    event RecoveryPathSet(address indexed recoverySigner, address indexed coSigner, uint32 delaySeconds);
    /// @notice `newOwner` becomes the owner at `readyAt`, unless the owner vetoes.
    event RecoveryStarted(address indexed newOwner, uint64 readyAt);
    /// @notice The owner vetoed the recovery to `newOwner`.
    event RecoveryVetoed(address indexed newOwner);
    /// @notice `owner` is the owner from now on.
    event AccountOwnerChanged(address indexed previousOwner, address indexed owner);

    /// @notice `caller` is not the owner.
    error RecoverableNotOwner(address caller);
    /// @notice The owner, the recovery key and the co-signer are three different accounts, none zero, and the delay is an hour
    /// at least.
    error RecoverablePathInvalid();
    /// @notice The new owner is zero, the account itself, the present owner, or one of the two that sign recoveries.
    error RecoverableOwnerInvalid(address newOwner);
    /// @notice The signature is not that of `signer` over this recovery.
    error RecoverableSignatureInvalid(address signer);
    /// @notice The signatures held until `signatureDeadline`.
    error RecoverableSignatureExpired(uint64 signatureDeadline);
    /// @notice A recovery is under way; it is finished or vetoed first.
    error RecoverableAlreadyStarted(uint64 readyAt);
    /// @notice No recovery is under way.
    error RecoverableNotStarted();
    /// @notice The owner may veto until `readyAt`.
    error RecoverableDelayRunning(uint64 readyAt);

    /// @notice Who executes, signs and vetoes.
    function owner() external view returns (address);

    /// @notice The path of recovery.
    function recoveryPath() external view returns (address recoverySigner, address coSigner, uint32 delaySeconds);

    /// @notice The recovery that is under way; zeros where there is none.
    function recovery() external view returns (address newOwner, uint64 readyAt);

    /// @notice The nonce of the next recovery.
    function recoveryNonce() external view returns (uint256);

    /// @notice What recovery key and co-signer sign.
    function recoveryDigest(address newOwner, uint64 signatureDeadline) external view returns (bytes32);

    /// @notice Calls `target` with coins and data. The owner alone.
    /// @return result What the call returned.
    /// @dev Reverts with RecoverableNotOwner, and as the call does.
    function execute(
        address target,
        uint256 valueWei,
        bytes calldata data
    ) external payable returns (bytes memory result);

    /// @notice Changes the path of recovery at once, and ends a recovery that is under way. The owner alone.
    /// @dev Reverts with RecoverableNotOwner, RecoverablePathInvalid.
    function setRecoveryPath(address recoverySigner, address coSigner, uint32 delaySeconds) external;

    /// @notice Starts the recovery to `newOwner`. Anyone may call it who has both signatures.
    /// @param signatureDeadline The last second in which the signatures may be used, since 1970.
    /// @dev Reverts with RecoverableAlreadyStarted, RecoverableOwnerInvalid, RecoverableSignatureExpired,
    /// RecoverableSignatureInvalid.
    function startRecovery(
        address newOwner,
        uint64 signatureDeadline,
        bytes calldata recoverySignature,
        bytes calldata coSignature
    ) external;

    /// @notice Ends the recovery that is under way. The owner alone, until it is finished.
    /// @dev Reverts with RecoverableNotOwner, RecoverableNotStarted.
    function vetoRecovery() external;

    /// @notice Makes the new owner the owner, once the delay has passed. Anyone may call it.
    /// @dev Reverts with RecoverableNotStarted, RecoverableDelayRunning.
    function finishRecovery() external;
}
