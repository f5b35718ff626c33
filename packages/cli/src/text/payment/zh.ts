import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli pay`、`suanli price` 与 `suanli credit` 的中文文本。 */
export const paymentCommands: Record<keyof typeof english.paymentCommands, CommandText> = {
  pay: {
    summary: '在资金池内以最省的方式付款给一个或多个账户',
    examples: [],
  },
  'pay send': {
    summary: '付款给一个账户',
    examples: [['suanli pay send 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 1.5', '']],
  },
  'pay many': {
    summary: '按清单付款：逐笔、批量或抽签，取费用最低者',
    examples: [
      ['suanli pay many due.txt --dry-run', '每行一个账户和代币数；只比较各方式的费用，不发送'],
      ['suanli pay many due.txt --rounds 10000', '此类付款共 10,000 次，抽签的差异会趋于平均'],
      ['suanli pay many due.txt --method lottery --tickets tickets', '须在开奖前把文件发给各账户'],
      ['suanli pay many due.txt --method batch --batch 7', '中断之后重来，参数见首次调用的提示'],
    ],
  },
  'pay lottery': {
    summary: '查看抽签、核对签票、领取奖金',
    examples: [],
  },
  'pay lottery list': {
    summary: '列出本市场的抽签及中签者',
    examples: [['suanli pay lottery list --payer 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'pay lottery check': {
    summary: '核对签票是否可视为付款：账户、中签机会，以及奖金已锁定',
    examples: [['suanli pay lottery check ticket.json --least 0.01', '并且价值不低于 0.01 代币']],
  },
  'pay lottery claim': {
    summary: '等待开奖并让中签账户得到奖金；任何人均可执行',
    examples: [['suanli pay lottery claim ticket.json', '']],
  },
  'pay deposit': {
    summary: '没有燃料币也能存入资金池：一方签名，另一方发送',
    examples: [],
  },
  'pay deposit sign': {
    summary: '为本账户的代币签署一笔存款，由他人发送',
    examples: [
      [
        'suanli pay deposit sign 10 --fee 0.1 --relayer 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        '写出 deposit.json；10 代币中 0.1 归中继者',
      ],
    ],
  },
  'pay deposit relay': {
    summary: '发送他人已签署的存款，并赚取其手续费',
    examples: [['suanli pay deposit relay deposit.json', '']],
  },
  price: {
    summary: '随公布的供给与需求变动的价格',
    examples: [],
  },
  'price list': {
    summary: '显示本周期各资源类型的价格，以及下一周期将是多少',
    examples: [['suanli price list', '']],
  },
  'price history': {
    summary: '逐周期显示某资源类型的价格',
    examples: [['suanli price history GTX_1050 --epochs 48', '']],
  },
  'price supply': {
    summary: '公布本账户某算力资源每周期供给多少计量；须锁定保证金',
    examples: [['suanli price supply 1 "500 Gwu" --epochs 24', '']],
  },
  'price demand': {
    summary: '公布本账户每周期需求某资源类型多少计量；锁定其价款',
    examples: [['suanli price demand GTX_1050 "500 Gwu" --max-bond 1', '']],
  },
  'price release': {
    summary: '解锁本账户已结束的公布所占用的保证金',
    examples: [['suanli price release', '']],
  },
  credit: {
    summary: '信用额度：锁定的押金，凭签名凭单或按时间支用',
    examples: [],
  },
  'credit open': {
    summary: '开立额度：为一个收款方锁定押金至某时',
    examples: [
      [
        'suanli credit open 10 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --unit nodeHour --price 1',
        '为期一天；需先执行 `wallet consent --module creditLine`',
      ],
      [
        'suanli credit open 5 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --unit timed --until 12h',
        '12 小时后全部到期，无需凭单',
      ],
    ],
  },
  'credit list': {
    summary: '列出信用额度及其状态',
    examples: [['suanli credit list --payee 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'credit show': {
    summary: '显示额度的条款及已支用部分',
    examples: [['suanli credit show 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', '']],
  },
  'credit voucher': {
    summary: '为开立以来的全部用量签名；收款方兑付最后一张凭单',
    examples: [
      [
        'suanli credit voucher 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 3.5',
        '写出 voucher.json，累计 3.5 个单位',
      ],
    ],
  },
  'credit redeem': {
    summary: '让收款方得到付款：凭凭单，或按已过的时间',
    examples: [
      ['suanli credit redeem voucher.json', ''],
      ['suanli credit redeem 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', '计时额度'],
    ],
  },
  'credit top-up': {
    summary: '追加额度的押金',
    examples: [['suanli credit top-up 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 5', '']],
  },
  'credit close': {
    summary: '结束已到期的额度；未用部分退回',
    examples: [['suanli credit close 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', '']],
  },
  'credit release': {
    summary: '收款方提前结束额度；付款方立即收回余额',
    examples: [
      [
        'suanli credit release 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 --voucher voucher.json',
        '先兑付该凭单',
      ],
    ],
  },
  'demo payments': {
    summary: '在本机的链上以三种方式为 10,000 个微小任务付款给 100 个算力提供者，并加以比较',
    examples: [['suanli demo payments --json', '交易数、gas、占金额的比例、方差']],
  },
};

export const paymentOptions: typeof english.paymentOptions = {
  payMethod: 'auto、direct、batch 或 lottery。默认 auto：所允许的方式中费用最低者。',
  payCoinPrice: '一枚链上燃料币值多少代币，用于比较手续费与付款额。默认 1。',
  payRounds: '这些账户共会收到多少次此类付款（含本次）；次数越多抽签越平均。默认 1。',
  payDeviation: '抽签给任一账户收入带来的最大标准差，以其百分比计。默认 10。',
  payDrawBlocks: '多少区块后开奖，签票须在此之前送达。默认 80：提供者不接受出块者已可预知的开奖。',
  payTickets: '存放抽签签票的目录，每个账户一个文件。默认 tickets。',
  payBatchNumber: '此前被中断的调用的首个批次号：已付款项不会重复支付。须同时给出该次的 --method。',
  payDryRun: '只比较，不发送。',
  lotteryPayer: '仅该付款方的抽签。',
  lotteryWinner: '仅该账户中签的抽签。',
  lotteryLeast: '签票平均价值的下限（代币）。默认不限。',
  lotteryConfirmations: '开立之后须有的区块数。默认 3。',
  depositFee: '金额中归中继者的部分（代币）。默认 0。',
  depositRelayer: '唯一可以发送的账户。默认任何人。',
  depositValid: '可发送的秒数。默认 3600。',
  depositOut: '签署的存款写入的文件。默认 deposit.json。',
  priceEpochs: '回溯多少个周期。默认 24。',
  priceForEpochs: '持续多少个周期。默认 1。',
  priceMaxBond: '最多可锁定的代币数。',
  creditTo: '提供服务并收款的账户。',
  creditUnit: '计价单位：gwu、nodeHour 或 hour；timed 表示押金随时间均匀到期，无需凭单。',
  creditPrice: '每单位的代币数；计时额度不填。',
  creditUntil: '有效至何时：从现在起如 12h，或日期。默认一天后。',
  creditGrace: '到期后收款方仍可兑付的秒数。默认 3600。',
  creditPayer: '仅该付款方的额度。',
  creditPayee: '仅该收款方的额度。',
  voucherOut: '凭单写入的文件。默认 voucher.json。',
  releaseVoucher: '最后一张凭单，将先行兑付。',
};

export const paymentWords: typeof english.paymentWords = {
  pay: {
    sent: (amount: string, to: string, hash: string) => `已在资金池内付给 ${to} ${amount} 代币（${hash}）。`,
    method: '方式',
    transactions: '交易数',
    fee: '手续费（代币）',
    ofValue: '占金额',
    deviation: '标准差',
    against: (way: string, why: string) => `${way}的不利之处：${why}`,
    methods: { direct: '逐笔', batch: '批量', lottery: '抽签' },
    asAsked: '按要求选用。',
    chosen: (method: string, why: string) => `采用：${method} – ${why}`,
    lotteryNotAllowed: '本账户未允许抽签；可用 `suanli wallet consent` 允许。',
    repeatable: (method: string, number: string) =>
      `若被中断，请以 --method ${method} --batch ${number} 重新执行：已付款项不会重复支付。`,
    paidSoFar: (done: string, of: string) => `已完成 ${done} / ${of} 笔交易`,
    paidBefore: (count: string) => `其中 ${count} 笔交易在先前的调用中已完成。`,
    paidMany: (amount: string, payees: string, transactions: string, gas: string) =>
      `已付 ${amount} 代币给 ${payees} 个账户，共 ${transactions} 笔交易，${gas} gas。`,
    lotteryOpened: (prize: string, block: string, folder: string, hash: string) =>
      `已锁定奖金 ${prize} 代币，由区块 ${block} 开奖（${hash}）。请在此之前把 ${folder} 中的文件发给各账户。`,
    lottery: '抽签',
    payer: '付款方',
    payee: '收款方',
    prize: '奖金',
    drawBlock: '开奖区块',
    winner: '中签者',
    chance: '机会',
    worth: '平均价值',
    counts: '有效：奖金已锁定，签票在名单中。',
    noLotteries: '没有抽签。',
    lotteryEnds: { open: '进行中', paid: '已付', expired: '已失效' },
    waitingForDraw: (block: string, now: string) => `等待区块 ${block} 开奖；当前区块 ${now}`,
    claimed: (amount: string, winner: string, hash: string) => `已付 ${amount} 代币给 ${winner}（${hash}）。`,
    depositSigned: (amount: string, file: string) => `已签署 ${amount} 代币的存款：请把 ${file} 交给发送者。`,
    depositRelayed: (amount: string, owner: string, fee: string, hash: string) =>
      `已为 ${owner} 记入 ${amount} 代币，本账户得 ${fee}（${hash}）。`,
  },
  price: {
    supply: '供给',
    demand: '需求',
    next: '下一周期',
    untilBlock: '至区块',
    epoch: '周期',
    none: 'DAO 尚未为任何类型设定价格曲线。',
    published: (id: string, work: string, from: string, until: string, bond: string, fee: string, hash: string) =>
      `公布 ${id}：每周期 ${work}，自周期 ${from} 起至周期 ${until} 前；锁定 ${bond} 代币，费用 ${fee}（${hash}）。`,
    nothingToRelease: '本账户没有已结束的公布。',
    released: (count: string, bond: string, hash: string) => `已解除 ${count} 项公布，解锁 ${bond} 代币（${hash}）。`,
  },
  credit: {
    line: '额度',
    unit: '单位',
    deposit: '押金',
    redeemed: '已付',
    remaining: '剩余',
    from: '开始（UTC）',
    until: '到期（UTC）',
    price: '价格',
    none: '没有信用额度。',
    units: { gwu: '计量 Gwu', nodeHour: '节点小时', hour: '小时', timed: '按时间' },
    states: { unknown: '未知', open: '有效', closed: '已结束' },
    perUnit: (price: string, unit: string) => `每${unit} ${price} 代币`,
    opened: (deposit: string, payee: string, line: string, hash: string) =>
      `已为 ${payee} 锁定 ${deposit} 代币：额度 ${line}（${hash}）。`,
    vouched: (due: string, file: string) => `已签署累计价值 ${due} 代币的凭单：请把 ${file} 交给收款方。`,
    redeemedNow: (paid: string, payee: string, hash: string) => `已付 ${paid} 代币给 ${payee}（${hash}）。`,
    toppedUp: (amount: string, deposit: string, hash: string) =>
      `已追加 ${amount} 代币，累计押金 ${deposit}（${hash}）。`,
    closed: (refund: string, hash: string) => `已结束；${refund} 代币重新可用（${hash}）。`,
    releasedNow: (paid: string, refund: string, hash: string) => `已付 ${paid} 代币，${refund} 退回付款方（${hash}）。`,
  },
  paymentsDemo: {
    steps: {
      chain: '启动链并在其上部署市场',
      accounts: '创建账户',
      tasks: '统计 10,000 行文本的词数，每行一次沙箱运行',
      deals: '逐一以订单付款',
      direct: '在资金池内逐笔付款',
      batch: '一次批量付款',
      lottery: '以抽签付款',
      closing: '核对账目',
    },
    tasksDone: (done: string, of: string) => `已完成 ${done} / ${of} 个任务`,
    way: '方式',
    ways: { deals: '每家一份订单', direct: '逐笔', batch: '一次批量', lottery: '抽签' },
    deviation: '标准差',
    deviationOf: (rounds: string) => `累计 ${rounds} 次`,
    due: '每次应付',
    dueLine: (due: string, providers: string, tasks: string) =>
      `${due} 代币，给 ${providers} 个算力提供者，共 ${tasks} 个任务`,
    assumed: '手续费假定',
    assumedLine: (gwei: string, tokens: string) => `每 gas ${gwei} Gwei，一枚燃料币值 ${tokens} 代币`,
    lottery: '抽签',
    lotteryLine: (deals: string, direct: string) => `gas 为同数订单的 ${deals}，为同数逐笔付款的 ${direct}`,
    winnerLine: (winner: string, counted: string) => `${winner}；开奖前已有 ${counted} 个算力提供者核对过签票`,
    choice: '此处会选用',
  },
};
