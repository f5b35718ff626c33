// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank, Posting} from "../../src/bank/IBank.sol";

/// @notice A module that posts whatever it is told.
contract ModuleMock {
    IBank private immutable _bank;

    constructor(IBank bank) {
        _bank = bank;
    }

    function post(Posting[] calldata postings) external {
        _bank.post(postings);
    }
}
