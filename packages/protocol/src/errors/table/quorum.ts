import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the Quorum contract, and of what decides which results are re-executed. */
export const quorumErrors = {
  QUORUM_EMPTY_BATCH: {
    retryable: false,
    en: { message: 'The batch is empty.', next: 'Give at least one element.' },
    zh: { message: '批次为空。', next: '请至少提供一项。' },
  },
  QUORUM_SEATS_OUT_OF_RANGE: {
    retryable: false,
    en: { message: 'A quorum has 2 to 16 providers.', next: 'Take as many offers.' },
    zh: { message: '共识组须有 2 至 16 个算力提供者。', next: '请选择相应数量的报价。' },
  },
  QUORUM_SEATS_UNORDERED: {
    retryable: false,
    en: {
      message: 'The offers are not in ascending order of their providers, each once.',
      next: 'Sort them by address, and take one offer of each provider.',
    },
    zh: { message: '报价未按算力提供者地址升序排列，或有重复。', next: '请按地址排序，且每个算力提供者只取一份报价。' },
  },
  QUORUM_POLICY_INVALID: {
    retryable: false,
    en: {
      message: 'The policy of the quorum says nothing.',
      next: 'Give a trust of 2 or more, from 2 to all providers that must agree, and a block or more for each deadline.',
    },
    zh: {
      message: '共识策略无效。',
      next: '请将信任度设为不小于 2，须一致的数量设为 2 至全部，且每个期限至少一个区块。',
    },
  },
  QUORUM_EXISTS: {
    retryable: false,
    en: { message: 'This nonce has opened a quorum before.', next: 'Choose another nonce.' },
    zh: { message: '该 nonce 已开立过共识组。', next: '请使用其他 nonce。' },
  },
  QUORUM_OFFER_EXPIRED: {
    retryable: false,
    en: { message: 'An offer is out of date.', next: 'Ask the provider for a newer offer, or take another one.' },
    zh: { message: '有报价已过期。', next: '请向算力提供者索取新报价，或选择其他报价。' },
  },
  QUORUM_OFFER_CANCELLED: {
    retryable: false,
    en: { message: 'A provider cancelled its offer.', next: 'Take another offer.' },
    zh: { message: '有算力提供者已取消其报价。', next: '请选择其他报价。' },
  },
  QUORUM_OFFER_EXHAUSTED: {
    retryable: false,
    en: { message: 'An offer was taken as often as it may be.', next: 'Take another offer.' },
    zh: { message: '有报价的数量已用完。', next: '请选择其他报价。' },
  },
  QUORUM_REQUESTER_MISMATCH: {
    retryable: false,
    en: {
      message: 'An offer is meant for another requester.',
      next: 'Take offers that are open to all or made out to you.',
    },
    zh: { message: '有报价面向其他算力使用者。', next: '请选择面向所有人或面向您的报价。' },
  },
  QUORUM_PRICE_TOO_HIGH: {
    retryable: false,
    en: {
      message: 'The price of an offer is above the limit of the request.',
      next: 'Raise the maximum price, or take a cheaper offer.',
    },
    zh: { message: '有报价的价格高于需求上限。', next: '请提高最高价格，或选择更便宜的报价。' },
  },
  QUORUM_WORK_TOO_LARGE: {
    retryable: false,
    en: { message: 'The work is above the limit of an offer.', next: 'Ask for less work, or take another offer.' },
    zh: { message: '工作量超过某份报价的上限。', next: '请减少工作量，或选择其他报价。' },
  },
  QUORUM_STAKE_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The stake of an offer is below the least of the request.',
      next: 'Lower the least stake, or take another offer.',
    },
    zh: { message: '有报价的质押低于需求下限。', next: '请降低最低质押，或选择其他报价。' },
  },
  QUORUM_TIME_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'An offer wants more blocks for its contribution and for the reveal.',
      next: 'Give both deadlines more blocks, or take another offer.',
    },
    zh: { message: '有报价要求更多区块用于提交与揭示。', next: '请延长两个期限，或选择其他报价。' },
  },
  QUORUM_TIME_TOO_LONG: {
    retryable: false,
    en: {
      message: 'The stake of an offer would be locked for longer than it allows.',
      next: 'Give the deadlines fewer blocks, or take another offer.',
    },
    zh: { message: '有报价的质押锁定时间将超过其上限。', next: '请缩短期限，或选择其他报价。' },
  },
  QUORUM_ESCROW_TOO_LARGE: {
    retryable: false,
    en: { message: 'The escrow would be too large for an account.', next: 'Ask for less work or a lower price.' },
    zh: { message: '托管金额超出账户可容纳的范围。', next: '请减少工作量或降低价格。' },
  },
  QUORUM_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'A signature is not that of the provider it should be from.',
      next: 'Check the signer, the chain, and the address of the Quorum contract it was made for.',
    },
    zh: { message: '签名与应签署的算力提供者不符。', next: '请检查签名者、所用的链以及签名所针对的 Quorum 合约地址。' },
  },
  QUORUM_WRONG_STATUS: {
    retryable: false,
    en: {
      message: 'The quorum is in a state in which this cannot be done.',
      next: 'Read its state: it may have ended, or not been opened.',
    },
    zh: { message: '共识组当前状态不允许此操作。', next: '请读取其状态：它可能已结束或尚未开立。' },
  },
  QUORUM_WRONG_TERMS: {
    retryable: false,
    en: {
      message: 'The terms or seats given are not those of the quorum.',
      next: 'Take them from the event of its opening.',
    },
    zh: { message: '所给的条款或席位与共识组不符。', next: '请从其开立事件中读取。' },
  },
  QUORUM_WRONG_CALLER: {
    retryable: false,
    en: { message: 'Only the requester of the quorum may do this.', next: 'Send it from that account.' },
    zh: { message: '此操作只能由该共识组的算力使用者执行。', next: '请使用该账户发送。' },
  },
  QUORUM_SEAT_MISSING: {
    retryable: false,
    en: { message: 'The quorum has no such seat.', next: 'Use the place of the provider among its seats.' },
    zh: { message: '共识组没有该席位。', next: '请使用算力提供者在席位中的序号。' },
  },
  QUORUM_CONTRIBUTION_TOO_LATE: {
    retryable: false,
    en: {
      message: 'The time for contributions has passed.',
      next: 'Nothing is lost: a stake without a contribution goes back when the quorum ends.',
    },
    zh: { message: '提交期限已过。', next: '没有损失：未提交者的质押会在共识组结束时退回。' },
  },
  QUORUM_CONTRIBUTION_EXISTS: {
    retryable: false,
    en: { message: 'The provider has contributed before.', next: 'Nothing is to be done.' },
    zh: { message: '该算力提供者已提交过结果。', next: '无需操作。' },
  },
  QUORUM_HAS_CONTRIBUTION: {
    retryable: false,
    en: {
      message: 'A provider has contributed, so the quorum cannot be cancelled any more.',
      next: 'Wait for the result, or for the deadline.',
    },
    zh: { message: '已有算力提供者提交结果，共识组不能再取消。', next: '请等待结果或期限。' },
  },
  QUORUM_CONTRIBUTIONS_OPEN: {
    retryable: true,
    en: {
      message: 'Not all providers have contributed, and they still may.',
      next: 'Wait for them or for the deadline; do not show the result to anybody before.',
    },
    zh: { message: '尚有算力提供者未提交，且仍可提交。', next: '请等待其提交或期限到来；在此之前请勿公开结果。' },
  },
  QUORUM_NO_CONSENSUS: {
    retryable: false,
    en: {
      message: 'The providers do not agree on this result.',
      next: 'Reveal the result that they agreed on, or expire the quorum after its deadline.',
    },
    zh: { message: '各算力提供者未就该结果达成一致。', next: '请揭示达成一致的结果，或在期限后作废该共识组。' },
  },
  QUORUM_NOBODY_KNEW_RESULT: {
    retryable: false,
    en: {
      message: 'Nobody who contributed this result had it: all of them copied its hash.',
      next: 'Expire the quorum after its deadline.',
    },
    zh: { message: '提交该结果者均未真正得出结果，只是复制了哈希。', next: '请在期限后作废该共识组。' },
  },
  QUORUM_REVEAL_TOO_LATE: {
    retryable: false,
    en: { message: 'The time to reveal the result has passed.', next: 'Expire the quorum.' },
    zh: { message: '揭示结果的期限已过。', next: '请作废该共识组。' },
  },
  QUORUM_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The result may still be revealed.', next: 'Wait for the deadline block.' },
    zh: { message: '结果仍可揭示。', next: '请等到期限区块。' },
  },
  QUORUM_WORK_ABOVE_MAXIMUM: {
    retryable: false,
    en: { message: 'More work was done than the quorum pays.', next: 'Reveal a result within its work limit.' },
    zh: { message: '工作量超过共识组的支付上限。', next: '请揭示不超过工作量上限的结果。' },
  },
  QUORUM_NOT_FOUND: {
    retryable: false,
    en: {
      message: 'Quorum {quorumId} was not opened on this chain.',
      next: 'Check its id, and the deployment that it was opened on.',
    },
    zh: { message: '链上没有共识组 {quorumId}。', next: '请检查其编号以及所用的部署。' },
  },
  AUDIT_RESULT_REFUTED: {
    retryable: false,
    en: {
      message: 'Two others proved a result of provider {provider} wrong.',
      next: 'Its tasks go to others, and its answer is not accepted; it may still be challenged on chain.',
    },
    zh: {
      message: '另有两个提供者证明算力提供者 {provider} 的结果有误。',
      next: '其任务会交给其他提供者，其答案不被接受；仍可在链上对其发起挑战。',
    },
  },
  AUDIT_UNDECIDED: {
    retryable: false,
    en: {
      message: 'No two providers agree on the result of a task.',
      next: 'See whether the program is deterministic; if it is not, name a comparator with a tolerance in the job.',
    },
    zh: {
      message: '没有两个算力提供者就某任务的结果达成一致。',
      next: '请检查程序是否确定性执行；若不是，请在任务规格中指定带容差的比较器。',
    },
  },
} as const satisfies Record<string, ErrorRow>;
