// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResourceId, UseRightId} from "../../src/asset/AssetTypes.sol";
import {Standing} from "../../src/proof/IRanking.sol";
import {Proof, ProofId, ProofStage} from "../../src/proof/ProofTypes.sol";
import {Test} from "../support/Test.sol";
import {PlainTree} from "./PlainTree.sol";
import {ProofFixture} from "./ProofFixture.sol";

/// @notice Proves, honestly and not, in any order, while rights are sold and time passes; keeps its own books of where every
/// proof stands. What the rules refuse is tried as well, and must be refused.
contract ProofHandler is ProofFixture {
    struct Known {
        UseRightId useRight;
        ResourceId resource;
        address prover;
        ProofStage stage;
        uint256 issuedBlock;
        uint256 issuedAt;
        uint256 committedBlock;
        uint256 committedAt;
        bool honest;
        uint256 ends;
    }

    uint256 private constant RESOURCES = 2;
    uint256 private constant REACH_BLOCKS = 256;

    Known[] private _proofs;
    ResourceId[] public vids;
    UseRightId[] private _uids;
    address[] private _owners;

    // The books
    mapping(uint256 vid => uint256) public passedOf;
    mapping(uint256 vid => uint256) public bestLevel;
    mapping(uint256 vid => uint256) public bestProof;
    uint256[4] public buckets;

    function start() external {
        deployProofs();
        vids.push(vid);
        _uids.push(uid);
        (vid, uid) = issueOne(provider);
        vids.push(vid);
        _uids.push(uid);
        for (uint256 i = 0; i < RESOURCES; ++i) {
            shareOut(vids[i], provider, provider);
            _owners.push(provider);
        }
    }

    function issueProof(uint256 which) external {
        which %= RESOURCES;
        vm.prank(_owners[which]);
        ProofId id = computeProof.issue(_uids[which]);
        Known storage known = _proofs.push();
        assertEq(raw(id), _proofs.length, "ids are sequential");
        known.useRight = _uids[which];
        known.resource = vids[which];
        known.prover = _owners[which];
        known.stage = ProofStage.Issued;
        known.issuedBlock = height;
        known.issuedAt = time;
    }

    function commitProof(uint256 pick, bool honest, bool byProver) external {
        if (_proofs.length == 0) return;
        (ProofId id, Known storage known) = _pick(pick);
        bool allowed = known.stage == ProofStage.Issued &&
            byProver &&
            useRight.hasAccess(known.useRight, known.prover) &&
            time <= known.issuedAt + TIME_LIMIT_SECONDS &&
            _inReach(known.issuedBlock);
        bytes32 root = keccak256("not a root");
        if (allowed && honest) root = PlainTree.build(computeProof.seedOf(id), DEPTH, HASHES)[1];
        vm.prank(byProver ? known.prover : keeper);
        if (!_expect(abi.encodeCall(computeProof.commit, (id, root)), allowed)) return;
        known.stage = ProofStage.Committed;
        known.committedBlock = height;
        known.committedAt = time;
        known.honest = honest;
    }

    function openProof(uint256 pick, bool truncated) external {
        if (_proofs.length == 0) return;
        (ProofId id, Known storage known) = _pick(pick);
        bool allowed = known.stage == ProofStage.Committed &&
            time <= known.committedAt + OPENING_SECONDS &&
            _inReach(known.committedBlock);
        bytes32[] memory siblings = new bytes32[](SAMPLES * DEPTH);
        if (allowed) siblings = openingsOf(id, PlainTree.build(computeProof.seedOf(id), DEPTH, HASHES));
        if (truncated) siblings = new bytes32[](0);
        if (!_expect(abi.encodeCall(computeProof.open, (id, siblings)), allowed && known.honest && !truncated)) return;
        _end(known, ProofStage.Passed);
        uint256 elapsed = known.committedAt - known.issuedAt;
        if (elapsed == 0) elapsed = 1;
        uint256 resourceId = raw(known.resource);
        uint256 level = ((uint256(1) << DEPTH) * HASHES) / elapsed;
        if (passedOf[resourceId]++ == 0 || level > bestLevel[resourceId]) {
            bestLevel[resourceId] = level;
            bestProof[resourceId] = raw(id);
        }
        ++buckets[elapsed <= 1 ? 0 : elapsed <= 60 ? 1 : elapsed <= 600 ? 2 : 3];
    }

    function expireProof(uint256 pick) external {
        if (_proofs.length == 0) return;
        (ProofId id, Known storage known) = _pick(pick);
        bool issued = known.stage == ProofStage.Issued;
        uint256 since = issued ? known.issuedBlock : known.committedBlock;
        uint256 deadline = issued ? known.issuedAt + TIME_LIMIT_SECONDS : known.committedAt + OPENING_SECONDS;
        bool allowed = (issued || known.stage == ProofStage.Committed) &&
            (time > deadline || height > since + 1 + REACH_BLOCKS);
        if (!_expect(abi.encodeCall(computeProof.expire, (id)), allowed)) return;
        _end(known, ProofStage.Expired);
    }

    function sell(uint256 which) external {
        which %= RESOURCES;
        address seller = _owners[which];
        address buyer = seller == requester ? other : requester;
        vm.prank(seller);
        market.list(_uids[which], 1);
        vm.prank(buyer);
        market.buy(_uids[which], 1);
        _owners[which] = buyer;
    }

    function wait(uint256 blocks, uint256 seconds_) external {
        // Mostly a little, sometimes beyond what can be reached.
        if (blocks % 16 == 0) advance(REACH_BLOCKS + 2, 1);
        else advance(1 + (blocks % 3), seconds_ % 8 == 0 ? 700 : (seconds_ % 90) / 10);
    }

    // What the chain says

    function proofCount() external view returns (uint256, uint256) {
        return (_proofs.length, computeProof.proofCount());
    }

    function proofAt(uint256 index) external view returns (Known memory known, Proof memory proof) {
        return (_proofs[index], computeProof.proofOf(ProofId.wrap(uint64(index + 1))));
    }

    function standingOf(uint256 which) external view returns (Standing memory) {
        return ranking.standingOf(vids[which]);
    }

    function bucketsOf() external view returns (uint32, uint32, uint32, uint32) {
        return ranking.bucketsOf(gtx1050);
    }

    function _pick(uint256 pick) private view returns (ProofId id, Known storage known) {
        // Recent ones more often: the old ones have ended.
        uint256 back = pick % 4 == 0 ? pick % _proofs.length : (pick >> 8) % (_proofs.length < 3 ? _proofs.length : 3);
        uint256 index = _proofs.length - 1 - back;
        return (ProofId.wrap(uint64(index + 1)), _proofs[index]);
    }

    function _inReach(uint256 happened) private view returns (bool) {
        return height > happened + 1 && height <= happened + 1 + REACH_BLOCKS;
    }

    function _expect(bytes memory data, bool allowed) private returns (bool done) {
        (done, ) = address(computeProof).call(data);
        assertTrue(done == allowed, allowed ? "refused what is allowed" : "allowed what is to be refused");
    }

    function _end(Known storage known, ProofStage stage) private {
        known.stage = stage;
        ++known.ends;
    }
}

