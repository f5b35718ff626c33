// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A call to try.
struct ProbeCall {
    address target;
    bytes data;
}

/// @notice What became of it.
struct ProbeResult {
    bool succeeded;
    bytes returned;
}

/// @title TokenProbe
/// @notice Tries what a token does, in a simulation: it is never deployed. `eth_call` sets its code over the account of a
/// holder (and of a spender), so that the token sees that account as the caller; all that it did is forgotten afterwards.
contract TokenProbe {
    /// @dev So much no honest function of a token needs; one that burns all it gets leaves enough for the others.
    uint256 private constant GAS_PER_CALL = 1_000_000;

    /// @notice Makes the calls one after another, in one state, whatever becomes of each.
    function run(ProbeCall[] calldata calls) external returns (ProbeResult[] memory results) {
        results = new ProbeResult[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (results[i].succeeded, results[i].returned) = calls[i].target.call{gas: GAS_PER_CALL}(calls[i].data);
        }
    }
}
