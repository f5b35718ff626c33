// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IRecoverableAccount} from "../../src/token/IRecoverableAccount.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

/// @notice Six keys, of which any may be the owner's, the recovery key, the co-signer's or a stranger's. Each tries
/// everything; a model of the rules says what must come of it.
contract RecoveryHandler is TokenHandler {
    uint256 private constant KEYS = 6;
    uint256 private constant FIRST_KEY = 0xA11CE;
    address private constant SINK = address(0x51);
    bytes4 private constant VALID = 0x1626ba7e;

    struct Signatures {
        address newOwner;
        uint64 deadline;
        bytes recovery;
        bytes co;
    }

    IERC20 private _token;
    IRecoverableAccount private _account;

    // The model
    uint256 private _owner = 0;
    uint256 private _recoverySigner = 1;
    uint256 private _coSigner = 2;
    uint32 private _delaySeconds = 3 days;
    uint256 private _nonce;
    address private _newOwner;
    uint256 private _readyAt;
    uint256 private _movedWei;
    /// @dev What both signed once, to be tried again.
    Signatures[] private _used;

    uint256 public recovered;

    function start() external {
        vm.warp(time);
        bytes memory terms = abi.encode(_addressOf(0), _addressOf(1), _addressOf(2), _delaySeconds);
        _account = IRecoverableAccount(deploy("RecoverableAccount.sol:RecoverableAccount", terms));
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(_account))));
    }

    function execute(uint256 who, uint256 amount, bool throughItself) external {
        who %= KEYS;
        uint256 amountWei = bound(amount, 0, 100 ether);
        bytes memory call = abi.encodeCall(_token.transfer, (SINK, amountWei));
        bytes memory inner = abi.encodeCall(_account.execute, (address(_token), 0, call));
        bytes memory outer = throughItself ? abi.encodeCall(_account.execute, (address(_account), 0, inner)) : inner;
        // The account is not its own owner.
        bool allowed = who == _owner && !throughItself;
        attempt(_addressOf(who), address(_account), outer, allowed);
        if (allowed) _movedWei += amountWei;
    }

    /// @dev Who is not the account moves nothing of it, whatever it signed.
    function take(uint256 who) external {
        bytes memory call = abi.encodeCall(_token.transferFrom, (address(_account), SINK, 1));
        attempt(_addressOf(who % KEYS), address(_token), call, false);
    }

    function setPath(uint256 who, uint256 recovery, uint256 co, uint32 delay) external {
        who = who % 2 == 0 ? _owner : who % KEYS;
        recovery %= KEYS;
        co %= KEYS;
        delay = uint32(bound(delay, 1 hours - 600, 5 days));
        bytes memory call = abi.encodeCall(_account.setRecoveryPath, (_addressOf(recovery), _addressOf(co), delay));
        bool allowed = who == _owner && recovery != co && recovery != _owner && co != _owner && delay >= 1 hours;
        attempt(_addressOf(who), address(_account), call, allowed);
        if (!allowed) return;
        (_recoverySigner, _coSigner, _delaySeconds) = (recovery, co, delay);
        _clear();
    }

    /// @dev `how`: signed by another than the recovery key or than the co-signer, by each in the other's place, for another
    /// nonce, for another account, or, as often as some of that, as it has to be.
    function startRecovery(address caller, uint256 to, uint256[2] memory signers, uint32 patience, uint256 how) external {
        how %= 10;
        if (how != 0) signers[0] = how == 5 ? _coSigner : _recoverySigner;
        if (how != 4) signers[1] = how == 5 ? _recoverySigner : _coSigner;
        uint256 nonce = how == 1 ? _nonce + 1 : how == 2 && _nonce > 0 ? _nonce - 1 : _nonce;
        to %= 8;
        Signatures memory made;
        made.newOwner = to == 7 ? address(_account) : to == 6 ? address(0) : _addressOf(to);
        made.deadline = uint64(time - 60 + (patience % 1 days));
        bytes32 digest = _digest(made.newOwner, nonce, made.deadline, how == 3 ? address(_token) : address(_account));
        made.recovery = _sign(signers[0] % KEYS, digest);
        made.co = _sign(signers[1] % KEYS, digest);
        bool allowed = signers[0] % KEYS == _recoverySigner &&
            signers[1] % KEYS == _coSigner &&
            nonce == _nonce &&
            how != 3 &&
            _readyAt == 0 &&
            made.deadline >= time &&
            _mayOwn(made.newOwner);
        attempt(caller, address(_account), _startCall(made), allowed);
        if (!allowed) return;
        _used.push(made);
        _newOwner = made.newOwner;
        _readyAt = time + _delaySeconds;
        ++_nonce;
    }

    function startAgain(uint256 which) external {
        if (_used.length == 0) return;
        attempt(address(this), address(_account), _startCall(_used[which % _used.length]), false);
    }

    function veto(uint256 who) external {
        who %= KEYS;
        bool allowed = who == _owner && _readyAt != 0;
        attempt(_addressOf(who), address(_account), abi.encodeCall(_account.vetoRecovery, ()), allowed);
        if (allowed) _clear();
    }

    function finish(address caller) external {
        bool allowed = _readyAt != 0 && time >= _readyAt;
        attempt(caller, address(_account), abi.encodeCall(_account.finishRecovery, ()), allowed);
        if (!allowed) return;
        for (uint256 i = 0; i < KEYS; ++i) if (_addressOf(i) == _newOwner) _owner = i;
        ++recovered;
        _clear();
    }

    function pass(uint32 seconds_) external {
        advance(seconds_ % 3 days);
    }

    function check() external view {
        assertEq(_account.owner(), _addressOf(_owner), "the owner of the model");
        assertEq(_token.balanceOf(SINK), _movedWei, "moved is what owners moved");
        assertEq(_token.balanceOf(address(_account)), _token.totalSupply() - _movedWei, "the rest is still there");
        (address recoverySigner, address coSigner, uint32 delaySeconds) = _account.recoveryPath();
        assertEq(recoverySigner, _addressOf(_recoverySigner), "recovery key");
        assertEq(coSigner, _addressOf(_coSigner), "co-signer");
        assertEq(delaySeconds, _delaySeconds, "delay");
        assertTrue(
            _owner != _recoverySigner && _owner != _coSigner && _recoverySigner != _coSigner,
            "nobody is two of the three"
        );
        (address newOwner, uint64 readyAt) = _account.recovery();
        assertEq(newOwner, _newOwner, "who comes next");
        assertEq(readyAt, _readyAt, "and when");
        assertEq(_account.recoveryNonce(), _nonce, "nonce");
        bytes32 order = keccak256("order");
        for (uint256 i = 0; i < KEYS; ++i) {
            bool valid = _account.isValidSignature(order, _sign(i, order)) == VALID;
            assertTrue(valid == (i == _owner), "the owner's key signs for the account, and no other");
        }
    }

    function _startCall(Signatures memory made) private view returns (bytes memory) {
        return abi.encodeCall(_account.startRecovery, (made.newOwner, made.deadline, made.recovery, made.co));
    }

    function _mayOwn(address newOwner) private view returns (bool) {
        return
            newOwner != address(0) &&
            newOwner != address(_account) &&
            newOwner != _addressOf(_owner) &&
            newOwner != _addressOf(_recoverySigner) &&
            newOwner != _addressOf(_coSigner);
    }

    function _clear() private {
        (_newOwner, _readyAt) = (address(0), 0);
        ++_nonce;
    }

    function _addressOf(uint256 key) private pure returns (address) {
        return vm.addr(FIRST_KEY + key);
    }

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(FIRST_KEY + key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The hash anew, by the words of EIP-712.
    function _digest(address newOwner, uint256 nonce, uint64 deadline, address place) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Suanli RecoverableAccount"),
                keccak256("1"),
                block.chainid,
                place
            )
        );
        bytes32 typehash = keccak256("Recovery(address newOwner,uint256 nonce,uint64 signatureDeadline)");
        bytes32 structHash = keccak256(abi.encode(typehash, newOwner, nonce, deadline));
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }
}

