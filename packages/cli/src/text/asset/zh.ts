import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli asset` 的中文文本。 */
export const assetCommands: Record<keyof typeof english.assetCommands, CommandText> = {
  asset: { summary: '通证化一台机器：物理资源、算力资源、使用权、收益权', examples: [] },
  'asset types': {
    summary: '列出 DAO 收录的资源类型，及其收益权值和证明参数',
    examples: [['suanli asset types', '']],
  },
  'asset register': {
    summary: '注册本账户的一台设备，取得 HID',
    examples: [['suanli asset register --type GTX_1050 --serial GPU-5f1c0b1e --salt "only I know"', '']],
  },
  'asset resource': { summary: '用物理资源创建算力资源', examples: [] },
  'asset resource create': {
    summary: '用若干设备创建算力资源（VID），并锁定这些设备',
    examples: [['suanli asset resource create --hardware 1 --hardware 2', '须为同一类型和型号']],
  },
  'asset resource list': {
    summary: '列出账户的算力资源，自由的和已绑定的',
    examples: [['suanli asset resource list --free', '可为其发行新使用权的资源']],
  },
  'asset resource dissolve': {
    summary: '解散自由的算力资源，释放其物理资源',
    examples: [['suanli asset resource dissolve 1', '']],
  },
  'asset use-right': { summary: '发行和管理算力资源的使用权', examples: [] },
  'asset use-right issue': {
    summary: '为自由的算力资源发行使用权通证（UID），到指定时间为止',
    examples: [['suanli asset use-right issue 1 --until 30d', '']],
  },
  'asset use-right show': {
    summary: '显示使用权：所有者、资源、类型、型号、数量、到期时间、价格',
    examples: [['suanli asset use-right show 1', '']],
  },
  'asset use-right give-back': {
    summary: '提前归还使用权；其算力资源立即变为自由',
    examples: [['suanli asset use-right give-back 1', '不退款']],
  },
  'asset use-right let': {
    summary: '把使用权出租给其他账户，或结束出租',
    examples: [
      ['suanli asset use-right let 1 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --until 12h', ''],
      ['suanli asset use-right let 1 --end', ''],
    ],
  },
  'asset revenue': { summary: '分享算力资源的收益', examples: [] },
  'asset revenue create': {
    summary: '创建算力资源的收益权通证（RID）并分配份额，一次确定，不再更改',
    examples: [
      ['suanli asset revenue create 1', '全部份额归本账户'],
      [
        'suanli asset revenue create 1 --holder 0x70997970C51812dc3A010C7d01b50e0d17dc79C8=40 --holder 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC=60',
        '',
      ],
    ],
  },
  'asset revenue show': {
    summary: '显示算力资源收益权的持有者及其已得收益',
    examples: [['suanli asset revenue show 1', '']],
  },
  'asset revenue transfer': {
    summary: '把收益权份额转给其他账户',
    examples: [['suanli asset revenue transfer 1 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --shares 10', '']],
  },
};

export const assetOptions: typeof english.assetOptions = {
  assetType: '类型的名称或编号：见 `suanli asset types`。',
  assetSerial: '能唯一识别设备的内容，例如序列号；只发送其哈希。',
  assetSalt: '防止他人猜出序列号；请始终使用同一个。默认：无。',
  assetFingerprint: '直接给出哈希，代替 --serial。',
  assetModel: '型号名称，1 至 32 字节。默认：类型的名称。',
  resourceHardware: '设备的 HID；可重复，最多 32 次。',
  resourceFree: '只列出没有被有效使用权绑定的。',
  resourceOwner: '查看其他账户。',
  useRightUntil: '到期时间：从现在起，例如 12h 或 30d（s、min、h、d），或日期，例如 2030-01-31T12:00Z。',
  letTo: '使用者地址。',
  letUntil: '出租结束时间。默认：与使用权同时结束。',
  letEnd: '结束出租。',
  revenueHolder: '持有者及其份额数；可重复。默认：全部归本账户。',
  sharesTo: '接收份额的地址。',
  shares: '份额数。',
};

export const assetWords: typeof english.assetWords = {
  asset: {
    number: '编号',
    type: '类型',
    kind: '种类',
    kinds: { cpu: '处理器', gpu: '显卡', other: '其他' },
    memory: '内存',
    shares: '份额',
    proof: '算力证明',
    proofTerms: (samples, leafCountLog2, hashesPerLeaf, seconds) =>
      `抽样 ${samples} / 2^${leafCountLog2} 叶 × ${hashesPerLeaf}，${seconds} 秒`,
    expected: '预期算力',
    listed: '开放注册',
    yes: '是',
    no: '否',
    registered: (id, type, hash) => `HID ${id}：本账户的 ${type}  (${hash})`,
    resourceCreated: (id, hardware, hash) => `VID ${id}：包含 HID ${hardware}  (${hash})`,
    resourceDissolved: (id, hash) => `VID ${id} 已解散，其物理资源已释放  (${hash})`,
    noResources: '该账户没有算力资源。创建一个：suanli asset resource create --hardware …',
    noFreeResources: '该账户没有自由的算力资源。',
    model: '型号',
    count: '数量',
    hardware: '物理资源',
    state: '状态',
    free: '自由',
    bound: (useRight, until) => `被 UID ${useRight} 绑定至 ${until}`,
    useRightIssued: (id, what, hash) => `使用权 UID ${id}：${what}  (${hash})`,
    owner: '所有者',
    expires: '到期 (UTC)',
    expired: '已到期',
    price: '价格',
    notListed: '未出售',
    letTo: '出租给',
    renewal: '续期',
    renewalOffer: (perDay, until) => `每天 ${perDay} 代币，最晚至 ${until} UTC`,
    mandate: '续期授权',
    mandateLeft: (budget, until) => `剩余 ${budget} 代币，最晚至 ${until} UTC`,
    givenBack: (id, hash) => `UID ${id} 已归还，其算力资源变为自由  (${hash})`,
    let: (id, what, hash) => `UID ${id} 已出租给 ${what}  (${hash})`,
    rentalEnded: (id, hash) => `UID ${id} 的出租已结束  (${hash})`,
    revenueCreated: (id, holders, hash) => `收益权 RID ${id}：${holders}  (${hash})`,
    holder: '持有者',
    accrued: '可结算',
    offered: '出售中（份额 × 代币）',
    valid: '有效',
    ended: '算力资源已不存在',
    sharesTransferred: (shares, what, hash) => `已转出 ${shares} 份：${what}  (${hash})`,
  },
};
