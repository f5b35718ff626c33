// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Test} from "../support/Test.sol";
import {Erc20Checks} from "./Erc20Checks.sol";
import {Erc20Conformance} from "./Erc20Conformance.sol";
import {Fault, PlainToken} from "./PlainToken.sol";
import {SoladyToken} from "./SoladyToken.sol";

address constant HOLDER = address(0xA11CE);

contract ComputeTokenConformanceTest is Erc20Conformance {
    function setUp() public {
        examine(IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(HOLDER))), HOLDER);
    }
}

contract DeployableTokenConformanceTest is Erc20Conformance {
    function setUp() public {
        bytes memory terms = abi.encode("Own", "OWN", 6, 10 ** 12, HOLDER);
        examine(IERC20(deploy("DeployableToken.sol:DeployableToken", terms)), HOLDER);
    }
}

/// @notice The suite's control: what others wrote passes it.
contract SoladyConformanceTest is Erc20Conformance {
    function setUp() public {
        examine(IERC20(address(new SoladyToken(HOLDER, 1e24))), HOLDER);
    }
}

/// @notice The suite's other control: each fault fails the check that is about it, and the same token without one none.
contract Erc20ConformanceFaultsTest is Test {
    function test_E1_TheSuiteFindsEveryFault() public {
        for (uint256 i = 1; i <= uint256(type(Fault).max); ++i) {
            Fault fault = Fault(i);
            assertTrue(!_passes(fault, _about(fault)), string.concat("found: fault ", vm.toString(i)));
        }
    }

    function test_E1_TheSuitePassesATokenWithoutFault() public {
        for (uint256 i = 1; i <= uint256(type(Fault).max); ++i) {
            assertTrue(_passes(Fault.None, _about(Fault(i))), string.concat("passes what is about ", vm.toString(i)));
        }
    }

    function _passes(Fault fault, bytes4 check) private returns (bool passed) {
        Erc20Checks checks = new Erc20Checks();
        checks.examine(IERC20(address(new PlainToken(fault, HOLDER, 1e24))), HOLDER);
        (passed, ) = address(checks).call(abi.encodeWithSelector(check));
    }

    function _about(Fault fault) private pure returns (bytes4) {
        if (fault == Fault.OverspendPasses) return Erc20Checks.checkOverspendIsRefused.selector;
        if (fault == Fault.OverspendTakesWhatThereIs) return Erc20Checks.checkOverspendIsRefused.selector;
        if (fault == Fault.SelfTransferCreates) return Erc20Checks.checkTransferToOneself.selector;
        if (fault == Fault.SelfTransferOfMorePasses) return Erc20Checks.checkTransferToOneself.selector;
        if (fault == Fault.ZeroIsRefused) return Erc20Checks.checkTransferOfZero.selector;
        if (fault == Fault.ReturnsNothing) return Erc20Checks.checkTransferMovesExactly.selector;
        if (fault == Fault.ReturnsFalse) return Erc20Checks.checkApproveSetsTheAllowance.selector;
        if (fault == Fault.TakesAFee) return Erc20Checks.checkTransferMovesExactly.selector;
        if (fault == Fault.MintsOnTransfer) return Erc20Checks.checkSupplyIsWhatIsHeld.selector;
        if (fault == Fault.NoTransferEvent) return Erc20Checks.checkTransferEmits.selector;
        if (fault == Fault.TransferEventOfAnotherAmount) return Erc20Checks.checkTransferEmits.selector;
        if (fault == Fault.NoTransferFromEvent) return Erc20Checks.checkTransferFromEmits.selector;
        if (fault == Fault.TransferFromNamesTheSpender) return Erc20Checks.checkTransferFromEmits.selector;
        if (fault == Fault.NoApprovalEvent) return Erc20Checks.checkApproveEmits.selector;
        if (fault == Fault.ApproveAddsUp) return Erc20Checks.checkALoweredAllowanceIsTheLimit.selector;
        if (fault == Fault.ApproveWantsZeroFirst) return Erc20Checks.checkApproveSetsTheAllowance.selector;
        if (fault == Fault.ApproveIsMutual) return Erc20Checks.checkApproveSetsTheAllowance.selector;
        if (fault == Fault.AllowanceStays) return Erc20Checks.checkAllowanceShrinks.selector;
        if (fault == Fault.AllowanceOfOneMore) return Erc20Checks.checkAllowanceIsTheLimit.selector;
        if (fault == Fault.AllowanceIgnored) return Erc20Checks.checkAllowanceIsTheLimit.selector;
        if (fault == Fault.AllowanceLostOnRefusal) return Erc20Checks.checkAllowanceIsTheLimit.selector;
        if (fault == Fault.AllowanceReplacesBalance) return Erc20Checks.checkAllowanceDoesNotReplaceABalance.selector;
        if (fault == Fault.InfiniteAllowanceRefused) return Erc20Checks.checkInfiniteAllowance.selector;
        if (fault == Fault.SpenderPays) return Erc20Checks.checkTransferFromMovesTheOwnersTokens.selector;
        if (fault == Fault.BurnsUnseen) return Erc20Checks.checkZeroAddressLosesNothingUnseen.selector;
        if (fault == Fault.ZeroAddressPays) return Erc20Checks.checkZeroAddressLosesNothingUnseen.selector;
        revert("every fault is about something");
    }
}
