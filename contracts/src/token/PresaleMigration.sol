// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPresaleMigration} from "./IPresaleMigration.sol";

/// @title PresaleMigration
/// @notice See IPresaleMigration, which carries the documentation and the trust assumptions.
contract PresaleMigration is IPresaleMigration {
    using SafeERC20 for IERC20;

    uint256 private constant RATIO = 2;

    /// @inheritdoc IPresaleMigration
    IERC20 public immutable presaleToken;
    /// @inheritdoc IPresaleMigration
    IERC20 public immutable token;
    /// @inheritdoc IPresaleMigration
    address public immutable beneficiary;
    /// @inheritdoc IPresaleMigration
    uint64 public immutable deadline;

    /// @dev What one unit of the presale token is worth, in wei of the token.
    uint256 private immutable _weiPerUnit;

    /// @param presaleToken_ What is burned.
    /// @param token_ What is paid out.
    /// @param beneficiary_ Who gets what is left over; in production the DAO's timelock.
    /// @param deadline_ The first second after the migration, since 1970.
    constructor(IERC20Metadata presaleToken_, IERC20Metadata token_, address beneficiary_, uint64 deadline_) {
        uint8 presaleDecimals = presaleToken_.decimals();
        uint8 decimals = token_.decimals();
        if (
            address(presaleToken_) == address(token_) ||
            presaleDecimals > decimals ||
            beneficiary_ == address(0) ||
            deadline_ <= block.timestamp
        ) revert PresaleTermsInvalid();
        presaleToken = presaleToken_;
        token = token_;
        beneficiary = beneficiary_;
        deadline = deadline_;
        _weiPerUnit = RATIO * 10 ** (decimals - presaleDecimals);
    }

    /// @inheritdoc IPresaleMigration
    function payoutWei(uint256 units) public view returns (uint256) {
        return units * _weiPerUnit;
    }

    /// @inheritdoc IPresaleMigration
    function shortfallWei() external view returns (uint256) {
        uint256 heldWei = token.balanceOf(address(this));
        uint256 neededWei = payoutWei(presaleToken.totalSupply());
        return neededWei > heldWei ? neededWei - heldWei : 0;
    }

    /// @inheritdoc IPresaleMigration
    function migrate(uint256 units) external {
        if (block.timestamp >= deadline) revert PresaleTooLate(deadline);
        if (units == 0) revert PresaleZeroAmount();
        uint256 neededWei = payoutWei(units);
        uint256 heldWei = token.balanceOf(address(this));
        if (heldWei < neededWei) revert PresaleUnderfunded(heldWei, neededWei);
        uint256 supply = presaleToken.totalSupply();
        // Comes back in, where the presale token lets it: then the supply falls by more than these units, and all reverts.
        ERC20Burnable(address(presaleToken)).burnFrom(msg.sender, units);
        if (presaleToken.totalSupply() != supply - units) revert PresaleNotBurned(units);
        emit PresaleMigrated(msg.sender, units, neededWei);
        token.safeTransfer(msg.sender, neededWei);
    }

    /// @inheritdoc IPresaleMigration
    function returnLeftover() external {
        if (block.timestamp < deadline) revert PresaleNotOver(deadline);
        uint256 amountWei = token.balanceOf(address(this));
        if (amountWei == 0) revert PresaleZeroAmount();
        emit PresaleLeftoverReturned(amountWei);
        token.safeTransfer(beneficiary, amountWei);
    }
}
