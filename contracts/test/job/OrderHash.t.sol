// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CleanOffer, CleanRequest, ComparedDeal, DealFields, OfferFields, RequestFields} from "../../src/job/CleanOrders.sol";
import {Deal, DealId, Offer, Request} from "../../src/job/DealTypes.sol";
import {OrderHash} from "../../src/job/OrderHash.sol";
import {Test} from "../support/Test.sol";

/// @notice The library reads calldata, so the tests call it from outside.
contract OrderHashHarness {
    function offer(Offer calldata value) external pure returns (bytes32, bytes memory) {
        CleanOffer clean = OfferFields.clean(value);
        bytes memory fields = abi.encode(
            clean.provider(),
            clean.requester(),
            clean.resourceId(),
            clean.priceWeiPerGwu(),
            clean.maxWork(),
            clean.stakeWei(),
            clean.maxDepositWei(),
            clean.minAnswerBlocks(),
            clean.maxWindowBlocks(),
            clean.volume(),
            clean.expiresAt(),
            clean.nonce()
        );
        return (OrderHash.hashOffer(clean), fields);
    }

    function request(Request calldata value) external pure returns (bytes32, bytes memory) {
        CleanRequest clean = RequestFields.clean(value);
        bytes memory fields = abi.encode(
            clean.requester(),
            clean.provider(),
            clean.jobHash(),
            clean.maxPriceWeiPerGwu(),
            clean.maxWork(),
            clean.depositWei(),
            clean.minStakeWei(),
            clean.bountyWei(),
            clean.answerBlocks(),
            clean.windowBlocks(),
            clean.policy(),
            clean.volume(),
            clean.expiresAt(),
            clean.nonce()
        );
        return (OrderHash.hashRequest(clean), fields);
    }

    function deal(
        Deal calldata value,
        bytes32 root,
        uint64 work
    ) external pure returns (bytes32 memoryTerms, bytes32 terms, bytes32 termsAgain, bytes32 answered, bytes memory fields) {
        ComparedDeal compared = DealFields.compared(value);
        Deal memory copy = value;
        memoryTerms = OrderHash.hashTerms(copy);
        terms = OrderHash.hashTerms(compared);
        (termsAgain, answered) = OrderHash.hashAnswered(compared, root, work);
        fields = abi.encode(
            compared.requester(),
            compared.provider(),
            compared.priceWeiPerGwu(),
            compared.maxWork(),
            compared.stakeWei(),
            compared.depositWei(),
            compared.bountyWei(),
            compared.answerDeadlineBlock(),
            compared.windowBlocks()
        );
    }
}

/// @notice The assembly of OrderHash and CleanOrders against the compiler's own encoding.
contract OrderHashTest is Test {
    OrderHashHarness private harness;

    function setUp() public {
        harness = new OrderHashHarness();
    }

    function testFuzz_Offer(Offer memory offer) public view {
        (bytes32 hash, bytes memory fields) = harness.offer(offer);
        assertEq(hash, keccak256(abi.encode(OrderHash.OFFER_TYPEHASH, offer)), "hash");
        assertEq(
            fields,
            abi.encode(
                offer.provider,
                offer.requester,
                offer.resourceId,
                offer.priceWeiPerGwu,
                offer.maxWork,
                offer.stakeWei,
                offer.maxDepositWei,
                offer.minAnswerBlocks,
                offer.maxWindowBlocks,
                offer.volume,
                offer.expiresAt,
                offer.nonce
            ),
            "fields"
        );
    }

    function testFuzz_Request(Request memory request) public view {
        (bytes32 hash, bytes memory fields) = harness.request(request);
        assertEq(hash, keccak256(abi.encode(OrderHash.REQUEST_TYPEHASH, request)), "hash");
        // All fields in their order: the encoding of the whole.
        assertEq(fields, abi.encode(request), "fields");
    }

    function testFuzz_Deal(Deal memory deal, bytes32 root, uint64 work) public view {
        (bytes32 memoryTerms, bytes32 terms, bytes32 termsAgain, bytes32 answered, bytes memory fields) = harness.deal(
            deal,
            root,
            work
        );
        bytes32 expected = keccak256(abi.encode(deal));
        assertEq(memoryTerms, expected, "terms in memory");
        assertEq(terms, expected, "terms");
        assertEq(termsAgain, expected, "terms beside the answer");
        assertEq(answered, keccak256(abi.encode(deal, root, work)), "answered");
        assertEq(
            fields,
            abi.encode(
                deal.requester,
                deal.provider,
                deal.priceWeiPerGwu,
                deal.maxWork,
                deal.stakeWei,
                deal.depositWei,
                deal.bountyWei,
                deal.answerDeadlineBlock,
                deal.windowBlocks
            ),
            "fields"
        );
    }

    function testFuzz_Digests(bytes32 separator, bytes32 structHash, DealId id, bytes32 root, uint64 work) public pure {
        assertEq(
            OrderHash.digest(separator, structHash),
            keccak256(abi.encodePacked(hex"1901", separator, structHash)),
            "digest"
        );
        assertEq(
            OrderHash.hashResult(OrderHash.ANSWER_TYPEHASH, id, root, work),
            keccak256(abi.encode(OrderHash.ANSWER_TYPEHASH, id, root, work)),
            "result"
        );
        uint32 index = uint32(work);
        assertEq(
            DealId.unwrap(OrderHash.dealId(structHash, index)),
            keccak256(abi.encode(structHash, index)),
            "deal id"
        );
    }

    /// One bit beyond the width of any field of an offer is refused, as the compiler refuses it.
    function testFuzz_DirtyOfferIsRefused(Offer memory offer, uint256 field, uint256 bit) public view {
        uint16[13] memory width = [160, 160, 256, 256, 96, 64, 96, 96, 32, 32, 32, 64, 256];
        uint256[13] memory words = abi.decode(abi.encode(offer), (uint256[13]));
        field = field % 13;
        if (width[field] == 256) return;
        words[field] |= 1 << bound(bit, width[field], 255);
        (bool success, ) = address(harness).staticcall(abi.encodePacked(harness.offer.selector, words));
        assertTrue(!success, "dirty offer accepted");
    }

    function testFuzz_DirtyRequestIsRefused(Request memory request, uint256 field, uint256 bit) public view {
        uint16[14] memory width = [160, 160, 256, 96, 64, 96, 96, 96, 32, 32, 8, 32, 64, 256];
        uint256[14] memory words = abi.decode(abi.encode(request), (uint256[14]));
        field = field % 14;
        if (width[field] == 256) return;
        words[field] |= 1 << bound(bit, width[field], 255);
        (bool success, ) = address(harness).staticcall(abi.encodePacked(harness.request.selector, words));
        assertTrue(!success, "dirty request accepted");
    }
}
