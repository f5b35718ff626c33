// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Machine} from "../support/Deployed.sol";
import {Test} from "../support/Test.sol";

/// @notice States, trees and witnesses of the machine, written plainly from docs/machine.md.
abstract contract MachineFixture is Test {
    /// @dev A tree of zeros with a few leaves in it.
    struct Tree {
        uint256 depth;
        uint256[] indexes;
        bytes32[] leaves;
    }

    struct State {
        uint8 status;
        uint8 exit;
        uint8 cause;
        uint8 phase;
        uint32 pc;
        uint32 pages;
        uint32 systemPages;
        uint64 work;
        bytes32 values;
        bytes32 frames;
        Tree locals;
        Tree registers;
        Tree data;
        Tree system;
        bytes32 output;
        bytes32 input;
    }

    /// @dev An instruction and the part of the witness behind it.
    struct Step {
        uint8 opcode;
        uint32 a;
        uint64 b;
        bytes witness;
    }

    /// @dev The values below the operands of an instruction.
    bytes32 internal constant BELOW = keccak256("values below");

    Machine internal machine;

    function setUp() public virtual {
        machine = Machine(deploy("Machine.sol:Machine", ""));
    }

    // Trees

    function tree(uint256 depth) internal pure returns (Tree memory t) {
        t.depth = depth;
    }

    function leafOf(Tree memory t, uint256 index) internal pure returns (bytes32) {
        for (uint256 i = 0; i < t.indexes.length; ++i) if (t.indexes[i] == index) return t.leaves[i];
        return 0;
    }

    /// @dev A tree of its own with `leaf` at `index`.
    function withLeaf(Tree memory t, uint256 index, bytes32 leaf) internal pure returns (Tree memory u) {
        u.depth = t.depth;
        uint256 kept;
        for (uint256 i = 0; i < t.indexes.length; ++i) if (t.indexes[i] != index) ++kept;
        u.indexes = new uint256[](kept + 1);
        u.leaves = new bytes32[](kept + 1);
        (u.indexes[kept], u.leaves[kept]) = (index, leaf);
        for (uint256 i = t.indexes.length; i > 0; --i) {
            if (t.indexes[i - 1] == index) continue;
            (u.indexes[--kept], u.leaves[kept]) = (t.indexes[i - 1], t.leaves[i - 1]);
        }
    }

    function empty(uint256 level) internal pure returns (bytes32 node) {
        node = keccak256(abi.encodePacked(bytes1(0), bytes32(0)));
        for (uint256 i = 0; i < level; ++i) node = keccak256(abi.encodePacked(bytes1(0x01), node, node));
    }

    function nodeOf(Tree memory t, uint256 level, uint256 index) internal pure returns (bytes32) {
        bool any;
        for (uint256 i = 0; i < t.indexes.length; ++i) any = any || t.indexes[i] >> level == index;
        if (!any) return empty(level);
        if (level == 0) return keccak256(abi.encodePacked(bytes1(0), leafOf(t, index)));
        return keccak256(abi.encodePacked(bytes1(0x01), nodeOf(t, level - 1, 2 * index), nodeOf(t, level - 1, 2 * index + 1)));
    }

    function rootOf(Tree memory t) internal pure returns (bytes32) {
        return nodeOf(t, t.depth, 0);
    }

    /// @dev The leaf and its siblings.
    function proofOf(Tree memory t, uint256 index) internal pure returns (bytes memory proof) {
        proof = abi.encodePacked(leafOf(t, index));
        for (uint256 level = 0; level < t.depth; ++level) {
            proof = abi.encodePacked(proof, nodeOf(t, level, (index >> level) ^ 1));
        }
    }

    // States

    /// @dev A running state in the middle of a program; no two fields have the same value.
    function running() internal pure returns (State memory s) {
        s.cause = 9;
        s.pc = 1_000;
        s.pages = 2;
        s.systemPages = 3;
        s.work = uint64(int64(-5));
        s.values = BELOW;
        s.frames = keccak256("frames");
        s.locals = withLeaf(tree(14), 5, keccak256("local"));
        s.registers = withLeaf(tree(16), 6, keccak256("register"));
        s.data = withLeaf(tree(27), 7, keccak256("memory"));
        s.system = withLeaf(tree(27), 8, keccak256("system"));
        s.output = keccak256("output");
        s.input = keccak256("input");
    }

    function copyOf(State memory s) internal pure returns (State memory) {
        return abi.decode(abi.encode(s), (State));
    }

    function packed(State memory s) internal pure returns (uint256) {
        return
            uint256(s.status) |
            (uint256(s.exit) << 8) |
            (uint256(s.cause) << 16) |
            (uint256(s.phase) << 24) |
            (uint256(s.pc) << 32) |
            (uint256(s.pages) << 64) |
            (uint256(s.systemPages) << 96) |
            (uint256(s.work) << 128);
    }

    function header(State memory s, bytes32 code) internal pure returns (bytes memory) {
        bytes memory first = abi.encode(packed(s), code, s.values, s.frames, rootOf(s.locals));
        return abi.encodePacked(first, rootOf(s.registers), rootOf(s.data), rootOf(s.system), s.output, s.input);
    }

    /// @dev What a trap makes of a state.
    function trapped(State memory s) internal pure returns (State memory t) {
        t = copyOf(s);
        t.values = 0;
        t.frames = 0;
        t.locals = tree(14);
        if (s.phase == 0) (t.phase, t.pc) = (1, 1);
        else (t.status, t.exit) = (1, 2);
    }

    // Chains

    function push(bytes32 chain, uint256 value) internal pure returns (bytes32) {
        return keccak256(abi.encode(chain, value));
    }

    /// @dev Puts operands on the state's values, and tells the words that prove popping them.
    function operands(State memory s, uint256[] memory values) internal pure returns (bytes memory words) {
        words = abi.encodePacked(s.values);
        for (uint256 i = 0; i < values.length; ++i) {
            s.values = push(s.values, values[i]);
            words = abi.encodePacked(values[i], words);
        }
    }

    function operands(State memory s, uint256 x) internal pure returns (bytes memory) {
        uint256[] memory values = new uint256[](1);
        values[0] = x;
        return operands(s, values);
    }

    function operands(State memory s, uint256 x, uint256 y) internal pure returns (bytes memory) {
        uint256[] memory values = new uint256[](2);
        (values[0], values[1]) = (x, y);
        return operands(s, values);
    }

    function operands(State memory s, uint256 x, uint256 y, uint256 z) internal pure returns (bytes memory) {
        uint256[] memory values = new uint256[](3);
        (values[0], values[1], values[2]) = (x, y, z);
        return operands(s, values);
    }

    // Steps

    function codeOf(State memory s, Step memory step) internal pure returns (Tree memory) {
        uint256 word = uint256(step.opcode) | (uint256(step.a) << 8) | (uint256(step.b) << 64);
        return withLeaf(tree(22), s.pc, bytes32(word));
    }

    function witnessOf(State memory s, Step memory step) internal pure returns (bytes memory) {
        Tree memory code = codeOf(s, step);
        return abi.encodePacked(header(s, rootOf(code)), proofOf(code, s.pc), step.witness);
    }

    function hashOf(State memory s, bytes32 code) internal pure returns (bytes32) {
        return keccak256(header(s, code));
    }

    /// @dev The instruction leads from `s` to `t`.
    function check(State memory s, Step memory step, State memory t, string memory what) internal view {
        bytes32 code = rootOf(codeOf(s, step));
        bytes memory witness = witnessOf(s, step);
        assertEq(machine.step(hashOf(s, code), witness), hashOf(t, code), what);
    }

    /// @dev Pushes `result`, and goes on.
    function checkResult(State memory s, Step memory step, uint256 result, string memory what) internal view {
        State memory t = copyOf(s);
        t.values = push(BELOW, result);
        t.pc = s.pc + 1;
        check(s, step, t, what);
    }

    function checkTrap(State memory s, Step memory step, string memory what) internal view {
        check(s, step, trapped(s), what);
        State memory finishing = copyOf(s);
        finishing.phase = 1;
        check(finishing, step, trapped(finishing), string.concat(what, ", finishing"));
    }
}
