// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Journal, JournalLibrary} from "../job/Journal.sol";
import {OrderHash} from "../job/OrderHash.sol";
import {BlockHash} from "../proof/BlockHash.sol";
import {IBank} from "./IBank.sol";
import {ILottery} from "./ILottery.sol";
import {LotteryTree} from "./LotteryTree.sol";
import {LotteryNode, LotteryTerms} from "./LotteryTypes.sol";

/// @title Lottery
/// @notice See ILottery, which carries the documentation and the trust assumptions.
/// @dev No reentrancy guard is needed: besides the Bank, which calls no stranger, only ERC-1271 signers and the history contract
/// are called, and those by staticcall. All state is written before the Bank is called.
contract Lottery is ILottery {
    bytes32 private constant TYPEHASH =
        keccak256(
            "Lottery(address payer,uint64 id,uint96 valueWei,uint64 drawBlock,uint16 claimBlocks,bytes32 root)"
        );
    uint256 private constant LANE_BITS = 16;
    uint256 private constant HASH_SHIFT = 48;
    /// @dev Half of what EIP-2935 remembers, so that others have as long as the winner.
    uint16 private constant MAX_CLAIM_BLOCKS = 4096;
    /// @dev Two weeks of 12-second blocks: a slip in the number must not lock the prize for ever.
    uint256 private constant MAX_DRAW_BLOCKS = 100_800;
    uint256 private constant BASIS_POINTS = 10_000;

    /// @inheritdoc ILottery
    IBank public immutable bank;
    /// @inheritdoc ILottery
    address public immutable treasury;
    /// @inheritdoc ILottery
    uint96 public immutable maxValueWei;
    /// @inheritdoc ILottery
    uint16 public immutable bountyBasisPoints;

    uint256 private immutable _chainId;
    bytes32 private immutable _separator;

    /// @dev One word per lane: in bits 0..47 the sequence number of its last lottery, in bits 48..255 the first ones of that one's
    /// hash while it is open. What is locked for it in the Bank is its value, from the first bit's setting to its clearing.
    struct Lane {
        uint256 word;
    }
    /// @dev By payer and lane, in bits 16..175 and 0..15 of the key.
    mapping(uint256 key => Lane) private _lanes;

    /// @param bank_ The Bank, of which this is to become a module.
    /// @param treasury_ Where prizes go that nobody claimed. Not the zero address.
    /// @param maxValueWei_ The largest prize; in production less than the reward of a block.
    /// @param bountyBasisPoints_ The part of the prize, in 1/10000, up to 10000, that claiming for a winner earns whose own time is
    /// over; in production enough to pay for the transaction.
    constructor(IBank bank_, address treasury_, uint96 maxValueWei_, uint16 bountyBasisPoints_) {
        assert(address(bank_).code.length != 0 && treasury_ != address(0) && bountyBasisPoints_ <= BASIS_POINTS);
        bank = bank_;
        treasury = treasury_;
        maxValueWei = maxValueWei_;
        bountyBasisPoints = bountyBasisPoints_;
        _chainId = block.chainid;
        _separator = OrderHash.domainSeparator(address(this));
    }

    /// @inheritdoc ILottery
    function domainSeparator() public view returns (bytes32) {
        // After a fork of the chain the two differ in their number.
        return block.chainid == _chainId ? _separator : OrderHash.domainSeparator(address(this));
    }

    /// @inheritdoc ILottery
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (hex"0f", "Suanli", "1", block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    /// @inheritdoc ILottery
    function hashOf(LotteryTerms calldata terms) external view returns (bytes32) {
        return _hash(terms);
    }

    /// @inheritdoc ILottery
    function laneOf(address payer, uint16 lane) external view returns (uint48 sequence, bytes26 hash) {
        uint256 word = _lanes[_laneKey(payer, lane)].word;
        return (uint48(word), bytes26(bytes32(word)));
    }

    /// @inheritdoc ILottery
    function isOpen(LotteryTerms calldata terms) external view returns (bool) {
        return _lanes[_laneKey(terms.payer, terms.id)].word >> HASH_SHIFT == uint256(_hash(terms)) >> HASH_SHIFT;
    }

    /// @inheritdoc ILottery
    function positionOf(LotteryTerms calldata terms) external view returns (uint64) {
        if (_weightOf(terms.root) == 0) revert LotteryZeroWeight();
        return uint64(_draw(terms, _hash(terms)));
    }

    /// @inheritdoc ILottery
    function open(
        uint64 id,
        uint96 valueWei,
        uint64 drawBlock,
        uint16 claimBlocks,
        LotteryNode root
    ) external returns (bytes32 hash) {
        bytes32 structHash = keccak256(abi.encode(TYPEHASH, msg.sender, id, valueWei, drawBlock, claimBlocks, root));
        hash = OrderHash.digest(domainSeparator(), structHash);
        _open(hash, msg.sender, id, valueWei, drawBlock, claimBlocks, root);
    }

    /// @inheritdoc ILottery
    function openSigned(LotteryTerms calldata terms, bytes calldata signature) external returns (bytes32 hash) {
        hash = _hash(terms);
        address payer = terms.payer;
        // ECDSA first: an account may have code and still sign with its key (EIP-7702).
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (
            (failure != ECDSA.RecoverError.NoError || recovered != payer) &&
            !SignatureChecker.isValidERC1271SignatureNowCalldata(payer, hash, signature)
        ) revert LotteryInvalidSignature(payer, hash);
        _open(hash, payer, terms.id, terms.valueWei, terms.drawBlock, terms.claimBlocks, terms.root);
    }

    /// @inheritdoc ILottery
    function claim(
        LotteryTerms calldata terms,
        address winner,
        uint64 weight,
        uint32 path,
        LotteryNode[] calldata siblings
    ) external {
        bytes32 hash = _close(terms);
        uint256 position = _draw(terms, hash);
        (bool valid, uint256 start) = LotteryTree.locate(terms.root, winner, weight, path, siblings);
        // A journal has no line of nobody's.
        if (!valid || winner == address(0)) revert LotteryTicketInvalid(hash, winner);
        // Both are below 2^64.
        unchecked {
            if (position < start || position >= start + weight) {
                revert LotteryTicketLost(hash, winner, uint64(position));
            }
        }
        uint256 valueWei = terms.valueWei;
        uint256 bountyWei;
        if (block.number > uint256(terms.drawBlock) + terms.claimBlocks && msg.sender != winner) {
            // Rounded down: what is odd stays the winner's.
            bountyWei = (valueWei * bountyBasisPoints) / BASIS_POINTS;
        }
        emit LotteryPaid(hash, winner, uint96(bountyWei));
        Journal journal = JournalLibrary.create(3);
        journal.add(terms.payer, 0, -int256(valueWei));
        journal.add(winner, int256(valueWei - bountyWei), 0);
        if (bountyWei != 0) journal.add(msg.sender, int256(bountyWei), 0);
        journal.post(bank);
    }

    /// @inheritdoc ILottery
    function expire(LotteryTerms calldata terms) external {
        bytes32 hash = _close(terms);
        uint64 drawBlock = terms.drawBlock;
        if (block.number <= drawBlock) revert LotteryNotDrawn(hash, drawBlock);
        if (BlockHash.read(drawBlock) != 0) revert LotteryNotExpired(hash, drawBlock);
        emit LotteryExpired(hash);
        int256 valueWei = int256(uint256(terms.valueWei));
        Journal journal = JournalLibrary.create(2);
        journal.add(terms.payer, 0, -valueWei);
        journal.add(treasury, valueWei, 0);
        journal.post(bank);
    }

    function _open(
        bytes32 hash,
        address payer,
        uint64 id,
        uint96 valueWei,
        uint64 drawBlock,
        uint16 claimBlocks,
        LotteryNode root
    ) private {
        if (valueWei == 0 || valueWei > maxValueWei) revert LotteryValueOutOfRange(valueWei, maxValueWei);
        if (_weightOf(root) == 0) revert LotteryZeroWeight();
        if (claimBlocks == 0 || claimBlocks > MAX_CLAIM_BLOCKS) {
            revert LotteryClaimBlocksOutOfRange(claimBlocks, MAX_CLAIM_BLOCKS);
        }
        if (drawBlock <= block.number || drawBlock > block.number + MAX_DRAW_BLOCKS) {
            revert LotteryDrawBlockOutOfRange(drawBlock, block.number + 1, block.number + MAX_DRAW_BLOCKS);
        }
        Lane storage lane = _lanes[_laneKey(payer, id)];
        uint256 word = lane.word;
        uint256 sequence = id >> LANE_BITS;
        if (sequence <= uint48(word)) revert LotteryIdUsed(payer, id);
        if (word >> HASH_SHIFT != 0) revert LotteryLaneBusy(payer, uint16(id));
        lane.word = (uint256(hash) >> HASH_SHIFT << HASH_SHIFT) | sequence;
        emit LotteryOpened(hash, payer, id, valueWei, drawBlock, claimBlocks, root);

        Journal journal = JournalLibrary.create(1);
        journal.add(payer, -int256(uint256(valueWei)), int256(uint256(valueWei)));
        journal.post(bank);
    }

    /// @dev Ends a lottery that is open, and with that says that the terms are those it was opened with.
    function _close(LotteryTerms calldata terms) private returns (bytes32 hash) {
        hash = _hash(terms);
        Lane storage lane = _lanes[_laneKey(terms.payer, terms.id)];
        uint256 word = lane.word;
        if (word >> HASH_SHIFT != uint256(hash) >> HASH_SHIFT) revert LotteryNotOpen(hash);
        lane.word = uint48(word);
    }

    /// @dev The position that the block hash draws.
    function _draw(LotteryTerms calldata terms, bytes32 hash) private view returns (uint256) {
        uint64 drawBlock = terms.drawBlock;
        bytes32 blockHash = BlockHash.read(drawBlock);
        if (blockHash == 0) {
            if (block.number <= drawBlock) revert LotteryNotDrawn(hash, drawBlock);
            revert LotteryDrawForgotten(hash, drawBlock);
        }
        uint256 random;
        // keccak256(abi.encode(blockHash, hash))
        assembly ("memory-safe") {
            mstore(0, blockHash)
            mstore(0x20, hash)
            random := keccak256(0, 0x40)
        }
        return random % _weightOf(terms.root);
    }

    function _weightOf(LotteryNode node) private pure returns (uint256) {
        return uint64(uint256(LotteryNode.unwrap(node)));
    }

    function _laneKey(address payer, uint64 id) private pure returns (uint256) {
        return (uint256(uint160(payer)) << LANE_BITS) | uint16(id);
    }

    /// @dev Of terms in calldata, as they lie there. Bits that a member's type has not make another hash, which is that of no open
    /// lottery; and reading such a member reverts.
    function _hash(LotteryTerms calldata terms) private view returns (bytes32) {
        bytes32 typehash = TYPEHASH;
        bytes32 structHash;
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, typehash)
            calldatacopy(add(pointer, 0x20), terms, 0xc0)
            structHash := keccak256(pointer, 0xe0)
        }
        return OrderHash.digest(domainSeparator(), structHash);
    }
}
