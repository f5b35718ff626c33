// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DealVm} from "./SaleFixture.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

interface Vesting {
    function release(address token) external;
    function release() external;
    function releasable(address token) external view returns (uint256);
    function releasable() external view returns (uint256);
    function released(address token) external view returns (uint256);
    function released() external view returns (uint256);
    function owner() external view returns (address);
    function transferOwnership(address owner) external;
    function renounceOwnership() external;
}

/// @notice A wallet of four years with a cliff of one: anybody releases, its owner hands it on, others try to, and tokens
/// and coins are sent to it later.
contract VestingHandler is TokenHandler {
    uint64 private constant YEAR = 365 days;
    uint256 private constant CLIFF_TIME = START + YEAR;
    uint256 private constant END_TIME = START + 4 * YEAR;
    uint256 private constant TOTAL_WEI = 15_000_000 ether;
    address private constant STRANGER = address(0xBAD);

    IERC20 private _token;
    Vesting private _vesting;
    /// @dev The first is the owner in the beginning; each may become it.
    address[3] private _founders = [address(0xF1), address(0xF2), address(0xF3)];

    // The books, once for tokens and once for coins
    address private _owner = _founders[0];
    uint256[2] private _arrivedWei;
    uint256[2] private _releasedWei;
    mapping(address founder => uint256[2]) private _gotWei;

    function start() external {
        vm.warp(time);
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        bytes memory terms = abi.encode(_owner, uint64(START), 4 * YEAR, YEAR);
        _vesting = Vesting(deploy("FounderVesting.sol:FounderVesting", terms));
        _token.transfer(address(_vesting), TOTAL_WEI);
        _arrivedWei[0] = TOTAL_WEI;
    }

    function release(address caller, bool coins) external {
        uint256 kind = coins ? 1 : 0;
        uint256 amountWei = _vestedWei(kind) - _releasedWei[kind];
        bytes memory call = coins
            ? abi.encodeWithSignature("release()")
            : abi.encodeWithSignature("release(address)", _token);
        attempt(caller, address(_vesting), call, true);
        _releasedWei[kind] += amountWei;
        _gotWei[_owner][kind] += amountWei;
    }

    function handOn(uint256 from, uint256 to, bool renounces) external {
        address caller = from % 4 == 3 ? STRANGER : _founders[from % 4];
        bool allowed = caller == _owner && !renounces;
        // Who gives the wallet up loses what is in it, and that is all.
        if (renounces && caller == _owner) return;
        address next = _founders[to % 3];
        bytes memory call = renounces
            ? abi.encodeCall(_vesting.renounceOwnership, ())
            : abi.encodeCall(_vesting.transferOwnership, (next));
        attempt(caller, address(_vesting), call, allowed);
        if (allowed) _owner = next;
    }

    function give(uint256 tokens, uint256 coins) external {
        uint256 tokensWei = bound(tokens, 0, 1_000 ether);
        uint256 coinsWei = bound(coins, 0, 1 ether);
        _token.transfer(address(_vesting), tokensWei);
        DealVm(address(vm)).deal(address(_vesting), address(_vesting).balance + coinsWei);
        _arrivedWei[0] += tokensWei;
        _arrivedWei[1] += coinsWei;
    }

    function pass(uint32 seconds_) external {
        advance(seconds_ % 90 days);
    }

    function drain() external {
        advance(4 * YEAR);
        this.release(STRANGER, false);
        this.release(STRANGER, true);
        assertEq(_token.balanceOf(address(_vesting)) + address(_vesting).balance, 0, "all is out in the end");
    }

    function check() external view {
        uint256[2] memory releasedWei = [_vesting.released(address(_token)), _vesting.released()];
        uint256[2] memory releasableWei = [_vesting.releasable(address(_token)), _vesting.releasable()];
        uint256[2] memory heldWei = [_token.balanceOf(address(_vesting)), address(_vesting).balance];
        for (uint256 kind = 0; kind < 2; ++kind) {
            assertEq(releasedWei[kind], _releasedWei[kind], "released");
            assertTrue(releasedWei[kind] <= _vestedWei(kind), "never more than has vested");
            assertEq(releasableWei[kind], _vestedWei(kind) - releasedWei[kind], "nor can more be");
            assertEq(heldWei[kind], _arrivedWei[kind] - releasedWei[kind], "the rest is still there");
            if (time < CLIFF_TIME) assertEq(releasedWei[kind], 0, "nothing before the cliff");
        }
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(_token.balanceOf(_founders[i]), _gotWei[_founders[i]][0], "who owned it then, has the tokens");
            assertEq(_founders[i].balance, _gotWei[_founders[i]][1], "and the coins");
        }
        assertEq(_vesting.owner(), _owner, "owner");
    }

    function _vestedWei(uint256 kind) private view returns (uint256) {
        if (time < CLIFF_TIME) return 0;
        return time >= END_TIME ? _arrivedWei[kind] : (_arrivedWei[kind] * (time - START)) / (END_TIME - START);
    }
}

contract FounderVestingInvariantTest is TokenInvariant {
    VestingHandler private _handler;

    function setUp() public {
        _handler = new VestingHandler();
        _handler.start();
    }

    /// @dev Released never passes what has vested, and all of it went to who owned the wallet then.
    function invariant_C40_ReleasedIsWithinWhatHasVested() public view {
        _handler.check();
    }

    function afterInvariant() public {
        _handler.drain();
        _handler.check();
    }

    function _handlerAddress() internal view override returns (address) {
        return address(_handler);
    }

    function _actions() internal pure override returns (bytes4[] memory list) {
        list = new bytes4[](5);
        list[0] = VestingHandler.release.selector;
        list[1] = VestingHandler.handOn.selector;
        list[2] = VestingHandler.give.selector;
        list[3] = list[4] = VestingHandler.pass.selector;
    }
}
