import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli proof` 的中文文本。 */
export const proofCommands: Record<keyof typeof english.proofCommands, CommandText> = {
  proof: {
    summary: '证明所租机器的算力，并验证他人的证明',
    examples: [],
  },
  'proof run': {
    summary: '证明使用权对应机器的算力：发起、计算、提交、打开、验证',
    examples: [
      ['suanli proof run 1', '由使用权的提供者计算'],
      ['suanli proof run 1 --executor gpu', '资源即本机时，由本机计算'],
    ],
  },
  'proof verify': {
    summary: '仅凭链上数据重新计算某个证明的结论，逐项核对',
    examples: [['suanli proof verify 1', '有任何一项不成立时退出码为 1']],
  },
  'proof show': {
    summary: '查看一个证明：阶段、参数、时间、根、算力水平',
    examples: [['suanli proof show 1', '']],
  },
  'proof ranking': {
    summary: '列出通过证明的算力资源，最快的在前',
    examples: [['suanli proof ranking --type GTX_1050', '']],
  },
  'proof measure': {
    summary: '测量本机计算证明的速度；无需链',
    examples: [
      ['suanli proof measure', '使用全部核心'],
      ['suanli proof measure --executor gpu', ''],
    ],
  },
};

export const proofOptions: typeof english.proofOptions = {
  proofExecutor: '由谁计算：lease（使用权对应的机器），或本机的 cpu、gpu。默认 lease。',
  measureExecutor: '测量对象：cpu 或 gpu。默认 cpu。',
  proofThreads: '在本机 CPU 上计算的线程数。默认使用全部核心。',
};

export const proofWords: typeof english.proofWords = {
  proof: {
    number: '证明',
    stage: '阶段',
    stages: {
      none: '未发起',
      issued: '已发起：待提交',
      committed: '已提交：待打开',
      passed: '已通过',
      expired: '已作废',
    },
    prover: '证明者',
    parameters: '参数',
    issuedAt: '发起时间',
    committedAt: '提交时间',
    deadline: '截止时间',
    endedAt: '结束时间',
    seed: '种子',
    root: '根',
    rate: '算力水平',
    rank: '名次',
    seconds: '用时（秒）',
    passed: '通过次数',
    device: '设备',
    took: '用时',
    inRangeOf: '所属类型范围',
    noType: '不属于任何已列类型',
    block: (number: string) => `区块 ${number}`,
    threads: (device: string, count: number) => `${device}，${count} 个线程`,
    measuring: (device: string) => `正在测量 ${device} …`,
    noneRanked: '尚无证明通过。',
    issued: (id: string, hash: string) => `已发起证明 ${id}（${hash}）`,
    computing: (log2: number, hashes: number) => `正在计算 2^${log2} 个叶子，每个 ${hashes} 次哈希 …`,
    progress: (percent: number) => `已完成 ${percent} % 的叶子`,
    computedIn: (duration: string) => `计算用时 ${duration}`,
    committed: (hash: string) => `已提交根（${hash}）`,
    challenged: (count: number) => `需打开 ${count} 个被抽查的叶子`,
    opened: (hash: string) => `已打开（${hash}）`,
    title: (id: string, stage: string) => `证明 ${id}：${stage}`,
    checks: {
      stage: '事件与所处阶段一致',
      issue: '发起内容与合约所述一致',
      seed: '种子来自发起后的下一个区块',
      root: '根即所提交的根',
      expiry: '作废时确已超时',
      challenges: '抽查来自提交后的下一个区块',
      openings: '重新计算的每个被抽查叶子都通向该根',
      time: '时间与区块一致且未超限',
      level: '算力水平由叶子数与用时得出',
      range: '所属范围由该类型的条款得出',
      ranking: '排行已计入该证明',
    },
    stated: (value: string) => `合约所述：${value}`,
    computed: (value: string) => `重新计算：${value}`,
    level: (rate: string, seconds: number) => `${rate}，用时 ${seconds} 秒`,
    notProved: (type: string) => `声称为 ${type}，尚无证明`,
    asClaimed: (type: string) => `声称为 ${type}，算力水平在该类型范围之内`,
    likeOthers: (type: string, side: string, types: string) =>
      `声称为 ${type}，实际${side}：算力水平属于 ${types} 的范围`,
    likeNone: (type: string, side: string) => `声称为 ${type}，实际${side}：算力水平不属于任何其他类型的范围`,
    consistent: '全部结论均可由链上数据得出。',
    inconsistent: '有内容与链上数据不符：请勿信赖该证明。',
    incomplete: 'RPC 缺少链上数据：请改用保留旧区块和交易的节点。',
  },
};