contract RecoverableAccountInvariantTest is TokenInvariant {
    RecoveryHandler private _handler;

    function setUp() public {
        _handler = new RecoveryHandler();
        _handler.start();
    }

    /// @dev The owner alone moves anything, and only a recovery that both signed, that waited, and that nobody vetoed makes
    /// another owner.
    function invariant_E7_OnlyTheOwnerOrACompletedRecovery() public view {
        _handler.check();
    }

    function test_E7_TheHandlerRecovers() public {
        _handler.startRecovery(address(9), 3, [uint256(1), 2], 1 hours, 6);
        _handler.finish(address(9));
        _handler.veto(0);
        _handler.startRecovery(address(9), 3, [uint256(1), 2], 1 hours, 6);
        for (uint256 i = 0; i < 2; ++i) _handler.pass(2 days);
        _handler.finish(address(9));
        _handler.startAgain(0);
        _handler.execute(3, 1 ether, false);
        assertEq(_handler.recovered(), 1, "recovered");
        _handler.check();
    }

    function _handlerAddress() internal view override returns (address) {
        return address(_handler);
    }

    function _actions() internal pure override returns (bytes4[] memory list) {
        list = new bytes4[](11);
        list[0] = RecoveryHandler.execute.selector;
        list[1] = RecoveryHandler.take.selector;
        list[2] = RecoveryHandler.setPath.selector;
        list[3] = list[4] = RecoveryHandler.startRecovery.selector;
        list[5] = RecoveryHandler.startAgain.selector;
        list[6] = RecoveryHandler.veto.selector;
        list[7] = list[8] = RecoveryHandler.finish.selector;
        list[9] = list[10] = RecoveryHandler.pass.selector;
    }
}
