import type { ErrorRow } from '../ErrorRow.ts';

/** Errors of the chain, the contracts and the way to them. Those of contracts carry the values in `metaMessages`. */
export const chainErrors = {
  CHAIN_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'The chain at {url} does not answer.',
      next: 'Check the RPC address and your connection, then try again.',
    },
    zh: { message: '无法连接链节点 {url}。', next: '请检查 RPC 地址和网络连接，然后重试。' },
  },
  CHAIN_WRONG_NETWORK: {
    retryable: false,
    en: { message: 'This is chain {actual}, not chain {expected}.', next: 'Give the RPC address of chain {expected}.' },
    zh: { message: '当前链的编号是 {actual}，而不是 {expected}。', next: '请提供链 {expected} 的 RPC 地址。' },
  },
  CHAIN_ACCOUNT_MISSING: {
    retryable: false,
    en: {
      message: 'This action needs an account, and the client has none.',
      next: 'Create or import one with `suanli wallet`, or give the client an account.',
    },
    zh: {
      message: '此操作需要账户，但客户端没有账户。',
      next: '请用 `suanli wallet` 创建或导入账户，或在创建客户端时提供账户。',
    },
  },
  CHAIN_GAS_FUNDS_TOO_SMALL: {
    retryable: true,
    en: {
      message: 'Account {account} cannot pay for gas.',
      next: "Send some of the chain's own coin to this account.",
    },
    zh: { message: '账户 {account} 的余额不足以支付 gas。', next: '请向该账户转入一些该链的原生币。' },
  },
  CHAIN_CALL_FAILED: {
    retryable: false,
    en: {
      message: 'The call of {functionName} failed.',
      next: 'Read the details; where they name a contract error, its arguments say what was refused.',
    },
    zh: { message: '调用 {functionName} 失败。', next: '请查看详细信息；若其中有合约错误，其参数会说明被拒绝的原因。' },
  },
  CHAIN_TRANSACTION_REVERTED: {
    retryable: false,
    en: {
      message: 'Transaction {hash} was mined, but reverted.',
      next: 'State changed between the check and the transaction; read the state anew and repeat the action.',
    },
    zh: { message: '交易 {hash} 已上链，但被回滚。', next: '状态在检查与交易之间发生了变化；请重新读取状态后再执行。' },
  },
  CHAIN_DEPLOYMENT_DISTURBED: {
    retryable: true,
    en: {
      message:
        'Account {account} sent another transaction while the contracts were being deployed, so their addresses do not fit.',
      next: 'Deploy again, and use the account for nothing else meanwhile.',
    },
    zh: {
      message: '部署合约期间账户 {account} 发送了其他交易，合约地址因此不匹配。',
      next: '请重新部署，期间不要用该账户做其他操作。',
    },
  },
  CHAIN_DEAL_NOT_FOUND: {
    retryable: false,
    en: {
      message: 'Deal {dealId} is not on this chain.',
      next: 'Check the id, the chain and the address of the Broker.',
    },
    zh: { message: '此链上没有订单 {dealId}。', next: '请检查订单编号、所用的链以及 Broker 地址。' },
  },
  CHAIN_ACCESS_DENIED: {
    retryable: false,
    en: {
      message: 'This account has no right to do that: it is reserved to governance.',
      next: 'Use an account that holds the role, or propose it to the DAO.',
    },
    zh: { message: '该账户无权执行此操作：它仅限治理方执行。', next: '请使用拥有相应角色的账户，或向 DAO 提案。' },
  },
  CHAIN_ACCESS_DELAYED: {
    retryable: true,
    en: {
      message: 'This operation must be scheduled first, and waits for its delay.',
      next: 'Schedule it at the AccessManager and execute it once the delay has passed.',
    },
    zh: { message: '此操作须先登记，并等待延迟期结束。', next: '请先在 AccessManager 登记该操作，延迟期过后再执行。' },
  },
  CHAIN_ACCESS_OPERATION_EXPIRED: {
    retryable: false,
    en: { message: 'The scheduled operation was not executed in time.', next: 'Schedule it anew.' },
    zh: { message: '已登记的操作未在有效期内执行。', next: '请重新登记。' },
  },
  CHAIN_ACCESS_INVALID: {
    retryable: false,
    en: {
      message: 'The address given as an authority or administrator cannot be one.',
      next: 'Give the address of an AccessManager, or of an account that is not zero.',
    },
    zh: { message: '所给的权限合约或管理员地址无效。', next: '请提供 AccessManager 的地址，或非零账户地址。' },
  },
  CHAIN_UPGRADE_INVALID: {
    retryable: false,
    en: {
      message: 'The contract cannot be set up or upgraded this way.',
      next: 'Check that the new implementation is a deployed UUPS contract and that it was not initialised before.',
    },
    zh: { message: '无法以这种方式初始化或升级合约。', next: '请确认新实现是已部署的 UUPS 合约，且尚未初始化。' },
  },
  CHAIN_CONTRACT_DEFECT: {
    retryable: false,
    en: {
      message: 'A contract ran into a state that it was not made for.',
      next: 'Report it with the details; do not repeat the transaction.',
    },
    zh: { message: '合约进入了设计之外的状态。', next: '请附上详细信息报告此问题，不要重复该交易。' },
  },
  ERC20_INSUFFICIENT_BALANCE: {
    retryable: false,
    en: { message: 'The account has fewer tokens than it is to send.', next: 'Get more SUAN, or send less.' },
    zh: { message: '账户持有的通证少于要发送的数量。', next: '请获取更多 SUAN，或减少发送数量。' },
  },
  ERC20_INSUFFICIENT_ALLOWANCE: {
    retryable: false,
    en: {
      message: 'The tokens were not approved for the contract that is to take them.',
      next: 'Approve the Bank for the amount, or deposit with a permit.',
    },
    zh: { message: '未授权合约使用这些通证。', next: '请先授权资金池使用该数额，或用 permit 方式存入。' },
  },
  ERC20_INVALID_ADDRESS: {
    retryable: false,
    en: { message: 'The zero address can neither send, receive nor approve tokens.', next: 'Give another address.' },
    zh: { message: '零地址不能发送、接收或授权通证。', next: '请提供其他地址。' },
  },
  TOKEN_SIGNATURE_EXPIRED: {
    retryable: false,
    en: { message: 'The signed permit or delegation is out of date.', next: 'Sign a new one with a later deadline.' },
    zh: { message: '签名的授权或委托已过期。', next: '请以更晚的截止时间重新签名。' },
  },
  TOKEN_SIGNATURE_INVALID: {
    retryable: false,
    en: {
      message: 'The signature of the permit or delegation is not that of the account.',
      next: 'Sign it with the account that owns the tokens, for this chain and this token.',
    },
    zh: { message: '授权或委托的签名与账户不符。', next: '请用通证所有者的账户，针对本链和该通证重新签名。' },
  },
  TOKEN_AUTHORIZATION_TIME: {
    retryable: false,
    en: {
      message: 'The authorized transfer is out of date, or not valid yet.',
      next: 'Send it within its time, or sign a new one.',
    },
    zh: { message: '授权转账不在有效期内。', next: '请在有效期内提交，或重新签名。' },
  },
  TOKEN_AUTHORIZATION_USED: {
    retryable: false,
    en: {
      message: 'The authorized transfer was made already, or cancelled.',
      next: 'Look at the balances; for another transfer, sign anew.',
    },
    zh: { message: '该授权转账已执行或已撤销。', next: '请查看余额；如需再次转账，请重新签名。' },
  },
  TOKEN_NONCE_USED: {
    retryable: false,
    en: {
      message: 'The signed permit or delegation was used before, or another one came first.',
      next: "Read the account's nonce and sign anew.",
    },
    zh: { message: '签名的授权或委托已被使用，或已有其他签名先行提交。', next: '请读取账户的 nonce 并重新签名。' },
  },
  TOKEN_VOTES_LOOKUP_IN_FUTURE: {
    retryable: true,
    en: {
      message: 'Votes can only be looked up for blocks that have passed.',
      next: 'Ask for an earlier block, or wait.',
    },
    zh: { message: '只能查询过去区块的投票权。', next: '请查询更早的区块，或稍后再试。' },
  },
  BANK_INSUFFICIENT_AVAILABLE: {
    retryable: false,
    en: {
      message: 'The account has less available in the bank than this takes.',
      next: 'Deposit more, or cancel a pending withdrawal.',
    },
    zh: { message: '账户在资金池中的可用余额不足。', next: '请存入更多，或取消待处理的提现。' },
  },
  BANK_INSUFFICIENT_LOCKED: {
    retryable: false,
    en: {
      message: 'The account has less locked in the bank than is to be released.',
      next: 'Report it with the details: a module posted more than it had locked.',
    },
    zh: {
      message: '账户在资金池中锁定的金额少于要释放的金额。',
      next: '请附上详细信息报告此问题：模块释放的金额超过其锁定的金额。',
    },
  },
  BANK_BALANCE_OVERFLOW: {
    retryable: false,
    en: {
      message: 'The balance would exceed what the bank can hold for one account.',
      next: 'Use a smaller amount, or another account.',
    },
    zh: { message: '余额将超出资金池单个账户的上限。', next: '请减少金额，或使用其他账户。' },
  },
  BANK_CONSENT_MISSING: {
    retryable: false,
    en: {
      message: 'The account has not allowed this module to move its balance.',
      next: 'Give consent with `suanli wallet consent` (`setConsent` in the sdk), or along with a deposit.',
    },
    zh: {
      message: '账户未允许该模块动用其余额。',
      next: '请用 `suanli wallet consent`（SDK 中为 `setConsent`）或在存入时授予许可。',
    },
  },
  BANK_CONSENT_IN_USE: {
    retryable: true,
    en: {
      message: 'Consent cannot be withdrawn while part of the balance is locked.',
      next: 'Let the open deals end first.',
    },
    zh: { message: '仍有锁定余额时不能撤回许可。', next: '请先等待未完成的订单结束。' },
  },
  BANK_UNKNOWN_MODULE: {
    retryable: false,
    en: {
      message: 'Only modules of the bank may post to it.',
      next: 'Check that the contract is a module of this bank; governance adds modules.',
    },
    zh: { message: '只有资金池的模块才能记账。', next: '请确认该合约是此资金池的模块；模块由治理方添加。' },
  },
  BANK_MODULE_EXISTS: {
    retryable: false,
    en: {
      message: 'This contract is a module of the bank already.',
      next: 'Nothing is to be done: a module keeps its number for ever.',
    },
    zh: { message: '该合约已是资金池的模块。', next: '无需操作：模块的编号永久不变。' },
  },
  BANK_MODULE_ID_UNAVAILABLE: {
    retryable: false,
    en: { message: 'This module number is taken, or not below 32.', next: 'Choose a free number from 1 to 31.' },
    zh: { message: '该模块编号已被占用，或不小于 32。', next: '请选择 1 至 31 中的空闲编号。' },
  },
  BANK_UNBALANCED_POSTINGS: {
    retryable: false,
    en: {
      message: 'The postings of a module do not add up to zero.',
      next: 'Report it with the details: this is a defect of the module.',
    },
    zh: { message: '模块的记账合计不为零。', next: '请附上详细信息报告此问题：这是模块的缺陷。' },
  },
  BANK_ZERO_AMOUNT: {
    retryable: false,
    en: { message: 'The amount is zero.', next: 'Give an amount above zero.' },
    zh: { message: '金额为零。', next: '请给出大于零的金额。' },
  },
  BANK_BATCH_OUT_OF_ORDER: {
    retryable: false,
    en: {
      message: "The batch is not the payer's next one: it was paid already, or one before it is missing.",
      next: 'Read the number of the next batch, and see from the events whether this one was paid; never pay it again under another number before.',
    },
    zh: {
      message: '该批次不是付款方的下一批：它可能已支付，或缺少之前的批次。',
      next: '请读取下一批次编号，并先从事件确认本批次是否已支付；确认之前切勿换编号重付。',
    },
  },
  BANK_BATCH_MALFORMED: {
    retryable: false,
    en: {
      message: 'The payments of the batch are not written as the bank reads them.',
      next: 'Give amounts of 1 to 12 bytes, and 20 bytes of an account before each.',
    },
    zh: { message: '批次的付款数据格式有误。', next: '每笔付款为 20 字节账户加 1 至 12 字节金额。' },
  },
  BANK_TOKEN_SHORT: {
    retryable: false,
    en: {
      message: 'The token delivered another amount than it was asked for.',
      next: 'The bank does not hold tokens that take a fee of transfers; use another token.',
    },
    zh: { message: '通证实际到账数额与请求不符。', next: '资金池不接受转账时扣费的通证，请使用其他通证。' },
  },
  BANK_FEE_TOO_HIGH: {
    retryable: false,
    en: { message: "The relayer's fee leaves nothing of the deposit.", next: 'Sign a lower fee, or deposit more.' },
    zh: { message: '中继费用不低于存入金额。', next: '请签署更低的费用，或存入更多。' },
  },
  BANK_RELAYER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The deposit was authorized for another relayer.',
      next: 'Let the relayer that it names send it, or sign one for this relayer or for any.',
    },
    zh: {
      message: '该存款授权指定了其他中继者。',
      next: '请由指定的中继者提交，或为此中继者（或任意中继者）重新签名。',
    },
  },
  BANK_AUTHORIZATION_NOT_YET_VALID: {
    retryable: true,
    en: { message: 'The authorization is not valid yet.', next: 'Send it after the time that it names.' },
    zh: { message: '授权尚未生效。', next: '请在其生效时间之后提交。' },
  },
  BANK_AUTHORIZATION_EXPIRED: {
    retryable: false,
    en: { message: 'The authorization is out of date.', next: 'Sign a new one.' },
    zh: { message: '授权已过期。', next: '请重新签名。' },
  },
  BANK_AUTHORIZATION_USED: {
    retryable: false,
    en: {
      message: 'The authorization was used for a deposit already.',
      next: 'Look at the account: the deposit is there. For another one, sign anew.',
    },
    zh: { message: '该授权已用于一笔存款。', next: '请查看账户余额：存款已到账。如需再次存款，请重新签名。' },
  },
  BANK_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'The signature of the deposit is not that of the owner.',
      next: 'Sign it with the account that owns the tokens, for this chain and this bank, and change nothing afterwards.',
    },
    zh: {
      message: '存款签名与通证所有者不符。',
      next: '请用通证所有者的账户针对本链和该资金池签名，签名后不要修改任何内容。',
    },
  },
  BANK_NO_WITHDRAWAL_PENDING: {
    retryable: false,
    en: { message: 'No withdrawal is pending for this account.', next: 'Request a withdrawal first.' },
    zh: { message: '该账户没有待处理的提现。', next: '请先申请提现。' },
  },
  BANK_WITHDRAWAL_LOCKED: {
    retryable: true,
    en: {
      message: 'The withdrawal is not payable yet.',
      next: 'Wait until its unlock time; a further request starts the delay anew.',
    },
    zh: { message: '提现尚未到可支付时间。', next: '请等到解锁时间；再次申请会重新计时。' },
  },
  BANK_INVALID_RECIPIENT: {
    retryable: false,
    en: { message: 'The recipient is the zero address or the bank itself.', next: 'Give another recipient.' },
    zh: { message: '收款方是零地址或资金池本身。', next: '请提供其他收款方。' },
  },
  BANK_NO_SURPLUS: {
    retryable: false,
    en: { message: 'Nothing was sent to the bank past a deposit.', next: 'Nothing is to be done.' },
    zh: { message: '资金池没有存款之外转入的通证。', next: '无需操作。' },
  },
  BROKER_EMPTY_BATCH: {
    retryable: false,
    en: { message: 'The batch is empty.', next: 'Give at least one element.' },
    zh: { message: '批次为空。', next: '请至少提供一项。' },
  },
  BROKER_REQUEST_EXPIRED: {
    retryable: false,
    en: { message: 'The request is out of date.', next: 'Sign a new request with a later expiry.' },
    zh: { message: '需求已过期。', next: '请以更晚的有效期重新签署需求。' },
  },
  BROKER_REQUEST_CANCELLED: {
    retryable: false,
    en: { message: 'The requester cancelled this request.', next: 'Sign a new request with another nonce.' },
    zh: { message: '算力使用者已取消该需求。', next: '请使用其他 nonce 重新签署需求。' },
  },
  BROKER_REQUEST_VOLUME_EXCEEDED: {
    retryable: false,
    en: {
      message: 'The request has fewer deals than that.',
      next: 'Use an index below the volume of the request, or sign a request with more deals.',
    },
    zh: { message: '需求包含的订单数没有这么多。', next: '请使用小于需求数量的序号，或签署数量更大的需求。' },
  },
  BROKER_OFFER_EXPIRED: {
    retryable: false,
    en: { message: 'The offer is out of date.', next: 'Ask the provider for a newer offer, or take another one.' },
    zh: { message: '报价已过期。', next: '请向算力提供者索取新报价，或选择其他报价。' },
  },
  BROKER_OFFER_CANCELLED: {
    retryable: false,
    en: { message: 'The provider cancelled this offer.', next: 'Take another offer.' },
    zh: { message: '算力提供者已取消该报价。', next: '请选择其他报价。' },
  },
  BROKER_OFFER_EXHAUSTED: {
    retryable: false,
    en: { message: 'All deals of this offer are taken.', next: 'Take another offer.' },
    zh: { message: '该报价的订单已全部被占用。', next: '请选择其他报价。' },
  },
  BROKER_REQUESTER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The offer is meant for another requester.',
      next: 'Take an offer that is open to all or made out to you.',
    },
    zh: { message: '该报价面向其他算力使用者。', next: '请选择面向所有人或面向您的报价。' },
  },
  BROKER_PROVIDER_MISMATCH: {
    retryable: false,
    en: {
      message: 'The request is meant for another provider.',
      next: 'Take an offer of the provider that the request names.',
    },
    zh: { message: '该需求面向其他算力提供者。', next: '请选择需求所指定的算力提供者的报价。' },
  },
  BROKER_PRICE_TOO_HIGH: {
    retryable: false,
    en: {
      message: 'The price of the offer is above the limit of the request.',
      next: 'Raise the maximum price, or take a cheaper offer.',
    },
    zh: { message: '报价的价格高于需求的上限。', next: '请提高最高价格，或选择更便宜的报价。' },
  },
  BROKER_WORK_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The deal holds more work than the offer or the request allows.',
      next: 'Split the job over more deals, or take an offer with a higher limit.',
    },
    zh: { message: '订单的计量超过报价或需求的上限。', next: '请将作业分成更多订单，或选择上限更高的报价。' },
  },
  BROKER_WORK_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'Only the requester may open a deal with less work than the request says.',
      next: 'Open it with the work of the request.',
    },
    zh: { message: '只有算力使用者才能以少于需求的计量开立订单。', next: '请按需求中的计量开立订单。' },
  },
  BROKER_STAKE_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The stake of the offer is below the least that the request takes.',
      next: 'Lower the minimum stake, or take an offer with a higher one.',
    },
    zh: { message: '报价的质押低于需求的下限。', next: '请降低最低质押，或选择质押更高的报价。' },
  },
  BROKER_STAKE_BELOW_BOUNTY: {
    retryable: false,
    en: {
      message: 'The stake of the offer cannot pay the keeper bounty of the request.',
      next: 'Lower the bounty, or take an offer with a higher stake.',
    },
    zh: { message: '报价的质押不足以支付需求的维护赏金。', next: '请降低赏金，或选择质押更高的报价。' },
  },
  BROKER_DEPOSIT_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The answer deposit of the request is above the limit of the offer.',
      next: 'Lower the deposit, or take another offer.',
    },
    zh: { message: '需求的答案押金高于报价的上限。', next: '请降低押金，或选择其他报价。' },
  },
  BROKER_ANSWER_TIME_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The request leaves fewer blocks for the answer than the offer wants.',
      next: 'Allow more blocks, or take another offer.',
    },
    zh: { message: '需求给出的作答区块数少于报价的要求。', next: '请增加区块数，或选择其他报价。' },
  },
  BROKER_WINDOW_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The challenge window of the request is shorter than the time that the offer wants for an answer.',
      next: 'Ask for a longer window: a provider has to be able to defend its answer within it.',
    },
    zh: {
      message: '需求的挑战窗口短于报价要求的应答时间。',
      next: '请延长窗口：提供者须能在窗口内为其答案辩护。',
    },
  },
  BROKER_WINDOW_TOO_LONG: {
    retryable: false,
    en: {
      message: 'The challenge window of the request is longer than the offer accepts.',
      next: 'Shorten the window, or take another offer.',
    },
    zh: { message: '需求的挑战窗口长于报价可接受的长度。', next: '请缩短窗口，或选择其他报价。' },
  },
  BROKER_ESCROW_TOO_LARGE: {
    retryable: false,
    en: { message: 'The escrow would not fit an account of the bank.', next: 'Lower the work or the price.' },
    zh: { message: '托管金额超出资金池账户的上限。', next: '请降低计量或价格。' },
  },
  BROKER_DEAL_EXISTS: {
    retryable: false,
    en: { message: 'This deal was opened before.', next: 'Use another index, or sign a new request.' },
    zh: { message: '该订单此前已开立。', next: '请使用其他序号，或签署新的需求。' },
  },
  BROKER_WRONG_STATUS: {
    retryable: false,
    en: {
      message: 'The deal is in a state in which this cannot be done.',
      next: 'Read the state of the deal: it may have ended, or not been opened.',
    },
    zh: { message: '订单当前状态不允许此操作。', next: '请读取订单状态：它可能已结束或尚未开立。' },
  },
  BROKER_WRONG_TERMS: {
    retryable: false,
    en: {
      message: 'The terms or the answer given are not those of the deal.',
      next: 'Take them from the events of the deal.',
    },
    zh: { message: '所给的条款或答案与订单不符。', next: '请从订单的事件中读取条款与答案。' },
  },
  BROKER_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'A signature is not that of the party it should be from.',
      next: 'Check the signer, the chain, and the address of the Broker it was made for.',
    },
    zh: { message: '签名与应签署的一方不符。', next: '请检查签名者、所用的链以及签名所针对的 Broker 地址。' },
  },
  BROKER_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the other party of the deal may do this.',
      next: 'Send it from the account that the deal names for it.',
    },
    zh: { message: '此操作只能由订单的另一方执行。', next: '请使用订单中指定的账户发送。' },
  },
  BROKER_NOT_PARTY: {
    retryable: false,
    en: { message: 'The account is neither party of the deal.', next: 'Send it from the requester or the provider.' },
    zh: { message: '该账户不是订单的任何一方。', next: '请使用算力使用者或算力提供者的账户发送。' },
  },
  BROKER_ANSWER_TOO_LATE: {
    retryable: false,
    en: {
      message: 'The deadline for the answer has passed.',
      next: 'Settle with the requester, who may still sign, before anyone expires the deal.',
    },
    zh: { message: '作答期限已过。', next: '请在订单被作废之前与算力使用者协商结算，对方仍可签名。' },
  },
  BROKER_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The provider may still answer the deal.', next: 'Wait for the deadline block.' },
    zh: { message: '算力提供者仍可作答。', next: '请等到期限区块。' },
  },
  BROKER_NOT_DISPUTES: {
    retryable: false,
    en: { message: 'Only the Disputes contract says whether an answer stands.', next: 'Challenge the answer there.' },
    zh: { message: '只有 Disputes 合约能判定答案是否成立。', next: '请通过该合约挑战答案。' },
  },
  BROKER_WINDOW_CLOSED: {
    retryable: false,
    en: {
      message: 'The challenge window of the answer has passed.',
      next: 'Nothing can be done about this answer any more; challenge within the window.',
    },
    zh: { message: '答案的挑战窗口已关闭。', next: '此答案已无法挑战；请在窗口期内提出。' },
  },
  BROKER_WINDOW_OPEN: {
    retryable: true,
    en: {
      message: 'The challenge window of the answer is still open.',
      next: 'Wait until its last block has passed, or let the requester accept.',
    },
    zh: { message: '答案的挑战窗口仍未关闭。', next: '请等到窗口结束，或由算力使用者接受答案。' },
  },
  BROKER_WORK_ABOVE_MAXIMUM: {
    retryable: false,
    en: {
      message: 'The answer claims more work than the deal holds.',
      next: 'Answer with at most the work of the deal.',
    },
    zh: { message: '答案的计量超过订单上限。', next: '请以不超过订单计量的数额作答。' },
  },
  ERC721_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'The account neither owns this token nor may move it.',
      next: 'Send it from the owner, or let the owner approve the account.',
    },
    zh: { message: '账户既不是该通证的所有者，也无权转移它。', next: '请由所有者发送，或请所有者授权该账户。' },
  },
  ERC721_UNKNOWN_TOKEN: {
    retryable: false,
    en: {
      message: 'There is no token with this number.',
      next: 'Check the number: the token may have been given back or dissolved.',
    },
    zh: { message: '不存在此编号的通证。', next: '请检查编号：该通证可能已归还或解散。' },
  },
  ERC721_INVALID_ADDRESS: {
    retryable: false,
    en: {
      message: 'This address cannot own, receive or manage such tokens.',
      next: 'Give another address; a contract must be made to receive them.',
    },
    zh: { message: '该地址不能持有、接收或管理此类通证。', next: '请提供其他地址；合约须支持接收此类通证。' },
  },
  ERC1155_INSUFFICIENT_BALANCE: {
    retryable: false,
    en: {
      message: 'The account has fewer shares than it is to give.',
      next: 'Read its balance; whoever offered them may have given them away.',
    },
    zh: { message: '账户持有的份额少于要转出的数量。', next: '请查询其余额；出售者可能已将份额转出。' },
  },
  ERC1155_NOT_APPROVED: {
    retryable: false,
    en: {
      message: 'The account may not move the shares of another.',
      next: 'Send it from the holder, or let the holder approve the account.',
    },
    zh: { message: '账户无权转移他人的份额。', next: '请由持有者发送，或请持有者授权该账户。' },
  },
  ERC1155_INVALID_ADDRESS: {
    retryable: false,
    en: {
      message: 'This address cannot hold, receive or manage shares.',
      next: 'Give another address; a contract must be made to receive them.',
    },
    zh: { message: '该地址不能持有、接收或管理份额。', next: '请提供其他地址；合约须支持接收份额。' },
  },
  ERC1155_LENGTHS_DIFFER: {
    retryable: false,
    en: { message: 'The lists of tokens and of amounts differ in length.', next: 'Give one amount for each token.' },
    zh: { message: '通证列表与数量列表的长度不一致。', next: '请为每个通证给出一个数量。' },
  },
  HARDWARE_FINGERPRINT_INVALID: {
    retryable: false,
    en: { message: 'The fingerprint of the hardware is zero.', next: 'Give the hash of what identifies the device.' },
    zh: { message: '物理资源的指纹为零。', next: '请提供设备标识信息的哈希。' },
  },
  HARDWARE_FINGERPRINT_TAKEN: {
    retryable: false,
    en: {
      message: 'Hardware with this fingerprint is registered already.',
      next: 'Use the token that exists; a device is registered once.',
    },
    zh: { message: '该指纹的物理资源已注册。', next: '请使用已有的通证；每台设备只能注册一次。' },
  },
  HARDWARE_IN_USE: {
    retryable: true,
    en: { message: 'The hardware is part of a resource.', next: 'Dissolve the resource first.' },
    zh: { message: '该物理资源已属于某个算力资源。', next: '请先解散该算力资源。' },
  },
  HARDWARE_MIXED: {
    retryable: false,
    en: {
      message: 'The hardware of one resource must be of one type and model.',
      next: 'Make one resource for each type and model.',
    },
    zh: { message: '同一算力资源中的物理资源必须类型和型号相同。', next: '请为每种类型和型号分别创建算力资源。' },
  },
  HARDWARE_MODEL_INVALID: {
    retryable: false,
    en: { message: 'The model of the hardware is empty.', next: 'Give the name of the model, in at most 32 bytes.' },
    zh: { message: '物理资源的型号为空。', next: '请提供型号名称，最多 32 字节。' },
  },
  HARDWARE_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the hardware.', next: 'Send it from the owner of the hardware.' },
    zh: { message: '账户不是该物理资源的所有者。', next: '请由物理资源的所有者发送。' },
  },
  HARDWARE_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no hardware with this number.', next: 'Register it first, or check the number.' },
    zh: { message: '不存在此编号的物理资源。', next: '请先注册，或检查编号。' },
  },
  HARDWARE_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the contract of resources may lock and unlock hardware.',
      next: 'Create or dissolve a resource instead.',
    },
    zh: { message: '只有算力资源合约才能锁定和解锁物理资源。', next: '请改为创建或解散算力资源。' },
  },
  MARKET_ALREADY_LISTED: {
    retryable: false,
    en: { message: 'The use right is offered already.', next: 'Change its price, or take the offer back first.' },
    zh: { message: '该使用权通证已在出售。', next: '请修改价格，或先下架。' },
  },
  MARKET_FEE_INVALID: {
    retryable: false,
    en: {
      message: 'The fee is above 10 %, or there is no treasury for it.',
      next: 'Propose a lower fee, with the address of the treasury.',
    },
    zh: { message: '费率高于 10%，或未指定金库。', next: '请提出更低的费率，并给出金库地址。' },
  },
  MARKET_NOT_LISTED: {
    retryable: false,
    en: { message: 'The use right is not offered.', next: 'Look for another: it may have been sold, or taken back.' },
    zh: { message: '该使用权通证未在出售。', next: '请选择其他使用权：它可能已售出或下架。' },
  },
  MARKET_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the use right.', next: 'Send it from the owner of the use right.' },
    zh: { message: '账户不是该使用权通证的所有者。', next: '请由使用权通证的所有者发送。' },
  },
  MARKET_NOT_PROVIDER: {
    retryable: false,
    en: {
      message: 'The account does not own the resource of the use right.',
      next: 'Send it from the owner of the resource.',
    },
    zh: { message: '账户不是该使用权所对应算力资源的所有者。', next: '请由算力资源的所有者发送。' },
  },
  MARKET_OFFER_EXPIRED: {
    retryable: false,
    en: { message: 'The offer of shares is out of date.', next: 'Take another offer, or make one with a later end.' },
    zh: { message: '份额的出售报价已过期。', next: '请选择其他报价，或以更晚的截止时间重新报价。' },
  },
  MARKET_OWN_LISTING: {
    retryable: false,
    en: { message: 'The account would buy from itself.', next: 'Take the offer back instead.' },
    zh: { message: '账户不能购买自己的出售项。', next: '请改为下架。' },
  },
  MARKET_PAYMENT_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The whole offer costs more than an account of the bank can hold.',
      next: 'Offer fewer shares, or lower the price.',
    },
    zh: { message: '报价总额超出资金池账户的上限。', next: '请减少份额或降低价格。' },
  },
  MARKET_PRICE_TOO_HIGH: {
    retryable: false,
    en: {
      message: 'The price is above what was to be paid at most.',
      next: 'Read the present price, and allow for it, or look for another offer.',
    },
    zh: { message: '价格高于允许支付的上限。', next: '请查询当前价格并提高上限，或选择其他报价。' },
  },
  MARKET_RENEWAL_BUDGET_EXCEEDED: {
    retryable: false,
    en: {
      message: 'The renewal costs more than is left of the mandate.',
      next: 'Let the owner give a new mandate, or renew itself.',
    },
    zh: { message: '续期费用超过授权的剩余额度。', next: '请所有者重新授权，或自行续期。' },
  },
  MARKET_RENEWAL_NOT_MANDATED: {
    retryable: false,
    en: {
      message: 'The owner of the use right did not mandate its renewal.',
      next: 'Let the owner give a mandate, or renew itself.',
    },
    zh: { message: '使用权通证的所有者未授权续期。', next: '请所有者授权，或自行续期。' },
  },
  MARKET_RENEWAL_NOT_OFFERED: {
    retryable: false,
    en: {
      message: 'The provider offers no renewal of this use right.',
      next: 'Ask the provider, or buy another use right.',
    },
    zh: { message: '算力提供者未提供该使用权的续期。', next: '请联系算力提供者，或购买其他使用权。' },
  },
  MARKET_RENEWAL_TOO_EARLY: {
    retryable: true,
    en: {
      message: 'Use rights are renewed automatically in their last day only.',
      next: 'Wait for it, or let the owner renew at once.',
    },
    zh: { message: '使用权仅在到期前最后一天自动续期。', next: '请等待，或由所有者立即续期。' },
  },
  MARKET_RENEWAL_TOO_LONG: {
    retryable: false,
    en: {
      message: 'The renewal would last longer than the provider offers, or the owner mandated.',
      next: 'Ask the provider for a longer offer, or give a longer mandate.',
    },
    zh: {
      message: '续期将超过算力提供者的报价期限或所有者的授权期限。',
      next: '请算力提供者延长报价，或由所有者延长授权。',
    },
  },
  MARKET_REVENUE_RIGHT_MISSING: {
    retryable: false,
    en: {
      message: 'The resource of the use right has no revenue right yet.',
      next: 'Create it first: it says who shares the income.',
    },
    zh: { message: '该使用权所对应的算力资源尚无收益权通证。', next: '请先创建收益权通证，确定收益分配。' },
  },
  MARKET_SHARES_NOT_HELD: {
    retryable: false,
    en: { message: 'The account holds fewer shares than it offers.', next: 'Offer at most what it holds.' },
    zh: { message: '账户持有的份额少于报价数量。', next: '报价数量不能超过持有数量。' },
  },
  MARKET_SHARES_UNAVAILABLE: {
    retryable: false,
    en: {
      message: 'The seller does not offer so many shares.',
      next: 'Read the offer again: it may have been sold, or taken back.',
    },
    zh: { message: '出售者未提供这么多份额。', next: '请重新查询报价：它可能已售出或撤回。' },
  },
  MARKET_USE_RIGHT_EXPIRED: {
    retryable: false,
    en: { message: 'The use right has expired.', next: 'Buy another one, or let the provider issue one.' },
    zh: { message: '该使用权通证已到期。', next: '请购买其他使用权，或请算力提供者重新发行。' },
  },
  MARKET_USE_RIGHT_UNKNOWN: {
    retryable: false,
    en: {
      message: 'There is no use right with this number on the market.',
      next: 'Check the number: it may have been given back.',
    },
    zh: { message: '市场上不存在此编号的使用权通证。', next: '请检查编号：它可能已归还。' },
  },
  MARKET_ZERO_PERIOD: {
    retryable: false,
    en: { message: 'A renewal adds no time.', next: 'Offer a period of at least one second.' },
    zh: { message: '续期时长为零。', next: '续期时长至少为一秒。' },
  },
  MARKET_ZERO_PRICE: {
    retryable: false,
    en: { message: 'The price or the budget is zero.', next: 'Give an amount above zero.' },
    zh: { message: '价格或额度为零。', next: '请给出大于零的金额。' },
  },
  MARKET_ZERO_SHARES: {
    retryable: false,
    en: { message: 'The number of shares is zero.', next: 'Give at least one share.' },
    zh: { message: '份额数量为零。', next: '请至少给出一份。' },
  },
  RESOURCE_HARDWARE_COUNT_INVALID: {
    retryable: false,
    en: { message: 'A resource takes 1 to 32 pieces of hardware.', next: 'Give as many, or make several resources.' },
    zh: { message: '一个算力资源包含 1 至 32 个物理资源。', next: '请调整数量，或创建多个算力资源。' },
  },
  RESOURCE_IN_USE: {
    retryable: true,
    en: { message: 'A live use right binds the resource.', next: 'Wait until it expires, or is given back.' },
    zh: { message: '该算力资源已被有效的使用权通证绑定。', next: '请等待其到期或归还。' },
  },
  RESOURCE_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the resource.', next: 'Send it from the owner of the resource.' },
    zh: { message: '账户不是该算力资源的所有者。', next: '请由算力资源的所有者发送。' },
  },
  RESOURCE_TYPE_NAME_INVALID: {
    retryable: false,
    en: { message: 'The name of a resource type has 1 to 32 bytes.', next: 'Choose another name.' },
    zh: { message: '资源类型名称须为 1 至 32 字节。', next: '请选择其他名称。' },
  },
  RESOURCE_TYPE_NAME_TAKEN: {
    retryable: false,
    en: {
      message: 'There is a resource type with this name already.',
      next: 'Set the terms of that one, or choose another name.',
    },
    zh: { message: '已存在同名的资源类型。', next: '请修改该类型的参数，或选择其他名称。' },
  },
  RESOURCE_TYPE_NOT_LISTED: {
    retryable: false,
    en: {
      message: 'The DAO has closed this resource type to new hardware.',
      next: 'Choose another type, or propose to list it again.',
    },
    zh: { message: 'DAO 已停止该资源类型的新注册。', next: '请选择其他类型，或提案重新开放。' },
  },
  RESOURCE_TYPE_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The terms of the resource type are out of range.',
      next: 'Give at least one share, leaf, sample, hash and second, at most 2^40 leaves, and a range that is not empty.',
    },
    zh: {
      message: '资源类型的参数超出范围。',
      next: '份额、叶、抽样、哈希和秒数至少为一，叶数不超过 2^40，且算力范围不能为空。',
    },
  },
  RESOURCE_TYPE_UNKNOWN: {
    retryable: false,
    en: { message: 'The DAO does not know this resource type.', next: 'Choose a listed type, or propose this one.' },
    zh: { message: 'DAO 未收录该资源类型。', next: '请选择已收录的类型，或提案收录。' },
  },
  RESOURCE_TYPE_VERSION_UNKNOWN: {
    retryable: false,
    en: {
      message: 'The terms of this resource type have no such version.',
      next: 'Choose a version from 1 to the present one.',
    },
    zh: { message: '该资源类型的参数没有此版本。', next: '请选择 1 到当前版本之间的版本。' },
  },
  RESOURCE_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no resource with this number.', next: 'Check the number: it may have been dissolved.' },
    zh: { message: '不存在此编号的算力资源。', next: '请检查编号：它可能已解散。' },
  },
  RESOURCE_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the contract of use rights may bind and release resources.',
      next: 'Issue a use right, or give one back, instead.',
    },
    zh: { message: '只有使用权合约才能绑定和释放算力资源。', next: '请改为发行或归还使用权通证。' },
  },
  REVENUE_RIGHT_EMPTY_BATCH: {
    retryable: false,
    en: { message: 'No resource was given to settle.', next: 'Give at least one.' },
    zh: { message: '未给出要结账的算力资源。', next: '请至少给出一个。' },
  },
  REVENUE_RIGHT_EXISTS: {
    retryable: false,
    en: {
      message: 'The resource has a revenue right already.',
      next: 'List with that one: it is created once, and for good.',
    },
    zh: { message: '该算力资源已有收益权通证。', next: '请使用已有的收益权：它只创建一次，永久有效。' },
  },
  REVENUE_RIGHT_HOLDER_INVALID: {
    retryable: false,
    en: {
      message: 'A holder is the zero address, or gets no share.',
      next: 'Give every holder an address and at least one share.',
    },
    zh: { message: '某个持有者是零地址或未分得份额。', next: '请为每个持有者给出地址和至少一份。' },
  },
  REVENUE_RIGHT_HOLDERS_INVALID: {
    retryable: false,
    en: { message: 'There are 1 to 64 holders, and one number of shares for each.', next: 'Correct the distribution.' },
    zh: { message: '持有者须为 1 至 64 个，且每个对应一个份额数。', next: '请更正分配。' },
  },
  REVENUE_RIGHT_INCOME_MISSING: {
    retryable: false,
    en: {
      message: 'The income was not paid in before it was attributed.',
      next: 'Report it with the details: a module pays first.',
    },
    zh: { message: '收益在入账前尚未支付。', next: '请附上详细信息报告此问题：模块应先付款。' },
  },
  REVENUE_RIGHT_MISSING: {
    retryable: false,
    en: { message: 'The resource has no revenue right that could take income.', next: 'Let its provider create one.' },
    zh: { message: '该算力资源没有可接收收益的收益权通证。', next: '请算力提供者先创建收益权通证。' },
  },
  REVENUE_RIGHT_NOT_PROVIDER: {
    retryable: false,
    en: {
      message: 'Only the owner of a resource creates its revenue right.',
      next: 'Send it from the owner of the resource.',
    },
    zh: { message: '只有算力资源的所有者才能创建其收益权通证。', next: '请由算力资源的所有者发送。' },
  },
  REVENUE_RIGHT_NOTHING_ACCRUED: {
    retryable: true,
    en: {
      message: 'There is nothing to settle for this account.',
      next: 'Wait for income; only holders of shares are paid.',
    },
    zh: { message: '该账户没有可结算的收益。', next: '请等待收益；只有收益权持有者才会获得支付。' },
  },
  REVENUE_RIGHT_SHARES_MISMATCH: {
    retryable: false,
    en: {
      message: 'The shares do not add up to the number of the resource type.',
      next: 'Give out exactly as many as the type has.',
    },
    zh: { message: '份额之和不等于该资源类型的收益权值。', next: '请按该类型的收益权值分配份额。' },
  },
  REVENUE_RIGHT_ZERO_INCOME: {
    retryable: false,
    en: { message: 'The income is zero.', next: 'Give an amount above zero.' },
    zh: { message: '收益为零。', next: '请给出大于零的金额。' },
  },
  USE_RIGHT_EXPIRED: {
    retryable: false,
    en: { message: 'The use right has ended.', next: 'Buy or issue another one.' },
    zh: { message: '使用权已结束。', next: '请购买或发行新的使用权。' },
  },
  USE_RIGHT_EXPIRY_INVALID: {
    retryable: false,
    en: { message: 'The expiry lies in the past, or is no later than the present one.', next: 'Give a later one.' },
    zh: { message: '到期时间已过，或不晚于当前到期时间。', next: '请给出更晚的时间。' },
  },
  USE_RIGHT_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'The account neither owns the use right nor may act for its owner.',
      next: 'Send it from the owner.',
    },
    zh: { message: '账户既不是使用权的所有者，也无权代其操作。', next: '请由所有者发送。' },
  },
  USE_RIGHT_RENTAL_TOO_LONG: {
    retryable: false,
    en: { message: 'The rental would outlast the use right.', next: 'Let it end with the use right, or before.' },
    zh: { message: '出租期限超过使用权的期限。', next: '请在使用权到期时或之前结束出租。' },
  },
  USE_RIGHT_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no use right with this number.', next: 'Check the number: it may have been given back.' },
    zh: { message: '不存在此编号的使用权通证。', next: '请检查编号：它可能已归还。' },
  },
  USE_RIGHT_UNSOLD: {
    retryable: false,
    en: {
      message: 'A use right that was never sold moves by a sale on the market only.',
      next: 'List it, and let the receiver buy it.',
    },
    zh: { message: '从未售出的使用权只能通过市场出售转移。', next: '请上架出售，由接收方购买。' },
  },
  USE_RIGHT_WRONG_CALLER: {
    retryable: false,
    en: { message: 'Only the market may do this.', next: 'Buy or renew on the market instead.' },
    zh: { message: '此操作只能由市场合约执行。', next: '请改为在市场上购买或续期。' },
  },
} as const satisfies Record<string, ErrorRow>;
