// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IExecutable} from "./IExecutable.sol";
import {ExecutableMetadata, GasBounds, IExecutableFactory} from "./IExecutableFactory.sol";

/// @title ExecutableFactory
/// @notice Creates runs as minimal clones, which cost a fraction of deploying the algorithm's code anew for each dispute.
abstract contract ExecutableFactory is IExecutableFactory {
    /// @inheritdoc IExecutableFactory
    IExecutable public immutable implementation;

    bytes32 private immutable _sourceHash;

    /// @param implementation_ The algorithm's code.
    /// @param sourceHash keccak256 of the standard JSON input that the implementation was compiled from.
    constructor(IExecutable implementation_, bytes32 sourceHash) {
        implementation = implementation_;
        _sourceHash = sourceHash;
    }

    /// @inheritdoc IExecutableFactory
    function metadata() external view returns (ExecutableMetadata memory) {
        return
            ExecutableMetadata({
                sourceHash: _sourceHash,
                compilerVersion: "0.8.37",
                bytecode: address(implementation).code
            });
    }

    /// @inheritdoc IExecutableFactory
    function create(bytes calldata inputs) external returns (IExecutable executable) {
        bytes memory parties = abi.encode(msg.sender, address(this));
        executable = IExecutable(Clones.cloneWithImmutableArgs(address(implementation), parties));
        executable.start(inputs);
        emit ExecutableCreated(executable, msg.sender);
    }

    /// @inheritdoc IExecutableFactory
    function gasBounds(bytes calldata inputs) external view virtual returns (GasBounds memory);
}
