// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotteryTree} from "../../src/bank/LotteryTree.sol";
import {LotteryNode, LotteryTerms} from "../../src/bank/LotteryTypes.sol";
import {Lottery} from "../support/Deployed.sol";
import {LotteryFixture, Participant, Ticket} from "./LotteryFixture.sol";

/// @notice The tree against the vectors that TypeScript reads as well; and whatever tree a payer makes, one position is one
/// ticket's.
contract LotteryTreeTest is LotteryFixture {
    string private constant VECTORS = "../packages/protocol/test/vectors/lottery.json";

    function locate(
        LotteryNode root,
        address account,
        uint64 weight,
        uint256 path,
        LotteryNode[] calldata siblings
    ) external pure returns (bool valid, uint256 start) {
        return LotteryTree.locate(root, account, weight, path, siblings);
    }

    function _locate(LotteryNode root, Ticket memory ticket) private view returns (bool valid, uint256 start) {
        return this.locate(root, ticket.account, ticket.weight, ticket.path, ticket.siblings);
    }

    function _wins(LotteryNode root, Ticket memory ticket, uint256 position) private view returns (bool) {
        (bool valid, uint256 start) = _locate(root, ticket);
        return valid && position >= start && position < start + ticket.weight;
    }

    function _assertInvalid(LotteryNode root, Ticket memory ticket, string memory what) private view {
        (bool valid, ) = _locate(root, ticket);
        assertTrue(!valid, what);
    }

    // The shared vectors

    function test_SharedVectors() public {
        deployLottery();
        string memory json = vm.readFile(VECTORS);
        uint256 chainId = block.chainid;
        uint256 cases;
        string memory path = ".cases[0]";
        while (vm.keyExistsJson(json, path)) {
            // At the address of the vector, with the separator of its chain.
            vm.chainId(vm.parseJsonUint(json, string.concat(path, ".chainId")));
            Lottery there = Lottery(_addressAt(json, string.concat(path, ".contract")));
            vm.etch(address(there), address(lottery).code);
            _checkCase(json, path, there);
            ++cases;
            path = string.concat(".cases[", vm.toString(cases), "]");
        }
        vm.chainId(chainId);
        assertTrue(cases >= 8, "vectors were read");
    }

    function _checkCase(string memory json, string memory path, Lottery there) private {
        LotteryTerms memory terms = LotteryTerms({
            payer: _addressAt(json, string.concat(path, ".lottery.payer")),
            id: uint64(vm.parseJsonUint(json, string.concat(path, ".lottery.id"))),
            valueWei: uint96(vm.parseJsonUint(json, string.concat(path, ".lottery.valueWei"))),
            drawBlock: uint64(vm.parseJsonUint(json, string.concat(path, ".lottery.drawBlock"))),
            claimBlocks: uint16(vm.parseJsonUint(json, string.concat(path, ".lottery.claimBlocks"))),
            root: LotteryNode.wrap(vm.parseJsonBytes32(json, string.concat(path, ".lottery.root")))
        });
        assertEq(there.hashOf(terms), vm.parseJsonBytes32(json, string.concat(path, ".hash")), "hash");

        uint256 count;
        string memory place = string.concat(path, ".participants[0]");
        Participant[] memory list = new Participant[](128);
        while (vm.keyExistsJson(json, place)) {
            list[count].account = _addressAt(json, string.concat(place, ".account"));
            list[count].weight = uint64(vm.parseJsonUint(json, string.concat(place, ".weight")));
            place = string.concat(path, ".participants[", vm.toString(++count), "]");
        }
        assembly ("memory-safe") {
            mstore(list, count)
        }
        assertEq(LotteryNode.unwrap(rootOf(list)), LotteryNode.unwrap(terms.root), "root");

        uint256 tickets;
        place = string.concat(path, ".tickets[0]");
        while (vm.keyExistsJson(json, place)) {
            uint256 index = vm.parseJsonUint(json, string.concat(place, ".index"));
            Ticket memory ticket = ticketOf(list, index);
            assertEq(ticket.path, vm.parseJsonUint(json, string.concat(place, ".path")), "path");
            for (uint256 i = 0; i < ticket.siblings.length; ++i) {
                ticket.siblings[i] = LotteryNode.wrap(
                    vm.parseJsonBytes32(json, string.concat(place, ".siblings[", vm.toString(i), "]"))
                );
            }
            (bool valid, uint256 start) = _locate(terms.root, ticket);
            assertTrue(valid, "ticket of the vector");
            assertEq(start, vm.parseJsonUint(json, string.concat(place, ".start")), "start");
            place = string.concat(path, ".tickets[", vm.toString(++tickets), "]");
        }
        assertTrue(tickets > 0, "tickets were read");

        for (uint256 i = 0; i < 3; ++i) {
            string memory drawn = string.concat(path, ".draws[", vm.toString(i), "]");
            vm.roll(uint256(terms.drawBlock) + 1);
            vm.setBlockhash(terms.drawBlock, vm.parseJsonBytes32(json, string.concat(drawn, ".blockHash")));
            uint256 position = there.positionOf(terms);
            assertEq(position, vm.parseJsonUint(json, string.concat(drawn, ".position")), "position");
            assertEq(winnerOf(list, position), vm.parseJsonUint(json, string.concat(drawn, ".winner")), "winner");
        }
    }

    function _addressAt(string memory json, string memory path) private pure returns (address) {
        return address(uint160(vm.parseJsonUint(json, path)));
    }

    // One winner

    function testFuzz_G30_ForEveryDrawExactlyOneOfAllTicketsWins(uint256 seed, uint256 size, bytes32 random) public view {
        size = bound(size, 1, 24);
        Participant[] memory list = new Participant[](size);
        for (uint256 i = 0; i < size; ++i) {
            uint256 each = uint256(keccak256(abi.encode(seed, i)));
            // Small ranges beside large ones.
            list[i] = Participant(address(uint160(each)), uint64(((each >> 160) % (1 << ((each >> 250) % 58))) + 1));
        }
        LotteryNode root = rootOf(list);
        uint256 total = weightOf(root);
        uint256 next;
        uint256 winners;
        uint256 position = uint256(random) % total;
        for (uint256 i = 0; i < size; ++i) {
            Ticket memory ticket = ticketOf(list, i);
            (bool valid, uint256 start) = _locate(root, ticket);
            assertTrue(valid, "ticket");
            // Each range begins where the one before ends: neither overlaps nor gaps.
            assertEq(start, next, "start");
            next = start + ticket.weight;
            if (_wins(root, ticket, position)) {
                ++winners;
                assertEq(i, winnerOf(list, position), "winner");
            }
        }
        assertEq(next, total, "end of the last range");
        assertEq(winners, 1, "winners");
    }

    function test_G30_EveryPositionOfASmallLotteryHasOneWinner() public view {
        Participant[] memory list = participants(7);
        for (uint256 i = 0; i < list.length; ++i) list[i].weight = uint64(i * i + 1);
        LotteryNode root = rootOf(list);
        for (uint256 position = 0; position < weightOf(root); ++position) {
            uint256 winners;
            for (uint256 i = 0; i < list.length; ++i) {
                if (_wins(root, ticketOf(list, i), position)) ++winners;
            }
            assertEq(winners, 1, "winners");
        }
        for (uint256 i = 0; i < list.length; ++i) {
            assertTrue(!_wins(root, ticketOf(list, i), weightOf(root)), "beyond the end");
        }
    }

    function test_ATreeOfOneIsItsLeaf() public view {
        Participant[] memory list = participants(1);
        (bool valid, uint256 start) = _locate(rootOf(list), ticketOf(list, 0));
        assertTrue(valid && start == 0, "the only ticket");
    }

    // Trees that a cheating payer might make

    function _pair(LotteryNode left, LotteryNode right, uint64 claimed) private pure returns (LotteryNode) {
        return nodeOf(keccak256(abi.encodePacked(left, right)), claimed);
    }

    function _child(address account, uint64 weight, uint32 side, LotteryNode sibling) private pure returns (Ticket memory) {
        LotteryNode[] memory siblings = new LotteryNode[](1);
        siblings[0] = sibling;
        return Ticket(account, weight, side, siblings);
    }

    function test_GappedRanges_ARootAboveTheSumOfItsChildrenHasNoTickets() public view {
        (LotteryNode a, LotteryNode b) = (leafOf(KEEPER, 3), leafOf(TREASURY, 4));
        LotteryNode root = _pair(a, b, 10);
        _assertInvalid(root, _child(KEEPER, 3, 0, b), "left of a gap");
        _assertInvalid(root, _child(TREASURY, 4, 1, a), "right of a gap");
    }

    function test_OverlappingRanges_ARootBelowTheSumOfItsChildrenHasNoTickets() public view {
        (LotteryNode a, LotteryNode b) = (leafOf(KEEPER, 3), leafOf(TREASURY, 4));
        LotteryNode root = _pair(a, b, 5);
        _assertInvalid(root, _child(KEEPER, 3, 0, b), "left of an overlap");
        _assertInvalid(root, _child(TREASURY, 4, 1, a), "right of an overlap");
    }

    function test_OverlappingRanges_ASiblingThatLiesAboutItsWeightCannotBeOpened() public view {
        // The pair says that its right child weighs 4; the leaf behind it was hashed with 40, or with 1.
        LotteryNode a = leafOf(KEEPER, 3);
        for (uint64 real = 1; real <= 40; real += 39) {
            LotteryNode lie = nodeOf(keccak256(abi.encodePacked(TREASURY, real)), 4);
            LotteryNode root = _pair(a, lie, 7);
            (bool valid, uint256 start) = _locate(root, _child(KEEPER, 3, 0, lie));
            assertTrue(valid && start == 0, "the honest leaf keeps its own range, and no more");
            _assertInvalid(root, _child(TREASURY, real, 1, a), "with the weight it was hashed with");
            _assertInvalid(root, _child(TREASURY, 4, 1, a), "with the weight that the pair names");
        }
    }

    function test_ZeroLengthRanges_ALeafWithoutWeightNeverWins() public view {
        (LotteryNode none, LotteryNode all) = (leafOf(KEEPER, 0), leafOf(TREASURY, 4));
        LotteryNode root = joined(none, all);
        for (uint256 position = 0; position < 4; ++position) {
            assertTrue(!_wins(root, _child(KEEPER, 0, 0, all), position), "empty range");
            assertTrue(_wins(root, _child(TREASURY, 4, 1, none), position), "the other one");
        }
    }

    function test_SumsThatDoNotFitAreNoSums() public view {
        // 2^63 + 2^63 + 1 is 1 of 64 bits.
        (LotteryNode a, LotteryNode b) = (leafOf(KEEPER, 1 << 63), leafOf(TREASURY, (1 << 63) + 1));
        LotteryNode root = _pair(a, b, 1);
        _assertInvalid(root, _child(KEEPER, 1 << 63, 0, b), "left of a sum that wraps");
        _assertInvalid(root, _child(TREASURY, (1 << 63) + 1, 1, a), "right of a sum that wraps");
        // The bit that does not fit would fall on the last one of the hash.
        bytes32 hash = keccak256(abi.encodePacked(a, b));
        LotteryNode carried = LotteryNode.wrap(bytes32(uint256(bytes32(bytes24(hash))) | (1 << 64) | 1));
        _assertInvalid(carried, _child(KEEPER, 1 << 63, 0, b), "carried into the hash");
        // And where it wraps on the way only.
        LotteryNode c = leafOf(address(1), type(uint64).max);
        LotteryNode top = _pair(root, c, 0);
        LotteryNode[] memory siblings = new LotteryNode[](2);
        (siblings[0], siblings[1]) = (b, c);
        _assertInvalid(top, Ticket(KEEPER, 1 << 63, 0, siblings), "wraps twice");
    }

    function test_AnInnerNodeIsNoTicket() public view {
        // Leaves are hashes of 28 bytes and nodes of 64, so no account and weight make a node.
        (LotteryNode a, LotteryNode b) = (leafOf(KEEPER, 3), leafOf(TREASURY, 4));
        LotteryNode root = joined(a, b);
        Ticket memory ticket = Ticket(address(bytes20(LotteryNode.unwrap(a))), 7, 0, new LotteryNode[](0));
        _assertInvalid(root, ticket, "the root as a leaf");
    }

    function testFuzz_G32_AChangedTicketIsNotOfTheTree(uint256 seed, uint256 index, uint256 kind, uint256 change) public view {
        Participant[] memory list = participants(bound(seed, 2, 20));
        Ticket memory ticket = ticketOf(list, index % list.length);
        LotteryNode root = rootOf(list);
        uint256 place = (change >> 8) % ticket.siblings.length;
        uint256 bit = 1 << (change % 256);
        kind %= 6;
        if (kind == 0) ticket.account = address(uint160(ticket.account) ^ uint160(1 << (change % 160)));
        if (kind == 1) ticket.weight ^= uint64(1 << (change % 64));
        if (kind == 2) ticket.path ^= uint32(1 << (change % 32));
        if (kind == 3) ticket.siblings[place] = LotteryNode.wrap(bytes32(uint256(LotteryNode.unwrap(ticket.siblings[place])) ^ bit));
        if (kind == 4) ticket.siblings = new LotteryNode[](ticket.siblings.length + 1);
        if (kind == 5) root = LotteryNode.wrap(bytes32(uint256(LotteryNode.unwrap(root)) ^ bit));
        _assertInvalid(root, ticket, "changed");
    }
}
