// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {DepositAuthorization, IBank} from "../../src/bank/IBank.sol";
import {Deal, DealId, DealStatus, Offer, Request, Settlement} from "../../src/job/DealTypes.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {IPromotionFund} from "../../src/token/IPromotionFund.sol";
import {ISponsoredAccount} from "../../src/token/ISponsoredAccount.sol";
import {MarketFixture} from "../support/MarketFixture.sol";

/// @notice A grant among the contracts that it meets: what its operator's key can do with it, and what it cannot.
contract SponsoredAccountTest is MarketFixture {
    bytes32 private constant RECEIVE_TYPE = 0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8;
    bytes32 private constant TRANSFER_TYPE = 0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267;
    bytes32 private constant DEPOSIT_TYPE =
        keccak256(
            "DepositAuthorization(address owner,uint96 amountWei,uint96 feeWei,address relayer,uint32 consentModules,uint64 validAfter,uint64 validBefore,bytes32 salt)"
        );
    uint256 private constant OPERATOR_KEY = 0x0BE2A;
    uint64 private constant EXPIRY = 1_800_000_000 + 600;
    bytes4 private constant VALID = 0x1626ba7e;
    address private constant DAO = address(0xDA0);

    ISponsoredAccount private account;

    function setUp() public {
        deployMarket();
        IPromotionFund promotion = IPromotionFund(deploy("PromotionFund.sol:PromotionFund", abi.encode(bank, DAO)));
        token.transfer(address(promotion), 1_000 ether);
        vm.prank(DAO);
        account = ISponsoredAccount(promotion.grant(vm.addr(OPERATOR_KEY), 100 ether, EXPIRY));
    }

    /// @dev With consent to every module, a lottery to itself or a sale at its own price would have paid the grant out.
    function test_C38_TheOperatorCannotWidenTheConsentByADepositOfItsOwn() public {
        token.transfer(address(account), 1);
        DepositAuthorization memory authorization = DepositAuthorization({
            owner: address(account),
            amountWei: 1,
            feeWei: 0,
            relayer: address(0),
            consentModules: type(uint32).max,
            validAfter: 0,
            validBefore: type(uint64).max,
            salt: 0
        });
        bytes32 structHash = keccak256(abi.encode(DEPOSIT_TYPE, authorization));
        bytes memory byToken = _signForToken(
            abi.encode(RECEIVE_TYPE, account, bank, uint256(1), uint256(0), uint256(type(uint64).max), structHash)
        );
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        bank.depositWithAuthorization(authorization, byToken);
        bytes32 digest = _digestForBank(structHash);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankInvalidSignature.selector, account, digest));
        bank.depositWithSignedPermit(authorization, sign(OPERATOR_KEY, digest), 0, 27, 0, 0);
        (uint96 availableWei, , uint32 consent) = bank.accountOf(address(account));
        assertEq(consent, 1, "the Broker alone");
        assertEq(availableWei, 100 ether, "and nothing came in");
    }

    function test_C38_TheOperatorMovesNoTokensOfTheAccount() public {
        token.transfer(address(account), 1);
        bytes memory signature = _signForToken(
            abi.encode(TRANSFER_TYPE, account, address(this), uint256(1), uint256(0), type(uint256).max, bytes32(0))
        );
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidSignature.selector));
        token.transferWithAuthorization(address(account), address(this), 1, 0, type(uint256).max, 0, signature);
    }

    function test_C38_TokenAndBankAreToldNoAndWhoeverElseAsksTheTruth() public {
        bytes32 digest = keccak256("digest");
        bytes memory signature = sign(OPERATOR_KEY, digest);
        address[2] memory refusedAskers = [address(token), address(bank)];
        for (uint256 i = 0; i < refusedAskers.length; ++i) {
            vm.prank(refusedAskers[i]);
            assertTrue(account.isValidSignature(digest, signature) == 0xffffffff, "no");
        }
        address[3] memory askers = [address(broker), address(0), provider];
        for (uint256 i = 0; i < askers.length; ++i) {
            vm.prank(askers[i]);
            assertTrue(account.isValidSignature(digest, signature) == VALID, "yes");
        }
    }

    function test_AnOperatorWhoseKeyHasCodeSignsAllTheSame() public {
        bytes32 digest = keccak256("digest");
        bytes memory signature = sign(OPERATOR_KEY, digest);
        vm.etch(vm.addr(OPERATOR_KEY), hex"60006000fd");
        assertTrue(account.isValidSignature(digest, signature) == VALID, "by its key");
        assertTrue(account.isValidSignature(keccak256("other"), signature) != VALID, "for that digest alone");
        assertTrue(account.isValidSignature(digest, "") != VALID, "not without a signature");
    }

    /// @dev An acceptance is checked where it is used: after the expiry it is none any more, and the deal goes its other ways.
    function test_C38_WhatTheOperatorAcceptedIsSettledBeforeTheGrantEnds() public {
        (DealId id, Settlement memory settlement) = _acceptedDeal();
        vm.warp(EXPIRY);
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                account,
                acceptanceDigest(id, settlement.root, settlement.work)
            )
        );
        vm.prank(provider);
        broker.settleDeals(one(settlement));
        vm.warp(EXPIRY - 1);
        vm.prank(provider);
        broker.settleDeals(one(settlement));
        assertStatus(id, DealStatus.Finalized);
    }

    /// @dev A deal that the grant pays, with an acceptance that its operator signed.
    function _acceptedDeal() private returns (DealId id, Settlement memory settlement) {
        Request memory request = defaultRequest();
        request.requester = address(account);
        Offer memory offer = defaultOffer();
        Deal memory deal = dealOf(request, offer, request.maxWork);
        broker.openDeals(
            request,
            sign(OPERATOR_KEY, requestDigest(request)),
            one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork))
        );
        id = idOf(request, 0);
        settlement = settlementOf(id, deal, uint64(400 * GWU));
        settlement.acceptanceSignature = sign(OPERATOR_KEY, acceptanceDigest(id, settlement.root, settlement.work));
    }

    function _signForToken(bytes memory struct_) private view returns (bytes memory) {
        return
            sign(OPERATOR_KEY, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), keccak256(struct_))));
    }

    function _digestForBank(bytes32 structHash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Suanli"),
                keccak256("1"),
                block.chainid,
                address(bank)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }
}
