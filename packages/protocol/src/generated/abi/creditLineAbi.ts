// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const creditLineAbi = [
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
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "CreditDepositTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "endsAt",
        "type": "uint256"
      }
    ],
    "name": "CreditLineEnded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "CreditLineExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "endsAt",
        "type": "uint256"
      }
    ],
    "name": "CreditLineNotEnded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "CreditLineNotOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "CreditLineUnknown",
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
        "internalType": "address",
        "name": "payee",
        "type": "address"
      }
    ],
    "name": "CreditNotPayee",
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
        "internalType": "address",
        "name": "payer",
        "type": "address"
      }
    ],
    "name": "CreditNotPayer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "CreditNothingDue",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "payee",
        "type": "address"
      }
    ],
    "name": "CreditPayeeInvalid",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "CreditPriceInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "payer",
        "type": "address"
      }
    ],
    "name": "CreditSignatureInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "startsAt",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "expiresAt",
        "type": "uint64"
      }
    ],
    "name": "CreditTimesInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum CreditUnit",
        "name": "unit",
        "type": "uint8"
      }
    ],
    "name": "CreditUnitWrong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "quantity",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "redeemedQuantity",
        "type": "uint64"
      }
    ],
    "name": "CreditVoucherOutdated",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "quantity",
        "type": "uint64"
      }
    ],
    "name": "CreditVoucherRedeemed",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "CreditZeroDeposit",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "refundWei",
        "type": "uint96"
      }
    ],
    "name": "CreditLineClosed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "payer",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "payee",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "enum CreditUnit",
        "name": "unit",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWeiPerUnit",
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
        "internalType": "uint64",
        "name": "startsAt",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "expiresAt",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "graceSeconds",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "CreditLineOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "quantity",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "paidWei",
        "type": "uint96"
      }
    ],
    "name": "CreditLineRedeemed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "amountWei",
        "type": "uint96"
      }
    ],
    "name": "CreditLineToppedUp",
    "type": "event"
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
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "close",
    "outputs": [],
    "stateMutability": "nonpayable",
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
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "lineIdOf",
    "outputs": [
      {
        "internalType": "CreditLineId",
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
        "internalType": "CreditLineId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "lineOf",
    "outputs": [
      {
        "internalType": "uint96",
        "name": "depositWei",
        "type": "uint96"
      },
      {
        "internalType": "uint96",
        "name": "redeemedWei",
        "type": "uint96"
      },
      {
        "internalType": "uint64",
        "name": "redeemedQuantity",
        "type": "uint64"
      },
      {
        "internalType": "bool",
        "name": "closed",
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
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "open",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "internalType": "uint64",
        "name": "quantity",
        "type": "uint64"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "redeem",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      }
    ],
    "name": "redeemTimed",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "internalType": "uint64",
        "name": "quantity",
        "type": "uint64"
      },
      {
        "internalType": "bytes",
        "name": "signature",
        "type": "bytes"
      }
    ],
    "name": "release",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "payer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "payee",
            "type": "address"
          },
          {
            "internalType": "enum CreditUnit",
            "name": "unit",
            "type": "uint8"
          },
          {
            "internalType": "uint96",
            "name": "priceWeiPerUnit",
            "type": "uint96"
          },
          {
            "internalType": "uint96",
            "name": "depositWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "startsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "expiresAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "graceSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          }
        ],
        "internalType": "struct CreditTerms",
        "name": "terms",
        "type": "tuple"
      },
      {
        "internalType": "uint96",
        "name": "amountWei",
        "type": "uint96"
      }
    ],
    "name": "topUp",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
