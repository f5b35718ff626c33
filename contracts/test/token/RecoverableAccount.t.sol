// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IRecoverableAccount} from "../../src/token/IRecoverableAccount.sol";
import {Test} from "../support/Test.sol";

contract RecoverableAccountTest is Test {
    uint256 private constant OWNER_KEY = 0xA11CE;
    uint256 private constant RECOVERY_KEY = 0xB0B;
    uint256 private constant CO_SIGNER_KEY = 0xC0FFEE;
    uint256 private constant NEW_KEY = 0xD00D;
    uint32 private constant DELAY = 3 days;
    bytes4 private constant VALID = 0x1626ba7e;

    address private owner;
    address private newOwner;
    uint64 private deadline;
    IERC20 private token;
    IRecoverableAccount private account;

    function setUp() public {
        vm.warp(1_800_000_000);
        deadline = uint64(block.timestamp + 1 days);
        (owner, newOwner) = (vm.addr(OWNER_KEY), vm.addr(NEW_KEY));
        account = _create(owner, vm.addr(RECOVERY_KEY), vm.addr(CO_SIGNER_KEY), DELAY);
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(account))));
    }

    function test_E7_RecoverySucceedsOnlyWithTheCoSignature() public {
        bytes memory recovery = _sign(RECOVERY_KEY);
        bytes memory co = _sign(CO_SIGNER_KEY);
        // The recovery key cannot stand in for the co-signer, nor the co-signer for the recovery key, nor anybody for either.
        bytes[4] memory wrong = [recovery, _sign(OWNER_KEY), _sign(NEW_KEY), bytes("")];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureInvalid.selector, vm.addr(CO_SIGNER_KEY))
            );
            account.startRecovery(newOwner, deadline, recovery, wrong[i]);
        }
        wrong = [co, _sign(OWNER_KEY), _sign(NEW_KEY), bytes("")];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureInvalid.selector, vm.addr(RECOVERY_KEY))
            );
            account.startRecovery(newOwner, deadline, wrong[i], co);
        }
        account.startRecovery(newOwner, deadline, recovery, co);
        assertEq(account.owner(), owner, "not yet");
        (, uint64 readyAt) = account.recovery();
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableDelayRunning.selector, readyAt));
        account.finishRecovery();
        vm.warp(readyAt);
        account.finishRecovery();
        assertEq(account.owner(), newOwner, "from then on");
        vm.prank(newOwner);
        account.execute(address(token), 0, abi.encodeCall(token.transfer, (newOwner, 5)));
        assertEq(token.balanceOf(newOwner), 5, "and has what the account has");
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableNotOwner.selector, owner));
        vm.prank(owner);
        account.execute(address(token), 0, "");
    }

    function test_E7_TheOwnerVetoesUntilItIsFinished() public {
        account.startRecovery(newOwner, deadline, _sign(RECOVERY_KEY), _sign(CO_SIGNER_KEY));
        vm.warp(block.timestamp + DELAY + 1);
        vm.prank(owner);
        account.vetoRecovery();
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableNotStarted.selector));
        account.finishRecovery();
        assertEq(account.owner(), owner, "still the owner");
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableNotStarted.selector));
        vm.prank(owner);
        account.vetoRecovery();
    }

    function test_E7_NoSignatureServesTwice() public {
        bytes memory recovery = _sign(RECOVERY_KEY);
        bytes memory co = _sign(CO_SIGNER_KEY);
        account.startRecovery(newOwner, deadline, recovery, co);
        (, uint64 readyAt) = account.recovery();
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableAlreadyStarted.selector, readyAt));
        account.startRecovery(newOwner, deadline, recovery, co);
        vm.prank(owner);
        account.vetoRecovery();
        vm.expectRevert(
            abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureInvalid.selector, vm.addr(RECOVERY_KEY))
        );
        account.startRecovery(newOwner, deadline, recovery, co);
    }

    function test_E7_ANewPathEndsARecoveryAndItsSignatures() public {
        bytes memory recovery = _sign(RECOVERY_KEY);
        bytes memory co = _sign(CO_SIGNER_KEY);
        vm.prank(owner);
        account.setRecoveryPath(vm.addr(RECOVERY_KEY), vm.addr(CO_SIGNER_KEY), DELAY);
        vm.expectRevert(
            abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureInvalid.selector, vm.addr(RECOVERY_KEY))
        );
        account.startRecovery(newOwner, deadline, recovery, co);
        account.startRecovery(newOwner, deadline, _sign(RECOVERY_KEY), _sign(CO_SIGNER_KEY));
        vm.prank(owner);
        account.setRecoveryPath(address(0x1), address(0x2), 2 hours);
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableNotStarted.selector));
        account.finishRecovery();
    }

    function test_E7_SignaturesHoldForOneChainAccountOwnerAndTime() public {
        bytes memory recovery = _sign(RECOVERY_KEY);
        bytes memory co = _sign(CO_SIGNER_KEY);
        bytes memory refused = abi.encodeWithSelector(
            IRecoverableAccount.RecoverableSignatureInvalid.selector,
            vm.addr(RECOVERY_KEY)
        );
        IRecoverableAccount another = _create(owner, vm.addr(RECOVERY_KEY), vm.addr(CO_SIGNER_KEY), DELAY);
        vm.expectRevert(refused);
        another.startRecovery(newOwner, deadline, recovery, co);
        vm.expectRevert(refused);
        account.startRecovery(address(0xBAD), deadline, recovery, co);
        vm.expectRevert(refused);
        account.startRecovery(newOwner, deadline + 1, recovery, co);
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        vm.expectRevert(refused);
        account.startRecovery(newOwner, deadline, recovery, co);
        vm.chainId(chain);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureExpired.selector, deadline));
        account.startRecovery(newOwner, deadline, recovery, co);
        vm.warp(deadline);
        account.startRecovery(newOwner, deadline, recovery, co);
    }

    function test_E7_NeitherSignerMovesAnything() public {
        uint256[3] memory keys = [RECOVERY_KEY, CO_SIGNER_KEY, NEW_KEY];
        bytes[4] memory calls = [
            abi.encodeCall(account.execute, (address(token), 0, abi.encodeCall(token.transfer, (newOwner, 1)))),
            abi.encodeCall(account.setRecoveryPath, (address(0x1), address(0x2), DELAY)),
            abi.encodeCall(account.vetoRecovery, ()),
            abi.encodeCall(account.finishRecovery, ())
        ];
        for (uint256 k = 0; k < keys.length; ++k) {
            for (uint256 i = 0; i < calls.length; ++i) {
                vm.prank(vm.addr(keys[k]));
                (bool passed, ) = address(account).call(calls[i]);
                assertTrue(!passed, "refused");
            }
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[k], keccak256("order"));
            assertTrue(
                account.isValidSignature(keccak256("order"), abi.encodePacked(r, s, v)) != VALID,
                "and does not sign for the account"
            );
        }
    }

    function test_E7_TheAccountSignsWithItsOwnersKey() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OWNER_KEY, keccak256("order"));
        bytes memory signature = abi.encodePacked(r, s, v);
        assertTrue(account.isValidSignature(keccak256("order"), signature) == VALID, "valid");
        assertTrue(account.isValidSignature(keccak256("other"), signature) != VALID, "for that digest alone");
        assertTrue(account.isValidSignature(keccak256("order"), "") != VALID, "not without one");
        account.startRecovery(newOwner, deadline, _sign(RECOVERY_KEY), _sign(CO_SIGNER_KEY));
        vm.warp(block.timestamp + DELAY);
        account.finishRecovery();
        assertTrue(account.isValidSignature(keccak256("order"), signature) != VALID, "the lost key signs nothing more");
        (v, r, s) = vm.sign(NEW_KEY, keccak256("order"));
        assertTrue(account.isValidSignature(keccak256("order"), abi.encodePacked(r, s, v)) == VALID, "the new one does");
    }

    /// @dev Code that refuses every call stands for that of a delegation (EIP-7702) without ERC-1271.
    function test_E7_KeysThatHaveCodeSignAllTheSame() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OWNER_KEY, keccak256("order"));
        bytes memory recovery = _sign(RECOVERY_KEY);
        bytes memory co = _sign(CO_SIGNER_KEY);
        uint256[3] memory keys = [OWNER_KEY, RECOVERY_KEY, CO_SIGNER_KEY];
        for (uint256 i = 0; i < keys.length; ++i) vm.etch(vm.addr(keys[i]), hex"60006000fd");
        assertTrue(account.isValidSignature(keccak256("order"), abi.encodePacked(r, s, v)) == VALID, "the owner");
        assertTrue(account.isValidSignature(keccak256("order"), recovery) != VALID, "and nobody else");
        vm.expectRevert(
            abi.encodeWithSelector(IRecoverableAccount.RecoverableSignatureInvalid.selector, vm.addr(CO_SIGNER_KEY))
        );
        account.startRecovery(newOwner, deadline, recovery, recovery);
        account.startRecovery(newOwner, deadline, recovery, co);
    }

    function test_E7_PathsAndOwnersThatMakeNoSense() public {
        address recoverySigner = vm.addr(RECOVERY_KEY);
        address coSigner = vm.addr(CO_SIGNER_KEY);
        address[2][5] memory paths = [
            [address(0), coSigner],
            [recoverySigner, address(0)],
            [coSigner, coSigner],
            [owner, coSigner],
            [recoverySigner, owner]
        ];
        for (uint256 i = 0; i < paths.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverablePathInvalid.selector));
            vm.prank(owner);
            account.setRecoveryPath(paths[i][0], paths[i][1], DELAY);
        }
        vm.expectRevert(abi.encodeWithSelector(IRecoverableAccount.RecoverablePathInvalid.selector));
        vm.prank(owner);
        account.setRecoveryPath(recoverySigner, coSigner, 1 hours - 1);
        address[5] memory owners = [address(0), address(account), owner, recoverySigner, coSigner];
        for (uint256 i = 0; i < owners.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IRecoverableAccount.RecoverableOwnerInvalid.selector, owners[i])
            );
            account.startRecovery(owners[i], deadline, "", "");
        }
    }

    function test_E7_ExecuteReturnsAndRevertsAsTheCallDoes() public {
        vm.prank(owner);
        bytes memory result = account.execute(address(token), 0, abi.encodeCall(token.balanceOf, (address(account))));
        assertEq(abi.decode(result, (uint256)), token.totalSupply(), "what the call returned");
        vm.prank(owner);
        (bool passed, bytes memory reason) = address(account).call(
            abi.encodeCall(account.execute, (address(token), 0, abi.encodeCall(token.transfer, (address(0), 1))))
        );
        assertTrue(!passed, "refused");
        assertEq(reason, abi.encodeWithSignature("ERC20InvalidReceiver(address)", address(0)), "with its reason");
    }

    function _create(address owner_, address recovery, address co, uint32 delay) private returns (IRecoverableAccount) {
        return
            IRecoverableAccount(
                deploy("RecoverableAccount.sol:RecoverableAccount", abi.encode(owner_, recovery, co, delay))
            );
    }

    /// @dev The hash anew, by the words of EIP-712.
    function _sign(uint256 key) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Suanli RecoverableAccount"),
                keccak256("1"),
                block.chainid,
                address(account)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Recovery(address newOwner,uint256 nonce,uint64 signatureDeadline)"),
                newOwner,
                account.recoveryNonce(),
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }
}
