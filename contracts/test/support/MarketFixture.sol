// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager, Bank, Broker, ComputeToken, RevenueRight, Upgradeable} from "./Deployed.sol";
import {IResource} from "../../src/asset/IResource.sol";
import {IResourceTypes} from "../../src/asset/IResourceTypes.sol";
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
import {Test} from "./Test.sol";

/// @notice The contracts as they are deployed, with funded parties, and orders that match. The hashes here are written
/// anew, with `abi.encode`, so that they are a check on those of the contracts.
abstract contract MarketFixture is Test {
    uint64 internal constant DELAY_SECONDS = 1 days;
    uint256 internal constant FUNDS_WEI = 1_000 ether;
    uint256 internal constant GWU = 1e9;
    uint256 internal constant MARKET_CONTRACTS = 5;

    bytes32 internal constant ROOT = keccak256("root of the receipts");

    bytes32 private constant OFFER_TYPE =
        keccak256(
            "Offer(address provider,address requester,uint256 resourceId,bytes32 capabilityHash,uint96 priceWeiPerGwu,uint64 maxWork,uint96 stakeWei,uint96 maxDepositWei,uint32 minAnswerBlocks,uint32 maxWindowBlocks,uint32 volume,uint64 expiresAt,uint256 nonce)"
        );
    bytes32 private constant REQUEST_TYPE =
        keccak256(
            "Request(address requester,address provider,bytes32 jobHash,uint96 maxPriceWeiPerGwu,uint64 maxWork,uint96 depositWei,uint96 minStakeWei,uint96 bountyWei,uint32 answerBlocks,uint32 windowBlocks,uint8 policy,uint32 volume,uint64 expiresAt,uint256 nonce)"
        );

    AccessManager internal manager;
    ComputeToken internal token;
    Bank internal bank;
    Broker internal broker;
    RevenueRight internal revenueRight;
    /// @dev Whose word on answers the Broker takes: who deploys Disputes says before where.
    address internal disputesProxy = address(0xD15B07E5);

    uint256 internal constant REQUESTER_KEY = 0xA11CE;
    uint256 internal constant PROVIDER_KEY = 0xB0B;
    uint256 internal constant OTHER_KEY = 0xC0FFEE;
    address internal requester;
    address internal provider;
    address internal other;
    address internal keeper;

    /// @dev Without assets: nobody can create a revenue right.
    function deployMarket() internal {
        deployMarket(RevenueRight(vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + MARKET_CONTRACTS + 1)));
        address code = deploy("RevenueRight.sol:RevenueRight", abi.encode(bank, IResource(address(0)), IResourceTypes(address(0)), address(0)));
        bytes memory initialization = abi.encodeCall(Upgradeable.initialize, (address(manager)));
        assertEq(address((deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(code, initialization)))), address(revenueRight), "place of the revenue right");
    }

    /// @dev Creates as many contracts as MARKET_CONTRACTS says; it is for the caller to create the revenue right.
    function deployMarket(RevenueRight revenueRight_) internal {
        revenueRight = revenueRight_;
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        address proxy = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), DELAY_SECONDS, proxy)));
        Broker implementation = Broker(deploy("Broker.sol:Broker", abi.encode(bank, revenueRight, disputesProxy)));
        broker = Broker(
            address((deploy("ERC1967Proxy.sol:ERC1967Proxy", abi.encode(address(implementation), abi.encodeCall(Upgradeable.initialize, (address(manager)))))))
        );
        assertEq(address(broker), proxy, "the proxy is where the bank expects it");

        requester = vm.addr(REQUESTER_KEY);
        provider = vm.addr(PROVIDER_KEY);
        other = vm.addr(OTHER_KEY);
        keeper = address(0x6EE9E6);
        fund(requester);
        fund(provider);
        fund(other);
    }

    function fund(address account) internal {
        token.transfer(account, FUNDS_WEI);
        vm.startPrank(account);
        token.approve(address(bank), FUNDS_WEI);
        bank.deposit(uint96(FUNDS_WEI), 1);
        vm.stopPrank();
    }

    function defaultOffer() internal view returns (Offer memory) {
        return
            Offer({
                provider: provider,
                requester: address(0),
                resourceId: 7,
                capabilityHash: keccak256("capabilities"),
                priceWeiPerGwu: 0.01 ether,
                maxWork: uint64(1000 * GWU),
                stakeWei: 3 ether,
                maxDepositWei: 2 ether,
                minAnswerBlocks: 10,
                maxWindowBlocks: 100,
                volume: 5,
                expiresAt: uint64(block.timestamp + 1 hours),
                nonce: 77
            });
    }

    function defaultRequest() internal view returns (Request memory) {
        return
            Request({
                requester: requester,
                provider: address(0),
                jobHash: keccak256("job"),
                maxPriceWeiPerGwu: 0.02 ether,
                maxWork: uint64(500 * GWU),
                depositWei: 1 ether,
                minStakeWei: 2 ether,
                bountyWei: 0.5 ether,
                answerBlocks: 20,
                windowBlocks: 50,
                policy: 1,
                volume: 3,
                expiresAt: uint64(block.timestamp + 1 hours),
                nonce: 88
            });
    }

    function dealOf(Request memory request, Offer memory offer, uint64 work) internal view returns (Deal memory) {
        return
            Deal({
                requester: request.requester,
                provider: offer.provider,
                resourceId: offer.resourceId,
                jobHash: request.jobHash,
                priceWeiPerGwu: offer.priceWeiPerGwu,
                maxWork: work,
                stakeWei: offer.stakeWei,
                depositWei: request.depositWei,
                bountyWei: request.bountyWei,
                answerDeadlineBlock: uint64(block.number) + request.answerBlocks,
                windowBlocks: request.windowBlocks,
                policy: request.policy
            });
    }

    function escrowOf(Deal memory deal) internal pure returns (uint256) {
        return (uint256(deal.maxWork) * deal.priceWeiPerGwu + GWU - 1) / GWU + deal.bountyWei;
    }

    function idOf(Request memory request, uint32 index) internal view returns (DealId) {
        return DealId.wrap(keccak256(abi.encode(requestDigest(request), index)));
    }

    // Digests and signatures

    function separator() internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Suanli"),
                    keccak256("1"),
                    block.chainid,
                    address(broker)
                )
            );
    }

    function typed(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", separator(), structHash));
    }

    function offerDigest(Offer memory offer) internal view returns (bytes32) {
        return typed(keccak256(abi.encode(OFFER_TYPE, offer)));
    }

    function requestDigest(Request memory request) internal view returns (bytes32) {
        return typed(keccak256(abi.encode(REQUEST_TYPE, request)));
    }

    function answerDigest(DealId id, bytes32 root, uint64 work) internal view returns (bytes32) {
        return typed(keccak256(abi.encode(keccak256("Answer(bytes32 dealId,bytes32 root,uint64 work)"), id, root, work)));
    }

    function acceptanceDigest(DealId id, bytes32 root, uint64 work) internal view returns (bytes32) {
        return
            typed(
                keccak256(abi.encode(keccak256("Acceptance(bytes32 dealId,bytes32 root,uint64 work)"), id, root, work))
            );
    }

    function cancellationDigest(DealId id) internal view returns (bytes32) {
        return typed(keccak256(abi.encode(keccak256("Cancellation(bytes32 dealId)"), id)));
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // Arrays of one

    function fillOf(Offer memory offer, uint256 key, uint32 index, uint64 work) internal view returns (Fill memory) {
        return Fill({offer: offer, signature: sign(key, offerDigest(offer)), index: index, maxWork: work});
    }

    function one(Fill memory fill) internal pure returns (Fill[] memory list) {
        list = new Fill[](1);
        list[0] = fill;
    }

    function one(AnsweredDeal memory answer) internal pure returns (AnsweredDeal[] memory list) {
        list = new AnsweredDeal[](1);
        list[0] = answer;
    }

    function one(PendingDeal memory pending) internal pure returns (PendingDeal[] memory list) {
        list = new PendingDeal[](1);
        list[0] = pending;
    }

    function one(Settlement memory settlement) internal pure returns (Settlement[] memory list) {
        list = new Settlement[](1);
        list[0] = settlement;
    }

    function one(MutualCancellation memory cancellation) internal pure returns (MutualCancellation[] memory list) {
        list = new MutualCancellation[](1);
        list[0] = cancellation;
    }

    function one(uint256 value) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = value;
    }

    // The steps of a deal's life, by the default parties

    function openDefault() internal returns (DealId id, Deal memory deal) {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        return (idOf(request, 0), dealOf(request, offer, request.maxWork));
    }

    function answerDefault(DealId id, Deal memory deal, uint64 work) internal returns (AnsweredDeal[] memory answers) {
        answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: work}));
        vm.prank(deal.provider);
        broker.answerDeals(answers);
    }

    function settlementOf(DealId id, Deal memory deal, uint64 work) internal view returns (Settlement memory) {
        return
            Settlement({
                id: id,
                deal: deal,
                root: ROOT,
                work: work,
                answerSignature: sign(PROVIDER_KEY, answerDigest(id, ROOT, work)),
                acceptanceSignature: sign(REQUESTER_KEY, acceptanceDigest(id, ROOT, work))
            });
    }

    // What must hold

    function assertStatus(DealId id, DealStatus expected) internal view {
        (DealStatus status, , ) = broker.dealState(id);
        assertEq(uint256(status), uint256(expected), "status of the deal");
    }

    function assertBalances(address account, uint256 availableWei, uint256 lockedWei) internal view {
        (uint96 actualAvailableWei, uint96 actualLockedWei, ) = bank.accountOf(account);
        assertEq(actualAvailableWei, availableWei, "available");
        assertEq(actualLockedWei, lockedWei, "locked");
    }

    function availableOf(address account) internal view returns (uint256 availableWei) {
        (availableWei, , ) = bank.accountOf(account);
    }

    function lockedOf(address account) internal view returns (uint256 lockedWei) {
        (, lockedWei, ) = bank.accountOf(account);
    }
}
