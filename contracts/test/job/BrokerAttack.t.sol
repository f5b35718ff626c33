// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Broker} from "../support/Deployed.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
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

/// @notice A requester that is a contract: it signs what it is told to, and tries to use the moment it is asked.
contract ContractWallet is IERC1271 {
    IBank private immutable _bank;
    mapping(bytes32 digest => bool) public signed;
    /// Calls of the broker to be tried while it asks for a signature.
    bytes[] private _attacks;
    address private _attacked;

    constructor(IBank bank) {
        _bank = bank;
    }

    function allow(bytes32 digest) external {
        signed[digest] = true;
    }

    function prepare(address target, bytes[] calldata attacks) external {
        _attacked = target;
        for (uint256 i = 0; i < attacks.length; ++i) _attacks.push(attacks[i]);
    }

    function run(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory result) = target.call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
        return result;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        for (uint256 i = 0; i < _attacks.length; ++i) {
            // Whatever it tries from in here is a static call of a state-changing function.
            (bool success, ) = address(this).staticcall(abi.encodeCall(this.run, (_attacked, _attacks[i])));
            require(!success, "reentered");
        }
        return signed[digest] ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @notice What somebody might try.
contract BrokerAttackTest is MarketFixture {
    uint64 private constant WORK = uint64(123 * 1e9);
    /// @dev The optimizer takes block.chainid for constant within a call, so it is spelled out here.
    uint256 private constant CHAIN_ID = 31337;

    function setUp() public {
        deployMarket();
    }

    // Signatures

    function test_ASettlementIsNotPaidTwice() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement[] memory twice = new Settlement[](2);
        twice[0] = settlementOf(id, deal, WORK);
        twice[1] = twice[0];
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, DealStatus.Finalized));
        broker.settleDeals(twice);
        broker.settleDeals(one(twice[0]));
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, DealStatus.Finalized));
        broker.settleDeals(one(twice[0]));
    }

    function test_ASignatureOfOneDealDoesNotSettleAnother() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        Fill[] memory fills = new Fill[](2);
        fills[0] = fillOf(offer, PROVIDER_KEY, 0, request.maxWork);
        fills[1] = fillOf(offer, PROVIDER_KEY, 1, request.maxWork);
        vm.prank(requester);
        broker.openDeals(request, "", fills);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        Settlement memory settlement = settlementOf(idOf(request, 0), deal, WORK);
        settlement.id = idOf(request, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                provider,
                answerDigest(settlement.id, ROOT, WORK)
            )
        );
        broker.settleDeals(one(settlement));
    }

    function test_AnAnswerIsNoAcceptance() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        settlement.acceptanceSignature = sign(REQUESTER_KEY, answerDigest(id, ROOT, WORK));
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                requester,
                acceptanceDigest(id, ROOT, WORK)
            )
        );
        broker.settleDeals(one(settlement));
    }

    function test_ASignatureCoversRootAndWork() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        settlement.work += 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                provider,
                answerDigest(id, ROOT, WORK + 1)
            )
        );
        broker.settleDeals(one(settlement));
        settlement.work = WORK;
        settlement.root = keccak256("another root");
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                provider,
                answerDigest(id, settlement.root, WORK)
            )
        );
        broker.settleDeals(one(settlement));
    }

    function test_ASignatureOfAnotherChainOrBrokerIsRefused() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        assertEq(block.chainid, CHAIN_ID, "chain");
        vm.chainId(CHAIN_ID + 1);
        Settlement memory foreign = settlementOf(id, deal, WORK);
        vm.chainId(CHAIN_ID);
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, answerDigest(id, ROOT, WORK))
        );
        broker.settleDeals(one(foreign));
        Broker second = broker;
        broker = Broker(address(0xB20C));
        foreign = settlementOf(id, deal, WORK);
        broker = second;
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, answerDigest(id, ROOT, WORK))
        );
        broker.settleDeals(one(foreign));
        broker.settleDeals(one(settlement));
    }

    function test_TheOtherFormOfASignatureIsRefused() public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PROVIDER_KEY, answerDigest(id, ROOT, WORK));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes memory refusal = abi.encodeWithSelector(
            IBroker.BrokerInvalidSignature.selector,
            provider,
            answerDigest(id, ROOT, WORK)
        );
        settlement.answerSignature = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.expectRevert(refusal);
        broker.settleDeals(one(settlement));
        settlement.answerSignature = abi.encodePacked(r, s, v, uint8(0));
        vm.expectRevert(refusal);
        broker.settleDeals(one(settlement));
        settlement.answerSignature = abi.encodePacked(r, s, uint8(2));
        vm.expectRevert(refusal);
        broker.settleDeals(one(settlement));
    }

    function test_NobodySignsForTheZeroAddress() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.provider = address(0);
        Fill memory fill = Fill({offer: offer, signature: new bytes(65), index: 0, maxWork: request.maxWork});
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, address(0), offerDigest(offer))
        );
        vm.prank(requester);
        broker.openDeals(request, "", one(fill));
        request.requester = address(0);
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, address(0), requestDigest(request))
        );
        broker.openDeals(request, new bytes(65), one(fill));
    }

    /// No signature but the party's own opens or settles, whatever its bytes.
    function testFuzz_ForgedSignaturesAreRefused(bytes memory forged, uint256 key) public {
        (DealId id, Deal memory deal) = openDefault();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        key = bound(key, 1, 1e30);
        vm.assume(key != PROVIDER_KEY);
        settlement.answerSignature = key & 1 == 0 ? forged : sign(key, answerDigest(id, ROOT, WORK));
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, answerDigest(id, ROOT, WORK))
        );
        broker.settleDeals(one(settlement));
    }

    function test_AForeignOfferIsRefused() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        Fill[] memory fills = one(fillOf(offer, OTHER_KEY, 0, request.maxWork));
        vm.expectRevert(
            abi.encodeWithSelector(IBroker.BrokerInvalidSignature.selector, provider, offerDigest(offer))
        );
        vm.prank(requester);
        broker.openDeals(request, "", fills);
    }

    // Terms

    /// Every field of the terms is part of what was agreed.
    function testFuzz_WrongTermsAreRefused(uint256 field, uint256 change) public {
        (DealId id, Deal memory deal) = openDefault();
        field = field % 12;
        bytes32[12] memory words = abi.decode(abi.encode(deal), (bytes32[12]));
        uint8[12] memory width = [160, 160, 255, 255, 96, 64, 96, 96, 96, 64, 32, 8];
        change = change % ((1 << width[field]) - 1) + 1;
        words[field] = bytes32(uint256(words[field]) ^ (change & ((1 << width[field]) - 1)));
        Deal memory wrong = abi.decode(abi.encode(words), (Deal));

        bytes memory refusal = abi.encodeWithSelector(IBroker.BrokerWrongTerms.selector, id);
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: wrong, root: ROOT, work: WORK}));
        vm.expectRevert(refusal);
        vm.prank(provider);
        broker.answerDeals(answers);
        Settlement[] memory settlements = one(settlementOf(id, wrong, WORK));
        vm.expectRevert(refusal);
        broker.settleDeals(settlements);
        vm.roll(100_000);
        PendingDeal[] memory pending = one(PendingDeal({id: id, deal: wrong}));
        vm.expectRevert(refusal);
        broker.expireDeals(pending);
        bytes memory signature = sign(PROVIDER_KEY, cancellationDigest(id));
        vm.expectRevert(refusal);
        vm.prank(requester);
        broker.cancelDeals(one(MutualCancellation({id: id, deal: wrong, signature: signature})));

        vm.roll(1_001);
        answerDefault(id, deal, WORK);
        vm.roll(100_000);
        vm.expectRevert(refusal);
        broker.finalizeDeals(answers);
        vm.expectRevert(refusal);
        vm.prank(requester);
        broker.acceptDeals(answers);
        answers[0].deal = deal;
        answers[0].work += 1;
        vm.expectRevert(refusal);
        broker.finalizeDeals(answers);
        answers[0].work -= 1;
        answers[0].root = keccak256("another root");
        vm.expectRevert(refusal);
        broker.finalizeDeals(answers);
    }

    function test_ADealCannotBeFinalisedOnItsBareTerms() public {
        // The stored hash of a pending deal covers twelve words, that of an answered one fourteen.
        (DealId id, Deal memory deal) = openDefault();
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: WORK}));
        vm.roll(100_000);
        vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, DealStatus.Pending));
        broker.finalizeDeals(answers);
    }

    // ERC-1271, and reentrancy through it

    function _contractDeal() private returns (ContractWallet wallet, DealId id, Deal memory deal, Request memory request) {
        wallet = new ContractWallet(bank);
        token.transfer(address(this), 0);
        token.approve(address(bank), 100 ether);
        bank.depositFor(address(wallet), 100 ether);
        wallet.run(address(bank), abi.encodeCall(IBank.setConsent, (1)));
        request = defaultRequest();
        request.requester = address(wallet);
        Offer memory offer = defaultOffer();
        wallet.allow(requestDigest(request));
        vm.prank(keeper);
        broker.openDeals(request, "any bytes", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        id = idOf(request, 0);
        deal = dealOf(request, offer, request.maxWork);
    }

    function test_AContractWalletOpensAndSettlesByErc1271() public {
        (ContractWallet wallet, DealId id, Deal memory deal, ) = _contractDeal();
        Settlement memory settlement = settlementOf(id, deal, WORK);
        settlement.acceptanceSignature = "";
        vm.expectRevert(
            abi.encodeWithSelector(
                IBroker.BrokerInvalidSignature.selector,
                address(wallet),
                acceptanceDigest(id, ROOT, WORK)
            )
        );
        broker.settleDeals(one(settlement));
        wallet.allow(acceptanceDigest(id, ROOT, WORK));
        broker.settleDeals(one(settlement));
        assertBalances(address(wallet), 100 ether - 1.23 ether, 0);
    }

    function test_AContractWalletCannotReenter() public {
        (ContractWallet wallet, DealId id, Deal memory deal, Request memory request) = _contractDeal();
        wallet.allow(acceptanceDigest(id, ROOT, WORK));
        Settlement[] memory settlements = one(settlementOf(id, deal, WORK));
        bytes memory signature = sign(PROVIDER_KEY, cancellationDigest(id));
        bytes[] memory attacks = new bytes[](4);
        attacks[0] = abi.encodeCall(IBroker.settleDeals, (settlements));
        attacks[1] = abi.encodeCall(
            IBroker.cancelDeals,
            (one(MutualCancellation({id: id, deal: deal, signature: signature})))
        );
        attacks[2] = abi.encodeCall(
            IBroker.openDeals,
            (request, "", one(fillOf(defaultOffer(), PROVIDER_KEY, 1, request.maxWork)))
        );
        attacks[3] = abi.encodeCall(IBroker.cancelNonces, (one(1)));
        wallet.prepare(address(broker), attacks);
        broker.settleDeals(settlements);
        assertStatus(id, DealStatus.Finalized);
        assertStatus(idOf(request, 1), DealStatus.None);
        assertBalances(address(wallet), 100 ether - 1.23 ether, 0);
        // Outside of a signature check the same call goes through, so what stopped it was the static call.
        wallet.run(address(broker), attacks[2]);
        assertStatus(idOf(request, 1), DealStatus.Pending);
    }

    // Dust and rounding

    function test_WorkTooSmallToBeWorthAWeiIsPaidWithNothing() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.priceWeiPerGwu = 1;
        request.bountyWei = 0;
        request.maxWork = uint64(GWU - 1);
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        // The escrow is rounded up, the payment down.
        assertBalances(requester, FUNDS_WEI - 1, 1);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        broker.settleDeals(one(settlementOf(idOf(request, 0), deal, request.maxWork)));
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
    }

    function test_FullWorkPaysTheWholeEscrowLessTheBounty() public {
        (DealId id, Deal memory deal) = openDefault();
        broker.settleDeals(one(settlementOf(id, deal, deal.maxWork)));
        assertBalances(requester, FUNDS_WEI - 5 ether, 0);
        assertBalances(provider, FUNDS_WEI + 5 ether, 0);
    }

    function test_ADealOfNothingAtAllEndsAsWell() public {
        Request memory request = defaultRequest();
        Offer memory offer = defaultOffer();
        offer.priceWeiPerGwu = 0;
        offer.stakeWei = 0;
        request.minStakeWei = 0;
        request.bountyWei = 0;
        request.depositWei = 0;
        request.maxWork = 0;
        request.windowBlocks = 0;
        request.policy = 0;
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, 0)));
        DealId id = idOf(request, 0);
        Deal memory deal = dealOf(request, offer, 0);
        AnsweredDeal[] memory answers = answerDefault(id, deal, 0);
        vm.prank(keeper);
        broker.finalizeDeals(answers);
        assertStatus(id, DealStatus.Finalized);
        assertBalances(requester, FUNDS_WEI, 0);
        assertBalances(provider, FUNDS_WEI, 0);
    }

    // Upgrades

    function test_OnlyGovernanceUpgrades() public {
        Broker next = Broker(deploy("Broker.sol:Broker", abi.encode(bank, revenueRight, disputesProxy)));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, other));
        vm.prank(other);
        broker.upgradeToAndCall(address(next), "");
        (DealId id, Deal memory deal) = openDefault();
        broker.upgradeToAndCall(address(next), "");
        // State and domain outlive the code.
        broker.settleDeals(one(settlementOf(id, deal, WORK)));
        assertStatus(id, DealStatus.Finalized);
    }

    function test_NobodyInitialisesTwiceOrTheCodeItself() public {
        vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        broker.initialize(other);
        Broker code = Broker(deploy("Broker.sol:Broker", abi.encode(bank, revenueRight, disputesProxy)));
        vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        code.initialize(other);
        vm.expectRevert(abi.encodeWithSelector(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector));
        code.upgradeToAndCall(address(code), "");
    }
}
