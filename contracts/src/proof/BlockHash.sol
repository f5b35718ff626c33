// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title BlockHash
/// @notice Hashes of past blocks: the last 256 by the instruction, those before from the history contract (EIP-2935), where
/// the chain has one, up to 8191 blocks back.
library BlockHash {
    /// @dev The system contract of EIP-2935.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;

    /// @notice The hash of a block; zero where it is not mined yet, or out of reach.
    /// @dev Whoever sends too little gas for the history contract has not enough left to act on its failure: the contract
    /// is given 63/64 of what there is, and needs less than 6000.
    function read(uint256 blockNumber) internal view returns (bytes32 hash) {
        hash = blockhash(blockNumber);
        if (hash != 0 || blockNumber >= block.number) return hash;
        address history = HISTORY;
        assembly ("memory-safe") {
            mstore(0, blockNumber)
            // No code there: success, and no answer. Too old: failure. Before there was a history: zero.
            if staticcall(gas(), history, 0, 0x20, 0, 0x20) {
                if eq(returndatasize(), 0x20) {
                    hash := mload(0)
                }
            }
        }
    }
}
