// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmptyTrees} from "./EmptyTrees.sol";
import {IMachine} from "./IMachine.sol";
import {MachineArithmetic} from "./MachineArithmetic.sol";

/// @title Machine
/// @notice See IMachine.
/// @dev Written to be read beside docs/machine.md; what is in assembly is so because hashing a path is nearly all of the cost.
contract Machine is IMachine {
    /// @dev A state as it changes, and where the witness has been read up to. The header's ten words come first, in their
    /// order, so that they are hashed where they are.
    struct Step {
        uint256 packed;
        bytes32 code;
        bytes32 values;
        bytes32 frames;
        bytes32 locals;
        bytes32 registers;
        bytes32 memoryRoot;
        bytes32 systemRoot;
        bytes32 output;
        bytes32 input;
        /// @dev Position in the calldata of the witness's next word.
        uint256 cursor;
        /// @dev Where in memory EmptyTrees begin.
        uint256 emptyTrees;
    }

    /// @dev What the last instruction to pop found: its operands, `x` on top of `y` on top of `z`.
    struct Operands {
        uint256 x;
        uint256 y;
        uint256 z;
    }

    uint256 private constant HEADER_BYTES = 320;
    uint256 private constant CODE_DEPTH = 22;
    uint256 private constant MEMORY_DEPTH = 27;
    uint256 private constant LOCALS_DEPTH = 14;
    uint256 private constant REGISTERS_DEPTH = 16;
    uint256 private constant PAGE_BYTES_LOG2 = 16;
    uint256 private constant CHUNK_BYTES_LOG2 = 9;
    uint256 private constant U32 = 0xffffffff;
    uint256 private constant U64 = 0xffffffffffffffff;

    // Where the packed word has its fields.
    uint256 private constant HALTED = 1;
    uint256 private constant STATUS_MASK = 0xff;
    uint256 private constant EXIT_AT = 8;
    uint256 private constant CAUSE_AT = 16;
    uint256 private constant PHASE_AT = 24;
    uint256 private constant PC_AT = 32;
    uint256 private constant PAGES_AT = 64;
    uint256 private constant WORK_AT = 128;

    uint256 private constant EXIT_TRAPPED = 2;
    uint256 private constant PC_FINISH = 1;

    /// @dev The hash of a chunk of zeros.
    uint256 private constant EMPTY_CHUNK = 0x8a1810ea3d9e5cc95089994be993c99382f2a7754e8c94ee14888b56ecaa05fd;

    /// @dev The root of a tree of 2^14 leaves of zeros.
    bytes32 private constant EMPTY_LOCALS = 0xe91898d03a1a0ac6f9b45e471646e2555ac79e3fe87eb1781e26f20500240c37;

    /// @dev Bytes that a load or store moves, four bits each, beginning with i32.load in the lowest ones.
    uint256 private constant ACCESS_BYTES = 0x42121848444221122118484;

    /// @inheritdoc IMachine
    function step(bytes32 state, bytes calldata witness) external pure returns (bytes32 next) {
        Step memory s;
        uint256 end;
        assembly ("memory-safe") {
            // Behind the calldata there are zeros: a witness that is too short is found so at the end.
            calldatacopy(s, witness.offset, HEADER_BYTES)
            end := add(witness.offset, witness.length)
        }
        if (_hash(s) != state) revert MachineWrongState();
        bytes memory emptyTrees = EmptyTrees.ROOTS;
        assembly ("memory-safe") {
            mstore(add(s, HEADER_BYTES), add(witness.offset, HEADER_BYTES))
            mstore(add(s, add(HEADER_BYTES, 0x20)), add(emptyTrees, 0x20))
        }
        if (s.packed & STATUS_MASK == 0) _run(s);
        if (s.cursor != end) revert MachineWrongWitness();
        return _hash(s);
    }

    function _hash(Step memory s) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            hash := keccak256(s, HEADER_BYTES)
        }
    }

    function _run(Step memory s) private pure {
        unchecked {
            uint256 pc = _pc(s);
            (uint256 instruction, bytes32 code) = _leaf(s, pc, CODE_DEPTH);
            if (code != s.code) revert MachineWrongCode();
            uint256 opcode = instruction & 0xff;
            uint256 a = (instruction >> 8) & U32;
            uint256 b = (instruction >> 64) & U64;
            _setPc(s, pc + 1);
            bool done;
            if (MachineArithmetic.isNumeric(opcode)) done = _numeric(s, opcode);
            else if (opcode < 0x0b) done = _control(s, opcode, a, b);
            else if (opcode < 0x12) done = _slot(s, opcode, a, b);
            else if (opcode < 0x1c) done = _host(s, opcode, a, b);
            else if (opcode >= 0x28 && opcode <= 0x3e) done = _access(s, opcode, a, b);
            if (!done) _trap(s, pc);
        }
    }

    /// @dev A trap of the program lets it finish its output; one after that ends it.
    function _trap(Step memory s, uint256 pc) private pure {
        s.values = 0;
        s.frames = 0;
        s.locals = EMPTY_LOCALS;
        if ((s.packed >> PHASE_AT) & 0xff == 0) {
            s.packed |= 1 << PHASE_AT;
            _setPc(s, PC_FINISH);
        } else {
            _halt(s, EXIT_TRAPPED, pc);
        }
    }

    function _halt(Step memory s, uint256 exit, uint256 pc) private pure {
        _setPc(s, pc);
        _set(s, EXIT_AT, 0xff, exit);
        s.packed |= HALTED;
    }

    // Instructions. Each function answers whether its instruction is done; else it traps.

    function _numeric(Step memory s, uint256 opcode) private pure returns (bool) {
        uint256 x;
        uint256 y;
        if (MachineArithmetic.isUnary(opcode)) {
            x = _pop1(s);
        } else {
            Operands memory o = _pop(s, 2);
            (x, y) = (o.y, o.x);
        }
        (bool defined, uint256 result) = MachineArithmetic.evaluate(opcode, x, y);
        if (defined) _push(s, result);
        return defined;
    }

    /// @dev trap to const: 00 to 0a.
    function _control(Step memory s, uint256 opcode, uint256 a, uint256 b) private pure returns (bool) {
        unchecked {
            if (opcode == 0x00) return false;
            if (opcode == 0x01) {
                _setPc(s, b);
            } else if (opcode == 0x02) {
                if (_pop1(s) & U32 != 0) _setPc(s, b);
            } else if (opcode == 0x03) {
                if (_pop1(s) & U32 == 0) _setPc(s, b);
            } else if (opcode == 0x04) {
                uint256 i = _pop1(s) & U32;
                _setPc(s, b + (i < a ? i : a));
            } else if (opcode == 0x05) {
                _call(s, b);
            } else if (opcode == 0x06) {
                uint256 element = _pop1(s);
                if (element == 0 || element >> 32 != a) return false;
                _call(s, element);
            } else if (opcode == 0x07) {
                return _return(s);
            } else if (opcode == 0x08) {
                _pop1(s);
            } else if (opcode == 0x09) {
                Operands memory o = _pop(s, 3);
                _push(s, o.x & U32 != 0 ? o.z : o.y);
            } else {
                _push(s, b);
            }
            return true;
        }
    }

    function _call(Step memory s, uint256 pc) private pure {
        bytes32 frames = s.frames;
        s.frames = _frame(frames, s.locals, _pc(s));
        s.locals = EMPTY_LOCALS;
        _setPc(s, pc);
    }

    function _return(Step memory s) private pure returns (bool) {
        if (s.frames == 0) return false;
        bytes32 below = bytes32(_next(s));
        bytes32 locals = bytes32(_next(s));
        uint256 pc = _next(s);
        if (_frame(below, locals, pc) != s.frames) revert MachineWrongWitness();
        s.frames = below;
        s.locals = locals;
        _setPc(s, pc);
        return true;
    }

    /// @dev local_get to register_put: 0b to 11.
    function _slot(Step memory s, uint256 opcode, uint256 a, uint256 b) private pure returns (bool) {
        unchecked {
            if (opcode == 0x0b) {
                _push(s, _readSlot(s, s.locals, b, LOCALS_DEPTH));
            } else if (opcode <= 0x0d) {
                bytes32 values = s.values;
                uint256 value = _pop1(s);
                if (opcode == 0x0d) s.values = values;
                s.locals = _writeSlot(s, s.locals, b, LOCALS_DEPTH, value);
            } else if (opcode == 0x0e) {
                _push(s, _readSlot(s, s.registers, b, REGISTERS_DEPTH));
            } else if (opcode == 0x0f) {
                uint256 value = _pop1(s);
                s.registers = _writeSlot(s, s.registers, b, REGISTERS_DEPTH, value);
            } else if (opcode == 0x10) {
                uint256 i = _pop1(s) & U32;
                if (i >= a) return false;
                _push(s, _readSlot(s, s.registers, b + i, REGISTERS_DEPTH));
            } else {
                Operands memory o = _pop(s, 2);
                uint256 i = o.y & U32;
                if (i >= a) return false;
                s.registers = _writeSlot(s, s.registers, b + i, REGISTERS_DEPTH, o.x);
            }
            return true;
        }
    }

    /// @dev work_get to halt: 12 to 1b.
    function _host(Step memory s, uint256 opcode, uint256 a, uint256 b) private pure returns (bool) {
        unchecked {
            uint256 pagesAt = a == 0 ? PAGES_AT : PAGES_AT + 32;
            if (opcode == 0x12) {
                _push(s, (s.packed >> WORK_AT) & U64);
            } else if (opcode == 0x13) {
                _set(s, WORK_AT, U64, _pop1(s));
            } else if (opcode == 0x14) {
                _push(s, (s.packed >> CAUSE_AT) & 0xff);
            } else if (opcode == 0x15) {
                _set(s, CAUSE_AT, 0xff, _pop1(s));
            } else if (opcode == 0x16) {
                _push(s, (s.packed >> pagesAt) & U32);
            } else if (opcode == 0x17) {
                uint256 pages = (s.packed >> pagesAt) & U32;
                uint256 grown = pages + (_pop1(s) & U32);
                if (grown <= b) _set(s, pagesAt, U32, grown);
                _push(s, grown <= b ? pages : U32);
            } else if (opcode == 0x18) {
                if (a > 1) return false;
                (uint256 length, ) = _blob(s, a);
                _push(s, length & U64);
            } else if (opcode == 0x19) {
                return _readInput(s, a);
            } else if (opcode == 0x1a) {
                uint256 address_ = _pop1(s) & U32;
                if (!_isSystemLeaf(s, address_)) return false;
                (uint256 leaf, bytes32 root) = _leaf(s, address_ >> 5, MEMORY_DEPTH);
                if (root != s.systemRoot) revert MachineWrongWitness();
                s.output = _hash2(s.output, bytes32(leaf));
            } else {
                uint256 exit = _pop1(s);
                _halt(s, exit, _pc(s) - 1);
            }
            return true;
        }
    }

    /// @dev Whether the 32 bytes at `address_` are a leaf of the system's memory, within its pages.
    function _isSystemLeaf(Step memory s, uint256 address_) private pure returns (bool) {
        return address_ & 31 == 0 && address_ >> PAGE_BYTES_LOG2 < (s.packed >> (PAGES_AT + 32)) & U32;
    }

    function _readInput(Step memory s, uint256 which) private pure returns (bool) {
        unchecked {
            Operands memory o = _pop(s, 2);
            uint256 address_ = o.y & U32;
            uint256 i = o.x & U32;
            if (which > 2 || !_isSystemLeaf(s, address_)) return false;
            uint256 leaf;
            if (which == 2) {
                leaf = _inputWord(s, 2);
            } else {
                (uint256 length, bytes32 top) = _blob(s, which);
                if (i << 5 < length) leaf = _readChunk(s, length, top, i);
            }
            s.systemRoot = _replace(s, s.systemRoot, address_ >> 5, MEMORY_DEPTH, leaf);
            return true;
        }
    }

    /// @dev Loads and stores: 28 to 3e.
    function _access(Step memory s, uint256 opcode, uint256 a, uint256 b) private pure returns (bool) {
        unchecked {
            bool store = opcode >= 0x36;
            uint256 bytes_ = (ACCESS_BYTES >> ((opcode - 0x28) << 2)) & 0xf;
            uint256 value;
            uint256 address_;
            if (store) {
                Operands memory o = _pop(s, 2);
                (address_, value) = (o.y, o.x);
            } else {
                address_ = _pop1(s);
            }
            address_ = (address_ & U32) + b;
            uint256 pages = (s.packed >> (a == 0 ? PAGES_AT : PAGES_AT + 32)) & U32;
            if (address_ + bytes_ > pages << PAGE_BYTES_LOG2) return false;
            bytes32 root = a == 0 ? s.memoryRoot : s.systemRoot;
            if (store) {
                root = _store(s, root, address_, bytes_, value);
                if (a == 0) s.memoryRoot = root;
                else s.systemRoot = root;
            } else {
                _push(s, _extended(opcode, _load(s, root, address_, bytes_), bytes_));
            }
            return true;
        }
    }

    /// @dev What a load makes of what it has read: 2c, 2e, 30, 32, 34 are signed, the first two of them of 32 bits.
    function _extended(uint256 opcode, uint256 value, uint256 bytes_) private pure returns (uint256) {
        if (opcode < 0x2c || opcode & 1 == 1) return value;
        assembly ("memory-safe") {
            value := signextend(sub(bytes_, 1), value)
        }
        return value & (opcode < 0x30 ? U32 : U64);
    }

    // Memory

    /// @dev Reads `bytes_` bytes, little-endian, out of one leaf or two.
    function _load(Step memory s, bytes32 root, uint256 address_, uint256 bytes_) private pure returns (uint256) {
        unchecked {
            uint256 bits = bytes_ << 3;
            uint256 last = ((address_ & 31) << 3) + bits;
            (uint256 leaf, bytes32 found) = _leaf(s, address_ >> 5, MEMORY_DEPTH);
            if (found != root) revert MachineWrongWitness();
            uint256 value;
            if (last <= 256) {
                value = leaf >> (256 - last);
            } else {
                uint256 second;
                (second, found) = _leaf(s, (address_ >> 5) + 1, MEMORY_DEPTH);
                if (found != root) revert MachineWrongWitness();
                value = (leaf << (last - 256)) | (second >> (512 - last));
            }
            return _swap(value) >> (64 - bits);
        }
    }

    /// @dev Writes the lowest `bytes_` bytes of `value`, little-endian, into one leaf or two; the memory's new root.
    function _store(
        Step memory s,
        bytes32 root,
        uint256 address_,
        uint256 bytes_,
        uint256 value
    ) private pure returns (bytes32) {
        unchecked {
            uint256 bits = bytes_ << 3;
            uint256 last = ((address_ & 31) << 3) + bits;
            uint256 mask = (1 << bits) - 1;
            value = _swap(value << (64 - bits)) & mask;
            uint256 old = _peek(s);
            if (last <= 256) {
                uint256 leaf = (old & ~(mask << (256 - last))) | (value << (256 - last));
                return _replace(s, root, address_ >> 5, MEMORY_DEPTH, leaf);
            }
            root = _replace(s, root, address_ >> 5, MEMORY_DEPTH, (old & ~(mask >> (last - 256))) | (value >> (last - 256)));
            old = _peek(s);
            uint256 second = (old & ~(mask << (512 - last))) | (value << (512 - last));
            return _replace(s, root, (address_ >> 5) + 1, MEMORY_DEPTH, second);
        }
    }

    /// @dev The eight bytes of `x` in reverse order.
    function _swap(uint256 x) private pure returns (uint256) {
        x = ((x >> 8) & 0x00ff00ff00ff00ff) | ((x & 0x00ff00ff00ff00ff) << 8);
        x = ((x >> 16) & 0x0000ffff0000ffff) | ((x & 0x0000ffff0000ffff) << 16);
        return ((x >> 32) & U32) | ((x & U32) << 32);
    }

    /// @dev How far slot `slot` of its leaf is to be shifted to be the lowest one: it is big-endian there, once swapped.
    function _slotShift(uint256 slot) private pure returns (uint256) {
        return (3 - (slot & 3)) << 6;
    }

    function _readSlot(Step memory s, bytes32 root, uint256 slot, uint256 depth) private pure returns (uint256) {
        (uint256 leaf, bytes32 found) = _leaf(s, slot >> 2, depth);
        if (found != root) revert MachineWrongWitness();
        return _swap((leaf >> _slotShift(slot)) & U64);
    }

    function _writeSlot(
        Step memory s,
        bytes32 root,
        uint256 slot,
        uint256 depth,
        uint256 value
    ) private pure returns (bytes32) {
        uint256 shift = _slotShift(slot);
        return _replace(s, root, slot >> 2, depth, (_peek(s) & ~(U64 << shift)) | (_swap(value) << shift));
    }

    // Input

    /// @dev Word `which` of the input word's preimage: template, task or seed.
    function _inputWord(Step memory s, uint256 which) private pure returns (uint256 word) {
        uint256 cursor = s.cursor;
        bytes32 hash;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, cursor, 96)
            hash := keccak256(free, 96)
            word := mload(add(free, shl(5, which)))
        }
        s.cursor = cursor + 96;
        if (hash != s.input) revert MachineWrongWitness();
    }

    /// @dev The bytes of input `which`, 0 or 1, and the root of its chunks.
    function _blob(Step memory s, uint256 which) private pure returns (uint256 length, bytes32 top) {
        bytes32 commitment = bytes32(_inputWord(s, which));
        length = _next(s);
        top = bytes32(_next(s));
        if (_hash2(bytes32(length), top) != commitment) revert MachineWrongWitness();
    }

    /// @dev The bytes from 32i on of an input that is longer.
    function _readChunk(Step memory s, uint256 length, bytes32 top, uint256 i) private pure returns (uint256 word) {
        unchecked {
            uint256 cursor = s.cursor;
            uint256 node;
            assembly ("memory-safe") {
                // H(0x00 ‖ chunk), over memory that nobody has.
                let free := mload(0x40)
                mstore8(free, 0)
                calldatacopy(add(free, 1), cursor, 512)
                node := keccak256(free, 513)
                word := calldataload(add(cursor, shl(5, and(i, 15))))
            }
            uint256 depth;
            for (uint256 rest = (length - 1) >> CHUNK_BYTES_LOG2; rest != 0; rest >>= 1) ++depth;
            s.cursor = cursor + 512 + (depth << 5);
            uint256 emptyTrees = _emptyChunkTrees(depth);
            if (_climb(node, emptyTrees, cursor + 512, i >> 4, depth) != top) revert MachineWrongWitness();
        }
    }

    /// @dev Roots over 2^0 to 2^(depth - 1) chunks of zeros, a word each, behind the free memory, which stays free.
    function _emptyChunkTrees(uint256 depth) private pure returns (uint256 trees) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            trees := free
            let tree := EMPTY_CHUNK
            mstore8(31, 1)
            let end := add(trees, shl(5, depth))
            for { let place := trees } lt(place, end) { place := add(place, 32) } {
                mstore(place, tree)
                mstore(32, tree)
                mstore(64, tree)
                tree := keccak256(31, 65)
            }
            mstore(0x40, free)
        }
    }

    // Chains

    /// @dev Takes `count` operands, one to three, off the values.
    function _pop(Step memory s, uint256 count) private pure returns (Operands memory o) {
        unchecked {
            uint256 cursor = s.cursor;
            bytes32 below;
            bytes32 hash;
            uint256 all;
            assembly ("memory-safe") {
                // The chain begins with what was below, and goes on with the operands from the lowest up.
                let word := add(cursor, shl(5, count))
                below := calldataload(word)
                mstore(0, below)
                for {} gt(word, cursor) {} {
                    word := sub(word, 32)
                    let operand := calldataload(word)
                    all := or(all, operand)
                    mstore(32, operand)
                    mstore(0, keccak256(0, 64))
                }
                hash := mload(0)
                calldatacopy(o, cursor, shl(5, count))
            }
            if (hash != s.values || all > U64) revert MachineWrongWitness();
            s.values = below;
            s.cursor = cursor + ((count + 1) << 5);
        }
    }

    function _pop1(Step memory s) private pure returns (uint256) {
        return _pop(s, 1).x;
    }

    function _push(Step memory s, uint256 value) private pure {
        s.values = _hash2(s.values, bytes32(value));
    }

    function _frame(bytes32 below, bytes32 locals, uint256 returnPc) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, below)
            mstore(add(free, 32), locals)
            mstore(add(free, 64), returnPc)
            hash := keccak256(free, 96)
        }
    }

    function _hash2(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(32, right)
            hash := keccak256(0, 64)
        }
    }

    // The packed word

    function _set(Step memory s, uint256 place, uint256 mask, uint256 value) private pure {
        s.packed = (s.packed & ~(mask << place)) | ((value & mask) << place);
    }

    function _pc(Step memory s) private pure returns (uint256) {
        return (s.packed >> PC_AT) & U32;
    }

    function _setPc(Step memory s, uint256 pc) private pure {
        _set(s, PC_AT, U32, pc);
    }

    // The witness and its trees

    /// @dev The witness's next word, without going on.
    function _peek(Step memory s) private pure returns (uint256 word) {
        uint256 cursor = s.cursor;
        assembly ("memory-safe") {
            word := calldataload(cursor)
        }
    }

    function _next(Step memory s) private pure returns (uint256 word) {
        word = _peek(s);
        s.cursor += 32;
    }

    /// @dev Reads a leaf and its siblings; the leaf, and the root they lead to from leaf `index`.
    function _leaf(Step memory s, uint256 index, uint256 depth) private pure returns (uint256 leaf, bytes32 root) {
        unchecked {
            leaf = _peek(s);
            uint256 siblings = s.cursor + 32;
            s.cursor = siblings + (depth << 5);
            root = _climb(_leafHash(leaf), s.emptyTrees, siblings, index, depth);
        }
    }

    /// @dev Reads the leaf that is to be replaced and its siblings; the root of the tree with `leaf` in its place.
    function _replace(
        Step memory s,
        bytes32 root,
        uint256 index,
        uint256 depth,
        uint256 leaf
    ) private pure returns (bytes32) {
        unchecked {
            (, bytes32 found) = _leaf(s, index, depth);
            if (found != root) revert MachineWrongWitness();
            return _climb(_leafHash(leaf), s.emptyTrees, s.cursor - (depth << 5), index, depth);
        }
    }

    function _leafHash(uint256 leaf) private pure returns (uint256 hash) {
        assembly ("memory-safe") {
            mstore8(31, 0)
            mstore(32, leaf)
            hash := keccak256(31, 33)
        }
    }

    /// @dev The root over `node`, number `index` of its level, with the `depth` siblings at `siblings` in the calldata. A zero
    /// there stands for the root of a tree of zeros: a word of zeros is cheaper calldata. Those roots are at `emptyTrees` in
    /// memory, the lowest level's first.
    function _climb(
        uint256 node,
        uint256 emptyTrees,
        uint256 siblings,
        uint256 index,
        uint256 depth
    ) private pure returns (bytes32 root) {
        assembly ("memory-safe") {
            // 0x01 ‖ left ‖ right, in the bytes from 31 on. The right child lies where the free memory's pointer is kept.
            let free := mload(0x40)
            mstore8(31, 1)
            let emptyTree := sub(emptyTrees, siblings)
            for { let end := add(siblings, shl(5, depth)) } lt(siblings, end) { siblings := add(siblings, 32) } {
                let sibling := calldataload(siblings)
                if iszero(sibling) { sibling := mload(add(emptyTree, siblings)) }
                let right := shl(5, and(index, 1))
                mstore(add(32, right), node)
                mstore(sub(64, right), sibling)
                node := keccak256(31, 65)
                index := shr(1, index)
            }
            mstore(0x40, free)
            root := node
        }
    }
}
