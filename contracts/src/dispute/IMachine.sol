// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IMachine
/// @notice The judge of one step of the provable machine, which docs/machine.md specifies: states, trees, instructions, and
/// what a witness consists of. A dispute comes down to one state that both parties agree upon and a next one that they do
/// not; this contract says which state is the next.
/// @dev Trust assumptions: none but keccak-256. The contract has no storage, no owner and no way to be changed; what it
/// answers follows from its arguments alone, so anybody can compute it beforehand by `eth_call`. It says nothing about
/// whether a state is one that any program reaches: `state` is for the caller to know. A state has one witness that is
/// accepted, apart from zeros for siblings that are roots of trees of zeros, unless somebody finds two inputs of one hash.
interface IMachine {
    /// @notice The header at the beginning of the witness is not that of `state`.
    error MachineWrongState();

    /// @notice The instruction is not the one at the state's pc.
    error MachineWrongCode();

    /// @notice What the instruction needs is not what the state has: operands that are not those on top of its chain or have
    /// more than 64 bits, a frame, leaf or chunk of the input that leads to another root, a byte too few or too many.
    error MachineWrongWitness();

    /// @notice The state after `state`. A state that has halted steps to itself.
    /// @param state The hash of the header of the state.
    /// @param witness The header, the instruction and what it reads, as words, by "Proof of one step" in docs/machine.md.
    /// @return next The hash of the next state's header.
    function step(bytes32 state, bytes calldata witness) external pure returns (bytes32 next);
}
