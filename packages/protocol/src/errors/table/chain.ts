import type { ErrorRow } from '../ErrorRow.ts';

/** Errors of the chain, of the way to it, and of access to the contracts. Those of contracts carry the values in `metaMessages`. */
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
} as const satisfies Record<string, ErrorRow>;
