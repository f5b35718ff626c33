// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FloatMath} from "./FloatMath.sol";

/// @title MachineArithmetic
/// @notice The numeric instructions of the machine: WebAssembly's, by WebAssembly's numbers (0x45 to 0xc4), and the saturating
/// truncations behind them (0xc5 to 0xcc).
/// @dev WebAssembly lists the instructions of its two integer types, and those of its two float types, in the same order, so
/// each list is written once. An operand of 32 bits is the lower half of what is given.
library MachineArithmetic {
    uint256 private constant FIRST = 0x45;
    uint256 private constant LAST = 0xcc;

    /// @dev Bit n stands for opcode n: it takes one operand. Tests and conversions; counts; unary floats.
    uint256 private constant UNARY =
        (1 << 0x45) |
            (1 << 0x50) |
            (7 << 0x67) |
            (7 << 0x79) |
            (0x7f << 0x8b) |
            (0x7f << 0x99) |
            (((1 << 0x26) - 1) << 0xa7);

    /// @notice Whether there is a numeric instruction of this number.
    function isNumeric(uint256 opcode) internal pure returns (bool) {
        return opcode >= FIRST && opcode <= LAST;
    }

    /// @notice Whether it takes one operand; else two.
    function isUnary(uint256 opcode) internal pure returns (bool) {
        return (UNARY >> opcode) & 1 == 1;
    }

    /// @notice The result of numeric instruction `opcode`, and whether there is one: where not, the instruction traps.
    /// @param x The first operand, or the only one.
    /// @param y The second operand, on top of the first.
    function evaluate(uint256 opcode, uint256 x, uint256 y) internal pure returns (bool defined, uint256 result) {
        unchecked {
            if (opcode < 0x50) return (true, _relation(opcode - 0x45, x, y, 32));
            if (opcode < 0x5b) return (true, _relation(opcode - 0x50, x, y, 64));
            if (opcode < 0x61) return (true, _floatRelation(opcode - 0x5b, x, y, FloatMath.SINGLE));
            if (opcode < 0x67) return (true, _floatRelation(opcode - 0x61, x, y, FloatMath.DOUBLE));
            if (opcode < 0x79) return _integer(opcode - 0x67, x, y, 32);
            if (opcode < 0x8b) return _integer(opcode - 0x79, x, y, 64);
            if (opcode < 0x99) return (true, _float(opcode - 0x8b, x, y, FloatMath.SINGLE));
            if (opcode < 0xa7) return (true, _float(opcode - 0x99, x, y, FloatMath.DOUBLE));
            return _conversion(opcode, x);
        }
    }

    function _mask(uint256 bits) private pure returns (uint256) {
        unchecked {
            return (1 << bits) - 1;
        }
    }

    function _word(bool condition) private pure returns (uint256 result) {
        assembly ("memory-safe") {
            result := condition
        }
    }

    /// @dev The lowest `bytes_` bytes of `x` as a signed number, in two's complement of 256 bits.
    function _extend(uint256 x, uint256 bytes_) private pure returns (uint256 result) {
        assembly ("memory-safe") {
            result := signextend(sub(bytes_, 1), x)
        }
    }

    /// @dev eqz, eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u.
    function _relation(uint256 k, uint256 x, uint256 y, uint256 bits) private pure returns (uint256) {
        unchecked {
            x &= _mask(bits);
            y &= _mask(bits);
            if (k == 0) return _word(x == 0);
            if (k == 1) return _word(x == y);
            if (k == 2) return _word(x != y);
            if (k & 1 == 1) {
                // Signed numbers are ordered as unsigned ones are once their sign is flipped.
                x ^= 1 << (bits - 1);
                y ^= 1 << (bits - 1);
            }
            if (k < 5) return _word(x < y);
            if (k < 7) return _word(x > y);
            if (k < 9) return _word(x <= y);
            return _word(x >= y);
        }
    }

    /// @dev eq, ne, lt, gt, le, ge.
    function _floatRelation(uint256 k, uint256 x, uint256 y, uint256 f) private pure returns (uint256) {
        x &= _floatMask(f);
        y &= _floatMask(f);
        (bool less, bool equal, bool greater) = FloatMath.compare(x, y, f);
        if (k == 0) return _word(equal);
        if (k == 1) return _word(!equal);
        if (k == 2) return _word(less);
        if (k == 3) return _word(greater);
        if (k == 4) return _word(less || equal);
        return _word(greater || equal);
    }

    /// @dev clz, ctz, popcnt, add, sub, mul, div_s, div_u, rem_s, rem_u, and, or, xor, shl, shr_s, shr_u, rotl, rotr.
    function _integer(uint256 k, uint256 x, uint256 y, uint256 bits) private pure returns (bool, uint256) {
        unchecked {
            uint256 mask = _mask(bits);
            x &= mask;
            y &= mask;
            if (k < 3) {
                if (k == 2) return (true, _popcnt(x));
                if (x == 0) return (true, bits);
                return (true, k == 0 ? bits - 1 - FloatMath.log2(x) : FloatMath.log2(x & (0 - x)));
            }
            if (k < 6) return (true, (k == 3 ? x + y : k == 4 ? x - y : x * y) & mask);
            if (k < 10) {
                if (y == 0) return (false, 0);
                if (k == 7) return (true, x / y);
                if (k == 9) return (true, x % y);
                uint256 p = _extend(x, bits >> 3);
                uint256 q = _extend(y, bits >> 3);
                if (k == 8) return (true, uint256(int256(p) % int256(q)) & mask);
                uint256 quotient = uint256(int256(p) / int256(q));
                // Only the lowest number divided by -1 is above the highest one.
                return quotient == 1 << (bits - 1) ? (false, 0) : (true, quotient & mask);
            }
            if (k < 13) return (true, k == 10 ? x & y : k == 11 ? x | y : x ^ y);
            // Shifts count modulo the width.
            y &= bits - 1;
            if (k == 13) return (true, (x << y) & mask);
            if (k == 14) return (true, uint256(int256(_extend(x, bits >> 3)) >> y) & mask);
            if (k == 15) return (true, x >> y);
            if (k == 17) y = bits - y;
            return (true, ((x << y) | (x >> (bits - y))) & mask);
        }
    }

    /// @dev The number of bits that are set in 64: sums of neighbours, each twice as wide as those before.
    function _popcnt(uint256 x) private pure returns (uint256) {
        unchecked {
            x = x - ((x >> 1) & 0x5555555555555555);
            x = (x & 0x3333333333333333) + ((x >> 2) & 0x3333333333333333);
            x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
            return ((x * 0x0101010101010101) >> 56) & 0xff;
        }
    }

    function _floatMask(uint256 f) private pure returns (uint256) {
        unchecked {
            return (FloatMath.signBit(f) << 1) - 1;
        }
    }

    /// @dev abs, neg, ceil, floor, trunc, nearest, sqrt, add, sub, mul, div, min, max, copysign.
    function _float(uint256 k, uint256 x, uint256 y, uint256 f) private pure returns (uint256) {
        unchecked {
            x &= _floatMask(f);
            y &= _floatMask(f);
            uint256 sign = FloatMath.signBit(f);
            if (k < 7) {
                if (k == 0) return x & (sign - 1);
                if (k == 1) return x ^ sign;
                if (k == 2) return FloatMath.ceil(x, f);
                if (k == 3) return FloatMath.floor(x, f);
                if (k == 4) return FloatMath.trunc(x, f);
                if (k == 5) return FloatMath.nearest(x, f);
                return FloatMath.sqrt(x, f);
            }
            if (k == 7) return FloatMath.add(x, y, f);
            if (k == 8) return FloatMath.sub(x, y, f);
            if (k == 9) return FloatMath.mul(x, y, f);
            if (k == 10) return FloatMath.div(x, y, f);
            if (k == 11) return FloatMath.min(x, y, f);
            if (k == 12) return FloatMath.max(x, y, f);
            return (x & (sign - 1)) | (y & sign);
        }
    }

    /// @dev From one type into another, and sign extension.
    function _conversion(uint256 opcode, uint256 x) private pure returns (bool, uint256) {
        unchecked {
            if (opcode >= 0xc5) {
                uint256 k = opcode - 0xc5;
                (, uint256 saturated) = _toInteger(k, x, k < 4 ? 32 : 64);
                return (true, saturated);
            }
            if (opcode >= 0xa8 && opcode < 0xac) return _toInteger(opcode - 0xa8, x, 32);
            if (opcode >= 0xae && opcode < 0xb2) return _toInteger(opcode - 0xae, x, 64);
            if (opcode >= 0xb2 && opcode < 0xb6) return (true, _fromInteger(opcode - 0xb2, x, FloatMath.SINGLE));
            if (opcode >= 0xb7 && opcode < 0xbb) return (true, _fromInteger(opcode - 0xb7, x, FloatMath.DOUBLE));
            return (true, _reshape(opcode, x));
        }
    }

    /// @dev Bit 0 of `k`: unsigned; bit 1: from the larger format.
    function _toInteger(uint256 k, uint256 x, uint256 bits) private pure returns (bool, uint256) {
        uint256 f = k & 2 == 0 ? FloatMath.SINGLE : FloatMath.DOUBLE;
        return FloatMath.toInteger(x & _floatMask(f), f, bits, k & 1 == 0);
    }

    /// @dev Bit 0 of `k`: unsigned; bit 1: from the larger integer.
    function _fromInteger(uint256 k, uint256 x, uint256 f) private pure returns (uint256) {
        uint256 bits = k & 2 == 0 ? 32 : 64;
        return FloatMath.fromInteger(x & _mask(bits), f, bits, k & 1 == 0);
    }

    /// @dev Conversions that never trap: between formats, between widths, and none at all.
    function _reshape(uint256 opcode, uint256 x) private pure returns (uint256) {
        uint256 low = x & _mask(32);
        uint256 all = _mask(64);
        if (opcode == 0xac || opcode == 0xc4) return _extend(x, 4) & all;
        if (opcode == 0xb6) return FloatMath.convert(x, FloatMath.DOUBLE, FloatMath.SINGLE);
        if (opcode == 0xbb) return FloatMath.convert(low, FloatMath.SINGLE, FloatMath.DOUBLE);
        if (opcode == 0xbd || opcode == 0xbf) return x;
        if (opcode == 0xc0) return _extend(x, 1) & _mask(32);
        if (opcode == 0xc1) return _extend(x, 2) & _mask(32);
        if (opcode == 0xc2) return _extend(x, 1) & all;
        if (opcode == 0xc3) return _extend(x, 2) & all;
        // a7, ad, bc, be: i32.wrap, i64.extend_i32_u, and reinterpretation of 32 bits.
        return low;
    }
}
