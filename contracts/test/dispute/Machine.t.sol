// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMachine} from "../../src/dispute/IMachine.sol";
import {MachineFixture} from "./MachineFixture.sol";

/// @notice Every instruction but the numeric ones, and what a witness must be.
contract MachineTest is MachineFixture {
    uint256 private constant U32 = 0xffffffff;
    uint256 private constant U64 = 0xffffffffffffffff;

    function _step(uint8 opcode, uint32 a, uint64 b, bytes memory witness) private pure returns (Step memory) {
        return Step(opcode, a, b, witness);
    }

    function _next(State memory s) private pure returns (State memory t) {
        t = copyOf(s);
        ++t.pc;
    }

    // Control

    function test_TrapOfTheProgramFinishes_TrapOfTheFinishEnds() public view {
        checkTrap(running(), _step(0, 0, 0, ""), "trap");
    }

    function test_UnknownOpcodesTrap() public view {
        for (uint256 opcode = 0x1c; opcode < 0x100; ++opcode) {
            if (opcode == 0x28) opcode = 0x3f;
            if (opcode == 0x45) opcode = 0xcd;
            check(running(), _step(uint8(opcode), 1, 2, ""), trapped(running()), vm.toString(opcode));
        }
    }

    function test_HaltedStepsToItselfWithItsHeaderAlone() public {
        State memory s = running();
        s.status = 1;
        bytes32 code = keccak256("code");
        assertEq(machine.step(hashOf(s, code), header(s, code)), hashOf(s, code), "same");
        bytes memory longer = abi.encodePacked(header(s, code), bytes32(0));
        vm.expectRevert(abi.encodePacked(IMachine.MachineWrongWitness.selector));
        machine.step(hashOf(s, code), longer);
    }

    function test_Jumps() public view {
        State memory s = running();
        State memory t = copyOf(s);
        t.pc = 77;
        check(s, _step(0x01, 0, 77, ""), t, "jump");
        for (uint8 opcode = 2; opcode <= 3; ++opcode) {
            for (uint256 i = 0; i < 4; ++i) {
                uint256 c = [uint256(0), 1, 0x80000000, U32][i];
                s = running();
                bytes memory words = operands(s, c);
                t = running();
                t.pc = (c != 0) == (opcode == 2) ? 77 : s.pc + 1;
                check(s, _step(opcode, 0, 77, words), t, "jump_if, jump_unless");
            }
        }
    }

    function test_JumpTableTakesTheLastRowBeyondItsEnd() public view {
        for (uint256 i = 0; i < 6; ++i) {
            uint256 index = [uint256(0), 1, 3, 4, 5, U32][i];
            State memory s = running();
            bytes memory words = operands(s, index);
            State memory t = running();
            t.pc = uint32(500 + (index < 4 ? index : 4));
            check(s, _step(0x04, 4, 500, words), t, "jump_table");
        }
    }

    function _called(State memory s, uint32 pc) private pure returns (State memory t) {
        t = copyOf(s);
        t.frames = keccak256(abi.encode(s.frames, rootOf(s.locals), uint256(s.pc) + 1));
        t.locals = tree(14);
        t.pc = pc;
    }

    function test_CallAndReturn() public view {
        State memory s = running();
        State memory t = _called(s, 40);
        check(s, _step(0x05, 0, 40, ""), t, "call");
        State memory back = _next(s);
        check(t, _step(0x07, 0, 0, abi.encode(s.frames, rootOf(s.locals), uint256(s.pc) + 1)), back, "return");
    }

    function test_ReturnWithoutFrameTraps() public view {
        State memory s = running();
        s.frames = 0;
        checkTrap(s, _step(0x07, 0, 0, ""), "return");
    }

    function test_CallElement() public view {
        State memory s = running();
        bytes memory words = operands(s, (uint256(3) << 32) | 40);
        check(s, _step(0x06, 3, 0, words), _called(running(), 40), "of its type");
        checkTrap(s, _step(0x06, 4, 0, words), "of another type");
        s = running();
        words = operands(s, 0);
        checkTrap(s, _step(0x06, 3, 0, words), "null");
        checkTrap(s, _step(0x06, 0, 0, words), "null, asked as type 0");
    }

    function test_DropSelectConst() public view {
        State memory s = running();
        bytes memory words = operands(s, U64);
        check(s, _step(0x08, 0, 0, words), _next(running()), "drop");
        for (uint256 i = 0; i < 3; ++i) {
            uint256 c = [uint256(0), 1, U32][i];
            s = running();
            words = operands(s, 0xabcdef0123456789, U64, c);
            checkResult(s, _step(0x09, 0, 0, words), c == 0 ? U64 : 0xabcdef0123456789, "select");
        }
        checkResult(running(), _step(0x0a, 0, type(uint64).max, ""), U64, "const");
    }

    // Slots

    bytes32 private constant SLOTS = 0x0102030405060708_1112131415161718_2122232425262728_3132333435363738;

    /// @dev Slot `slot` of SLOTS, by its bytes.
    function _slot(uint256 slot) private pure returns (uint256) {
        return [uint256(0x0807060504030201), 0x1817161514131211, 0x2827262524232221, 0x3837363534333231][slot % 4];
    }

    /// @dev SLOTS with 0x1122334455667788 in a slot.
    function _written(uint256 slot) private pure returns (bytes32) {
        uint256 shift = 64 * (3 - (slot % 4));
        return bytes32((uint256(SLOTS) & ~(U64 << shift)) | (uint256(0x8877665544332211) << shift));
    }

    function test_LocalsOfEveryPlace() public view {
        for (uint256 i = 0; i < 6; ++i) {
            uint64 slot = [uint64(0), 1, 2, 3, 1234, 65_535][i];
            State memory s = running();
            s.locals = withLeaf(s.locals, slot / 4, SLOTS);
            checkResult(s, _step(0x0b, 0, slot, proofOf(s.locals, slot / 4)), _slot(slot), "local_get");
            bytes memory words = operands(s, 0x1122334455667788);
            bytes memory witness = abi.encodePacked(words, proofOf(s.locals, slot / 4));
            State memory t = _next(s);
            t.locals = withLeaf(s.locals, slot / 4, _written(slot));
            check(s, _step(0x0d, 0, slot, witness), t, "local_tee");
            t.values = BELOW;
            check(s, _step(0x0c, 0, slot, witness), t, "local_set");
        }
    }

    function test_RegistersOfEveryPlace() public view {
        for (uint256 i = 0; i < 6; ++i) {
            uint64 slot = [uint64(0), 1, 2, 3, 1234, 262_143][i];
            State memory s = running();
            s.registers = withLeaf(s.registers, slot / 4, SLOTS);
            checkResult(s, _step(0x0e, 0, slot, proofOf(s.registers, slot / 4)), _slot(slot), "register_get");
            bytes memory words = operands(s, 0x1122334455667788);
            State memory t = _next(s);
            t.values = BELOW;
            t.registers = withLeaf(s.registers, slot / 4, _written(slot));
            check(s, _step(0x0f, 0, slot, abi.encodePacked(words, proofOf(s.registers, slot / 4))), t, "register_set");
        }
    }

    function test_RegistersByIndex() public view {
        for (uint256 i = 0; i < 3; ++i) {
            State memory s = running();
            s.registers = withLeaf(s.registers, 50, SLOTS);
            bytes memory proof = proofOf(s.registers, 50);
            bytes memory words = operands(s, i);
            checkResult(s, _step(0x10, 3, 201, abi.encodePacked(words, proof)), _slot(201 + i), "register_at");
            s.values = BELOW;
            words = operands(s, i, 0x1122334455667788);
            State memory t = _next(s);
            t.values = BELOW;
            t.registers = withLeaf(s.registers, 50, _written(201 + i));
            check(s, _step(0x11, 3, 201, abi.encodePacked(words, proof)), t, "register_put");
        }
    }

    function test_RegistersByIndexBeyondTheEndTrap() public view {
        for (uint256 i = 0; i < 2; ++i) {
            uint256 index = [uint256(3), U32][i];
            State memory s = running();
            bytes memory words = operands(s, index);
            checkTrap(s, _step(0x10, 3, 201, words), "register_at");
            s.values = BELOW;
            words = operands(s, index, 5);
            checkTrap(s, _step(0x11, 3, 201, words), "register_put");
        }
    }

    // The packed word

    function test_WorkAndCause() public view {
        checkResult(running(), _step(0x12, 0, 0, ""), uint64(int64(-5)), "work_get");
        checkResult(running(), _step(0x14, 0, 0, ""), 9, "cause_get");
        State memory s = running();
        bytes memory words = operands(s, 0x8000000000000001);
        State memory t = _next(running());
        t.work = 0x8000000000000001;
        check(s, _step(0x13, 0, 0, words), t, "work_set");
        s = running();
        words = operands(s, 0xfffff104);
        t = _next(running());
        t.cause = 4;
        check(s, _step(0x15, 0, 0, words), t, "cause_set");
    }

    function test_MemorySizeAndGrowth() public view {
        checkResult(running(), _step(0x16, 0, 0, ""), 2, "pages of memory");
        checkResult(running(), _step(0x16, 1, 0, ""), 3, "pages of system");
        for (uint256 i = 0; i < 5; ++i) {
            uint256 by = [uint256(0), 1, 8, 9, U32][i];
            for (uint32 space = 0; space < 2; ++space) {
                State memory s = running();
                bytes memory words = operands(s, by);
                State memory t = running();
                uint32 pages = space == 0 ? s.pages : s.systemPages;
                bool fits = pages + by <= 11;
                if (fits) (t.pages, t.systemPages) = space == 0 ? (uint32(2 + by), uint32(3)) : (uint32(2), uint32(3 + by));
                t.values = push(BELOW, fits ? pages : U32);
                ++t.pc;
                check(s, _step(0x17, space, 11, words), t, "memory_grow");
            }
        }
    }

    function test_HaltKeepsThePlace() public view {
        State memory s = running();
        bytes memory words = operands(s, 0x1234);
        State memory t = running();
        t.status = 1;
        t.exit = 0x34;
        check(s, _step(0x1b, 0, 0, words), t, "halt");
        s.phase = 1;
        t.phase = 1;
        check(s, _step(0x1b, 0, 0, words), t, "halt, finishing");
    }

    // Memory

    struct Access {
        uint8 opcode;
        uint256 bytes_;
        bool signed;
        bool wide;
    }

    function _loads() private pure returns (Access[14] memory) {
        return [
            Access(0x28, 4, false, false),
            Access(0x29, 8, false, true),
            Access(0x2a, 4, false, false),
            Access(0x2b, 8, false, true),
            Access(0x2c, 1, true, false),
            Access(0x2d, 1, false, false),
            Access(0x2e, 2, true, false),
            Access(0x2f, 2, false, false),
            Access(0x30, 1, true, true),
            Access(0x31, 1, false, true),
            Access(0x32, 2, true, true),
            Access(0x33, 2, false, true),
            Access(0x34, 4, true, true),
            Access(0x35, 4, false, true)
        ];
    }

    function _stores() private pure returns (Access[9] memory) {
        return [
            Access(0x36, 4, false, false),
            Access(0x37, 8, false, true),
            Access(0x38, 4, false, false),
            Access(0x39, 8, false, true),
            Access(0x3a, 1, false, false),
            Access(0x3b, 2, false, false),
            Access(0x3c, 1, false, true),
            Access(0x3d, 2, false, true),
            Access(0x3e, 4, false, true)
        ];
    }

    function _setByte(Tree memory t, uint256 at_, uint8 value) private pure returns (Tree memory) {
        uint256 shift = 8 * (31 - (at_ % 32));
        uint256 leaf = uint256(leafOf(t, at_ / 32));
        return withLeaf(t, at_ / 32, bytes32((leaf & ~(uint256(0xff) << shift)) | (uint256(value) << shift)));
    }

    /// @dev Byte `n` is 0x80 + n, or 0x60 - n for every third one: signs of both kinds, no two neighbours alike.
    function _byteAt(uint256 n) private pure returns (uint8) {
        return uint8(n % 3 == 0 ? 0x60 - (n % 32) : 0x80 + (n % 64));
    }

    /// @dev A tree whose bytes around `address_` are those of `_byteAt`.
    function _filled(uint256 address_, uint256 bytes_) private pure returns (Tree memory t) {
        t = tree(27);
        for (uint256 leaf = address_ / 32; leaf <= (address_ + bytes_ - 1) / 32; ++leaf) {
            uint256 content;
            for (uint256 i = 0; i < 32; ++i) content = (content << 8) | _byteAt(32 * leaf + i);
            t = withLeaf(t, leaf, bytes32(content));
        }
    }

    function _expected(uint256 address_, Access memory access) private pure returns (uint256 value) {
        for (uint256 i = access.bytes_; i > 0; --i) value = (value << 8) | _byteAt(address_ + i - 1);
        if (access.signed && value >> (8 * access.bytes_ - 1) == 1) value |= type(uint256).max << (8 * access.bytes_);
        value &= access.wide ? U64 : U32;
    }

    function _proofs(Tree memory t, uint256 address_, uint256 bytes_) private pure returns (bytes memory proofs) {
        proofs = proofOf(t, address_ / 32);
        if ((address_ + bytes_ - 1) / 32 != address_ / 32) proofs = abi.encodePacked(proofs, proofOf(t, address_ / 32 + 1));
    }

    // Called from outside, so that what each case builds in memory is gone after it.

    function checkLoad(Access memory access, uint32 space, uint256 address_, uint64 offset) external view {
        State memory s = running();
        (s.pages, s.systemPages) = space == 0 ? (uint32(65_536), uint32(1)) : (uint32(1), uint32(65_536));
        Tree memory t = _filled(address_, access.bytes_);
        if (space == 0) s.data = t;
        else s.system = t;
        bytes memory words = operands(s, address_ - offset);
        bytes memory witness = abi.encodePacked(words, _proofs(t, address_, access.bytes_));
        checkResult(s, _step(access.opcode, space, offset, witness), _expected(address_, access), "load");
    }

    function test_LoadsOfEveryAlignment() public view {
        Access[14] memory loads = _loads();
        for (uint256 i = 0; i < loads.length; ++i) {
            for (uint256 place = 0; place < 33; place += place < 24 ? 5 : 1) {
                this.checkLoad(loads[i], uint32(i & 1), 64 + place, uint64(3 * i));
            }
        }
    }

    function test_LoadsAtBothEndsOfTheAddresses() public view {
        Access[14] memory loads = _loads();
        for (uint256 i = 0; i < loads.length; ++i) {
            this.checkLoad(loads[i], 0, 0, 0);
            this.checkLoad(loads[i], 0, (uint256(1) << 32) - loads[i].bytes_, uint64(i));
            this.checkLoad(loads[i], 1, 65_536 - 1, 0);
        }
    }

    function testFuzz_Loads(uint256 which, bool system, uint32 address_, uint64 offset) public view {
        Access memory access = _loads()[which % 14];
        uint256 last = (uint256(1) << 32) - access.bytes_;
        if (address_ > last) address_ = uint32(last);
        this.checkLoad(access, system ? 1 : 0, address_, uint64(bound(offset, 0, address_)));
    }

    /// @dev The proofs of a store: the second one against the tree after the first leaf was written.
    function checkStore(Access memory access, uint32 space, uint256 address_, uint256 value) external view {
        State memory s = running();
        (s.pages, s.systemPages) = space == 0 ? (uint32(65_536), uint32(1)) : (uint32(1), uint32(65_536));
        Tree memory t = _filled(address_, access.bytes_);
        if (space == 0) s.data = t;
        else s.system = t;
        bytes memory witness = abi.encodePacked(operands(s, address_ - 1, value), proofOf(t, address_ / 32));
        uint256 leaf = address_ / 32;
        for (uint256 i = 0; i < access.bytes_; ++i) {
            if ((address_ + i) / 32 != leaf) {
                leaf = (address_ + i) / 32;
                witness = abi.encodePacked(witness, proofOf(t, leaf));
            }
            t = _setByte(t, address_ + i, uint8(value >> (8 * i)));
        }
        State memory after_ = _next(s);
        after_.values = BELOW;
        if (space == 0) after_.data = t;
        else after_.system = t;
        check(s, _step(access.opcode, space, 1, witness), after_, "store");
    }

    function test_StoresOfEveryAlignment() public view {
        Access[9] memory stores = _stores();
        for (uint256 i = 0; i < stores.length; ++i) {
            for (uint256 place = 0; place < 33; place += place < 24 ? 5 : 1) {
                this.checkStore(stores[i], uint32(i & 1), 64 + place, 0x8796a5b4c3d2e1f0);
            }
            this.checkStore(stores[i], 0, (uint256(1) << 32) - stores[i].bytes_, 0x8796a5b4c3d2e1f0);
        }
    }

    function testFuzz_Stores(uint256 which, bool system, uint32 address_, uint64 value) public view {
        Access memory access = _stores()[which % 9];
        uint256 last = (uint256(1) << 32) - access.bytes_;
        this.checkStore(access, system ? 1 : 0, bound(address_, 1, last), value);
    }

    function accessTraps(State memory s, uint8 opcode, uint32 space, uint256 operand, uint64 offset) external view {
        s = copyOf(s);
        bytes memory words = opcode >= 0x36 ? operands(s, operand, 1) : operands(s, operand);
        check(s, _step(opcode, space, offset, words), trapped(s), "outside");
    }

    function test_AccessesOutsideThePagesTrap() public view {
        State memory s = running();
        (s.pages, s.systemPages) = (1, 0);
        for (uint8 opcode = 0x28; opcode <= 0x3e; ++opcode) {
            uint256 bytes_ = opcode >= 0x36 ? _stores()[opcode - 0x36].bytes_ : _loads()[opcode - 0x28].bytes_;
            this.accessTraps(s, opcode, 0, 65_537 - bytes_, 0);
            this.accessTraps(s, opcode, 0, 0, uint64(65_537 - bytes_));
            this.accessTraps(s, opcode, 0, U32, 1);
            this.accessTraps(s, opcode, 0, U32, type(uint64).max);
            this.accessTraps(s, opcode, 1, 0, 0);
        }
    }

    function test_WithAllPagesAddressesDoNotWrap() public view {
        State memory s = running();
        s.pages = 65_536;
        for (uint8 opcode = 0x28; opcode <= 0x3e; ++opcode) {
            this.accessTraps(s, opcode, 0, U32, 1);
            this.accessTraps(s, opcode, 0, 1, uint64(U32));
            this.accessTraps(s, opcode, 0, 8, type(uint64).max);
        }
    }

    // Input and output

    function _chunk(uint256 seed) private pure returns (bytes memory chunk) {
        for (uint256 i = 0; i < 16; ++i) chunk = abi.encodePacked(chunk, keccak256(abi.encode(seed, i)));
    }

    function _chunkHash(bytes memory chunk) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0), chunk));
    }

    struct Blob {
        uint256 length;
        bytes32 top;
        bytes siblings;
        bytes chunk;
    }

    /// @dev Five chunks, the last one of 100 bytes: a tree of depth 3. With the proof of chunk `i`.
    function _blob(uint256 i) private pure returns (Blob memory b) {
        b.length = 4 * 512 + 100;
        bytes32[] memory nodes = new bytes32[](8);
        for (uint256 k = 0; k < 8; ++k) {
            bytes memory chunk = k < 5 ? _chunk(k) : new bytes(512);
            if (k == 4) for (uint256 at_ = 100; at_ < 512; ++at_) chunk[at_] = 0;
            if (k == i) b.chunk = chunk;
            nodes[k] = _chunkHash(chunk);
        }
        for (uint256 width = 8; width > 1; width /= 2) {
            b.siblings = abi.encodePacked(b.siblings, nodes[i ^ 1]);
            i /= 2;
            for (uint256 k = 0; k < width / 2; ++k) {
                nodes[k] = keccak256(abi.encodePacked(bytes1(0x01), nodes[2 * k], nodes[2 * k + 1]));
            }
        }
        b.top = nodes[0];
    }

    function _wordOf(bytes memory chunk, uint256 i) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(chunk, 32), mul(32, i)))
        }
    }

    /// @dev Sets the input; the words that prove the commitment of blob `which`, and its length and root.
    function _inputWords(State memory s, uint32 which, Blob memory b) private pure returns (bytes memory words) {
        bytes32 commitment = keccak256(abi.encode(b.length, b.top));
        bytes32 other = keccak256("other");
        words = which == 0 ? abi.encode(commitment, other, bytes32("seed")) : abi.encode(other, commitment, bytes32("seed"));
        s.input = keccak256(words);
        words = abi.encodePacked(words, b.length, b.top);
    }

    function test_InputSize() public view {
        for (uint32 which = 0; which < 2; ++which) {
            State memory s = running();
            bytes memory words = _inputWords(s, which, _blob(0));
            checkResult(s, _step(0x18, which, 0, words), 4 * 512 + 100, "input_size");
        }
        checkTrap(running(), _step(0x18, 2, 0, ""), "input_size of none");
    }

    function _checkInputRead(uint32 which, uint256 i, bytes32 expected) private view {
        State memory s = running();
        Blob memory b = _blob(i / 16 < 5 ? i / 16 : 0);
        bytes memory words = _inputWords(s, which, b);
        words = abi.encodePacked(operands(s, 0x1_2340, i), words);
        if (32 * i < b.length) words = abi.encodePacked(words, b.chunk, b.siblings);
        words = abi.encodePacked(words, proofOf(s.system, 0x1_2340 / 32));
        State memory t = _next(s);
        t.values = BELOW;
        t.system = withLeaf(s.system, 0x1_2340 / 32, expected);
        check(s, _step(0x19, which, 0, words), t, "input_read");
    }

    function test_InputRead() public view {
        for (uint32 which = 0; which < 2; ++which) {
            _checkInputRead(which, 0, _wordOf(_chunk(0), 0));
            _checkInputRead(which, 15, _wordOf(_chunk(0), 15));
            _checkInputRead(which, 3 * 16 + 7, _wordOf(_chunk(3), 7));
            // Four bytes of the last word are there.
            _checkInputRead(which, 4 * 16 + 3, _wordOf(_chunk(4), 3) & ~bytes32(type(uint256).max >> 32));
            _checkInputRead(which, 4 * 16 + 4, 0);
            _checkInputRead(which, 5 * 16, 0);
            _checkInputRead(which, U32, 0);
        }
    }

    /// @dev Chunk 4 is the last of five: on two levels its siblings are chunks of zeros.
    function test_InputReadWithZerosForAbsentChunks() public view {
        State memory s = running();
        Blob memory b = _blob(4);
        bytes memory words = _inputWords(s, 0, b);
        bytes memory siblings = b.siblings;
        assembly ("memory-safe") {
            mstore(add(siblings, 32), 0)
            mstore(add(siblings, 64), 0)
        }
        words = abi.encodePacked(operands(s, 256, 64), words, b.chunk, siblings, proofOf(s.system, 8));
        State memory t = _next(s);
        t.values = BELOW;
        t.system = withLeaf(s.system, 8, _wordOf(_chunk(4), 0));
        check(s, _step(0x19, 0, 0, words), t, "input_read");
    }

    function test_InputReadOfAnEmptyInputAndOfOneChunk() public view {
        for (uint256 length = 0; length < 2; ++length) {
            State memory s = running();
            Blob memory b;
            b.length = length;
            if (length == 1) {
                b.chunk = abi.encodePacked(bytes1(0xab), new bytes(511));
                b.top = _chunkHash(b.chunk);
            }
            bytes memory words = _inputWords(s, 1, b);
            words = abi.encodePacked(operands(s, 256, 0), words, b.chunk, proofOf(s.system, 8));
            State memory t = _next(s);
            t.values = BELOW;
            t.system = withLeaf(s.system, 8, length == 0 ? bytes32(0) : bytes32(bytes1(0xab)));
            check(s, _step(0x19, 1, 0, words), t, "input_read");
        }
    }

    function test_InputReadOfTheSeed() public view {
        for (uint256 k = 0; k < 2; ++k) {
            State memory s = running();
            bytes memory words = abi.encode(keccak256("template"), keccak256("task"), keccak256("seed"));
            s.input = keccak256(words);
            words = abi.encodePacked(operands(s, 3 * 65_536 - 32, k * U32), words, proofOf(s.system, 3 * 2048 - 1));
            State memory t = _next(s);
            t.values = BELOW;
            t.system = withLeaf(s.system, 3 * 2048 - 1, keccak256("seed"));
            check(s, _step(0x19, 2, 0, words), t, "seed");
        }
    }

    function test_OutputWrite() public view {
        State memory s = running();
        bytes memory words = abi.encodePacked(operands(s, 256), proofOf(s.system, 8));
        State memory t = _next(running());
        t.output = keccak256(abi.encode(s.output, keccak256("system")));
        check(s, _step(0x1a, 0, 0, words), t, "output_write");
    }

    function test_InputAndOutputTrapOutsideTheSystemsPages() public view {
        for (uint256 i = 0; i < 5; ++i) {
            uint256 address_ = [uint256(1), 31, 3 * 65_536 - 31, 3 * 65_536, 0xffffffe0][i];
            State memory s = running();
            bytes memory words = operands(s, address_);
            checkTrap(s, _step(0x1a, 0, 0, words), "output_write");
            for (uint32 which = 0; which < 3; ++which) {
                s = running();
                words = operands(s, address_, 0);
                checkTrap(s, _step(0x19, which, 0, words), "input_read");
            }
        }
        State memory none = running();
        bytes memory both = operands(none, 0, 0);
        checkTrap(none, _step(0x19, 3, 0, both), "input_read of none");
    }
}
