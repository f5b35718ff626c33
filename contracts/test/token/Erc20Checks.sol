// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Test} from "../support/Test.sol";

interface RecordingVm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
}

/// @notice What EIP-20 says of the six functions, one check each; a check reverts where the token does not keep to it.
/// Where the EIP leaves a choice (whether an overspend reverts or returns false, whether an infinite allowance shrinks, what
/// the zero address may do) each of the choices passes.
/// @dev Every check wants a token of which `holder` has everything, and nobody an allowance.
contract Erc20Checks is Test {
    address internal constant RECIPIENT = address(0xBEEF01);
    address internal constant SPENDER = address(0xBEEF02);
    address internal constant STRANGER = address(0xBEEF03);

    IERC20 internal token;
    address internal holder;

    function examine(IERC20 token_, address holder_) public {
        token = token_;
        holder = holder_;
    }

    function checkSupplyIsWhatIsHeld() public {
        uint256 supply = token.totalSupply();
        assertTrue(supply > 1_000, "too small a supply to test with");
        assertEq(token.balanceOf(holder), supply, "the holder has everything");
        assertEq(token.balanceOf(RECIPIENT), 0, "others have nothing");
        _send(holder, abi.encodeCall(token.transfer, (RECIPIENT, 400)), "transfer");
        assertEq(token.totalSupply(), supply, "a transfer leaves the supply as it was");
        assertEq(token.balanceOf(holder) + token.balanceOf(RECIPIENT), supply, "and it is all held");
    }

    function checkTransferMovesExactly() public {
        uint256 before = token.balanceOf(holder);
        _send(holder, abi.encodeCall(token.transfer, (RECIPIENT, 7)), "transfer");
        assertEq(token.balanceOf(holder), before - 7, "the sender has less by it");
        assertEq(token.balanceOf(RECIPIENT), 7, "the recipient has more by it");
        _send(RECIPIENT, abi.encodeCall(token.transfer, (STRANGER, 7)), "transfer of a whole balance");
        assertEq(token.balanceOf(RECIPIENT), 0, "nothing is left");
        assertEq(token.balanceOf(STRANGER), 7, "the next one has it");
    }

    function checkTransferOfZero() public {
        uint256 before = token.balanceOf(holder);
        _expectOneEvent(
            holder,
            abi.encodeCall(token.transfer, (RECIPIENT, 0)),
            IERC20.Transfer.selector,
            holder,
            RECIPIENT,
            0
        );
        _expectOneEvent(
            STRANGER,
            abi.encodeCall(token.transfer, (RECIPIENT, 0)),
            IERC20.Transfer.selector,
            STRANGER,
            RECIPIENT,
            0
        );
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 0)), "transferFrom of zero");
        assertEq(token.balanceOf(holder), before, "nothing moved");
        assertEq(token.balanceOf(RECIPIENT), 0, "nothing arrived");
    }

    function checkTransferToOneself() public {
        uint256 before = token.balanceOf(holder);
        _expectOneEvent(
            holder,
            abi.encodeCall(token.transfer, (holder, 5)),
            IERC20.Transfer.selector,
            holder,
            holder,
            5
        );
        assertEq(token.balanceOf(holder), before, "the balance is as it was");
        _send(holder, abi.encodeCall(token.transfer, (holder, before)), "transfer of everything to oneself");
        assertEq(token.balanceOf(holder), before, "the balance is as it was");
        _refused(holder, abi.encodeCall(token.transfer, (holder, before + 1)), "more than one has, to oneself");
        assertEq(token.balanceOf(holder), before, "the balance is as it was");
    }

    function checkOverspendIsRefused() public {
        uint256 before = token.balanceOf(holder);
        _refused(holder, abi.encodeCall(token.transfer, (RECIPIENT, before + 1)), "one more than one has");
        _refused(holder, abi.encodeCall(token.transfer, (RECIPIENT, type(uint256).max)), "everything that can be said");
        _refused(STRANGER, abi.encodeCall(token.transfer, (RECIPIENT, 1)), "one out of nothing");
        assertEq(token.balanceOf(holder), before, "nothing moved");
        assertEq(token.balanceOf(RECIPIENT), 0, "nothing arrived");
    }

    function checkTransferEmits() public {
        _expectOneEvent(
            holder,
            abi.encodeCall(token.transfer, (RECIPIENT, 9)),
            IERC20.Transfer.selector,
            holder,
            RECIPIENT,
            9
        );
    }

    function checkApproveSetsTheAllowance() public {
        uint256[4] memory values = [uint256(100), 40, 0, type(uint256).max];
        for (uint256 i = 0; i < values.length; ++i) {
            _send(holder, abi.encodeCall(token.approve, (SPENDER, values[i])), "approve");
            assertEq(token.allowance(holder, SPENDER), values[i], "it is what was said last");
            assertEq(token.allowance(SPENDER, holder), 0, "not the other way round");
            assertEq(token.allowance(holder, STRANGER), 0, "and nobody else's");
        }
    }

    function checkApproveEmits() public {
        _expectOneEvent(
            holder,
            abi.encodeCall(token.approve, (SPENDER, 11)),
            IERC20.Approval.selector,
            holder,
            SPENDER,
            11
        );
        _expectOneEvent(
            holder,
            abi.encodeCall(token.approve, (SPENDER, 0)),
            IERC20.Approval.selector,
            holder,
            SPENDER,
            0
        );
    }

    function checkTransferFromMovesTheOwnersTokens() public {
        _send(holder, abi.encodeCall(token.transfer, (SPENDER, 50)), "transfer");
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 30)), "approve");
        uint256 before = token.balanceOf(holder);
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 12)), "transferFrom");
        assertEq(token.balanceOf(holder), before - 12, "the owner has less by it");
        assertEq(token.balanceOf(RECIPIENT), 12, "the recipient has more by it");
        assertEq(token.balanceOf(SPENDER), 50, "the spender's own stay");
    }

    function checkTransferFromEmits() public {
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 30)), "approve");
        vm.prank(SPENDER);
        RecordingVm(address(vm)).recordLogs();
        token.transferFrom(holder, RECIPIENT, 12);
        // Some tokens emit an Approval of what is left besides.
        assertEq(_events(IERC20.Transfer.selector, holder, RECIPIENT, 12), 1, "one Transfer of the owner's tokens");
    }

    function checkAllowanceShrinks() public {
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 30)), "approve");
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 12)), "transferFrom");
        assertEq(token.allowance(holder, SPENDER), 18, "by what was spent");
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 18)), "transferFrom of the rest");
        assertEq(token.allowance(holder, SPENDER), 0, "to nothing");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 1)), "one more");
    }

    function checkAllowanceIsTheLimit() public {
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 1)), "without an allowance");
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 30)), "approve");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 31)), "more than allowed");
        _refused(STRANGER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 1)), "by another");
        assertEq(token.allowance(holder, SPENDER), 30, "a refusal costs no allowance");
        assertEq(token.balanceOf(RECIPIENT), 0, "nothing arrived");
    }

    function checkALoweredAllowanceIsTheLimit() public {
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 30)), "approve");
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 10)), "approve less");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 11)), "as allowed before");
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 10)), "as allowed now");
        _send(holder, abi.encodeCall(token.approve, (SPENDER, 0)), "approve nothing");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 1)), "after it was taken back");
    }

    function checkAllowanceDoesNotReplaceABalance() public {
        _send(holder, abi.encodeCall(token.transfer, (RECIPIENT, 5)), "transfer");
        _send(RECIPIENT, abi.encodeCall(token.approve, (SPENDER, 100)), "approve of more than one has");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (RECIPIENT, STRANGER, 6)), "more than the owner has");
        assertEq(token.allowance(RECIPIENT, SPENDER), 100, "a refusal costs no allowance");
        assertEq(token.balanceOf(RECIPIENT), 5, "nothing moved");
    }

    function checkInfiniteAllowance() public {
        _send(holder, abi.encodeCall(token.approve, (SPENDER, type(uint256).max)), "approve");
        uint256 before = token.balanceOf(holder);
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 3)), "transferFrom");
        _send(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, 4)), "transferFrom again");
        assertEq(token.balanceOf(holder), before - 7, "moved");
        uint256 left = token.allowance(holder, SPENDER);
        assertTrue(left == type(uint256).max || left == type(uint256).max - 7, "stays as it is or shrinks by it");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (holder, RECIPIENT, before)), "more than the owner has");
    }

    function checkZeroAddressLosesNothingUnseen() public {
        uint256 supply = token.totalSupply();
        bool moved = _succeeds(holder, abi.encodeCall(token.transfer, (address(0), 2)));
        assertEq(token.balanceOf(holder), moved ? supply - 2 : supply, "moved where it says so");
        assertEq(token.balanceOf(holder) + token.balanceOf(address(0)), token.totalSupply(), "and still counted");
        _refused(SPENDER, abi.encodeCall(token.transferFrom, (address(0), SPENDER, 1)), "out of the zero address");
    }

    function checkAnyTransfersConserve(uint256[8] memory amounts) public {
        address[3] memory all = [holder, RECIPIENT, STRANGER];
        uint256[3] memory expected = [token.totalSupply(), 0, 0];
        uint256 supply = expected[0];
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint256 from = amounts[i] % 3;
            uint256 to = (amounts[i] / 3) % 3;
            uint256 value = bound(amounts[i], 0, expected[from]);
            _send(all[from], abi.encodeCall(token.transfer, (all[to], value)), "transfer");
            expected[from] -= value;
            expected[to] += value;
            for (uint256 k = 0; k < 3; ++k) assertEq(token.balanceOf(all[k]), expected[k], "as a model has it");
        }
        assertEq(token.totalSupply(), supply, "supply");
    }

    /// @dev Succeeds and says so.
    function _send(address sender, bytes memory data, string memory what) private {
        vm.prank(sender);
        (bool succeeded, bytes memory returned) = address(token).call(data);
        assertTrue(succeeded, what);
        assertTrue(returned.length == 32 && abi.decode(returned, (uint256)) == 1, string.concat(what, " returns true"));
    }

    /// @dev Reverts, or returns false.
    function _refused(address sender, bytes memory data, string memory what) private {
        assertTrue(!_succeeds(sender, data), string.concat("is refused: ", what));
    }

    function _succeeds(address sender, bytes memory data) private returns (bool) {
        vm.prank(sender);
        (bool succeeded, bytes memory returned) = address(token).call(data);
        return succeeded && !(returned.length == 32 && abi.decode(returned, (uint256)) == 0);
    }

    function _expectOneEvent(
        address sender,
        bytes memory data,
        bytes32 selector,
        address first,
        address second,
        uint256 value
    ) private {
        RecordingVm(address(vm)).recordLogs();
        _send(sender, data, "the call");
        assertEq(_events(selector, first, second, value), 1, "one event with its values");
    }

    /// @dev How many recorded events are this one; another of its kind counts as a failure.
    function _events(bytes32 selector, address first, address second, uint256 value) private returns (uint256 count) {
        RecordingVm.Log[] memory logs = RecordingVm(address(vm)).getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(token) || logs[i].topics[0] != selector) continue;
            assertEq(logs[i].topics.length, 3, "two indexed values");
            assertEq(address(uint160(uint256(logs[i].topics[1]))), first, "first value of the event");
            assertEq(address(uint160(uint256(logs[i].topics[2]))), second, "second value of the event");
            assertEq(abi.decode(logs[i].data, (uint256)), value, "amount of the event");
            count++;
        }
    }
}
