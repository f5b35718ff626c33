// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRevenueRight} from "../../src/asset/IRevenueRight.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IUseRight} from "../../src/asset/IUseRight.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {Market} from "../../src/market/Market.sol";

/// @notice The Market with something new: a motto, set by the upgrade.
contract MarketV2 is Market {
    /// @custom:storage-location erc7201:suanli.storage.MarketV2
    struct MarketV2Storage {
        string motto;
    }

    bytes32 private constant SLOT = keccak256("suanli.storage.MarketV2");

    constructor(
        IBank bank_,
        IResource resource_,
        IUseRight useRight_,
        IRevenueRight revenueRight_
    ) Market(bank_, resource_, useRight_, revenueRight_) {}

    function initializeV2(string calldata motto_) external reinitializer(2) {
        _v2().motto = motto_;
    }

    function motto() external view returns (string memory) {
        return _v2().motto;
    }

    function _v2() private pure returns (MarketV2Storage storage store) {
        bytes32 slot = SLOT;
        assembly ("memory-safe") {
            store.slot := slot
        }
    }
}
