// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {ComputeToken} from "../support/Deployed.sol";
import {KeyWallet} from "../support/KeyWallet.sol";
import {Test} from "../support/Test.sol";

/// @notice EIP-3009 as it is written, with its own type hashes.
contract ComputeTokenAuthorizationTest is Test {
    bytes32 private constant TRANSFER_TYPE = 0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267;
    bytes32 private constant RECEIVE_TYPE = 0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8;
    bytes32 private constant CANCEL_TYPE = 0x158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a1597429;
    uint256 private constant HOLDER_KEY = 0xA11CE;
    uint256 private constant START = 1_800_000_000;
    address private constant BOB = address(0xB0B);
    bytes32 private constant NONCE = keccak256("nonce");

    ComputeToken private token;
    address private holder;

    function setUp() public {
        vm.warp(START);
        holder = vm.addr(HOLDER_KEY);
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(holder)));
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }

    function _authorization(
        bytes32 typehash,
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore
    ) private view returns (bytes32) {
        return _digest(keccak256(abi.encode(typehash, from, to, value, validAfter, validBefore, NONCE)));
    }

    function _sign(bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(HOLDER_KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    function test_AnyoneSendsAnAuthorizedTransferOnce() public {
        bytes32 digest = _authorization(TRANSFER_TYPE, holder, BOB, 5, START - 1, START + 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(HOLDER_KEY, digest);
        assertTrue(!token.authorizationState(holder, NONCE), "not used yet");
        vm.expectEmit(address(token));
        emit IERC3009.AuthorizationUsed(holder, NONCE);
        token.transferWithAuthorization(holder, BOB, 5, START - 1, START + 1, NONCE, v, r, s);
        assertEq(token.balanceOf(BOB), 5, "transferred");
        assertTrue(token.authorizationState(holder, NONCE), "used");
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, holder, NONCE));
        token.transferWithAuthorization(holder, BOB, 5, START - 1, START + 1, NONCE, v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, holder, NONCE));
        token.transferWithAuthorization(holder, BOB, 5, START - 1, START + 1, NONCE, abi.encodePacked(r, s, v));
    }

    function test_OnlyThePayeeReceives() public {
        bytes32 digest = _authorization(RECEIVE_TYPE, holder, BOB, 5, 0, START + 1);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(HOLDER_KEY, digest);
        bytes memory signature = abi.encodePacked(r, s, v);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, BOB));
        token.receiveWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, v, r, s);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, BOB));
        token.receiveWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, signature);
        // Nor is it one for a transfer by anybody.
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, signature);
        vm.prank(BOB);
        token.receiveWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, v, r, s);
        assertEq(token.balanceOf(BOB), 5, "received");
    }

    function test_CancelledAuthorizationMovesNothing() public {
        bytes memory cancellation = _sign(_digest(keccak256(abi.encode(CANCEL_TYPE, holder, NONCE))));
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.cancelAuthorization(BOB, NONCE, cancellation);
        vm.expectEmit(address(token));
        emit IERC3009Cancel.AuthorizationCanceled(holder, NONCE);
        token.cancelAuthorization(holder, NONCE, cancellation);
        assertTrue(token.authorizationState(holder, NONCE), "cancelled");
        bytes memory signature = _sign(_authorization(TRANSFER_TYPE, holder, BOB, 5, 0, START + 1));
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, holder, NONCE));
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, signature);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, holder, NONCE));
        token.cancelAuthorization(holder, NONCE, cancellation);
    }

    function test_TimesAreSecondsAndBothBoundsAreOutside() public {
        uint256[2][4] memory outside = [
            [START, START + 1],
            [START - 1, START],
            [START + 1, START - 1],
            // Beyond any clock. Some implementations read such numbers as those of blocks.
            [uint256(1) << 47, type(uint256).max]
        ];
        for (uint256 i = 0; i < 4; ++i) {
            (uint256 validAfter, uint256 validBefore) = (outside[i][0], outside[i][1]);
            bytes memory signature = _sign(_authorization(TRANSFER_TYPE, holder, BOB, 5, validAfter, validBefore));
            vm.expectRevert(
                abi.encodeWithSelector(ERC3009.ERC3009InvalidAuthorizationTime.selector, validAfter, validBefore)
            );
            token.transferWithAuthorization(holder, BOB, 5, validAfter, validBefore, NONCE, signature);
        }
        bytes memory inside = _sign(_authorization(TRANSFER_TYPE, holder, BOB, 5, START - 1, type(uint256).max));
        token.transferWithAuthorization(holder, BOB, 5, START - 1, type(uint256).max, NONCE, inside);
    }

    function test_NothingOfAnAuthorizationCanBeChanged() public {
        bytes memory signature = _sign(_authorization(TRANSFER_TYPE, holder, BOB, 5, 0, START + 9));
        bytes memory refusal = abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(BOB, BOB, 5, 0, START + 9, NONCE, signature);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, address(this), 5, 0, START + 9, NONCE, signature);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, BOB, 6, 0, START + 9, NONCE, signature);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, BOB, 5, 1, START + 9, NONCE, signature);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 8, NONCE, signature);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 9, bytes32(0), signature);
        vm.chainId(2);
        vm.expectRevert(refusal);
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 9, NONCE, signature);
    }

    function test_ContractsAuthorizeByTheirOwnRule() public {
        KeyWallet wallet = new KeyWallet(holder);
        vm.prank(holder);
        token.transfer(address(wallet), 9);
        bytes32 digest = _authorization(TRANSFER_TYPE, address(wallet), BOB, 5, 0, START + 9);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(HOLDER_KEY, digest);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.transferWithAuthorization(address(wallet), BOB, 5, 0, START + 9, NONCE, v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.transferWithAuthorization(address(wallet), BOB, 5, 0, START + 9, NONCE, abi.encodePacked(r, r, v));
        token.transferWithAuthorization(address(wallet), BOB, 5, 0, START + 9, NONCE, abi.encodePacked(r, s, v));
        assertEq(token.balanceOf(BOB), 5, "transferred");
    }

    function test_AccountWithCodeStillSignsWithItsKey() public {
        vm.etch(holder, hex"60006000fd");
        bytes memory signature = _sign(_authorization(TRANSFER_TYPE, holder, BOB, 5, 0, START + 1));
        token.transferWithAuthorization(holder, BOB, 5, 0, START + 1, NONCE, signature);
        assertEq(token.balanceOf(BOB), 5, "transferred");
    }
}
