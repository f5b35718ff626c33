import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the market of executions, and of the algorithms on chain. */
export const executionErrors = {
  EXECUTION_MARKET_UNKNOWN: {
    retryable: false,
    en: {
      message: 'There is no vertical market of this factory.',
      next: 'Open it with `openExecutionMarket`, or name the factory of one that is open.',
    },
    zh: {
      message: '该工厂合约没有对应的垂直市场。',
      next: '请用 `openExecutionMarket` 开设，或指定已开设市场的工厂合约。',
    },
  },
  EXECUTION_MARKET_EXISTS: {
    retryable: false,
    en: { message: 'There is a vertical market of this factory already.', next: 'Use it; nothing needs to be opened.' },
    zh: { message: '该工厂合约的垂直市场已存在。', next: '请直接使用，无需再次开设。' },
  },
  EXECUTION_FACTORY_INVALID: {
    retryable: false,
    en: {
      message: 'This is not the factory of an algorithm.',
      next: 'Name a contract that implements IExecutableFactory.',
    },
    zh: { message: '该地址不是算法的工厂合约。', next: '请指定实现 IExecutableFactory 的合约。' },
  },
  EXECUTION_DEPOSIT_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The deposit would not cover the worst case of a dispute.',
      next: 'Ask for the deposit that the details name, or for a lower gas price.',
    },
    zh: { message: '押金不足以覆盖争议的最坏情况。', next: '请按详细信息提高押金，或降低 gas 单价。' },
  },
  EXECUTION_ZERO_BLOCKS: {
    retryable: false,
    en: {
      message: 'The time to answer and the challenge window are at least one block each.',
      next: 'Give each of them a block or more.',
    },
    zh: { message: '作答时限与质疑窗口都至少为一个区块。', next: '请将两者都设为至少一个区块。' },
  },
  EXECUTION_BOUNDS_INVALID: {
    retryable: false,
    en: {
      message: 'The factory declares bounds that mean nothing.',
      next: 'Use the factory of another implementation of the algorithm.',
    },
    zh: { message: '工厂合约声明的 gas 上限无效。', next: '请改用该算法其他实现的工厂合约。' },
  },
  EXECUTION_WRONG_STATUS: {
    retryable: false,
    en: {
      message: 'The request is in a status in which this cannot be done.',
      next: 'Read the request with `getExecution`; the details name its status.',
    },
    zh: { message: '该请求当前的状态不允许此操作。', next: '请用 `getExecution` 读取请求；详细信息会说明其状态。' },
  },
  EXECUTION_WRONG_TERMS: {
    retryable: true,
    en: {
      message: 'What was given is not what became of the request.',
      next: 'Read the request anew with `getExecution`, and use what it returns.',
    },
    zh: { message: '所给内容与该请求的记录不符。', next: '请用 `getExecution` 重新读取请求，并使用其返回值。' },
  },
  EXECUTION_WRONG_INPUTS: {
    retryable: false,
    en: { message: 'These are not the inputs of the request.', next: 'Use the inputs that `getExecution` returns.' },
    zh: { message: '这不是该请求的输入。', next: '请使用 `getExecution` 返回的输入。' },
  },
  EXECUTION_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'The client named another provider for this request.',
      next: 'Answer requests that are open to anyone, or to this account.',
    },
    zh: { message: '该请求指定了其他算力提供者。', next: '请回答对所有人开放或指定本账户的请求。' },
  },
  EXECUTION_RESULT_INVALID: {
    retryable: false,
    en: { message: 'Zero is no hash of a result.', next: 'Give keccak256 of the result.' },
    zh: { message: '零不是有效的结果哈希。', next: '请提供结果的 keccak256 哈希。' },
  },
  EXECUTION_ANSWER_TOO_LATE: {
    retryable: false,
    en: {
      message: 'The time to answer this request has passed.',
      next: 'Answer another request; this one can be expired.',
    },
    zh: { message: '该请求的作答时限已过。', next: '请回答其他请求；该请求可按超时结束。' },
  },
  EXECUTION_NOT_EXPIRED: {
    retryable: true,
    en: { message: 'The request may still be answered.', next: 'Wait until the block that the details name.' },
    zh: { message: '该请求仍可作答。', next: '请等到详细信息所示的区块。' },
  },
  EXECUTION_WINDOW_OPEN: {
    retryable: true,
    en: {
      message: 'The challenge window is still open.',
      next: 'Wait until the block that the details name, or let the client accept.',
    },
    zh: { message: '质疑窗口尚未关闭。', next: '请等到详细信息所示的区块，或由客户接受结果。' },
  },
  EXECUTION_WINDOW_CLOSED: {
    retryable: false,
    en: {
      message: 'The challenge window has closed.',
      next: 'The answer stands; watch for answers while their windows are open.',
    },
    zh: { message: '质疑窗口已关闭。', next: '该结果已成立；请在窗口开放期间关注各项回答。' },
  },
  EXECUTION_SAME_RESULT: {
    retryable: false,
    en: {
      message: 'The challenge names the same result as the answer.',
      next: 'Challenge only what differs from your own result.',
    },
    zh: { message: '质疑所称的结果与回答相同。', next: '请仅质疑与自己计算不同的结果。' },
  },
  EXECUTION_OWN_ANSWER: {
    retryable: false,
    en: { message: 'Nobody challenges its own answer.', next: 'Leave the challenge to another account.' },
    zh: { message: '不能质疑自己的回答。', next: '请由其他账户提出质疑。' },
  },
  EXECUTION_NOT_STALLED: {
    retryable: true,
    en: {
      message: 'The dispute cannot be abandoned yet.',
      next: 'Take it on with `executeExecution`, or wait until the block that the details name.',
    },
    zh: { message: '该争议尚不能放弃。', next: '请用 `executeExecution` 推进，或等到详细信息所示的区块。' },
  },
  EXECUTION_REENTERED: {
    retryable: false,
    en: {
      message: 'A factory or a run called the market back.',
      next: 'Do not use this factory; its code is hostile.',
    },
    zh: { message: '工厂合约或算法合约回调了市场。', next: '请勿使用该工厂合约；其代码有恶意。' },
  },
  EXECUTABLE_INVALID_INPUTS: {
    retryable: false,
    en: { message: 'The algorithm takes no such inputs.', next: 'Encode the inputs as the algorithm documents them.' },
    zh: { message: '该算法不接受此输入。', next: '请按算法文档编码输入。' },
  },
  EXECUTION_NOT_FOUND: {
    retryable: false,
    en: {
      message: 'Request {executionId} is not on this chain.',
      next: 'Check the id, the chain and the address of the market of executions.',
    },
    zh: { message: '此链上没有请求 {executionId}。', next: '请检查请求编号、所用的链以及执行市场合约的地址。' },
  },
} as const satisfies Record<string, ErrorRow>;
