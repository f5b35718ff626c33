// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IDailyFund} from "../../src/token/IDailyFund.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

/// @notice A small fund that may run empty: distributors come and go, and everybody tries to share it out.
contract DailyFundHandler is TokenHandler {
    uint128 private constant TOTAL_WEI = 1_000 ether + 7;
    uint32 private constant DAYS = 13;
    uint256 private constant CAP_WEI = uint256(TOTAL_WEI) / DAYS;
    uint256 private constant FUND_START = START + 2 days;
    address private constant DAO = address(0xDA0);

    IERC20 private _token;
    IDailyFund private _fund;
    address[4] private _accounts = [address(0xD1), address(0xD2), DAO, address(0xBAD)];
    address[] private _recipients;

    // The books
    address private _distributor;
    uint256 private _arrivedWei = TOTAL_WEI;
    uint256 private _paidWei;
    mapping(address recipient => uint256) private _gotWei;
    mapping(uint256 day => uint256) private _askedOnDayWei;
    mapping(uint256 day => uint256) private _paidOnDayWei;
    uint256 public distributions;

    function start() external {
        vm.warp(time);
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        bytes memory terms = abi.encode(_token, DAO, TOTAL_WEI, DAYS, uint64(FUND_START));
        _fund = IDailyFund(deploy("DailyFund.sol:DailyFund", terms));
        _token.transfer(address(_fund), TOTAL_WEI);
        for (uint160 i = 1; i < 4; ++i) _recipients.push(address(0xA000 + i));
        _recipients.push(address(_fund));
    }

    function setDistributor(uint256 from, uint256 to) external {
        bool allowed = _accounts[from % 4] == DAO;
        address next = to % 5 == 4 ? address(0) : _accounts[to % 5];
        attempt(_accounts[from % 4], address(_fund), abi.encodeCall(_fund.setDistributor, (next)), allowed);
        if (allowed) _distributor = next;
    }

    function distribute(uint256 from, uint128[3] memory given, uint256 count, uint256 amount, bool oneMore) external {
        address caller = from % 2 == 0 ? _distributor : _accounts[(from / 2) % 4];
        // Nobody has the key of the zero address.
        if (caller == address(0)) return;
        count = count % 4;
        address[] memory recipients = new address[](oneMore ? count + 1 : count);
        uint128[] memory points = new uint128[](count);
        uint256 sum;
        for (uint256 i = 0; i < recipients.length; ++i) {
            recipients[i] = _recipients[(given[i % 3] % 4 + amount % 4 + i) % 4];
            if (i < count) {
                points[i] = given[i] % 5 == 0 ? 0 : given[i];
                sum += points[i];
            }
        }
        uint256 amountWei = bound(amount, 0, CAP_WEI + CAP_WEI / 8);
        bool allowed = caller == _distributor &&
            !oneMore &&
            sum != 0 &&
            time >= FUND_START &&
            amountWei + _askedOnDayWei[_today()] <= CAP_WEI &&
            amountWei <= _arrivedWei - _paidWei;
        attempt(caller, address(_fund), abi.encodeCall(_fund.distribute, (recipients, points, amountWei)), allowed);
        if (!allowed) return;
        ++distributions;
        _askedOnDayWei[_today()] += amountWei;
        for (uint256 i = 0; i < count; ++i) {
            uint256 shareWei = (amountWei * points[i]) / sum;
            if (recipients[i] == address(_fund)) continue;
            _gotWei[recipients[i]] += shareWei;
            _paidOnDayWei[_today()] += shareWei;
            _paidWei += shareWei;
        }
    }

    function give(uint256 amount) external {
        uint256 amountWei = bound(amount, 0, 30 ether);
        _token.transfer(address(_fund), amountWei);
        _arrivedWei += amountWei;
    }

    function pass(uint32 seconds_) external {
        advance(seconds_ % 2 days);
    }

    function check() external view {
        uint256 gotWei;
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(_token.balanceOf(_recipients[i]), _gotWei[_recipients[i]], "each has its shares");
            gotWei += _gotWei[_recipients[i]];
        }
        assertEq(gotWei, _paidWei, "what was paid");
        assertEq(_token.balanceOf(address(_fund)), _arrivedWei - _paidWei, "the rest is still there");
        for (uint256 i = 0; i < 4; ++i) {
            assertEq(_token.balanceOf(_accounts[i]), 0, "who shares out gets nothing by that");
        }
        if (time < FUND_START) {
            assertEq(_paidWei, 0, "nothing before the first day");
            return;
        }
        uint256 day = _today();
        assertTrue(_paidOnDayWei[day] <= CAP_WEI, "no day pays more than another");
        assertTrue(_paidWei <= (day + 1) * CAP_WEI, "nor do all days together");
        uint256 leftWei = CAP_WEI - _askedOnDayWei[day];
        if (leftWei > _arrivedWei - _paidWei) leftWei = _arrivedWei - _paidWei;
        assertEq(_fund.leftTodayWei(), leftWei, "left today");
        assertEq(_fund.distributor(), _distributor, "as the DAO said");
    }

    function _today() private view returns (uint256) {
        return time < FUND_START ? 0 : (time - FUND_START) / 1 days;
    }
}

contract DailyFundInvariantTest is TokenInvariant {
    DailyFundHandler private _handler;

    function setUp() public {
        _handler = new DailyFundHandler();
        _handler.start();
    }

    /// @dev No day gives out more than its part, whoever asks, and nothing leaves in another way.
    function invariant_C37_NoDayGivesMoreThanItsPart() public view {
        _handler.check();
    }

    function test_C37_TheHandlerSharesOut() public {
        uint128[3] memory points = [uint128(1), 2, 4];
        _handler.setDistributor(2, 0);
        _handler.distribute(0, points, 3, 1 ether, false);
        assertEq(_handler.distributions(), 0, "not started");
        for (uint256 day = 0; day < 3; ++day) {
            _handler.pass(2 days - 1);
            _handler.distribute(0, points, 3, 70 ether, false);
            _handler.distribute(0, points, 3, 70 ether, false);
        }
        assertEq(_handler.distributions(), 2, "once a day");
        _handler.check();
    }

    function _handlerAddress() internal view override returns (address) {
        return address(_handler);
    }

    function _actions() internal pure override returns (bytes4[] memory list) {
        list = new bytes4[](7);
        list[0] = list[1] = list[2] = DailyFundHandler.distribute.selector;
        list[3] = DailyFundHandler.setDistributor.selector;
        list[4] = DailyFundHandler.give.selector;
        list[5] = list[6] = DailyFundHandler.pass.selector;
    }
}
