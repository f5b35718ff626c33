import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli market` 的中文文本。 */
export const marketCommands: Record<keyof typeof english.marketCommands, CommandText> = {
  market: { summary: '买卖使用权和收益权份额', examples: [] },
  'market list': {
    summary: '查找在售的使用权，最便宜的在前',
    examples: [
      ['suanli market list --type GTX_1050 --max-price 5 --lasts 7d', ''],
      ['suanli market list --range within', '证明结果与其类型相符的'],
    ],
  },
  'market sell': {
    summary: '出售使用权；其算力资源须先有收益权',
    examples: [['suanli market sell 1 --price 2.5', '']],
  },
  'market reprice': {
    summary: '修改本账户出售的使用权的价格',
    examples: [['suanli market reprice 1 --price 2', '']],
  },
  'market delist': { summary: '撤回使用权的出售', examples: [['suanli market delist 1', '']] },
  'market buy': {
    summary: '用资金池余额购买使用权',
    examples: [['suanli market buy 1 --max-price 2.5', '']],
  },
  'market shares': { summary: '买卖算力资源的收益权份额', examples: [] },
  'market shares list': {
    summary: '列出在售的份额，最便宜的在前',
    examples: [['suanli market shares list --resource 1', '']],
  },
  'market shares sell': {
    summary: '出售算力资源的收益权份额',
    examples: [['suanli market shares sell 1 --shares 40 --price 0.1', '']],
  },
  'market shares delist': { summary: '撤回份额的出售', examples: [['suanli market shares delist 1', '']] },
  'market shares buy': {
    summary: '购买某出售者提供的任意数量的份额',
    examples: [['suanli market shares buy 1 --seller 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --shares 5', '']],
  },
  'market renewal': { summary: '延长使用权的期限', examples: [] },
  'market renewal offer': {
    summary: '为自己算力资源的使用权提供续期，按天计价',
    examples: [['suanli market renewal offer 1 --price-per-day 0.5 --until 90d', '']],
  },
  'market renewal mandate': {
    summary: '允许在额度、价格和时间限制内自动续期',
    examples: [['suanli market renewal mandate 1 --budget 10 --max-price-per-day 0.5 --until 60d', '']],
  },
  'market renewal cancel': {
    summary: '停止使用权的自动续期',
    examples: [['suanli market renewal cancel 1', '']],
  },
  'market renewal run': {
    summary: '在最后一天按所有者的授权为使用权续期；任何人都可执行',
    examples: [['suanli market renewal run 1', '由所有者付款']],
  },
};

export const marketOptions: typeof english.marketOptions = {
  listType: '只列此类型，按名称或编号。',
  listModel: '只列此型号（按注册时的名称）。',
  listCount: '设备数量下限。',
  listMemory: '全部设备的内存总量下限，单位 MiB。',
  listMaxPrice: '价格上限，以代币计。',
  listLasts: '届时仍有效：从现在起，例如 7d，或日期。',
  listMinLevel: '已证明的算力下限，哈希每秒。',
  listRange: '已证明的算力与类型预期的比较：unknown、below、within 或 above。',
  sellPrice: '价格，以代币计。',
  buyMaxPrice: '最多支付的代币数。默认：标价。',
  sharesResource: '只列此算力资源。默认：全部。',
  sharesPrice: '每份价格，以代币计。',
  sharesUntil: '报价结束时间。默认：30 天后。',
  sharesSeller: '出售者地址。',
  sharesMaxPrice: '每份最多支付的代币数。默认：标价。',
  renewalPrice: '每天的价格，以代币计；链上按秒计算。',
  renewalPeriod: '每次续期增加的秒数。默认 86400。',
  renewalUntil: '最晚可续期到的时间。',
  mandateBudget: '全部续期最多花费的代币数。',
  mandatePrice: '每天的最高价格，以代币计。',
  mandateUntil: '最晚可续期到的时间。',
};

export const marketWords: typeof english.marketWords = {
  market: {
    none: '没有符合条件的在售使用权。',
    noShares: '没有在售的份额。',
    priceTokens: '代币',
    pricePerShare: '代币/份',
    seller: '出售者',
    proved: '已证明',
    ranges: { unknown: '未证明', below: '低于其类型', within: '与类型相符', above: '高于其类型' },
    listed: (id, price, hash) => `UID ${id} 已上架，价格 ${price} 代币  (${hash})`,
    repriced: (id, price, hash) => `UID ${id} 现价 ${price} 代币  (${hash})`,
    delisted: (what, hash) => `${what} 已下架  (${hash})`,
    bought: (what, price, hash) => `已购买 ${what}，支付 ${price} 代币  (${hash})`,
    sharesListed: (what, price, hash) => `已出售 ${what}，每份 ${price} 代币  (${hash})`,
    renewalOffered: (id, until, hash) => `UID ${id} 最晚可续期到 ${until}  (${hash})`,
    mandated: (id, budget, hash) => `UID ${id} 将自动续期，最多花费 ${budget} 代币  (${hash})`,
    mandateCancelled: (id, hash) => `UID ${id} 不再自动续期  (${hash})`,
    renewed: (id, until, hash) => `UID ${id} 现有效至 ${until}  (${hash})`,
  },
};
