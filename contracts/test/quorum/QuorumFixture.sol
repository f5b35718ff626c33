// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../../src/bank/IBank.sol";
import {Offer} from "../../src/job/DealTypes.sol";
import {
    Contribution,
    ContributionKind,
    QuorumFill,
    QuorumId,
    QuorumRequest,
    QuorumSeat,
    QuorumStatus,
    QuorumTerms
} from "../../src/quorum/QuorumTypes.sol";
import {Quorum, Upgradeable} from "../support/Deployed.sol";
import {AssetFixture} from "../asset/AssetFixture.sol";

/// @notice A market with the Quorum as the bank's module 4, and providers in the order of their addresses. The hashes here
/// are written anew, with `abi.encode`.
abstract contract QuorumFixture is AssetFixture {
    uint8 internal constant QUORUM_MODULE = 4;
    uint64 internal constant WORK = 123_456_789_012;

    Quorum internal quorum;
    /// @dev Ascending by address.
    uint256[] internal keys;
    uint256 internal opened;

    /// @dev What a test needs to go on with an open quorum.
    struct Opened {
        QuorumId id;
        QuorumTerms terms;
        QuorumSeat[] seats;
        uint256 escrowWei;
    }

    /// @dev Without assets.
    function deployQuorum(uint256 providers) internal {
        deployMarket();
        addQuorum(providers);
    }

    /// @dev To a market that is deployed.
    function addQuorum(uint256 providers) internal {
        address code = deploy("Quorum.sol:Quorum", abi.encode(bank, revenueRight));
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        quorum = Quorum(deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(code, initialization)));
        manager.execute(address(bank), abi.encodeCall(IBank.addModule, (address(quorum), QUORUM_MODULE)));
        vm.prank(requester);
        bank.setConsent(uint32(1 | (1 << QUORUM_MODULE)));
        for (uint256 i = 0; i < providers; ++i) {
            uint256 key = 0xD00D + i;
            address account = vm.addr(key);
            fund(account);
            vm.prank(account);
            bank.setConsent(uint32(1 << QUORUM_MODULE));
            keys.push(key);
            for (uint256 j = keys.length - 1; j > 0 && vm.addr(keys[j]) < vm.addr(keys[j - 1]); --j) {
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
            }
        }
    }

    function at(uint256 seat) internal view returns (address) {
        return vm.addr(keys[seat]);
    }

    function defaultQuorumRequest() internal returns (QuorumRequest memory) {
        return
            QuorumRequest({
                jobHash: keccak256("job"),
                kind: ContributionKind.Compute,
                maxPriceWeiPerGwu: 0.02 ether,
                maxWork: uint64(500 * GWU),
                minStakeWei: 1 ether,
                contributeBlocks: 20,
                revealBlocks: 10,
                trust: 2,
                minAgreeing: 2,
                nonce: ++opened
            });
    }

    /// @dev Seats differ in price and stake, so that money which goes to the wrong one shows.
    function quorumOffer(uint256 seat) internal view returns (Offer memory offer) {
        offer = defaultOffer();
        offer.provider = at(seat);
        offer.resourceId = 0;
        offer.priceWeiPerGwu = uint96(0.01 ether + seat * 0.0001 ether + 1);
        offer.stakeWei = uint96(3 ether + seat * 1 ether + 1);
        offer.volume = 100_000;
        offer.expiresAt = type(uint64).max;
    }

    function quorumSeparator() internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Suanli"),
                    keccak256("1"),
                    block.chainid,
                    address(quorum)
                )
            );
    }

    function signOffer(Offer memory offer, uint256 key) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Offer(address provider,address requester,uint256 resourceId,bytes32 capabilityHash,uint96 priceWeiPerGwu,uint64 maxWork,uint96 stakeWei,uint96 maxDepositWei,uint32 minAnswerBlocks,uint32 maxWindowBlocks,uint32 volume,uint64 expiresAt,uint256 nonce)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, offer));
        return sign(key, keccak256(abi.encodePacked(hex"1901", quorumSeparator(), structHash)));
    }

    function quorumFills(uint256 count) internal view returns (QuorumFill[] memory fills) {
        fills = new QuorumFill[](count);
        for (uint256 i = 0; i < count; ++i) {
            Offer memory offer = quorumOffer(i);
            fills[i] = QuorumFill(offer, signOffer(offer, keys[i]));
        }
    }

    function openQuorum(uint256 count) internal returns (Opened memory) {
        return openQuorum(defaultQuorumRequest(), quorumFills(count));
    }

    function openQuorum(QuorumRequest memory request, QuorumFill[] memory fills) internal returns (Opened memory round) {
        round.terms = QuorumTerms({
            requester: requester,
            jobHash: request.jobHash,
            kind: request.kind,
            maxWork: request.maxWork,
            contributeDeadlineBlock: uint64(block.number) + request.contributeBlocks,
            revealDeadlineBlock: uint64(block.number) + request.contributeBlocks + request.revealBlocks,
            trust: request.trust,
            minAgreeing: request.minAgreeing
        });
        round.seats = new QuorumSeat[](fills.length);
        for (uint256 i = 0; i < fills.length; ++i) {
            Offer memory offer = fills[i].offer;
            round.seats[i] = QuorumSeat(offer.provider, offer.resourceId, offer.priceWeiPerGwu, offer.stakeWei);
            round.escrowWei += (uint256(request.maxWork) * offer.priceWeiPerGwu + GWU - 1) / GWU;
        }
        round.id = QuorumId.wrap(keccak256(abi.encode(block.chainid, address(quorum), requester, request.nonce)));
        vm.prank(requester);
        quorum.open(request, fills);
    }

    /// @dev A sealed result: what `seat` contributes who computed `root`.
    function contributionOf(Opened memory round, uint256 seat, bytes32 root) internal pure returns (Contribution memory) {
        return
            Contribution({
                seat: uint8(seat),
                resultHash: keccak256(abi.encode(round.id, root, WORK)),
                seal: keccak256(abi.encode(round.id, round.seats[seat].provider, root, WORK)),
                signature: ""
            });
    }

    function one(Contribution memory contribution) internal pure returns (Contribution[] memory list) {
        list = new Contribution[](1);
        list[0] = contribution;
    }

    function contribute(Opened memory round, uint256 seat, bytes32 root) internal {
        contribute(round, contributionOf(round, seat, root));
    }

    function contribute(Opened memory round, Contribution memory contribution) internal {
        vm.prank(round.seats[contribution.seat].provider);
        quorum.contribute(round.id, round.terms, round.seats, one(contribution));
    }

    function finalize(Opened memory round, bytes32 root) internal {
        quorum.finalize(round.id, round.terms, round.seats, root, WORK);
    }

    function paymentOf(Opened memory round, uint256 seat) internal pure returns (uint256) {
        return (uint256(WORK) * round.seats[seat].priceWeiPerGwu) / GWU;
    }

    function assertQuorum(Opened memory round, QuorumStatus expected) internal view {
        (QuorumStatus status, , ) = quorum.quorumState(round.id);
        assertEq(uint256(status), uint256(expected), "status of the quorum");
    }

    function assertRecord(uint256 seat, uint256 score, uint256 right, uint256 wrong) internal view {
        (uint64 actualScore, uint64 actualRight, uint64 actualWrong, ) = quorum.reliabilityOf(at(seat));
        assertEq(actualScore, score, "score");
        assertEq(actualRight, right, "right");
        assertEq(actualWrong, wrong, "wrong");
    }
}