/// @notice What holds after any sequence of actions.
contract ProofInvariantTest is Test {
    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    ProofHandler private handler;

    function setUp() public {
        handler = new ProofHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[9] memory selectors = [
            ProofHandler.issueProof.selector,
            // Often enough that proofs get to their ends.
            ProofHandler.commitProof.selector,
            ProofHandler.commitProof.selector,
            ProofHandler.openProof.selector,
            ProofHandler.openProof.selector,
            ProofHandler.expireProof.selector,
            ProofHandler.sell.selector,
            ProofHandler.wait.selector,
            ProofHandler.wait.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// @dev One invariant, because the runner plays all its runs anew for each.
    function invariant_AProofEndsOnceAndTheRankingIsWhatPassed() public view {
        (uint256 known, uint256 actual) = handler.proofCount();
        assertEq(actual, known, "count");
        uint256 passed;
        for (uint256 i = 0; i < known; ++i) {
            (ProofHandler.Known memory book, Proof memory proof) = handler.proofAt(i);
            assertEq(uint256(proof.stage), uint256(book.stage), "stage");
            assertTrue(book.ends <= 1, "ends once");
            assertTrue((proof.endedAt != 0) == (book.ends == 1), "end");
            assertTrue((proof.root != 0) == (book.committedBlock != 0), "root");
            if (book.stage == ProofStage.Passed) ++passed;
            else assertEq(proof.hashesPerSecond, 0, "no level");
        }
        (uint256 a, uint256 b, uint256 c, uint256 d) = handler.bucketsOf();
        assertEq(a, handler.buckets(0), "within 1 s");
        assertEq(b, handler.buckets(1), "within 60 s");
        assertEq(c, handler.buckets(2), "within 600 s");
        assertEq(d, handler.buckets(3), "longer");
        assertEq(a + b + c + d, passed, "buckets");
        uint256 standings;
        for (uint256 i = 0; i < 2; ++i) {
            Standing memory standing = handler.standingOf(i);
            uint256 vid = ResourceId.unwrap(handler.vids(i));
            standings += standing.passed;
            assertEq(standing.passed, handler.passedOf(vid), "passed");
            assertEq(standing.bestHashesPerSecond, handler.bestLevel(vid), "best level");
            assertEq(ProofId.unwrap(standing.bestProof), handler.bestProof(vid), "best proof");
        }
        assertEq(standings, passed, "standings");
    }
}
