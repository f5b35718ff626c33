// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank, Posting} from "../../src/bank/IBank.sol";
import {IPromotionFund} from "../../src/token/IPromotionFund.sol";
import {ISponsoredAccount} from "../../src/token/ISponsoredAccount.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ModuleMock} from "../support/ModuleMock.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

/// @notice The DAO grants, operators sign requests, a stand-in of the Broker locks and pays what was signed for, and
/// anybody returns what is left. Another module and strangers try to take from the fund and from grants, and to hold returns
/// up.
contract PromotionHandler is TokenHandler {
    uint256 private constant TOTAL_WEI = 1_000 ether;
    uint64 private constant DELAY_SECONDS = 1 days;
    uint256 private constant FIRST_KEY = 0xA11CE;
    uint256 private constant OPERATORS = 3;
    address private constant DAO = address(0xDA0);
    address private constant PROVIDER = address(0x9707);
    address private constant TREASURY = address(0x7EA5);
    bytes4 private constant VALID = 0x1626ba7e;

    struct Grant {
        ISponsoredAccount account;
        uint256 operator;
        uint256 expiresAt;
        uint256 availableWei;
        uint256 lockedWei;
        uint256 pendingWei;
        uint256 unlockTime;
    }

    IERC20 private _token;
    IBank private _bank;
    IPromotionFund private _fund;
    ModuleMock private _broker;
    ModuleMock private _otherModule;

    // The books
    Grant[] private _grants;
    uint256 private _fundWei = TOTAL_WEI;
    uint256 private _withdrawnWei;
    uint256 private _earnedWei;
    uint256 private _givenWei;

    function start() external {
        vm.warp(time);
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        address broker = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        // The handler is the authority, and lets itself.
        _bank = IBank(deploy("Bank.sol:Bank", abi.encode(_token, address(this), DELAY_SECONDS, broker)));
        _broker = new ModuleMock(_bank);
        assertEq(address(_broker), broker, "place of the first module");
        _otherModule = new ModuleMock(_bank);
        _bank.addModule(address(_otherModule), 1);
        _fund = IPromotionFund(deploy("PromotionFund.sol:PromotionFund", abi.encode(_bank, DAO)));
        _token.transfer(address(_fund), TOTAL_WEI);
        _token.approve(address(_bank), type(uint256).max);
    }

    function canCall(address caller, address, bytes4) external view returns (bool immediate, uint32 delay) {
        return (caller == address(this), 0);
    }

    function grant(bool asDao, uint256 operator, uint256 amount, uint32 seconds_) external {
        operator %= OPERATORS;
        address caller = asDao ? DAO : vm.addr(FIRST_KEY + operator);
        uint96 amountWei = uint96(bound(amount, 0, 200 ether));
        uint64 expiresAt = uint64(time + (seconds_ % 10 days));
        bool allowed = asDao && amountWei != 0 && expiresAt > time && amountWei <= _fundWei;
        bytes memory call = abi.encodeCall(_fund.grant, (vm.addr(FIRST_KEY + operator), amountWei, expiresAt));
        bytes memory result = attempt(caller, address(_fund), call, allowed);
        if (!allowed) return;
        _fundWei -= amountWei;
        ISponsoredAccount account = abi.decode(result, (ISponsoredAccount));
        _grants.push(Grant(account, operator, expiresAt, amountWei, 0, 0, 0));
    }

    function withdraw(bool asDao, uint256 amount) external {
        uint256 amountWei = bound(amount, 0, 20 ether);
        bool allowed = asDao && amountWei <= _fundWei;
        bytes memory call = abi.encodeCall(_fund.withdraw, (TREASURY, amountWei));
        attempt(asDao ? DAO : PROVIDER, address(_fund), call, allowed);
        if (!allowed) return;
        _fundWei -= amountWei;
        _withdrawnWei += amountWei;
    }

    /// @dev As the Broker does: it asks the account whether the request is signed, and locks.
    function open(uint256 which, uint256 signer, uint256 amount) external {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        bytes32 digest = keccak256(abi.encode("request", which, amount));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(FIRST_KEY + (signer % OPERATORS), digest);
        bool valid = grant_.account.isValidSignature(digest, abi.encodePacked(r, s, v)) == VALID;
        assertTrue(
            valid == (signer % OPERATORS == grant_.operator && time < grant_.expiresAt),
            "signed by the operator, until it expires"
        );
        if (!valid) return;
        uint256 amountWei = bound(amount, 0, grant_.availableWei);
        _post(_broker, grant_.account, -int256(amountWei), int256(amountWei), 0, true);
        grant_.availableWei -= amountWei;
        grant_.lockedWei += amountWei;
    }

    /// @dev A part is earned, the rest of what was locked comes back, however late.
    function settle(uint256 which, uint256 earned) external {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        uint256 lockedWei = grant_.lockedWei;
        uint256 earnedWei = bound(earned, 0, lockedWei);
        uint256 restWei = lockedWei - earnedWei;
        _post(_broker, grant_.account, int256(restWei), -int256(lockedWei), int256(earnedWei), true);
        grant_.lockedWei = 0;
        grant_.availableWei += restWei;
        _earnedWei += earnedWei;
    }

    /// @dev A module that the account has not consented to, and somebody who is no module.
    function take(uint256 which, uint256 amount) external {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        int256 amountWei = int256(bound(amount, 1, 1 ether));
        _post(_otherModule, grant_.account, -amountWei, 0, amountWei, false);
        address operator = vm.addr(FIRST_KEY + grant_.operator);
        attempt(operator, address(_bank), abi.encodeCall(_bank.withdraw, (PROVIDER)), false);
    }

    function give(uint256 which, uint256 amount) external {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        uint96 amountWei = uint96(bound(amount, 1, 1 ether));
        _bank.depositFor(address(grant_.account), amountWei);
        grant_.availableWei += amountWei;
        _givenWei += amountWei;
    }

    function requestReturn(uint256 which, address caller) external {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        // What waits is paid first, in its time; otherwise each request would make it wait anew.
        bool allowed = time >= grant_.expiresAt &&
            grant_.availableWei != 0 &&
            (grant_.pendingWei == 0 || time >= grant_.unlockTime);
        attempt(caller, address(grant_.account), abi.encodeCall(grant_.account.requestReturn, ()), allowed);
        if (!allowed) return;
        _fundWei += grant_.pendingWei;
        grant_.pendingWei = grant_.availableWei;
        grant_.availableWei = 0;
        grant_.unlockTime = time + DELAY_SECONDS;
    }

    function finishReturn(uint256 which, address caller) public {
        if (_grants.length == 0) return;
        Grant storage grant_ = _grants[which % _grants.length];
        bool allowed = grant_.pendingWei != 0 && time >= grant_.unlockTime;
        attempt(caller, address(grant_.account), abi.encodeCall(grant_.account.finishReturn, ()), allowed);
        if (!allowed) return;
        _fundWei += grant_.pendingWei;
        grant_.pendingWei = 0;
    }

    function pass(uint32 seconds_) external {
        advance(seconds_ % 2 days);
    }

    function drain() external {
        for (uint256 i = 0; i < _grants.length; ++i) this.settle(i, 0);
        advance(20 days);
        for (uint256 i = 0; i < _grants.length; ++i) {
            if (_grants[i].availableWei != 0) this.requestReturn(i, PROVIDER);
        }
        advance(DELAY_SECONDS);
        for (uint256 i = 0; i < _grants.length; ++i) finishReturn(i, PROVIDER);
        assertEq(_bank.totalHeldWei(), _earnedWei, "what was not earned has come back");
        assertEq(_fundWei, TOTAL_WEI + _givenWei - _earnedWei - _withdrawnWei, "to the fund");
    }

    function check() external view {
        uint256 inGrantsWei;
        for (uint256 i = 0; i < _grants.length; ++i) {
            Grant storage grant_ = _grants[i];
            (uint96 availableWei, uint96 lockedWei, uint32 consent) = _bank.accountOf(address(grant_.account));
            (uint96 pendingWei, ) = _bank.withdrawalOf(address(grant_.account));
            assertEq(availableWei, grant_.availableWei, "available");
            assertEq(lockedWei, grant_.lockedWei, "locked");
            assertEq(pendingWei, grant_.pendingWei, "on its way back");
            assertEq(consent, 1, "for the Broker and nobody else");
            assertEq(grant_.account.fund(), address(_fund), "of the fund");
            inGrantsWei += uint256(availableWei) + lockedWei + pendingWei;
        }
        assertEq(_token.balanceOf(address(_fund)), _fundWei, "what is not granted");
        assertEq(_token.balanceOf(TREASURY), _withdrawnWei, "what the DAO withdrew");
        (uint96 providerWei, , ) = _bank.accountOf(PROVIDER);
        assertEq(providerWei, _earnedWei, "what was earned");
        assertEq(_bank.totalHeldWei(), inGrantsWei + _earnedWei, "the rest is in grants");
        assertEq(_fundWei + inGrantsWei + _earnedWei + _withdrawnWei, TOTAL_WEI + _givenWei, "nothing is lost");
    }

    function _post(
        ModuleMock module,
        ISponsoredAccount account,
        int256 available,
        int256 locked,
        int256 paid,
        bool allowed
    ) private {
        Posting[] memory postings = new Posting[](2);
        postings[0] = Posting(address(account), available, locked);
        postings[1] = Posting(PROVIDER, paid, 0);
        attempt(address(this), address(module), abi.encodeCall(module.post, (postings)), allowed);
    }
}

contract PromotionFundInvariantTest is TokenInvariant {
    PromotionHandler private _handler;

    function setUp() public {
        _handler = new PromotionHandler();
        _handler.start();
    }

    /// @dev Grants leave the fund by the DAO's word alone, are spent on what their operator signed, and return.
    function invariant_C38_GrantsAreSpentOnWhatIsSignedOrReturn() public view {
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
        list = new bytes4[](12);
        list[0] = list[1] = PromotionHandler.grant.selector;
        list[2] = PromotionHandler.withdraw.selector;
        list[3] = list[4] = PromotionHandler.open.selector;
        list[5] = PromotionHandler.settle.selector;
        list[6] = PromotionHandler.take.selector;
        list[7] = PromotionHandler.give.selector;
        list[8] = list[9] = PromotionHandler.requestReturn.selector;
        list[10] = PromotionHandler.finishReturn.selector;
        list[11] = PromotionHandler.pass.selector;
    }
}
