// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title DeployableToken
/// @notice A token of one's own: ERC-20 with permit (ERC-2612), whose whole supply exists from the start.
/// @dev Nobody can mint, pause or take fees, and nobody owns the contract. Holders may burn what they hold, so that it
/// can serve as a presale token (see IPresaleMigration).
contract DeployableToken is ERC20, ERC20Burnable, ERC20Permit {
    uint8 private immutable _decimals;

    /// @param name_ Its name, which is also that of its EIP-712 domain.
    /// @param symbol_ Its symbol.
    /// @param decimals_ Decimals that amounts are shown with; 18 in most tokens.
    /// @param supply All there will ever be, in base units.
    /// @param holder The account that receives the whole supply.
    constructor(
        string memory name_,
        string memory symbol_,
        uint8 decimals_,
        uint256 supply,
        address holder
    ) ERC20(name_, symbol_) ERC20Permit(name_) {
        _decimals = decimals_;
        _mint(holder, supply);
    }

    /// @inheritdoc ERC20
    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}
