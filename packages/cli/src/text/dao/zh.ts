import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli dao` 的中文文本。 */
export const daoCommands: Record<keyof typeof english.daoCommands, CommandText> = {
  dao: {
    summary: '与他人共同决定资源类型、算力证明、费率、权限与合约代码',
    examples: [],
  },
  'dao types': {
    summary: '列出资源类型及其证明参数和收益权值，或某一类型的历史',
    examples: [
      ['suanli dao types', '全部类型的当前参数'],
      ['suanli dao types GTX_1050', '该类型参数的每个版本'],
    ],
  },
  'dao list': {
    summary: '列出提案及其状态和票数，或显示某个提案',
    examples: [
      ['suanli dao list', '最新的在前'],
      ['suanli dao list 0x25c5e34a', '按编号开头显示一个提案'],
    ],
  },
  'dao delegate': {
    summary: '把通证的投票权委托给某个账户或自己',
    examples: [['suanli dao delegate', '委托给自己：首次投票前必须执行一次']],
  },
  'dao propose': {
    summary: '向 DAO 提案',
    examples: [],
  },
  'dao propose type': {
    summary: '提议新的资源类型：以某个已有类型为样板，再按选项修改',
    examples: [['suanli dao propose type RTX_5090 --like H100 --memory 32768 --shares 500', '']],
  },
  'dao propose terms': {
    summary: '提议某类型的证明参数、收益权值或是否开放；未给出的保持不变',
    examples: [['suanli dao propose terms GTX_1050 --samples 20', '']],
  },
  'dao propose fee': {
    summary: '提议市场每笔付款中归 DAO 的比例，单位为万分之一',
    examples: [['suanli dao propose fee 50', '百分之零点五']],
  },
  'dao propose upgrade': {
    summary: '提议为某模块更换已部署的新代码',
    examples: [['suanli dao propose upgrade market --implementation 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'dao propose role': {
    summary: '提议在 AccessManager 中授予或收回角色',
    examples: [['suanli dao propose role grant 7 --account 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'dao propose access': {
    summary: '提议受保护函数所需的角色：角色编号，0 表示仅限投票，public 表示所有人',
    examples: [['suanli dao propose access hardware register 7', '只有角色 7 的持有者可以登记硬件']],
  },
  'dao propose call': {
    summary: '提议由时间锁发出的任意调用',
    examples: [['suanli dao propose call 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 0x12345678', '']],
  },
  'dao vote': {
    summary: '用全部投票权对提案投票，仅一次',
    examples: [['suanli dao vote 0x25c5e34a for', '']],
  },
  'dao queue': {
    summary: '把已通过的提案放入时间锁',
    examples: [['suanli dao queue 0x25c5e34a', '']],
  },
  'dao execute': {
    summary: '在延迟期过后执行提案',
    examples: [['suanli dao execute 0x25c5e34a', '']],
  },
  'dao cancel': {
    summary: '在投票开始前撤回自己的提案',
    examples: [['suanli dao cancel 0x25c5e34a', '']],
  },
};

export const daoOptions: typeof english.daoOptions = {
  proposalDescription: '提案的说明，随提案保存。默认：简述其内容。',
  typeLike: '作为样板的已有类型（名称或编号）；未给出的选项取自该类型。',
  typeKind: '类别：cpu、gpu 或 other。',
  typeMemory: '该型号的内存，单位 MiB。',
  termsListed: '是否允许登记该类型的硬件：yes 或 no。',
  termsShares: '收益权值：该类型收益权的份额总数。',
  termsLeafCountLog2: '算力证明的叶子数为 2 的此次幂；1 到 40。',
  termsSamples: '算力证明需要打开的叶子数。',
  termsHashesPerLeaf: '每个叶子的哈希次数。',
  termsTimeLimit: '提交算力证明承诺的时限，单位秒。',
  termsMinRate: '该类型硬件至少达到的每秒哈希数。',
  termsMaxRate: '该类型硬件至多达到的每秒哈希数。',
  feeTreasury: '资金池中收取费用的账户。默认：时间锁。',
  upgradeImplementation: '新代码的地址。',
  upgradeInitialization: '升级后立即对该模块执行的调用数据。默认：无。',
  roleAccount: '获得或失去角色的账户。',
  roleDelay: '以该角色执行的每次调用须提前登记的秒数。默认 0。',
  voteReason: '理由；公开且不可更改。默认：无。',
  listLimit: '最多显示多少个。默认 50。',
};

export const daoWords: typeof english.daoWords = {
  dao: {
    none: '还没有提案。',
    proposal: '提案',
    proposer: '提案人',
    description: '说明',
    vote: '投票',
    for: '赞成',
    against: '反对',
    abstain: '弃权',
    quorum: '法定票数',
    ends: '截止区块',
    executable: '可执行时间',
    type: '类型',
    version: '版本',
    shares: '收益权值',
    leaves: '叶子数',
    samples: '抽样数',
    hashesPerLeaf: '每叶哈希数',
    timeLimit: '时限',
    range: '预期算力',
    open: '开放',
    yes: '是',
    no: '否',
    typeTitle: (id: number, name: string, kind: string, memoryMib: number) =>
      `类型 ${id}  ${name}  ${kind}${memoryMib === 0 ? '' : `  ${memoryMib} MiB`}`,
    unknownCall: (target: string, data: string) => `未知调用，目标 ${target}：${data}`,
    blocks: (first: bigint, last: bigint) => `区块 ${first} 至 ${last}`,
    proposed: (id: string, description: string) => `提案 ${id}：${description}`,
    voteOpens: (first: bigint, last: bigint, id: string) =>
      `投票在区块 ${first} 至 ${last} 之间开放：suanli dao vote ${id} for`,
    voted: (inFavour: string, against: string, last: bigint, id: string) =>
      `已投票。赞成 ${inFavour}，反对 ${against}。区块 ${last} 之后执行：suanli dao queue ${id}`,
    queued: (time: string, id: string) => `已进入时间锁。${time} 之后执行：suanli dao execute ${id}`,
    executed: (id: string) => `提案 ${id} 已执行。`,
    cancelled: (id: string) => `提案 ${id} 已撤回。`,
    delegated: (tokens: string, to: string, votes: string) =>
      `${tokens} 通证的投票权已委托给 ${to}，其投票权现为 ${votes}。`,
    states: {
      pending: '未开始',
      active: '投票中',
      cancelled: '已撤回',
      defeated: '未通过',
      succeeded: '已通过',
      queued: '等待执行',
      expired: '已过期',
      executed: '已执行',
    },
    next: {
      pending: (_id: string) => '投票尚未开始。',
      active: (id: string) => `投票：suanli dao vote ${id} for`,
      cancelled: (_id: string) => '',
      defeated: (_id: string) => '',
      succeeded: (id: string) => `下一步：suanli dao queue ${id}`,
      queued: (id: string) => `下一步：suanli dao execute ${id}`,
      expired: (_id: string) => '',
      executed: (_id: string) => '',
    },
  },
};
