// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A statement of supply or of demand; 1, 2, 3, … in the order of publication. Zero: none.
type StatementId is uint64;

/// @notice What the DAO says about the price of one resource type. Work counts instructions; a Gwu is 10^9 of them.
struct CurveTerms {
    /// P0: the price where demand equals supply.
    uint96 basePriceWeiPerGwu;
    /// The price is never below this …
    uint96 floorWeiPerGwu;
    /// The most work that one device can be published with, per epoch; above zero.
    uint64 maxWorkPerDevice;
    /// … and never above this, which is not below the floor.
    uint96 capWeiPerGwu;
    /// α: how many wei per Gwu the price rises for each Gwu by which the demand of an epoch exceeds its supply, times 10^9.
    /// 10^9 stands for one wei per Gwu and Gwu; zero for a price that stays.
    uint96 alphaE9;
    /// A resource can be published with so much work per epoch for each hash per second that its best compute proof
    /// showed, and without a passed proof with none. Zero: proofs are not asked for.
    uint64 workPerProvenHash;
    /// What is locked for each Gwu per epoch of a statement; above zero.
    uint96 bondWeiPerGwu;
    /// The part of what is locked that the statement costs, in basis points; at most 1,000.
    uint16 feeBasisPoints;
}

/// @notice Work published for one epoch of one type. One word.
struct Figures {
    uint128 supplyWork;
    uint128 demandWork;
}
