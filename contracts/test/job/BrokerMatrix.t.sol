// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

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

/// @notice Every function on a deal in every status, with everything else in order: what is allowed leads to the status
/// in the table, all the rest is refused for the status. Statuses that no function reaches yet are written to storage.
contract BrokerMatrixTest is MarketFixture {
    uint64 private constant WORK = uint64(123 * 1e9);

    /// @dev `None` in the table: refused.
    DealStatus private constant NO = DealStatus.None;

    enum Action {
        Settle,
        Answer,
        Accept,
        Finalize,
        Expire,
        Cancel
    }

    function setUp() public {
        deployMarket();
    }

    /// @dev Where `action` leads from `status`, each with its time come.
    function _target(Action action, DealStatus status) private pure returns (DealStatus) {
        if (status == DealStatus.Pending) {
            if (action == Action.Settle) return DealStatus.Finalized;
            if (action == Action.Answer) return DealStatus.WaitingForResolution;
            if (action == Action.Expire || action == Action.Cancel) return DealStatus.Cancelled;
        } else if (status == DealStatus.WaitingForResolution) {
            if (action == Action.Accept) return DealStatus.SoftResolution;
            if (action == Action.Settle || action == Action.Finalize) return DealStatus.Finalized;
        } else if (status == DealStatus.SoftResolution) {
            if (action == Action.Settle || action == Action.Finalize) return DealStatus.Finalized;
        } else if (status == DealStatus.FirmResolution) {
            if (action == Action.Finalize) return DealStatus.Finalized;
        }
        return NO;
    }

    function test_EveryActionInEveryStatus() public {
        uint256 cases;
        for (uint8 s = 0; s <= uint8(DealStatus.Cancelled); ++s) {
            for (uint8 a = 0; a <= uint8(Action.Cancel); ++a) {
                _try(DealStatus(s), Action(a), cases++);
            }
        }
        assertEq(cases, 54, "cases");
    }

    function _try(DealStatus status, Action action, uint256 nonce) private {
        Request memory request = defaultRequest();
        request.nonce = 1_000 + nonce;
        Offer memory offer = defaultOffer();
        offer.nonce = 1_000 + nonce;
        DealId id = idOf(request, 0);
        Deal memory deal = dealOf(request, offer, request.maxWork);
        _bring(request, offer, id, deal, status);
        assertStatus(id, status);
        uint256 heldWei = _sum();

        DealStatus target = _target(action, status);
        if (target == NO) {
            vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, status));
            _act(action, id, deal);
            assertStatus(id, status);
        } else {
            _act(action, id, deal);
            assertStatus(id, target);
            if (target == DealStatus.Finalized || target == DealStatus.Cancelled) {
                // Whatever was done once cannot be done again.
                vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerWrongStatus.selector, id, target));
                _act(action, id, deal);
            }
        }
        assertEq(_sum(), heldWei, "conservation");

        // A deal that was ever opened cannot be opened again, whatever became of it.
        if (status != DealStatus.None) {
            Fill[] memory fills = one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork));
            vm.expectRevert(abi.encodeWithSelector(IBroker.BrokerDealExists.selector, id));
            vm.prank(requester);
            broker.openDeals(request, "", fills);
        }
    }

    function _sum() private view returns (uint256) {
        return
            availableOf(requester) +
            lockedOf(requester) +
            availableOf(provider) +
            lockedOf(provider) +
            availableOf(keeper) +
            lockedOf(keeper);
    }

    /// @dev Opens the deal and brings it to `status`.
    function _bring(
        Request memory request,
        Offer memory offer,
        DealId id,
        Deal memory deal,
        DealStatus status
    ) private {
        if (status == DealStatus.None) return;
        vm.prank(requester);
        broker.openDeals(request, "", one(fillOf(offer, PROVIDER_KEY, 0, request.maxWork)));
        if (status == DealStatus.Pending) return;
        if (status == DealStatus.Cancelled) {
            _act(Action.Cancel, id, deal);
            return;
        }
        _act(Action.Answer, id, deal);
        if (status == DealStatus.SoftResolution) _act(Action.Accept, id, deal);
        if (status == DealStatus.Finalized) _act(Action.Settle, id, deal);
        if (
            status == DealStatus.NeedsResolution ||
            status == DealStatus.Resolving ||
            status == DealStatus.FirmResolution
        ) {
            bytes32 slot = keccak256(abi.encode(id, uint256(STORAGE_SLOT)));
            uint256 word = uint256(vm.load(address(broker), slot));
            vm.store(address(broker), slot, bytes32(((word >> 8) << 8) | uint8(status)));
        }
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("suanli.storage.Broker")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT =
        keccak256(abi.encode(uint256(keccak256("suanli.storage.Broker")) - 1)) & ~bytes32(uint256(0xff));

    /// @dev Does `action` as the party that may, at a time when it may, with all signatures in order.
    function _act(Action action, DealId id, Deal memory deal) private {
        AnsweredDeal[] memory answers = one(AnsweredDeal({id: id, deal: deal, root: ROOT, work: WORK}));
        if (action == Action.Settle) {
            Settlement[] memory settlements = one(settlementOf(id, deal, WORK));
            vm.prank(keeper);
            broker.settleDeals(settlements);
        } else if (action == Action.Answer) {
            vm.prank(provider);
            broker.answerDeals(answers);
        } else if (action == Action.Accept) {
            vm.prank(requester);
            broker.acceptDeals(answers);
        } else if (action == Action.Finalize) {
            uint256 present = block.number;
            vm.roll(present + 1_000);
            vm.prank(keeper);
            broker.finalizeDeals(answers);
            vm.roll(present);
        } else if (action == Action.Expire) {
            uint256 present = block.number;
            vm.roll(present + 1_000);
            vm.prank(keeper);
            broker.expireDeals(one(PendingDeal({id: id, deal: deal})));
            vm.roll(present);
        } else {
            bytes memory signature = sign(PROVIDER_KEY, cancellationDigest(id));
            vm.prank(requester);
            broker.cancelDeals(one(MutualCancellation({id: id, deal: deal, signature: signature})));
        }
    }
}
