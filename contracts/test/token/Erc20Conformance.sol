// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Erc20Checks} from "./Erc20Checks.sol";

/// @notice All checks as tests; who inherits it gives the token to `examine` in its `setUp`.
abstract contract Erc20Conformance is Erc20Checks {
    function test_E1_SupplyIsWhatIsHeld() public {
        checkSupplyIsWhatIsHeld();
    }

    function test_E1_TransferMovesExactly() public {
        checkTransferMovesExactly();
    }

    function test_E1_TransferOfZero() public {
        checkTransferOfZero();
    }

    function test_E1_TransferToOneself() public {
        checkTransferToOneself();
    }

    function test_E1_OverspendIsRefused() public {
        checkOverspendIsRefused();
    }

    function test_E1_TransferEmits() public {
        checkTransferEmits();
    }

    function test_E1_ApproveSetsTheAllowance() public {
        checkApproveSetsTheAllowance();
    }

    function test_E1_ApproveEmits() public {
        checkApproveEmits();
    }

    function test_E1_TransferFromMovesTheOwnersTokens() public {
        checkTransferFromMovesTheOwnersTokens();
    }

    function test_E1_TransferFromEmits() public {
        checkTransferFromEmits();
    }

    function test_E1_AllowanceShrinks() public {
        checkAllowanceShrinks();
    }

    function test_E1_AllowanceIsTheLimit() public {
        checkAllowanceIsTheLimit();
    }

    function test_E1_ALoweredAllowanceIsTheLimit() public {
        checkALoweredAllowanceIsTheLimit();
    }

    function test_E1_AllowanceDoesNotReplaceABalance() public {
        checkAllowanceDoesNotReplaceABalance();
    }

    function test_E1_InfiniteAllowance() public {
        checkInfiniteAllowance();
    }

    function test_E1_ZeroAddressLosesNothingUnseen() public {
        checkZeroAddressLosesNothingUnseen();
    }

    function testFuzz_E1_AnyTransfersConserve(uint256[8] memory amounts) public {
        checkAnyTransfersConserve(amounts);
    }
}
