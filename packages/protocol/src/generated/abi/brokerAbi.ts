// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const brokerAbi = [
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
      },
      {
        "internalType": "address",
        "name": "disputes_",
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
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      },
      {
        "internalType": "uint32",
        "name": "answerBlocks",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "minAnswerBlocks",
        "type": "uint32"
      }
    ],
    "name": "BrokerAnswerTimeTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "BrokerAnswerTooLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "BrokerDealExists",
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
        "name": "depositWei",
        "type": "uint96"
      },
      {
        "internalType": "uint96",
        "name": "maxDepositWei",
        "type": "uint96"
      }
    ],
    "name": "BrokerDepositTooLarge",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "BrokerEmptyBatch",
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
        "internalType": "uint256",
        "name": "escrowWei",
        "type": "uint256"
      }
    ],
    "name": "BrokerEscrowTooLarge",
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
    "name": "BrokerInvalidSignature",
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
    "name": "BrokerNotDisputes",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "BrokerNotExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "BrokerNotParty",
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
    "name": "BrokerOfferCancelled",
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
    "name": "BrokerOfferExhausted",
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
    "name": "BrokerOfferExpired",
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
    "name": "BrokerPriceTooHigh",
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
    "name": "BrokerProviderMismatch",
    "type": "error"
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
    "name": "BrokerRequestCancelled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "expiresAt",
        "type": "uint64"
      }
    ],
    "name": "BrokerRequestExpired",
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
        "name": "index",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "volume",
        "type": "uint32"
      }
    ],
    "name": "BrokerRequestVolumeExceeded",
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
    "name": "BrokerRequesterMismatch",
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
        "name": "bountyWei",
        "type": "uint96"
      }
    ],
    "name": "BrokerStakeBelowBounty",
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
    "name": "BrokerStakeTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "endBlock",
        "type": "uint64"
      }
    ],
    "name": "BrokerWindowClosed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "endBlock",
        "type": "uint64"
      }
    ],
    "name": "BrokerWindowOpen",
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
        "name": "windowBlocks",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "maxWindowBlocks",
        "type": "uint32"
      }
    ],
    "name": "BrokerWindowTooLong",
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
        "name": "windowBlocks",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "minAnswerBlocks",
        "type": "uint32"
      }
    ],
    "name": "BrokerWindowTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
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
    "name": "BrokerWorkAboveMaximum",
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
    "name": "BrokerWorkTooLarge",
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
        "name": "requestedWork",
        "type": "uint64"
      }
    ],
    "name": "BrokerWorkTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
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
    "name": "BrokerWrongCaller",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum DealStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "BrokerWrongStatus",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "BrokerWrongTerms",
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
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "keeper",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "amountWei",
        "type": "uint96"
      }
    ],
    "name": "BountyPaid",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "DealAccepted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
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
      }
    ],
    "name": "DealAnswered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "DealCancelled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "enum DealStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "DealDisputed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "DealExpired",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
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
        "internalType": "uint96",
        "name": "paymentWei",
        "type": "uint96"
      }
    ],
    "name": "DealFinalized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
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
        "indexed": true,
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "resourceId",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "jobHash",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWeiPerGwu",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "maxWork",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "stakeWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "depositWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "bountyWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "answerDeadlineBlock",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "windowBlocks",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "policy",
        "type": "uint8"
      }
    ],
    "name": "DealOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "DealRefuted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "rewardWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint128",
        "name": "compensationWei",
        "type": "uint128"
      }
    ],
    "name": "DealRepaid",
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
    "name": "NonceCancelled",
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
    "inputs": [
      {
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
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
        "internalType": "struct AnsweredDeal[]",
        "name": "answers",
        "type": "tuple[]"
      }
    ],
    "name": "acceptDeals",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
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
        "internalType": "struct AnsweredDeal[]",
        "name": "answers",
        "type": "tuple[]"
      }
    ],
    "name": "answerDeals",
    "outputs": [],
    "stateMutability": "nonpayable",
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
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct MutualCancellation[]",
        "name": "cancellations",
        "type": "tuple[]"
      }
    ],
    "name": "cancelDeals",
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
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "answered",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "windowBlocks",
        "type": "uint256"
      },
      {
        "internalType": "bool",
        "name": "isClaimed",
        "type": "bool"
      }
    ],
    "name": "contest",
    "outputs": [
      {
        "internalType": "bool",
        "name": "disputed",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "dealState",
    "outputs": [
      {
        "internalType": "enum DealStatus",
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
    "inputs": [],
    "name": "disputes",
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
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
          }
        ],
        "internalType": "struct PendingDeal[]",
        "name": "deals",
        "type": "tuple[]"
      }
    ],
    "name": "expireDeals",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
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
        "internalType": "struct AnsweredDeal[]",
        "name": "answers",
        "type": "tuple[]"
      }
    ],
    "name": "finalizeDeals",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "components": [
              {
                "internalType": "DealId",
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
                    "internalType": "bytes32",
                    "name": "jobHash",
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
                    "name": "depositWei",
                    "type": "uint96"
                  },
                  {
                    "internalType": "uint96",
                    "name": "bountyWei",
                    "type": "uint96"
                  },
                  {
                    "internalType": "uint64",
                    "name": "answerDeadlineBlock",
                    "type": "uint64"
                  },
                  {
                    "internalType": "uint32",
                    "name": "windowBlocks",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint8",
                    "name": "policy",
                    "type": "uint8"
                  }
                ],
                "internalType": "struct Deal",
                "name": "deal",
                "type": "tuple"
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
            "internalType": "struct AnsweredDeal",
            "name": "answer",
            "type": "tuple"
          },
          {
            "internalType": "address",
            "name": "challenger",
            "type": "address"
          }
        ],
        "internalType": "struct RefutedDeal[]",
        "name": "deals",
        "type": "tuple[]"
      }
    ],
    "name": "finalizeRefutedDeals",
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
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "lastOfferDigest",
    "outputs": [
      {
        "internalType": "bytes28",
        "name": "",
        "type": "bytes28"
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
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "jobHash",
            "type": "bytes32"
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
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "minStakeWei",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "bountyWei",
            "type": "uint96"
          },
          {
            "internalType": "uint32",
            "name": "answerBlocks",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "windowBlocks",
            "type": "uint32"
          },
          {
            "internalType": "uint8",
            "name": "policy",
            "type": "uint8"
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
        "internalType": "struct Request",
        "name": "request",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "requestSignature",
        "type": "bytes"
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
          },
          {
            "internalType": "uint32",
            "name": "index",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "maxWork",
            "type": "uint64"
          }
        ],
        "internalType": "struct Fill[]",
        "name": "fills",
        "type": "tuple[]"
      }
    ],
    "name": "openDeals",
    "outputs": [],
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
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "refute",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "answered",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "windowBlocks",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "refuteAnswer",
    "outputs": [
      {
        "internalType": "bool",
        "name": "disputed",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "resolve",
    "outputs": [],
    "stateMutability": "nonpayable",
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
        "components": [
          {
            "internalType": "DealId",
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
                "internalType": "bytes32",
                "name": "jobHash",
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
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "bountyWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "answerDeadlineBlock",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "windowBlocks",
                "type": "uint32"
              },
              {
                "internalType": "uint8",
                "name": "policy",
                "type": "uint8"
              }
            ],
            "internalType": "struct Deal",
            "name": "deal",
            "type": "tuple"
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
          },
          {
            "internalType": "bytes",
            "name": "answerSignature",
            "type": "bytes"
          },
          {
            "internalType": "bytes",
            "name": "acceptanceSignature",
            "type": "bytes"
          }
        ],
        "internalType": "struct Settlement[]",
        "name": "settlements",
        "type": "tuple[]"
      }
    ],
    "name": "settleDeals",
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
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "windowBlocks",
        "type": "uint256"
      }
    ],
    "name": "uphold",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
