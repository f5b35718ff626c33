import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

const someone = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

/** `suanli token` 的中文文本。 */
export const tokenCommands: Record<keyof typeof english.tokenCommands, CommandText> = {
  token: {
    summary: '代币：发售、每日基金、归属、预售代币、他人的代币、可恢复账户',
    examples: [],
  },
  'token balance': {
    summary: '显示账户在资金池之外的代币，本市场的或其他代币',
    examples: [
      ['suanli token balance', '自己的账户'],
      [`suanli token balance ${someone} --token 0x5FbDB2315678afecb367f032d93F642f64180aa3`, ''],
    ],
  },
  'token detect': {
    summary: '查明他人的代币能做什么，不发送交易',
    examples: [['suanli token detect 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token deploy': {
    summary: '部署自己的代币：带 permit 的 ERC-20，总量固定，无所有者',
    examples: [['suanli token deploy "My presale" MPS 1000000', '全部归本账户']],
  },
  'token sale': {
    summary: '以固定价格发售代币',
    examples: [],
  },
  'token sale show': {
    summary: '显示价格、起止时间与已售数量',
    examples: [['suanli token sale show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token sale buy': {
    summary: '用链上燃料币购买代币；多付的立即退回',
    examples: [
      ['suanli token sale buy 0x5FbDB2315678afecb367f032d93F642f64180aa3 0.5', '支付半枚币'],
      ['suanli token sale buy 0x5FbDB2315678afecb367f032d93F642f64180aa3 0.5 --least 100', '否则不买'],
    ],
  },
  'token migrate': {
    summary: '销毁预售代币以换取两倍数量；不填数量则显示迁移状态',
    examples: [
      ['suanli token migrate 0x5FbDB2315678afecb367f032d93F642f64180aa3', '截止时间，以及是否足以支付'],
      ['suanli token migrate 0x5FbDB2315678afecb367f032d93F642f64180aa3 250', '销毁 250'],
    ],
  },
  'token fund': {
    summary: '算力提供者的每日奖励',
    examples: [],
  },
  'token fund show': {
    summary: '显示基金的余额、每日额度与今日剩余',
    examples: [['suanli token fund show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token fund distribute': {
    summary: '按积分分发今日奖励的一部分；仅限 DAO 指定的分发者',
    examples: [
      [
        `suanli token fund distribute 0x5FbDB2315678afecb367f032d93F642f64180aa3 1000 --to ${someone}=3 --to 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC=1`,
        '',
      ],
    ],
  },
  'token vesting': {
    summary: '逐步归属的代币',
    examples: [],
  },
  'token vesting show': {
    summary: '显示归属合约的余额、已付与当前可付数量',
    examples: [['suanli token vesting show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token vesting release': {
    summary: '把已归属的部分付给受益人；任何人均可执行',
    examples: [['suanli token vesting release 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account': {
    summary: '所有者密钥丢失后可更换的账户',
    examples: [],
  },
  'token account create': {
    summary: '创建账户，可由恢复密钥与联署方共同恢复',
    examples: [
      [
        `suanli token account create --recovery-key ${someone} --co-signer 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC`,
        '所有者可在三天内否决',
      ],
    ],
  },
  'token account show': {
    summary: '显示所有者、恢复路径与进行中的恢复',
    examples: [['suanli token account show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account execute': {
    summary: '作为所有者，让账户调用一个合约',
    examples: [
      [
        'suanli token account execute 0x5FbDB2315678afecb367f032d93F642f64180aa3 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512 0xb6b55f25',
        '以字节给出对合约的调用',
      ],
    ],
  },
  'token account path': {
    summary: '作为所有者立即更改恢复路径；进行中的恢复随之终止',
    examples: [['suanli token account path 0x5FbDB2315678afecb367f032d93F642f64180aa3 --delay 604800', '一周']],
  },
  'token account recover': {
    summary: '更换所有者的密钥：双方签名、一方启动，延迟期后任何人均可完成',
    examples: [],
  },
  'token account recover sign': {
    summary: '作为恢复密钥或联署方，签署账户更换所有者',
    examples: [
      [
        `suanli token account recover sign 0x5FbDB2315678afecb367f032d93F642f64180aa3 --to ${someone}`,
        '写出 recovery.json',
      ],
      [
        'suanli token account recover sign 0x5FbDB2315678afecb367f032d93F642f64180aa3 --like recovery.json --out co.json',
        '另一方，核实申请人之后',
      ],
    ],
  },
  'token account recover start': {
    summary: '凭双方签名启动恢复；任何人均可执行',
    examples: [['suanli token account recover start recovery.json co.json', '']],
  },
  'token account recover veto': {
    summary: '作为所有者终止进行中的恢复',
    examples: [['suanli token account recover veto 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account recover finish': {
    summary: '延迟期过后使新所有者生效；任何人均可执行',
    examples: [['suanli token account recover finish 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
};

export const tokenOptions: typeof english.tokenOptions = {
  tokenOther: '代币合约。默认本市场的代币。',
  tokenHolder: '持有该代币的账户，以其身份模拟转账。默认虚拟一份余额。',
  tokenDecimals: '数量的小数位数。默认 18。',
  tokenFirstHolder: '全部代币归谁。默认本账户。',
  tokenLeast: '至少要买到的代币数；剩余不足则不买。默认买下剩余部分。',
  tokenBuyFor: '代币归谁。默认本账户。',
  tokenPoints: '账户及其当日积分；按积分占比分得，向下取整。',
  accountRecoveryKey: '另行保管或由可信之人持有的密钥。',
  accountCoSigner: '核实恢复申请人身份的服务。',
  accountDelay: '所有者可否决的秒数，至少 3600。默认 259200，即三天。',
  accountOwner: '所有者。默认本账户。',
  pathRecoveryKey: '新的恢复密钥。默认不变。',
  pathCoSigner: '新的联署方。默认不变。',
  pathDelay: '所有者可否决的秒数，至少 3600。默认不变。',
  recoverTo: '新所有者。',
  recoverUntil: '签名可用至何时：从现在起如 12h，或日期。默认一天后。',
  recoverLike: '签署与另一方此文件相同的新所有者和期限。',
  recoverOut: '签名写入的文件。默认 recovery.json。',
};

export const tokenWords: typeof english.tokenWords = {
  token: {
    yes: '是',
    no: '否',
    unknown: '未知',
    nobody: '无人',
    name: '名称',
    symbol: '符号',
    decimals: '小数位数',
    transferReturns: '转账返回',
    returns: { bool: '真值', nothing: '无返回', other: '其他', unknown: '未知' },
    takesFee: '转账扣费',
    permit: '凭签名授权（ERC-2612）',
    authorization: '凭签名转账（EIP-3009）',
    votes: '投票（ERC-5805）',
    price: '价格',
    coinPerToken: (coins: string) => `每代币 ${coins} 枚燃料币`,
    sold: '已售',
    soldOf: (sold: string, cap: string) => `${sold} / ${cap} 代币`,
    missing: '短缺',
    from: '开始（UTC）',
    until: '截止（UTC）',
    cliff: '锁定期至（UTC）',
    beneficiary: '受益人',
    held: '余额',
    saleStates: { ahead: '未开始', running: '进行中', soldOut: '已售罄', over: '已结束' },
    bought: (tokens: string, to: string, paid: string, hash: string) =>
      `已为 ${to} 购入 ${tokens} 代币，支付 ${paid} 枚燃料币（${hash}）。`,
    presaleToken: '预售代币',
    migrated: (burned: string, paid: string, hash: string) => `已销毁 ${burned}，得 ${paid} 代币（${hash}）。`,
    perDay: '每日至多',
    leftToday: '今日剩余',
    distributor: '分发者',
    distributed: (amount: string, recipients: string, hash: string) =>
      `已将 ${amount} 代币分发给 ${recipients} 个账户（${hash}）。`,
    released: '已付',
    releasable: '已归属未付',
    nothingVested: '尚无新归属的代币。',
    vestedPaid: (amount: string, to: string, hash: string) => `已付 ${amount} 代币给 ${to}（${hash}）。`,
    deployed: (supply: string, holder: string, token: string) => `${supply} 全部归 ${holder}：代币 ${token}。`,
    owner: '所有者',
    recoveryKey: '恢复密钥',
    coSigner: '联署方',
    delay: '延迟（时:分:秒）',
    recovery: '恢复',
    noRecovery: '没有进行中的恢复',
    recoveryTo: (newOwner: string, time: string) => `更换为 ${newOwner}，自 ${time} UTC 起可完成`,
    accountCreated: (account: string, owner: string) => `账户 ${account} 归 ${owner} 所有。`,
    executed: (account: string, target: string, hash: string) => `${account} 已调用 ${target}（${hash}）。`,
    pathSet: (recoveryKey: string, coSigner: string, hash: string) =>
      `今后由 ${recoveryKey} 与 ${coSigner} 共同恢复（${hash}）。`,
    recoverySigned: (newOwner: string, account: string, time: string, file: string) =>
      `已签署，有效至 ${time} UTC：${newOwner} 将成为 ${account} 的所有者。请把 ${file} 交给启动者。`,
    recoveryStarted: (newOwner: string, time: string, hash: string) =>
      `除非所有者否决，${newOwner} 自 ${time} UTC 起可成为所有者（${hash}）。`,
    vetoed: (account: string, hash: string) => `${account} 的恢复已终止（${hash}）。`,
    recovered: (account: string, owner: string, hash: string) => `${account} 现归 ${owner} 所有（${hash}）。`,
  },
};
