import type { ErrorRow } from '../ErrorRow.ts';

export const executorErrors = {
  EXECUTOR_NOT_STARTED: {
    retryable: true,
    en: { message: 'The executor is not started.', next: 'Call start() and wait for it before giving tasks.' },
    zh: { message: '执行器尚未启动。', next: '请先调用 start() 并等待其完成，再提交任务。' },
  },
  EXECUTOR_STOPPED: {
    retryable: true,
    en: {
      message: 'The executor was stopped before the task ended.',
      next: 'Give the task to another provider; nothing is paid for it here.',
    },
    zh: { message: '执行器在任务结束前已停止。', next: '请把任务交给其他提供者；此处不产生费用。' },
  },
  EXECUTOR_START_FAILED: {
    retryable: true,
    en: {
      message: 'The sandbox process could not be started.',
      next: 'Run `suanli doctor`; check that Node >= 24 may start child processes and that memory is left.',
    },
    zh: { message: '沙箱进程无法启动。', next: '请运行 `suanli doctor`；确认 Node >= 24 可以启动子进程且内存充足。' },
  },
  EXECUTOR_CANCELLED: {
    retryable: true,
    en: { message: 'The task was cancelled.', next: 'Nothing is paid for it; submit it again if it is still wanted.' },
    zh: { message: '任务已取消。', next: '不产生费用；如仍需要请重新提交。' },
  },
  EXECUTOR_CRASHED: {
    retryable: true,
    en: {
      message: 'The sandbox process ended while it ran the task ({reason}).',
      next: 'The task goes to another provider and is not paid here; look at memory use and the log of this machine.',
    },
    zh: {
      message: '沙箱进程在执行任务时退出（{reason}）。',
      next: '任务将交给其他提供者，此处不产生费用；请检查本机内存与日志。',
    },
  },
  EXECUTOR_WALL_LIMIT: {
    retryable: true,
    en: {
      message: 'The task did not end within its {wallMs} ms of wall-clock time on this machine.',
      next: 'It goes to a faster provider; as a requester raise limits.wall or split the work into smaller tasks.',
    },
    zh: {
      message: '任务未能在本机 {wallMs} 毫秒的时限内结束。',
      next: '任务将交给更快的提供者；算力使用者可提高 limits.wall 或把任务拆小。',
    },
  },
  EXECUTOR_OUT_OF_MEMORY: {
    retryable: true,
    en: {
      message: 'This machine has no memory left for the task ({details}).',
      next: 'It goes to another provider; as a provider offer fewer slots or less memory per task.',
    },
    zh: {
      message: '本机没有足够内存执行任务（{details}）。',
      next: '任务将交给其他提供者；提供者请减少槽位或单任务内存。',
    },
  },
  EXECUTOR_MODULE_NOT_PREPARED: {
    retryable: true,
    en: {
      message: 'Module {moduleHash} with {memoryPages} memory pages is not prepared on this executor.',
      next: 'Call prepare() with the module and the same memoryPages first; rarely used modules are forgotten.',
    },
    zh: {
      message: '模块 {moduleHash}（{memoryPages} 页内存）尚未在此执行器上准备。',
      next: '请先用该模块和相同的 memoryPages 调用 prepare()；久未使用的模块会被清除。',
    },
  },
  EXECUTOR_MODULE_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The module has {bytes} bytes; this executor takes at most {maxBytes}.',
      next: 'Strip debug sections (wasm-opt -Oz --strip-debug) and move data into input files.',
    },
    zh: {
      message: '模块大小为 {bytes} 字节；此执行器最多接受 {maxBytes} 字节。',
      next: '请去除调试段（wasm-opt -Oz --strip-debug），并把数据移入输入文件。',
    },
  },
  EXECUTOR_MODULE_REFUSED: {
    retryable: false,
    en: {
      message: 'The WebAssembly engine refuses the module: {details}.',
      next: 'Validate the .wasm file with its toolchain and build it again.',
    },
    zh: { message: 'WebAssembly 引擎拒绝该模块：{details}。', next: '请用工具链校验 .wasm 文件并重新构建。' },
  },
  EXECUTOR_ENTRY_MISSING: {
    retryable: false,
    en: {
      message: 'The module exports no function `_start` without parameters and results.',
      next: 'Build a WASI command (a program with main), not a library or reactor.',
    },
    zh: {
      message: '模块没有导出无参数、无返回值的函数 `_start`。',
      next: '请构建 WASI 命令（带 main 的程序），而不是库或 reactor。',
    },
  },
  EXECUTOR_MEMORY_MISSING: {
    retryable: false,
    en: {
      message: 'The module imports WASI functions but exports no memory named `memory`.',
      next: 'Export the memory under the name `memory`, as WASI preview 1 demands.',
    },
    zh: {
      message: '模块导入了 WASI 函数，但没有导出名为 `memory` 的内存。',
      next: '请按 WASI preview 1 的要求以 `memory` 为名导出内存。',
    },
  },
  EXECUTOR_LIMIT_INVALID: {
    retryable: false,
    en: {
      message: 'Limit {limit} is {value}; this executor takes {min} to {max}.',
      next: 'Change the limit in the job, or choose a provider that offers more.',
    },
    zh: {
      message: '限额 {limit} 为 {value}；此执行器接受 {min} 到 {max}。',
      next: '请修改作业中的限额，或选择能力更强的提供者。',
    },
  },
  EXECUTOR_RUN_INVALID: {
    retryable: false,
    en: {
      message: 'The task cannot be run: {problem}.',
      next: 'Correct the field named in the message and submit again.',
    },
    zh: { message: '任务无法执行：{problem}。', next: '请修正消息中指出的字段后重新提交。' },
  },
  EXECUTOR_PROOF_INVALID: {
    retryable: false,
    en: {
      message: 'The compute proof cannot be computed: {problem}.',
      next: 'Take seed, depth and hashes per leaf from the chain, as `suanli proof show ID` prints them.',
    },
    zh: {
      message: '无法计算该算力证明：{problem}。',
      next: '请使用链上的种子、深度和每叶哈希次数（见 `suanli proof show ID`）。',
    },
  },
  EXECUTOR_PROOF_RELEASED: {
    retryable: false,
    en: {
      message: 'The commitment was released: its tree is not in memory any more.',
      next: 'Open the challenged leaves before release(), or commit to the same task again.',
    },
    zh: {
      message: '该承诺已释放：其树已不在内存中。',
      next: '请在 release() 之前打开被挑战的叶子，或重新计算同一任务。',
    },
  },
  EXECUTOR_GPU_MISSING: {
    retryable: false,
    en: {
      message: 'There is no GPU here that compute proofs can use ({reason}).',
      next: 'Install the driver of the GPU and libvulkan1 (Debian: apt-get install libvulkan1), or choose the CPU: --executor cpu. See docs/compute-proof.md.',
    },
    zh: {
      message: '本机没有算力证明可用的 GPU（{reason}）。',
      next: '请安装 GPU 驱动和 libvulkan1（Debian：apt-get install libvulkan1），或改用 CPU：--executor cpu。见 docs/compute-proof.md。',
    },
  },
  EXECUTOR_GPU_LOST: {
    retryable: true,
    en: {
      message: 'The GPU failed while it computed ({reason}).',
      next: 'Run it again with a new executor; look at the log of the driver, and at what else uses the GPU.',
    },
    zh: {
      message: 'GPU 在计算过程中失败（{reason}）。',
      next: '请用新的执行器重试；检查驱动日志以及其他占用 GPU 的程序。',
    },
  },
  EXECUTOR_CONFORMANCE: {
    retryable: false,
    en: {
      message: 'Conformance case "{case}" failed: {problem}.',
      next: 'This executor must not serve tasks until the case passes.',
    },
    zh: { message: '一致性用例“{case}”未通过：{problem}。', next: '在该用例通过之前，此执行器不得承接任务。' },
  },
} as const satisfies Record<string, ErrorRow>;
