// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank, Posting} from "../../src/bank/IBank.sol";
import {Journal, JournalLibrary} from "../../src/job/Journal.sol";
import {Test} from "../support/Test.sol";

/// @notice Remembers the call it got; refuses when told to.
contract BankRecorder {
    bytes public received;
    bytes public refusal;

    function refuseWith(bytes calldata data) external {
        refusal = data;
    }

    function post(Posting[] calldata) external {
        bytes memory data = refusal;
        if (data.length != 0) {
            assembly ("memory-safe") {
                revert(add(data, 0x20), mload(data))
            }
        }
        received = msg.data;
    }
}

contract JournalTest is Test {
    BankRecorder private recorder;

    function setUp() public {
        recorder = new BankRecorder();
    }

    function write(uint8[] memory accounts, int96[] memory deltas, uint256 dirt) public {
        // Memory that something else has used before.
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            for {
                let i := 0
            } lt(i, 4096) {
                i := add(i, 32)
            } {
                mstore(add(pointer, i), dirt)
            }
        }
        Journal journal = JournalLibrary.create(accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            journal.add(address(uint160(accounts[i]) + 1), deltas[i], -int256(deltas[i]));
        }
        journal.post(IBank(address(recorder)));
    }

    /// The call is the one that the compiler writes, with lines joined to the first or the last of the same account.
    function testFuzz_WritesTheCallOfTheCompiler(uint8[12] memory picks, int96[12] memory amounts, uint256 length, uint256 dirt) public {
        length = bound(length, 1, 12);
        uint8[] memory accounts = new uint8[](length);
        int96[] memory deltas = new int96[](length);
        Posting[] memory model = new Posting[](length);
        uint256 lines;
        for (uint256 i = 0; i < length; ++i) {
            accounts[i] = picks[i] % 4;
            deltas[i] = amounts[i];
            address account = address(uint160(accounts[i]) + 1);
            uint256 line = lines;
            if (lines != 0 && model[0].account == account) line = 0;
            else if (lines != 0 && model[lines - 1].account == account) line = lines - 1;
            if (line == lines) {
                model[line].account = account;
                ++lines;
            }
            model[line].availableDelta += deltas[i];
            model[line].lockedDelta -= int256(deltas[i]);
        }
        assembly ("memory-safe") {
            mstore(model, lines)
        }
        this.write(accounts, deltas, dirt);
        assertEq(recorder.received(), abi.encodeCall(IBank.post, (model)), "call");
    }

    function test_RevertsAsTheBankDoes() public {
        bytes memory refusal = abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, address(1), 2, 3);
        recorder.refuseWith(refusal);
        vm.expectRevert(refusal);
        this.write(new uint8[](1), new int96[](1), 0);
    }
}
