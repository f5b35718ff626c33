// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const quorumAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
        "type": "address"
      },
      {
        "internalType": "contract IRevenueRight",
        "name": "revenueRight_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AccessManagedInvalidAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "delay",
        "type": "uint32"
      }
    ],
    "name": "AccessManagedRequiredDelay",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AccessManagedUnauthorized",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "ERC1967InvalidImplementation",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC1967NonPayable",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidInitialization",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "NotInitializing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "QuorumContributionExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "QuorumContributionTooLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "QuorumContributionsOpen",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "QuorumEmptyBatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "escrowWei",
        "type": "uint256"
      }
    ],
    "name": "QuorumEscrowTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "QuorumExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "QuorumHasContribution",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "digest",
        "type": "bytes32"
      }
    ],
    "name": "QuorumInvalidSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "QuorumNoConsensus",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "QuorumNobodyKnewResult",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "QuorumNotExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "QuorumOfferCancelled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint32",
        "name": "volume",
        "type": "uint32"
      }
    ],
    "name": "QuorumOfferExhausted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint64",
        "name": "expiresAt",
        "type": "uint64"
      }
    ],
    "name": "QuorumOfferExpired",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "QuorumPolicyInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint96",
        "name": "priceWeiPerGwu",
        "type": "uint96"
      },
      {
        "internalType": "uint96",
        "name": "maxPriceWeiPerGwu",
        "type": "uint96"
      }
    ],
    "name": "QuorumPriceTooHigh",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "expected",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "actual",
        "type": "address"
      }
    ],
    "name": "QuorumRequesterMismatch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "QuorumRevealTooLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "seat",
        "type": "uint8"
      }
    ],
    "name": "QuorumSeatMissing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seats",
        "type": "uint256"
      }
    ],
    "name": "QuorumSeatsOutOfRange",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "QuorumSeatsUnordered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint96",
        "name": "stakeWei",
        "type": "uint96"
      },
      {
        "internalType": "uint96",
        "name": "minStakeWei",
        "type": "uint96"
      }
    ],
    "name": "QuorumStakeTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint64",
        "name": "blocks",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "maxBlocks",
        "type": "uint32"
      }
    ],
    "name": "QuorumTimeTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint32",
        "name": "blocks",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "minBlocks",
        "type": "uint32"
      }
    ],
    "name": "QuorumTimeTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "work",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "maxWork",
        "type": "uint64"
      }
    ],
    "name": "QuorumWorkAboveMaximum",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint64",
        "name": "work",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "maxWork",
        "type": "uint64"
      }
    ],
    "name": "QuorumWorkTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "expected",
        "type": "address"
      }
    ],
    "name": "QuorumWrongCaller",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum QuorumStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "QuorumWrongStatus",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "QuorumWrongTerms",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "UUPSUnauthorizedCallContext",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "slot",
        "type": "bytes32"
      }
    ],
    "name": "UUPSUnsupportedProxiableUUID",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AuthorityUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "version",
        "type": "uint64"
      }
    ],
    "name": "Initialized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "QuorumCancelled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "resultHash",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "seal",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "weight",
        "type": "uint256"
      }
    ],
    "name": "QuorumContributed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "wrongSeats",
        "type": "uint16"
      }
    ],
    "name": "QuorumExpired",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "work",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "rightSeats",
        "type": "uint16"
      },
      {
        "indexed": false,
        "internalType": "uint16",
        "name": "wrongSeats",
        "type": "uint16"
      }
    ],
    "name": "QuorumFinalized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "QuorumNonceCancelled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "requester",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "contributeDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "revealDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          }
        ],
        "indexed": false,
        "internalType": "struct QuorumTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "resourceId",
            "type": "uint256"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "stakeWei",
            "type": "uint96"
          }
        ],
        "indexed": false,
        "internalType": "struct QuorumSeat[]",
        "name": "seats",
        "type": "tuple[]"
      }
    ],
    "name": "QuorumOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "UPGRADE_INTERFACE_VERSION",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "authority",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "bank",
    "outputs": [
      {
        "internalType": "contract IBank",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "contributeDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "revealDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          }
        ],
        "internalType": "struct QuorumTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "resourceId",
            "type": "uint256"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "stakeWei",
            "type": "uint96"
          }
        ],
        "internalType": "struct QuorumSeat[]",
        "name": "seats",
        "type": "tuple[]"
      }
    ],
    "name": "cancel",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256[]",
        "name": "nonces",
        "type": "uint256[]"
      }
    ],
    "name": "cancelNonces",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "contributeDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "revealDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          }
        ],
        "internalType": "struct QuorumTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "resourceId",
            "type": "uint256"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "stakeWei",
            "type": "uint96"
          }
        ],
        "internalType": "struct QuorumSeat[]",
        "name": "seats",
        "type": "tuple[]"
      },
      {
        "components": [
          {
            "internalType": "uint8",
            "name": "seat",
            "type": "uint8"
          },
          {
            "internalType": "bytes32",
            "name": "resultHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "seal",
            "type": "bytes32"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct Contribution[]",
        "name": "contributions",
        "type": "tuple[]"
      }
    ],
    "name": "contribute",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "contributionOf",
    "outputs": [
      {
        "internalType": "bytes18",
        "name": "resultHash",
        "type": "bytes18"
      },
      {
        "internalType": "bytes12",
        "name": "seal",
        "type": "bytes12"
      },
      {
        "internalType": "uint16",
        "name": "weight",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "domainSeparator",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "eip712Domain",
    "outputs": [
      {
        "internalType": "bytes1",
        "name": "fields",
        "type": "bytes1"
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "chainId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "verifyingContract",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      },
      {
        "internalType": "uint256[]",
        "name": "extensions",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "contributeDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "revealDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          }
        ],
        "internalType": "struct QuorumTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "resourceId",
            "type": "uint256"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "stakeWei",
            "type": "uint96"
          }
        ],
        "internalType": "struct QuorumSeat[]",
        "name": "seats",
        "type": "tuple[]"
      }
    ],
    "name": "expire",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "contributeDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "revealDeadlineBlock",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          }
        ],
        "internalType": "struct QuorumTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "resourceId",
            "type": "uint256"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "stakeWei",
            "type": "uint96"
          }
        ],
        "internalType": "struct QuorumSeat[]",
        "name": "seats",
        "type": "tuple[]"
      },
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "work",
        "type": "uint64"
      }
    ],
    "name": "finalize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "initialize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "isConsumingScheduledOp",
    "outputs": [
      {
        "internalType": "bytes4",
        "name": "",
        "type": "bytes4"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "nonceUsage",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "",
        "type": "uint32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
          },
          {
            "internalType": "enum ContributionKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "maxPriceWeiPerGwu",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          },
          {
            "internalType": "uint96",
            "name": "minStakeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint32",
            "name": "contributeBlocks",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "revealBlocks",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "trust",
            "type": "uint16"
          },
          {
            "internalType": "uint8",
            "name": "minAgreeing",
            "type": "uint8"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct QuorumRequest",
        "name": "request",
        "type": "tuple"
      },
      {
        "components": [
          {
            "components": [
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "requester",
                "type": "address"
              },
              {
                "internalType": "uint256",
                "name": "resourceId",
                "type": "uint256"
              },
              {
                "internalType": "bytes32",
                "name": "capabilityHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "priceWeiPerGwu",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "maxWork",
                "type": "uint64"
              },
              {
                "internalType": "uint96",
                "name": "stakeWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "maxDepositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint32",
                "name": "minAnswerBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "maxWindowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "volume",
                "type": "uint32"
              },
              {
                "internalType": "uint64",
                "name": "expiresAt",
                "type": "uint64"
              },
              {
                "internalType": "uint256",
                "name": "nonce",
                "type": "uint256"
              }
            ],
            "internalType": "struct Offer",
            "name": "offer",
            "type": "tuple"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct QuorumFill[]",
        "name": "fills",
        "type": "tuple[]"
      }
    ],
    "name": "open",
    "outputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "proxiableUUID",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "requester",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "quorumIdOf",
    "outputs": [
      {
        "internalType": "QuorumId",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "QuorumId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "quorumState",
    "outputs": [
      {
        "internalType": "enum QuorumStatus",
        "name": "status",
        "type": "uint8"
      },
      {
        "internalType": "uint40",
        "name": "blockNumber",
        "type": "uint40"
      },
      {
        "internalType": "bytes26",
        "name": "hash",
        "type": "bytes26"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "reliabilityOf",
    "outputs": [
      {
        "internalType": "uint64",
        "name": "score",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "rightCount",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "wrongCount",
        "type": "uint64"
      },
      {
        "internalType": "uint16",
        "name": "weight",
        "type": "uint16"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "revenueRight",
    "outputs": [
      {
        "internalType": "contract IRevenueRight",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newAuthority",
        "type": "address"
      }
    ],
    "name": "setAuthority",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newImplementation",
        "type": "address"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "upgradeToAndCall",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  }
] as const;
