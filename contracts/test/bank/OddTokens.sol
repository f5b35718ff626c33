// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

// Tokens as they are met, and as they must not be met.

/// @notice Takes a fee of each transfer, once it is told to: 0 at first.
contract FeeToken is ERC20, ERC20Permit, ERC3009 {
    uint256 public feePercent;
    /// @notice What the recipient receives too much.
    uint256 public bonusWei;

    constructor() ERC20("Fee", "FEE") ERC20Permit("Fee") {
        _mint(msg.sender, 1_000_000);
    }

    function setFee(uint256 feePercent_, uint256 bonusWei_) external {
        feePercent = feePercent_;
        bonusWei = bonusWei_;
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        bytes32 typehash = RECEIVE_WITH_AUTHORIZATION_TYPEHASH;
        bytes32 structHash = keccak256(abi.encode(typehash, from, to, value, validAfter, validBefore, nonce));
        if (!SignatureChecker.isValidSignatureNow(from, _hashTypedDataV4(structHash), signature)) revert ERC3009InvalidSignature();
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, value);
        uint256 feeWei = (value * feePercent) / 100;
        super._update(from, address(0xFEE), feeWei);
        super._update(from, to, value - feeWei);
        if (bonusWei != 0) super._update(address(0), to, bonusWei);
    }
}

/// @notice Returns nothing where the standard has a bool, as the first tokens did.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor() {
        balanceOf[msg.sender] = 1_000_000;
    }

    function approve(address spender, uint256 value) external {
        allowance[msg.sender][spender] = value;
    }

    function transfer(address to, uint256 value) external {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
    }

    function transferFrom(address from, address to, uint256 value) external {
        allowance[from][msg.sender] -= value;
        balanceOf[from] -= value;
        balanceOf[to] += value;
    }
}

/// @notice Moves nothing, and says whatever it was told to say of it.
contract DeafToken {
    bool private immutable _answer;

    constructor(bool answer) {
        _answer = answer;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 1_000_000;
    }

    function transferFrom(address, address, uint256) external view returns (bool) {
        return _answer;
    }
}

/// @notice Calls its holder back while it moves: the holder deposits again within its deposit.
contract CallingToken is ERC20 {
    constructor() ERC20("Calling", "CALL") {
        _mint(msg.sender, 1_000_000);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (from.code.length != 0) IDepositor(from).onTransfer();
        return super.transferFrom(from, to, value);
    }
}

interface IDepositor {
    function onTransfer() external;
}
