// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "./IBank.sol";
import {LotteryNode, LotteryTerms} from "./LotteryTypes.sol";

/// @title ILottery
/// @notice Pays many providers a little each with one payment: a payer of N amounts opens a lottery over their sum, in which
/// each provider's chance is its part of it. What it costs does not depend on N. After the lottery scheme of the Golem
/// project, with a tree over ranges of weight in the place of its list, so that exactly one ticket wins.
///
/// 1. The payer makes the list of participants and its tree (see LotteryTree), and opens the lottery: its hash is stored, the
///    prize locked. Then it announces terms and tickets to the participants.
/// 2. The hash of block `drawBlock` draws position uint256(keccak256(abi.encode(blockHash, hash))) % root.weight. The
///    winner is the ticket whose range holds it. Neither depends on anything that is sent afterwards.
/// 3. claim: anybody shows the winner's ticket. Up to block `drawBlock + claimBlocks` the winner gets all; later whoever shows
///    it gets the bounty, floor(value * bountyBasisPoints / 10^4), and the winner the rest.
/// 4. expire: where nobody did that for as long as the chain remembers the block hash (8191 blocks with EIP-2935, else 256),
///    there is no way left to know the winner, and the prize goes to the treasury. There is no second draw. It does not return
///    to the payer: then keeping the tickets of others to itself, or telling participants only of the lotteries that they
///    lost, would pay. So the payer, who can always show the winner's ticket, gains by nothing but to show it.
///
/// A participant counts a lottery as payment once it has seen, before the draw, that its ticket is in the tree with the weight
/// that is due to it, and that the hash is stored under as many blocks as it takes a reorganisation to be unlikely. Told only
/// after the draw, it might be told only of those that it lost.
///
/// The hash is the EIP-712 digest of Lottery(address payer,uint64 id,uint96 valueWei,uint64 drawBlock,uint16 claimBlocks,
/// bytes32 root) in the domain {name "Suanli", version "1", chain, this contract}, so a payer can sign what
/// others open for it. Of the digest 208 bits are stored, beside the lane's last sequence number.
///
/// The same lottery cannot be opened twice: it is opened before `drawBlock`, and its slot is cleared only after. That lanes
/// keep their number means that ids of other lotteries are not used twice either, and that the slot is not paid for anew.
///
/// Trust assumptions
/// - The payer gave the Bank consent for this module. It has no owner and is not upgradeable, so nothing else is trusted.
/// - The producer of block `drawBlock` can choose its contents until it likes the hash, at the cost of computing one hash per
///   try, and 1/p tries for a ticket of chance p. A producer of a share q of all blocks with a ticket in a lottery thus takes up
///   to q of the prizes instead of p. No rule on chain prevents that.
/// - What there is to take from one block is the SUM of the prizes that it draws: all lotteries that name a block are drawn from
///   its one hash. `maxValueWei` bounds each prize, by default to 100 tokens, a millionth of all, and not their number:
///   a payer has 65,536 lanes, and there are many payers.
/// - The payer chooses `drawBlock`. One that produces blocks, and knows ahead which ones (on Ethereum for up to 64 slots), can
///   name a block of its own: for its lotteries q is 1, and with a ticket of its own it can keep all the prizes. So a participant
///   looks at the lead, `drawBlock` less the block that opened the lottery: it should be longer than proposers are known ahead;
///   and at the sum of what is open for that block (LotteryOpened), which should be less than the reward of a block.
/// - Who signs blocks that others built, as most of Ethereum's are, sees the hashes of what is offered, and can take an offer
///   with a hash that it likes better for the difference in what they pay; and builders choose contents as producers do, so
///   q is theirs. Who withholds a block that it dislikes forgoes its reward, some 0.03 ether, for at most its part of that
///   sum in the draw of the next one: no gain where the sum is less than the reward.
/// - On chains with a single sequencer, who trusts it with the order of transactions trusts it with the draws as well.
/// - After a fork of the chain under another chain id, a lottery that was open before cannot be found by its hash on the fork:
///   it is neither claimed nor expired there, its prize stays locked in that Bank for good, its lane busy, and the payer's
///   consent in use. On the chain that keeps its id nothing changes.
/// - The winner has `claimBlocks` for itself. Each participant who was given the whole list can claim for the others.
interface ILottery {
    /// @notice A lottery is open: the prize is locked.
    event LotteryOpened(
        bytes32 indexed hash,
        address indexed payer,
        uint64 id,
        uint96 valueWei,
        uint64 drawBlock,
        uint16 claimBlocks,
        LotteryNode root
    );
    /// @notice The winner was paid the value less the bounty, which whoever sent this has. It is zero within the winner's time.
    event LotteryPaid(bytes32 indexed hash, address indexed winner, uint96 bountyWei);
    /// @notice Nobody showed the winner's ticket in time: the prize went to the treasury.
    event LotteryExpired(bytes32 indexed hash);

