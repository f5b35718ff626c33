import type { ErrorRow } from '../ErrorRow.ts';

export const nodeErrors = {
  NODE_PROCESS_FAILED: {
    retryable: true,
    en: { message: 'A provider process did not start.', next: 'Its log {logFile} says why.' },
    zh: { message: '提供者进程未能启动。', next: '原因见其日志 {logFile}。' },
  },
  NODE_CONFIG_UNREADABLE: {
    retryable: false,
    en: { message: 'The configuration file {file} cannot be read.', next: 'Check the path and its permissions.' },
    zh: { message: '无法读取配置文件 {file}。', next: '请检查路径和权限。' },
  },
  NODE_CONFIG_SYNTAX: {
    retryable: false,
    en: { message: 'The configuration file {file} is not YAML.', next: 'Mend the line that the details name.' },
    zh: { message: '配置文件 {file} 不是有效的 YAML。', next: '请修正详情中指出的那一行。' },
  },
  NODE_CONFIG_INVALID: {
    retryable: false,
    en: {
      message: 'The configuration has {count} wrong option(s): {first}',
      next: 'Mend the options listed; each one is described by `suanli provider config`.',
    },
    zh: {
      message: '配置中有 {count} 个选项有误：{first}',
      next: '请修正列出的选项；各选项说明见 `suanli provider config`。',
    },
  },
  NODE_KEYSTORE_EXISTS: {
    retryable: false,
    en: {
      message: 'There is a keystore at {file} already.',
      next: 'Choose another file; an existing key is never overwritten.',
    },
    zh: { message: '{file} 已有密钥库。', next: '请选择其他文件；已有密钥不会被覆盖。' },
  },
  NODE_KEYSTORE_UNREADABLE: {
    retryable: false,
    en: {
      message: 'The keystore {file} cannot be read.',
      next: 'Make one with `suanli wallet create`, or correct `keystoreFile`.',
    },
    zh: { message: '无法读取密钥库 {file}。', next: '请用 `suanli wallet create` 创建，或修正 `keystoreFile`。' },
  },
  NODE_KEYSTORE_UNWRITABLE: {
    retryable: false,
    en: { message: 'The keystore {file} cannot be written.', next: 'Check the folder, its permissions and the disk.' },
    zh: { message: '无法写入密钥库 {file}。', next: '请检查目录、权限和磁盘空间。' },
  },
  NODE_KEYSTORE_MALFORMED: {
    retryable: false,
    en: {
      message: 'The file {file} is not a version 3 keystore.',
      next: 'Restore it from a backup, or point `keystoreFile` at the right file.',
    },
    zh: { message: '文件 {file} 不是第 3 版密钥库。', next: '请从备份恢复，或让 `keystoreFile` 指向正确的文件。' },
  },
  NODE_KEYSTORE_WRONG_PASSWORD: {
    retryable: false,
    en: { message: 'The password does not open the keystore {file}.', next: 'Try again with the right password.' },
    zh: { message: '密码无法打开密钥库 {file}。', next: '请用正确的密码重试。' },
  },
  NODE_PASSWORD_MISSING: {
    retryable: false,
    en: {
      message: 'No password was given for the keystore.',
      next: 'Set SUANLI_PASSWORD or `passwordFile`; a password is never taken from the command line.',
    },
    zh: {
      message: '没有提供密钥库的密码。',
      next: '请设置 SUANLI_PASSWORD 或 `passwordFile`；不接受命令行中的密码。',
    },
  },
  NODE_PASSWORD_UNREADABLE: {
    retryable: false,
    en: { message: 'The password file {file} cannot be read.', next: 'Check `passwordFile` and its permissions.' },
    zh: { message: '无法读取密码文件 {file}。', next: '请检查 `passwordFile` 及其权限。' },
  },
  NODE_STORE_UNUSABLE: {
    retryable: false,
    en: {
      message: 'The store {file} cannot be used.',
      next: 'Check the disk and permissions; restore the file from a backup where it is damaged.',
    },
    zh: { message: '存储 {file} 无法使用。', next: '请检查磁盘与权限；若文件损坏请从备份恢复。' },
  },
  NODE_STORE_LOCKED: {
    retryable: true,
    en: {
      message: 'Another process uses the store {file}.',
      next: 'Stop the other node, or give this one a `dataDir` of its own.',
    },
    zh: { message: '另一个进程正在使用存储 {file}。', next: '请停止另一个节点，或为本节点设置单独的 `dataDir`。' },
  },
  NODE_STORE_VERSION: {
    retryable: false,
    en: {
      message: 'The store {file} has schema {actual}; this version knows up to {known}.',
      next: 'Run the newer version that wrote it.',
    },
    zh: { message: '存储 {file} 的结构版本为 {actual}；本版本最高支持 {known}。', next: '请运行写入它的较新版本。' },
  },
  NODE_STORE_OUTDATED: {
    retryable: false,
    en: {
      message:
        'The store {file} has schema {actual}, from before the first release; this version reads {oldest} and later.',
      next: 'Let the version that wrote it end its deals, then start this one with an empty `dataDir`.',
    },
    zh: {
      message: '存储 {file} 的结构版本为 {actual}，早于首个发布版；本版本可读 {oldest} 及以后的版本。',
      next: '请用写入它的版本结束其订单，然后以空的 `dataDir` 启动本版本。',
    },
  },
  NODE_STORE_FOREIGN: {
    retryable: false,
    en: {
      message: 'The store {file} belongs to {expected}, not to {actual}.',
      next: 'Give each account and market a `dataDir` of its own.',
    },
    zh: { message: '存储 {file} 属于 {expected}，而非 {actual}。', next: '请为每个账户和市场设置单独的 `dataDir`。' },
  },
  NODE_CHAIN_BINARY_MISSING: {
    retryable: false,
    en: {
      message: 'The embedded chain has no program for {platform} here.',
      next: 'Run `npm ci` on this machine, or use another chain with `chain.rpcUrl`.',
    },
    zh: {
      message: '此处没有适用于 {platform} 的内嵌链程序。',
      next: '请在本机运行 `npm ci`，或用 `chain.rpcUrl` 指定其他链。',
    },
  },
  NODE_MARKET_MISSING: {
    retryable: false,
    en: {
      message: 'The chain at {rpcUrl} does not hold the market that was to be found there.',
      next: 'Its state file is missing or of another market. Start anew in an empty folder.',
    },
    zh: {
      message: '{rpcUrl} 的链上没有预期的市场。',
      next: '其状态文件缺失或属于另一个市场。请在空文件夹中重新开始。',
    },
  },
  NODE_CHAIN_START_FAILED: {
    retryable: true,
    en: {
      message: 'The embedded chain did not start.',
      next: 'Read its output in the details; check that the port is free and memory is left.',
    },
    zh: { message: '内嵌链未能启动。', next: '请查看详情中的输出；确认端口空闲且内存充足。' },
  },
  NODE_CHAIN_WRONG: {
    retryable: false,
    en: {
      message: 'The RPC endpoint {url} is on chain {actual}; the market is on chain {expected}.',
      next: 'Correct `chain.rpcUrl` or `chain.deploymentFile`, so that both name the same chain.',
    },
    zh: {
      message: 'RPC 端点 {url} 属于链 {actual}；市场在链 {expected} 上。',
      next: '请修正 `chain.rpcUrl` 或 `chain.deploymentFile`，使两者指向同一条链。',
    },
  },
  NODE_TELEMETRY_LISTEN_FAILED: {
    retryable: true,
    en: {
      message: 'Health and metrics cannot be served on {host}:{port}.',
      next: 'Choose another `telemetry.port`, or 0 for any free one.',
    },
    zh: {
      message: '无法在 {host}:{port} 提供健康检查与指标。',
      next: '请更换 `telemetry.port`，或设为 0 使用任意空闲端口。',
    },
  },
  NODE_STOPPING: {
    retryable: true,
    en: { message: 'The provider is stopping.', next: 'Give the tasks to another provider.' },
    zh: { message: '提供者正在停止。', next: '请把任务交给其他提供者。' },
  },
  NODE_DEAL_UNKNOWN: {
    retryable: true,
    en: {
      message: 'Deal {dealId} is not open on chain.',
      next: 'Wait until its opening is mined, then send it again; check that both sides use the same market.',
    },
    zh: { message: '订单 {dealId} 在链上不存在。', next: '请等其开立交易上链后重发；并确认双方使用同一市场。' },
  },
  NODE_DEAL_FORGED: {
    retryable: false,
    en: {
      message: 'The terms sent for deal {dealId} are not those that the chain keeps.',
      next: 'Read the terms from the DealOpened event and send those.',
    },
    zh: { message: '订单 {dealId} 的条款与链上不符。', next: '请发送 DealOpened 事件中的条款。' },
  },
  NODE_DEAL_OF_ANOTHER: {
    retryable: false,
    en: {
      message: 'Deal {dealId} is with provider {provider}, not with this one.',
      next: 'Connect to the provider that the deal names.',
    },
    zh: { message: '订单 {dealId} 的提供者是 {provider}，不是本节点。', next: '请连接订单所指的提供者。' },
  },
  NODE_DEAL_CLOSED: {
    retryable: false,
    en: {
      message: 'Deal {dealId} takes no more tasks: it is {status}.',
      next: 'Open another deal for the tasks that remain.',
    },
    zh: { message: '订单 {dealId} 不再接受任务：状态为 {status}。', next: '请为剩余任务另开订单。' },
  },
  NODE_DEAL_LATE: {
    retryable: false,
    en: {
      message: 'Deal {dealId} must be answered before block {deadlineBlock}; too little time is left.',
      next: 'Open a deal with more blocks to answer in.',
    },
    zh: {
      message: '订单 {dealId} 须在区块 {deadlineBlock} 之前给出答案，剩余时间不足。',
      next: '请开立答复期更长的订单。',
    },
  },
  NODE_POLICY_UNSUPPORTED: {
    retryable: false,
    en: {
      message: 'The provider does not serve policy {policy} with verification {verification}.',
      next: 'Use verification accept (policy 0) or optimistic (policy 1), the same in the request and in the job.',
    },
    zh: {
      message: '提供者不支持策略 {policy} 与验证方式 {verification}。',
      next: '请在需求与作业中一致地使用 accept（策略 0）或 optimistic（策略 1）。',
    },
  },
  NODE_JOB_MISMATCH: {
    retryable: false,
    en: {
      message: 'The job sent for deal {dealId} is not the one that the deal commits to, or not the one sent first.',
      next: 'Send template and tasks root of the job that the request was signed for; a deal serves one job.',
    },
    zh: {
      message: '为订单 {dealId} 发送的作业与订单所承诺的不符，或与最初发送的不同。',
      next: '请发送需求签名时的模板与任务根；一个订单只服务一个作业。',
    },
  },
  NODE_LIMIT_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The job wants {limit} {value}; this provider gives at most {maximum}.',
      next: 'Lower the limit, or choose a provider whose offer allows it.',
    },
    zh: {
      message: '作业要求 {limit} 为 {value}；此提供者最多提供 {maximum}。',
      next: '请降低限额，或选择报价允许的提供者。',
    },
  },
  NODE_ANSWER_TIME_TOO_LONG: {
    retryable: false,
    en: {
      message: 'Deal {dealId} leaves {blocks} blocks to answer in; this provider waits {maximum} at most.',
      next: 'Open deals with fewer answer blocks; the escrow of this one comes back once it is answered or expired.',
    },
    zh: {
      message: '订单 {dealId} 的应答期为 {blocks} 个区块；此提供者最多等待 {maximum} 个。',
      next: '请以较短的应答期开立订单；本订单应答或过期后托管金将退回。',
    },
  },
  NODE_DEPOSIT_EXHAUSTED: {
    retryable: true,
    en: {
      message: 'With deal {dealId} the provider could need {depositWei} wei for deposits; it has {spareWei} to lock.',
      next: 'Take another offer, or ask for a smaller deposit. A provider tops its balance in the bank up.',
    },
    zh: {
      message: '若接受订单 {dealId}，提供者可能需要 {depositWei} wei 押金；其可锁定余额为 {spareWei}。',
      next: '请选择其他报价或要求较小的押金；提供者可向银行合约充值。',
    },
  },
  NODE_PEER_NOT_READING: {
    retryable: true,
    en: {
      message: 'Peer {peer} does not read: more than {maxUnsent} messages wait for it. The session was ended.',
      next: 'Read while you send; open the deal again to get its results.',
    },
    zh: {
      message: '节点 {peer} 不读取消息：待发消息已超过 {maxUnsent} 条，会话已结束。',
      next: '请在发送的同时读取；重新打开订单即可取回结果。',
    },
  },
  NODE_DEAL_FAILED: {
    retryable: true,
    en: {
      message: 'Deal {dealId} could not be served here.',
      next: 'Give its tasks to another provider; the log of this one says why.',
    },
    zh: { message: '此处无法服务订单 {dealId}。', next: '请把任务交给其他提供者；原因见本节点日志。' },
  },
  NODE_DEAL_NOT_READY: {
    retryable: true,
    en: {
      message: 'Deal {dealId} was not opened in this session.',
      next: 'Send `open` and wait for `ready` before anything else.',
    },
    zh: { message: '本会话尚未打开订单 {dealId}。', next: '请先发送 `open` 并等待 `ready`。' },
  },
  NODE_DEALS_TOO_MANY: {
    retryable: true,
    en: {
      message: 'The provider serves {maximum} deals already.',
      next: 'Try again later or take another offer.',
    },
    zh: { message: '提供者已在服务 {maximum} 个订单。', next: '请稍后重试或选择其他报价。' },
  },
  NODE_OVER_CREDIT: {
    retryable: true,
    en: {
      message: 'Task {taskIndex} is over the credit of {credit} tasks without a result.',
      next: 'Wait for results before sending more.',
    },
    zh: { message: '任务 {taskIndex} 超出了 {credit} 个未完成任务的额度。', next: '请等待结果后再发送。' },
  },
  NODE_OVER_BUDGET: {
    retryable: true,
    en: {
      message: 'Task {taskIndex} could raise the work of the deal above its maximum of {maxWork}.',
      next: 'Wait for results, or open another deal for it.',
    },
    zh: { message: '任务 {taskIndex} 可能使订单的计量超过上限 {maxWork}。', next: '请等待结果，或为它另开订单。' },
  },
  NODE_TASK_OUT_OF_RANGE: {
    retryable: false,
    en: {
      message: 'The job has {taskCount} tasks, so there is no task {taskIndex}.',
      next: 'Send only tasks of the job that the deal was opened for.',
    },
    zh: { message: '作业只有 {taskCount} 个任务，没有任务 {taskIndex}。', next: '请只发送订单所属作业的任务。' },
  },
  NODE_TASK_CONFLICT: {
    retryable: false,
    en: {
      message: 'Task {taskIndex} was sent before with other content.',
      next: 'Send each task index with one content only.',
    },
    zh: { message: '任务 {taskIndex} 先前以不同内容发送过。', next: '同一任务序号只能对应一份内容。' },
  },
  NODE_TASK_NOT_OF_JOB: {
    retryable: false,
    en: {
      message: 'Task {taskIndex} is not shown to be the one that the job of the deal has under this index.',
      next: 'Send tasks of the job that the deal commits to, each with its place in it.',
    },
    zh: {
      message: '任务 {taskIndex} 未能证明是该交易作业在此序号下的任务。',
      next: '请发送交易所约定作业的任务，并附上其在作业中的位置。',
    },
  },
  NODE_TASK_CANCELLED: {
    retryable: true,
    en: { message: 'Task {taskIndex} was cancelled before it finished.', next: 'Send it again if it is still wanted.' },
    zh: { message: '任务 {taskIndex} 在完成前被取消。', next: '如仍需要请重新发送。' },
  },
  NODE_TASK_NOT_RUN: {
    retryable: true,
    en: {
      message: 'Task {taskIndex} could not be run here.',
      next: 'Give it to another provider; the log of this one says why.',
    },
    zh: { message: '任务 {taskIndex} 未能在此处执行。', next: '请交给其他提供者；原因见本节点日志。' },
  },
  NODE_ACCEPTANCE_FORGED: {
    retryable: false,
    en: {
      message: 'The acceptance of deal {dealId} is not signed by its requester, or not over the answer given.',
      next: 'Sign the root and work of the answer with the key that opened the deal.',
    },
    zh: {
      message: '订单 {dealId} 的接受书不是其算力使用者签名的，或与所给答案不符。',
      next: '请用开立订单的密钥对答案的根与计量签名。',
    },
  },
  NODE_EVIDENCE_MISSING: {
    retryable: true,
    en: {
      message: 'Nothing can be shown about deal {dealId} here.',
      next: 'Ask about optimistic deals whose answer is on chain, and soon after it.',
    },
    zh: {
      message: '此处没有可出示的订单 {dealId} 的证据。',
      next: '请只询问答案已上链的 optimistic 订单，并尽早询问。',
    },
  },
  NODE_EVIDENCE_BUSY: {
    retryable: true,
    en: {
      message: 'Peer {peer} holds as many evidence sessions as it may, or this provider serves as many as it does.',
      next: 'Try again later.',
    },
    zh: { message: '节点 {peer} 的证据会话已达上限，或本提供者已无余量。', next: '请稍后重试。' },
  },
  NODE_EVIDENCE_REFUSED: {
    retryable: true,
    en: {
      message: 'The provider of deal {dealId} does not show its answer: {code}.',
      next: 'It is asked again while the window is open; `verifier.demand` makes it show a leaf on chain.',
    },
    zh: {
      message: '订单 {dealId} 的提供者不出示其答案：{code}。',
      next: '窗口开放期间会再次询问；`verifier.demand` 可在链上要求其出示叶子。',
    },
  },
  NODE_EVIDENCE_INVALID: {
    retryable: true,
    en: {
      message: 'What the provider of deal {dealId} shows is not what it answered on chain: {what}.',
      next: 'Do not rely on this answer; `verifier.demand` makes the provider show a leaf on chain.',
    },
    zh: {
      message: '订单 {dealId} 的提供者出示的内容与其链上答案不符：{what}。',
      next: '请勿依赖该答案；`verifier.demand` 可在链上要求其出示叶子。',
    },
  },
  NODE_EVIDENCE_SILENT: {
    retryable: true,
    en: {
      message: 'The provider of deal {dealId} has shown nothing for {timeoutMs} ms.',
      next: 'It is asked again while the window is open.',
    },
    zh: { message: '订单 {dealId} 的提供者已有 {timeoutMs} 毫秒未出示任何内容。', next: '窗口开放期间会再次询问。' },
  },
  NODE_EVIDENCE_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'The answer of deal {dealId} has {count} leaves; {maximum} are verified at most.',
      next: 'Raise `verifier.maxLeaves` where the memory allows it.',
    },
    zh: {
      message: '订单 {dealId} 的答案有 {count} 个叶子；最多核验 {maximum} 个。',
      next: '内存允许时可调高 `verifier.maxLeaves`。',
    },
  },
  NODE_EVIDENCE_NO_ADDRESS: {
    retryable: true,
    en: {
      message: 'No address of provider {provider} is known here.',
      next: 'Its offers bring it; meet more peers of the market with `network.bootstrap`.',
    },
    zh: {
      message: '此处不知道提供者 {provider} 的地址。',
      next: '其报价会带来地址；请用 `network.bootstrap` 连接更多市场节点。',
    },
  },
  NODE_TRACE_FAILED: {
    retryable: true,
    en: {
      message: 'A task could not be traced on the machine.',
      next: 'The details say why; where memory ran out, give the daemon more, or `disputes.traces` fewer.',
    },
    zh: { message: '无法在证明机上追踪任务。', next: '原因见详情；内存不足时请增加内存，或减小 `disputes.traces`。' },
  },
  NODE_TRACE_STOPPED: {
    retryable: true,
    en: {
      message: 'The trace was stopped, because its place was needed or the daemon stops.',
      next: 'It is made again when its turn comes.',
    },
    zh: { message: '追踪已停止：其位置被占用，或节点正在停止。', next: '轮到时会重新进行。' },
  },
} as const satisfies Record<string, ErrorRow>;
