import type { ErrorRow } from '../ErrorRow.ts';

export const leaseErrors = {
  LEASE_CREDIT_REQUIRED: {
    retryable: false,
    en: {
      message:
        'The provider of this use right is paid by credit, and was named no line, or no voucher came for what was used.',
      next: 'Open a credit line to the provider, of the unit and price that the configuration asks for, and name it.',
    },
    zh: {
      message: '该使用权的算力提供者按信用额度收费，但未指定额度，或已用部分没有凭单。',
      next: '请按配置要求的单位和单价向提供者开立信用额度，并在打开时指定。',
    },
  },
  LEASE_CREDIT_ELSEWHERE: {
    retryable: false,
    en: {
      message: 'Another session is paid by credit line {lineId} now.',
      next: 'Use one line for each session.',
    },
    zh: { message: '信用额度 {lineId} 已改由另一会话使用。', next: '请为每个会话使用各自的额度。' },
  },
  LEASE_UNKNOWN: {
    retryable: false,
    en: {
      message: 'There is no use right {useRight}: it was never issued, or was given back.',
      next: 'Check the number; buy another right on the market.',
    },
    zh: { message: '没有使用权 {useRight}：从未发行，或已归还。', next: '请检查编号；或在市场上购买另一使用权。' },
  },
  LEASE_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'Use right {useRight} does not belong to the account that signed.',
      next: 'Only its current owner gets access: buy it, or use the wallet that owns it.',
    },
    zh: {
      message: '使用权 {useRight} 不属于签名的账户。',
      next: '只有当前持有者可以使用：请购买它，或换用持有它的钱包。',
    },
  },
  LEASE_EXPIRED: {
    retryable: false,
    en: {
      message: 'Use right {useRight} has expired.',
      next: 'Renew a right before it ends; an expired one must be bought anew.',
    },
    zh: { message: '使用权 {useRight} 已到期。', next: '请在到期前续期；已到期的须重新购买。' },
  },
  LEASE_TRANSFERRED: {
    retryable: false,
    en: {
      message: 'Use right {useRight} has changed hands.',
      next: 'Its new owner has access now; what still ran was ended.',
    },
    zh: { message: '使用权 {useRight} 已转手。', next: '现在由新的持有者使用；仍在运行的任务已被终止。' },
  },
  LEASE_GIVEN_BACK: {
    retryable: false,
    en: { message: 'Use right {useRight} was given back.', next: 'Buy another right to use the resource again.' },
    zh: { message: '使用权 {useRight} 已归还。', next: '如需再次使用该资源，请购买另一使用权。' },
  },
  LEASE_RESOURCE_NOT_SERVED: {
    retryable: false,
    en: {
      message: 'This provider does not serve resource {resource}.',
      next: 'Ask the provider of that resource; providers name what they serve in `lease.resources`.',
    },
    zh: {
      message: '该提供者不提供资源 {resource}。',
      next: '请连接该资源的提供者；提供者在 `lease.resources` 中指定所提供的资源。',
    },
  },
  LEASE_OPENING_FORGED: {
    retryable: false,
    en: {
      message: 'The signature does not open use right {useRight} for this peer, here and now.',
      next: "Sign this session's own challenge, with the wallet that owns the right.",
    },
    zh: {
      message: '该签名不能在此时此地为该节点开启使用权 {useRight}。',
      next: '请用持有该使用权的钱包签署本次会话的质询。',
    },
  },
  LEASE_RELAYED: {
    retryable: false,
    en: {
      message: 'Peer {peer} asked for a signature that is meant for peer {named}.',
      next: 'Nothing was signed; that peer tries to use another provider in your name. Choose another one.',
    },
    zh: {
      message: '节点 {peer} 索要的签名是给节点 {named} 的。',
      next: '没有签名；该节点试图冒用您的名义。请换一个提供者。',
    },
  },
  LEASE_CHAIN_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'The provider has not been able to read the chain for {silentMs} ms, so it serves nobody.',
      next: 'Open the lease again once its chain endpoint is back.',
    },
    zh: {
      message: '提供者已有 {silentMs} 毫秒无法读取区块链，因此停止服务。',
      next: '待其区块链端点恢复后，请重新打开租约。',
    },
  },
  LEASE_BUSY: {
    retryable: true,
    en: { message: 'The provider has too many leases to open at the same time.', next: 'Try again in a moment.' },
    zh: { message: '提供者同时打开的租约过多。', next: '请稍后再试。' },
  },
  LEASE_SESSIONS_TOO_MANY: {
    retryable: true,
    en: {
      message: 'Use right {useRight} has {maximum} open sessions, which is the maximum.',
      next: 'Close one of them.',
    },
    zh: { message: '使用权 {useRight} 已有 {maximum} 个会话，达到上限。', next: '请先关闭其中一个。' },
  },
  LEASE_HELLO_LATE: {
    retryable: true,
    en: {
      message: 'The lease was not opened within {timeoutMs} ms.',
      next: 'Answer the challenge in time; a wallet that asks its owner must be confirmed at once.',
    },
    zh: { message: '租约未能在 {timeoutMs} 毫秒内打开。', next: '请及时回应质询；需要人工确认的钱包请立即确认。' },
  },
  LEASE_FAILED: {
    retryable: true,
    en: { message: 'The provider could not open the lease.', next: "Try again; the provider's log says why." },
    zh: { message: '提供者无法打开租约。', next: '请重试；原因见提供者日志。' },
  },
  LEASE_JOBS_TOO_MANY: {
    retryable: true,
    en: { message: 'A session runs at most {maximum} jobs at the same time.', next: 'Wait for one of them.' },
    zh: { message: '一个会话最多同时运行 {maximum} 个作业。', next: '请等待其中一个结束。' },
  },
  LEASE_JOB_UNKNOWN: {
    retryable: false,
    en: { message: 'This session has no job {job}.', next: 'Send `job` and wait for `ready` first.' },
    zh: { message: '该会话没有作业 {job}。', next: '请先发送 `job` 并等待 `ready`。' },
  },
  LEASE_PROOF_BUSY: {
    retryable: true,
    en: {
      message: 'The provider is making another compute proof, or holding one.',
      next: 'Proofs are made one at a time, so that each has the whole machine; try again later.',
    },
    zh: { message: '提供者正在生成或保留另一个算力证明。', next: '证明逐个进行，以便独占整台机器；请稍后再试。' },
  },
  LEASE_PROOF_UNKNOWN: {
    retryable: false,
    en: {
      message: 'The provider holds no such compute proof.',
      next: 'It was released, or held for too long; issue a new one.',
    },
    zh: { message: '提供者没有保留这个算力证明。', next: '它已被释放，或保留时间过长；请发起新的证明。' },
  },
  LEASE_PROOF_NOT_OF_TYPE: {
    retryable: false,
    en: {
      message: 'No proof of resource type {typeId} has 2^{leafCountLog2} leaves of {hashesPerLeaf} hashes.',
      next: 'Take depth and hashes per leaf from the terms of the type, as `suanli proof show ID` prints them.',
    },
    zh: {
      message: '资源类型 {typeId} 的算力证明没有 2^{leafCountLog2} 片叶、每叶 {hashesPerLeaf} 次哈希的参数。',
      next: '请使用该类型条款中的深度和每叶哈希次数（见 `suanli proof show ID`）。',
    },
  },
  LEASE_PROOF_FAILED: {
    retryable: true,
    en: { message: 'The compute proof could not be made.', next: "The provider's log says why; try again." },
    zh: { message: '无法生成算力证明。', next: '原因见提供者日志；请重试。' },
  },
  LEASE_PROVIDER_NOT_FOUND: {
    retryable: true,
    en: {
      message: 'No provider of resource {resource} was found within {waitedMs} ms.',
      next: 'Its owner {owner} may be offline. Connect to more peers, or name its address as target.',
    },
    zh: {
      message: '在 {waitedMs} 毫秒内没有找到资源 {resource} 的提供者。',
      next: '其持有者 {owner} 可能已离线。请连接更多节点，或直接给出其地址。',
    },
  },
  LEASE_PROVIDER_SILENT: {
    retryable: true,
    en: { message: 'The provider did not answer within {timeoutMs} ms.', next: 'Try again later.' },
    zh: { message: '提供者在 {timeoutMs} 毫秒内没有回应。', next: '请稍后再试。' },
  },
  LEASE_PROVIDER_BROKE_PROTOCOL: {
    retryable: false,
    en: {
      message: 'The provider broke the lease protocol: {what}.',
      next: 'The session was ended; check that both sides run the same version.',
    },
    zh: { message: '提供者违反了租约协议：{what}。', next: '会话已结束；请确认双方版本一致。' },
  },
  LEASE_REFUSED: {
    retryable: false,
    en: { message: 'The provider refused: {reason}.', next: 'Update this program: it does not know the reason.' },
    zh: { message: '提供者拒绝：{reason}。', next: '请更新本程序：它不认识该原因。' },
  },
  LEASE_CLOSED: {
    retryable: false,
    en: { message: 'The lease session is closed.', next: 'Open the lease again.' },
    zh: { message: '租约会话已关闭。', next: '请重新打开租约。' },
  },
  LEASE_ABORTED: {
    retryable: true,
    en: {
      message: 'The operation on a lease was cancelled by its caller.',
      next: 'Nothing; start it again if it is still wanted.',
    },
    zh: { message: '租约操作已被调用者取消。', next: '无需处理；如仍需要，请重新发起。' },
  },
} as const satisfies Record<string, ErrorRow>;