    /// @notice The prize is zero, or more than `maxValueWei`.
    error LotteryValueOutOfRange(uint96 valueWei, uint96 maxValueWei);
    /// @notice A lottery without weight has no winner.
    error LotteryZeroWeight();
    /// @notice The winner's time is `claimBlocks` blocks, which is zero, or more than `maxClaimBlocks`.
    error LotteryClaimBlocksOutOfRange(uint16 claimBlocks, uint16 maxClaimBlocks);
    /// @notice The draw was to be in a block that is not mined yet, `earliest` to `latest`.
    error LotteryDrawBlockOutOfRange(uint64 drawBlock, uint256 earliest, uint256 latest);
    /// @notice The payer has used this id before, or one of the same lane with a higher sequence number.
    error LotteryIdUsed(address payer, uint64 id);
    /// @notice The payer has another lottery open in the lane of this id.
    error LotteryLaneBusy(address payer, uint16 lane);
    /// @notice The signature is not one of `signer` over this.
    error LotteryInvalidSignature(address signer, bytes32 digest);
    /// @notice No such lottery is open: it never was, or is over, or the terms are others.
    error LotteryNotOpen(bytes32 hash);
    /// @notice The hash of `drawBlock` is not known yet.
    error LotteryNotDrawn(bytes32 hash, uint64 drawBlock);
    /// @notice The hash of the block that drew is out of reach for good.
    error LotteryDrawForgotten(bytes32 hash, uint64 drawBlock);
    /// @notice The hash of the block that drew is still known, so the winner can be paid.
    error LotteryNotExpired(bytes32 hash, uint64 drawBlock);
    /// @notice No such ticket is in the tree of the lottery, or it is nobody's: the zero address wins nothing.
    error LotteryTicketInvalid(bytes32 hash, address account);
    /// @notice The ticket is one of the lottery, and did not win: `position` was drawn.
    error LotteryTicketLost(bytes32 hash, address account, uint64 position);

    /// @notice The Bank whose balances this contract moves.
    function bank() external view returns (IBank);

    /// @notice The account in the Bank that prizes go to which nobody claimed.
    function treasury() external view returns (address);

    /// @notice The largest prize; see the trust assumptions.
    function maxValueWei() external view returns (uint96);

    /// @notice The part of the prize, in 1/10000, that claiming for a winner earns whose own time is over.
    function bountyBasisPoints() external view returns (uint16);

    /// @notice The EIP-712 domain separator.
    function domainSeparator() external view returns (bytes32);

    /// @notice The EIP-712 domain (ERC-5267).
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
        );

    /// @notice The name of a lottery: its EIP-712 digest.
    function hashOf(LotteryTerms calldata terms) external view returns (bytes32);

    /// @notice What is stored of a lane: the sequence number of its last lottery, 0 where there was none, and the first 208 bits
    /// of that one's hash while it is open, else zero.
    function laneOf(address payer, uint16 lane) external view returns (uint48 sequence, bytes26 hash);

    /// @notice Whether this very lottery is open, and its prize locked.
    function isOpen(LotteryTerms calldata terms) external view returns (bool);

    /// @notice The position that was drawn.
    /// @dev Reverts with LotteryZeroWeight, LotteryNotDrawn, LotteryDrawForgotten.
    function positionOf(LotteryTerms calldata terms) external view returns (uint64);

    /// @notice Opens a lottery as the caller's; see LotteryTerms.
    /// @dev Reverts with LotteryValueOutOfRange, LotteryZeroWeight, LotteryClaimBlocksOutOfRange, LotteryDrawBlockOutOfRange,
    /// LotteryIdUsed, LotteryLaneBusy, and as the Bank does.
    function open(
        uint64 id,
        uint96 valueWei,
        uint64 drawBlock,
        uint16 claimBlocks,
        LotteryNode root
    ) external returns (bytes32 hash);

    /// @notice As `open`, sent by anybody with the payer's signature over the hash: ECDSA (65 bytes, low s), also of an account
    /// that has code (EIP-7702), or ERC-1271 where the payer is a contract. Of two signed lotteries of one lane, whoever holds
    /// both can send the later one first, after which the earlier one can never be opened.
    /// @dev Reverts with LotteryInvalidSignature as well.
    function openSigned(LotteryTerms calldata terms, bytes calldata signature) external returns (bytes32 hash);

    /// @notice Pays the winner, who need not send it. Anyone may.
    /// @param winner Who takes part with `weight`.
    /// @param path The way from its leaf up: bit i is set where sibling i is the left one.
    /// @param siblings From the leaf up.
    /// @dev Reverts with LotteryNotOpen, LotteryNotDrawn, LotteryDrawForgotten, LotteryTicketInvalid, LotteryTicketLost.
    function claim(
        LotteryTerms calldata terms,
        address winner,
        uint64 weight,
        uint32 path,
        LotteryNode[] calldata siblings
    ) external;

    /// @notice Gives a prize to the treasury whose winner cannot be known any more. Anyone may send it.
    /// @dev Reverts with LotteryNotOpen, LotteryNotDrawn, LotteryNotExpired.
    function expire(LotteryTerms calldata terms) external;
}
