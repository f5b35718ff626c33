// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CleanOffer, CleanRequest, ComparedDeal} from "./CleanOrders.sol";
import {Deal, DealId} from "./DealTypes.sol";

/// @title OrderHash
/// @notice EIP-712 hashes of everything that is signed for the Broker, and the hash of a deal's terms.
/// @dev Structs of static fields lie in memory and in calldata exactly as `abi.encode` writes them, so they are hashed
/// as they lie. Tests compare each hash with that of `abi.encode`.
library OrderHash {
    bytes32 internal constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 internal constant NAME_HASH = keccak256("Suanli");
    bytes32 internal constant VERSION_HASH = keccak256("1");

    bytes32 internal constant OFFER_TYPEHASH =
        keccak256(
            "Offer(address provider,address requester,uint256 resourceId,bytes32 capabilityHash,uint96 priceWeiPerGwu,uint64 maxWork,uint96 stakeWei,uint96 maxDepositWei,uint32 minAnswerBlocks,uint32 maxWindowBlocks,uint32 volume,uint64 expiresAt,uint256 nonce)"
        );
    bytes32 internal constant REQUEST_TYPEHASH =
        keccak256(
            "Request(address requester,address provider,bytes32 jobHash,uint96 maxPriceWeiPerGwu,uint64 maxWork,uint96 depositWei,uint96 minStakeWei,uint96 bountyWei,uint32 answerBlocks,uint32 windowBlocks,uint8 policy,uint32 volume,uint64 expiresAt,uint256 nonce)"
        );
    bytes32 internal constant ANSWER_TYPEHASH = keccak256("Answer(bytes32 dealId,bytes32 root,uint64 work)");
    bytes32 internal constant ACCEPTANCE_TYPEHASH = keccak256("Acceptance(bytes32 dealId,bytes32 root,uint64 work)");
    bytes32 internal constant CANCELLATION_TYPEHASH = keccak256("Cancellation(bytes32 dealId)");

    /// @notice The separator of the domain {name "Suanli", version "1", this chain, `verifyingContract`}.
    function domainSeparator(address verifyingContract) internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, verifyingContract));
    }

    /// @notice The EIP-712 digest of a struct hash: what is signed.
    function digest(bytes32 separator, bytes32 structHash) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, hex"1901")
            mstore(add(pointer, 0x02), separator)
            mstore(add(pointer, 0x22), structHash)
            result := keccak256(pointer, 0x42)
        }
    }

    function hashOffer(CleanOffer offer) internal pure returns (bytes32 result) {
        bytes32 typehash = OFFER_TYPEHASH;
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, typehash)
            calldatacopy(add(pointer, 0x20), offer, 0x1a0)
            result := keccak256(pointer, 0x1c0)
        }
    }

    function hashRequest(CleanRequest request) internal pure returns (bytes32 result) {
        bytes32 typehash = REQUEST_TYPEHASH;
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, typehash)
            calldatacopy(add(pointer, 0x20), request, 0x1c0)
            result := keccak256(pointer, 0x1e0)
        }
    }

    /// @notice The struct hash of an Answer or an Acceptance, told apart by their type hash.
    function hashResult(bytes32 typehash, DealId id, bytes32 root, uint64 work) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            mstore(pointer, typehash)
            mstore(add(pointer, 0x20), id)
            mstore(add(pointer, 0x40), root)
            mstore(add(pointer, 0x60), and(work, 0xffffffffffffffff))
            result := keccak256(pointer, 0x80)
        }
    }

    function hashCancellation(DealId id) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCELLATION_TYPEHASH, id));
    }

    /// @notice keccak256(abi.encode(requestDigest, index)).
    function dealId(bytes32 requestDigest, uint256 index) internal pure returns (DealId id) {
        assembly ("memory-safe") {
            mstore(0x00, requestDigest)
            mstore(0x20, index)
            id := keccak256(0x00, 0x40)
        }
    }

    /// @notice keccak256(abi.encode(deal)), of terms in memory.
    function hashTerms(Deal memory deal) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            result := keccak256(deal, 0x180)
        }
    }

    /// @notice keccak256(abi.encode(deal)), of terms in calldata.
    function hashTerms(ComparedDeal deal) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            calldatacopy(pointer, deal, 0x180)
            result := keccak256(pointer, 0x180)
        }
    }

    /// @notice keccak256(abi.encode(deal)), and keccak256(abi.encode(deal, root, work)): what is stored of a deal before
    /// and after its answer. Their lengths tell them apart.
    function hashAnswered(
        ComparedDeal deal,
        bytes32 root,
        uint64 work
    ) internal pure returns (bytes32 terms, bytes32 answered) {
        assembly ("memory-safe") {
            let pointer := mload(0x40)
            calldatacopy(pointer, deal, 0x180)
            mstore(add(pointer, 0x180), root)
            mstore(add(pointer, 0x1a0), and(work, 0xffffffffffffffff))
            terms := keccak256(pointer, 0x180)
            answered := keccak256(pointer, 0x1c0)
        }
    }
}
