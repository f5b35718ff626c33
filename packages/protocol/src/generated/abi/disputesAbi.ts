// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const disputesAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
        "type": "address"
      },
      {
        "internalType": "contract IBroker",
        "name": "broker_",
        "type": "address"
      },
      {
        "internalType": "contract IMachine",
        "name": "machine_",
        "type": "address"
      },
      {
        "internalType": "uint8",
        "name": "sectionsLog2",
        "type": "uint8"
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
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "deadlineBlock",
        "type": "uint256"
      }
    ],
    "name": "DisputeClockExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "deadlineBlock",
        "type": "uint256"
      }
    ],
    "name": "DisputeClockRunning",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "DisputeGameExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeNoDuplicate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeNotHalted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeNotRefuted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeSameEnd",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeSameResult",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "sectionsLog2",
        "type": "uint8"
      }
    ],
    "name": "DisputeSectionsInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeStepStands",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeTaskStands",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
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
    "name": "DisputeWrongCaller",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "DisputeWrongGame",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "actual",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "DisputeWrongHashCount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeWrongJob",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeWrongLeaf",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "DisputeWrongOpening",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "policy",
        "type": "uint8"
      }
    ],
    "name": "DisputeWrongPolicy",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "roundsLeft",
        "type": "uint256"
      }
    ],
    "name": "DisputeWrongRound",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "pick",
        "type": "uint256"
      }
    ],
    "name": "DisputeWrongSegment",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "internalType": "enum GameStage",
        "name": "stage",
        "type": "uint8"
      }
    ],
    "name": "DisputeWrongStage",
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
        "indexed": true,
        "internalType": "DealId",
        "name": "deal",
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
        "internalType": "enum Refutation",
        "name": "refutation",
        "type": "uint8"
      }
    ],
    "name": "AnswerRefuted",
    "type": "event"
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
        "name": "deal",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "DealId",
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "indexed": false,
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "taskIndex",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "taskHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "outputHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "work",
            "type": "uint64"
          },
          {
            "internalType": "uint8",
            "name": "status",
            "type": "uint8"
          }
        ],
        "indexed": false,
        "internalType": "struct ReceiptLeaf",
        "name": "leaf",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "bytes32[]",
        "name": "hashes",
        "type": "bytes32[]"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "end",
        "type": "bytes32"
      }
    ],
    "name": "Challenged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "DealId",
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "indexed": false,
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "position",
        "type": "uint64"
      }
    ],
    "name": "Demanded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "deal",
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
        "internalType": "enum GameEnd",
        "name": "end",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "providerWei",
        "type": "uint96"
      }
    ],
    "name": "GameEnded",
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
        "internalType": "DealId",
        "name": "deal",
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
        "internalType": "Progress",
        "name": "progress",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "pick",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32[]",
        "name": "hashes",
        "type": "bytes32[]"
      }
    ],
    "name": "Moved",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "DealId",
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "indexed": false,
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "indexed": false,
        "internalType": "struct LeafProof",
        "name": "proof",
        "type": "tuple"
      }
    ],
    "name": "Revealed",
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
    "inputs": [],
    "name": "broker",
    "outputs": [
      {
        "internalType": "contract IBroker",
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
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "proof",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "part",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "input",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "template",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "templateInput",
            "type": "bytes32"
          },
          {
            "internalType": "uint8",
            "name": "levels",
            "type": "uint8"
          },
          {
            "internalType": "bytes32[10]",
            "name": "first",
            "type": "bytes32[10]"
          }
        ],
        "internalType": "struct TaskOpening",
        "name": "task",
        "type": "tuple"
      },
      {
        "internalType": "bytes32[10]",
        "name": "last",
        "type": "bytes32[10]"
      },
      {
        "internalType": "bytes32[]",
        "name": "hashes",
        "type": "bytes32[]"
      }
    ],
    "name": "challenge",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "taskIndex",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "taskHash",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "outputHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "work",
            "type": "uint64"
          },
          {
            "internalType": "uint8",
            "name": "status",
            "type": "uint8"
          }
        ],
        "internalType": "struct ReceiptLeaf",
        "name": "leaf",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "part",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "input",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "template",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "templateInput",
            "type": "bytes32"
          },
          {
            "internalType": "uint8",
            "name": "levels",
            "type": "uint8"
          },
          {
            "internalType": "bytes32[10]",
            "name": "first",
            "type": "bytes32[10]"
          }
        ],
        "internalType": "struct TaskOpening",
        "name": "task",
        "type": "tuple"
      },
      {
        "internalType": "bytes32[10]",
        "name": "last",
        "type": "bytes32[10]"
      },
      {
        "internalType": "bytes32[]",
        "name": "hashes",
        "type": "bytes32[]"
      }
    ],
    "name": "challengeRevealed",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      }
    ],
    "name": "close",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      }
    ],
    "name": "concede",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      }
    ],
    "name": "dealGames",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "openGames",
        "type": "uint32"
      },
      {
        "internalType": "bool",
        "name": "refuted",
        "type": "bool"
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
        "internalType": "struct AnsweredDeal",
        "name": "answer",
        "type": "tuple"
      },
      {
        "internalType": "uint64",
        "name": "position",
        "type": "uint64"
      }
    ],
    "name": "demand",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "DealId",
        "name": "deal",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "challenger",
        "type": "address"
      }
    ],
    "name": "gameHash",
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
    "inputs": [],
    "name": "machine",
    "outputs": [
      {
        "internalType": "contract IMachine",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          }
        ],
        "internalType": "struct GameTurn",
        "name": "turn",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "pick",
        "type": "uint256"
      },
      {
        "internalType": "bytes32[]",
        "name": "states",
        "type": "bytes32[]"
      }
    ],
    "name": "move",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          }
        ],
        "internalType": "struct GameTurn",
        "name": "turn",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "pick",
        "type": "uint256"
      },
      {
        "internalType": "bytes32[]",
        "name": "segment",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes",
        "name": "witness",
        "type": "bytes"
      }
    ],
    "name": "prove",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          }
        ],
        "internalType": "struct GameTurn",
        "name": "turn",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "pick",
        "type": "uint256"
      },
      {
        "internalType": "bytes32[]",
        "name": "segment",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes",
        "name": "witness",
        "type": "bytes"
      },
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
      }
    ],
    "name": "proveAndFinalize",
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
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "first",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "second",
        "type": "tuple"
      }
    ],
    "name": "refuteDuplicate",
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
        "internalType": "struct AnsweredDeal",
        "name": "answer",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "proof",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "templateHash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "tasksRoot",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "taskCount",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "taskHash",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "hash",
            "type": "bytes32"
          },
          {
            "internalType": "uint64",
            "name": "work",
            "type": "uint64"
          }
        ],
        "internalType": "struct MerkleSumNode[]",
        "name": "siblings",
        "type": "tuple[]"
      }
    ],
    "name": "refuteTask",
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
        "internalType": "struct AnsweredDeal",
        "name": "answer",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "proof",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "templateHash",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "tasksRoot",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "taskCount",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "topHash",
        "type": "bytes32"
      }
    ],
    "name": "refuteTaskIndex",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
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
        "components": [
          {
            "internalType": "uint64",
            "name": "count",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "position",
            "type": "uint64"
          },
          {
            "components": [
              {
                "internalType": "uint64",
                "name": "taskIndex",
                "type": "uint64"
              },
              {
                "internalType": "bytes32",
                "name": "taskHash",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "outputHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              },
              {
                "internalType": "uint8",
                "name": "status",
                "type": "uint8"
              }
            ],
            "internalType": "struct ReceiptLeaf",
            "name": "leaf",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "hash",
                "type": "bytes32"
              },
              {
                "internalType": "uint64",
                "name": "work",
                "type": "uint64"
              }
            ],
            "internalType": "struct MerkleSumNode[]",
            "name": "siblings",
            "type": "tuple[]"
          }
        ],
        "internalType": "struct LeafProof",
        "name": "proof",
        "type": "tuple"
      }
    ],
    "name": "reveal",
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
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
        "internalType": "uint64",
        "name": "position",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "count",
        "type": "uint64"
      },
      {
        "internalType": "bytes32",
        "name": "topHash",
        "type": "bytes32"
      }
    ],
    "name": "revealCount",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "sections",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
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
            "name": "deal",
            "type": "bytes32"
          },
          {
            "internalType": "Player",
            "name": "challenger",
            "type": "uint256"
          },
          {
            "internalType": "Player",
            "name": "provider",
            "type": "uint256"
          },
          {
            "internalType": "Progress",
            "name": "progress",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Game",
        "name": "game",
        "type": "tuple"
      }
    ],
    "name": "timeout",
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
