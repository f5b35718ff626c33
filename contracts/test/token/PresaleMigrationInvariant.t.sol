// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPresaleMigration} from "../../src/token/IPresaleMigration.sol";
import {TokenHandler, TokenInvariant} from "./TokenInvariant.sol";

/// @notice A presale token of 6 decimals that, where it is told to, burns less than it says, or calls its holder first.
contract FickleToken is ERC20Burnable {
    uint256 public lessUnits;
    bool public calls;

    constructor(uint256 supply) ERC20("Presale", "SPT") {
        _mint(msg.sender, supply);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function set(uint256 lessUnits_, bool calls_) external {
        (lessUnits, calls) = (lessUnits_, calls_);
    }

    function burnFrom(address account, uint256 units) public override {
        if (calls) {
            calls = false;
            PresaleHandler(account).onBurn();
        }
        super.burnFrom(account, units - lessUnits);
    }
}

/// @notice Holders pass presale tokens on, burn them without being paid, migrate them, and try to be paid twice; the handler
/// is one of them.
contract PresaleHandler is TokenHandler {
    uint256 private constant SUPPLY = 1_000e6;
    uint256 private constant WEI_PER_UNIT = 2e12;
    uint256 private constant DEADLINE = START + 12 days;
    address private constant DAO = address(0xDA0);

    IERC20 private _token;
    FickleToken private _presale;
    IPresaleMigration private _migration;
    address[] private _holders;

    // The books
    uint256 private _arrivedWei;
    uint256 private _returnedWei;
    uint256 private _migratedUnits;
    uint256 private _burnedUnits;
    mapping(address holder => uint256) private _units;
    mapping(address holder => uint256) private _gotWei;
    mapping(address holder => bool) private _approved;
    uint256 private _innerUnits;

    function start() external {
        vm.warp(time);
        _token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        _presale = new FickleToken(SUPPLY);
        bytes memory terms = abi.encode(_presale, _token, DAO, uint64(DEADLINE));
        _migration = IPresaleMigration(deploy("PresaleMigration.sol:PresaleMigration", terms));
        _holders = [address(this), address(0xA1), address(0xA2), address(0xA3)];
        _units[address(this)] = SUPPLY;
        for (uint256 i = 1; i < 4; ++i) _move(_holders[0], _holders[i], SUPPLY / 5);
        // Half of what is needed.
        this.fund(SUPPLY * WEI_PER_UNIT / 2);
    }

    function approve(uint256 who, bool approved) external {
        address holder = _holders[who % 4];
        vm.prank(holder);
        _presale.approve(address(_migration), approved ? type(uint256).max : 0);
        _approved[holder] = approved;
    }

    function pass(uint256 from, uint256 to, uint256 units) external {
        _move(_holders[from % 4], _holders[to % 4], bound(units, 0, _units[_holders[from % 4]]));
    }

    /// @dev What is burned elsewhere was not migrated, and is not paid for.
    function burn(uint256 who, uint256 units) external {
        address holder = _holders[who % 4];
        units = bound(units, 0, _units[holder] / 16);
        vm.prank(holder);
        _presale.burn(units);
        _units[holder] -= units;
        _burnedUnits += units;
    }

    function migrate(uint256 who, uint256 units, uint256 lessUnits) external {
        address holder = _holders[who % 4];
        units = bound(units, 0, _units[holder] + 1);
        lessUnits = lessUnits % 8 == 0 && units > 0 ? 1 : 0;
        _presale.set(lessUnits, false);
        bool allowed = _mayMigrate(holder, units) && lessUnits == 0;
        attempt(holder, address(_migration), abi.encodeCall(_migration.migrate, (units)), allowed);
        _presale.set(0, false);
        if (!allowed) return;
        _units[holder] -= units;
        _migratedUnits += units;
        _gotWei[holder] += units * WEI_PER_UNIT;
    }

    /// @dev While some are burned, others are migrated from within: both together would be paid for two burns each.
    function migrateWithin(uint256 units, uint256 innerUnits) external {
        units = bound(units, 1, _units[address(this)] + 1);
        _innerUnits = bound(innerUnits, 1, _units[address(this)] + 1);
        if (!_mayMigrate(address(this), units) || !_mayMigrate(address(this), _innerUnits)) return;
        _presale.set(0, true);
        attempt(address(this), address(_migration), abi.encodeCall(_migration.migrate, (units)), false);
        _presale.set(0, false);
    }

    function onBurn() external {
        _migration.migrate(_innerUnits);
    }

    function returnLeftover(address caller) external {
        uint256 leftWei = _heldWei();
        bool allowed = time >= DEADLINE && leftWei != 0;
        attempt(caller, address(_migration), abi.encodeCall(_migration.returnLeftover, ()), allowed);
        if (allowed) _returnedWei += leftWei;
    }

    function fund(uint256 amount) external {
        uint256 amountWei = bound(amount, 0, SUPPLY * WEI_PER_UNIT / 2);
        _token.transfer(address(_migration), amountWei);
        _arrivedWei += amountWei;
    }

    function wait(uint32 seconds_) external {
        advance(seconds_ % 4 days);
    }

    function drain() external {
        advance(DEADLINE);
        if (_heldWei() != 0) this.returnLeftover(address(1));
        assertEq(_token.balanceOf(address(_migration)), 0, "nothing stays behind");
    }

    function check() external view {
        uint256 gotWei;
        for (uint256 i = 0; i < 4; ++i) {
            address holder = _holders[i];
            assertEq(_presale.balanceOf(holder), _units[holder], "presale tokens");
            if (i != 0) assertEq(_token.balanceOf(holder), _gotWei[holder], "each was paid for its own");
            gotWei += _gotWei[holder];
        }
        assertEq(gotWei, _migratedUnits * WEI_PER_UNIT, "two for each that was migrated");
        assertEq(_presale.totalSupply(), SUPPLY - _migratedUnits - _burnedUnits, "which is out of existence");
        assertEq(_token.balanceOf(address(_migration)), _heldWei(), "the rest is still there");
        assertEq(_token.balanceOf(DAO), _returnedWei, "or the DAO's");
        uint256 neededWei = _presale.totalSupply() * WEI_PER_UNIT;
        uint256 shortfallWei = neededWei > _heldWei() ? neededWei - _heldWei() : 0;
        assertEq(_migration.shortfallWei(), shortfallWei, "shortfall");
        uint256 ownWei = _token.totalSupply() - _arrivedWei + _gotWei[address(this)];
        assertEq(_token.balanceOf(address(this)), ownWei, "the handler is paid as others are");
    }

    function _mayMigrate(address holder, uint256 units) private view returns (bool) {
        return
            time < DEADLINE &&
            units != 0 &&
            units <= _units[holder] &&
            _approved[holder] &&
            units * WEI_PER_UNIT <= _heldWei();
    }

    function _move(address from, address to, uint256 units) private {
        vm.prank(from);
        _presale.transfer(to, units);
        _units[from] -= units;
        _units[to] += units;
    }

    function _heldWei() private view returns (uint256) {
        return _arrivedWei - _migratedUnits * WEI_PER_UNIT - _returnedWei;
    }
}

contract PresaleMigrationInvariantTest is TokenInvariant {
    PresaleHandler private _handler;

    function setUp() public {
        _handler = new PresaleHandler();
        _handler.start();
    }

    /// @dev What was paid is twice what was burned for it, and nothing else leaves before the deadline.
    function invariant_H8_PaidIsTwiceWhatWasBurned() public view {
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
        list = new bytes4[](10);
        list[0] = list[1] = PresaleHandler.migrate.selector;
        list[2] = list[3] = PresaleHandler.approve.selector;
        list[4] = PresaleHandler.pass.selector;
        list[5] = PresaleHandler.burn.selector;
        list[6] = PresaleHandler.migrateWithin.selector;
        list[7] = PresaleHandler.returnLeftover.selector;
        list[8] = PresaleHandler.fund.selector;
        list[9] = PresaleHandler.wait.selector;
    }
}
