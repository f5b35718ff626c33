// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StatefulExecutable} from "../StatefulExecutable.sol";
import {PrimeCountInputs} from "./PrimeCountInputs.sol";

/// @title PrimeCountExecutable
/// @notice How many primes there are up to a limit, and their sum, by a segmented sieve of Eratosthenes. Inputs:
/// abi.encode(uint256 limit), up to 65535; result: abi.encode(uint256 count, uint256 sum). Stateful: the first step lays a
/// lookup table of the 54 primes below 256 down, and each further one sieves 256 numbers with it.
contract PrimeCountExecutable is StatefulExecutable {
    uint256 private constant SEGMENT = 256;
    uint256 private constant TABLE_PRIMES = 54;
    uint256 private constant PRIMES_PER_WORD = 32;

    /// @dev One word.
    struct Sieve {
        /// Plus one, so that a run in progress is never zero.
        uint32 limitPlusOne;
        /// The next number to sieve; a multiple of 256.
        uint32 nextNumber;
        uint32 count;
        uint64 sum;
        bool tableReady;
    }

    Sieve private _sieve;
    /// @dev The primes below 256 in order, one byte each, the first in the highest byte of the first word.
    uint256[2] private _primes;

    function _begin(bytes calldata inputs) internal override returns (bool) {
        _sieve.limitPlusOne = uint32(PrimeCountInputs.decode(inputs) + 1);
        return false;
    }

    /// @inheritdoc StatefulExecutable
    function _compute() internal override returns (bytes memory found) {
        Sieve memory progress = _sieve;
        if (!progress.tableReady) {
            _primes = _smallPrimes();
            progress.tableReady = true;
        } else {
            uint256 start = progress.nextNumber;
            (uint256 count, uint256 sum) = _count(start, progress.limitPlusOne, ~_composites(start));
            // There are 6542 primes below 65536, and their sum is below 2^28.
            progress.count += uint32(count);
            progress.sum += uint64(sum);
            progress.nextNumber += uint32(SEGMENT);
            if (progress.nextNumber >= progress.limitPlusOne) {
                found = abi.encode(uint256(progress.count), uint256(progress.sum));
            }
        }
        _sieve = progress;
    }

    /// @inheritdoc StatefulExecutable
    function _clearSome() internal override returns (bool) {
        delete _sieve;
        delete _primes;
        return true;
    }

    /// @dev How many of the bits name a number below `limitPlusOne`, where bit i names start + i, and the sum of these.
    function _count(
        uint256 start,
        uint256 limitPlusOne,
        uint256 bits
    ) private pure returns (uint256 count, uint256 sum) {
        unchecked {
            for (uint256 number = start; bits != 0 && number < limitPlusOne; ++number) {
                if (bits & 1 != 0) {
                    ++count;
                    sum += number;
                }
                bits >>= 1;
            }
        }
    }

    /// @dev Bit i: start + i is not prime.
    function _composites(uint256 start) private view returns (uint256 composites) {
        uint256[2] memory primes = _primes;
        unchecked {
            // Neither 0 nor 1 is prime.
            if (start == 0) composites = 3;
            uint256 last = start + SEGMENT - 1;
            for (uint256 index = 0; index < TABLE_PRIMES; ++index) {
                uint256 word = primes[index / PRIMES_PER_WORD];
                uint256 prime = uint8(word >> (8 * (PRIMES_PER_WORD - 1 - (index % PRIMES_PER_WORD))));
                uint256 multiple = prime * prime;
                if (multiple > last) break;
                if (multiple < start) multiple = ((start + prime - 1) / prime) * prime;
                for (; multiple <= last; multiple += prime) composites |= 1 << (multiple - start);
            }
        }
    }

    function _smallPrimes() private pure returns (uint256[2] memory primes) {
        uint256 composites = 3;
        uint256 index;
        unchecked {
            for (uint256 prime = 2; prime < SEGMENT; ++prime) {
                if ((composites >> prime) & 1 != 0) continue;
                primes[index / PRIMES_PER_WORD] |= prime << (8 * (PRIMES_PER_WORD - 1 - (index % PRIMES_PER_WORD)));
                ++index;
                for (uint256 multiple = prime * prime; multiple < SEGMENT; multiple += prime) composites |= 1 << multiple;
            }
        }
    }
}
