// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title FloatMath
/// @notice IEEE 754-2019 binary32 and binary64 arithmetic, rounded to nearest, ties to even, with WebAssembly's choices where
/// the standard leaves some: every NaN that comes out is the canonical positive one. A float is its bits; `f` names the
/// format by the bits of its fraction: 23 or 52.
/// @dev Every operation computes the exact result, or one that rounds to the same float, as `significand * 2^exponent` in 256
/// bits, and rounds once, in `_round`. The significand's last bit is "sticky" where bits were cut off: it is set if any
/// of them was, and stands too far down to be more than the decision about a tie.
library FloatMath {
    uint256 internal constant SINGLE = 23;
    uint256 internal constant DOUBLE = 52;

    /// @dev A summand this many binary places below another is less than a quarter of that one's last place: the sum rounds to
    /// it, even where it is a power of two and the summand is taken off.
    int256 private constant MOST_PLACES_APART = 128;

    // Formats

    /// @notice The bits of the sign.
    function signBit(uint256 f) internal pure returns (uint256) {
        return f == DOUBLE ? 1 << 63 : 1 << 31;
    }

    /// @notice Infinity, the exponent's mask at once.
    function infinity(uint256 f) internal pure returns (uint256) {
        return f == DOUBLE ? 0x7ff << 52 : 0xff << 23;
    }

    /// @notice The canonical NaN.
    function canonicalNan(uint256 f) internal pure returns (uint256) {
        return infinity(f) | (1 << (f - 1));
    }

    /// @dev The exponent of the last place of subnormal numbers.
    function _lowestExponent(uint256 f) private pure returns (int256) {
        return f == DOUBLE ? -1074 : -149;
    }

    /// @dev A float without its sign: magnitudes are ordered as their bits are.
    function _magnitude(uint256 x, uint256 f) private pure returns (uint256) {
        return x & (signBit(f) - 1);
    }

    function isNan(uint256 x, uint256 f) internal pure returns (bool) {
        return _magnitude(x, f) > infinity(f);
    }

    /// @dev The significand and exponent of a finite magnitude.
    function _decode(uint256 magnitude, uint256 f) private pure returns (uint256 significand, int256 exponent) {
        unchecked {
            significand = magnitude & ((1 << f) - 1);
            uint256 field = magnitude >> f;
            exponent = _lowestExponent(f);
            if (field != 0) {
                significand |= 1 << f;
                exponent += int256(field) - 1;
            }
        }
    }

    /// @dev The magnitude nearest to `significand * 2^exponent`, ties to even. A significand whose last bit is sticky must be
    /// longer than the fraction by three bits at least; none may have more than 254.
    function _round(uint256 significand, int256 exponent, uint256 f) private pure returns (uint256 magnitude) {
        if (significand == 0) return 0;
        unchecked {
            // Exponent of the last place of the result.
            int256 lowest = _lowestExponent(f);
            int256 last = exponent + int256(log2(significand)) - int256(f);
            if (last < lowest) last = lowest;
            int256 cut = last - exponent;
            if (cut <= 0) {
                significand <<= uint256(-cut);
            } else {
                if (cut > 255) cut = 255;
                uint256 rest = significand & ((1 << uint256(cut)) - 1);
                uint256 half = 1 << uint256(cut - 1);
                significand >>= uint256(cut);
                if (rest > half || (rest == half && significand & 1 == 1)) ++significand;
            }
            // The leading bit of a normal significand counts one in the exponent's field, as does a carry of the rounding.
            magnitude = (uint256(last - lowest) << f) + significand;
            if (magnitude > infinity(f)) magnitude = infinity(f);
        }
    }

    // Arithmetic

    function add(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        unchecked {
            uint256 a = _magnitude(x, f);
            uint256 b = _magnitude(y, f);
            uint256 sign = x & signBit(f);
            bool opposite = (x ^ y) & signBit(f) != 0;
            // The larger magnitude first: it has the sign of the sum.
            if (a < b) {
                (a, b) = (b, a);
                sign = y & signBit(f);
            }
            uint256 most = infinity(f);
            if (a > most || (b == most && opposite)) return canonicalNan(f);
            if (a == most) return sign | most;
            if (a == b && opposite) return 0;
            (uint256 m, int256 e) = _decode(a, f);
            (uint256 n, int256 d) = _decode(b, f);
            if (e - d > MOST_PLACES_APART) return sign | a;
            m <<= uint256(e - d);
            return sign | _round(opposite ? m - n : m + n, d, f);
        }
    }

    function sub(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        // The operand's sign is of no matter where it is a NaN.
        return add(x, y ^ signBit(f), f);
    }

    function mul(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        unchecked {
            uint256 a = _magnitude(x, f);
            uint256 b = _magnitude(y, f);
            uint256 sign = (x ^ y) & signBit(f);
            uint256 most = infinity(f);
            if (a > most || b > most) return canonicalNan(f);
            if (a == most || b == most) return a == 0 || b == 0 ? canonicalNan(f) : sign | most;
            (uint256 m, int256 e) = _decode(a, f);
            (uint256 n, int256 d) = _decode(b, f);
            return sign | _round(m * n, e + d, f);
        }
    }

    function div(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        unchecked {
            uint256 a = _magnitude(x, f);
            uint256 b = _magnitude(y, f);
            uint256 sign = (x ^ y) & signBit(f);
            uint256 most = infinity(f);
            if (a > most || b > most || (a == b && (a == 0 || a == most))) return canonicalNan(f);
            if (a == most || b == 0) return sign | most;
            if (b == most) return sign;
            (uint256 m, int256 e) = _decode(a, f);
            (uint256 n, int256 d) = _decode(b, f);
            // At least 75 bits where the dividend is not zero.
            m <<= 128;
            uint256 quotient = m / n;
            if (quotient * n != m) quotient |= 1;
            return sign | _round(quotient, e - d - 128, f);
        }
    }

    function sqrt(uint256 x, uint256 f) internal pure returns (uint256) {
        unchecked {
            uint256 a = _magnitude(x, f);
            if (a == 0) return x;
            if (a > infinity(f) || a != x) return canonicalNan(f);
            if (a == infinity(f)) return x;
            (uint256 m, int256 e) = _decode(a, f);
            // An even exponent, and a root of at least 64 bits.
            uint256 places = e & 1 == 0 ? 128 : 129;
            m <<= places;
            uint256 root = integerSqrt(m);
            if (root * root != m) root |= 1;
            return _round(root, (e - int256(places)) / 2, f);
        }
    }

    // Choice and comparison

    /// @dev A float's place in the order of numbers; both zeros have the same.
    function _place(uint256 x, uint256 f) private pure returns (int256) {
        unchecked {
            int256 a = int256(_magnitude(x, f));
            return x & signBit(f) == 0 ? a : -a;
        }
    }

    function min(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        if (isNan(x, f) || isNan(y, f)) return canonicalNan(f);
        int256 p = _place(x, f);
        int256 q = _place(y, f);
        // Equal ones are the same but for the sign of zero.
        return p == q ? x | y : p < q ? x : y;
    }

    function max(uint256 x, uint256 y, uint256 f) internal pure returns (uint256) {
        if (isNan(x, f) || isNan(y, f)) return canonicalNan(f);
        int256 p = _place(x, f);
        int256 q = _place(y, f);
        return p == q ? x & y : p > q ? x : y;
    }

    /// @notice How two numbers compare: less, equal or greater; all false where one is a NaN.
    function compare(uint256 x, uint256 y, uint256 f) internal pure returns (bool less, bool equal, bool greater) {
        if (isNan(x, f) || isNan(y, f)) return (false, false, false);
        int256 p = _place(x, f);
        int256 q = _place(y, f);
        return (p < q, p == q, p > q);
    }

    // Integers

    function trunc(uint256 x, uint256 f) internal pure returns (uint256) {
        return _integral(x, f, false, false);
    }

    function ceil(uint256 x, uint256 f) internal pure returns (uint256) {
        return _integral(x, f, x & signBit(f) == 0, false);
    }

    function floor(uint256 x, uint256 f) internal pure returns (uint256) {
        return _integral(x, f, x & signBit(f) != 0, false);
    }

    function nearest(uint256 x, uint256 f) internal pure returns (uint256) {
        return _integral(x, f, false, true);
    }

    /// @dev `x` without its fraction, keeping its sign: away from zero where there is one and `away`; to the nearest, ties to
    /// even, where `near`.
    function _integral(uint256 x, uint256 f, bool away, bool near) private pure returns (uint256) {
        unchecked {
            uint256 a = _magnitude(x, f);
            if (a > infinity(f)) return canonicalNan(f);
            if (a == infinity(f)) return x;
            (uint256 m, int256 e) = _decode(a, f);
            if (e >= 0) return x;
            uint256 cut = e < -255 ? 255 : uint256(-e);
            uint256 rest = m & ((1 << cut) - 1);
            uint256 half = 1 << (cut - 1);
            m >>= cut;
            if (near) away = rest > half || (rest == half && m & 1 == 1);
            if (away && rest != 0) ++m;
            return (x & signBit(f)) | _round(m, 0, f);
        }
    }

    /// @notice `x` without its fraction as an integer of `bits` bits, and whether it is in that integer's range; where it is
    /// not, the nearest one that is, and 0 for a NaN.
    function toInteger(uint256 x, uint256 f, uint256 bits, bool signed) internal pure returns (bool inRange, uint256 result) {
        unchecked {
            uint256 a = _magnitude(x, f);
            if (a > infinity(f)) return (false, 0);
            bool negative = x & signBit(f) != 0;
            uint256 most = (1 << (signed ? bits - 1 : bits)) - 1;
            if (negative) most = signed ? most + 1 : 0;
            inRange = a != infinity(f);
            if (inRange) {
                (uint256 m, int256 e) = _decode(a, f);
                // More than 2^64 in any case where the exponent is 64 or more.
                if (e >= 0) result = m << uint256(e > 64 ? int256(64) : e);
                else result = m >> uint256(e < -255 ? int256(255) : -e);
                inRange = result <= most;
            }
            if (!inRange) result = most;
            if (negative) result = (0 - result) & ((1 << bits) - 1);
        }
    }

    /// @notice The float nearest to an integer of `bits` bits.
    function fromInteger(uint256 x, uint256 f, uint256 bits, bool signed) internal pure returns (uint256) {
        unchecked {
            bool negative = signed && x >> (bits - 1) != 0;
            if (negative) x = (1 << bits) - x;
            uint256 magnitude = _round(x, 0, f);
            return negative ? magnitude | signBit(f) : magnitude;
        }
    }

    /// @notice A float of format `from` in format `to`.
    function convert(uint256 x, uint256 from, uint256 to) internal pure returns (uint256) {
        uint256 a = _magnitude(x, from);
        if (a > infinity(from)) return canonicalNan(to);
        uint256 sign = x & signBit(from) == 0 ? 0 : signBit(to);
        if (a == infinity(from)) return sign | infinity(to);
        (uint256 m, int256 e) = _decode(a, from);
        return sign | _round(m, e, to);
    }

    // Integer functions

    /// @notice The number of the highest bit that is set; 0 for 0.
    function log2(uint256 x) internal pure returns (uint256 n) {
        assembly ("memory-safe") {
            n := shl(7, lt(0xffffffffffffffffffffffffffffffff, x))
            n := or(n, shl(6, lt(0xffffffffffffffff, shr(n, x))))
            n := or(n, shl(5, lt(0xffffffff, shr(n, x))))
            n := or(n, shl(4, lt(0xffff, shr(n, x))))
            n := or(n, shl(3, lt(0xff, shr(n, x))))
            n := or(n, shl(2, lt(0xf, shr(n, x))))
            n := or(n, shl(1, lt(3, shr(n, x))))
            n := or(n, lt(1, shr(n, x)))
        }
    }

    /// @notice The largest integer whose square is not above `x`, for 0 < x < 2^254.
    /// @dev Newton's method: from above, each turn comes closer until it does not.
    function integerSqrt(uint256 x) internal pure returns (uint256 root) {
        unchecked {
            root = 1 << ((log2(x) >> 1) + 1);
            while (true) {
                uint256 next = (root + x / root) >> 1;
                if (next >= root) return root;
                root = next;
            }
        }
    }
}
