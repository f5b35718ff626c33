import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli wallet` 的中文文本。 */
export const walletCommands: Record<keyof typeof english.walletCommands, CommandText> = {
  wallet: { summary: '创建、充值和提取用于收付款的账户', examples: [] },
  'wallet create': {
    summary: '新建账户，密钥加密保存在数据目录中',
    examples: [['suanli wallet create', '会要求输入两次密码']],
  },
  'wallet import': {
    summary: '把已有私钥加密保存到数据目录',
    examples: [['suanli wallet import --private-key-file key.txt', '之后请删除 key.txt']],
  },
  'wallet address': { summary: '显示账户地址', examples: [['suanli wallet address', '不需要密码']] },
  'wallet balance': {
    summary: '显示 gas 原生币、代币以及资金池余额',
    examples: [
      ['suanli wallet balance', '自己的账户'],
      ['suanli wallet balance --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '其他账户'],
    ],
  },
  'wallet transfer': {
    summary: '在资金池之外向其他账户转代币',
    examples: [['suanli wallet transfer --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --amount 1.5', '']],
  },
  'wallet deposit': {
    summary: '把代币存入资金池，并允许 Broker 和 Market 使用',
    examples: [['suanli wallet deposit 10', '10 个代币']],
  },
  'wallet withdraw': { summary: '分两步从资金池取出代币', examples: [] },
  'wallet withdraw request': {
    summary: '申请提取；经过资金池的等待期后即可取出',
    examples: [['suanli wallet withdraw request 10', '10 个代币']],
  },
  'wallet withdraw take': {
    summary: '取出已申请且等待期已过的代币',
    examples: [['suanli wallet withdraw take', '']],
  },
  'wallet consent': {
    summary: '指定哪些模块可以使用资金池余额',
    examples: [['suanli wallet consent --module broker --module market', '用于订单、使用权和份额']],
  },
};

export const walletOptions: typeof english.walletOptions = {
  privateKeyFile: '存有私钥的文件：64 位十六进制数字。“-” 表示从标准输入读取。',
  balanceAddress: '查看其他账户。',
  transferTo: '接收代币的地址。',
  amount: '代币数量，例如 1.5。',
  consentModule:
    'broker、market、quorum、executionMarket、disputes、lottery、creditLine 或 priceCurve；可重复。未列出的将失去授权。',
  consentNone: '撤回全部授权。',
};

export const walletWords: typeof english.walletWords = {
  wallet: {
    password: '密码：',
    newPassword: '新密码：',
    repeatPassword: '再输入一次：',
    backUp: (file) => `密钥保存在 ${file}。请备份：密钥和密码都无人能够恢复。`,
    imported: (file) => `密钥已加密保存；请删除 ${file}。`,
    gasCoin: 'gas 原生币',
    tokens: '代币',
    bankAvailable: '资金池可用',
    bankLocked: '资金池锁定',
    withdrawing: '提取中',
    from: (time) => `${time} 起`,
    noConsent: 'Broker 无权使用此余额：再存入任意数量即可授权。',
    transferred: (amount, to, hash) => `已向 ${to} 转出 ${amount} 代币  (${hash})`,
    deposited: (amount, available, hash) => `已存入 ${amount} 代币；资金池可用：${available}  (${hash})`,
    withdrawalRequested: (amount, time, hash) =>
      `已预留 ${amount} 代币；${time} 起可用 \`suanli wallet withdraw take\` 取出  (${hash})`,
    consented: (modules, hash) => `可以使用资金池余额的模块：${modules}  (${hash})`,
    consentedNone: (hash) => `没有模块可以使用资金池余额  (${hash})`,
    withdrawn: (amount, hash) => `已取出 ${amount} 代币  (${hash})`,
  },
};
