// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../../src/dispute/IMachine.sol";

/// @notice A machine that counts to a number and halts. Any of its states is known without running to it, so that games over
/// 2^32 steps are played within a test. Headers have the ten words of the real machine's; word 1 says when it halts, with
/// which exit status and how much work; word 2 counts; word 3 is a mark that no step ever makes.
contract CounterMachine is IMachine {
    /// @inheritdoc IMachine
    function step(bytes32 state, bytes calldata witness) external pure returns (bytes32) {
        if (witness.length != 320 || keccak256(witness) != state) revert MachineWrongState();
        uint256[10] memory header = abi.decode(witness, (uint256[10]));
        if (uint8(header[0]) == 1) return state;
        header[2] += 1;
        return keccak256(abi.encode(settle(header)));
    }

    /// @notice Halts a state that has counted far enough.
    function settle(uint256[10] memory header) public pure returns (uint256[10] memory) {
        uint256 code = header[1];
        if (header[2] == uint64(code)) {
            uint256 limit = uint64(header[0] >> 128);
            uint256 work = uint64(code >> 64);
            header[0] = 1 | (uint256(uint8(code >> 128)) << 8) | ((limit - work) << 128);
            header[8] = uint256(keccak256(abi.encode(header[9], header[3])));
        }
        return header;
    }
}
