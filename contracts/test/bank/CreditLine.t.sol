// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CreditLineId, CreditTerms, CreditUnit} from "../../src/bank/CreditTypes.sol";
import {IBank} from "../../src/bank/IBank.sol";
import {ICreditLine} from "../../src/bank/ICreditLine.sol";
import {CreditLine} from "../support/Deployed.sol";
import {CreditFixture} from "./CreditFixture.sol";

/// @notice A payer whose word is what it was told to say.
contract ContractPayer {
    bytes32 public approved;

    function approve(bytes32 digest) external {
        approved = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == approved ? this.isValidSignature.selector : bytes4(0);
    }
}

contract CreditLineTest is CreditFixture {
    uint64 private constant FIVE_YEARS = 5 * 365 days;

    function setUp() public {
        deployCredit();
    }

    // The life of a line

    function test_DepositTenUseThree_PaysThreeAndRefundsSevenTheSameDay() public {
        CreditTerms memory terms = defaultTerms();
        vm.expectEmit(address(credit));
        emit ICreditLine.CreditLineOpened(
            idOf(terms),
            payer,
            payee,
            terms.unit,
            terms.priceWeiPerUnit,
            terms.depositWei,
            terms.startsAt,
            terms.expiresAt,
            terms.graceSeconds,
            terms.nonce
        );
        CreditLineId id = open(terms);
        assertAccount(payer, FUNDS_WEI - 10 ether, 10 ether);
        assertLine(id, 10 ether, 0, 0, false);

        vm.warp(START + 3 hours);
        redeem(terms, HOUR_MS);
        bytes memory last = voucher(terms, 3 * HOUR_MS);
        vm.expectEmit(address(credit));
        emit ICreditLine.CreditLineRedeemed(id, 3 * HOUR_MS, 2 ether);
        vm.expectEmit(address(credit));
        emit ICreditLine.CreditLineClosed(id, 7 ether);
        vm.prank(payee);
        credit.release(terms, 3 * HOUR_MS, last);
        assertAccount(payer, FUNDS_WEI - 3 ether, 0);
        assertAccount(payee, FUNDS_WEI + 3 ether, 0);
        assertLine(id, 0, 3 ether, 0, true);
    }

    function test_LineOfADay_DeductedAndRefundedWithoutThePayee() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        vm.warp(terms.expiresAt);
        vm.prank(stranger);
        redeem(terms, 3 * HOUR_MS);
        vm.warp(terms.expiresAt + terms.graceSeconds);
        vm.prank(stranger);
        credit.close(terms);
        assertAccount(payer, FUNDS_WEI - 3 ether, 0);
        assertAccount(payee, FUNDS_WEI + 3 ether, 0);
        assertLine(id, 0, 3 ether, 0, true);
    }

    function test_VouchersAccumulate_TheHighestIsWorthAll() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        redeem(terms, HOUR_MS);
        redeem(terms, 4 * HOUR_MS);
        assertAccount(payee, FUNDS_WEI + 4 ether, 0);
        assertAccount(payer, FUNDS_WEI - 10 ether, 6 ether);
        assertLine(id, 10 ether, 4 ether, 4 * HOUR_MS, false);
    }

    function test_MeteredPerGwu_HourAndNodeHour() public {
        for (uint256 i = 0; i < 3; ++i) {
            CreditTerms memory terms = defaultTerms();
            terms.unit = CreditUnit(i);
            terms.priceWeiPerUnit = 0.003 ether;
            open(terms);
            uint64 perUnit = terms.unit == CreditUnit.Gwu ? 1e9 : HOUR_MS;
            (uint96 before, , ) = bank.accountOf(payee);
            redeem(terms, perUnit / 3);
            (uint96 then, , ) = bank.accountOf(payee);
            assertEq(then - before, (uint256(perUnit / 3) * 0.003 ether) / perUnit, "a third of a unit");
            redeem(terms, perUnit * 2);
            (uint96 last, , ) = bank.accountOf(payee);
            assertEq(last - before, 0.006 ether, "two units");
        }
    }

    function test_ContractVouchesByErc1271() public {
        ContractPayer account = new ContractPayer();
        token.transfer(address(account), 20 ether);
        vm.startPrank(address(account));
        token.approve(address(bank), 20 ether);
        bank.deposit(20 ether, uint32(1) << MODULE_ID);
        vm.stopPrank();
        CreditTerms memory terms = defaultTerms();
        terms.payer = address(account);
        CreditLineId id = open(terms);
        account.approve(voucherDigest(id, HOUR_MS, separatorOf(address(credit))));
        credit.redeem(terms, HOUR_MS, hex"00");
        assertAccount(payee, FUNDS_WEI + 1 ether, 0);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditSignatureInvalid.selector, id, address(account)));
        credit.redeem(terms, HOUR_MS + 1, hex"00");
    }

    function test_DomainAndIdAreThoseOfEip712() public view {
        CreditTerms memory terms = defaultTerms();
        assertEq(credit.domainSeparator(), separatorOf(address(credit)), "separator");
        assertEq(CreditLineId.unwrap(credit.lineIdOf(terms)), CreditLineId.unwrap(idOf(terms)), "id");
        (, string memory name, string memory version, uint256 chainId, address verifying, , ) = credit.eip712Domain();
        assertEq(bytes(name), "Suanli", "name");
        assertEq(bytes(version), "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifying, address(credit), "contract");
        assertEq(address(credit.bank()), address(bank), "bank");
    }

    // Opening

    function test_Open_RefusesTermsThatSayNothing() public {
        CreditTerms memory terms = defaultTerms();
        terms.payee = address(0);
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditPayeeInvalid.selector, address(0)));
        terms.payee = payer;
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditPayeeInvalid.selector, payer));
        terms = defaultTerms();
        terms.depositWei = 0;
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditZeroDeposit.selector));
        terms = defaultTerms();
        terms.expiresAt = terms.startsAt;
        _refuseOpen(terms, _times(terms));
        terms.startsAt = START - 10;
        _refuseOpen(terms, _times(terms));
        terms = defaultTerms();
        terms.depositWei = uint96(FUNDS_WEI + 1);
        _refuseOpen(
            terms,
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, payer, FUNDS_WEI, FUNDS_WEI + 1)
        );
    }

    function test_Open_RefusesTimesThatLockForMoreThanFiveYears() public {
        CreditTerms memory terms = defaultTerms();
        // A day from now in milliseconds, which are seconds to the contract.
        terms.expiresAt = (START + 1 days) * 1_000;
        _refuseOpen(terms, _times(terms));
        terms.expiresAt = START + FIVE_YEARS - terms.graceSeconds + 1;
        _refuseOpen(terms, _times(terms));
        terms.expiresAt -= 1;
        open(terms);
        // An hour of grace in milliseconds, and more.
        terms.graceSeconds = type(uint32).max;
        _refuseOpen(terms, _times(terms));
        terms = timedTerms();
        terms.expiresAt = START + FIVE_YEARS + 1;
        _refuseOpen(terms, _times(terms));
        terms.expiresAt -= 1;
        terms.graceSeconds = type(uint32).max;
        open(terms);
    }

    function test_ZeroPrice_IsRefused_AndAPriceOfATimedLineToo() public {
        CreditTerms memory terms = defaultTerms();
        terms.priceWeiPerUnit = 0;
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditPriceInvalid.selector));
        terms = timedTerms();
        terms.priceWeiPerUnit = 1;
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditPriceInvalid.selector));
    }

    function test_Open_OnlyByThePayerWithConsent() public {
        CreditTerms memory terms = defaultTerms();
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditNotPayer.selector, stranger, payer));
        vm.prank(stranger);
        credit.open(terms);
        vm.prank(payer);
        bank.setConsent(0);
        _refuseOpen(terms, abi.encodeWithSelector(IBank.BankConsentMissing.selector, payer, address(credit)));
    }

    function test_SameTermsOpenNoSecondLine_AlsoNotAfterClosing() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        bytes memory used = voucher(terms, HOUR_MS);
        credit.redeem(terms, HOUR_MS, used);
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditLineExists.selector, id));
        vm.prank(payee);
        credit.release(terms, 0, "");
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditLineExists.selector, id));
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotOpen.selector, id));
        credit.redeem(terms, HOUR_MS, used);
    }

    function test_LineReleasedWithoutUse_IsNotOpenedAgain() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        vm.prank(payee);
        credit.release(terms, 0, "");
        _refuseOpen(terms, abi.encodeWithSelector(ICreditLine.CreditLineExists.selector, id));
        assertLine(id, 0, 0, 0, true);
        assertAccount(payer, FUNDS_WEI, 0);
    }

    // Vouchers that are worth nothing

    function test_SameVoucherTwice_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        bytes memory signature = voucher(terms, HOUR_MS);
        credit.redeem(terms, HOUR_MS, signature);
        bytes memory refusal = abi.encodeWithSelector(ICreditLine.CreditVoucherRedeemed.selector, id, HOUR_MS);
        expectRefusal(refusal);
        credit.redeem(terms, HOUR_MS, signature);
        expectRefusal(refusal);
        vm.prank(payee);
        credit.release(terms, HOUR_MS, signature);
        assertAccount(payee, FUNDS_WEI + 1 ether, 0);
    }

    function test_OlderVoucher_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        bytes memory older = voucher(terms, HOUR_MS);
        redeem(terms, 2 * HOUR_MS);
        expectRefusal(
            abi.encodeWithSelector(ICreditLine.CreditVoucherOutdated.selector, id, HOUR_MS, 2 * HOUR_MS)
        );
        credit.redeem(terms, HOUR_MS, older);
    }

    function test_VoucherOfAnotherChain_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory foreign = voucher(terms, HOUR_MS);
        CreditLineId foreignId = idOf(terms);
        vm.chainId(here);
        CreditLineId id = open(terms);
        _refuseSignature(terms, id, foreign);
        // Nor does a fork of this chain know the line: it has other ids, and other signatures.
        bytes memory own = voucher(terms, HOUR_MS);
        vm.chainId(here + 1);
        assertEq(CreditLineId.unwrap(credit.lineIdOf(terms)), CreditLineId.unwrap(foreignId), "id of the fork");
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineUnknown.selector, foreignId));
        credit.redeem(terms, HOUR_MS, own);
        vm.chainId(here);
    }

    /// @dev The loss that the interface states, on the fork alone.
    function test_AfterAForkWithAnotherChainIdWhatIsOpenIsLostThere() public {
        CreditTerms memory terms = defaultTerms();
        open(terms);
        vm.chainId(block.chainid + 1);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineUnknown.selector, idOf(terms)));
        vm.prank(payee);
        credit.release(terms, 0, "");
        vm.warp(terms.expiresAt + terms.graceSeconds);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineUnknown.selector, idOf(terms)));
        credit.close(terms);
        assertAccount(payer, FUNDS_WEI - 10 ether, 10 ether);
    }

    function test_VoucherForAnotherContract_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        CreditLine another = newCreditLine();
        _refuseSignature(terms, id, sign(PAYER_KEY, voucherDigest(id, HOUR_MS, separatorOf(address(another)))));
        CreditLineId there = another.lineIdOf(terms);
        assertTrue(CreditLineId.unwrap(there) != CreditLineId.unwrap(id), "one id in two contracts");
        _refuseSignature(terms, id, sign(PAYER_KEY, voucherDigest(there, HOUR_MS, separatorOf(address(another)))));
    }

    function test_VoucherForAnotherLine_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        CreditTerms memory others = defaultTerms();
        others.nonce += 1;
        open(others);
        _refuseSignature(terms, id, voucher(others, HOUR_MS));
        // The terms cannot be bent to fit either.
        others.priceWeiPerUnit *= 2;
        bytes memory signature = voucher(terms, HOUR_MS);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineUnknown.selector, idOf(others)));
        credit.redeem(others, HOUR_MS, signature);
    }

    function test_VoucherOfAnotherSignerQuantityOrForm_IsRefused() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        bytes32 digest = voucherDigest(id, HOUR_MS, separatorOf(address(credit)));
        _refuseSignature(terms, id, sign(0xBAD, digest));
        _refuseSignature(terms, id, voucher(terms, HOUR_MS - 1));
        _refuseSignature(terms, id, "");
        bytes memory short = voucher(terms, HOUR_MS);
        assembly ("memory-safe") {
            mstore(short, 64)
        }
        _refuseSignature(terms, id, short);
        // The twin with the high s.
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PAYER_KEY, digest);
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        _refuseSignature(terms, id, abi.encodePacked(r, bytes32(order - uint256(s)), uint8(v == 27 ? 28 : 27)));
    }

    // The deposit and its end

    function test_OverspendingPaysWhatIsThere_AndTheRestAfterATopUp() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        bytes memory signature = voucher(terms, 25 * HOUR_MS);
        credit.redeem(terms, 25 * HOUR_MS, signature);
        assertAccount(payee, FUNDS_WEI + 10 ether, 0);
        assertAccount(payer, FUNDS_WEI - 10 ether, 0);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditVoucherRedeemed.selector, id, 25 * HOUR_MS));
        credit.redeem(terms, 25 * HOUR_MS, signature);
        bytes memory more = voucher(terms, 26 * HOUR_MS);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditNothingDue.selector, id));
        credit.redeem(terms, 26 * HOUR_MS, more);

        vm.prank(payer);
        credit.topUp(terms, 14 ether);
        credit.redeem(terms, 25 * HOUR_MS, signature);
        assertAccount(payee, FUNDS_WEI + 24 ether, 0);
        assertLine(id, 24 ether, 24 ether, 25 * HOUR_MS, false);
        // An exhausted line can be closed as any other.
        vm.warp(terms.expiresAt + terms.graceSeconds);
        credit.close(terms);
        assertLine(id, 0, 24 ether, 0, true);
    }

    function test_UnitsDoNotOverflow() public {
        CreditTerms memory terms = defaultTerms();
        terms.priceWeiPerUnit = type(uint96).max;
        CreditLineId id = open(terms);
        redeem(terms, type(uint64).max);
        assertAccount(payee, FUNDS_WEI + 10 ether, 0);
        assertLine(id, 10 ether, 10 ether, type(uint64).max, false);
        bytes memory signature = voucher(terms, type(uint64).max);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditVoucherRedeemed.selector, id, type(uint64).max));
        credit.redeem(terms, type(uint64).max, signature);
    }

    function test_TopUp_CannotOverflow() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditDepositTooLarge.selector, id));
        vm.prank(payer);
        credit.topUp(terms, type(uint96).max - 10 ether + 1);
    }

    function test_LessThanAWei_IsNotDue() public {
        CreditTerms memory terms = defaultTerms();
        terms.priceWeiPerUnit = 1;
        CreditLineId id = open(terms);
        bytes memory signature = voucher(terms, HOUR_MS - 1);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditNothingDue.selector, id));
        credit.redeem(terms, HOUR_MS - 1, signature);
        redeem(terms, HOUR_MS);
        assertAccount(payee, FUNDS_WEI + 1, 0);
    }

    function test_PayerCannotWithdrawEarly() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        uint256 endsAt = terms.expiresAt + terms.graceSeconds;
        vm.startPrank(payer);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotEnded.selector, id, endsAt));
        credit.close(terms);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditNotPayee.selector, payer, payee));
        credit.release(terms, 0, "");
        expectRefusal(
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                payer,
                FUNDS_WEI - 10 ether,
                FUNDS_WEI - 10 ether + 1
            )
        );
        bank.requestWithdrawal(uint96(FUNDS_WEI - 10 ether + 1));
        expectRefusal(abi.encodeWithSelector(IBank.BankConsentInUse.selector, payer, 10 ether));
        bank.setConsent(0);
        vm.stopPrank();
        redeem(terms, 10 * HOUR_MS);
        assertAccount(payee, FUNDS_WEI + 10 ether, 0);
    }

    function test_ClosingNeverRacesRedeeming() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        uint256 endsAt = terms.expiresAt + terms.graceSeconds;
        bytes memory signature = voucher(terms, 2 * HOUR_MS);
        // In the last second it can be redeemed and not closed; in the next one it is the other way round.
        vm.warp(endsAt - 1);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotEnded.selector, id, endsAt));
        credit.close(terms);
        redeem(terms, HOUR_MS);
        vm.warp(endsAt);
        bytes memory ended = abi.encodeWithSelector(ICreditLine.CreditLineEnded.selector, id, endsAt);
        expectRefusal(ended);
        credit.redeem(terms, 2 * HOUR_MS, signature);
        expectRefusal(ended);
        vm.prank(payer);
        credit.topUp(terms, 1);
        expectRefusal(ended);
        vm.prank(payee);
        credit.release(terms, 2 * HOUR_MS, signature);
        credit.close(terms);
        assertAccount(payer, FUNDS_WEI - 1 ether, 0);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotOpen.selector, id));
        credit.close(terms);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotOpen.selector, id));
        credit.redeem(terms, 2 * HOUR_MS, signature);
    }

    function test_PayeeMayReleaseAfterTheEndAsWell() public {
        CreditTerms memory terms = defaultTerms();
        open(terms);
        vm.warp(uint256(terms.expiresAt) + terms.graceSeconds + 1);
        vm.prank(payee);
        credit.release(terms, 0, "");
        assertAccount(payer, FUNDS_WEI, 0);
    }

    /// @dev Livepeer's PR #657: whoever may raise somebody's deposit can time dust against a claim.
    function test_DustTopUp_IsThePayersAloneAndHarmsNoClaim() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = open(terms);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditNotPayer.selector, stranger, payer));
        vm.prank(stranger);
        credit.topUp(terms, 1);

        bytes memory signature = voucher(terms, 3 * HOUR_MS);
        vm.startPrank(payer);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditZeroDeposit.selector));
        credit.topUp(terms, 0);
        for (uint256 i = 0; i < 20; ++i) credit.topUp(terms, 1);
        vm.stopPrank();
        // It goes through as it was signed, pays the same, and the end stays where it was.
        credit.redeem(terms, 3 * HOUR_MS, signature);
        assertAccount(payee, FUNDS_WEI + 3 ether, 0);
        vm.prank(payer);
        credit.topUp(terms, 1);
        assertLine(id, 10 ether + 21, 3 ether, 3 * HOUR_MS, false);
        vm.warp(terms.expiresAt + terms.graceSeconds);
        credit.close(terms);
        assertAccount(payer, FUNDS_WEI - 3 ether, 0);
    }

    function test_UnknownLine_IsNamed() public {
        CreditTerms memory terms = defaultTerms();
        CreditLineId id = idOf(terms);
        bytes memory signature = voucher(terms, 1);
        bytes memory unknown = abi.encodeWithSelector(ICreditLine.CreditLineUnknown.selector, id);
        expectRefusal(unknown);
        credit.redeem(terms, 1, signature);
        expectRefusal(unknown);
        credit.redeemTimed(terms);
        expectRefusal(unknown);
        credit.close(terms);
        expectRefusal(unknown);
        vm.prank(payer);
        credit.topUp(terms, 1);
        expectRefusal(unknown);
        vm.prank(payee);
        credit.release(terms, 0, "");
    }

    // Timed lines

    function test_Timed_ExpiresExactly() public {
        CreditTerms memory terms = timedTerms();
        terms.startsAt = START + 100;
        CreditLineId id = open(terms);
        bytes memory nothing = abi.encodeWithSelector(ICreditLine.CreditNothingDue.selector, id);
        expectRefusal(nothing);
        credit.redeemTimed(terms);
        vm.warp(terms.startsAt);
        expectRefusal(nothing);
        credit.redeemTimed(terms);
        uint256 duration = terms.expiresAt - terms.startsAt;
        vm.warp(terms.expiresAt - 1);
        credit.redeemTimed(terms);
        uint256 almostWei = (uint256(10 ether) * (duration - 1)) / duration;
        assertAccount(payee, FUNDS_WEI + almostWei, 0);
        expectRefusal(nothing);
        credit.redeemTimed(terms);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditLineNotEnded.selector, id, terms.expiresAt));
        credit.close(terms);
        // In this very second all is due.
        vm.warp(terms.expiresAt);
        credit.redeemTimed(terms);
        assertAccount(payee, FUNDS_WEI + 10 ether, 0);
        assertAccount(payer, FUNDS_WEI - 10 ether, 0);
        vm.warp(terms.expiresAt + 1);
        expectRefusal(nothing);
        credit.redeemTimed(terms);
        credit.close(terms);
        assertLine(id, 0, 10 ether, 0, true);
    }

    function test_Timed_ClosingPaysThePayee() public {
        CreditTerms memory terms = timedTerms();
        CreditLineId id = open(terms);
        vm.warp(terms.expiresAt);
        vm.expectEmit(address(credit));
        emit ICreditLine.CreditLineRedeemed(id, 0, 10 ether);
        vm.expectEmit(address(credit));
        emit ICreditLine.CreditLineClosed(id, 0);
        vm.prank(payer);
        credit.close(terms);
        assertAccount(payee, FUNDS_WEI + 10 ether, 0);
    }

    function test_Timed_ReleasePaysForTheTimeAndRefundsTheRest() public {
        CreditTerms memory terms = timedTerms();
        CreditLineId id = open(terms);
        vm.warp(START + 6 hours);
        credit.redeemTimed(terms);
        vm.warp(START + 12 hours);
        vm.prank(payee);
        credit.release(terms, 0, "");
        assertAccount(payee, FUNDS_WEI + 5 ether, 0);
        assertAccount(payer, FUNDS_WEI - 5 ether, 0);
        assertLine(id, 0, 5 ether, 0, true);
    }

    function test_Timed_KnowsNoVouchersAndNoTopUp() public {
        CreditTerms memory terms = timedTerms();
        CreditLineId id = open(terms);
        vm.warp(START + 1 hours);
        bytes memory wrong = abi.encodeWithSelector(ICreditLine.CreditUnitWrong.selector, id, CreditUnit.Timed);
        bytes memory signature = voucher(terms, HOUR_MS);
        expectRefusal(wrong);
        credit.redeem(terms, HOUR_MS, signature);
        expectRefusal(wrong);
        vm.prank(payee);
        credit.release(terms, HOUR_MS, signature);
        expectRefusal(wrong);
        vm.prank(payer);
        credit.topUp(terms, 1);
        CreditTerms memory metered = defaultTerms();
        id = open(metered);
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditUnitWrong.selector, id, metered.unit));
        credit.redeemTimed(metered);
    }

    /// @dev However often it is split, the parts are what one payment would have been.
    function testFuzz_Timed_RoundingAtEverySplit(uint96 depositWei, uint32 duration, uint32[6] calldata cuts) public {
        CreditTerms memory terms = timedTerms();
        terms.depositWei = uint96(bound(depositWei, 1, FUNDS_WEI));
        duration = uint32(bound(duration, 1, FIVE_YEARS));
        terms.expiresAt = START + duration;
        open(terms);
        uint256 elapsed;
        uint256 paidWei;
        for (uint256 i = 0; i < cuts.length; ++i) {
            elapsed = bound(cuts[i], elapsed, duration);
            vm.warp(START + elapsed);
            uint256 dueWei = (uint256(terms.depositWei) * elapsed) / duration;
            if (dueWei == paidWei) vm.expectRevert(abi.encodeWithSelector(ICreditLine.CreditNothingDue.selector, idOf(terms)));
            credit.redeemTimed(terms);
            paidWei = dueWei;
            assertAccount(payee, FUNDS_WEI + dueWei, 0);
            assertAccount(payer, FUNDS_WEI - terms.depositWei, terms.depositWei - dueWei);
        }
        vm.warp(terms.expiresAt);
        credit.close(terms);
        assertAccount(payee, FUNDS_WEI + terms.depositWei, 0);
        assertAccount(payer, FUNDS_WEI - terms.depositWei, 0);
    }

    /// @dev Vouchers in between change nothing of what the last one is worth.
    function testFuzz_Metered_RoundingAtEverySplit(uint96 price, uint64[5] calldata steps, bool perGwu) public {
        CreditTerms memory terms = defaultTerms();
        if (perGwu) terms.unit = CreditUnit.Gwu;
        terms.priceWeiPerUnit = uint96(bound(price, 1, 100 ether));
        uint256 perUnit = perGwu ? 1e9 : HOUR_MS;
        CreditLineId id = open(terms);
        uint64 quantity;
        uint256 paidWei;
        for (uint256 i = 0; i < steps.length; ++i) {
            uint64 next = quantity + uint64(bound(steps[i], 1, 10 * HOUR_MS));
            uint256 dueWei = (uint256(next) * terms.priceWeiPerUnit) / perUnit;
            if (dueWei > 10 ether) dueWei = 10 ether;
            bytes memory signature = voucher(terms, next);
            if (dueWei == paidWei) {
                vm.expectRevert(abi.encodeWithSelector(ICreditLine.CreditNothingDue.selector, id));
            } else {
                quantity = next;
            }
            credit.redeem(terms, next, signature);
            paidWei = dueWei;
            assertLine(id, 10 ether, paidWei, quantity, false);
            assertAccount(payee, FUNDS_WEI + paidWei, 0);
        }
    }

    function _times(CreditTerms memory terms) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICreditLine.CreditTimesInvalid.selector, terms.startsAt, terms.expiresAt);
    }

    function _refuseOpen(CreditTerms memory terms, bytes memory refusal) private {
        expectRefusal(refusal);
        vm.prank(payer);
        credit.open(terms);
    }

    function _refuseSignature(CreditTerms memory terms, CreditLineId id, bytes memory signature) private {
        expectRefusal(abi.encodeWithSelector(ICreditLine.CreditSignatureInvalid.selector, id, payer));
        credit.redeem(terms, HOUR_MS, signature);
    }
}
