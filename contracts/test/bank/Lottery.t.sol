// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBank} from "../../src/bank/IBank.sol";
import {ILottery} from "../../src/bank/ILottery.sol";
import {LotteryNode, LotteryTerms} from "../../src/bank/LotteryTypes.sol";
import {BlockHash} from "../../src/proof/BlockHash.sol";
import {Lottery} from "../support/Deployed.sol";
import {LotteryFixture, Participant, Ticket} from "./LotteryFixture.sol";

/// @notice A contract whose word on a signature is what it was made with.
contract Wallet {
    bytes4 private immutable _answer;

    constructor(bytes4 answer) {
        _answer = answer;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        return _answer;
    }
}

/// @notice A lottery's ways from opening to end, each refusal by its name, and what attackers would try.
contract LotteryTest is LotteryFixture {
    bytes32 private constant RANDOM = keccak256("the hash of the block that draws");
    /// @dev The code of EIP-2935.
    bytes private constant HISTORY_CODE =
        hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

    Participant[] private list;
    LotteryTerms private terms;

    function setUp() public {
        deployLottery();
        Participant[] memory memoryList = participants(11);
        for (uint256 i = 0; i < memoryList.length; ++i) list.push(memoryList[i]);
        terms = termsOf(memoryList);
    }

    function _winner() private view returns (Ticket memory) {
        return ticketOf(list, winnerOf(list, positionOf(terms, RANDOM)));
    }

    function _notOpen(LotteryTerms memory other) private {
        refused(abi.encodeWithSelector(ILottery.LotteryNotOpen.selector, hashOf(other)));
    }

    // From opening to end

    function test_G28_OpeningStoresTheHashAndLocksThePrize() public {
        bytes32 expected = hashOf(terms);
        vm.expectEmit(address(lottery));
        emit ILottery.LotteryOpened(
            expected,
            payer,
            terms.id,
            terms.valueWei,
            terms.drawBlock,
            terms.claimBlocks,
            terms.root
        );
        assertEq(open(terms), expected, "hash");
        assertEq(lottery.hashOf(terms), expected, "hash that the view tells");
        assertLane(terms, 7, expected);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, terms.valueWei);
    }

    function test_G31_TheWinnerIsPaidAndTheHashCleared() public {
        bytes32 hash = open(terms);
        draw(terms, 1, RANDOM);
        assertEq(lottery.positionOf(terms), positionOf(terms, RANDOM), "position");
        Ticket memory ticket = _winner();
        vm.expectEmit(address(lottery));
        emit ILottery.LotteryPaid(hash, ticket.account, 0);
        claim(terms, ticket, KEEPER);
        assertBalances(ticket.account, terms.valueWei, 0);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, 0);
        assertBalances(KEEPER, 0, 0);
        assertLane(terms, 7, 0);
    }

    function test_G31_ASecondClaimIsRefused() public {
        open(terms);
        draw(terms, 1, RANDOM);
        Ticket memory ticket = _winner();
        claim(terms, ticket, KEEPER);
        _notOpen(terms);
        claim(terms, ticket, ticket.account);
        _notOpen(terms);
        lottery.expire(terms);
    }

    function test_G31_ProviderOfflineOverItsTimeIsPaidByWhoeverClaimsForTheBounty() public {
        open(terms);
        Ticket memory ticket = _winner();
        draw(terms, terms.claimBlocks + 1, RANDOM);
        claim(terms, ticket, KEEPER);
        uint256 bountyWei = terms.valueWei / 10;
        assertBalances(KEEPER, bountyWei, 0);
        assertBalances(ticket.account, terms.valueWei - bountyWei, 0);
    }

    function test_InTheLastBlockOfTheWinnersTimeThereIsNoBounty() public {
        open(terms);
        Ticket memory ticket = _winner();
        draw(terms, terms.claimBlocks, RANDOM);
        claim(terms, ticket, KEEPER);
        assertBalances(KEEPER, 0, 0);
        assertBalances(ticket.account, terms.valueWei, 0);
    }

    function test_TheWinnerItselfHasAllAtAnyTime() public {
        open(terms);
        Ticket memory ticket = _winner();
        draw(terms, 256, RANDOM);
        claim(terms, ticket, ticket.account);
        assertBalances(ticket.account, terms.valueWei, 0);
    }

    function test_ThePayerMayClaimForTheWinnerAndWinTheBounty() public {
        open(terms);
        Ticket memory ticket = _winner();
        draw(terms, terms.claimBlocks + 1, RANDOM);
        claim(terms, ticket, payer);
        uint256 bountyWei = terms.valueWei / 10;
        assertBalances(payer, FUNDS_WEI - terms.valueWei + bountyWei, 0);
        assertBalances(ticket.account, terms.valueWei - bountyWei, 0);
    }

    function test_ThePayerMayTakePartAndWin() public {
        Participant[] memory one = new Participant[](1);
        one[0] = Participant(payer, type(uint64).max);
        terms.root = rootOf(one);
        open(terms);
        draw(terms, 1, RANDOM);
        claim(terms, ticketOf(one, 0), KEEPER);
        assertBalances(payer, FUNDS_WEI, 0);
    }

    function testFuzz_RoundingOfTheBountyLosesNothing(uint96 valueWei) public {
        terms.valueWei = uint96(bound(valueWei, 1, MAX_VALUE_WEI));
        open(terms);
        Ticket memory ticket = _winner();
        draw(terms, terms.claimBlocks + 1, RANDOM);
        claim(terms, ticket, KEEPER);
        uint256 bountyWei = (uint256(terms.valueWei) * BOUNTY_BASIS_POINTS) / 10_000;
        assertBalances(KEEPER, bountyWei, 0);
        assertBalances(ticket.account, terms.valueWei - bountyWei, 0);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, 0);
        assertEq(bank.totalHeldWei(), FUNDS_WEI, "all that the bank holds");
    }

    // What may be opened

    function test_G28_AnIdIsNeverUsedTwice() public {
        open(terms);
        bytes memory used = abi.encodeWithSelector(ILottery.LotteryIdUsed.selector, payer, terms.id);
        refused(used);
        open(terms);
        draw(terms, 1, RANDOM);
        claim(terms, _winner(), KEEPER);
        // Other terms under the same id, and ids before it in the lane.
        terms.drawBlock += 100;
        refused(used);
        open(terms);
        terms.id = idOf(3, 6);
        refused(abi.encodeWithSelector(ILottery.LotteryIdUsed.selector, payer, terms.id));
        open(terms);
        terms.id = idOf(3, 8);
        open(terms);
    }

    function test_AnIdWithoutSequenceNumberIsNone() public {
        terms.id = idOf(9, 0);
        refused(abi.encodeWithSelector(ILottery.LotteryIdUsed.selector, payer, terms.id));
        open(terms);
    }

    function test_ALaneHasOneLotteryAtATimeAndPayersHaveTheirOwn() public {
        open(terms);
        terms.id = idOf(3, 8);
        refused(abi.encodeWithSelector(ILottery.LotteryLaneBusy.selector, payer, uint16(3)));
        open(terms);
        terms.id = idOf(4, 7);
        open(terms);
        terms.payer = KEEPER;
        terms.id = idOf(3, 7);
        fund(KEEPER, FUNDS_WEI);
        open(terms);
        assertBalances(payer, FUNDS_WEI - 2 * uint256(terms.valueWei), 2 * uint256(terms.valueWei));
    }

    function test_TheSameLotteryIsNotOpenedTwiceEvenAfterItIsOver() public {
        // In a lane whose number it does not reach, what remains is that its block is drawn.
        open(terms);
        draw(terms, 1, RANDOM);
        claim(terms, _winner(), KEEPER);
        terms.id = idOf(3, 8);
        refused(
            abi.encodeWithSelector(
                ILottery.LotteryDrawBlockOutOfRange.selector,
                terms.drawBlock,
                terms.drawBlock + 2,
                terms.drawBlock + 1 + 100_800
            )
        );
        open(terms);
    }

    function test_G29_TheBlockThatDrawsIsNotMinedWhenItIsOpened() public {
        uint64[3] memory blocks = [START_BLOCK - 1, START_BLOCK, START_BLOCK + 100_801];
        for (uint256 i = 0; i < blocks.length; ++i) {
            terms.drawBlock = blocks[i];
            refused(
                abi.encodeWithSelector(
                    ILottery.LotteryDrawBlockOutOfRange.selector,
                    blocks[i],
                    START_BLOCK + 1,
                    START_BLOCK + 100_800
                )
            );
            open(terms);
        }
        terms.drawBlock = START_BLOCK + 1;
        open(terms);
        terms.id = idOf(0, 1);
        terms.drawBlock = START_BLOCK + 100_800;
        open(terms);
    }

    function test_ThePrizeIsBounded() public {
        uint96[2] memory values = [0, MAX_VALUE_WEI + 1];
        for (uint256 i = 0; i < values.length; ++i) {
            terms.valueWei = values[i];
            refused(abi.encodeWithSelector(ILottery.LotteryValueOutOfRange.selector, values[i], MAX_VALUE_WEI));
            open(terms);
        }
        terms.valueWei = MAX_VALUE_WEI;
        open(terms);
    }

    function test_TheWinnersTimeIsBounded() public {
        uint16[2] memory times = [0, 4_097];
        for (uint256 i = 0; i < times.length; ++i) {
            terms.claimBlocks = times[i];
            refused(
                abi.encodeWithSelector(ILottery.LotteryClaimBlocksOutOfRange.selector, times[i], uint16(4_096))
            );
            open(terms);
        }
        terms.claimBlocks = 4_096;
        open(terms);
    }

    function test_ALotteryWithoutWeightIsNone() public {
        terms.root = nodeOf(keccak256("a tree of nothing"), 0);
        refused(abi.encodeWithSelector(ILottery.LotteryZeroWeight.selector));
        open(terms);
        refused(abi.encodeWithSelector(ILottery.LotteryZeroWeight.selector));
        lottery.positionOf(terms);
    }

    function test_OpeningNeedsTheMoneyAndTheConsent() public {
        terms.payer = KEEPER;
        refused(abi.encodeWithSelector(IBank.BankConsentMissing.selector, KEEPER, address(lottery)));
        open(terms);
        fund(KEEPER, terms.valueWei - 1);
        refused(
            abi.encodeWithSelector(
                IBank.BankInsufficientAvailable.selector,
                KEEPER,
                terms.valueWei - 1,
                uint256(terms.valueWei)
            )
        );
        open(terms);
        assertLane(terms, 0, 0);
    }

    // Opened by signature

    function test_AnybodyOpensWhatThePayerSigned() public {
        bytes memory signature = sign(hashOf(terms), PAYER_KEY);
        vm.prank(KEEPER);
        bytes32 hash = lottery.openSigned(terms, signature);
        assertLane(terms, 7, hash);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, terms.valueWei);
        refused(abi.encodeWithSelector(ILottery.LotteryIdUsed.selector, payer, terms.id));
        lottery.openSigned(terms, signature);
        draw(terms, 1, RANDOM);
        claim(terms, _winner(), KEEPER);
        refused(
            abi.encodeWithSelector(
                ILottery.LotteryDrawBlockOutOfRange.selector,
                terms.drawBlock,
                terms.drawBlock + 2,
                terms.drawBlock + 1 + 100_800
            )
        );
        lottery.openSigned(terms, signature);
    }

    function test_WrongChain_OtherContract_OtherTerms_OtherSigner_AreNotSigned() public {
        bytes32[3] memory digests = [
            digestOf(terms, block.chainid + 1, address(lottery)),
            digestOf(terms, block.chainid, address(bank)),
            keccak256("other terms")
        ];
        bytes memory invalid = abi.encodeWithSelector(ILottery.LotteryInvalidSignature.selector, payer, hashOf(terms));
        for (uint256 i = 0; i < digests.length; ++i) {
            refused(invalid);
            lottery.openSigned(terms, sign(digests[i], PAYER_KEY));
        }
        refused(invalid);
        lottery.openSigned(terms, sign(hashOf(terms), PAYER_KEY + 1));
        refused(invalid);
        lottery.openSigned(terms, "");
    }

    function test_AContractPaysByItsOwnWord() public {
        Wallet no = new Wallet(0xffffffff);
        terms.payer = address(no);
        refused(abi.encodeWithSelector(ILottery.LotteryInvalidSignature.selector, address(no), hashOf(terms)));
        lottery.openSigned(terms, "anything");
        Wallet yes = new Wallet(0x1626ba7e);
        fund(address(yes), FUNDS_WEI);
        terms.payer = address(yes);
        lottery.openSigned(terms, "anything");
        assertBalances(address(yes), FUNDS_WEI - terms.valueWei, terms.valueWei);
    }

    /// @dev Code that refuses every call stands for that of a delegation (EIP-7702) without ERC-1271.
    function test_APayerWhoseKeyHasCodeSignsAllTheSame() public {
        bytes memory signature = sign(hashOf(terms), PAYER_KEY);
        vm.etch(payer, hex"60006000fd");
        refused(abi.encodeWithSelector(ILottery.LotteryInvalidSignature.selector, payer, hashOf(terms)));
        lottery.openSigned(terms, sign(hashOf(terms), PAYER_KEY + 1));
        lottery.openSigned(terms, signature);
        assertLane(terms, 7, hashOf(terms));
    }

    /// @dev What signing two lotteries of one lane means; the interface says it.
    function test_OfTwoSignedOfOneLaneTheLaterMakesTheEarlierWorthless() public {
        bytes memory earlier = sign(hashOf(terms), PAYER_KEY);
        LotteryTerms memory later = terms;
        later.id = idOf(3, 8);
        lottery.openSigned(later, sign(hashOf(later), PAYER_KEY));
        refused(abi.encodeWithSelector(ILottery.LotteryIdUsed.selector, payer, terms.id));
        lottery.openSigned(terms, earlier);
    }

    // Attacks

    /// @dev The block hash is one for all that it draws: the prize cap does not bound what its producer can take.
    function test_OneBlockDrawsTheSumOfAllLotteriesThatNameIt() public {
        uint256 count = 6;
        Participant[] memory two = new Participant[](2);
        two[0] = Participant(KEEPER, 1);
        two[1] = Participant(address(0xB0B), 1);
        LotteryTerms memory one = termsOf(two);
        one.valueWei = MAX_VALUE_WEI;
        for (uint256 i = 0; i < count; ++i) {
            one.id = idOf(i, 1);
            open(one);
        }
        bytes32 random;
        for (uint256 won = 0; won < count; ) {
            random = keccak256(abi.encode(random));
            for (won = 0; won < count; ++won) {
                one.id = idOf(won, 1);
                if (positionOf(one, random) != 0) break;
            }
        }
        draw(one, 1, random);
        for (uint256 i = 0; i < count; ++i) {
            one.id = idOf(i, 1);
            claim(one, ticketOf(two, 0), KEEPER);
        }
        assertBalances(KEEPER, count * MAX_VALUE_WEI, 0);
    }

    /// @dev A tree may have nobody for a leaf. It wins nothing, at any time; the prize goes to the treasury in the end.
    function test_NobodyIsNoWinner() public {
        Participant[] memory nobody = new Participant[](1);
        nobody[0] = Participant(address(0), 1);
        terms.root = rootOf(nobody);
        bytes32 hash = open(terms);
        for (uint256 passed = 1; passed <= 51; passed += 50) {
            draw(terms, passed, RANDOM);
            refused(abi.encodeWithSelector(ILottery.LotteryTicketInvalid.selector, hash, address(0)));
            claim(terms, ticketOf(nobody, 0), KEEPER);
        }
        draw(terms, 257, RANDOM);
        lottery.expire(terms);
        assertBalances(TREASURY, terms.valueWei, 0);
    }

    function test_DustTopUpsRacingAClaim_ThePrizeIsWholeOrThereIsNoLottery() public {
        // Livepeer, PR #657: a deposit of dust to an empty sender, just before a redemption, burned the ticket for the dust.
        terms.payer = KEEPER;
        fund(KEEPER, terms.valueWei);
        open(terms);
        assertBalances(KEEPER, 0, terms.valueWei);
        draw(terms, 1, RANDOM);
        Ticket memory ticket = _winner();
        token.approve(address(bank), 2);
        bank.depositFor(KEEPER, 1);
        bank.depositFor(ticket.account, 1);
        claim(terms, ticket, address(this));
        assertBalances(ticket.account, uint256(terms.valueWei) + 1, 0);
        assertBalances(KEEPER, 1, 0);
    }

    function test_ThePayerCannotTakeThePrizeBackBetweenOpenAndClaim() public {
        terms.payer = KEEPER;
        fund(KEEPER, terms.valueWei);
        open(terms);
        vm.prank(KEEPER);
        refused(abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, KEEPER, 0, 1));
        bank.requestWithdrawal(1);
        vm.prank(KEEPER);
        refused(abi.encodeWithSelector(IBank.BankConsentInUse.selector, KEEPER, uint256(terms.valueWei)));
        bank.setConsent(0);
        terms.id = idOf(4, 1);
        refused(
            abi.encodeWithSelector(IBank.BankInsufficientAvailable.selector, KEEPER, 0, uint256(terms.valueWei))
        );
        open(terms);
        terms.id = idOf(3, 7);
        draw(terms, 1, RANDOM);
        claim(terms, _winner(), address(this));
        assertBalances(_winner().account, terms.valueWei, 0);
    }

    function test_ClaimBeforeTheDrawIsRefused() public {
        bytes32 hash = open(terms);
        Ticket memory ticket = ticketOf(list, 0);
        bytes memory notDrawn = abi.encodeWithSelector(ILottery.LotteryNotDrawn.selector, hash, terms.drawBlock);
        // In the block that draws its own hash is not known either.
        for (uint256 i = 0; i < 2; ++i) {
            refused(notDrawn);
            claim(terms, ticket, KEEPER);
            refused(notDrawn);
            lottery.expire(terms);
            refused(notDrawn);
            lottery.positionOf(terms);
            vm.roll(terms.drawBlock);
        }
    }

    function test_BlockHashTooOld_ThePrizeGoesToTheTreasuryAndNothingIsDrawnAgain() public {
        bytes32 hash = open(terms);
        Ticket memory ticket = _winner();
        draw(terms, 256, RANDOM);
        refused(abi.encodeWithSelector(ILottery.LotteryNotExpired.selector, hash, terms.drawBlock));
        lottery.expire(terms);
        draw(terms, 257, RANDOM);
        refused(abi.encodeWithSelector(ILottery.LotteryDrawForgotten.selector, hash, terms.drawBlock));
        claim(terms, ticket, ticket.account);
        vm.expectEmit(address(lottery));
        emit ILottery.LotteryExpired(hash);
        vm.prank(KEEPER);
        lottery.expire(terms);
        // Not to the payer, who would gain by keeping the winner's ticket to itself, and to nobody who could tell how it ends.
        assertBalances(TREASURY, terms.valueWei, 0);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, 0);
        assertLane(terms, 7, 0);
        _notOpen(terms);
        claim(terms, ticket, ticket.account);
    }

    function test_WithAHistoryTheWinnerCanBePaidFor8191Blocks() public {
        vm.etch(BlockHash.HISTORY, HISTORY_CODE);
        bytes32 hash = open(terms);
        vm.store(BlockHash.HISTORY, bytes32(uint256(terms.drawBlock) % 8_191), RANDOM);
        Ticket memory ticket = _winner();
        draw(terms, 8_191, RANDOM);
        refused(abi.encodeWithSelector(ILottery.LotteryNotExpired.selector, hash, terms.drawBlock));
        lottery.expire(terms);
        assertEq(lottery.positionOf(terms), positionOf(terms, RANDOM), "position from the history");
        vm.roll(terms.drawBlock + 8_192);
        refused(abi.encodeWithSelector(ILottery.LotteryDrawForgotten.selector, hash, terms.drawBlock));
        claim(terms, ticket, KEEPER);
        vm.roll(terms.drawBlock + 8_191);
        claim(terms, ticket, KEEPER);
        assertBalances(KEEPER, terms.valueWei / 10, 0);
    }

    function test_ExpireCannotBeForcedByLittleGas() public {
        vm.etch(BlockHash.HISTORY, HISTORY_CODE);
        open(terms);
        vm.store(BlockHash.HISTORY, bytes32(uint256(terms.drawBlock) % 8_191), RANDOM);
        draw(terms, 300, RANDOM);
        for (uint256 limit = 5_000; limit < 60_000; limit += 250) {
            try lottery.expire{gas: limit}(terms) {
                assertTrue(false, "expired although the winner can be paid");
            } catch {}
        }
        claim(terms, _winner(), KEEPER);
    }

    function test_G32_TicketsThatLostAreRefused() public {
        bytes32 hash = open(terms);
        draw(terms, 1, RANDOM);
        uint256 position = positionOf(terms, RANDOM);
        for (uint256 i = 0; i < list.length; ++i) {
            if (i == winnerOf(list, position)) continue;
            refused(
                abi.encodeWithSelector(
                    ILottery.LotteryTicketLost.selector,
                    hash,
                    list[i].account,
                    uint64(position)
                )
            );
            claim(terms, ticketOf(list, i), list[i].account);
        }
    }

    function test_G32_ForgedTicketsAreRefused() public {
        bytes32 hash = open(terms);
        draw(terms, 1, RANDOM);
        for (uint256 kind = 0; kind < 6; ++kind) {
            Ticket memory ticket = _winner();
            if (kind == 0) ticket.account = KEEPER;
            if (kind == 1) ticket.weight += 1;
            if (kind == 2) ticket.weight = weightOf(terms.root);
            if (kind == 3) ticket.path ^= 1;
            if (kind == 4) ticket.path |= 1 << 31;
            if (kind == 5) ticket.siblings[0] = nodeOf(LotteryNode.unwrap(ticket.siblings[0]), 0);
            refused(abi.encodeWithSelector(ILottery.LotteryTicketInvalid.selector, hash, ticket.account));
            claim(terms, ticket, KEEPER);
        }
        Ticket memory whole = Ticket(KEEPER, weightOf(terms.root), 0, new LotteryNode[](0));
        refused(abi.encodeWithSelector(ILottery.LotteryTicketInvalid.selector, hash, KEEPER));
        claim(terms, whole, KEEPER);
    }

    function test_OtherTermsAreNotOpen() public {
        open(terms);
        draw(terms, 1, RANDOM);
        Ticket memory ticket = _winner();
        for (uint256 field = 0; field < 6; ++field) {
            LotteryTerms memory other = terms;
            if (field == 0) other.payer = KEEPER;
            if (field == 1) other.id += 1 << 16;
            if (field == 2) other.valueWei += 1;
            if (field == 3) other.drawBlock -= 1;
            if (field == 4) other.claimBlocks += 1;
            if (field == 5) other.root = nodeOf(LotteryNode.unwrap(other.root), 1);
            assertTrue(!lottery.isOpen(other), "open");
            _notOpen(other);
            claim(other, ticket, KEEPER);
            _notOpen(other);
            lottery.expire(other);
        }
    }

    function test_BitsThatAMemberHasNotMakeNoOtherLottery() public {
        open(terms);
        draw(terms, 1, RANDOM);
        Ticket memory ticket = _winner();
        bytes memory call_ = abi.encodeCall(
            ILottery.claim,
            (terms, ticket.account, ticket.weight, ticket.path, ticket.siblings)
        );
        // The first byte of each word of the terms but the root.
        for (uint256 word = 0; word < 5; ++word) {
            bytes memory dirty = bytes.concat(call_);
            dirty[4 + 32 * word] = 0x01;
            (bool success, ) = address(lottery).call(dirty);
            assertTrue(!success, "dirty terms");
        }
        (bool clean, ) = address(lottery).call(call_);
        assertTrue(clean, "clean terms");
    }

    function test_WrongChain_OtherContract_NothingIsOpenThere() public {
        open(terms);
        draw(terms, 1, RANDOM);
        Ticket memory ticket = _winner();
        Lottery second = newLottery();
        assertTrue(!second.isOpen(terms), "open elsewhere");
        refused(
            abi.encodeWithSelector(
                ILottery.LotteryNotOpen.selector,
                digestOf(terms, block.chainid, address(second))
            )
        );
        second.claim(terms, ticket.account, ticket.weight, ticket.path, ticket.siblings);
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        refused(
            abi.encodeWithSelector(
                ILottery.LotteryNotOpen.selector,
                digestOf(terms, chainId + 1, address(lottery))
            )
        );
        claim(terms, ticket, KEEPER);
        assertEq(lottery.domainSeparator(), separatorOf(chainId + 1, address(lottery)), "separator after a fork");
        vm.chainId(chainId);
        assertEq(lottery.domainSeparator(), separatorOf(chainId, address(lottery)), "separator");
        claim(terms, ticket, KEEPER);
    }

    /// @dev The loss that the interface states, on the fork alone.
    function test_AfterAForkWithAnotherChainIdWhatIsOpenIsLostThere() public {
        open(terms);
        vm.chainId(block.chainid + 1);
        vm.roll(terms.drawBlock + 20_000);
        _notOpen(terms);
        lottery.expire(terms);
        terms.drawBlock += 20_010;
        terms.id = idOf(3, 8);
        refused(abi.encodeWithSelector(ILottery.LotteryLaneBusy.selector, payer, uint16(3)));
        open(terms);
        assertBalances(payer, FUNDS_WEI - terms.valueWei, terms.valueWei);
        terms.id = idOf(4, 1);
        open(terms);
    }

    function test_TheDomainIsThatOfTheHash() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address place, , ) = lottery
            .eip712Domain();
        assertTrue(fields == 0x0f && place == address(lottery) && chainId == block.chainid, "domain");
        assertEq(bytes(name), "Suanli", "name");
        assertEq(bytes(version), "1", "version");
        assertEq(lottery.domainSeparator(), separatorOf(block.chainid, address(lottery)), "separator");
    }

    function test_ItIsMadeForGood() public {
        assertEq(address(lottery.bank()), address(bank), "bank");
        assertEq(lottery.treasury(), TREASURY, "treasury");
        assertEq(lottery.maxValueWei(), MAX_VALUE_WEI, "largest prize");
        assertEq(lottery.bountyBasisPoints(), BOUNTY_BASIS_POINTS, "bounty");
        bytes memory panic = abi.encodeWithSignature("Panic(uint256)", 1);
        string memory artifact = "Lottery.sol:Lottery";
        bytes[3] memory wrong = [
            abi.encode(KEEPER, TREASURY, MAX_VALUE_WEI, BOUNTY_BASIS_POINTS),
            abi.encode(bank, address(0), MAX_VALUE_WEI, BOUNTY_BASIS_POINTS),
            abi.encode(bank, TREASURY, MAX_VALUE_WEI, uint16(10_001))
        ];
        for (uint256 i = 0; i < wrong.length; ++i) {
            try this.make(artifact, wrong[i]) {
                assertTrue(false, "made of wrong parts");
            } catch (bytes memory reason) {
                assertEq(reason, panic, "reason");
            }
        }
    }

    function make(string memory artifact, bytes memory constructorArguments) external returns (address) {
        return deploy(artifact, constructorArguments);
    }
}
