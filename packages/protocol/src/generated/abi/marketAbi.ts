// Generated from the contracts by contracts/scripts/generate.ts; do not edit.

export const marketAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IBank",
        "name": "bank_",
        "type": "address"
      },
      {
        "internalType": "contract IResource",
        "name": "resource_",
        "type": "address"
      },
      {
        "internalType": "contract IUseRight",
        "name": "useRight_",
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
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "MarketAlreadyListed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint16",
        "name": "feeBasisPoints",
        "type": "uint16"
      },
      {
        "internalType": "uint16",
        "name": "maximum",
        "type": "uint16"
      }
    ],
    "name": "MarketFeeInvalid",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "MarketNotListed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "MarketNotOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "MarketNotProvider",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "MarketOfferExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "MarketOwnListing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "priceWei",
        "type": "uint256"
      }
    ],
    "name": "MarketPaymentTooLarge",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "priceWei",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "maxPriceWei",
        "type": "uint256"
      }
    ],
    "name": "MarketPriceTooHigh",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "priceWei",
        "type": "uint256"
      },
      {
        "internalType": "uint96",
        "name": "budgetWei",
        "type": "uint96"
      }
    ],
    "name": "MarketRenewalBudgetExceeded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "MarketRenewalNotMandated",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "MarketRenewalNotOffered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint256",
        "name": "fromTime",
        "type": "uint256"
      }
    ],
    "name": "MarketRenewalTooEarly",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "expiresAt",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "MarketRenewalTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      }
    ],
    "name": "MarketRevenueRightMissing",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "held",
        "type": "uint256"
      },
      {
        "internalType": "uint32",
        "name": "offered",
        "type": "uint32"
      }
    ],
    "name": "MarketSharesNotHeld",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "offered",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "wanted",
        "type": "uint32"
      }
    ],
    "name": "MarketSharesUnavailable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint40",
        "name": "expiresAt",
        "type": "uint40"
      }
    ],
    "name": "MarketUseRightExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "MarketUseRightUnknown",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MarketZeroPeriod",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MarketZeroPrice",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MarketZeroShares",
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
        "indexed": false,
        "internalType": "uint16",
        "name": "feeBasisPoints",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "treasury",
        "type": "address"
      }
    ],
    "name": "FeeSet",
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
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "uint96",
            "name": "budgetWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxPriceWeiPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "transfers",
            "type": "uint32"
          }
        ],
        "indexed": false,
        "internalType": "struct RenewalMandate",
        "name": "mandate",
        "type": "tuple"
      }
    ],
    "name": "RenewalMandated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "priceWeiPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "periodSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          }
        ],
        "indexed": false,
        "internalType": "struct RenewalOffer",
        "name": "offer",
        "type": "tuple"
      }
    ],
    "name": "RenewalOffered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "shares",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWeiPerShare",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "SharesListed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "buyer",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "shares",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "feeWei",
        "type": "uint96"
      }
    ],
    "name": "SharesSold",
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
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "seller",
        "type": "address"
      }
    ],
    "name": "UseRightDelisted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      }
    ],
    "name": "UseRightListed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "expiresAt",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "feeWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "automatic",
        "type": "bool"
      }
    ],
    "name": "UseRightRenewed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "buyer",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "ResourceId",
        "name": "resource",
        "type": "uint64"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "uint96",
        "name": "feeWei",
        "type": "uint96"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "firstSale",
        "type": "bool"
      }
    ],
    "name": "UseRightSold",
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
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint96",
        "name": "maxPriceWei",
        "type": "uint96"
      }
    ],
    "name": "buy",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resourceId",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "shares",
        "type": "uint32"
      },
      {
        "internalType": "uint96",
        "name": "maxPriceWeiPerShare",
        "type": "uint96"
      }
    ],
    "name": "buyShares",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "cancelRenewal",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "delist",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resourceId",
        "type": "uint64"
      }
    ],
    "name": "delistShares",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "fee",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "feeBasisPoints",
        "type": "uint16"
      },
      {
        "internalType": "address",
        "name": "treasury",
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
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      }
    ],
    "name": "list",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resourceId",
        "type": "uint64"
      },
      {
        "internalType": "uint32",
        "name": "shares",
        "type": "uint32"
      },
      {
        "internalType": "uint96",
        "name": "priceWeiPerShare",
        "type": "uint96"
      },
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "listShares",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "listingOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "seller",
        "type": "address"
      },
      {
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint96",
        "name": "budgetWei",
        "type": "uint96"
      },
      {
        "internalType": "uint64",
        "name": "maxPriceWeiPerSecond",
        "type": "uint64"
      },
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "mandateRenewal",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "priceWeiPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "periodSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          }
        ],
        "internalType": "struct RenewalOffer",
        "name": "offer",
        "type": "tuple"
      }
    ],
    "name": "offerRenewal",
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
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint64",
        "name": "maxPriceWeiPerSecond",
        "type": "uint64"
      }
    ],
    "name": "renew",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "renewAutomatically",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "renewalMandateOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint96",
            "name": "budgetWei",
            "type": "uint96"
          },
          {
            "internalType": "uint64",
            "name": "maxPriceWeiPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "transfers",
            "type": "uint32"
          }
        ],
        "internalType": "struct RenewalMandate",
        "name": "mandate",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      }
    ],
    "name": "renewalOfferOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "priceWeiPerSecond",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "periodSeconds",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "until",
            "type": "uint40"
          }
        ],
        "internalType": "struct RenewalOffer",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "UseRightId",
        "name": "id",
        "type": "uint64"
      },
      {
        "internalType": "uint96",
        "name": "priceWei",
        "type": "uint96"
      }
    ],
    "name": "reprice",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "resource",
    "outputs": [
      {
        "internalType": "contract IResource",
        "name": "",
        "type": "address"
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
        "internalType": "uint16",
        "name": "feeBasisPoints",
        "type": "uint16"
      },
      {
        "internalType": "address",
        "name": "treasury",
        "type": "address"
      }
    ],
    "name": "setFee",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ResourceId",
        "name": "resourceId",
        "type": "uint64"
      },
      {
        "internalType": "address",
        "name": "seller",
        "type": "address"
      }
    ],
    "name": "sharesListingOf",
    "outputs": [
      {
        "internalType": "uint32",
        "name": "shares",
        "type": "uint32"
      },
      {
        "internalType": "uint96",
        "name": "priceWeiPerShare",
        "type": "uint96"
      },
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "stateMutability": "view",
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
    "inputs": [],
    "name": "useRight",
    "outputs": [
      {
        "internalType": "contract IUseRight",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
