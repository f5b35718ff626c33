// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ComputeToken} from "../support/Deployed.sol";
import {Test} from "../support/Test.sol";

contract ComputeTokenTest is Test {
    uint256 private constant HOLDER_KEY = 0xA11CE;
    ComputeToken private token;
    address private holder;

    function setUp() public {
        holder = vm.addr(HOLDER_KEY);
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(holder)));
    }

    function test_GenesisGivesTheWholeSupplyToTheHolder() public view {
        assertEq(token.totalSupply(), 100_000_000e18, "supply");
        assertEq(token.balanceOf(holder), 100_000_000e18, "holder");
        assertEq(bytes(token.name()), "Suanli Compute Token", "name");
        assertEq(bytes(token.symbol()), "SUAN", "symbol");
        assertEq(token.decimals(), 18, "decimals");
        assertTrue(token.totalSupply() < type(uint96).max, "an account of the bank could hold it all");
    }

    function test_VotesFollowDelegationAndTransfers() public {
        vm.roll(10);
        vm.prank(holder);
        token.delegate(holder);
        vm.roll(11);
        vm.prank(holder);
        token.transfer(address(1), 1e18);
        vm.roll(12);
        assertEq(token.getPastVotes(holder, 10), 100_000_000e18, "before the transfer");
        assertEq(token.getPastVotes(holder, 11), 100_000_000e18 - 1e18, "after the transfer");
    }

    function test_PermitApproves() public {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                holder,
                address(2),
                5,
                token.nonces(holder),
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            HOLDER_KEY,
            keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash))
        );
        token.permit(holder, address(2), 5, block.timestamp, v, r, s);
        assertEq(token.allowance(holder, address(2)), 5, "allowance");
        assertEq(token.nonces(holder), 1, "nonce");
    }
}
