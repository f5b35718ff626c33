import type { CommandText } from '../CommandText.ts';
import type * as english from './en.ts';

/** `suanli lease` 的中文文本。 */
export const leaseCommands: Record<keyof typeof english.leaseCommands, CommandText> = {
  lease: {
    summary: '使用使用权：购买、打开、在其中运行作业、续期',
    examples: [],
  },
  'lease buy': {
    summary: '购买出售中的使用权，与 `market buy` 相同',
    examples: [['suanli lease buy 7 --max-price 2.5', '']],
  },
  'lease open': {
    summary: '打开使用权：显示资源配置，直到 Ctrl-C；若访问被切断则说明原因',
    examples: [
      ['suanli lease open 7', '通过报价找到提供者'],
      ['suanli lease open 7 --target /ip4/192.0.2.1/tcp/4801/p2p/12D3Koo…', '使用已知地址'],
    ],
  },
  'lease run': {
    summary: '在使用权的机器上运行作业，无需另外付费',
    examples: [['suanli lease run 7 examples/hello-c/job.yaml --out results', '']],
  },
  'lease renew': {
    summary: '延长使用权：立即续一期，或在限定范围内自动续期',
    examples: [
      ['suanli lease renew 7', '按当前价格续一期'],
      ['suanli lease renew 7 --auto --budget 10 --max-price-per-day 0.5 --until 60d', '在最后一天自动续期'],
      ['suanli lease renew 7 --cancel', '不再自动续期'],
    ],
  },
};

export const leaseOptions: typeof english.leaseOptions = {
  leaseTarget: '提供者的 multiaddr；可重复。默认：通过资源持有者的报价查找。',
  leaseWait: '查找提供者的时间，单位毫秒。默认 15000。',
  leaseAuto: '允许任何人在其最后一天为您续期，费用由您承担，并受 --budget、--max-price-per-day 和 --until 限制。',
  leaseCancel: '结束自动续期。',
};

export const leaseWords: typeof english.leaseWords = {
  lease: {
    deviceMemory: '单设备显存/内存',
    slots: (slots, reserved) => `${slots}，其中 ${reserved} 个专为您保留`,
    limits: '单任务限制',
    limitsOf: (work, memory, output, wall) => `计量 ${work}，内存 ${memory}，输出 ${output}，时钟 ${wall}`,
    executors: '执行器',
    proof: '算力证明由',
    open: '租约已打开；按 Ctrl-C 关闭。',
    extended: (until) => `已续期至 ${until}`,
  },
};
