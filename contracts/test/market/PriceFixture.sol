// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId} from "../../src/asset/AssetTypes.sol";
import {CurveTerms, StatementId} from "../../src/market/PriceTypes.sol";
import {IPriceCurve} from "../../src/market/IPriceCurve.sol";
import {ProofFixture} from "../proof/ProofFixture.sol";
import {PriceCurve, Upgradeable} from "../support/Deployed.sol";

/// @notice The price curve as it is deployed, with the numbers of source document 001: P0 is 1 token per Gwu, and α 0.1.
abstract contract PriceFixture is ProofFixture {
    uint8 internal constant PRICE_MODULE = 8;
    uint32 internal constant EPOCH_BLOCKS = 10;
    uint64 internal constant GWU_WORK = 1e9;

    PriceCurve internal curve;

    function deployPrices() internal {
        deployProofs();
        address code = deploy(
            "PriceCurve.sol:PriceCurve",
            abi.encode(bank, resource, resourceTypes, ranking, market, EPOCH_BLOCKS)
        );
        curve = PriceCurve(
            deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(code, abi.encodeCall(Upgradeable.initialize, (address(manager)))))
        );
        bank.addModule(address(curve), PRICE_MODULE);
        market.setFee(100, treasury);
        curve.setCurve(gtx1050, defaultCurve());
        consentToPrices(provider);
        consentToPrices(requester);
        consentToPrices(other);
    }

    function consentToPrices(address account) internal {
        vm.prank(account);
        bank.setConsent(uint32(1) | (uint32(1) << MARKET_MODULE) | (uint32(1) << PRICE_MODULE));
    }

    function defaultCurve() internal pure returns (CurveTerms memory) {
        return
            CurveTerms({
                basePriceWeiPerGwu: 1 ether,
                floorWeiPerGwu: 0,
                maxWorkPerDevice: 1_000 * GWU_WORK,
                capWeiPerGwu: 100 ether,
                alphaE9: 0.1 ether * 1e9,
                workPerProvenHash: 0,
                bondWeiPerGwu: 0.001 ether,
                feeBasisPoints: 100
            });
    }

    function supply(ResourceId id, uint64 work, uint32 epochs) internal returns (StatementId) {
        vm.prank(provider);
        return curve.publishSupply(id, work, epochs);
    }

    function demand(uint64 work, uint32 epochs) internal returns (StatementId) {
        vm.prank(requester);
        return curve.publishDemand(gtx1050, work, epochs, type(uint96).max);
    }

    function nextEpoch() internal {
        advance(EPOCH_BLOCKS, 1);
    }

    function price() internal view returns (uint256 priceWei) {
        (priceWei, , ) = curve.quote(gtx1050);
    }

    function only(StatementId id) internal pure returns (StatementId[] memory ids) {
        ids = new StatementId[](1);
        ids[0] = id;
    }
}
