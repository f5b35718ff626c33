import type { ErrorRow } from '../ErrorRow.ts';

export const sdkErrors = {
  DEPLOYMENT_INVALID: {
    retryable: false,
    en: { message: 'The deployment record is not valid.', next: 'Give the JSON file that `suanli deploy` wrote.' },
    zh: { message: '部署记录无效。', next: '请提供 `suanli deploy` 写出的 JSON 文件。' },
  },
  CHAIN_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'The chain does not answer at {url}.',
      next: 'Check the RPC address and that the node runs; the call can be repeated.',
    },
    zh: { message: '链节点 {url} 没有响应。', next: '请检查 RPC 地址以及节点是否在运行；可以重试。' },
  },
  CHAIN_WRONG_NETWORK: {
    retryable: false,
    en: {
      message: 'The RPC serves chain {actual}, the deployment is on chain {expected}.',
      next: 'Give the RPC address or the deployment of the right chain.',
    },
    zh: { message: 'RPC 所在链为 {actual}，而部署位于链 {expected}。', next: '请提供正确链的 RPC 地址或部署记录。' },
  },
  CHAIN_ACCOUNT_MISSING: {
    retryable: false,
    en: {
      message: 'This needs an account that can sign.',
      next: 'Open a wallet first: `suanli wallet create`, or pass `account` to the client.',
    },
    zh: {
      message: '此操作需要能够签名的账户。',
      next: '请先打开钱包：`suanli wallet create`，或向客户端传入 `account`。',
    },
  },
  CHAIN_GAS_FUNDS_TOO_SMALL: {
    retryable: false,
    en: {
      message: "Account {account} has too little of the chain's own coin to pay for gas.",
      next: 'Send some to it and try again.',
    },
    zh: { message: '账户 {account} 的链原生币不足以支付 gas。', next: '请向其转入一些后重试。' },
  },
  CHAIN_TRANSACTION_REVERTED: {
    retryable: false,
    en: {
      message: 'Transaction {hash} was mined but reverted.',
      next: 'Something changed between the check and the block; look at the state and try again.',
    },
    zh: { message: '交易 {hash} 已上链但被回滚。', next: '检查与出块之间状态发生了变化；请查看状态后重试。' },
  },
  CHAIN_CALL_FAILED: {
    retryable: false,
    en: {
      message: 'The chain refused a call to {functionName}.',
      next: 'The details say why; check the deployment addresses.',
    },
    zh: { message: '链拒绝了对 {functionName} 的调用。', next: '原因见详情；请检查部署地址。' },
  },
  CHAIN_TRANSACTION_UNCONFIRMED: {
    retryable: true,
    en: {
      message: 'Transaction {hash} was sent, but it is not known yet whether it was mined.',
      next: 'Wait and look again: it may still be mined; do not send the same thing from elsewhere.',
    },
    zh: { message: '交易 {hash} 已发送，但尚不知是否上链。', next: '请稍后再查看：它仍可能上链；不要从别处重复发送。' },
  },
  CHAIN_DEPLOYMENT_DISTURBED: {
    retryable: true,
    en: {
      message: 'Account {account} sent another transaction while the market was being deployed.',
      next: 'Deploy again, from an account that nothing else uses.',
    },
    zh: { message: '部署市场期间账户 {account} 发送了其他交易。', next: '请使用不被其他程序使用的账户重新部署。' },
  },
  CHAIN_DEAL_NOT_FOUND: {
    retryable: true,
    en: {
      message: 'No deal {dealId} was opened on this market.',
      next: 'Check the id and the deployment; a transaction just sent may need a moment.',
    },
    zh: { message: '本市场没有打开过订单 {dealId}。', next: '请检查编号和部署；刚发送的交易可能需要等待片刻。' },
  },
} as const satisfies Record<string, ErrorRow>;
