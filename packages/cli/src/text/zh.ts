import { assetCommands, assetOptions, assetWords } from './asset/zh.ts';
import { daoCommands, daoOptions, daoWords } from './dao/zh.ts';
import { demoCommands, demoOptions, demoWords } from './demo/zh.ts';
import { deployCommands, deployOptions, deployWords } from './deploy/zh.ts';
import { doctorCommands, doctorWords } from './doctor/zh.ts';
import { incomeCommands, incomeOptions, incomeWords } from './income/zh.ts';
import { jobCommands, jobOptions, jobWords } from './job/zh.ts';
import { leaseCommands, leaseOptions, leaseWords } from './lease/zh.ts';
import { marketCommands, marketOptions, marketWords } from './market/zh.ts';
import { offerCommands, offerOptions, offerWords } from './offer/zh.ts';
import { paymentCommands, paymentOptions, paymentWords } from './payment/zh.ts';
import { proofCommands, proofOptions, proofWords } from './proof/zh.ts';
import { providerCommands, providerOptions, providerWords } from './provider/zh.ts';
import type { Text } from './Text.ts';
import { tokenCommands, tokenOptions, tokenWords } from './token/zh.ts';
import { upCommands, upOptions, upWords } from './up/zh.ts';
import { walletCommands, walletOptions, walletWords } from './wallet/zh.ts';

/** 中文文本：此处为各命令共用的部分，其余在各领域的目录中。 */
export const zh: Text = {
  program: {
    summary: '任意 EVM 链上的开放算力市场。',
    usage: '用法：',
    commands: '命令：',
    arguments: '参数：',
    options: '选项：',
    globalOptions: '所有命令通用的选项：',
    examples: '示例：',
    optionsWord: '[选项]',
    commandWord: '<命令>',
    more: '查看某个命令的帮助：suanli <命令> --help',
  },
  commands: {
    ...walletCommands,
    ...assetCommands,
    ...marketCommands,
    ...incomeCommands,
    ...proofCommands,
    ...leaseCommands,
    ...offerCommands,
    ...jobCommands,
    ...paymentCommands,
    ...tokenCommands,
    ...providerCommands,
    ...daoCommands,
    ...deployCommands,
    ...upCommands,
    ...demoCommands,
    ...doctorCommands,
    conformance: {
      summary: '用官方 WebAssembly 测试集检验源代码目录中的可证明虚拟机，每一步都由合约裁决',
      examples: [
        ['suanli conformance --json', ''],
        ['suanli conformance core/f64', '只运行路径中含有这些词的脚本'],
      ],
    },
    bench: { summary: '运行源代码目录中的基准测试', examples: [['suanli bench dispatch --json', '']] },
    test: { summary: '运行源代码目录中的全部检查和测试', examples: [['suanli test', '']] },
  },
  options: {
    help: '显示此帮助。',
    version: '显示版本。',
    json: '在标准输出只打印一个 JSON 文档；大整数为十进制字符串。',
    dataDir: '钱包、作业和配置所在目录。默认 $SUANLI_DATA_DIR，否则 ~/.suanli。',
    rpcUrl: '链的 JSON-RPC 地址。默认 $SUANLI_RPC_URL，否则 http://127.0.0.1:8545。',
    deployment: '市场的部署文件。默认 $SUANLI_DEPLOYMENT，否则数据目录中的 deployment.json。',
    peer: '市场中某节点的 multiaddr；可重复。默认 $SUANLI_PEERS（逗号分隔），否则 config.yaml 的 `peers`。',
    passwordFile: '首行为钱包密码的文件。默认 $SUANLI_PASSWORD，否则 $SUANLI_PASSWORD_FILE，否则提示输入。',
    lang: '输出语言：en 或 zh。默认 $SUANLI_LANG，否则取系统区域设置。',
    noColor: '不使用颜色，与 NO_COLOR 相同。',
    quiet: '只打印结果和错误。',
    verbose: '同时打印错误的调用栈。',
    ...walletOptions,
    ...assetOptions,
    ...marketOptions,
    ...incomeOptions,
    ...proofOptions,
    ...leaseOptions,
    ...offerOptions,
    ...jobOptions,
    ...paymentOptions,
    ...tokenOptions,
    ...providerOptions,
    ...daoOptions,
    ...deployOptions,
    ...upOptions,
    ...demoOptions,
  },
  error: { label: '错误：' },
  amount: (tokens) => `${tokens} 代币`,
  table: {
    provider: '提供者',
    price: '代币/Gwu',
    maxWork: '计量上限',
    escrow: '托管',
    tasks: '任务',
    work: '计量',
    paid: '已付',
    deal: '订单',
    slots: '槽位',
    memory: '内存',
    speed: '速度',
    volume: '剩余订单',
    expires: '有效期剩余',
    job: '作业',
    name: '名称',
    created: '创建时间 (UTC)',
    state: '状态',
  },
  ...walletWords,
  ...assetWords,
  ...marketWords,
  ...incomeWords,
  ...proofWords,
  ...leaseWords,
  ...offerWords,
  ...jobWords,
  ...paymentWords,
  ...tokenWords,
  ...providerWords,
  ...daoWords,
  ...deployWords,
  ...upWords,
  ...demoWords,
  ...doctorWords,
};
