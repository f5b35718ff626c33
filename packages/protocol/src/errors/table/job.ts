import type { ErrorRow } from '../ErrorRow.ts';

export const jobErrors = {
  JOB_NOT_COMPLETED: {
    retryable: false,
    en: { message: 'Job {jobId} ended as {state}.', next: 'See each task with `suanli job status`.' },
    zh: { message: '作业 {jobId} 以 {state} 状态结束。', next: '请用 `suanli job status` 查看各任务。' },
  },
  JOB_EXISTS: {
    retryable: false,
    en: {
      message: 'Job {jobId} has been run before.',
      next: 'Carry it on with `suanli job watch`, or create the job anew.',
    },
    zh: { message: '作业 {jobId} 已经运行过。', next: '请用 `suanli job watch` 继续，或重新创建作业。' },
  },
  JOB_TASK_TOO_LARGE: {
    retryable: false,
    en: {
      message: '{what} needs {bytes} bytes in a message, more than the {maximum} that fit.',
      next: 'Give large data as a file under `inputs`, which travels by CID, not as stdin or arguments.',
    },
    zh: {
      message: '{what} 在消息中需要 {bytes} 字节，超过可容纳的 {maximum} 字节。',
      next: '大数据请作为 `inputs` 下的文件提供（按 CID 传输），不要用 stdin 或参数。',
    },
  },
  JOB_OUTPUT_MISSING: {
    retryable: true,
    en: {
      message: 'Task {taskIndex} of job {jobId} has no output here.',
      next: 'Carry the job on with `suanli job watch`.',
    },
    zh: { message: '作业 {jobId} 的任务 {taskIndex} 在此没有输出。', next: '请用 `suanli job watch` 继续该作业。' },
  },
  JOB_NOT_PROVABLE: {
    retryable: false,
    en: {
      message: 'The job is to be verified by disputes, and does not say to which program and inputs it commits.',
      next: 'Create the job anew with this version.',
    },
    zh: { message: '作业以争议方式验证，却未给出其程序与输入的承诺。', next: '请用当前版本重新创建作业。' },
  },
  JOB_PROGRAM_MISMATCH: {
    retryable: false,
    en: {
      message: 'The job commits to program {expected}, but its module and limits make {actual}.',
      next: 'Create the job anew; where that does not help, requester and provider run different versions.',
    },
    zh: {
      message: '作业承诺的程序为 {expected}，其模块与限制得出的却是 {actual}。',
      next: '请重新创建作业；若仍不符，则请求方与提供者的版本不同。',
    },
  },
  JOB_INPUT_MISMATCH: {
    retryable: false,
    en: {
      message: '{what} commits to another input than the one it has.',
      next: 'Create the job anew; where that does not help, requester and provider run different versions.',
    },
    zh: {
      message: '{what} 所承诺的输入与实际输入不符。',
      next: '请重新创建作业；若仍不符，则请求方与提供者的版本不同。',
    },
  },
  JOB_FILE_UNREADABLE: {
    retryable: false,
    en: {
      message: 'File {path}, named by {field}, cannot be read.',
      next: 'Check the path; it is relative to the job specification.',
    },
    zh: { message: '无法读取 {field} 指定的文件 {path}。', next: '请检查路径；它相对于作业描述文件。' },
  },
  JOB_NO_OFFERS: {
    retryable: true,
    en: {
      message: 'No offer serves this job ({offers} looked at, {waitedMs} ms waited).',
      next: 'The lines above say what each offer lacks: raise maxPrice, lower limits, or connect to more peers.',
    },
    zh: {
      message: '没有报价能满足此作业（已查看 {offers} 个，等待 {waitedMs} 毫秒）。',
      next: '上面各行说明每个报价缺少什么：可提高 maxPrice、降低限制或连接更多节点。',
    },
  },
  JOB_FUNDS_TOO_SMALL: {
    retryable: false,
    en: {
      message: 'The bank account holds {available} tokens available, the job needs {needed} in escrow.',
      next: 'Deposit more with `suanli wallet deposit`, or lower the limits or the price. Nothing was sent.',
    },
    zh: {
      message: '资金池账户可用 {available} 代币，作业需要托管 {needed} 代币。',
      next: '请用 `suanli wallet deposit` 存入更多，或降低限制或价格。尚未发送任何交易。',
    },
  },
  JOB_STALLED: {
    retryable: true,
    en: {
      message: 'No provider is left that could finish the job; {deals} deals were opened.',
      next: 'What is done is kept; carry on later with `suanli job watch`.',
    },
    zh: {
      message: '没有剩余的提供者能完成此作业；已打开 {deals} 个订单。',
      next: '已完成的部分会保留；稍后可用 `suanli job watch` 继续。',
    },
  },
  JOB_RESULT_REFUTED: {
    retryable: true,
    en: {
      message: 'The result of this task was found wrong on chain, and no other provider has run it since.',
      next: 'Its escrow is returned; have it run by others with `suanli job watch`.',
    },
    zh: {
      message: '此任务的结果在链上被判定有误，此后尚无其他提供者运行它。',
      next: '其托管已退回；可用 `suanli job watch` 交由其他提供者运行。',
    },
  },
  JOB_ABORTED: {
    retryable: true,
    en: { message: 'The job was interrupted.', next: 'Its deals stay open; carry on with `suanli job watch`.' },
    zh: { message: '作业被中断。', next: '其订单保持打开；可用 `suanli job watch` 继续。' },
  },
  JOB_CANCELLED: {
    retryable: false,
    en: { message: 'The job was cancelled.', next: 'What was done is paid, the rest of the escrow is returned.' },
    zh: { message: '作业已取消。', next: '已完成的部分会支付，其余托管退回。' },
  },
  JOB_NOT_FOUND: {
    retryable: false,
    en: { message: 'There is no job {jobId} here.', next: 'List the jobs with `suanli job status`.' },
    zh: { message: '这里没有作业 {jobId}。', next: '请用 `suanli job status` 列出作业。' },
  },
  JOB_SESSION_FAILED: {
    retryable: true,
    en: {
      message: 'The conversation with a provider failed.',
      next: 'It is tried again; its tasks go to others meanwhile.',
    },
    zh: { message: '与提供者的会话失败。', next: '将重试；其任务同时交给其他提供者。' },
  },
  JOB_SESSION_ENDED: {
    retryable: true,
    en: {
      message: 'The conversation with a provider ended.',
      next: 'It is tried again; its tasks go to others meanwhile.',
    },
    zh: { message: '与提供者的会话已结束。', next: '将重试；其任务同时交给其他提供者。' },
  },
  JOB_PROVIDER_SILENT: {
    retryable: true,
    en: { message: 'A provider did not say whether it takes the deal.', next: 'Its tasks go to others.' },
    zh: { message: '提供者没有回应是否接受订单。', next: '其任务交给其他提供者。' },
  },
  JOB_DEAL_REFUSED: {
    retryable: false,
    en: {
      message: 'Provider {provider} refused the deal: {reason}.',
      next: 'Its tasks go to others; the escrow returns when the deal ends.',
    },
    zh: { message: '提供者 {provider} 拒绝了订单：{reason}。', next: '其任务交给其他提供者；订单结束时托管退回。' },
  },
  JOB_PROVIDER_FAILS: {
    retryable: false,
    en: { message: 'Provider {provider} failed several tasks in a row: {reason}.', next: 'Its tasks go to others.' },
    zh: { message: '提供者 {provider} 连续失败多个任务：{reason}。', next: '其任务交给其他提供者。' },
  },
  JOB_PROVIDER_BROKE_PROTOCOL: {
    retryable: false,
    en: {
      message: 'Provider {provider} sent a message that is not its to send: {what}.',
      next: 'It is dropped; its tasks go to others.',
    },
    zh: {
      message: '提供者 {provider} 发送了不应由其发送的消息：{what}。',
      next: '已弃用该提供者；其任务交给其他提供者。',
    },
  },
  RECEIPT_WRONG: {
    retryable: false,
    en: {
      message: 'Provider {provider} sent a wrong receipt: {what}.',
      next: 'It is dropped and not paid for it; its tasks go to others.',
    },
    zh: {
      message: '提供者 {provider} 发送了错误的凭证：{what}。',
      next: '已弃用该提供者且不为此付款；其任务交给其他提供者。',
    },
  },
  JOB_SPEC_SYNTAX: {
    retryable: false,
    en: { message: 'The job specification is neither YAML nor JSON.', next: 'Mend the line that the details name.' },
    zh: { message: '作业描述既不是 YAML 也不是 JSON。', next: '请修正详情中指出的那一行。' },
  },
  JOB_SPEC_INVALID: {
    retryable: false,
    en: {
      message: 'The job specification has {count} wrong field(s): {first}',
      next: 'Mend the fields listed; docs/job-spec.md describes each one.',
    },
    zh: {
      message: '作业描述有 {count} 处字段错误：{first}',
      next: '请修正列出的字段；各字段说明见 docs/job-spec.md。',
    },
  },
  JOB_SCENE_INVALID: {
    retryable: false,
    en: { message: 'The scene is wrong at {path}: {reason}.', next: 'Correct that value and encode the scene again.' },
    zh: { message: '场景的 {path} 有误：{reason}。', next: '请改正该值后重新编码场景。' },
  },
  JOB_TILES_INVALID: {
    retryable: false,
    en: {
      message: 'An image of {width} x {height} pixels cannot be split into {count} tiles.',
      next: 'Give whole numbers: a size of at least 1 x 1, and from 1 tile to as many as there are pixels.',
    },
    zh: {
      message: '{width} x {height} 像素的图像无法分为 {count} 块。',
      next: '请使用整数：图像至少为 1 x 1，块数从 1 到像素总数。',
    },
  },
  JOB_TILE_MISMATCH: {
    retryable: false,
    en: {
      message: 'Tile {tile} does not fit the image: {reason}.',
      next: 'Assemble only tiles that were split from this image, with their own outputs.',
    },
    zh: { message: '图块 {tile} 与图像不符：{reason}。', next: '请只用由该图像拆分出的图块及其各自的输出来拼合。' },
  },
  JOB_TILES_INCOMPLETE: {
    retryable: false,
    en: {
      message: 'The tiles leave {missing} of {pixels} pixels of the image empty.',
      next: 'Wait until every task has completed, then assemble again.',
    },
    zh: { message: '图块未覆盖整幅图像：{pixels} 个像素中缺 {missing} 个。', next: '请等所有任务完成后再拼合。' },
  },
  JOB_MODULE_UNAVAILABLE: {
    retryable: true,
    en: {
      message: 'The module {module} could not be loaded.',
      next: 'Check that the file is served or installed beside the code, then try again.',
    },
    zh: { message: '无法加载模块 {module}。', next: '请确认该文件已随代码安装或可供下载，然后重试。' },
  },
} as const satisfies Record<string, ErrorRow>;
