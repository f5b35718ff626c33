// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../../src/bank/IBank.sol";
import {
    AnsweredDeal,
    Deal,
    DealId,
    DealStatus,
    Fill,
    MutualCancellation,
    Offer,
    PendingDeal,
    Request,
    Settlement
} from "../../src/job/DealTypes.sol";
import {IBroker} from "../../src/job/IBroker.sol";
import {MarketFixture} from "../support/MarketFixture.sol";

/// @notice A deal's ways from opening to end, the money on each, and each refusal by its name.
contract BrokerTest is MarketFixture {
    uint64 internal constant WORK = uint64(123 * 1e9 + 1);

    function setUp() public {
        deployMarket();
    }

    // The happy path

    function test_OpenLocksEscrowAndStakeAndPublishesTheTerms() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        Deal memory deal = dealOf(request, offer, request.maxWork);
        DealId id = idOf(request, 0);
        vm.expectEmit(address(broker));
        emit IBroker.DealOpened(
            id,
            deal.requester,
            deal.provider,
            deal.resourceId,
            deal.jobHash,
            deal.priceWeiPerGwu,
            deal.maxWork,
            deal.stakeWei,
            deal.depositWei,
            deal.bountyWei,
            deal.answerDeadlineBlock,
            deal.windowBlocks,
            deal.policy
        );
        openDefault();

        (DealStatus status, uint40 blockNumber, bytes26 hash) = broker.dealState(id);
        assertEq(uint256(status), uint256(DealStatus.Pending), "status");
        assertEq(blockNumber, block.number, "block");
        assertEq(bytes32(hash), bytes32(bytes26(keccak256(abi.encode(deal)))), "hash");
        // 500 Gwu at 0.01 SUAN, and the bounty.
        assertBalances(requester, FUNDS_WEI - 5.5 ether, 5.5 ether);
        assertBalances(provider, FUNDS_WEI - 3 ether, 3 ether);
        assertEq(broker.nonceUsage(provider, offer.nonce), 1, "usage");
    }

    function test_SettlePaysWorkAndReturnsTheRest() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        settlement.answerSignature = "";
        uint256 paymentWei = 1.23 ether + uint256(0.01 ether) / 1e9;
        vm.expectEmit(address(broker));
        emit IBroker.DealFinalized(id, ROOT, WORK, uint96(paymentWei));
        vm.prank(provider);
        broker.settleDeals(one(settlement));
        assertBalances(requester, FUNDS_WEI - paymentWei, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
        (DealStatus status, , bytes26 hash) = broker.dealState(id);
        assertEq(uint256(status), uint256(DealStatus.Finalized), "status");
        assertEq(bytes32(hash), bytes32(bytes26(keccak256(abi.encode(deal, ROOT, WORK)))), "hash");
    }

    function test_SettleBySenderOfEitherSideAndByAStranger() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        bytes memory acceptance = settlement.acceptanceSignature;
        settlement.acceptanceSignature = "";
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                requester,
                acceptanceDigest(id, ROOT, WORK)
            )
        );
        vm.prank(keeper);
        broker.settleDeals(one(settlement));
        settlement.acceptanceSignature = acceptance;
        settlement.answerSignature = "";
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, answerDigest(id, ROOT, WORK))
        );
        vm.prank(requester);
        broker.settleDeals(one(settlement));

        vm.prank(keeper);
        broker.settleDeals(one(settlementOf(id, deal, WORK)));
        assertStatus(id, DealStatus.Finalized);
        assertBalances(keeper, 0, 0);
    }

    function test_SettleOfAnAnsweredDealReturnsTheDeposit() public {
        (DealId id, Deal memory deal) = openDefault();
        answerDefault(id, deal, WORK);
        assertBalances(provider, FUNDS_WEI - 4 ether, 4 ether);
        Settlement memory settlement = settlementOf(id, deal, WORK);
        settlement.answerSignature = "";
        vm.prank(keeper);
        broker.settleDeals(one(settlement));
        uint256 paymentWei = uint256(WORK) * 0.01 ether / 1e9;
        assertBalances(requester, FUNDS_WEI - paymentWei, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
    }

    function test_SettleOfAnAnsweredDealCannotChangeTheAnswer() public {
        (DealId id, Deal memory deal) = openDefault();
        answerDefault(id, deal, WORK);
        Settlement memory settlement = settlementOf(id, deal, WORK - 1);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, id));
        broker.settleDeals(one(settlement));
    }

    function test_AnsweredAndAcceptedDealIsPaidAtOnceWithoutBounty() public {
        (DealId id, Deal memory deal) = openDefault();
        vm.expectEmit(address(broker));
        emit IBroker.DealAnswered(id, ROOT, WORK);
        AnsweredDeal[] memory answers = answerDefault(id, deal, WORK);
        vm.expectEmit(address(broker));
        emit IBroker.DealAccepted(id);
        vm.prank(requester);
        broker.acceptDeals(answers);
        assertStatus(id, DealStatus.SoftResolution);
        vm.prank(keeper);
        broker.finalizeDeals(answers);
        uint256 paymentWei = uint256(WORK) * 0.01 ether / 1e9;
        assertBalances(requester, FUNDS_WEI - paymentWei, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
        assertBalances(keeper, 0, 0);
    }

    function test_WindowRunsFromTheAnswerAndPaysTheKeeper() public {
        (DealId id, Deal memory deal) = openDefault();
        vm.roll(block.number + 19);
        AnsweredDeal[] memory answers = answerDefault(id, deal, WORK);
        uint256 endBlock = block.number + 50;
        vm.roll(endBlock - 1);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWindowOpen.selector, id, uint64(endBlock)));
        vm.prank(keeper);
        broker.finalizeDeals(answers);
        vm.roll(endBlock);
        vm.expectEmit(address(broker));
        emit IBroker.BountyPaid(id, keeper, 0.5 ether);
        vm.prank(keeper);
        broker.finalizeDeals(answers);
        uint256 paymentWei = uint256(WORK) * 0.01 ether / 1e9;
        assertBalances(requester, FUNDS_WEI - paymentWei - 0.5 ether, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
        assertBalances(keeper, 0.5 ether, 0);
    }

    function test_PartiesEarnNoBounty() public {
        (DealId id, Deal memory deal) = openDefault();
        AnsweredDeal[] memory answers = answerDefault(id, deal, WORK);
        vm.roll(block.number + 50);
        vm.prank(provider);
        broker.finalizeDeals(answers);
        uint256 paymentWei = uint256(WORK) * 0.01 ether / 1e9;
        assertBalances(requester, FUNDS_WEI - paymentWei, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
    }

    function test_ExpiryRefundsAndPaysTheKeeperOutOfTheStake() public {
        (DealId id, Deal memory deal) = openDefault();
        PendingDeal[] memory pending = one(PendingDeal({id: id, deal: deal}));
        vm.roll(deal.answerDeadlineBlock - 1);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerNotExpired.selector, id, deal.answerDeadlineBlock));
        vm.prank(keeper);
        broker.expireDeals(pending);
        vm.roll(deal.answerDeadlineBlock);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerAnswerTooLate.selector, id, deal.answerDeadlineBlock));
        vm.prank(provider);
        broker.answerDeals(one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: WORK})));
        vm.expectEmit(address(broker));
        emit IBroker.DealExpired(id);
        vm.prank(keeper);
        broker.expireDeals(pending);
        assertStatus(id, DealStatus.Cancelled);
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI - 0.5 ether, 0);
        assertBalances(keeper, 0.5 ether, 0);
    }

    function test_ExpiryByThePartiesCostsNothing() public {
        (DealId id, Deal memory deal) = openDefault();
        vm.roll(deal.answerDeadlineBlock);
        vm.prank(requester);
        broker.expireDeals(one(PendingDeal({id: id, deal: deal})));
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
    }

    function test_CancelByEitherPartyWithTheOthersSignature() public {
        (DealId id, Deal memory deal) = openDefault();
        MutualCancellation memory cancellation = MutualCancellation({
            id: id,
            deal: deal,
            signature: sign(PROVIDER_KEY, cancellationDigest(id))
        });
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerNotParty.selector, id, keeper));
        vm.prank(keeper);
        broker.cancelDeals(one(cancellation));
        // A party cannot cancel with its own signature.
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, requester, cancellationDigest(id))
        );
        vm.prank(provider);
        broker.cancelDeals(one(cancellation));
        vm.expectEmit(address(broker));
        emit IBroker.DealCancelled(id);
        vm.prank(requester);
        broker.cancelDeals(one(cancellation));
        assertStatus(id, DealStatus.Cancelled);
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
    }

    function test_SeveralDealsOfSeveralProvidersInOneCall() public {
        Request memory request = defaultRequest();
        Offer memory first = defaultOffer();
        Offer memory second = defaultOffer();
        second.provider = other;
        second.priceWeiPerGwu = 0.02 ether;
        Fill[] memory fills = new Fill[](3);
        fills[0] = fillOf(first, PROVIDER_KEY, 2, request.maxWork);
        fills[1] = fillOf(second, OTHER_KEY, 0, uint64(100 * GWU));
        fills[2] = fillOf(first, PROVIDER_KEY, 1, 0);
        // The same offer again: its signature is known by now.
        fills[2].signature = "";
        vm.prank(requester);
        broker.openDeals(request, "", fills);
        assertBalances(requester, FUNDS_WEI - 8.5 ether, 8.5 ether);
        assertBalances(provider, FUNDS_WEI - 6 ether, 6 ether);
        assertBalances(other, FUNDS_WEI - 3 ether, 3 ether);

        Settlement[] memory settlements = new Settlement[](3);
        settlements[0] = settlementOf(idOf(request, 2), dealOf(request, first, request.maxWork), WORK);
        settlements[1] = settlementOf(idOf(request, 0), dealOf(request, second, uint64(100 * GWU)), uint64(50 * GWU));
        settlements[1].answerSignature = sign(OTHER_KEY, answerDigest(idOf(request, 0), ROOT, uint64(50 * GWU)));
        settlements[2] = settlementOf(idOf(request, 1), dealOf(request, first, 0), 0);
        vm.prank(keeper);
        broker.settleDeals(settlements);
        uint256 paymentWei = uint256(WORK) * 0.01 ether / 1e9;
        assertBalances(requester, FUNDS_WEI - paymentWei - 1 ether, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
        assertBalances(other, FUNDS_WEI + 1 ether, 0);
    }

    function test_AProviderMayBuyFromItself() public {
        Request memory request = defaultRequest();
        request.requester = provider;
        Offer memory offer = defaultOffer();
        vm.prank(provider);
        broker.openDeals(request, "", one(Fill({offer: offer, signature: "", index: 0, maxWork: request.maxWork})));
        assertBalances(provider, FUNDS_WEI - 8.5 ether, 8.5 ether);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        Settlement memory settlement = settlementOf(idOf(request, 0), deal, WORK);
        vm.prank(provider);
        broker.settleDeals(one(settlement));
        assertBalances(provider, FUNDS_WEI, 0);
    }

    // Who may open, and with whose signature

    function test_AnyoneOpensWithTheRequestersSignature() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = one(fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork));
        bytes32 digest = requestDigest(request);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, requester, digest));
        vm.prank(keeper);
        broker.openDeals(request, "", fills);
        vm.prank(keeper);
        broker.openDeals(request, sign(REQUESTER_KEY, digest), fills);
        assertStatus(idOf(request, 0), DealStatus.Pending);
    }

    function test_TheProviderOpensWithoutSigningItsOffer() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = one(
            Fill({offer: defaultOffer(), signature: "", index: 0, maxWork: request.maxWork})
        );
        bytes memory signature = sign(REQUESTER_KEY, requestDigest(request));
        vm.prank(provider);
        broker.openDeals(request, signature, fills);
        assertStatus(idOf(request, 0), DealStatus.Pending);
    }

    function test_AStrangerCannotShrinkADeal() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = one(fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork - 1));
        bytes memory signature = sign(REQUESTER_KEY, requestDigest(request));
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerWorkTooSmall.selector, 0, request.maxWork - 1, request.maxWork)
        );
        vm.prank(keeper);
        broker.openDeals(request, signature, fills);
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_AnOffersSignatureIsAskedForOnce() public {
        openDefault();
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        assertEq(
            bytes32(broker.lastOfferDigest(provider, offer.nonce)),
            bytes32(bytes28(offerDigest(offer))),
            "digest of the last offer"
        );
        Fill memory fill = Fill({offer: offer, signature: "", index: 1, maxWork: request.maxWork});
        vm.prank(requester);
        broker.openDeals(request, "", one(fill));

        // One field differs: it is another offer, and needs its signature.
        fill.index = 2;
        fill.offer.priceWeiPerGwu -= 1;
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, offerDigest(fill.offer))
        );
        vm.prank(requester);
        broker.openDeals(request, "", one(fill));
        fill.signature = sign(PROVIDER_KEY, offerDigest(fill.offer));
        vm.prank(requester);
        broker.openDeals(request, "", one(fill));
        assertEq(broker.nonceUsage(provider, offer.nonce), 3, "both offers count");
        assertEq(
            bytes32(broker.lastOfferDigest(provider, offer.nonce)),
            bytes32(bytes28(offerDigest(fill.offer))),
            "digest of the newer offer"
        );
    }

    function test_ACancelledOfferIsForgotten() public {
        openDefault();
        vm.expectEmit(address(broker));
        emit IBroker.NonceCancelled(provider, 77);
        vm.prank(provider);
        broker.cancelNonces(one(77));
        assertEq(broker.nonceUsage(provider, 77), type(uint32).max, "cancelled");
        assertEq(bytes32(broker.lastOfferDigest(provider, 77)), 0, "digest");
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.volume = type(uint32).max;
        Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 1, request.maxWork));
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerOfferCancelled.selector, 0, provider, 77));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_ACancelledRequestIsRefusedUnlessTheRequesterSendsIt() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = one(fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork));
        bytes memory signature = sign(REQUESTER_KEY, requestDigest(request));
        vm.prank(requester);
        broker.cancelNonces(one(request.nonce));
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerRequestCancelled.selector, requester, request.nonce)
        );
        vm.prank(keeper);
        broker.openDeals(request, signature, fills);
        vm.prank(requester);
        broker.openDeals(request, "", fills);
        assertStatus(idOf(request, 0), DealStatus.Pending);
    }

    // Every mismatch by its name

    function _refuses(Request memory request, Offer memory offer, bytes memory revertData) internal {
        Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork));
        vm.expectRevert(revertData);
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_RefusesOrdersThatDoNotMatch() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();

        request.expiresAt = uint64(block.timestamp - 1);
        _refuses(request, offer, abi.encodeWithSelector(IBroker.BrokerRequestExpired.selector, request.expiresAt));
        request = defaultRequest();

        offer.expiresAt = uint64(block.timestamp - 1);
        _refuses(request, offer, abi.encodeWithSelector(IBroker.BrokerOfferExpired.selector, 0, offer.expiresAt));
        offer = defaultOffer();

        offer.requester = other;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerRequesterMismatch.selector, 0, other, requester)
        );
        offer = defaultOffer();

        request.provider = other;
        _refuses(request, offer, abi.encodeWithSelector(IBroker.BrokerProviderMismatch.selector, 0, other, provider));
        request = defaultRequest();

        offer.priceWeiPerGwu = request.maxPriceWeiPerGwu + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(
                IBroker.BrokerPriceTooHigh.selector,
                0,
                offer.priceWeiPerGwu,
                request.maxPriceWeiPerGwu
            )
        );
        offer = defaultOffer();

        request.maxWork = offer.maxWork + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerWorkTooLarge.selector, 0, request.maxWork, offer.maxWork)
        );
        request = defaultRequest();

        request.minStakeWei = offer.stakeWei + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerStakeTooSmall.selector, 0, offer.stakeWei, request.minStakeWei)
        );
        request = defaultRequest();

        request.bountyWei = offer.stakeWei + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerStakeBelowBounty.selector, 0, offer.stakeWei, request.bountyWei)
        );
        request = defaultRequest();

        request.depositWei = offer.maxDepositWei + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerDepositTooLarge.selector, 0, request.depositWei, offer.maxDepositWei)
        );
        request = defaultRequest();

        request.answerBlocks = offer.minAnswerBlocks - 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(
                IBroker.BrokerAnswerTimeTooShort.selector,
                0,
                request.answerBlocks,
                offer.minAnswerBlocks
            )
        );
        request = defaultRequest();

        // A window in which nobody could defend an answer robs its provider; where nobody can challenge, any will do.
        request.windowBlocks = offer.minAnswerBlocks - 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(
                IBroker.BrokerWindowTooShort.selector,
                0,
                request.windowBlocks,
                offer.minAnswerBlocks
            )
        );
        request = defaultRequest();

        request.windowBlocks = offer.maxWindowBlocks + 1;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(
                IBroker.BrokerWindowTooLong.selector,
                0,
                request.windowBlocks,
                offer.maxWindowBlocks
            )
        );
        request = defaultRequest();

        request.volume = 0;
        _refuses(request, offer, abi.encodeWithSelector(IBroker.BrokerRequestVolumeExceeded.selector, 0, 0, 0));
        request = defaultRequest();

        offer.volume = 0;
        _refuses(request, offer, abi.encodeWithSelector(IBroker.BrokerOfferExhausted.selector, 0, 0));
    }

    function test_RefusesMoreWorkThanRequested() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = one(fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork + 1));
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerWorkTooLarge.selector, 0, request.maxWork + 1, request.maxWork)
        );
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_RefusesBeyondTheOffersVolume() public {
        Request memory request = defaultRequest();
        request.volume = 10;
        Offer memory offer = defaultOffer();
        offer.stakeWei = 2 ether;
        Fill[] memory fills = new Fill[](6);
        for (uint32 i = 0; i < 6; ++i) fills[i] = fillOf(offer, PROVIDER_KEY, i, request.maxWork);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerOfferExhausted.selector, 5, offer.volume));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_RefusesTheSameIndexTwice() public {
        Request memory request = defaultRequest();
        Fill[] memory fills = new Fill[](2);
        fills[0] = fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork);
        fills[1] = fills[0];
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerDealExists.selector, idOf(request, 0)));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_RefusesAnEndedDealsIdForEver() public {
        (DealId id, Deal memory deal) = openDefault();
        vm.prank(keeper);
        broker.settleDeals(one(settlementOf(id, deal, WORK)));
        Request memory request = defaultRequest();
        Fill[] memory fills = one(fillOf(defaultOffer(), PROVIDER_KEY, 0, request.maxWork));
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerDealExists.selector, id));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_RefusesEmptyBatches() public {
        bytes memory empty = abi.encodeWithSelector(IBroker.BrokerEmptyBatch.selector);
        vm.expectRevert(empty);
        broker.openDeals(defaultRequest(), "", new Fill[](0));
        vm.expectRevert(empty);
        broker.settleDeals(new Settlement[](0));
        vm.expectRevert(empty);
        broker.answerDeals(new AnsweredDeal[](0));
        vm.expectRevert(empty);
        broker.acceptDeals(new AnsweredDeal[](0));
        vm.expectRevert(empty);
        broker.finalizeDeals(new AnsweredDeal[](0));
        vm.expectRevert(empty);
        broker.expireDeals(new PendingDeal[](0));
        vm.expectRevert(empty);
        broker.cancelDeals(new MutualCancellation[](0));
        vm.expectRevert(empty);
        broker.cancelNonces(new uint256[](0));
    }

    function test_RefusesWithoutFundsAndWithoutConsent() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork));
        vm.prank(requester);
        bank.requestWithdrawal(uint96(FUNDS_WEI - 5.5 ether + 1));
        vm.expectRevert(
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                requester,
                5.5 ether - 1,
                5.5 ether
            )
        );
        vm.prank(requester);
        broker.openDeals(request, "", fills);
        vm.startPrank(requester);
        bank.cancelWithdrawal();
        bank.setConsent(0);
        vm.expectRevert(
            abi.encodeWithSelector(IBank.BankConsentMissing.selector, requester, address(broker))
        );
        broker.openDeals(request, "", fills);
        bank.setConsent(1);
        vm.stopPrank();
        vm.prank(provider);
        bank.setConsent(2);
        vm.expectRevert(abi.encodeWithSelector(IBank.BankConsentMissing.selector, provider, address(broker)));
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_OnlyTheProviderAnswersAndOnlyTheRequesterAccepts() public {
        (DealId id, Deal memory deal) = openDefault();
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: WORK}));
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongCaller.selector, id, keeper, provider));
        vm.prank(keeper);
        broker.answerDeals(answers);
        vm.prank(provider);
        broker.answerDeals(answers);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongCaller.selector, id, provider, requester));
        vm.prank(provider);
        broker.acceptDeals(answers);
    }

    function test_RefusesMoreWorkThanTheDealHolds() public {
        (DealId id, Deal memory deal) = openDefault();
        bytes memory refusal = abi.encodeWithSelector(
            IBroker.BrokerWorkAboveMaximum.selector,
            id,
            deal.maxWork + 1,
            deal.maxWork
        );
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: deal.maxWork + 1}));
        vm.expectRevert(refusal);
        vm.prank(provider);
        broker.answerDeals(answers);
        Settlement[] memory settlements = one(settlementOf(id, deal, deal.maxWork + 1));
        vm.expectRevert(refusal);
        broker.settleDeals(settlements);
    }

    // Money

    /// Any work of any deal: the escrow covers payment and bounty, nobody gains or loses a wei otherwise.
    function testFuzz_MoneyOfADeal(uint96 priceWei, uint64 maxWork, uint64 work, uint96 bountyWei, uint96 stakeWei) public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.maxWork = type(uint64).max;
        maxWork = uint64(bound(maxWork, 0, 1e15));
        request.maxWork = maxWork;
        offer.priceWeiPerGwu = uint96(bound(priceWei, 0, 500 ether * GWU / (uint256(maxWork) + 1)));
        request.maxPriceWeiPerGwu = type(uint96).max;
        request.minStakeWei = 0;
        offer.stakeWei = uint96(bound(stakeWei, 0, FUNDS_WEI));
        request.bountyWei = uint96(bound(bountyWei, 0, offer.stakeWei < 400 ether ? offer.stakeWei : 400 ether));
        work = uint64(bound(work, 0, maxWork));
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, maxWork)));
        Deal memory deal = dealOf(request, offer, maxWork);
        uint256 escrowWei = escrowOf(deal);
        assertBalances(requester, FUNDS_WEI - escrowWei, escrowWei);

        uint256 paymentWei = uint256(work) * deal.priceWeiPerGwu / GWU;
        assertTrue(paymentWei + deal.bountyWei <= escrowWei, "escrow covers payment and bounty");
        vm.prank(keeper);
        broker.settleDeals(one(settlementOf(idOf(request, 0), deal, work)));
        assertBalances(requester, FUNDS_WEI - paymentWei, 0);
        assertBalances(provider, FUNDS_WEI + paymentWei, 0);
    }

    function test_RefusesAnEscrowBeyondAnAccount() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.priceWeiPerGwu = type(uint96).max;
        request.maxPriceWeiPerGwu = type(uint96).max;
        offer.maxWork = type(uint64).max;
        request.maxWork = type(uint64).max;
        Deal memory deal = dealOf(request, offer, request.maxWork);
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(IBroker.BrokerEscrowTooLarge.selector, 0, escrowOf(deal))
        );
        // The largest that an account could hold fails for want of it, not by a wrap.
        request.maxWork = uint64(GWU);
        request.bountyWei = 0;
        _refuses(
            request,
            offer,
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                requester,
                FUNDS_WEI,
                uint256(type(uint96).max)
            )
        );
    }

    function test_ABatchOfLargeEscrowsDoesNotWrap() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.priceWeiPerGwu = type(uint96).max;
        request.maxPriceWeiPerGwu = type(uint96).max;
        request.maxWork = uint64(GWU);
        request.bountyWei = 0;
        Fill[] memory fills = new Fill[](3);
        for (uint32 i = 0; i < 3; ++i) fills[i] = fillOf(offer, PROVIDER_KEY, i, request.maxWork);
        vm.expectRevert(
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                requester,
                FUNDS_WEI,
                3 * uint256(type(uint96).max)
            )
        );
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    function test_Erc5267DomainIsTheSignedOne() public view {
        (, string memory name, string memory version, uint256 chainId, address verifyingContract, , ) = broker
            .eip712Domain();
        assertEq(bytes(name), "Suanli", "name");
        assertEq(bytes(version), "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifyingContract, address(broker), "contract");
        assertEq(broker.domainSeparator(), separator(), "separator");
    }

    function test_TheDomainFollowsTheChainAfterAFork() public {
        bytes32 before = broker.domainSeparator();
        vm.chainId(block.chainid + 1);
        assertTrue(broker.domainSeparator() != before, "another chain, another domain");
        assertEq(broker.domainSeparator(), separator(), "separator");
    }
}
