// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The tree of a compute proof as IComputeProof defines it, written plainly: a check on ProofTree, and the prover of
/// tests. Node 1 is the root, nodes 2k and 2k + 1 are below node k, leaf i is node 2^depth + i.
library PlainTree {
    function leaf(bytes32 seed, uint256 index, uint256 hashes) internal pure returns (bytes32 value) {
        value = keccak256(abi.encode(seed, index));
        for (uint256 i = 1; i < hashes; ++i) value = keccak256(abi.encode(value));
    }

    function build(bytes32 seed, uint256 depth, uint256 hashes) internal pure returns (bytes32[] memory nodes) {
        uint256 leaves = 1 << depth;
        nodes = new bytes32[](2 * leaves);
        for (uint256 i = 0; i < leaves; ++i) nodes[leaves + i] = leaf(seed, i, hashes);
        for (uint256 i = leaves - 1; i > 0; --i) nodes[i] = keccak256(abi.encode(nodes[2 * i], nodes[2 * i + 1]));
    }

    /// @notice The openings of the leaves `indexes`, one after another, each from the leaf up.
    function siblings(
        bytes32[] memory nodes,
        uint64[] memory indexes,
        uint256 depth
    ) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](indexes.length * depth);
        for (uint256 j = 0; j < indexes.length; ++j) {
            for (uint256 k = 0; k < depth; ++k) list[j * depth + k] = nodes[(((1 << depth) + indexes[j]) >> k) ^ 1];
        }
    }
}
