import type { ErrorRow } from '../ErrorRow.ts';

/** Errors of proposals, votes, and the timelock. Those of contracts carry the values in `metaMessages`. */
export const governanceErrors = {
  GOVERNANCE_ALREADY_VOTED: {
    retryable: false,
    en: { message: 'This account has voted on the proposal already.', next: 'Nothing is to be done: a vote is final.' },
    zh: { message: '该账户已对此提案投票。', next: '无需操作：投票不可更改。' },
  },
  GOVERNANCE_WRONG_STATE: {
    retryable: false,
    en: {
      message: 'The proposal is not in the state that this step needs.',
      next: 'Look at its state and times with `suanli dao list`; the steps are vote, queue, execute.',
    },
    zh: {
      message: '提案当前的状态不允许执行此步骤。',
      next: '请用 `suanli dao list` 查看状态和时间；步骤依次为 vote、queue、execute。',
    },
  },
  GOVERNANCE_VOTES_TOO_FEW: {
    retryable: false,
    en: {
      message: 'The account has fewer votes than a proposal takes.',
      next: 'Get tokens and delegate them to yourself with `suanli dao delegate`, or have others delegate theirs to you.',
    },
    zh: {
      message: '该账户的投票权不足以发起提案。',
      next: '请获取通证并用 `suanli dao delegate` 委托给自己，或请他人委托给您。',
    },
  },
  GOVERNANCE_PROPOSAL_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no such proposal.', next: 'Look at the list with `suanli dao list`.' },
    zh: { message: '不存在此提案。', next: '请用 `suanli dao list` 查看列表。' },
  },
  GOVERNANCE_PROPOSAL_INVALID: {
    retryable: false,
    en: {
      message: 'The calls of the proposal are not well-formed.',
      next: 'Give at least one call, each with a target, an amount and its data.',
    },
    zh: { message: '提案中的调用格式不正确。', next: '请至少提供一个调用，并给出目标、金额和数据。' },
  },
  GOVERNANCE_PROPOSER_RESTRICTED: {
    retryable: false,
    en: {
      message: 'The description names another account as the only one that may propose it.',
      next: 'Propose it from that account, or change the end of the description.',
    },
    zh: { message: '提案说明指定了唯一可以发起该提案的其他账户。', next: '请由该账户发起，或修改说明的末尾。' },
  },
  GOVERNANCE_CANCEL_DENIED: {
    retryable: false,
    en: {
      message: 'The account cannot cancel the proposal.',
      next: 'Only its proposer can, before the vote begins; vote against it instead.',
    },
    zh: { message: '该账户不能取消此提案。', next: '仅提案人可在投票开始前取消；请改为投反对票。' },
  },
  GOVERNANCE_VOTE_INVALID: {
    retryable: false,
    en: { message: 'This is no vote that the Governor knows.', next: 'Vote for, against or abstain.' },
    zh: { message: '治理合约无法识别此投票。', next: '请投赞成、反对或弃权票。' },
  },
  GOVERNANCE_VOTE_SIGNATURE_INVALID: {
    retryable: false,
    en: { message: 'The signature of the vote is not by this voter.', next: 'Sign the vote anew.' },
    zh: { message: '投票签名不属于该投票者。', next: '请重新签名。' },
  },
  GOVERNANCE_ONLY_BY_PROPOSAL: {
    retryable: false,
    en: { message: 'Only a proposal that passed can do this.', next: 'Propose it to the DAO.' },
    zh: { message: '此操作只能由已通过的提案执行。', next: '请向 DAO 提案。' },
  },
  GOVERNANCE_SETTING_INVALID: {
    retryable: false,
    en: {
      message: 'The setting of the Governor is outside its range.',
      next: 'Give a voting period above zero blocks, and a quorum of at most 100 percent.',
    },
    zh: { message: '治理参数超出范围。', next: '投票期须大于零个区块，法定人数不得超过 100%。' },
  },
  GOVERNANCE_COIN_REFUSED: {
    retryable: false,
    en: { message: 'The Governor takes no coin.', next: 'Send coin to the timelock, if at all.' },
    zh: { message: '治理合约不接收原生币。', next: '如有需要，请发送到时间锁合约。' },
  },
  TIMELOCK_NOT_READY: {
    retryable: true,
    en: {
      message:
        "The operation is not in the state that this step needs: its delay runs, or it is done, or it is not the timelock's.",
      next: 'Wait until the delay has passed, then execute the proposal once.',
    },
    zh: {
      message: '该操作的状态不允许执行此步骤：延迟期未结束、已执行，或不存在。',
      next: '请等待延迟期结束后执行一次提案。',
    },
  },
  TIMELOCK_DELAY_TOO_SHORT: {
    retryable: false,
    en: { message: 'The delay is shorter than the timelock demands.', next: 'Schedule it with the minimum delay.' },
    zh: { message: '延迟期短于时间锁的要求。', next: '请按最短延迟期安排。' },
  },
  TIMELOCK_PREDECESSOR_MISSING: {
    retryable: true,
    en: { message: 'Another operation must be executed before this one.', next: 'Execute its predecessor first.' },
    zh: { message: '必须先执行另一个操作。', next: '请先执行其前置操作。' },
  },
  TIMELOCK_OPERATION_INVALID: {
    retryable: false,
    en: {
      message: 'Targets, amounts and data of the operation differ in number.',
      next: 'Give one of each for every call.',
    },
    zh: { message: '操作的目标、金额与数据的数量不一致。', next: '请为每个调用各提供一项。' },
  },
  TIMELOCK_ACCESS_DENIED: {
    retryable: false,
    en: {
      message: 'The account does not hold the role in the timelock that this takes.',
      next: 'Take the way through a proposal: the Governor alone proposes to the timelock.',
    },
    zh: { message: '该账户在时间锁中没有所需的角色。', next: '请通过提案进行：只有治理合约可以向时间锁提交操作。' },
  },
} as const satisfies Record<string, ErrorRow>;
