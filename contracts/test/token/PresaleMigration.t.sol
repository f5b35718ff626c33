// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IPresaleMigration} from "../../src/token/IPresaleMigration.sol";
import {Test} from "../support/Test.sol";

/// @notice A presale token whose `burnFrom` does not burn, or comes back in.
contract BadPresaleToken {
    uint256 public totalSupply = 1_000;
    bool private reenters;

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function setReenters() external {
        reenters = true;
    }

    function burnFrom(address, uint256 units) external {
        if (!reenters) return;
        reenters = false;
        totalSupply -= units;
        IPresaleMigration(msg.sender).migrate(units);
        reenters = true;
    }
}

contract PresaleMigrationTest is Test {
    uint64 private constant DEADLINE = 1_800_000_000;
    address private constant DAO = address(0xDA0);
    address private constant HOLDER = address(0xA11CE);
    address private constant OTHER = address(0xB0B);

    IERC20 private token;
    IERC20Metadata private presale;
    IPresaleMigration private migration;

    function setUp() public {
        vm.warp(DEADLINE - 100 days);
        token = IERC20(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        presale = IERC20Metadata(
            deploy("DeployableToken.sol:DeployableToken", abi.encode("Presale", "SPT", 18, 1_000 ether, HOLDER))
        );
        migration = _create(address(presale));
    }

    function test_H8_BurnsThePresaleTokenAndPaysTwiceAsMuch() public {
        token.transfer(address(migration), 2_000 ether);
        assertEq(migration.shortfallWei(), 0, "enough for all");
        _approve(HOLDER, type(uint256).max);
        vm.prank(HOLDER);
        migration.migrate(300 ether);
        assertEq(token.balanceOf(HOLDER), 600 ether, "twice");
        assertEq(presale.balanceOf(HOLDER), 700 ether, "burned");
        assertEq(presale.totalSupply(), 700 ether, "out of existence");
        assertEq(migration.shortfallWei(), 0, "still enough for all others");
    }

    function test_H8_NothingIsPaidForTwice() public {
        token.transfer(address(migration), 3_000 ether);
        _approve(HOLDER, type(uint256).max);
        vm.prank(HOLDER);
        migration.migrate(1_000 ether);
        vm.prank(HOLDER);
        (bool again, ) = address(migration).call(abi.encodeCall(migration.migrate, (1)));
        assertTrue(!again, "what was burned is gone");
        assertEq(token.balanceOf(HOLDER), 2_000 ether, "paid once");
        assertEq(presale.totalSupply(), 0, "nothing is left to migrate");
    }

    function test_H8_ARefusedMigrationBurnsNothing() public {
        token.transfer(address(migration), 10 ether);
        assertEq(migration.shortfallWei(), 1_990 ether, "says what is missing");
        _approve(HOLDER, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleUnderfunded.selector, 10 ether, 12 ether));
        vm.prank(HOLDER);
        migration.migrate(6 ether);
        assertEq(presale.balanceOf(HOLDER), 1_000 ether, "kept");
    }

    function test_H8_OnlyWhoHoldsAndApprovesMigrates() public {
        token.transfer(address(migration), 2_000 ether);
        vm.prank(HOLDER);
        (bool withoutApproval, ) = address(migration).call(abi.encodeCall(migration.migrate, (1)));
        assertTrue(!withoutApproval, "not approved");
        _approve(OTHER, type(uint256).max);
        vm.prank(OTHER);
        (bool withoutTokens, ) = address(migration).call(abi.encodeCall(migration.migrate, (1)));
        assertTrue(!withoutTokens, "nothing held");
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleZeroAmount.selector));
        migration.migrate(0);
    }

    function test_H8_LeftoverGoesBackAfterTheDeadlineAndNothingMigratesThen() public {
        token.transfer(address(migration), 2_000 ether);
        _approve(HOLDER, type(uint256).max);
        vm.warp(DEADLINE - 1);
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleNotOver.selector, DEADLINE));
        migration.returnLeftover();
        vm.prank(HOLDER);
        migration.migrate(1 ether);
        vm.warp(DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleTooLate.selector, DEADLINE));
        vm.prank(HOLDER);
        migration.migrate(1 ether);
        migration.returnLeftover();
        assertEq(token.balanceOf(DAO), 1_998 ether, "to the DAO");
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleZeroAmount.selector));
        migration.returnLeftover();
    }

    function test_H8_APresaleTokenThatDoesNotBurnIsNotPaidFor() public {
        BadPresaleToken bad = new BadPresaleToken();
        migration = _create(address(bad));
        token.transfer(address(migration), 2_000 ether);
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleNotBurned.selector, 10));
        migration.migrate(10);
        bad.setReenters();
        vm.expectRevert(abi.encodeWithSelector(IPresaleMigration.PresaleNotBurned.selector, 10));
        migration.migrate(10);
        assertEq(token.balanceOf(address(migration)), 2_000 ether, "nothing was paid");
    }

    function test_H8_DecimalsAreMadeUpFor() public {
        presale = IERC20Metadata(
            deploy("DeployableToken.sol:DeployableToken", abi.encode("Presale", "SPT", 6, 1_000e6, HOLDER))
        );
        migration = _create(address(presale));
        assertEq(migration.payoutWei(1), 2e12, "one millionth is two millionths");
        presale = IERC20Metadata(
            deploy("DeployableToken.sol:DeployableToken", abi.encode("Presale", "SPT", 19, 1_000e19, HOLDER))
        );
        (bool created, bytes memory reason) = address(this).call(abi.encodeCall(this.create, (address(presale))));
        assertTrue(!created && bytes4(reason) == IPresaleMigration.PresaleTermsInvalid.selector, "finer than the token");
        (created, reason) = address(this).call(abi.encodeCall(this.create, (address(token))));
        assertTrue(!created && bytes4(reason) == IPresaleMigration.PresaleTermsInvalid.selector, "the token itself");
    }

    function testFuzz_H8_PaidIsTwiceWhatWasBurned(uint256[6] memory parts) public {
        token.transfer(address(migration), 2_000 ether);
        _approve(HOLDER, type(uint256).max);
        for (uint256 i = 0; i < parts.length; ++i) {
            uint256 units = bound(parts[i], 0, presale.balanceOf(HOLDER));
            if (units == 0) continue;
            vm.prank(HOLDER);
            migration.migrate(units);
            assertEq(token.balanceOf(HOLDER), 2 * (1_000 ether - presale.totalSupply()), "twice what is gone");
            assertEq(migration.shortfallWei(), 0, "and enough for the rest");
        }
    }

    function create(address presaleToken) external returns (IPresaleMigration) {
        return _create(presaleToken);
    }

    function _create(address presaleToken) private returns (IPresaleMigration) {
        return
            IPresaleMigration(
                deploy("PresaleMigration.sol:PresaleMigration", abi.encode(presaleToken, token, DAO, DEADLINE))
            );
    }

    function _approve(address holder, uint256 units) private {
        vm.prank(holder);
        presale.approve(address(migration), units);
    }
}
