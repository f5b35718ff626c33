// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Offer} from "../../src/job/DealTypes.sol";
import {
    Contribution,
    QuorumFill,
    QuorumRequest,
    QuorumSeat,
    QuorumStatus,
    QuorumTerms
} from "../../src/quorum/QuorumTypes.sol";
import {Test} from "../support/Test.sol";
import {QuorumFixture} from "./QuorumFixture.sol";

/// @notice Opens, contributes to, ends and expires quorums at random, several at once, and keeps its own books of what must
/// follow. The books judge a quorum by its own reading of the rules. What the rules refuse is tried as well.
contract QuorumHandler is QuorumFixture {
    uint256 private constant PROVIDERS = 6;
    bytes32 private constant RIGHT = keccak256("right");
    bytes32 private constant WRONG = keccak256("wrong");

    enum Act {
        None,
        Right,
        Wrong,
        Copied
    }

    Opened[] private _rounds;
    mapping(uint256 round => mapping(uint256 seat => Act)) private _acts;
    mapping(uint256 round => mapping(uint256 seat => uint256)) private _weights;
    mapping(uint256 round => QuorumStatus) private _statuses;
    uint256 private _block = 1_000;
    address[] public accounts;

    // The books
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    mapping(address account => uint256) public score;
    mapping(address account => uint256) public slashes;

    function start() external {
        deployQuorum(PROVIDERS);
        accounts.push(requester);
        for (uint256 i = 0; i < PROVIDERS; ++i) accounts.push(at(i));
        for (uint256 i = 0; i < accounts.length; ++i) available[accounts[i]] = FUNDS_WEI;
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function bankOf(address account) external view returns (uint256 availableWei, uint256 lockedWei) {
        (availableWei, lockedWei, ) = bank.accountOf(account);
    }

    function recordOf(address account) external view returns (uint256 score_, uint256 wrong) {
        (score_, , wrong, ) = quorum.reliabilityOf(account);
    }

    function roundCount() external view returns (uint256) {
        return _rounds.length;
    }

    function statusesAt(uint256 round) external view returns (QuorumStatus actual, QuorumStatus expected) {
        (actual, , ) = quorum.quorumState(_rounds[round].id);
        expected = _statuses[round];
    }

    function held() external view returns (uint256 heldWei, uint256 balanceWei) {
        return (bank.totalHeldWei(), token.balanceOf(address(bank)));
    }

    function open(uint256 seed, uint256 mask) external {
        mask %= 1 << PROVIDERS;
        uint256 count;
        for (uint256 i = 0; i < PROVIDERS; ++i) count += (mask >> i) & 1;
        if (count < 2) return;
        QuorumFill[] memory all = quorumFills(PROVIDERS);
        QuorumFill[] memory fills = new QuorumFill[](count);
        QuorumRequest memory request = defaultQuorumRequest();
        request.trust = uint16(2 + (seed % 8));
        request.minAgreeing = uint8(2 + ((seed >> 8) % (count - 1)));
        uint256 escrowWei;
        uint256 next;
        bool funded = true;
        for (uint256 i = 0; i < PROVIDERS; ++i) {
            if ((mask >> i) & 1 == 0) continue;
            fills[next++] = all[i];
            Offer memory offer = all[i].offer;
            escrowWei += (uint256(request.maxWork) * offer.priceWeiPerGwu + GWU - 1) / GWU;
            if (available[offer.provider] < offer.stakeWei) funded = false;
        }
        if (available[requester] < escrowWei) funded = false;
        if (!funded) {
            vm.prank(requester);
            try quorum.open(request, fills) {
                revert AssertionFailed("opened without funds");
            } catch {}
            return;
        }
        vm.roll(_block);
        _rounds.push();
        Opened memory round = openQuorum(request, fills);
        Opened storage stored = _rounds[_rounds.length - 1];
        (stored.id, stored.terms, stored.escrowWei) = (round.id, round.terms, round.escrowWei);
        for (uint256 i = 0; i < count; ++i) {
            stored.seats.push(round.seats[i]);
            _lock(round.seats[i].provider, round.seats[i].stakeWei);
        }
        _lock(requester, escrowWei);
        _statuses[_rounds.length - 1] = QuorumStatus.Open;
    }

    function contribute(uint256 pick, uint256 seat, uint256 act) external {
        if (_rounds.length == 0) return;
        pick %= _rounds.length;
        Opened memory round = _rounds[pick];
        seat %= round.seats.length;
        Act kind = Act(1 + (act % 3));
        Contribution memory contribution = contributionOf(round, seat, kind == Act.Wrong ? WRONG : RIGHT);
        if (kind == Act.Copied) contribution.seal = keccak256("none");
        bool allowed = _statuses[pick] == QuorumStatus.Open &&
            _block < round.terms.contributeDeadlineBlock &&
            _acts[pick][seat] == Act.None;
        vm.prank(round.seats[seat].provider);
        try quorum.contribute(round.id, round.terms, round.seats, one(contribution)) {
            assertTrue(allowed, "contributed out of turn");
            _acts[pick][seat] = kind;
            uint256 third = score[round.seats[seat].provider] / 3;
            _weights[pick][seat] = third < 3 ? 2 : third - 1;
        } catch {
            assertTrue(!allowed, "a contribution was refused");
        }
    }

    function finalize(uint256 pick, bool right) external {
        if (_rounds.length == 0) return;
        pick %= _rounds.length;
        Opened memory round = _rounds[pick];
        (bool complete, bool agreed) = _agreement(pick, right);
        uint256 winners = _count(pick, right ? Act.Right : Act.Wrong);
        bool allowed = _statuses[pick] == QuorumStatus.Open &&
            _block < round.terms.revealDeadlineBlock &&
            (complete || _block >= round.terms.contributeDeadlineBlock) &&
            agreed &&
            winners > 0;
        try quorum.finalize(round.id, round.terms, round.seats, right ? RIGHT : WRONG, WORK) {
            assertTrue(allowed, "finalised out of turn");
        } catch {
            assertTrue(!allowed, "a result was refused");
            return;
        }
        _statuses[pick] = QuorumStatus.Finalized;
        uint256 slashedWei;
        for (uint256 i = 0; i < round.seats.length; ++i) {
            Act act = _acts[pick][i];
            if (act != Act.None && act != (right ? Act.Right : Act.Wrong)) slashedWei += round.seats[i].stakeWei;
        }
        uint256 oddWei = slashedWei % winners;
        _unlock(requester, round.escrowWei);
        for (uint256 i = 0; i < round.seats.length; ++i) {
            QuorumSeat memory seat = round.seats[i];
            Act act = _acts[pick][i];
            _unlock(seat.provider, seat.stakeWei);
            if (act == Act.None) continue;
            if (act != (right ? Act.Right : Act.Wrong)) {
                _slash(seat.provider, seat.stakeWei);
                continue;
            }
            available[seat.provider] += slashedWei / winners + oddWei + paymentOf(round, i);
            available[requester] -= paymentOf(round, i);
            oddWei = 0;
            score[seat.provider] += 1;
        }
    }

    function expire(uint256 pick) external {
        if (_rounds.length == 0) return;
        pick %= _rounds.length;
        Opened memory round = _rounds[pick];
        bool allowed = _statuses[pick] == QuorumStatus.Open && _block >= round.terms.revealDeadlineBlock;
        try quorum.expire(round.id, round.terms, round.seats) {
            assertTrue(allowed, "expired out of turn");
        } catch {
            assertTrue(!allowed, "an expiry was refused");
            return;
        }
        _expired(pick, round);
    }

    function _expired(uint256 pick, Opened memory round) private {
        _statuses[pick] = QuorumStatus.Expired;
        (, bool right) = _agreement(pick, true);
        (, bool wrong) = _agreement(pick, false);
        _unlock(requester, round.escrowWei);
        for (uint256 i = 0; i < round.seats.length; ++i) {
            QuorumSeat memory seat = round.seats[i];
            Act act = _acts[pick][i];
            _unlock(seat.provider, seat.stakeWei);
            if ((right && (act == Act.Right || act == Act.Copied)) || (wrong && act == Act.Wrong)) {
                _slash(seat.provider, seat.stakeWei);
                available[requester] += seat.stakeWei;
            }
        }
    }

    function cancel(uint256 pick) external {
        if (_rounds.length == 0) return;
        pick %= _rounds.length;
        Opened memory round = _rounds[pick];
        bool allowed = _statuses[pick] == QuorumStatus.Open;
        for (uint256 i = 0; i < round.seats.length; ++i) if (_acts[pick][i] != Act.None) allowed = false;
        vm.prank(requester);
        try quorum.cancel(round.id, round.terms, round.seats) {
            assertTrue(allowed, "cancelled out of turn");
        } catch {
            assertTrue(!allowed, "a cancellation was refused");
            return;
        }
        _statuses[pick] = QuorumStatus.Cancelled;
        _unlock(requester, round.escrowWei);
        for (uint256 i = 0; i < round.seats.length; ++i) _unlock(round.seats[i].provider, round.seats[i].stakeWei);
    }

    function pass(uint256 blocks) external {
        _block += 1 + (blocks % 12);
        vm.roll(_block);
    }

    /// Whatever is open can be ended by anybody, in time.
    function drain() external {
        _block += 1_000;
        vm.roll(_block);
        for (uint256 i = 0; i < _rounds.length; ++i) {
            if (_statuses[i] != QuorumStatus.Open) continue;
            Opened memory round = _rounds[i];
            quorum.expire(round.id, round.terms, round.seats);
            _expired(i, round);
        }
    }

    /// The rules once more, in the words of the documentation.
    function _agreement(uint256 pick, bool right) private view returns (bool complete, bool agreed) {
        uint256[2] memory weights = [uint256(1), 1];
        uint256[2] memory members;
        complete = true;
        for (uint256 i = 0; i < _rounds[pick].seats.length; ++i) {
            Act act = _acts[pick][i];
            if (act == Act.None) {
                complete = false;
                continue;
            }
            uint256 group = act == Act.Wrong ? 1 : 0;
            weights[group] *= _weights[pick][i];
            members[group] += 1;
        }
        for (uint256 group = 0; group < 2; ++group) if (members[group] == 0) weights[group] = 0;
        uint256 asked = right ? 0 : 1;
        QuorumTerms memory terms = _rounds[pick].terms;
        agreed =
            members[asked] >= terms.minAgreeing &&
            weights[asked] * terms.trust > (weights[0] + weights[1]) * (terms.trust - 1);
    }

    function _count(uint256 pick, Act act) private view returns (uint256 count) {
        for (uint256 i = 0; i < _rounds[pick].seats.length; ++i) if (_acts[pick][i] == act) ++count;
    }

    function _lock(address account, uint256 amountWei) private {
        available[account] -= amountWei;
        locked[account] += amountWei;
    }

    function _unlock(address account, uint256 amountWei) private {
        available[account] += amountWei;
        locked[account] -= amountWei;
    }

    function _slash(address account, uint256 stakeWei) private {
        available[account] -= stakeWei;
        score[account] = (score[account] * 2) / 3;
        slashes[account] += 1;
    }
}

/// @notice What holds of quorums after any sequence of calls.
contract QuorumInvariantTest is Test {
    QuorumHandler private handler;

    function setUp() public {
        handler = new QuorumHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[11] memory selectors = [
            QuorumHandler.open.selector,
            // Several times, so that there is something to agree on.
            QuorumHandler.contribute.selector,
            QuorumHandler.contribute.selector,
            QuorumHandler.contribute.selector,
            QuorumHandler.contribute.selector,
            QuorumHandler.contribute.selector,
            QuorumHandler.finalize.selector,
            QuorumHandler.finalize.selector,
            QuorumHandler.expire.selector,
            QuorumHandler.cancel.selector,
            QuorumHandler.pass.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// Every balance, lock, score and status is what the books say; the sum is what the Bank holds.
    function invariant_MoneyAndRecordsFollowTheRules() public view {
        uint256 sum;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            (uint256 availableWei, uint256 lockedWei) = handler.bankOf(account);
            assertEq(availableWei, handler.available(account), "available");
            assertEq(lockedWei, handler.locked(account), "locked");
            (uint256 score, uint256 wrong) = handler.recordOf(account);
            assertEq(score, handler.score(account), "score");
            assertEq(wrong, handler.slashes(account), "only the wrong are slashed");
            sum += availableWei + lockedWei;
        }
        (uint256 heldWei, uint256 balanceWei) = handler.held();
        // The fixture funds two parties more, which take no part.
        assertEq(sum + 2_000 ether, heldWei, "sum of the accounts");
        assertEq(balanceWei, heldWei, "tokens of the bank");
        for (uint256 i = 0; i < handler.roundCount(); ++i) {
            (QuorumStatus actual, QuorumStatus expected) = handler.statusesAt(i);
            assertEq(uint256(actual), uint256(expected), "status");
        }
    }

    /// No path strands a lock: anybody ends all that is open, and then nothing is locked.
    function afterInvariant() public {
        handler.drain();
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            (, uint256 lockedWei) = handler.bankOf(handler.accounts(i));
            assertEq(lockedWei, 0, "locked in the end");
        }
        invariant_MoneyAndRecordsFollowTheRules();
    }
}
