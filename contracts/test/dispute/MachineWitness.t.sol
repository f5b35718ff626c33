// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../../src/dispute/IMachine.sol";
import {MachineFixture} from "./MachineFixture.sol";

/// @notice No witness but the right one: every byte of one of each kind is changed, and each is cut short and drawn out.
contract MachineWitnessTest is MachineFixture {
    uint256 private constant ADDRESS = 0x1_2340;
    uint256 private constant KINDS = 13;
    uint256 private constant HEADER_BYTES = 320;
    uint256 private constant CODE_BYTES = 23 * 32;

    /// @dev A state and an instruction whose witness is of kind `kind`; the operands of any of them are below 2^32.
    function _stepOf(uint256 kind) private pure returns (State memory s, Step memory step) {
        s = running();
        if (kind == 0) return (s, Step(0x00, 0, 0, ""));
        if (kind == 1) return (s, Step(0x6a, 0, 0, operands(s, 0x9abcdef1, 0x12345678)));
        if (kind == 2) return (s, Step(0x09, 0, 0, operands(s, 1, 2, 3)));
        if (kind == 3) return (s, Step(0x07, 0, 0, _frame(s)));
        if (kind == 4) return (s, Step(0x0b, 0, 21, proofOf(s.locals, 5)));
        if (kind == 5) return (s, Step(0x0d, 0, 21, abi.encodePacked(operands(s, 7), proofOf(s.locals, 5))));
        if (kind == 6) return (s, Step(0x29, 0, 3, abi.encodePacked(operands(s, 224), proofOf(s.data, 7))));
        if (kind == 7) return (s, Step(0x29, 0, 28, abi.encodePacked(operands(s, 224), _proofs(s.data, 7))));
        if (kind == 8) return (s, Step(0x36, 0, 1, abi.encodePacked(operands(s, 224, 5), proofOf(s.data, 7))));
        if (kind == 9) return (s, Step(0x37, 0, 29, abi.encodePacked(operands(s, 224, 5), _storeProofs(s.data))));
        if (kind == 10) return (s, Step(0x1a, 0, 0, abi.encodePacked(operands(s, 256), proofOf(s.system, 8))));
        if (kind == 11) return (s, Step(0x18, 0, 0, _blobWords(s, 750)));
        return (s, Step(0x19, 0, 0, _inputRead(s)));
    }

    function _frame(State memory s) private pure returns (bytes memory words) {
        words = abi.encode(keccak256("frames below"), keccak256("locals of the caller"), 4321);
        s.frames = keccak256(words);
    }

    function _proofs(Tree memory t, uint256 index) private pure returns (bytes memory) {
        return abi.encodePacked(proofOf(t, index), proofOf(t, index + 1));
    }

    /// @dev Of storing 5 at the last three bytes of leaf 7 and the first five of leaf 8.
    function _storeProofs(Tree memory t) private pure returns (bytes memory) {
        bytes32 written = bytes32((uint256(leafOf(t, 7)) & ~uint256(0xffffff)) | 0x050000);
        return abi.encodePacked(proofOf(t, 7), proofOf(withLeaf(t, 7, written), 8));
    }

    function _chunk() private pure returns (bytes memory chunk) {
        for (uint256 i = 0; i < 16; ++i) chunk = abi.encodePacked(chunk, keccak256(abi.encode(i)));
    }

    function _top() private pure returns (bytes32) {
        bytes32 first = keccak256(abi.encodePacked(bytes1(0), _chunk()));
        return keccak256(abi.encodePacked(bytes1(0x01), first, keccak256("second chunk")));
    }

    function _blobWords(State memory s, uint256 length) private pure returns (bytes memory words) {
        words = abi.encode(keccak256(abi.encode(length, _top())), keccak256("task"), keccak256("seed"));
        s.input = keccak256(words);
        words = abi.encodePacked(words, length, _top());
    }

    function _inputRead(State memory s) private pure returns (bytes memory) {
        bytes memory words = abi.encodePacked(_blobWords(s, 750), _chunk(), keccak256("second chunk"));
        return abi.encodePacked(operands(s, ADDRESS, 9), words, proofOf(s.system, ADDRESS / 32));
    }

    function _answer(bytes32 state, bytes memory witness) private view returns (bool accepted, bytes memory answer) {
        return address(machine).staticcall(abi.encodeCall(IMachine.step, (state, witness)));
    }

    function _isError(bytes memory answer, bytes4 selector) private pure returns (bool) {
        return answer.length == 4 && bytes4(answer) == selector;
    }

    function _refusal(uint256 position) private pure returns (bytes4) {
        if (position < HEADER_BYTES) return IMachine.MachineWrongState.selector;
        return
            position < HEADER_BYTES + CODE_BYTES
                ? IMachine.MachineWrongCode.selector
                : IMachine.MachineWrongWitness.selector;
    }

    function checkEveryByte(uint256 kind, uint256 seed) external view {
        (State memory s, Step memory step) = _stepOf(kind);
        bytes memory witness = witnessOf(s, step);
        bytes32 state = hashOf(s, rootOf(codeOf(s, step)));
        (bool accepted, ) = _answer(state, witness);
        assertTrue(accepted, "the witness as it should be");
        bytes memory data = abi.encodeCall(IMachine.step, (state, witness));
        for (uint256 i = 0; i < witness.length; ++i) {
            bytes1 change = bytes1(uint8(1 + (uint256(keccak256(abi.encode(seed, i))) % 255)));
            // Selector, state, and two words before the bytes.
            data[100 + i] ^= change;
            _checkRefused(data, _refusal(i));
            data[100 + i] ^= change;
        }
    }

    function _checkRefused(bytes memory data, bytes4 selector) private view {
        address target = address(machine);
        bool refused;
        assembly ("memory-safe") {
            let success := staticcall(gas(), target, add(data, 32), mload(data), 0, 0)
            if eq(returndatasize(), 4) {
                returndatacopy(0, 0, 4)
                refused := and(iszero(success), eq(shr(224, mload(0)), shr(224, selector)))
            }
        }
        assertTrue(refused, "a changed byte was accepted, or refused for another reason");
    }

    function test_EveryByteCounts() public view {
        for (uint256 kind = 0; kind < KINDS; ++kind) this.checkEveryByte(kind, kind);
    }

    function testFuzz_EveryByteCounts(uint256 kind, uint256 seed, uint256 position) public view {
        (State memory s, Step memory step) = _stepOf(kind % KINDS);
        bytes memory witness = witnessOf(s, step);
        position %= witness.length;
        witness[position] ^= bytes1(uint8(1 + (seed % 255)));
        (bool accepted, bytes memory answer) = _answer(hashOf(s, rootOf(codeOf(s, step))), witness);
        assertTrue(!accepted && _isError(answer, _refusal(position)), "refused");
    }

    function checkLengths(uint256 kind) external view {
        (State memory s, Step memory step) = _stepOf(kind);
        bytes memory witness = witnessOf(s, step);
        bytes32 state = hashOf(s, rootOf(codeOf(s, step)));
        for (uint256 i = 1; i < 4; ++i) {
            bytes memory longer = abi.encodePacked(witness, new bytes([uint256(0), 1, 31, 32][i]));
            (bool accepted, bytes memory answer) = _answer(state, longer);
            assertTrue(!accepted && _isError(answer, IMachine.MachineWrongWitness.selector), "longer");
        }
        uint256 full = witness.length;
        for (uint256 length = 0; length < full; length += length + 32 < full ? 32 : 1) {
            assembly ("memory-safe") {
                mstore(witness, length)
            }
            (bool accepted, ) = _answer(state, witness);
            assertTrue(!accepted, "shorter");
        }
    }

    function test_NoByteMoreOrLess() public view {
        for (uint256 kind = 0; kind < KINDS; ++kind) this.checkLengths(kind);
    }

    /// @dev Bytes behind the witness that would complete it are not part of it.
    function test_CalldataBehindAWitnessThatIsTooShortDoesNotCount() public view {
        (State memory s, Step memory step) = _stepOf(1);
        bytes memory data = abi.encodeCall(IMachine.step, (hashOf(s, rootOf(codeOf(s, step))), witnessOf(s, step)));
        assembly ("memory-safe") {
            // The length of the witness.
            mstore(add(data, 100), sub(mload(add(data, 100)), 32))
        }
        _checkRefused(data, IMachine.MachineWrongWitness.selector);
    }

    function test_ZeroStandsForTreesOfZerosAndNothingElse() public view {
        for (uint256 kind = 0; kind < KINDS; ++kind) {
            (State memory s, Step memory step) = _stepOf(kind);
            bytes memory witness = witnessOf(s, step);
            bytes32 state = hashOf(s, rootOf(codeOf(s, step)));
            bytes32 next = machine.step(state, witness);
            for (uint256 at_ = HEADER_BYTES + 64; at_ <= witness.length; at_ += 32) _clear(witness, at_);
            assertEq(machine.step(state, witness), next, "with zeros");
        }
    }

    /// @dev Clears the word that ends at `end` where it is the root of a tree of zeros.
    function _clear(bytes memory witness, uint256 end) private pure {
        bytes32 word;
        assembly ("memory-safe") {
            word := mload(add(witness, end))
        }
        bytes32 zeros = empty(0);
        for (uint256 level = 0; level < 27; ++level) {
            if (word == zeros) {
                assembly ("memory-safe") {
                    mstore(add(witness, end), 0)
                }
            }
            zeros = keccak256(abi.encodePacked(bytes1(0x01), zeros, zeros));
        }
    }

    function test_ZeroForASiblingThatIsSomethingElse() public view {
        (State memory s, Step memory step) = _stepOf(6);
        s.data = withLeaf(s.data, 6, keccak256("neighbour"));
        s.values = BELOW;
        step.witness = abi.encodePacked(operands(s, 224), proofOf(s.data, 7));
        bytes memory witness = witnessOf(s, step);
        bytes32 state = hashOf(s, rootOf(codeOf(s, step)));
        (bool accepted, ) = _answer(state, witness);
        assertTrue(accepted, "the neighbour's hash");
        uint256 end = HEADER_BYTES + CODE_BYTES + 64 + 64;
        assembly ("memory-safe") {
            mstore(add(witness, end), 0)
        }
        bytes memory answer;
        (accepted, answer) = _answer(state, witness);
        assertTrue(!accepted && _isError(answer, IMachine.MachineWrongWitness.selector), "refused");
    }

    function test_OperandsAreBelow64Bits() public view {
        State memory s = running();
        Step memory step = Step(0x08, 0, 0, operands(s, uint256(1) << 64));
        bytes memory witness = witnessOf(s, step);
        (bool accepted, bytes memory answer) = _answer(hashOf(s, rootOf(codeOf(s, step))), witness);
        assertTrue(!accepted && _isError(answer, IMachine.MachineWrongWitness.selector), "refused");
    }

    function test_NothingToPop() public view {
        State memory s = running();
        s.values = 0;
        Step memory step = Step(0x08, 0, 0, abi.encode(0, 0));
        (bool accepted, bytes memory answer) = _answer(hashOf(s, rootOf(codeOf(s, step))), witnessOf(s, step));
        assertTrue(!accepted && _isError(answer, IMachine.MachineWrongWitness.selector), "refused");
    }
}
