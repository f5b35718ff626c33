import type { ErrorRow } from '../ErrorRow.ts';

export const cliErrors = {
  CLI_COMMAND_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no command "{name}".', next: 'List the commands with `suanli --help`.' },
    zh: { message: '没有命令“{name}”。', next: '请用 `suanli --help` 列出命令。' },
  },
  CLI_COMMAND_INCOMPLETE: {
    retryable: false,
    en: { message: '"{name}" needs one of its commands.', next: 'List them with `{name} --help`.' },
    zh: { message: '“{name}” 后还需要一个子命令。', next: '请用 `{name} --help` 列出。' },
  },
  CLI_OPTION_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no option {name} here.', next: 'List the options with `{command} --help`.' },
    zh: { message: '此处没有选项 {name}。', next: '请用 `{command} --help` 列出选项。' },
  },
  CLI_OPTION_VALUE_MISSING: {
    retryable: false,
    en: { message: 'Option {name} needs a value.', next: 'See `{command} --help`.' },
    zh: { message: '选项 {name} 需要一个值。', next: '请参见 `{command} --help`。' },
  },
  CLI_OPTION_MISSING: {
    retryable: false,
    en: { message: 'Option {name} must be given.', next: 'See `{command} --help`.' },
    zh: { message: '必须给出选项 {name}。', next: '请参见 `{command} --help`。' },
  },
  CLI_ARGUMENT_MISSING: {
    retryable: false,
    en: { message: 'Argument {name} is missing.', next: 'See `{command} --help`.' },
    zh: { message: '缺少参数 {name}。', next: '请参见 `{command} --help`。' },
  },
  CLI_ARGUMENTS_TOO_MANY: {
    retryable: false,
    en: { message: 'There are more arguments than "{command}" takes.', next: 'See `{command} --help`.' },
    zh: { message: '“{command}” 的参数过多。', next: '请参见 `{command} --help`。' },
  },
  CLI_PORT_TAKEN: {
    retryable: true,
    en: {
      message: 'Port {port} of this machine is in use.',
      next: 'End what uses it, or choose another with {option}; 0 takes any free one.',
    },
    zh: {
      message: '本机端口 {port} 已被占用。',
      next: '请结束占用它的程序，或用 {option} 另选端口；0 表示任意空闲端口。',
    },
  },
  CLI_CONSOLE_BUILD_FAILED: {
    retryable: false,
    en: {
      message: 'The web console could not be built.',
      next: 'Its own words are above; `npm run build -w @suanli/console` shows them again.',
    },
    zh: { message: '网页控制台构建失败。', next: '构建输出见上；可用 `npm run build -w @suanli/console` 重新查看。' },
  },
  CLI_UP_DATA_INVALID: {
    retryable: false,
    en: {
      message: '{file} does not describe a market.',
      next: 'Delete the folder, or choose another with --data; it is made anew.',
    },
    zh: { message: '{file} 描述的不是一个市场。', next: '请删除该文件夹，或用 --data 另选一个；它会被重新创建。' },
  },
  CLI_USAGE: {
    retryable: false,
    en: { message: 'The command line cannot be understood.', next: 'See `{command} --help`.' },
    zh: { message: '无法理解此命令行。', next: '请参见 `{command} --help`。' },
  },
  CLI_CHOICE_INVALID: {
    retryable: false,
    en: { message: '{name} cannot be "{value}".', next: 'Give one of: {choices}.' },
    zh: { message: '{name} 不能为“{value}”。', next: '请给出以下之一：{choices}。' },
  },
  CLI_AMOUNT_INVALID: {
    retryable: false,
    en: {
      message: '{name} "{value}" is not an amount of tokens.',
      next: 'Write a number above 0 with at most 18 decimals, such as 1.5.',
    },
    zh: { message: '{name} 的“{value}”不是代币数量。', next: '请写大于 0、最多 18 位小数的数，例如 1.5。' },
  },
  CLI_WORK_INVALID: {
    retryable: false,
    en: { message: '{name}: {value} is no amount of work.', next: 'Give a number and a unit, such as "500 Gwu".' },
    zh: { message: '{name}：{value} 不是计量值。', next: '请填写数字和单位，例如 "500 Gwu"。' },
  },
  CLI_PAYMENT_INVALID: {
    retryable: false,
    en: {
      message: 'Line {line} of {file} is no payment.',
      next: 'Write an account and an amount of tokens in each line, such as "0x7099…79C8 0.5"; # begins a remark.',
    },
    zh: {
      message: '{file} 第 {line} 行不是付款。',
      next: '每行填写一个账户和通证数，例如 "0x7099…79C8 0.5"；# 之后为注释。',
    },
  },
  CLI_PAYMENT_NOT_WORTHWHILE: {
    retryable: false,
    en: {
      message: 'Every way of paying costs more than a payment is worth; nothing was sent.',
      next: 'Wait until more is due, or name a way with --method.',
    },
    zh: {
      message: '任何付款方式的手续费都高于某笔付款；未发送任何交易。',
      next: '请累积更多款项后再付，或用 --method 指定方式。',
    },
  },
  CLI_HEX_INVALID: {
    retryable: false,
    en: { message: '{name} cannot be "{value}".', next: 'Give 0x and pairs of hexadecimal digits.' },
    zh: { message: '{name} 不能为“{value}”。', next: '请给出 0x 加成对的十六进制数字。' },
  },
  CLI_PROPOSAL_AMBIGUOUS: {
    retryable: false,
    en: { message: 'Several proposals begin with {value}.', next: 'Give more digits.' },
    zh: { message: '有多个提案以 {value} 开头。', next: '请给出更多位数。' },
  },
  CLI_ADDRESS_INVALID: {
    retryable: false,
    en: {
      message: '{name} "{value}" is not an address.',
      next: 'Write 0x and 40 hexadecimal digits; with mixed case, the checksum must be right.',
    },
    zh: {
      message: '{name} 的“{value}”不是地址。',
      next: '请写 0x 加 40 位十六进制数字；若大小写混合，校验和必须正确。',
    },
  },
  CLI_NUMBER_INVALID: {
    retryable: false,
    en: {
      message: '{name} "{value}" is not a whole number from {minimum} to {maximum}.',
      next: 'Give such a number.',
    },
    zh: { message: '{name} 的“{value}”不是 {minimum} 到 {maximum} 的整数。', next: '请给出这样的数。' },
  },
  CLI_SETTING_INVALID: {
    retryable: false,
    en: {
      message: '"{value}" is not a setting.',
      next: 'Write name=value, such as provider.slots=2; `suanli provider config` lists the names.',
    },
    zh: {
      message: '“{value}”不是设置项。',
      next: '请写成 name=value，例如 provider.slots=2；名称见 `suanli provider config`。',
    },
  },
  CLI_CONFIG_SYNTAX: {
    retryable: false,
    en: { message: 'The configuration file {file} is not YAML.', next: 'Mend the line that the details name.' },
    zh: { message: '配置文件 {file} 不是有效的 YAML。', next: '请修正详情中指出的那一行。' },
  },
  CLI_CONFIG_INVALID: {
    retryable: false,
    en: {
      message: 'The configuration has {count} wrong option(s): {first}',
      next: 'Mend the options listed; docs/cli.md describes each one.',
    },
    zh: { message: '配置中有 {count} 个选项有误：{first}', next: '请修正列出的选项；各选项说明见 docs/cli.md。' },
  },
  CLI_FILE_UNREADABLE: {
    retryable: false,
    en: { message: 'The file {file} cannot be read.', next: 'Check the path and its permissions.' },
    zh: { message: '无法读取文件 {file}。', next: '请检查路径和权限。' },
  },
  CLI_FILE_UNWRITABLE: {
    retryable: false,
    en: { message: 'The file {file} cannot be written.', next: 'Check the folder, its permissions and the disk.' },
    zh: { message: '无法写入文件 {file}。', next: '请检查目录、权限和磁盘空间。' },
  },
  CLI_FILE_EXISTS: {
    retryable: false,
    en: {
      message: 'There is a file {file} already.',
      next: 'Choose another one with --out, or replace it with --force.',
    },
    zh: { message: '文件 {file} 已存在。', next: '请用 --out 选择其他文件，或用 --force 覆盖。' },
  },
  CLI_WALLET_MISSING: {
    retryable: false,
    en: {
      message: 'There is no wallet at {file}.',
      next: 'Make one with `suanli wallet create`, or bring one with `suanli wallet import`.',
    },
    zh: { message: '{file} 没有钱包。', next: '请用 `suanli wallet create` 创建，或用 `suanli wallet import` 导入。' },
  },
  CLI_PRIVATE_KEY_MALFORMED: {
    retryable: false,
    en: {
      message: '{file} does not hold a private key.',
      next: 'Its only content must be 64 hexadecimal digits, with or without 0x.',
    },
    zh: { message: '{file} 中没有私钥。', next: '其内容只能是 64 位十六进制数字，可带 0x 前缀。' },
  },
  CLI_PASSWORD_MISMATCH: {
    retryable: false,
    en: { message: 'The two passwords differ.', next: 'Try again; nothing was written.' },
    zh: { message: '两次输入的密码不同。', next: '请重试；未写入任何内容。' },
  },
  CLI_PASSWORD_PROMPT_ENDED: {
    retryable: false,
    en: { message: 'No password was entered.', next: 'Try again, or give --password-file.' },
    zh: { message: '没有输入密码。', next: '请重试，或使用 --password-file。' },
  },
  CLI_DEPLOYMENT_MISSING: {
    retryable: false,
    en: {
      message: 'There is no deployment file at {file}.',
      next: "Give the market's file with --deployment, or make a market of your own with `suanli deploy`.",
    },
    zh: {
      message: '{file} 没有部署文件。',
      next: '请用 --deployment 指定市场的部署文件，或用 `suanli deploy` 自建市场。',
    },
  },
  CLI_PEERS_MISSING: {
    retryable: false,
    en: {
      message: 'No peer of the market is known, so no offer can be found.',
      next: 'Give the multiaddr of one with --peer, or list some under `peers` in config.yaml.',
    },
    zh: {
      message: '不知道市场中的任何节点，因此找不到报价。',
      next: '请用 --peer 给出一个节点的 multiaddr，或在 config.yaml 的 `peers` 下列出。',
    },
  },
  CLI_JOB_AMBIGUOUS: {
    retryable: false,
    en: { message: '{count} jobs start with {prefix}.', next: 'Give more digits of the id.' },
    zh: { message: '有 {count} 个作业以 {prefix} 开头。', next: '请给出编号的更多位。' },
  },
  CLI_JOB_BUSY: {
    retryable: true,
    en: {
      message: 'Process {pid} is working on job {jobId}.',
      next: 'Let it finish, or stop it; `suanli job status` shows how the job stands meanwhile.',
    },
    zh: {
      message: '进程 {pid} 正在处理作业 {jobId}。',
      next: '请等待其完成或将其停止；期间可用 `suanli job status` 查看作业。',
    },
  },
  CLI_STORE_UNUSABLE: {
    retryable: false,
    en: {
      message: 'The job store {file} cannot be used.',
      next: 'Check the disk and permissions; restore the file from a backup where it is damaged.',
    },
    zh: { message: '作业存储 {file} 无法使用。', next: '请检查磁盘与权限；若文件损坏请从备份恢复。' },
  },
  CLI_STORE_VERSION: {
    retryable: false,
    en: {
      message: 'The job store {file} has schema {actual}; this version knows up to {known}.',
      next: 'Run the newer version that wrote it.',
    },
    zh: {
      message: '作业存储 {file} 的结构版本为 {actual}；本版本最高支持 {known}。',
      next: '请运行写入它的较新版本。',
    },
  },
  CLI_OUTPUT_FOLDER_MISSING: {
    retryable: false,
    en: {
      message: 'Job {jobId} has {tasks} tasks: their outputs need a folder.',
      next: 'Give one with --out, or choose a task with --task.',
    },
    zh: {
      message: '作业 {jobId} 有 {tasks} 个任务：其输出需要一个目录。',
      next: '请用 --out 指定，或用 --task 选择一个任务。',
    },
  },
  CLI_OUTPUT_PATH_UNSAFE: {
    retryable: false,
    en: {
      message: 'Task {taskIndex} names a file "{path}" that would leave its folder.',
      next: 'The file is not written: the program or its provider is at fault.',
    },
    zh: { message: '任务 {taskIndex} 的文件“{path}”会写到其目录之外。', next: '该文件未写入：程序或其提供者有误。' },
  },
  CLI_RECEIPTS_MISSING: {
    retryable: true,
    en: { message: 'Job {jobId} has no receipts yet.', next: 'Carry it on with `suanli job watch`.' },
    zh: { message: '作业 {jobId} 还没有执行凭证。', next: '请用 `suanli job watch` 继续该作业。' },
  },
  CLI_MOMENT_INVALID: {
    retryable: false,
    en: {
      message: '{name} "{value}" is no point in time.',
      next: 'Give a time from now, such as 12h or 30d (s, min, h, d), or a date such as 2030-01-31T12:00Z.',
    },
    zh: {
      message: '{name} 的“{value}”不是时间。',
      next: '请给出从现在起的时长，例如 12h 或 30d（s、min、h、d），或日期，例如 2030-01-31T12:00Z。',
    },
  },
  CLI_HOLDER_INVALID: {
    retryable: false,
    en: {
      message: '{name} "{value}" is not an address and a number of shares.',
      next: 'Write it as 0x…=60.',
    },
    zh: { message: '{name} 的“{value}”不是地址和份额数。', next: '请写成 0x…=60 的形式。' },
  },
  CLI_HASH_INVALID: {
    retryable: false,
    en: { message: '{name} "{value}" is not a hash.', next: 'Give 0x and 64 hexadecimal digits.' },
    zh: { message: '{name} 的“{value}”不是哈希值。', next: '请给出 0x 加 64 位十六进制数字。' },
  },
  CLI_OPTIONS_EXCLUSIVE: {
    retryable: false,
    en: {
      message: 'This needs exactly one of these options: {options}.',
      next: 'Give one of them, and not the other.',
    },
    zh: { message: '以下选项须且只能给出一个：{options}。', next: '请给出其中一个。' },
  },
  CLI_DEMO_STEP_SKIPPED: {
    retryable: false,
    en: {
      message: 'Step {step} comes after step {before}, which was left out.',
      next: 'Run the steps in their order.',
    },
    zh: { message: '步骤 {step} 须在步骤 {before} 之后，而后者被跳过。', next: '请按顺序执行各步骤。' },
  },
  CLI_DEMO_NOT_REFUSED: {
    retryable: false,
    en: { message: 'What must be refused with {code} was possible: {what}.', next: 'Report it: this is a defect.' },
    zh: { message: '本应以 {code} 拒绝的操作得以执行：{what}。', next: '请报告：这是缺陷。' },
  },
  CLI_INTERRUPTED: {
    retryable: true,
    en: { message: 'Stopped by {signal}, as asked.', next: 'Start the command again to go on.' },
    zh: { message: '已按要求由 {signal} 停止。', next: '如需继续，请重新运行该命令。' },
  },
  CLI_DEMO_STALLED: {
    retryable: true,
    en: {
      message: 'The demonstration waited {seconds} s in vain for {what}.',
      next: 'Run it again, on a machine that has less to do; where it comes again, report it.',
    },
    zh: {
      message: '演示等待 {what} 达 {seconds} 秒，仍无结果。',
      next: '请在较空闲的机器上重新运行；若再次出现，请报告。',
    },
  },
  CLI_CHECKOUT_MISSING: {
    retryable: false,
    en: {
      message: 'There is no {script} here: this verb works in a checkout of the source alone.',
      next: 'Clone the repository and run `./suanli` in it.',
    },
    zh: { message: '此处没有 {script}：该命令只能在源代码目录中使用。', next: '请克隆仓库并在其中运行 `./suanli`。' },
  },
  CLI_UNEXPECTED: {
    retryable: false,
    en: {
      message: 'Something unexpected went wrong.',
      next: 'Run again with --verbose and report what it prints, with the command.',
    },
    zh: { message: '发生了意外错误。', next: '请加 --verbose 重新运行，并连同命令一起报告其输出。' },
  },
} as const satisfies Record<string, ErrorRow>;
