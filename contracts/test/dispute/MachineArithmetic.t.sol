// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MachineFixture} from "./MachineFixture.sol";

/// @notice Numeric instructions at the places where implementations go wrong, by values known from WebAssembly and IEEE 754.
/// machineArithmetic.test.ts has all instructions on three hundred thousand operands.
contract MachineArithmeticTest is MachineFixture {
    uint256 private constant NAN32 = 0x7fc00000;
    uint256 private constant NAN64 = 0x7ff8000000000000;
    uint256 private constant MIN32 = 0x80000000;
    uint256 private constant MIN64 = 0x8000000000000000;
    uint256 private constant ALL32 = 0xffffffff;
    uint256 private constant ALL64 = 0xffffffffffffffff;

    function unary(uint8 opcode, uint256 x, uint256 result) external view {
        State memory s = running();
        bytes memory words = operands(s, x);
        checkResult(s, Step(opcode, 0, 0, words), result, vm.toString(opcode));
    }

    function binary(uint8 opcode, uint256 x, uint256 y, uint256 result) external view {
        State memory s = running();
        bytes memory words = operands(s, x, y);
        checkResult(s, Step(opcode, 0, 0, words), result, vm.toString(opcode));
    }

    function unaryTraps(uint8 opcode, uint256 x) external view {
        State memory s = running();
        bytes memory words = operands(s, x);
        checkTrap(s, Step(opcode, 0, 0, words), vm.toString(opcode));
    }

    function binaryTraps(uint8 opcode, uint256 x, uint256 y) external view {
        State memory s = running();
        bytes memory words = operands(s, x, y);
        checkTrap(s, Step(opcode, 0, 0, words), vm.toString(opcode));
    }

    function test_DivisionOfIntegers() public view {
        // div_s, div_u, rem_s, rem_u by zero.
        for (uint8 opcode = 0x6d; opcode <= 0x70; ++opcode) this.binaryTraps(opcode, 7, 0);
        for (uint8 opcode = 0x7f; opcode <= 0x82; ++opcode) this.binaryTraps(opcode, 7, 0);
        this.binaryTraps(0x6d, MIN32, ALL32);
        this.binaryTraps(0x7f, MIN64, ALL64);
        this.binary(0x6f, MIN32, ALL32, 0);
        this.binary(0x81, MIN64, ALL64, 0);
        this.binary(0x6e, MIN32, ALL32, 0);
        this.binary(0x80, MIN64, ALL64, 0);
        // -7 / 2 and -7 % 2 towards zero.
        this.binary(0x6d, ALL32 - 6, 2, ALL32 - 2);
        this.binary(0x6f, ALL32 - 6, 2, ALL32);
        this.binary(0x7f, ALL64 - 6, 2, ALL64 - 2);
        this.binary(0x81, ALL64 - 6, 2, ALL64);
    }

    function test_ShiftsCountModuloTheWidth() public view {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 count = [uint256(32), 64, MIN32][i];
            for (uint8 opcode = 0x74; opcode <= 0x78; ++opcode) this.binary(opcode, 0x87654321, count, 0x87654321);
        }
        for (uint256 i = 0; i < 3; ++i) {
            uint256 count = [uint256(64), 128, MIN64][i];
            for (uint8 opcode = 0x86; opcode <= 0x8a; ++opcode) {
                this.binary(opcode, 0x8765432112345678, count, 0x8765432112345678);
            }
        }
        this.binary(0x74, 0x80000001, 33, 2);
        this.binary(0x75, 0x80000001, 33, 0xc0000000);
        this.binary(0x76, 0x80000001, 33, 0x40000000);
        this.binary(0x77, 0x80000001, 33, 3);
        this.binary(0x78, 0x80000001, 33, 0xc0000000);
        this.binary(0x86, MIN64 | 1, 65, 2);
        this.binary(0x87, MIN64 | 1, 65, 0xc000000000000000);
        this.binary(0x88, MIN64 | 1, 65, 0x4000000000000000);
        this.binary(0x89, MIN64 | 1, 65, 3);
        this.binary(0x8a, MIN64 | 1, 65, 0xc000000000000000);
    }

    function test_CountsOfZeroAndOfAll() public view {
        this.unary(0x67, 0, 32);
        this.unary(0x68, 0, 32);
        this.unary(0x69, 0, 0);
        this.unary(0x79, 0, 64);
        this.unary(0x7a, 0, 64);
        this.unary(0x7b, 0, 0);
        this.unary(0x67, 1, 31);
        this.unary(0x68, MIN32, 31);
        this.unary(0x69, ALL32, 32);
        this.unary(0x79, 1, 63);
        this.unary(0x7a, MIN64, 63);
        this.unary(0x7b, ALL64, 64);
    }

    function test_ArithmeticWrapsAndComparisonsKnowSigns() public view {
        this.binary(0x6a, ALL32, 2, 1);
        this.binary(0x6b, 0, 1, ALL32);
        this.binary(0x6c, ALL32, ALL32, 1);
        this.binary(0x7c, ALL64, 2, 1);
        this.binary(0x7d, 0, 1, ALL64);
        this.binary(0x7e, ALL64, ALL64, 1);
        this.binary(0x48, MIN32, 1, 1);
        this.binary(0x49, MIN32, 1, 0);
        this.binary(0x53, MIN64, 1, 1);
        this.binary(0x54, MIN64, 1, 0);
        this.unary(0x45, 0, 1);
        this.unary(0x50, 1 << 32, 0);
    }

    /// @dev An i32 is the lower half of its slot, whatever is in the upper one.
    function test_UpperHalfOfASlotIsNoPartOfAnI32() public view {
        this.unary(0x45, 0xffffffff00000000, 1);
        this.binary(0x6a, 0xabcdef0100000001, 0x1234567800000002, 3);
        this.unary(0xa7, 0x123456789abcdef0, 0x9abcdef0);
        this.unary(0xac, 0x0000000180000000, 0xffffffff80000000);
        this.unary(0xad, 0x0000000180000000, 0x80000000);
    }

    function test_SignExtension() public view {
        this.unary(0xc0, 0x180, 0xffffff80);
        this.unary(0xc1, 0x18000, 0xffff8000);
        this.unary(0xc2, 0x180, 0xffffffffffffff80);
        this.unary(0xc3, 0x18000, 0xffffffffffff8000);
        this.unary(0xc4, 0x180000000, 0xffffffff80000000);
        this.unary(0xc0, 0x7f, 0x7f);
    }

    function test_NansBecomeCanonicalWhereTheyAreComputed() public view {
        // Signalling, negative, with payload: add to max, then sqrt, ceil, floor, trunc, nearest.
        for (uint8 opcode = 0x92; opcode <= 0x97; ++opcode) this.binary(opcode, 0xffa12345, 0x3f800000, NAN32);
        for (uint8 opcode = 0xa0; opcode <= 0xa5; ++opcode) this.binary(opcode, 0x3ff0000000000000, 0xfff4123456789abc, NAN64);
        for (uint8 opcode = 0x8d; opcode <= 0x91; ++opcode) this.unary(opcode, 0xffa12345, NAN32);
        for (uint8 opcode = 0x9b; opcode <= 0x9f; ++opcode) this.unary(opcode, 0xfff4123456789abc, NAN64);
        this.unary(0xb6, 0xfff4123456789abc, NAN32);
        this.unary(0xbb, 0xffa12345, NAN64);
        // abs, neg and copysign move its bits, as do reinterpretations.
        this.unary(0x8b, 0xffa12345, 0x7fa12345);
        this.unary(0x8c, 0xffa12345, 0x7fa12345);
        this.binary(0x98, 0x7fa12345, 0x80000000, 0xffa12345);
        this.unary(0xbc, 0xffa12345, 0xffa12345);
        this.unary(0xbf, 0xfff4123456789abc, 0xfff4123456789abc);
        // ∞ - ∞, 0 · ∞, 0 / 0, ∞ / ∞, √-1.
        this.binary(0x93, 0x7f800000, 0x7f800000, NAN32);
        this.binary(0x94, 0x80000000, 0x7f800000, NAN32);
        this.binary(0xa3, 0, MIN64, NAN64);
        this.binary(0xa3, 0x7ff0000000000000, 0xfff0000000000000, NAN64);
        this.unary(0x91, 0xbf800000, NAN32);
    }

    function test_SignsOfZero() public view {
        this.binary(0x92, MIN32, MIN32, MIN32);
        this.binary(0x92, MIN32, 0, 0);
        this.binary(0x93, 0x3f800000, 0x3f800000, 0);
        this.binary(0x94, MIN32, 0x3f800000, MIN32);
        this.binary(0x96, 0, MIN32, MIN32);
        this.binary(0x97, MIN32, 0, 0);
        this.unary(0x91, MIN32, MIN32);
        // ceil(-0.5), nearest(-0.5), trunc(-0.5).
        this.unary(0x8d, 0xbf000000, MIN32);
        this.unary(0x90, 0xbf000000, MIN32);
        this.unary(0x8f, 0xbf000000, MIN32);
        // 1 / -0, and 0 = -0.
        this.binary(0xa3, 0x3ff0000000000000, MIN64, 0xfff0000000000000);
        this.binary(0x61, 0, MIN64, 1);
    }

    function test_RoundingToEvenAtEveryEdge() public view {
        // 1 + 2^-24 and 1 + 3 · 2^-24 are ties.
        this.binary(0x92, 0x3f800000, 0x33800000, 0x3f800000);
        this.binary(0x92, 0x3f800001, 0x33800000, 0x3f800002);
        // A tie, and the smallest number beyond it.
        this.binary(0x92, 0x4b800000, 0x3f800000, 0x4b800000);
        this.binary(0x92, 0x4b800000, 0x3f800001, 0x4b800001);
        // The smallest subnormal halved is a tie with zero; three halves of it are not.
        this.binary(0x94, 1, 0x3f000000, 0);
        this.binary(0x94, 3, 0x3f000000, 2);
        this.binary(0x94, 1, 0x3f400000, 1);
        // The largest number doubled, and the largest that is kept.
        this.binary(0x94, 0x7f7fffff, 0x40000000, 0x7f800000);
        this.binary(0x92, 0x7f7fffff, 0x72ffffff, 0x7f7fffff);
        this.binary(0x92, 0x7f7fffff, 0x73000000, 0x7f800000);
        // A subnormal that rounds up to the smallest normal number.
        this.unary(0xb6, 0x380fffffffffffff, 0x00800000);
        // 1/3, 2/3 and √2 in double precision.
        this.binary(0xa3, 0x3ff0000000000000, 0x4008000000000000, 0x3fd5555555555555);
        this.binary(0xa3, 0x4000000000000000, 0x4008000000000000, 0x3fe5555555555555);
        this.unary(0x9f, 0x4000000000000000, 0x3ff6a09e667f3bcd);
        // A root that is 2^-52 of a last place above a tie.
        this.unary(0x9f, 0x46a5b95344972fe2, 0x434a5db1ce4c605b);
        // nearest of 0.5, 1.5, 2.5.
        this.unary(0x9e, 0x3fe0000000000000, 0);
        this.unary(0x9e, 0x3ff8000000000000, 0x4000000000000000);
        this.unary(0x9e, 0x4004000000000000, 0x4000000000000000);
    }

    function test_ConversionsRound() public view {
        // 2^24 + 1 and 2^24 + 3 as single; 2^53 + 1 as double; the largest integers.
        this.unary(0xb2, 0x1000001, 0x4b800000);
        this.unary(0xb2, 0x1000003, 0x4b800002);
        this.unary(0xb3, ALL32, 0x4f800000);
        this.unary(0xb4, ALL64, 0xbf800000);
        this.unary(0xb5, ALL64, 0x5f800000);
        this.unary(0xb5, 0x7fffffbfffffffff, 0x5effffff);
        this.unary(0xb5, 0x7fffffc000000000, 0x5f000000);
        this.unary(0xb9, 0x20000000000001, 0x4340000000000000);
        this.unary(0xb9, MIN64, 0xc3e0000000000000);
        this.unary(0xba, MIN64, 0x43e0000000000000);
    }

    function test_TruncationsTrapOrSaturate() public view {
        // -2147483649 is out of the range of an i32, -2147483648.9 is not.
        this.unaryTraps(0xaa, 0xc1e0000000200000);
        this.unary(0xaa, 0xc1e00000001ccccd, MIN32);
        this.unary(0xc7, 0xc1e0000000200000, MIN32);
        // -0.9 is 0 for an unsigned one, -1 is out of range.
        this.unary(0xa9, 0xbf666666, 0);
        this.unaryTraps(0xa9, 0xbf800000);
        this.unary(0xc6, 0xbf800000, 0);
        // 2^63 and 2^64, and their lower neighbours.
        this.unaryTraps(0xb0, 0x43e0000000000000);
        this.unary(0xb0, 0x43dfffffffffffff, 0x7ffffffffffffc00);
        this.unaryTraps(0xb1, 0x43f0000000000000);
        this.unary(0xb1, 0x43efffffffffffff, 0xfffffffffffff800);
        this.unary(0xcb, 0x43e0000000000000, 0x7fffffffffffffff);
        this.unary(0xcc, 0x43f0000000000000, ALL64);
        // NaN and both infinities.
        this.unaryTraps(0xa8, NAN32);
        this.unaryTraps(0xae, 0x7f800000);
        this.unary(0xc5, 0xffc00000, 0);
        this.unary(0xc9, 0x7f800000, 0x7fffffffffffffff);
        this.unary(0xca, 0xff800000, 0);
    }
}
