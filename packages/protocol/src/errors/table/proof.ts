import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the contracts that keep compute proofs and rank by them. */
export const proofErrors = {
  PROOF_ABORTED: {
    retryable: true,
    en: {
      message: 'Waiting for the compute proof was cancelled.',
      next: 'What is on chain stays; carry it on before its deadline, or issue a new proof.',
    },
    zh: { message: '等待算力证明的操作已取消。', next: '链上状态不受影响；请在截止时间前继续，或发起新的证明。' },
  },
  PROOF_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The compute proof can still be carried on.', next: 'Wait for its deadline.' },
    zh: { message: '该算力证明仍可继续。', next: '请等待其截止时间。' },
  },
  PROOF_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'Only the owner of a use right that has not expired proves its resource.',
      next: 'Send it from the owner, or buy the use right.',
    },
    zh: { message: '只有未到期使用权的所有者才能证明其算力资源。', next: '请由所有者发送，或购买该使用权。' },
  },
  PROOF_NOT_PROVER: {
    retryable: false,
    en: {
      message: 'The compute proof was issued by another account.',
      next: 'Commit from that account, or issue a proof of your own.',
    },
    zh: { message: '该算力证明由其他账户发起。', next: '请由该账户提交，或自行发起新的证明。' },
  },
  PROOF_OPENING_WRONG: {
    retryable: false,
    en: {
      message: 'A challenged leaf does not lead to the committed root.',
      next: 'Open the challenged leaves of this very proof; if they were computed wrongly, issue a new proof.',
    },
    zh: { message: '被抽查的叶子与提交的根不符。', next: '请打开本证明被抽查的叶子；若计算有误，请发起新的证明。' },
  },
  PROOF_OPENINGS_INCOMPLETE: {
    retryable: false,
    en: {
      message: 'The openings have too few or too many nodes.',
      next: 'Give one node per level of the tree for each challenged leaf.',
    },
    zh: { message: '打开数据的节点数量不符。', next: '请为每个被抽查的叶子逐层各给出一个节点。' },
  },
  PROOF_RANDOMNESS_UNAVAILABLE: {
    retryable: false,
    en: {
      message: 'The block hash that decides cannot be read any more, so the compute proof can but expire.',
      next: 'Issue a new proof, and carry it on within minutes.',
    },
    zh: { message: '已无法读取决定随机数的区块哈希，该算力证明只能作废。', next: '请发起新的证明，并在数分钟内继续。' },
  },
  PROOF_ROOT_INVALID: {
    retryable: false,
    en: { message: 'The root is zero.', next: 'Commit to the root of the computed tree.' },
    zh: { message: '根为零。', next: '请提交计算所得的树根。' },
  },
  PROOF_TOO_EARLY: {
    retryable: true,
    en: { message: 'The block whose hash decides is not mined yet.', next: 'Wait for the next block.' },
    zh: { message: '决定随机数的区块尚未产生。', next: '请等待下一个区块。' },
  },
  PROOF_TOO_LATE: {
    retryable: false,
    en: { message: 'The time for this step of the compute proof is over.', next: 'Issue a new proof.' },
    zh: { message: '算力证明此步骤的时限已过。', next: '请发起新的证明。' },
  },
  PROOF_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no compute proof with this number.', next: 'Check the number.' },
    zh: { message: '不存在此编号的算力证明。', next: '请检查编号。' },
  },
  PROOF_WRONG_STAGE: {
    retryable: false,
    en: {
      message: 'The compute proof is not at the stage in which this can be done.',
      next: 'Look at its stage: a proof is issued, committed to, then opened, each once.',
    },
    zh: { message: '算力证明所处阶段不允许此操作。', next: '请查看其阶段：证明依次发起、提交、打开，各一次。' },
  },
  RANKING_WRONG_CALLER: {
    retryable: false,
    en: { message: 'Only compute proofs that passed are ranked.', next: 'Pass a compute proof instead.' },
    zh: { message: '只有通过的算力证明才计入排名。', next: '请改为通过一次算力证明。' },
  },
} as const satisfies Record<string, ErrorRow>;
