import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the contract that pays many by a draw, and of who checks what is announced of it. */
export const lotteryErrors = {
  LOTTERY_ABORTED: {
    retryable: true,
    en: {
      message: 'Waiting for the draw was cancelled.',
      next: 'The lottery stays as it is; wait again, and claim before the block hash is forgotten.',
    },
    zh: { message: '等待开奖的操作已取消。', next: '抽奖状态不受影响；请重新等待，并在区块哈希失效前领取。' },
  },
  LOTTERY_ANNOUNCEMENT_MALFORMED: {
    retryable: false,
    en: { message: 'This is no announcement of a lottery.', next: 'Ask the payer for another one.' },
    zh: { message: '该数据不是有效的抽奖通告。', next: '请向付款方重新索取。' },
  },
  LOTTERY_CLAIM_BLOCKS_OUT_OF_RANGE: {
    retryable: false,
    en: {
      message: 'The time for the winner is too short or too long.',
      next: 'Choose 1 to 4096 blocks; on chains without EIP-2935 128 at most.',
    },
    zh: {
      message: '中奖者的领取时间过短或过长。',
      next: '请选择 1 至 4096 个区块；不支持 EIP-2935 的链上不超过 128 个。',
    },
  },
  LOTTERY_CLAIM_TIME_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The lottery leaves its winner {claimBlocks} blocks, and at least {minClaimBlocks} are wanted.',
      next: 'Do not count it as payment, and ask the payer for another one.',
    },
    zh: {
      message: '该抽奖只给中奖者 {claimBlocks} 个区块，而要求至少 {minClaimBlocks} 个。',
      next: '请勿计为付款，并要求付款方另行支付。',
    },
  },
  LOTTERY_LEAD_TOO_SHORT: {
    retryable: false,
    en: {
      message: 'The lottery was opened less than {minLeadBlocks} blocks before its draw.',
      next: 'Do not count it as payment, and ask the payer for another one, with a later draw.',
    },
    zh: {
      message: '该抽签在开奖前不足 {minLeadBlocks} 个区块才开立。',
      next: '请勿计为付款，并要求付款方以更晚的开奖另行支付。',
    },
  },
  LOTTERY_DRAW_BLOCK_OUT_OF_RANGE: {
    retryable: false,
    en: {
      message: 'The block that draws is mined already, or too far ahead.',
      next: 'Choose a later block, at most 100,800 ahead. A lottery whose draw block has passed cannot be opened any more.',
    },
    zh: {
      message: '开奖区块已产生，或距今过远。',
      next: '请选择之后 100,800 个区块以内的区块；开奖区块已过的抽奖无法再开立。',
    },
  },
  LOTTERY_DRAW_FORGOTTEN: {
    retryable: false,
    en: {
      message: 'The chain no longer knows the hash of the block that drew.',
      next: 'Nobody can be paid any more; expire the lottery.',
    },
    zh: { message: '链上已无法取得开奖区块的哈希。', next: '奖金无法再支付；请将该抽奖作废。' },
  },
  LOTTERY_DRAWN_ALREADY: {
    retryable: false,
    en: {
      message: 'The lottery was announced too late: its block {drawBlock} is drawn.',
      next: 'Do not count it as payment: a payer could announce only those that were lost.',
    },
    zh: {
      message: '抽奖通告过晚：开奖区块 {drawBlock} 已产生。',
      next: '请勿计为付款：付款方可能只通告未中奖的抽奖。',
    },
  },
  LOTTERY_ID_USED: {
    retryable: false,
    en: {
      message: 'The payer has used this id, or a later one of the same lane.',
      next: 'Take the next sequence number of the lane.',
    },
    zh: { message: '付款方已用过该编号，或同一通道内更大的编号。', next: '请使用该通道的下一个序号。' },
  },
  LOTTERY_INVALID_SIGNATURE: {
    retryable: false,
    en: {
      message: 'The payer did not sign this lottery.',
      next: 'Have the payer sign it, for this chain and contract.',
    },
    zh: { message: '付款方未签署该抽奖。', next: '请由付款方针对本链和本合约签署。' },
  },
  LOTTERY_LANE_BUSY: {
    retryable: true,
    en: {
      message: 'The payer has another lottery open in this lane.',
      next: 'Take another lane, or wait until that lottery is over.',
    },
    zh: { message: '付款方在该通道内已有未结束的抽奖。', next: '请使用其他通道，或等待该抽奖结束。' },
  },
  LOTTERY_NO_LANE_FREE: {
    retryable: true,
    en: {
      message: 'The payer has a lottery open in each of {lanes} lanes.',
      next: 'Claim for the winners of those that were drawn, or allow more lanes.',
    },
    zh: { message: '付款方的 {lanes} 个通道均有未结束的抽奖。', next: '请为已开奖的抽奖代为领取，或允许更多通道。' },
  },
  LOTTERY_NOT_DRAWN: {
    retryable: true,
    en: { message: 'The lottery is not drawn yet.', next: 'Wait until its block is mined.' },
    zh: { message: '该抽奖尚未开奖。', next: '请等待开奖区块产生。' },
  },
  LOTTERY_NOT_EXPIRED: {
    retryable: true,
    en: {
      message: 'The winner of this lottery can still be paid.',
      next: 'Claim for the winner; where nobody does, wait until the chain has forgotten the block hash.',
    },
    zh: { message: '该抽奖仍可向中奖者支付。', next: '请为中奖者领取；若无人领取，请等待区块哈希失效。' },
  },
  LOTTERY_NOT_OPEN: {
    retryable: false,
    en: {
      message: 'No such lottery is open.',
      next: 'It was never opened, is over, or has other terms; a reorganisation may have undone it.',
    },
    zh: { message: '没有这样的未结束抽奖。', next: '它从未开立、已经结束或条款不同；也可能被链重组撤销。' },
  },
  LOTTERY_PARTICIPANTS_INVALID: {
    retryable: false,
    en: {
      message: 'These cannot take part in a lottery: {reason}.',
      next: 'Name each account once, with a weight above zero; all weights add up to less than 2^64.',
    },
    zh: { message: '抽奖参与者无效：{reason}。', next: '每个账户只列一次，权重大于零，权重之和小于 2^64。' },
  },
  LOTTERY_SHARE_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The ticket is worth {shareWei} wei, and {minShareWei} wei are due.',
      next: 'Do not count it as payment, and ask the payer for another one.',
    },
    zh: {
      message: '该奖券价值 {shareWei} wei，而应付 {minShareWei} wei。',
      next: '请勿计为付款，并要求付款方另行支付。',
    },
  },
  LOTTERY_TICKET_INVALID: {
    retryable: false,
    en: {
      message: 'The ticket is not one of this lottery.',
      next: 'Take account, weight and siblings from the tree whose root the lottery names.',
    },
    zh: { message: '该奖券不属于此抽奖。', next: '账户、权重和兄弟节点须取自该抽奖根哈希对应的树。' },
  },
  LOTTERY_TICKET_LOST: {
    retryable: false,
    en: { message: 'Another ticket won.', next: 'Show the ticket whose range holds the drawn position.' },
    zh: { message: '中奖的是其他奖券。', next: '请提交其区间包含开奖位置的奖券。' },
  },
  LOTTERY_UNCONFIRMED: {
    retryable: true,
    en: {
      message: 'The lottery is open, but not yet under {confirmations} blocks.',
      next: 'Ask again before the draw: a reorganisation could still undo it.',
    },
    zh: {
      message: '该抽奖已开立，但尚未获得 {confirmations} 个区块确认。',
      next: '请在开奖前再次查询：链重组仍可能撤销它。',
    },
  },
  LOTTERY_VALUE_OUT_OF_RANGE: {
    retryable: false,
    en: {
      message: 'The prize is zero, or above the largest one that lotteries allow.',
      next: 'Split the participants over several lotteries, or pay them directly.',
    },
    zh: { message: '奖金为零，或超过抽奖允许的上限。', next: '请将参与者分到多个抽奖，或直接付款。' },
  },
  LOTTERY_WRONG_CONTRACT: {
    retryable: false,
    en: {
      message: 'The lottery is announced for another chain or contract.',
      next: 'Do not count it as payment; ask for one of this market.',
    },
    zh: { message: '该抽奖属于其他链或合约。', next: '请勿计为付款；请索取本市场的抽奖。' },
  },
  LOTTERY_WRONG_RECIPIENT: {
    retryable: false,
    en: { message: 'The ticket is of another account.', next: 'Do not count it as payment; ask for your own ticket.' },
    zh: { message: '该奖券属于其他账户。', next: '请勿计为付款；请索取您自己的奖券。' },
  },
  LOTTERY_ZERO_WEIGHT: {
    retryable: false,
    en: {
      message: 'A lottery without weight has no winner.',
      next: 'Build it from participants with weights above zero.',
    },
    zh: { message: '总权重为零的抽奖没有中奖者。', next: '请用权重大于零的参与者构建。' },
  },
} as const satisfies Record<string, ErrorRow>;
