import type { ErrorRow } from '../ErrorRow.ts';

export const protocolErrors = {
  MESSAGE_MALFORMED: {
    retryable: false,
    en: {
      message: 'A peer sent a malformed {what}.',
      next: 'Check that both sides run the same version; the connection was closed.',
    },
    zh: { message: '对方发来的 {what} 格式错误。', next: '请确认双方版本一致；连接已关闭。' },
  },
  OPENING_FORGED: {
    retryable: false,
    en: {
      message: 'The opening of deal {dealId} is not signed by its requester for the peer that sent it.',
      next: 'Only the requester of a deal may give its tasks; sign with the key that opened it.',
    },
    zh: {
      message: '订单 {dealId} 的开启消息不是其算力使用者为发送方节点签名的。',
      next: '只有订单的使用者可以下发任务；请用打开该订单的密钥签名。',
    },
  },
  OUTPUT_MALFORMED: {
    retryable: false,
    en: { message: 'A task output does not decode.', next: 'The provider is at fault; the task goes to another one.' },
    zh: { message: '任务输出无法解码。', next: '责任在提供者；任务将交给其他提供者。' },
  },
  RECEIPT_FORGED: {
    retryable: false,
    en: {
      message: 'A receipt is not signed by provider {provider}.',
      next: 'The provider is dropped and its tasks go to others; nothing is paid for them.',
    },
    zh: {
      message: '执行凭证不是由提供者 {provider} 签名的。',
      next: '该提供者被弃用，其任务交给其他提供者，不产生费用。',
    },
  },
  OFFER_FORGED: {
    retryable: false,
    en: {
      message: 'An offer is not signed by its provider {provider} for this market.',
      next: 'Ignore it; look at other offers with `suanli offer list`.',
    },
    zh: {
      message: '报价不是由其提供者 {provider} 为本市场签名的。',
      next: '请忽略它；用 `suanli offer list` 查看其他报价。',
    },
  },
  OFFER_EXPIRED: {
    retryable: false,
    en: {
      message: 'The offer of provider {provider} has expired.',
      next: 'Look for current offers with `suanli offer list`.',
    },
    zh: { message: '提供者 {provider} 的报价已过期。', next: '请用 `suanli offer list` 查看当前报价。' },
  },
  MODEL_INVALID: {
    retryable: false,
    en: {
      message: 'The name of a model has 1 to 32 bytes of UTF-8 and no zero; "{model}" has {bytes}.',
      next: 'Shorten the name.',
    },
    zh: { message: '型号名称须为 1 至 32 字节的 UTF-8 且不含零字节；“{model}”有 {bytes} 字节。', next: '请缩短名称。' },
  },
} as const satisfies Record<string, ErrorRow>;
