import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli doctor` 的中文文本。 */
export const doctorCommands: Record<keyof typeof english.doctorCommands, CommandText> = {
  doctor: { summary: '检查本机缺少什么以及如何获得', examples: [['suanli doctor', '']] },
};

export const doctorWords: typeof english.doctorWords = {
  doctor: {
    states: { ok: '正常', warn: '注意', missing: '缺少' },
    checks: {
      node: 'Node.js 版本',
      dependencies: 'npm 包',
      sandbox: '沙箱进程',
      embeddedChain: '内嵌链',
      ports: 'TCP 端口',
      dataDir: '数据目录',
      wallet: '钱包',
      deployment: '部署文件',
      rpc: '链 RPC',
      chainId: '链 ID',
      contracts: '合约',
      clock: '时钟',
      gas: 'gas 原生币',
      bank: '资金池',
      peers: '节点',
    },
    next: {
      node: '请安装 Node.js 24 或更高版本，或由 `./suanli` 获取：apt-get install nodejs npm',
      dependencies: '请安装：npm ci',
      sandbox: '请使用允许启动子进程的官方 Node.js 24：npx -y -p node@24 node --version',
      embeddedChain: '仅 `suanli demo` 和测试需要：npm ci（含可选依赖），或用 --rpc-url 指定其他链。',
      ports: '提供者无法在此监听：请允许当前用户打开 TCP 端口。',
      dataDir: '请使其可写，或用 --data-dir 另选目录。',
      rpc: '请用 --rpc-url 给出正在运行的节点地址。',
      chainId: '请用 --deployment 给出此链的部署文件，或用 --rpc-url 给出正确的链。',
      contracts: '部署文件不属于此链：请取得正确的文件或重新部署。',
      clock: '请校准时钟（apt-get install systemd-timesyncd），或确认链仍在出块。',
      gas: (address) => `请向 ${address} 转入一些链的原生币。`,
      bank: '请存入代币：suanli wallet deposit 10',
      peers: '请用 --peer 或 config.yaml 的 `peers` 给出正在运行的节点。',
    },
    packages: (count) => `${count} 个，版本相符`,
    sandboxWorks: '权限模型有效',
    portBound: '可以绑定',
    noPeers: '未配置',
    peersReached: (reached, configured) => `已连接 ${reached}/${configured}`,
    otherChain: (actual, expected) => `RPC 所在链为 ${actual}，部署位于 ${expected}`,
    skew: (seconds) => `最新区块距今 ${seconds} 秒`,
    good: '所需的都已具备。',
    bad: (count) => `缺少 ${count} 项。`,
  },
};
