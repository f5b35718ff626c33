// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IQuorum} from "../../src/quorum/IQuorum.sol";
import {Offer} from "../../src/job/DealTypes.sol";
import {
    Contribution,
    ContributionKind,
    QuorumFill,
    QuorumId,
    QuorumRequest,
    QuorumSeat,
    QuorumStatus
} from "../../src/quorum/QuorumTypes.sol";
import {QuorumFixture} from "./QuorumFixture.sol";

/// @notice A quorum's ways from opening to end, the money on each, and each refusal by its name.
contract QuorumTest is QuorumFixture {
    bytes32 private constant RIGHT = keccak256("right");
    bytes32 private constant WRONG = keccak256("wrong");

    function setUp() public {
        deployQuorum(16);
    }

    // Opening

    function test_OpenLocksEscrowAndStakesAndPublishesTheTerms() public {
        QuorumRequest memory request = defaultQuorumRequest();
        Opened memory round = openQuorum(request, quorumFills(3));
        (QuorumStatus status, uint40 blockNumber, bytes26 hash) = quorum.quorumState(round.id);
        assertEq(uint256(status), uint256(QuorumStatus.Open), "status");
        assertEq(blockNumber, block.number, "block");
        bytes32 expected = keccak256(abi.encode(round.terms, round.seats));
        assertEq(bytes32(hash), bytes32(bytes26(expected)), "hash");
        assertEq(
            QuorumId.unwrap(quorum.quorumIdOf(requester, request.nonce)),
            QuorumId.unwrap(round.id),
            "id"
        );
        assertBalances(requester, FUNDS_WEI - round.escrowWei, round.escrowWei);
        for (uint256 i = 0; i < 3; ++i) {
            assertBalances(at(i), FUNDS_WEI - round.seats[i].stakeWei, round.seats[i].stakeWei);
        }
    }

    function test_OpenEmitsWhatIsHashed() public {
        QuorumRequest memory request = defaultQuorumRequest();
        QuorumFill[] memory fills = quorumFills(2);
        Opened memory round = openQuorum(request, fills);
        request.nonce = ++opened;
        QuorumId id = quorum.quorumIdOf(requester, request.nonce);
        vm.expectEmit(address(quorum));
        emit IQuorum.QuorumOpened(id, requester, round.terms, round.seats);
        vm.prank(requester);
        quorum.open(request, fills);
    }

    function test_OpenRefusesEachThingThatDoesNotSuit() public {
        QuorumRequest memory request = defaultQuorumRequest();
        QuorumFill[] memory fills = quorumFills(3);
        _refuseOpen(request, quorumFills(1), abi.encodeWithSelector(IQuorum.QuorumSeatsOutOfRange.selector, 1));
        {
            QuorumFill[] memory seventeen = new QuorumFill[](17);
            for (uint256 i = 0; i < 17; ++i) seventeen[i] = fills[0];
            _refuseOpen(request, seventeen, abi.encodeWithSelector(IQuorum.QuorumSeatsOutOfRange.selector, 17));
        }
        request.trust = 1;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPolicyInvalid.selector));
        request.trust = 2;
        request.minAgreeing = 1;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPolicyInvalid.selector));
        request.minAgreeing = 4;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPolicyInvalid.selector));
        request.minAgreeing = 2;
        request.contributeBlocks = 0;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPolicyInvalid.selector));
        request.contributeBlocks = 20;
        request.revealBlocks = 0;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPolicyInvalid.selector));
        // The offer wants 10 blocks for a reveal too, and to be free after 100.
        request.revealBlocks = 9;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumTimeTooShort.selector, 0, 9, 10));
        request.revealBlocks = 81;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumTimeTooLong.selector, 0, 101, 100));
        request.revealBlocks = 10;
        uint96 price = fills[2].offer.priceWeiPerGwu;
        request.maxPriceWeiPerGwu = price - 1;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumPriceTooHigh.selector, 2, price, price - 1));
        request.maxPriceWeiPerGwu = price;
        uint96 stake = fills[0].offer.stakeWei;
        request.minStakeWei = stake + 1;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumStakeTooSmall.selector, 0, stake, stake + 1));
        request.minStakeWei = stake;
        uint64 limit = fills[0].offer.maxWork;
        request.maxWork = limit + 1;
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumWorkTooLarge.selector, 0, limit + 1, limit));
        request.maxWork = limit;
        openQuorum(request, fills);
        QuorumId id = quorum.quorumIdOf(requester, request.nonce);
        _refuseOpen(request, fills, abi.encodeWithSelector(IQuorum.QuorumExists.selector, id));
    }

    function test_OpenRefusesASeatTakenTwice() public {
        QuorumFill[] memory fills = quorumFills(3);
        fills[2] = fills[1];
        _refuseOpen(defaultQuorumRequest(), fills, abi.encodeWithSelector(IQuorum.QuorumSeatsUnordered.selector, 2));
    }

    function test_OpenRefusesEachOfferThatIsNotGood() public {
        QuorumFill[] memory fills = quorumFills(2);
        Offer memory offer = fills[1].offer;
        offer.expiresAt = uint64(block.timestamp - 1);
        bytes memory expired = abi.encodeWithSelector(IQuorum.QuorumOfferExpired.selector, 1, offer.expiresAt);
        _refuseOpen(defaultQuorumRequest(), fills, expired);
        offer.expiresAt = type(uint64).max;
        offer.requester = keeper;
        bytes memory mismatch = abi.encodeWithSelector(IQuorum.QuorumRequesterMismatch.selector, 1, keeper, requester);
        _refuseOpen(defaultQuorumRequest(), fills, mismatch);
        offer.requester = address(0);
        offer.volume = 0;
        bytes memory exhausted = abi.encodeWithSelector(IQuorum.QuorumOfferExhausted.selector, 1, 0);
        _refuseOpen(defaultQuorumRequest(), fills, exhausted);
        offer.volume = 100_000;
        vm.prank(offer.provider);
        quorum.cancelNonces(one(offer.nonce));
        _refuseOpen(
            defaultQuorumRequest(),
            fills,
            abi.encodeWithSelector(IQuorum.QuorumOfferCancelled.selector, 1, offer.provider, offer.nonce)
        );
    }

    function test_AnOfferSignedForTheBrokerIsNoneHere() public {
        QuorumFill[] memory fills = quorumFills(2);
        bytes32 digest = keccak256(
            abi.encodePacked(
                hex"1901",
                quorumSeparator(),
                keccak256(
                    abi.encode(
                        keccak256(
                            "Offer(address provider,address requester,uint256 resourceId,bytes32 capabilityHash,uint96 priceWeiPerGwu,uint64 maxWork,uint96 stakeWei,uint96 maxDepositWei,uint32 minAnswerBlocks,uint32 maxWindowBlocks,uint32 volume,uint64 expiresAt,uint256 nonce)"
                        ),
                        fills[0].offer
                    )
                )
            )
        );
        fills[0].signature = sign(keys[0], offerDigest(fills[0].offer));
        _refuseOpen(
            defaultQuorumRequest(),
            fills,
            abi.encodeWithSelector(IQuorum.QuorumInvalidSignature.selector, at(0), digest)
        );
    }

    function test_AnOfferTakenBeforeNeedsNoSignature() public {
        openQuorum(2);
        QuorumFill[] memory fills = quorumFills(2);
        fills[0].signature = "";
        fills[1].signature = "";
        openQuorum(defaultQuorumRequest(), fills);
        assertEq(quorum.nonceUsage(at(0), fills[0].offer.nonce), 2, "usage");
    }

    // Agreement

    function test_AllAgreeAndAllArePaid() public {
        Opened memory round = openQuorum(3);
        for (uint256 i = 0; i < 3; ++i) contribute(round, i, RIGHT);
        vm.expectEmit(address(quorum));
        emit IQuorum.QuorumFinalized(round.id, RIGHT, WORK, 7, 0);
        vm.prank(keeper);
        finalize(round, RIGHT);
        uint256 paidWei;
        for (uint256 i = 0; i < 3; ++i) {
            assertBalances(at(i), FUNDS_WEI + paymentOf(round, i), 0);
            assertRecord(i, 1, 1, 0);
            paidWei += paymentOf(round, i);
        }
        assertBalances(requester, FUNDS_WEI - paidWei, 0);
        assertBalances(keeper, 0, 0);
        assertQuorum(round, QuorumStatus.Finalized);
    }

    function test_TheLiarAlonePaysAndTheRightShareItsStake() public {
        Opened memory round = openQuorum(3);
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        contribute(round, 2, RIGHT);
        finalize(round, RIGHT);
        // 4 ether + 1 wei: the odd wei goes to the first of the right.
        uint256 stakeWei = round.seats[1].stakeWei;
        assertEq(stakeWei % 2, 1, "an odd stake");
        assertBalances(at(0), FUNDS_WEI + paymentOf(round, 0) + stakeWei / 2 + 1, 0);
        assertBalances(at(1), FUNDS_WEI - stakeWei, 0);
        assertBalances(at(2), FUNDS_WEI + paymentOf(round, 2) + stakeWei / 2, 0);
        assertBalances(requester, FUNDS_WEI - paymentOf(round, 0) - paymentOf(round, 2), 0);
        assertRecord(1, 0, 0, 1);
    }

    function test_WhoCopiesAHashWithoutItsResultIsSlashed() public {
        Opened memory round = openQuorum(3);
        contribute(round, 0, RIGHT);
        Contribution memory copied = contributionOf(round, 0, RIGHT);
        copied.seat = 1;
        contribute(round, copied);
        contribute(round, 2, WRONG);
        finalize(round, RIGHT);
        uint256 slashedWei = uint256(round.seats[1].stakeWei) + round.seats[2].stakeWei;
        assertBalances(at(0), FUNDS_WEI + paymentOf(round, 0) + slashedWei, 0);
        assertBalances(at(1), FUNDS_WEI - round.seats[1].stakeWei, 0);
        assertBalances(at(2), FUNDS_WEI - round.seats[2].stakeWei, 0);
    }

    function test_NobodyIsPaidForAHashThatAllCopied() public {
        Opened memory round = openQuorum(2);
        Contribution memory copied = contributionOf(round, 0, RIGHT);
        copied.seal = bytes32(0);
        contribute(round, copied);
        copied.seat = 1;
        contribute(round, copied);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNobodyKnewResult.selector, round.id));
        finalize(round, RIGHT);
    }

    function test_WhoDidNotContributeIsNeitherPaidNorSlashed() public {
        Opened memory round = openQuorum(3);
        contribute(round, 0, RIGHT);
        contribute(round, 1, RIGHT);
        vm.expectRevert(
            abi.encodeWithSelector(
                IQuorum.QuorumContributionsOpen.selector,
                round.id,
                round.terms.contributeDeadlineBlock
            )
        );
        finalize(round, RIGHT);
        vm.roll(round.terms.contributeDeadlineBlock);
        finalize(round, RIGHT);
        assertBalances(at(2), FUNDS_WEI, 0);
        assertRecord(2, 0, 0, 0);
        assertBalances(requester, FUNDS_WEI - paymentOf(round, 0) - paymentOf(round, 1), 0);
    }

    function test_NoPaymentWithoutAContribution() public {
        Opened memory round = openQuorum(2);
        vm.roll(round.terms.contributeDeadlineBlock);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNoConsensus.selector, round.id));
        finalize(round, RIGHT);
    }

    /// I6: what was done off the chain is typed, and its terms say so to everybody.
    function test_I6_EachKindOfContributionIsPublishedAndPaid() public {
        for (uint8 kind = 0; kind < 3; ++kind) {
            QuorumRequest memory request = defaultQuorumRequest();
            request.kind = ContributionKind(kind);
            Opened memory round = openQuorum(request, quorumFills(2));
            assertEq(uint8(round.terms.kind), kind, "kind");
            uint256 beforeWei = availableOf(at(0)) + round.seats[0].stakeWei;
            contribute(round, 0, RIGHT);
            contribute(round, 1, RIGHT);
            // The terms are part of what is stored: with another kind they are not those of this quorum.
            round.terms.kind = ContributionKind((kind + 1) % 3);
            vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumWrongTerms.selector, round.id));
            finalize(round, RIGHT);
            round.terms.kind = ContributionKind(kind);
            finalize(round, RIGHT);
            assertEq(availableOf(at(0)), beforeWei + paymentOf(round, 0), "paid");
        }
    }

    function test_SignedContributionsOfAllInOneTransaction() public {
        Opened memory round = openQuorum(3);
        Contribution[] memory list = new Contribution[](3);
        for (uint256 i = 0; i < 3; ++i) {
            list[i] = contributionOf(round, i, RIGHT);
            list[i].signature = sign(keys[i], _contributionDigest(round.id, list[i]));
        }
        vm.prank(keeper);
        quorum.contribute(round.id, round.terms, round.seats, list);
        finalize(round, RIGHT);
        assertBalances(at(1), FUNDS_WEI + paymentOf(round, 1), 0);
    }

    function test_NobodyContributesForAnother() public {
        Opened memory round = openQuorum(2);
        Contribution memory forged = contributionOf(round, 0, RIGHT);
        forged.signature = sign(keys[1], _contributionDigest(round.id, forged));
        bytes32 digest = _contributionDigest(round.id, forged);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumInvalidSignature.selector, at(0), digest));
        vm.prank(at(1));
        quorum.contribute(round.id, round.terms, round.seats, one(forged));
        // A signature holds for what it was given for, and in its quorum.
        forged.signature = sign(keys[0], digest);
        forged.seal = bytes32(uint256(1));
        bytes32 altered = _contributionDigest(round.id, forged);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumInvalidSignature.selector, at(0), altered));
        quorum.contribute(round.id, round.terms, round.seats, one(forged));
    }

    function test_ContributeRefusals() public {
        Opened memory round = openQuorum(2);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumEmptyBatch.selector));
        quorum.contribute(round.id, round.terms, round.seats, new Contribution[](0));
        Contribution memory contribution = contributionOf(round, 0, RIGHT);
        contribution.seat = 2;
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumSeatMissing.selector, round.id, 2));
        quorum.contribute(round.id, round.terms, round.seats, one(contribution));
        contribute(round, 0, RIGHT);
        contribution.seat = 0;
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumContributionExists.selector, round.id, at(0)));
        vm.prank(at(0));
        quorum.contribute(round.id, round.terms, round.seats, one(contribution));
        vm.roll(round.terms.contributeDeadlineBlock);
        Contribution[] memory late = one(contributionOf(round, 1, RIGHT));
        vm.expectRevert(
            abi.encodeWithSelector(
                IQuorum.QuorumContributionTooLate.selector,
                round.id,
                round.terms.contributeDeadlineBlock
            )
        );
        vm.prank(at(1));
        quorum.contribute(round.id, round.terms, round.seats, late);
    }

    function test_FinalizeRefusals() public {
        Opened memory round = openQuorum(2);
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNoConsensus.selector, round.id));
        finalize(round, RIGHT);
        uint64 limit = round.terms.maxWork;
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumWorkAboveMaximum.selector, round.id, limit + 1, limit));
        quorum.finalize(round.id, round.terms, round.seats, RIGHT, limit + 1);
        vm.roll(round.terms.revealDeadlineBlock);
        vm.expectRevert(
            abi.encodeWithSelector(IQuorum.QuorumRevealTooLate.selector, round.id, round.terms.revealDeadlineBlock)
        );
        finalize(round, RIGHT);
        round.seats[0].priceWeiPerGwu += 1;
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumWrongTerms.selector, round.id));
        finalize(round, RIGHT);
    }

    function test_AnEndedQuorumEndsOnce() public {
        Opened memory round = openQuorum(2);
        contribute(round, 0, RIGHT);
        contribute(round, 1, RIGHT);
        finalize(round, RIGHT);
        bytes memory ended = abi.encodeWithSelector(
            IQuorum.QuorumWrongStatus.selector,
            round.id,
            QuorumStatus.Finalized
        );
        vm.expectRevert(ended);
        finalize(round, RIGHT);
        vm.expectRevert(ended);
        quorum.expire(round.id, round.terms, round.seats);
        vm.expectRevert(ended);
        vm.prank(requester);
        quorum.cancel(round.id, round.terms, round.seats);
        Contribution[] memory again = one(contributionOf(round, 0, RIGHT));
        vm.expectRevert(ended);
        vm.prank(at(0));
        quorum.contribute(round.id, round.terms, round.seats, again);
    }

    // Weight

    function test_OneWithARecordOutweighsTwoWithout() public {
        // 30 right contributions: 30 / 3 - 1 = 9, against 2 * 2.
        for (uint256 i = 0; i < 30; ++i) {
            Opened memory earlier = openQuorum(defaultQuorumRequest(), _fillsOf(0, 1));
            contribute(earlier, 0, RIGHT);
            contribute(earlier, 1, RIGHT);
            finalize(earlier, RIGHT);
        }
        (uint64 score, , , uint16 weight) = quorum.reliabilityOf(at(0));
        assertEq(score, 30, "score");
        assertEq(weight, 9, "weight");
        Opened memory round = openQuorum(defaultQuorumRequest(), _fillsOf(0, 2, 3));
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        contribute(round, 2, WRONG);
        // Nor is one alone enough.
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNoConsensus.selector, round.id));
        finalize(round, WRONG);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNoConsensus.selector, round.id));
        finalize(round, RIGHT);
        vm.roll(round.terms.revealDeadlineBlock);
        quorum.expire(round.id, round.terms, round.seats);
        assertBalances(at(2), FUNDS_WEI, 0);

        // With one more on its side it carries: 9 * 2 against 2 * 2.
        round = openQuorum(defaultQuorumRequest(), _fillsOf4(0, 2, 3, 4));
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        contribute(round, 2, WRONG);
        contribute(round, 3, RIGHT);
        finalize(round, RIGHT);
        assertRecord(0, 31, 31, 0);
        assertRecord(2, 0, 0, 1);
    }

    function test_WeightsMultiply() public {
        for (uint256 i = 0; i < 30; ++i) {
            Opened memory earlier = openQuorum(defaultQuorumRequest(), _fillsOf(0, 1));
            contribute(earlier, 0, RIGHT);
            contribute(earlier, 1, RIGHT);
            finalize(earlier, RIGHT);
        }
        // 9 * 9 of the two, against 2^7 of the others: by sums it would be 18 against 14.
        Opened memory round = openQuorum(9);
        for (uint256 i = 0; i < 9; ++i) contribute(round, i, i < 2 ? WRONG : RIGHT);
        finalize(round, RIGHT);
        assertRecord(0, 20, 30, 1);
        assertRecord(8, 1, 1, 0);
    }

    function test_AWrongContributionCostsAThirdOfTheScore() public {
        for (uint256 i = 0; i < 8; ++i) {
            Opened memory earlier = openQuorum(defaultQuorumRequest(), _fillsOf(0, 1));
            contribute(earlier, 0, RIGHT);
            contribute(earlier, 1, RIGHT);
            finalize(earlier, RIGHT);
        }
        Opened memory round = openQuorum(3);
        contribute(round, 0, WRONG);
        contribute(round, 1, RIGHT);
        contribute(round, 2, RIGHT);
        finalize(round, RIGHT);
        assertRecord(0, 5, 8, 1);
        assertRecord(1, 9, 9, 0);
    }

    function test_TrustAsksForMore() public {
        QuorumRequest memory request = defaultQuorumRequest();
        request.trust = 3;
        Opened memory round = openQuorum(request, quorumFills(3));
        contribute(round, 0, RIGHT);
        contribute(round, 1, RIGHT);
        contribute(round, 2, WRONG);
        // 4 of 6 is more than a half, and not more than two thirds.
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumNoConsensus.selector, round.id));
        finalize(round, RIGHT);
    }

    // The ways without a result

    /// The way out of PoCo's `claim`, which gives every contributor its stake back, also those who agreed on a result and
    /// then withheld it.
    function test_Regression_TimeoutRefundsTheRightParties() public {
        Opened memory round = openQuorum(4);
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        contribute(round, 2, WRONG);
        vm.roll(round.terms.contributeDeadlineBlock);
        vm.expectRevert(
            abi.encodeWithSelector(IQuorum.QuorumNotExpired.selector, round.id, round.terms.revealDeadlineBlock)
        );
        quorum.expire(round.id, round.terms, round.seats);
        vm.roll(round.terms.revealDeadlineBlock);
        vm.expectEmit(address(quorum));
        emit IQuorum.QuorumExpired(round.id, 6);
        vm.prank(keeper);
        quorum.expire(round.id, round.terms, round.seats);
        uint256 slashedWei = uint256(round.seats[1].stakeWei) + round.seats[2].stakeWei;
        assertBalances(at(0), FUNDS_WEI, 0);
        assertBalances(at(1), FUNDS_WEI - round.seats[1].stakeWei, 0);
        assertBalances(at(2), FUNDS_WEI - round.seats[2].stakeWei, 0);
        assertBalances(at(3), FUNDS_WEI, 0);
        assertBalances(requester, FUNDS_WEI + slashedWei, 0);
        assertRecord(0, 0, 0, 0);
        assertRecord(1, 0, 0, 1);
        assertQuorum(round, QuorumStatus.Expired);
    }

    function test_WithoutAgreementEverybodyHasTheirsBack() public {
        Opened memory round = openQuorum(3);
        contribute(round, 0, RIGHT);
        contribute(round, 1, WRONG);
        vm.roll(round.terms.revealDeadlineBlock);
        quorum.expire(round.id, round.terms, round.seats);
        assertBalances(requester, FUNDS_WEI, 0);
        for (uint256 i = 0; i < 3; ++i) {
            assertBalances(at(i), FUNDS_WEI, 0);
            assertRecord(i, 0, 0, 0);
        }
    }

    function test_CancelBeforeAnyContribution() public {
        Opened memory round = openQuorum(3);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumWrongCaller.selector, round.id, at(0), requester));
        vm.prank(at(0));
        quorum.cancel(round.id, round.terms, round.seats);
        vm.prank(requester);
        quorum.cancel(round.id, round.terms, round.seats);
        assertBalances(requester, FUNDS_WEI, 0);
        for (uint256 i = 0; i < 3; ++i) assertBalances(at(i), FUNDS_WEI, 0);
        assertQuorum(round, QuorumStatus.Cancelled);

        round = openQuorum(3);
        contribute(round, 2, RIGHT);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.QuorumHasContribution.selector, round.id, at(2)));
        vm.prank(requester);
        quorum.cancel(round.id, round.terms, round.seats);
    }

    /// F21: k sybil answers cost k deposits.
    function test_EachSybilAnswerCostsAStake() public {
        Opened memory round = openQuorum(7);
        for (uint256 i = 0; i < 4; ++i) contribute(round, i, RIGHT);
        uint256 costWei;
        for (uint256 i = 4; i < 7; ++i) {
            contribute(round, i, WRONG);
            costWei += round.seats[i].stakeWei;
        }
        finalize(round, RIGHT);
        uint256 lostWei;
        for (uint256 i = 4; i < 7; ++i) lostWei += FUNDS_WEI - availableOf(at(i));
        assertEq(lostWei, costWei, "each sybil lost its stake");
    }

    function test_SixteenSeats() public {
        Opened memory round = openQuorum(16);
        for (uint256 i = 0; i < 16; ++i) contribute(round, i, i % 5 == 0 ? WRONG : RIGHT);
        finalize(round, RIGHT);
        uint256 sumWei = availableOf(requester);
        for (uint256 i = 0; i < 16; ++i) {
            sumWei += availableOf(at(i));
            assertEq(lockedOf(at(i)), 0, "locked");
        }
        assertEq(sumWei, 17 * FUNDS_WEI, "all there");
    }

    /// Whatever is contributed by however many: money is conserved, no lock stays, and only the wrong are slashed.
    function testFuzz_EveryOutcomeConserves(uint256 seed, uint8 seats, uint16 trust, uint8 minAgreeing) public {
        uint256 count = 2 + (seats % 7);
        QuorumRequest memory request = defaultQuorumRequest();
        request.trust = uint16(2 + (trust % 40));
        request.minAgreeing = uint8(2 + (minAgreeing % (count - 1)));
        Opened memory round = openQuorum(request, quorumFills(count));
        // 0: none, 1: right, 2: wrong, 3: the right hash without its seal.
        uint256[] memory acts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            acts[i] = (seed >> (2 * i)) & 3;
            if (acts[i] == 0) continue;
            Contribution memory contribution = contributionOf(round, i, acts[i] == 2 ? WRONG : RIGHT);
            if (acts[i] == 3) contribution.seal = keccak256("none");
            contribute(round, contribution);
        }
        vm.roll(round.terms.contributeDeadlineBlock);
        bool finalized;
        try quorum.finalize(round.id, round.terms, round.seats, RIGHT, WORK) {
            finalized = true;
        } catch {
            vm.roll(round.terms.revealDeadlineBlock);
            quorum.expire(round.id, round.terms, round.seats);
        }
        uint256 sumWei = availableOf(requester);
        assertEq(lockedOf(requester), 0, "locked of the requester");
        for (uint256 i = 0; i < count; ++i) {
            assertEq(lockedOf(at(i)), 0, "locked");
            sumWei += availableOf(at(i));
            uint256 gotWei = availableOf(at(i));
            if (acts[i] == 0) assertEq(gotWei, FUNDS_WEI, "absent");
            if (finalized && acts[i] == 1) {
                assertTrue(gotWei >= FUNDS_WEI + paymentOf(round, i), "right ones are paid");
            }
            if (finalized && acts[i] > 1) assertEq(gotWei, FUNDS_WEI - round.seats[i].stakeWei, "wrong ones pay");
            if (!finalized) {
                (, , uint64 wrong, ) = quorum.reliabilityOf(at(i));
                uint256 stakeWei = wrong == 0 ? 0 : round.seats[i].stakeWei;
                assertEq(gotWei, FUNDS_WEI - stakeWei, "only the withholding pay");
            }
        }
        assertEq(sumWei, (count + 1) * FUNDS_WEI, "conserved");
    }

    function test_Domain() public view {
        assertEq(quorum.domainSeparator(), quorumSeparator(), "separator");
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address contract_, , ) = quorum
            .eip712Domain();
        assertEq(uint8(fields), 0x0f, "fields");
        assertEq(bytes(name), "Suanli", "name");
        assertEq(bytes(version), "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(contract_, address(quorum), "contract");
    }

    function _refuseOpen(QuorumRequest memory request, QuorumFill[] memory fills, bytes memory error) private {
        vm.expectRevert(error);
        vm.prank(requester);
        quorum.open(request, fills);
    }

    function _contributionDigest(QuorumId id, Contribution memory contribution) private view returns (bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Contribution(bytes32 quorumId,bytes32 resultHash,bytes32 seal)"),
                id,
                contribution.resultHash,
                contribution.seal
            )
        );
        return keccak256(abi.encodePacked(hex"1901", quorumSeparator(), structHash));
    }

    function _fillsOf(uint256 a, uint256 b) private view returns (QuorumFill[] memory fills) {
        QuorumFill[] memory all = quorumFills(5);
        fills = new QuorumFill[](2);
        (fills[0], fills[1]) = (all[a], all[b]);
    }

    function _fillsOf(uint256 a, uint256 b, uint256 c) private view returns (QuorumFill[] memory fills) {
        QuorumFill[] memory all = quorumFills(5);
        fills = new QuorumFill[](3);
        (fills[0], fills[1], fills[2]) = (all[a], all[b], all[c]);
    }

    function _fillsOf4(uint256 a, uint256 b, uint256 c, uint256 d) private view returns (QuorumFill[] memory fills) {
        QuorumFill[] memory all = quorumFills(5);
        fills = new QuorumFill[](4);
        (fills[0], fills[1], fills[2], fills[3]) = (all[a], all[b], all[c], all[d]);
    }
}
