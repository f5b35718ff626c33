// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId} from "../asset/AssetTypes.sol";
import {IRevenueRight} from "../asset/IRevenueRight.sol";

/// @notice What the deals of a batch brought to resources: a pointer to the last entry of a list in memory, zero where it is
/// empty. An entry is +0x00 the resource, +0x20 its income in wei, +0x40 the pointer to the entry before.
/// A batch whose deals name no resource thus pays nothing for the list.
type Incomes is uint256;

using {IncomesLibrary.endsWith, IncomesLibrary.add, IncomesLibrary.totalWei, IncomesLibrary.credit} for Incomes global;

/// @title IncomesLibrary
/// @notice Collects what a batch brings to resources, and credits it. Deals in a row of one resource share an entry.
library IncomesLibrary {
    /// @notice Whether the last income was one of resource `id`.
    function endsWith(Incomes incomes, ResourceId id) internal pure returns (bool same) {
        assembly ("memory-safe") {
            if incomes {
                same := eq(mload(incomes), id)
            }
        }
    }

    /// @notice The list with an income of resource `id` added.
    /// @dev Payments are below 2^96, of which a block has room for far fewer than 2^160.
    function add(Incomes incomes, ResourceId id, uint256 amountWei) internal pure returns (Incomes) {
        if (incomes.endsWith(id)) {
            assembly ("memory-safe") {
                let place := add(incomes, 0x20)
                mstore(place, add(mload(place), amountWei))
            }
            return incomes;
        }
        Incomes longer;
        assembly ("memory-safe") {
            longer := mload(0x40)
            mstore(0x40, add(longer, 0x60))
            mstore(longer, id)
            mstore(add(longer, 0x20), amountWei)
            mstore(add(longer, 0x40), incomes)
        }
        return longer;
    }

    /// @notice All of it together, in wei.
    function totalWei(Incomes incomes) internal pure returns (uint256 sumWei) {
        assembly ("memory-safe") {
            for {} incomes { incomes := mload(add(incomes, 0x40)) } {
                sumWei := add(sumWei, mload(add(incomes, 0x20)))
            }
        }
    }

    /// @notice Credits every resource with its income, which the account of `revenueRight` has received before: so each
    /// amount is one that the Bank holds, and fits.
    function credit(Incomes incomes, IRevenueRight revenueRight) internal {
        while (Incomes.unwrap(incomes) != 0) {
            ResourceId id;
            uint256 amountWei;
            assembly ("memory-safe") {
                id := mload(incomes)
                amountWei := mload(add(incomes, 0x20))
                incomes := mload(add(incomes, 0x40))
            }
            revenueRight.credit(id, uint96(amountWei));
        }
    }
}
