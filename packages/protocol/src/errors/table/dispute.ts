import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the contract that judges challenged answers. */
export const disputeErrors = {
  DISPUTE_SECTIONS_INVALID: {
    retryable: false,
    en: { message: 'A move has 2, 4 or 16 sections.', next: 'Deploy it with 1, 2 or 4 as their logarithm.' },
    zh: { message: '每步须分为 2、4 或 16 段。', next: '请以 1、2 或 4 作为其对数部署。' },
  },
  DISPUTE_POLICY_NOT_DISPUTABLE: {
    retryable: false,
    en: {
      message: 'Answers to deals of this policy cannot be challenged.',
      next: 'Open deals whose answers are to be challenged with policy optimistic.',
    },
    zh: { message: '此策略的交易不可挑战答案。', next: '如需挑战答案，请以 optimistic 策略开立交易。' },
  },
  DISPUTE_GAME_EXISTS: {
    retryable: false,
    en: {
      message: 'The account already has an open dispute about this deal.',
      next: 'End that one first, or challenge from another account.',
    },
    zh: { message: '该账户对此交易已有进行中的争议。', next: '请先结束该争议，或使用其他账户挑战。' },
  },
  DISPUTE_WRONG_GAME: {
    retryable: true,
    en: {
      message: 'The dispute has moved on or has ended, or the segment is none of those posted last.',
      next: 'Read its events anew and answer the latest move.',
    },
    zh: { message: '争议已有新进展或已结束，或该段不属于最近提交的分段。', next: '请重新读取其事件，并回应最新一步。' },
  },
  DISPUTE_WRONG_STAGE: {
    retryable: false,
    en: { message: 'The dispute is in another stage.', next: 'Read the stage from its last event.' },
    zh: { message: '争议处于其他阶段。', next: '请从最近的事件读取其阶段。' },
  },
  DISPUTE_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'It is another party’s turn in this dispute.',
      next: 'Wait for its move, or for its clock to run out.',
    },
    zh: { message: '此争议中轮到另一方行动。', next: '请等待其行动，或等待其时限耗尽。' },
  },
  DISPUTE_CLOCK_EXPIRED: {
    retryable: false,
    en: {
      message: 'The clock of this party has run out.',
      next: 'Nothing can be done any more: the other party wins by timeout.',
    },
    zh: { message: '该方的时限已耗尽。', next: '已无法行动：另一方将因超时获胜。' },
  },
  DISPUTE_CLOCK_RUNNING: {
    retryable: true,
    en: { message: 'The party whose turn it is still has time.', next: 'Wait until its clock has run out.' },
    zh: { message: '轮到行动的一方仍有时间。', next: '请等待其时限耗尽。' },
  },
  DISPUTE_LEAF_INVALID: {
    retryable: false,
    en: {
      message: 'The receipt is not a leaf of this answer, or not the one that is disputed.',
      next: 'Prove it against the root and the work of the answer.',
    },
    zh: { message: '该收据不是此答案的叶子，或不是争议所指的叶子。', next: '请针对答案的根与工作量给出证明。' },
  },
  DISPUTE_OPENING_INVALID: {
    retryable: false,
    en: {
      message: 'Program, template and inputs do not lead to the hash of the task.',
      next: 'Compute them from the job that the deal names.',
    },
    zh: { message: '程序、模板与输入不能得出该任务的哈希。', next: '请根据交易所指的作业重新计算。' },
  },
  DISPUTE_JOB_INVALID: {
    retryable: false,
    en: {
      message: 'Template and list of tasks are not those of the deal’s job.',
      next: 'Compute them from the job that the deal names.',
    },
    zh: { message: '模板与任务列表不属于该交易的作业。', next: '请根据交易所指的作业重新计算。' },
  },
  DISPUTE_HASH_COUNT_INVALID: {
    retryable: false,
    en: { message: 'A move of this dispute has another number of hashes.', next: 'Post one hash per section.' },
    zh: { message: '此争议每步的哈希数量不符。', next: '请为每一段提供一个哈希。' },
  },
  DISPUTE_NOT_HALTED: {
    retryable: false,
    en: { message: 'The last state of the claim has not halted.', next: 'Run the program to its end.' },
    zh: { message: '主张的最后状态尚未停机。', next: '请将程序运行至结束。' },
  },
  DISPUTE_SAME_RESULT: {
    retryable: false,
    en: {
      message: 'The claim has the same result as the answer.',
      next: 'There is nothing to challenge in this task.',
    },
    zh: { message: '主张的结果与答案相同。', next: '此任务没有可挑战之处。' },
  },
  DISPUTE_SEGMENT_INVALID: {
    retryable: false,
    en: {
      message: 'There is no segment of this number, or its proof has another number of words.',
      next: 'Take the hashes from the last event of the dispute, and the proof from segmentProof.',
    },
    zh: {
      message: '没有此编号的段，或其证明的字数不符。',
      next: '请从争议的最近事件取得哈希，并用 segmentProof 生成证明。',
    },
  },
  DISPUTE_SAME_END: {
    retryable: false,
    en: {
      message: 'The hashes end where the other party’s segment ends, so nothing is disputed.',
      next: 'Pick the first segment whose end differs.',
    },
    zh: { message: '哈希与另一方该段的终点相同，无争议可言。', next: '请选择终点不同的第一段。' },
  },
  DISPUTE_WRONG_ROUND: {
    retryable: false,
    en: {
      message: 'Segments of one step are judged, and longer ones are divided.',
      next: 'Read from the last event how many moves are to follow.',
    },
    zh: { message: '单步的段直接裁决，较长的段须继续划分。', next: '请从最近的事件读取剩余步数。' },
  },
  DISPUTE_STEP_STANDS: {
    retryable: false,
    en: { message: 'The step is as the other party posted it.', next: 'Concede, where no other step differs.' },
    zh: { message: '该步骤与另一方所提交的一致。', next: '如无其他步骤不同，请认输。' },
  },
  DISPUTE_TASK_STANDS: {
    retryable: false,
    en: { message: 'The task of this receipt is the job’s.', next: 'There is nothing to refute in it.' },
    zh: { message: '该收据的任务属于此作业。', next: '没有可反驳之处。' },
  },
  DISPUTE_NO_DUPLICATE: {
    retryable: false,
    en: { message: 'These are not two receipts of the same task.', next: 'Give two leaves with the same task index.' },
    zh: { message: '这不是同一任务的两份收据。', next: '请给出任务序号相同的两个叶子。' },
  },
  DISPUTE_NOT_REFUTED: {
    retryable: false,
    en: { message: 'The answer of this deal is not refuted.', next: 'Play the dispute to its end.' },
    zh: { message: '该交易的答案未被推翻。', next: '请将争议进行到底。' },
  },
  DISPUTE_NO_GAME: {
    retryable: false,
    en: {
      message: 'Account {challenger} has no dispute about deal {dealId}.',
      next: 'Look up the deal’s disputes first.',
    },
    zh: { message: '账户 {challenger} 对交易 {dealId} 没有争议。', next: '请先查询该交易的争议。' },
  },
  DISPUTE_EVENTS_INCOMPLETE: {
    retryable: true,
    en: {
      message: 'The events of the dispute about deal {dealId} do not lead to what the chain keeps of it.',
      next: 'Ask a node that has all events and transactions of the deal, or compare the job’s program and inputs with the deal.',
    },
    zh: {
      message: '交易 {dealId} 的争议事件与链上所存不符。',
      next: '请使用保有该交易全部事件与交易数据的节点，或核对作业的程序与输入。',
    },
  },
  DISPUTE_REVEAL_UNREADABLE: {
    retryable: false,
    en: {
      message: 'The proof with which a receipt of deal {dealId} was shown is not in its transaction.',
      next: 'Trace the transaction for the call, or wait for another party to refute the answer.',
    },
    zh: {
      message: '交易 {dealId} 的收据证明不在其交易数据中。',
      next: '请追踪该交易以取得调用数据，或等待其他方推翻该答案。',
    },
  },
} as const satisfies Record<string, ErrorRow>;
