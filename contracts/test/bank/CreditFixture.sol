// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CreditLineId, CreditTerms, CreditUnit} from "../../src/bank/CreditTypes.sol";
import {AccessManager, Bank, ComputeToken, CreditLine} from "../support/Deployed.sol";
import {Test} from "../support/Test.sol";

/// @notice Token, Bank and CreditLine as they are deployed, with funded parties. The hashes here are written anew, so that
/// they are a check on those of the contract.
abstract contract CreditFixture is Test {
    /// @dev The optimizer takes block.timestamp for constant within a call, so times are counted from here.
    uint64 internal constant START = 1_800_000_000;
    uint256 internal constant FUNDS_WEI = 1_000 ether;
    uint8 internal constant MODULE_ID = 7;
    uint256 internal constant PAYER_KEY = 0xA11CE;
    uint64 internal constant HOUR_MS = 3_600_000;

    Bank internal bank;
    CreditLine internal credit;
    ComputeToken internal token;
    address internal payer;
    address internal payee = address(0xB0B);
    address internal stranger = address(0x57A6);

    function deployCredit() internal {
        vm.warp(START);
        payer = vm.addr(PAYER_KEY);
        AccessManager manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), uint64(1 days), address(1))));
        credit = newCreditLine();
        manager.execute(address(bank), abi.encodeCall(bank.addModule, (address(credit), MODULE_ID)));
        fund(payer);
        fund(payee);
    }

    function newCreditLine() internal returns (CreditLine) {
        return CreditLine(deploy("CreditLine.sol:CreditLine", abi.encode(bank)));
    }

    function fund(address account) internal {
        token.transfer(account, FUNDS_WEI);
        vm.startPrank(account);
        token.approve(address(bank), FUNDS_WEI);
        bank.deposit(uint96(FUNDS_WEI), uint32(1) << MODULE_ID);
        vm.stopPrank();
    }

    /// @dev Ten tokens for a day, at one per hour.
    function defaultTerms() internal view returns (CreditTerms memory) {
        return
            CreditTerms({
                payer: payer,
                payee: payee,
                unit: CreditUnit.NodeHour,
                priceWeiPerUnit: 1 ether,
                depositWei: 10 ether,
                startsAt: START,
                expiresAt: START + 1 days,
                graceSeconds: 1 hours,
                nonce: 5
            });
    }

    function timedTerms() internal view returns (CreditTerms memory terms) {
        terms = defaultTerms();
        terms.unit = CreditUnit.Timed;
        terms.priceWeiPerUnit = 0;
    }

    function open(CreditTerms memory terms) internal returns (CreditLineId) {
        vm.prank(terms.payer);
        credit.open(terms);
        return idOf(terms);
    }

    function separatorOf(address contract_) internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Suanli"),
                    keccak256("1"),
                    block.chainid,
                    contract_
                )
            );
    }

    function idOf(CreditTerms memory t) internal view returns (CreditLineId) {
        bytes32 typehash = keccak256(
            "CreditTerms(address payer,address payee,uint8 unit,uint96 priceWeiPerUnit,uint96 depositWei,uint64 startsAt,uint64 expiresAt,uint32 graceSeconds,uint256 nonce)"
        );
        bytes32 hash = keccak256(abi.encode(typehash, t));
        return CreditLineId.wrap(keccak256(abi.encodePacked(hex"1901", separatorOf(address(credit)), hash)));
    }

    function voucherDigest(CreditLineId id, uint64 quantity, bytes32 separator) internal pure returns (bytes32) {
        bytes32 hash = keccak256(abi.encode(keccak256("Voucher(bytes32 lineId,uint64 quantity)"), id, quantity));
        return keccak256(abi.encodePacked(hex"1901", separator, hash));
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function voucher(CreditTerms memory terms, uint64 quantity) internal view returns (bytes memory) {
        return sign(PAYER_KEY, voucherDigest(idOf(terms), quantity, separatorOf(address(credit))));
    }

    function redeem(CreditTerms memory terms, uint64 quantity) internal {
        credit.redeem(terms, quantity, voucher(terms, quantity));
    }

    function expectRefusal(bytes memory refusal) internal {
        vm.expectRevert(refusal);
    }

    function assertAccount(address account, uint256 availableWei, uint256 lockedWei) internal view {
        (uint96 actualAvailableWei, uint96 actualLockedWei, ) = bank.accountOf(account);
        assertEq(actualAvailableWei, availableWei, "available");
        assertEq(actualLockedWei, lockedWei, "locked");
    }

    function assertLine(CreditLineId id, uint256 depositWei, uint256 redeemedWei, uint256 quantity, bool closed) internal view {
        (uint96 deposited, uint96 redeemed, uint64 redeemedQuantity, bool isClosed) = credit.lineOf(id);
        assertEq(deposited, depositWei, "deposit of the line");
        assertEq(redeemed, redeemedWei, "redeemed of the line");
        assertEq(redeemedQuantity, quantity, "quantity of the line");
        assertTrue(isClosed == closed, "whether the line is closed");
    }
}
