// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {DepositAuthorization, IBank} from "../../src/bank/IBank.sol";
import {AccessManager, Bank, ComputeToken} from "../support/Deployed.sol";
import {KeyWallet} from "../support/KeyWallet.sol";
import {Test} from "../support/Test.sol";
import {FeeToken} from "./OddTokens.sol";

/// @notice Deposits that an owner signs and somebody else sends, on both roads: the token's authorization, and a permit
/// with the owner's word to the Bank. Owners here have no native coin and approve nothing.
contract BankAuthorizationTest is Test {
    bytes32 private constant RECEIVE_TYPE = 0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8;
    bytes32 private constant DEPOSIT_TYPE =
        keccak256(
            "DepositAuthorization(address owner,uint96 amountWei,uint96 feeWei,address relayer,uint32 consentModules,uint64 validAfter,uint64 validBefore,bytes32 salt)"
        );
    uint256 private constant OWNER_KEY = 0xA11CE;
    uint64 private constant START = 1_800_000_000;
    address private constant RELAYER = address(0x4E1A7);
    address private constant THIEF = address(0x7417EF);

    AccessManager private manager;
    ComputeToken private token;
    Bank private bank;
    address private owner;

    enum Road {
        Token,
        Permit
    }

    function setUp() public {
        vm.warp(START);
        owner = vm.addr(OWNER_KEY);
        manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(owner)));
        bank = _newBank(address(token));
    }

    function _newBank(address token_) private returns (Bank) {
        return Bank(deploy("Bank.sol:Bank", abi.encode(token_, address(manager), uint64(1 days), address(this))));
    }

    function _default() private view returns (DepositAuthorization memory) {
        return
            DepositAuthorization({
                owner: owner,
                amountWei: 100,
                feeWei: 7,
                relayer: RELAYER,
                consentModules: 5,
                validAfter: START - 1,
                validBefore: START + 100,
                salt: keccak256("salt")
            });
    }

    function _structHash(DepositAuthorization memory authorization) private pure returns (bytes32) {
        return keccak256(abi.encode(DEPOSIT_TYPE, authorization));
    }

    function _tokenDigest(DepositAuthorization memory authorization) private view returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                RECEIVE_TYPE,
                authorization.owner,
                address(bank),
                authorization.amountWei,
                authorization.validAfter,
                authorization.validBefore,
                _structHash(authorization)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }

    function _bankDigest(DepositAuthorization memory authorization) private view returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Suanli"),
                keccak256("1"),
                block.chainid,
                address(bank)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", separator, _structHash(authorization)));
    }

    function _sign(Road road, DepositAuthorization memory authorization) private view returns (bytes memory) {
        bytes32 digest = road == Road.Token ? _tokenDigest(authorization) : _bankDigest(authorization);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OWNER_KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    function _call(
        Road road,
        DepositAuthorization memory authorization,
        bytes memory signature
    ) private view returns (bytes memory) {
        if (road == Road.Token) return abi.encodeCall(IBank.depositWithAuthorization, (authorization, signature));
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(bank),
                authorization.amountWei,
                token.nonces(owner),
                START + 1000
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            OWNER_KEY,
            keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash))
        );
        return abi.encodeCall(IBank.depositWithSignedPermit, (authorization, signature, START + 1000, v, r, s));
    }

    function _send(address sender, bytes memory call) private returns (bytes memory) {
        vm.prank(sender);
        (bool success, bytes memory result) = address(bank).call(call);
        return success ? bytes("") : result;
    }

    function _assertSent(address sender, bytes memory call) private {
        assertEq(_send(sender, call), bytes(""), "sent");
    }

    function _assertRefused(address sender, bytes memory call, bytes memory refusal) private {
        assertEq(_send(sender, call), refusal, "refusal");
    }

    function _assertAccount(address account, uint256 availableWei, uint256 consent) private view {
        (uint96 actualAvailableWei, uint96 lockedWei, uint32 actualConsent) = bank.accountOf(account);
        assertEq(actualAvailableWei, availableWei, "available");
        assertEq(lockedWei, 0, "locked");
        assertEq(actualConsent, consent, "consent");
    }

    function _assertUntouched() private view {
        _assertAccount(owner, 0, 0);
        assertEq(bank.totalHeldWei(), 0, "held");
        assertEq(token.balanceOf(address(bank)), 0, "balance");
    }

    function _invalid(Road road, DepositAuthorization memory authorization) private view returns (bytes memory) {
        if (road == Road.Token) return abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector);
        return
            abi.encodeWithSelector(
                IBank.BankInvalidSignature.selector,
                authorization.owner,
                _bankDigest(authorization)
            );
    }

    function test_OneSignatureFundsAnAccountThroughARelayer() public {
        _funds(Road.Token);
    }

    function test_PermitAndSignatureFundAnAccountThroughARelayer() public {
        _funds(Road.Permit);
    }

    function _funds(Road road) private {
        DepositAuthorization memory authorization = _default();
        bytes memory call = _call(road, authorization, _sign(road, authorization));
        vm.expectEmit(address(bank));
        emit IBank.Deposited(owner, owner, 93);
        vm.expectEmit(address(bank));
        emit IBank.Deposited(owner, RELAYER, 7);
        _assertSent(RELAYER, call);
        _assertAccount(owner, 93, 5);
        _assertAccount(RELAYER, 7, 0);
        assertEq(bank.totalHeldWei(), 100, "held");
        assertEq(token.balanceOf(address(bank)), 100, "balance");
    }

    function test_HashIsThatOfTheTypedData() public view {
        assertEq(bank.hashDepositAuthorization(_default()), _structHash(_default()), "hash");
    }

    function test_AnyoneRelaysWhereNobodyIsNamedAndEarnsTheFee() public {
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            DepositAuthorization memory authorization = _default();
            authorization.relayer = address(0);
            authorization.salt = bytes32(uint256(i));
            _assertSent(THIEF, _call(road, authorization, _sign(road, authorization)));
        }
        _assertAccount(owner, 186, 5);
        _assertAccount(THIEF, 14, 0);
        // Without a fee there is nothing for whoever sends it.
        DepositAuthorization memory free = _default();
        free.feeWei = 0;
        _assertSent(RELAYER, _call(Road.Token, free, _sign(Road.Token, free)));
        _assertAccount(owner, 286, 5);
        _assertAccount(RELAYER, 0, 0);
    }

    function test_AnotherSenderCannotRunAheadOfTheRelayer() public {
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            DepositAuthorization memory authorization = _default();
            bytes memory call = _call(road, authorization, _sign(road, authorization));
            _assertRefused(THIEF, call, abi.encodeWithSelector(IBank.BankRelayerMismatch.selector, RELAYER, THIEF));
            // Not with itself in its place, either.
            DepositAuthorization memory changed = _default();
            changed.relayer = THIEF;
            _assertRefused(THIEF, _call(road, changed, _sign(road, authorization)), _invalid(road, changed));
            _assertUntouched();
            changed.relayer = address(0);
            _assertRefused(THIEF, _call(road, changed, _sign(road, authorization)), _invalid(road, changed));
            _assertUntouched();
        }
    }

    function test_AuthorizationDoesNotWorkAtTheTokenItself() public {
        DepositAuthorization memory authorization = _default();
        bytes memory signature = _sign(Road.Token, authorization);
        bytes32 nonce = _structHash(authorization);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(bank)));
        token.receiveWithAuthorization(owner, address(bank), 100, START - 1, START + 100, nonce, signature);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.transferWithAuthorization(owner, address(bank), 100, START - 1, START + 100, nonce, signature);
    }

    function test_AuthorizationIsNotUsedTwice() public {
        DepositAuthorization memory authorization = _default();
        bytes memory call = _call(Road.Token, authorization, _sign(Road.Token, authorization));
        _assertSent(RELAYER, call);
        _assertRefused(
            RELAYER,
            call,
            abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, owner, _structHash(authorization))
        );
        _assertAccount(owner, 93, 5);
    }

    function test_SignedPermitIsNotUsedTwiceWhateverTheAllowance() public {
        vm.prank(owner);
        token.approve(address(bank), type(uint256).max);
        DepositAuthorization memory authorization = _default();
        bytes memory signature = _sign(Road.Permit, authorization);
        assertTrue(!bank.authorizationUsed(_bankDigest(authorization)), "not used yet");
        _assertSent(RELAYER, _call(Road.Permit, authorization, signature));
        assertTrue(bank.authorizationUsed(_bankDigest(authorization)), "used");
        vm.prank(owner);
        token.approve(address(bank), type(uint256).max);
        _assertRefused(
            RELAYER,
            _call(Road.Permit, authorization, signature),
            abi.encodeWithSelector(IBank.BankAuthorizationUsed.selector, _bankDigest(authorization))
        );
        // The same signature in other clothes (high s) is none.
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        authorization.salt = bytes32(0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OWNER_KEY, _bankDigest(authorization));
        bytes memory high = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _assertRefused(RELAYER, _call(Road.Permit, authorization, high), _invalid(Road.Permit, authorization));
        _assertAccount(owner, 93, 5);
    }

    function test_PermitUsedByAnotherDoesNotHinderTheDeposit() public {
        DepositAuthorization memory authorization = _default();
        bytes memory call = _call(Road.Permit, authorization, _sign(Road.Permit, authorization));
        bytes memory arguments = new bytes(call.length - 4);
        for (uint256 i = 0; i < arguments.length; ++i) arguments[i] = call[i + 4];
        (, , uint256 deadline, uint8 v, bytes32 r, bytes32 s) = abi.decode(
            arguments,
            (DepositAuthorization, bytes, uint256, uint8, bytes32, bytes32)
        );
        token.permit(owner, address(bank), 100, deadline, v, r, s);
        _assertSent(RELAYER, call);
        _assertAccount(owner, 93, 5);
    }

    function test_PermitAloneMovesNothing() public {
        DepositAuthorization memory authorization = _default();
        bytes memory call = _call(Road.Permit, authorization, _sign(Road.Token, authorization));
        _assertRefused(RELAYER, call, _invalid(Road.Permit, authorization));
        _assertUntouched();
    }

    function test_AuthorizationOfAnotherChainIsRefused() public {
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            vm.chainId(31337);
            DepositAuthorization memory authorization = _default();
            bytes memory signature = _sign(road, authorization);
            vm.chainId(2);
            _assertRefused(RELAYER, _call(road, authorization, signature), _invalid(road, authorization));
            _assertUntouched();
        }
    }

    function test_AuthorizationForAnotherBankIsRefused() public {
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            DepositAuthorization memory authorization = _default();
            bytes memory signature = _sign(road, authorization);
            bank = _newBank(address(token));
            _assertRefused(RELAYER, _call(road, authorization, signature), _invalid(road, authorization));
        }
    }

    function test_AuthorizationIsNotSentTooEarlyOrTooLate() public {
        DepositAuthorization memory early = _default();
        early.validAfter = START;
        DepositAuthorization memory late = _default();
        late.validBefore = START;
        bytes memory call = _call(Road.Token, early, _sign(Road.Token, early));
        bytes4 selector = ERC3009.ERC3009InvalidAuthorizationTime.selector;
        _assertRefused(RELAYER, call, abi.encodeWithSelector(selector, START, START + 100));
        call = _call(Road.Token, late, _sign(Road.Token, late));
        _assertRefused(RELAYER, call, abi.encodeWithSelector(selector, START - 1, START));
        call = _call(Road.Permit, early, _sign(Road.Permit, early));
        _assertRefused(RELAYER, call, abi.encodeWithSelector(IBank.BankAuthorizationNotYetValid.selector, START));
        call = _call(Road.Permit, late, _sign(Road.Permit, late));
        _assertRefused(RELAYER, call, abi.encodeWithSelector(IBank.BankAuthorizationExpired.selector, START));
        _assertUntouched();
        vm.warp(START + 1);
        _assertSent(RELAYER, _call(Road.Permit, early, _sign(Road.Permit, early)));
        _assertSent(RELAYER, _call(Road.Token, early, _sign(Road.Token, early)));
    }

    /// Every bit of what is signed is signed.
    function testFuzz_ChangedAuthorizationIsRefused(uint256 which, uint256 value) public {
        DepositAuthorization memory changed = _default();
        which = which % 8;
        if (which == 0) changed.owner = address(uint160(value));
        if (which == 1) changed.amountWei = uint96(bound(value, 8, type(uint96).max));
        if (which == 2) changed.feeWei = uint96(value % 100);
        if (which == 3) changed.relayer = address(uint160(value));
        if (which == 4) changed.consentModules = uint32(value);
        if (which == 5) changed.validAfter = uint64(value % START);
        if (which == 6) changed.validBefore = uint64(bound(value, START + 1, type(uint64).max));
        if (which == 7) changed.salt = bytes32(value);
        if (_structHash(changed) == _structHash(_default())) return;
        address sender = changed.relayer == address(0) ? RELAYER : changed.relayer;
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            _assertRefused(sender, _call(road, changed, _sign(road, _default())), _invalid(road, changed));
            _assertUntouched();
        }
    }

    function test_FeeLeavesTheOwnerSomething() public {
        for (uint8 i = 0; i < 2; ++i) {
            Road road = Road(i);
            DepositAuthorization memory authorization = _default();
            authorization.feeWei = 100;
            bytes memory refusal = abi.encodeWithSelector(IBank.BankFeeTooHigh.selector, 100, 100);
            _assertRefused(RELAYER, _call(road, authorization, _sign(road, authorization)), refusal);
            authorization.amountWei = 0;
            authorization.feeWei = 0;
            refusal = abi.encodeWithSelector(IBank.BankZeroAmount.selector);
            _assertRefused(RELAYER, _call(road, authorization, _sign(road, authorization)), refusal);
            _assertUntouched();
        }
    }

    function test_OwnerMayRelayItself() public {
        DepositAuthorization memory authorization = _default();
        authorization.relayer = owner;
        _assertSent(owner, _call(Road.Token, authorization, _sign(Road.Token, authorization)));
        _assertAccount(owner, 100, 5);
    }

    function test_OwnerWithoutTheTokensIsRefused() public {
        vm.prank(owner);
        token.transfer(THIEF, 100_000_000 ether - 99);
        DepositAuthorization memory authorization = _default();
        bytes memory refusal = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, owner, 99, 100);
        _assertRefused(RELAYER, _call(Road.Token, authorization, _sign(Road.Token, authorization)), refusal);
        _assertRefused(RELAYER, _call(Road.Permit, authorization, _sign(Road.Permit, authorization)), refusal);
        _assertUntouched();
    }

    function test_WalletsThatAreContractsAuthorizeByTheirOwnRule() public {
        KeyWallet wallet = new KeyWallet(owner);
        vm.prank(owner);
        token.transfer(address(wallet), 200);
        DepositAuthorization memory authorization = _default();
        authorization.owner = address(wallet);
        _assertSent(RELAYER, _call(Road.Token, authorization, _sign(Road.Token, authorization)));
        // A permit is a matter of keys, so here it is the allowance that counts.
        vm.prank(address(wallet));
        token.approve(address(bank), 100);
        _assertSent(RELAYER, _call(Road.Permit, authorization, _sign(Road.Permit, authorization)));
        _assertAccount(address(wallet), 186, 5);
    }

    function test_AccountWithCodeStillSignsWithItsKey() public {
        vm.etch(owner, hex"60006000fd");
        DepositAuthorization memory authorization = _default();
        _assertSent(RELAYER, _call(Road.Token, authorization, _sign(Road.Token, authorization)));
        _assertSent(RELAYER, _call(Road.Permit, authorization, _sign(Road.Permit, authorization)));
        _assertAccount(owner, 186, 5);
    }

    function test_TokenWithAFeeIsRefusedOnBothRoads() public {
        vm.prank(owner);
        FeeToken odd = new FeeToken();
        token = ComputeToken(address(odd));
        bank = _newBank(address(odd));
        DepositAuthorization memory authorization = _default();
        odd.setFee(1, 0);
        bytes memory refusal = abi.encodeWithSelector(IBank.BankTokenShort.selector, 100, 99);
        _assertRefused(RELAYER, _call(Road.Token, authorization, _sign(Road.Token, authorization)), refusal);
        _assertRefused(RELAYER, _call(Road.Permit, authorization, _sign(Road.Permit, authorization)), refusal);
        odd.setFee(0, 0);
        _assertSent(RELAYER, _call(Road.Token, authorization, _sign(Road.Token, authorization)));
        _assertSent(RELAYER, _call(Road.Permit, authorization, _sign(Road.Permit, authorization)));
        assertEq(odd.balanceOf(address(bank)), 200, "balance");
    }
}
