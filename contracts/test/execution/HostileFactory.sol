// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExecutable} from "../../src/execution/IExecutable.sol";
import {ExecutableMetadata, GasBounds, IExecutableFactory} from "../../src/execution/IExecutableFactory.sol";
import {IExecutionMarket} from "../../src/execution/IExecutionMarket.sol";

/// @notice A factory, and its only run, that do what a deployer with bad intentions would have them do.
contract HostileFactory is IExecutableFactory, IExecutable {
    string public constant name = "hostile";

    IExecutionMarket private immutable _market;

    /// What `executeN` says to have done.
    uint256 public done = 1;
    bool public isFinished = true;
    bool public createReverts;
    address public created = address(this);
    uint256 public burnGas;
    uint32 public stepGas = 1_000;

    /// What it tries on the way, and how that was refused.
    bytes public attack;
    bytes public refusal;
    bool public succeeded;

    constructor(IExecutionMarket market) {
        _market = market;
    }

    function set(uint256 done_, bool isFinished_, uint256 burnGas_) external {
        done = done_;
        isFinished = isFinished_;
        burnGas = burnGas_;
    }

    function setCreation(bool reverts, address created_) external {
        createReverts = reverts;
        created = created_;
    }

    function setStepGas(uint32 stepGas_) external {
        stepGas = stepGas_;
    }

    function setAttack(bytes calldata attack_) external {
        attack = attack_;
        succeeded = false;
        delete refusal;
    }

    function _attack() private {
        uint256 gasBefore = gasleft();
        while (gasBefore - gasleft() < burnGas) {}
        if (attack.length == 0) return;
        (succeeded, refusal) = address(_market).call(attack);
    }

    function gasBounds(bytes calldata) external view returns (GasBounds memory) {
        return GasBounds({creationGas: 300_000, callGas: 200_000, stepGas: stepGas, callSteps: 1, steps: 100});
    }

    function create(bytes calldata) external returns (IExecutable) {
        if (createReverts) revert ExecutableInvalidInputs();
        _attack();
        return IExecutable(created);
    }

    function executeN(uint256) external returns (uint256) {
        _attack();
        return done;
    }

    function result() external pure returns (bytes memory) {
        return "right";
    }

    function end() external {
        _attack();
    }

    function implementation() external view returns (IExecutable) {
        return this;
    }

    function metadata() external pure returns (ExecutableMetadata memory) {}

    function start(bytes calldata) external {}

    function step() external {}

    function owner() external view returns (address) {
        return address(_market);
    }

    function steps() external pure returns (uint256) {
        return 0;
    }
}
