// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

enum Fault {
    None,
    OverspendPasses,
    OverspendTakesWhatThereIs,
    SelfTransferCreates,
    SelfTransferOfMorePasses,
    ZeroIsRefused,
    ReturnsNothing,
    ReturnsFalse,
    TakesAFee,
    MintsOnTransfer,
    NoTransferEvent,
    TransferEventOfAnotherAmount,
    NoTransferFromEvent,
    TransferFromNamesTheSpender,
    NoApprovalEvent,
    ApproveAddsUp,
    ApproveWantsZeroFirst,
    ApproveIsMutual,
    AllowanceStays,
    AllowanceOfOneMore,
    AllowanceIgnored,
    AllowanceLostOnRefusal,
    AllowanceReplacesBalance,
    InfiniteAllowanceRefused,
    SpenderPays,
    BurnsUnseen,
    ZeroAddressPays
}

/// @notice An ERC-20 written from the words of the EIP, and its faults: what the conformance suite must let pass, and what
/// it must not.
contract PlainToken {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    Fault private immutable fault;
    uint256 private supply;
    mapping(address account => uint256 amount) private balances;
    mapping(address owner => mapping(address spender => uint256 amount)) private allowances;

    constructor(Fault fault_, address holder, uint256 supply_) {
        fault = fault_;
        supply = supply_;
        balances[holder] = supply_;
    }

    function totalSupply() external view returns (uint256) {
        return supply;
    }

    function balanceOf(address account) external view returns (uint256) {
        return balances[account];
    }

    function allowance(address owner, address spender) external view returns (uint256) {
        return allowances[owner][spender];
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        if (fault != Fault.NoTransferEvent) {
            emit Transfer(msg.sender, to, fault == Fault.TransferEventOfAnotherAmount ? value + 1 : value);
        }
        return answer();
    }

    function approve(address spender, uint256 value) external returns (bool) {
        uint256 before = allowances[msg.sender][spender];
        if (fault == Fault.ApproveWantsZeroFirst) require(value == 0 || before == 0, "to zero first");
        unchecked {
            allowances[msg.sender][spender] = fault == Fault.ApproveAddsUp ? before + value : value;
        }
        if (fault == Fault.ApproveIsMutual) allowances[spender][msg.sender] = value;
        if (fault != Fault.NoApprovalEvent) emit Approval(msg.sender, spender, value);
        return answer();
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowances[from][msg.sender];
        if (fault == Fault.InfiniteAllowanceRefused) require(allowed != type(uint256).max, "finite only");
        if (fault == Fault.AllowanceLostOnRefusal && value > allowed) {
            allowances[from][msg.sender] = 0;
            return false;
        }
        bool ignored = fault == Fault.AllowanceIgnored || (fault == Fault.ZeroAddressPays && from == address(0));
        if (!ignored) {
            require(allowed >= value || (fault == Fault.AllowanceOfOneMore && allowed + 1 >= value), "allowance");
            if (fault != Fault.AllowanceStays) allowances[from][msg.sender] = allowed < value ? 0 : allowed - value;
        }
        move(fault == Fault.SpenderPays ? msg.sender : from, to, value);
        if (fault != Fault.NoTransferFromEvent) {
            emit Transfer(fault == Fault.TransferFromNamesTheSpender ? msg.sender : from, to, value);
        }
        return answer();
    }

    function move(address from, address to, uint256 value) private {
        if (fault == Fault.ZeroIsRefused) require(value != 0, "zero");
        if (fault == Fault.SelfTransferOfMorePasses && from == to) return;
        if (fault == Fault.BurnsUnseen && to == address(0)) {
            balances[from] -= value;
            return;
        }
        if (fault == Fault.ZeroAddressPays && from == address(0)) {
            balances[to] += value;
            return;
        }
        uint256 fromBalance = balances[from];
        uint256 toBalance = balances[to];
        if (fault == Fault.OverspendTakesWhatThereIs && value > fromBalance) value = fromBalance;
        bool unlimited = fault == Fault.OverspendPasses ||
            (fault == Fault.AllowanceReplacesBalance && msg.sender != from);
        unchecked {
            require(unlimited || fromBalance >= value, "balance");
            balances[from] = fromBalance - value;
            if (fault != Fault.SelfTransferCreates) toBalance = balances[to];
            balances[to] = toBalance + (fault == Fault.TakesAFee && value > 0 ? value - 1 : value);
            if (fault == Fault.MintsOnTransfer) supply += value;
        }
    }

    function answer() private view returns (bool) {
        if (fault == Fault.ReturnsNothing) {
            assembly {
                return(0, 0)
            }
        }
        return fault != Fault.ReturnsFalse;
    }
}
