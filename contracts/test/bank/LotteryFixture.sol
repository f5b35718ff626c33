// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../../src/bank/IBank.sol";
import {LotteryNode, LotteryTerms} from "../../src/bank/LotteryTypes.sol";
import {BlockHash} from "../../src/proof/BlockHash.sol";
import {AccessManager, Bank, ComputeToken, Lottery} from "../support/Deployed.sol";
import {Test} from "../support/Test.sol";

struct Participant {
    address account;
    uint64 weight;
}

struct Ticket {
    address account;
    uint64 weight;
    uint32 path;
    LotteryNode[] siblings;
}

/// @notice A Bank with the Lottery as its module 6, and funded payers. Trees and hashes are written anew here, recursively and with
/// `abi.encode`, so that they are a check on those of the contract.
abstract contract LotteryFixture is Test {
    uint8 internal constant LOTTERY_MODULE = 6;
    uint96 internal constant MAX_VALUE_WEI = 100 ether;
    uint16 internal constant BOUNTY_BASIS_POINTS = 1_000;
    uint256 internal constant FUNDS_WEI = 1_000 ether;
    uint64 internal constant START_BLOCK = 10_000;
    uint64 internal constant DELAY_SECONDS = 1 days;
    uint256 internal constant PAYER_KEY = 0xA11CE;
    address internal constant TREASURY = address(0x7EA5);
    address internal constant KEEPER = address(0x6EE9E6);

    AccessManager internal manager;
    ComputeToken internal token;
    Bank internal bank;
    Lottery internal lottery;
    address internal payer;

    function deployLottery() internal {
        vm.warp(1_800_000_000);
        vm.roll(START_BLOCK);
        // Chains without a history of block hashes are the harder case; tests that need one put it there.
        vm.etch(BlockHash.HISTORY, "");
        manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, manager, DELAY_SECONDS, address(this))));
        lottery = newLottery();
        manager.execute(address(bank), abi.encodeCall(IBank.addModule, (address(lottery), LOTTERY_MODULE)));
        payer = vm.addr(PAYER_KEY);
        fund(payer, FUNDS_WEI);
    }

    function newLottery() internal returns (Lottery) {
        return Lottery(deploy("Lottery.sol:Lottery", abi.encode(bank, TREASURY, MAX_VALUE_WEI, BOUNTY_BASIS_POINTS)));
    }

    function fund(address account, uint256 amountWei) internal {
        token.transfer(account, amountWei);
        vm.startPrank(account);
        token.approve(address(bank), amountWei);
        bank.deposit(uint96(amountWei), uint32(1 << LOTTERY_MODULE));
        vm.stopPrank();
    }

    // Participants and their tree

    function participants(uint256 count) internal pure returns (Participant[] memory list) {
        list = new Participant[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = Participant(participantAt(i), uint64((uint256(keccak256(abi.encode("weight", i))) % 1e15) + 1));
        }
    }

    function participantAt(uint256 index) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("participant", index)))));
    }

    function leafOf(address account, uint64 weight) internal pure returns (LotteryNode) {
        return nodeOf(keccak256(abi.encodePacked(account, weight)), weight);
    }

    function nodeOf(bytes32 hash, uint64 weight) internal pure returns (LotteryNode) {
        return LotteryNode.wrap(bytes32(bytes24(hash)) | bytes32(uint256(weight)));
    }

    function joined(LotteryNode left, LotteryNode right) internal pure returns (LotteryNode) {
        return nodeOf(keccak256(abi.encodePacked(left, right)), weightOf(left) + weightOf(right));
    }

    function weightOf(LotteryNode node) internal pure returns (uint64) {
        return uint64(uint256(LotteryNode.unwrap(node)));
    }

    function rootOf(Participant[] memory list) internal pure returns (LotteryNode) {
        return _top(list, 0, list.length);
    }

    function _top(Participant[] memory list, uint256 from, uint256 to) private pure returns (LotteryNode) {
        if (to - from == 1) return leafOf(list[from].account, list[from].weight);
        uint256 middle = from + _split(to - from);
        return joined(_top(list, from, middle), _top(list, middle, to));
    }

    function _split(uint256 count) private pure returns (uint256 left) {
        left = 1;
        while (left * 2 < count) left *= 2;
    }

    function ticketOf(Participant[] memory list, uint256 index) internal pure returns (Ticket memory ticket) {
        LotteryNode[] memory siblings = new LotteryNode[](64);
        uint256 depth;
        uint256 leftBits;
        uint256 from = 0;
        uint256 to = list.length;
        // From the root down; turned round in the end.
        while (to - from > 1) {
            uint256 middle = from + _split(to - from);
            bool isRight = index >= middle;
            siblings[depth] = isRight ? _top(list, from, middle) : _top(list, middle, to);
            leftBits = (leftBits << 1) | (isRight ? 1 : 0);
            ++depth;
            if (isRight) from = middle;
            else to = middle;
        }
        ticket = Ticket(list[index].account, list[index].weight, uint32(leftBits), new LotteryNode[](depth));
        for (uint256 i = 0; i < depth; ++i) ticket.siblings[i] = siblings[depth - 1 - i];
    }

    function winnerOf(Participant[] memory list, uint256 position) internal pure returns (uint256 index) {
        while (position >= list[index].weight) {
            position -= list[index].weight;
            ++index;
        }
    }

    function loserOf(Participant[] memory list, uint256 position) internal pure returns (uint256) {
        return (winnerOf(list, position) + 1) % list.length;
    }

    // A lottery and its steps

    function idOf(uint256 lane, uint256 sequence) internal pure returns (uint64) {
        return uint64((sequence << 16) | lane);
    }

    function termsOf(Participant[] memory list) internal view returns (LotteryTerms memory) {
        return
            LotteryTerms({
                payer: payer,
                id: idOf(3, 7),
                valueWei: 10 ether + 1,
                drawBlock: START_BLOCK + 20,
                claimBlocks: 50,
                root: rootOf(list)
            });
    }

    function open(LotteryTerms memory terms) internal returns (bytes32 hash) {
        vm.prank(terms.payer);
        return lottery.open(terms.id, terms.valueWei, terms.drawBlock, terms.claimBlocks, terms.root);
    }

    /// @dev Mines on to `blocks` after the draw, of which `random` decides the block hash.
    function draw(LotteryTerms memory terms, uint256 blocks, bytes32 random) internal {
        vm.roll(terms.drawBlock + blocks);
        if (blocks > 0 && blocks <= 256) vm.setBlockhash(terms.drawBlock, random);
    }

    function claim(LotteryTerms memory terms, Ticket memory ticket, address sender) internal {
        vm.prank(sender);
        lottery.claim(terms, ticket.account, ticket.weight, ticket.path, ticket.siblings);
    }

    function separatorOf(uint256 chainId, address contractAddress) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Suanli"),
                    keccak256("1"),
                    chainId,
                    contractAddress
                )
            );
    }

    function digestOf(LotteryTerms memory terms, uint256 chainId, address place) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Lottery(address payer,uint64 id,uint96 valueWei,uint64 drawBlock,uint16 claimBlocks,bytes32 root)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, terms));
        return keccak256(abi.encodePacked(hex"1901", separatorOf(chainId, place), structHash));
    }

    function hashOf(LotteryTerms memory terms) internal view returns (bytes32) {
        return digestOf(terms, block.chainid, address(lottery));
    }

    function positionOf(LotteryTerms memory terms, bytes32 random) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(random, hashOf(terms)))) % weightOf(terms.root);
    }

    function sign(bytes32 digest, uint256 key) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // What must hold

    function refused(bytes memory revertData) internal {
        vm.expectRevert(revertData);
    }

    function assertBalances(address account, uint256 availableWei, uint256 lockedWei) internal view {
        (uint96 actualAvailableWei, uint96 actualLockedWei, ) = bank.accountOf(account);
        assertEq(actualAvailableWei, availableWei, "available");
        assertEq(actualLockedWei, lockedWei, "locked");
    }

    function assertLane(LotteryTerms memory terms, uint256 sequence, bytes32 hash) internal view {
        (uint48 actual, bytes26 stored) = lottery.laneOf(terms.payer, uint16(terms.id));
        assertEq(actual, sequence, "sequence number of the lane");
        assertEq(bytes32(stored), bytes32(bytes26(hash)), "hash in the lane");
        assertTrue(lottery.isOpen(terms) == (hash != 0), "open");
    }
}
