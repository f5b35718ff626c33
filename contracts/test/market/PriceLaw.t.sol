// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PriceLaw} from "../../src/market/PriceLaw.sol";
import {Test} from "../support/Test.sol";

/// @notice The law against the vectors that TypeScript reads as well, and against what it promises.
contract PriceLawTest is Test {
    struct Case {
        uint96 base;
        uint96 alphaE9;
        uint96 floor;
        uint96 cap;
        uint128 supply;
        uint128 demand;
    }

    function test_MatchesTheSharedVectors() public view {
        string memory json = vm.readFile("../packages/protocol/test/vectors/price-curve.json");
        uint256 count;
        for (; vm.keyExistsJson(json, _key(count, "")); ++count) {
            Case memory c = Case({
                base: uint96(_uint(json, count, ".basePriceWeiPerGwu")),
                alphaE9: uint96(_uint(json, count, ".alphaE9")),
                floor: uint96(_uint(json, count, ".floorWeiPerGwu")),
                cap: uint96(_uint(json, count, ".capWeiPerGwu")),
                supply: uint128(_uint(json, count, ".supplyWork")),
                demand: uint128(_uint(json, count, ".demandWork"))
            });
            assertEq(_price(c), _uint(json, count, ".priceWeiPerGwu"), vm.toString(count));
        }
        assertTrue(count >= 12, "vectors were read");
    }

    function testFuzz_StaysWithinItsBounds(Case memory c) public pure {
        if (c.floor > c.cap) (c.floor, c.cap) = (c.cap, c.floor);
        uint256 price = _price(c);
        assertTrue(price >= c.floor && price <= c.cap, "bounds");
    }

    function testFuzz_RisesWithDemandAndFallsWithSupply(Case memory c, uint128 more) public pure {
        if (c.floor > c.cap) (c.floor, c.cap) = (c.cap, c.floor);
        uint256 price = _price(c);
        Case memory d = Case(c.base, c.alphaE9, c.floor, c.cap, c.supply, uint128(bound(more, c.demand, type(uint128).max)));
        assertTrue(_price(d) >= price, "more demand");
        d.demand = c.demand;
        d.supply = uint128(bound(more, c.supply, type(uint128).max));
        assertTrue(_price(d) <= price, "more supply");
    }

    /// The price is the exact one rounded down, where no bound holds it: price <= exact < price + 1.
    function testFuzz_RoundsDown(uint96 base, uint96 alphaE9, uint64 supply, uint64 demand) public pure {
        uint256 price = PriceLaw.priceWeiDown(base, alphaE9, 0, type(uint96).max, supply, demand);
        int256 exactE18 = int256(uint256(base)) * 1e18 + int256(uint256(alphaE9)) * (int256(uint256(demand)) - int256(uint256(supply)));
        if (exactE18 < 0) assertEq(price, 0, "floor");
        else if (price != type(uint96).max) {
            assertTrue(int256(price) * 1e18 <= exactE18 && exactE18 < int256(price + 1) * 1e18, "rounded down");
        }
    }

    function _price(Case memory c) private pure returns (uint256) {
        return PriceLaw.priceWeiDown(c.base, c.alphaE9, c.floor, c.cap, c.supply, c.demand);
    }

    function _key(uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(index), "]", field);
    }

    function _uint(string memory json, uint256 index, string memory field) private pure returns (uint256) {
        return vm.parseJsonUint(json, _key(index, field));
    }
}
