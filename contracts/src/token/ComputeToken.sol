// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title ComputeToken
/// @notice The token that computing is paid and staked in, and that the rules are voted on with.
/// 100,000,000 SUAN exist from the first block on; nobody can mint, burn, pause or take fees.
/// @dev Votes follow ERC-5805 with the block number as clock; an account delegates to itself to vote.
contract ComputeToken is ERC20, ERC20Permit, ERC20Votes {
    /// @notice All there will ever be, in wei of SUAN (18 decimals).
    uint256 public constant GENESIS_SUPPLY_WEI = 100_000_000 ether;

    /// @param genesisHolder The account that receives the whole supply.
    constructor(address genesisHolder) ERC20("Suanli Compute Token", "SUAN") ERC20Permit("Suanli Compute Token") {
        _mint(genesisHolder, GENESIS_SUPPLY_WEI);
    }

    /// @inheritdoc ERC20Permit
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}
