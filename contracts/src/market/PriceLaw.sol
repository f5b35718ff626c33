// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title PriceLaw
/// @notice P = min(cap, max(floor, P0 + α * (R_d - R_p))): what computing of one type costs when R_d work is demanded, and
/// R_p supplied. It is the law of source document 001 with its sign put right; docs/pricing.md has the other readings.
library PriceLaw {
    /// @dev α is given times 10^9, and work in units of which a Gwu has 10^9.
    uint256 private constant SCALE = 1e18;

    /// @notice The price in wei per Gwu, rounded down to whole wei before it is bounded.
    /// @dev Never below `floorWei`, not falling in `demandWork`, not rising in `supplyWork`. Nothing can overflow: the
    /// product is below 2^224.
    function priceWeiDown(
        uint96 basePriceWei,
        uint96 alphaE9,
        uint96 floorWei,
        uint96 capWei,
        uint128 supplyWork,
        uint128 demandWork
    ) internal pure returns (uint96) {
        uint256 price = basePriceWei;
        if (demandWork >= supplyWork) {
            price += (uint256(alphaE9) * (demandWork - supplyWork)) / SCALE;
        } else {
            // Rounded up, because it is taken away.
            uint256 lessWei = (uint256(alphaE9) * (supplyWork - demandWork) + SCALE - 1) / SCALE;
            price = lessWei < price ? price - lessWei : 0;
        }
        if (price < floorWei) return floorWei;
        if (price > capWei) return capWei;
        return uint96(price);
    }
}
