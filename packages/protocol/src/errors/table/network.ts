import type { ErrorRow } from '../ErrorRow.ts';

export const networkErrors = {
  NETWORK_START_FAILED: {
    retryable: true,
    en: {
      message: 'The network could not start listening on {addresses}.',
      next: 'Check that the ports are free and the addresses belong to this machine.',
    },
    zh: { message: '网络无法在 {addresses} 上开始监听。', next: '请检查端口是否空闲、地址是否属于本机。' },
  },
  NETWORK_NOT_RUNNING: {
    retryable: false,
    en: {
      message: 'The network is not running.',
      next: 'Call `start()` first; a network that was stopped cannot be started again, create a new one.',
    },
    zh: { message: '网络没有运行。', next: '请先调用 `start()`；已停止的网络不能再次启动，请新建一个。' },
  },
  NETWORK_KEY_MALFORMED: {
    retryable: false,
    en: {
      message: 'The network key is not a protobuf-encoded libp2p private key.',
      next: 'Make a new one with `generateNetworkKey()`; the peer id changes with it.',
    },
    zh: {
      message: '网络密钥不是 protobuf 编码的 libp2p 私钥。',
      next: '请用 `generateNetworkKey()` 生成新的密钥；节点标识会随之改变。',
    },
  },
  NETWORK_ADDRESS_MALFORMED: {
    retryable: false,
    en: {
      message: '"{address}" is neither a multiaddr nor a peer id.',
      next: 'Write addresses like /ip4/192.0.2.1/tcp/4001/p2p/12D3Koo… .',
    },
    zh: {
      message: '“{address}” 既不是 multiaddr，也不是节点标识。',
      next: '地址应写成 /ip4/192.0.2.1/tcp/4001/p2p/12D3Koo… 的形式。',
    },
  },
  NETWORK_UNREACHABLE: {
    retryable: true,
    en: {
      message: 'Peer {peer} could not be reached.',
      next: 'Check that it runs, and that its address and port are open from here.',
    },
    zh: { message: '无法连接到节点 {peer}。', next: '请检查它是否在运行，以及从本机能否访问其地址和端口。' },
  },
  NETWORK_PROTOCOL_UNSUPPORTED: {
    retryable: false,
    en: {
      message: 'Peer {peer} does not speak {protocol}.',
      next: 'It may be no provider or run another version; choose another peer.',
    },
    zh: { message: '节点 {peer} 不支持协议 {protocol}。', next: '它可能不是提供者或版本不同；请换一个节点。' },
  },
  NETWORK_CLOSED: {
    retryable: true,
    en: {
      message: 'The connection to peer {peer} was lost or closed.',
      next: 'Connect again; what was in flight may have to be sent again.',
    },
    zh: { message: '与节点 {peer} 的连接已断开。', next: '请重新连接；传输中的内容可能需要重发。' },
  },
  NETWORK_SILENT: {
    retryable: true,
    en: {
      message: 'Peer {peer} sent nothing for {timeoutMs} ms.',
      next: 'It is taken for gone; its tasks go to others. Connect again later.',
    },
    zh: {
      message: '节点 {peer} 在 {timeoutMs} 毫秒内没有发送任何内容。',
      next: '视为已离线，其任务交给其他节点；请稍后重连。',
    },
  },
  NETWORK_MALFORMED: {
    retryable: false,
    en: {
      message: 'Peer {peer} sent a malformed {what}.',
      next: 'The session was ended; check that both sides run the same version.',
    },
    zh: { message: '节点 {peer} 发来的 {what} 格式错误。', next: '会话已结束；请确认双方版本一致。' },
  },
  NETWORK_FRAME_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'A message of {bytes} bytes is over the limit of {limitBytes} bytes.',
      next: 'Send fewer tasks per message, and put large data into blobs.',
    },
    zh: {
      message: '消息有 {bytes} 字节，超过上限 {limitBytes} 字节。',
      next: '请减少每条消息的任务数，并把大块数据放入 blob。',
    },
  },
  NETWORK_ABORTED: {
    retryable: true,
    en: {
      message: 'A network operation was cancelled by its caller.',
      next: 'Nothing; start it again if it is still wanted.',
    },
    zh: { message: '网络操作已被调用者取消。', next: '无需处理；如仍需要，请重新发起。' },
  },
  BLOB_NOT_FOUND: {
    retryable: true,
    en: {
      message: 'No connected peer delivered blob {cid} in time.',
      next: 'Check that a peer that has it is online, then try again; what arrived is kept.',
    },
    zh: {
      message: '没有已连接的节点及时提供 blob {cid}。',
      next: '请确认拥有它的节点在线后重试；已收到的部分会保留。',
    },
  },
  BLOB_MISMATCH: {
    retryable: false,
    en: {
      message: 'Peer {peer} answered blob {expected} with other bytes ({actual}).',
      next: 'The bytes were thrown away; get it from another peer.',
    },
    zh: {
      message: '节点 {peer} 对 blob {expected} 返回了其他内容（{actual}）。',
      next: '内容已丢弃；请从其他节点获取。',
    },
  },
  BLOB_TOO_LARGE: {
    retryable: false,
    en: {
      message: 'A blob of {bytes} bytes is over the limit of {limitBytes} bytes.',
      next: 'Split it, or raise `maxBytes`.',
    },
    zh: { message: 'blob 有 {bytes} 字节，超过上限 {limitBytes} 字节。', next: '请拆分它，或调高 `maxBytes`。' },
  },
  BLOB_CID_UNSUPPORTED: {
    retryable: false,
    en: {
      message: '"{cid}" is not a CID of a raw block or UnixFS file with sha2-256.',
      next: 'Add the data again with `put`, or with `ipfs add --cid-version=1`.',
    },
    zh: {
      message: '“{cid}” 不是 sha2-256 的原始块或 UnixFS 文件的 CID。',
      next: '请用 `put` 或 `ipfs add --cid-version=1` 重新添加数据。',
    },
  },
  BLOB_MALFORMED: {
    retryable: false,
    en: {
      message: 'Blob {cid} is no well-formed UnixFS file: {reason}.',
      next: 'Whoever published it made it wrongly; ask for a corrected one.',
    },
    zh: { message: 'blob {cid} 不是格式正确的 UnixFS 文件：{reason}。', next: '发布者构造有误；请索取更正后的版本。' },
  },
} as const satisfies Record<string, ErrorRow>;
