// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const executionMarketAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
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
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "ExecutionAnswerTooLate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "ExecutionBoundsInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "depositWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "neededWei",
        "type": "uint256"
      }
    ],
    "name": "ExecutionDepositTooSmall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "ExecutionFactoryInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "ExecutionMarketExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "ExecutionMarketUnknown",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "deadlineBlock",
        "type": "uint64"
      }
    ],
    "name": "ExecutionNotExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "fromBlock",
        "type": "uint64"
      }
    ],
    "name": "ExecutionNotStalled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionOwnAnswer",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ExecutionReentered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionResultInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionSameResult",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "endBlock",
        "type": "uint64"
      }
    ],
    "name": "ExecutionWindowClosed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "endBlock",
        "type": "uint64"
      }
    ],
    "name": "ExecutionWindowOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
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
    "name": "ExecutionWrongCaller",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionWrongInputs",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum DealStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "ExecutionWrongStatus",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionWrongTerms",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ExecutionZeroBlocks",
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
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionAccepted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "steps",
        "type": "uint256"
      }
    ],
    "name": "ExecutionAdvanced",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
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
      }
    ],
    "name": "ExecutionAnswered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
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
        "internalType": "bytes32",
        "name": "resultHash",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionChallenged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "executable",
        "type": "address"
      }
    ],
    "name": "ExecutionDisputed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionExpired",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "winner",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "paymentWei",
        "type": "uint96"
      }
    ],
    "name": "ExecutionFinalized",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "gasUsed",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "amountWei",
        "type": "uint96"
      }
    ],
    "name": "ExecutionGasPaid",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "ExecutionMarketOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
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
        "internalType": "contract IExecutableFactory",
        "name": "factory",
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
            "internalType": "contract IExecutableFactory",
            "name": "factory",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "inputsHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint96",
            "name": "paymentWei",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "gasPriceWei",
            "type": "uint64"
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
            "components": [
              {
                "internalType": "uint32",
                "name": "creationGas",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "callGas",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "stepGas",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "callSteps",
                "type": "uint32"
              },
              {
                "internalType": "uint32",
                "name": "steps",
                "type": "uint32"
              }
            ],
            "internalType": "struct GasBounds",
            "name": "bounds",
            "type": "tuple"
          }
        ],
        "indexed": false,
        "internalType": "struct ExecutionTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "indexed": false,
        "internalType": "bytes",
        "name": "inputs",
        "type": "bytes"
      }
    ],
    "name": "ExecutionRequested",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "computedHash",
        "type": "bytes32"
      }
    ],
    "name": "ExecutionResolved",
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
        "name": "implementation",
        "type": "address"
      }
    ],
    "name": "Upgraded",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "OVERHEAD_GAS",
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
    "inputs": [],
    "name": "STALL_BLOCKS",
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
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      }
    ],
    "name": "abandonDispute",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      }
    ],
    "name": "acceptAnswer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "resultHash",
        "type": "bytes32"
      }
    ],
    "name": "answerRequest",
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
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      },
      {
        "internalType": "bytes32",
        "name": "resultHash",
        "type": "bytes32"
      }
    ],
    "name": "challengeAnswer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "n",
        "type": "uint256"
      }
    ],
    "name": "executeExecutable",
    "outputs": [
      {
        "internalType": "bool",
        "name": "finished",
        "type": "bool"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "executionState",
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
      },
      {
        "internalType": "address",
        "name": "executable",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "gasPaidWei",
        "type": "uint96"
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
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      }
    ],
    "name": "expireRequest",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
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
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      }
    ],
    "name": "getRequest",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "requester",
            "type": "address"
          },
          {
            "internalType": "bytes32",
            "name": "resultHash",
            "type": "bytes32"
          },
          {
            "internalType": "address",
            "name": "executable",
            "type": "address"
          },
          {
            "internalType": "enum DealStatus",
            "name": "status",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "paymentWei",
            "type": "uint96"
          },
          {
            "internalType": "uint32",
            "name": "softResolutionBlocks",
            "type": "uint32"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          }
        ],
        "internalType": "struct ExecutionRequest",
        "name": "request",
        "type": "tuple"
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
    "inputs": [
      {
        "components": [
          {
            "internalType": "ExecutionId",
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
                "internalType": "contract IExecutableFactory",
                "name": "factory",
                "type": "address"
              },
              {
                "internalType": "address",
                "name": "provider",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "inputsHash",
                "type": "bytes32"
              },
              {
                "internalType": "uint96",
                "name": "paymentWei",
                "type": "uint96"
              },
              {
                "internalType": "uint96",
                "name": "depositWei",
                "type": "uint96"
              },
              {
                "internalType": "uint64",
                "name": "gasPriceWei",
                "type": "uint64"
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
                "components": [
                  {
                    "internalType": "uint32",
                    "name": "creationGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "stepGas",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "callSteps",
                    "type": "uint32"
                  },
                  {
                    "internalType": "uint32",
                    "name": "steps",
                    "type": "uint32"
                  }
                ],
                "internalType": "struct GasBounds",
                "name": "bounds",
                "type": "tuple"
              }
            ],
            "internalType": "struct ExecutionTerms",
            "name": "terms",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "answer",
            "type": "tuple"
          },
          {
            "components": [
              {
                "internalType": "address",
                "name": "account",
                "type": "address"
              },
              {
                "internalType": "bytes32",
                "name": "resultHash",
                "type": "bytes32"
              }
            ],
            "internalType": "struct ResultClaim",
            "name": "challenge",
            "type": "tuple"
          },
          {
            "internalType": "bytes32",
            "name": "computedHash",
            "type": "bytes32"
          }
        ],
        "internalType": "struct Execution",
        "name": "execution",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "inputs",
        "type": "bytes"
      }
    ],
    "name": "initializeDispute",
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
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "marketOf",
    "outputs": [
      {
        "internalType": "bool",
        "name": "open",
        "type": "bool"
      },
      {
        "internalType": "uint64",
        "name": "requests",
        "type": "uint64"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "contract IExecutableFactory",
        "name": "factory",
        "type": "address"
      }
    ],
    "name": "openMarket",
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
            "internalType": "contract IExecutableFactory",
            "name": "factory",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint96",
            "name": "paymentWei",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "gasPriceWei",
            "type": "uint64"
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
          }
        ],
        "internalType": "struct ExecutionOrder",
        "name": "order",
        "type": "tuple"
      },
      {
        "internalType": "bytes",
        "name": "inputs",
        "type": "bytes"
      }
    ],
    "name": "requestExecution",
    "outputs": [
      {
        "internalType": "ExecutionId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "stateMutability": "nonpayable",
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
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "creationGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "callGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "stepGas",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "callSteps",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "steps",
            "type": "uint32"
          }
        ],
        "internalType": "struct GasBounds",
        "name": "bounds",
        "type": "tuple"
      }
    ],
    "name": "worstCaseGas",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  }
] as const;
