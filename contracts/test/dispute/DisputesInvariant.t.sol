// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Game, GameStage} from "../../src/dispute/DisputeTypes.sol";
import {AnsweredDeal, Deal, DealStatus} from "../../src/job/DealTypes.sol";
import {Test} from "../support/Test.sol";
import {DisputesFixture} from "./DisputesFixture.sol";

/// @notice Answers, right and wrong, and games about them, opened, played, dropped and ended in any order by two challengers
/// at once.
contract DisputesHandler is DisputesFixture {
    struct Entry {
        Dispute dispute;
        /// By challenger: its game, and whether it is open, and whether it tells the truth.
        Board[2] boards;
        bool[2] isOpen;
        bool[2] isHonest;
        bool isFinal;
    }

    uint256 private constant LIMIT_OF_DEALS = 12;
    Entry[] private _entries;
    uint256 private _block = 1_000;
    uint256 public total;
    uint256 public wins;
    uint256 public losses;
    uint256 public repaid;

    function start() external {
        deployDisputes();
        total = sumOfAll();
        _open(truth());
    }

    /// @dev The block does not last from one call of the runner to the next.
    modifier inTime() {
        vm.roll(_block);
        _;
        _block = block.number;
    }

    function entryCount() external view returns (uint256) {
        return _entries.length;
    }

    // What is done

    function open(uint64 since, uint8 kind, bool lies) external inTime {
        if (_entries.length == LIMIT_OF_DEALS) return;
        Lie lie = Lie(kind % 5);
        uint64 step = lie == Lie.Status || lie == Lie.Output ? HALT_AT : uint64(bound(since, 1, HALT_AT));
        _open(lies ? Trace(step, lie) : truth());
    }

    function _open(Trace memory trace) private {
        // With 8 levels the last step is the challenger's, with 9 the provider's.
        uint8 levels = LEVELS + uint8(_entries.length % 2);
        Dispute memory dispute = disputeOf(trace, truth(), levels);
        Entry storage entry = _entries.push();
        entry.dispute.answer = dispute.answer;
        entry.dispute.proof.count = dispute.proof.count;
        entry.dispute.proof.position = dispute.proof.position;
        entry.dispute.proof.leaf = dispute.proof.leaf;
        entry.dispute.proof.siblings.push(dispute.proof.siblings[0]);
        entry.dispute.levels = levels;
        entry.dispute.ofProvider = trace;
        entry.dispute.ofChallenger = truth();
    }

    function contest(uint256 index, uint8 who, bool demands) external inTime {
        Entry storage entry = _pick(index);
        uint256 side = who % 2;
        if (entry.isOpen[side] || !_isWindowOpen(entry)) return;
        Dispute memory dispute = entry.dispute;
        bool isHonest = dispute.ofProvider.divergesAt != NEVER;
        // Whoever challenges a right answer lies.
        dispute.ofChallenger = isHonest ? truth() : Trace(HALT_AT, Lie.Output);
        address account = side == 0 ? challenger : secondChallenger;
        if (demands) {
            vm.prank(account);
            disputes.demand(dispute.answer, 0);
            uint32 window = dispute.answer.deal.windowBlocks;
            bytes32 commitment = keccak256(abi.encode(dispute.answer.root, dispute.answer.work, uint64(0)));
            entry.boards[side].game = gameOf(
                dispute.answer,
                account,
                window,
                window,
                GameStage.Demanded,
                0,
                commitment
            );
        } else {
            _save(entry, side, challengeBy(account, dispute));
        }
        entry.isOpen[side] = true;
        entry.isHonest[side] = isHonest;
    }

    function play(uint256 index, uint8 who, uint8 moves) external inTime {
        Entry storage entry = _pick(index);
        uint256 side = who % 2;
        if (!entry.isOpen[side]) return;
        for (uint256 i = 0; i <= moves % 9; ++i) {
            if (!_step(entry, side)) return;
        }
    }

    function concede(uint256 index, uint8 who) external inTime {
        Entry storage entry = _pick(index);
        uint256 side = who % 2;
        if (!entry.isOpen[side] || entry.isHonest[side]) return;
        Game memory game = entry.boards[side].game;
        vm.prank(accountOf(game.challenger));
        disputes.concede(game);
        _closed(entry, side);
    }

    function timeout(uint256 index, uint8 who) external inTime {
        Entry storage entry = _pick(index);
        uint256 side = who % 2;
        if (!entry.isOpen[side]) return;
        timeoutOf(entry.boards[side].game);
        _closed(entry, side);
    }

    function wait_(uint8 blocks) external inTime {
        vm.roll(block.number + (blocks % 20));
    }

    function end(uint256 index) external inTime {
        Entry storage entry = _pick(index);
        _end(entry);
    }

    /// @dev All that is open ends, each by the act of one party.
    function endAll() external inTime {
        for (uint256 i = 0; i < _entries.length; ++i) {
            Entry storage entry = _entries[i];
            for (uint256 side = 0; side < 2; ++side) {
                if (!entry.isOpen[side]) continue;
                Game memory game = entry.boards[side].game;
                uint256 deadline = turnBlockOf(game) +
                    leftOf(onTurn(game) == accountOf(game.provider) ? game.provider : game.challenger);
                if (block.number < deadline) vm.roll(deadline);
                disputes.timeout(game);
                _closed(entry, side);
            }
        }
        vm.roll(block.number + 1_000);
        for (uint256 i = 0; i < _entries.length; ++i) _end(_entries[i]);
    }

    // What must hold

    function checkMoney() external view {
        assertEq(sumOfAll(), total, "what all have together");
        uint256 lockedOfRequester;
        uint256 lockedOfProvider;
        uint256[2] memory bonds;
        for (uint256 i = 0; i < _entries.length; ++i) {
            Entry storage entry = _entries[i];
            Deal memory deal = entry.dispute.answer.deal;
            if (!entry.isFinal) {
                lockedOfRequester += escrowOf(deal);
                lockedOfProvider += deal.stakeWei + deal.depositWei;
            }
            uint256 openGames;
            for (uint256 side = 0; side < 2; ++side) {
                if (!entry.isOpen[side]) continue;
                bonds[side] += deal.depositWei;
                ++openGames;
            }
            (uint32 counted, ) = disputes.dealGames(entry.dispute.answer.id);
            assertEq(counted, openGames, "open games");
        }
        assertEq(lockedOf(requester), lockedOfRequester, "locked of the requester");
        assertEq(lockedOf(provider), lockedOfProvider, "locked of the provider");
        assertEq(lockedOf(challenger), bonds[0], "locked of the challenger");
        assertEq(lockedOf(secondChallenger), bonds[1], "locked of the second challenger");
    }

    function checkNothingLeft() external view {
        assertEq(
            lockedOf(requester) + lockedOf(provider) + lockedOf(challenger) + lockedOf(secondChallenger),
            0,
            "no lock is stranded"
        );
    }

    function _pick(uint256 index) private view returns (Entry storage) {
        return _entries[index % _entries.length];
    }

    function _isWindowOpen(Entry storage entry) private view returns (bool) {
        (DealStatus status, uint40 since, ) = broker.dealState(entry.dispute.answer.id);
        return
            (status == DealStatus.WaitingForResolution ||
                status == DealStatus.NeedsResolution ||
                status == DealStatus.Resolving) && block.number < since + entry.dispute.answer.deal.windowBlocks;
    }

    function _save(Entry storage entry, uint256 side, Board memory board) private {
        entry.boards[side] = board;
    }

    function _closed(Entry storage entry, uint256 side) private {
        entry.isOpen[side] = false;
        assertEq(
            disputes.gameHash(entry.dispute.answer.id, side == 0 ? challenger : secondChallenger),
            0,
            "a game that has ended is forgotten"
        );
    }

    /// @dev One move of who has the turn; false where the game has ended, or only the clock is left.
    function _step(Entry storage entry, uint256 side) private returns (bool) {
        Board memory board = entry.boards[side];
        GameStage stage = stageOf(board.game);
        Dispute memory dispute = entry.dispute;
        dispute.ofChallenger = entry.isHonest[side] ? truth() : Trace(HALT_AT, Lie.Output);
        address mover = onTurn(board.game);
        uint256 left = leftOf(mover == accountOf(board.game.provider) ? board.game.provider : board.game.challenger);
        if (block.number >= turnBlockOf(board.game) + left) return false;
        if (stage == GameStage.Demanded) {
            vm.prank(provider);
            disputes.reveal(board.game, dispute.answer.root, dispute.answer.work, dispute.proof);
            board.game = gameOf(
                dispute.answer,
                accountOf(board.game.challenger),
                leftOf(board.game.challenger),
                left - (block.number - turnBlockOf(board.game)),
                GameStage.Revealed,
                0,
                hashOf(dispute.proof.leaf)
            );
            assertGame(board.game);
            _save(entry, side, board);
            return true;
        }
        if (stage == GameStage.Revealed) return false;
        Trace memory trace = stage == GameStage.ProviderTurn ? dispute.ofProvider : dispute.ofChallenger;
        uint256 pick = pickOf(board, trace, dispute.levels);
        if (pick == board.hashes.length) return false;
        if (roundsLeftOf(board.game) > 0) {
            _save(entry, side, moveAt(board, trace, dispute.levels, pick));
            return true;
        }
        if (trace.divergesAt != NEVER) return false;
        proveAt(board, trace, dispute.levels, pick);
        if (stage == GameStage.ProviderTurn) ++losses;
        else ++wins;
        _closed(entry, side);
        return false;
    }

    function _end(Entry storage entry) private {
        if (entry.isFinal) return;
        AnsweredDeal memory answer = entry.dispute.answer;
        (DealStatus status, uint40 since, bytes26 hash) = broker.dealState(answer.id);
        bytes32 answered = keccak256(abi.encode(answer.deal, answer.root, answer.work));
        if (status == DealStatus.WaitingForResolution && block.number >= since + answer.deal.windowBlocks) {
            broker.finalizeDeals(one(answer));
        } else if (status == DealStatus.FirmResolution && hash == bytes26(answered)) {
            broker.finalizeDeals(one(answer));
        } else if (status == DealStatus.FirmResolution) {
            // Whoever refuted it is in the hash.
            bytes26 byFirst = bytes26(keccak256(abi.encode(uint256(answered) >> 48, challenger)));
            repay(answer, hash == byFirst ? challenger : secondChallenger);
            ++repaid;
        } else {
            return;
        }
        entry.isFinal = true;
    }
}

contract DisputesInvariantTest is Test {
    DisputesHandler private _handler;

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function setUp() public {
        _handler = new DisputesHandler();
        _handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(_handler);
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        list = new Selectors[](1);
        list[0].target = address(_handler);
        list[0].selectors = new bytes4[](8);
        list[0].selectors[0] = DisputesHandler.open.selector;
        list[0].selectors[1] = DisputesHandler.contest.selector;
        list[0].selectors[2] = DisputesHandler.play.selector;
        list[0].selectors[3] = DisputesHandler.play.selector;
        list[0].selectors[4] = DisputesHandler.concede.selector;
        list[0].selectors[5] = DisputesHandler.timeout.selector;
        list[0].selectors[6] = DisputesHandler.wait_.selector;
        list[0].selectors[7] = DisputesHandler.end.selector;
    }

    function invariant_BondsAndLocksAreThoseOfOpenGamesAndDeals() public view {
        _handler.checkMoney();
    }

    function afterInvariant() public {
        _handler.endAll();
        _handler.checkMoney();
        _handler.checkNothingLeft();
    }
}
