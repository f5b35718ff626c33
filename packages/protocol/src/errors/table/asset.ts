import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of what is tokenised: hardware, resources and their types, use rights, and shares in income. */
export const assetErrors = {
  ERC721_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'The account neither owns this token nor may move it.',
      next: 'Send it from the owner, or let the owner approve the account.',
    },
    zh: { message: '账户既不是该通证的所有者，也无权转移它。', next: '请由所有者发送，或请所有者授权该账户。' },
  },
  ERC721_UNKNOWN_TOKEN: {
    retryable: false,
    en: {
      message: 'There is no token with this number.',
      next: 'Check the number: the token may have been given back or dissolved.',
    },
    zh: { message: '不存在此编号的通证。', next: '请检查编号：该通证可能已归还或解散。' },
  },
  ERC721_INVALID_ADDRESS: {
    retryable: false,
    en: {
      message: 'This address cannot own, receive or manage such tokens.',
      next: 'Give another address; a contract must be made to receive them.',
    },
    zh: { message: '该地址不能持有、接收或管理此类通证。', next: '请提供其他地址；合约须支持接收此类通证。' },
  },
  ERC1155_INSUFFICIENT_BALANCE: {
    retryable: false,
    en: {
      message: 'The account has fewer shares than it is to give.',
      next: 'Read its balance; whoever offered them may have given them away.',
    },
    zh: { message: '账户持有的份额少于要转出的数量。', next: '请查询其余额；出售者可能已将份额转出。' },
  },
  ERC1155_NOT_APPROVED: {
    retryable: false,
    en: {
      message: 'The account may not move the shares of another.',
      next: 'Send it from the holder, or let the holder approve the account.',
    },
    zh: { message: '账户无权转移他人的份额。', next: '请由持有者发送，或请持有者授权该账户。' },
  },
  ERC1155_INVALID_ADDRESS: {
    retryable: false,
    en: {
      message: 'This address cannot hold, receive or manage shares.',
      next: 'Give another address; a contract must be made to receive them.',
    },
    zh: { message: '该地址不能持有、接收或管理份额。', next: '请提供其他地址；合约须支持接收份额。' },
  },
  ERC1155_LENGTHS_DIFFER: {
    retryable: false,
    en: { message: 'The lists of tokens and of amounts differ in length.', next: 'Give one amount for each token.' },
    zh: { message: '通证列表与数量列表的长度不一致。', next: '请为每个通证给出一个数量。' },
  },
  HARDWARE_FINGERPRINT_INVALID: {
    retryable: false,
    en: { message: 'The fingerprint of the hardware is zero.', next: 'Give the hash of what identifies the device.' },
    zh: { message: '物理资源的指纹为零。', next: '请提供设备标识信息的哈希。' },
  },
  HARDWARE_FINGERPRINT_TAKEN: {
    retryable: false,
    en: {
      message: 'Hardware with this fingerprint is registered already.',
      next: 'Use the token that exists; a device is registered once.',
    },
    zh: { message: '该指纹的物理资源已注册。', next: '请使用已有的通证；每台设备只能注册一次。' },
  },
  HARDWARE_IN_USE: {
    retryable: true,
    en: { message: 'The hardware is part of a resource.', next: 'Dissolve the resource first.' },
    zh: { message: '该物理资源已属于某个算力资源。', next: '请先解散该算力资源。' },
  },
  HARDWARE_MIXED: {
    retryable: false,
    en: {
      message: 'The hardware of one resource must be of one type and model.',
      next: 'Make one resource for each type and model.',
    },
    zh: { message: '同一算力资源中的物理资源必须类型和型号相同。', next: '请为每种类型和型号分别创建算力资源。' },
  },
  HARDWARE_MODEL_INVALID: {
    retryable: false,
    en: { message: 'The model of the hardware is empty.', next: 'Give the name of the model, in at most 32 bytes.' },
    zh: { message: '物理资源的型号为空。', next: '请提供型号名称，最多 32 字节。' },
  },
  HARDWARE_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the hardware.', next: 'Send it from the owner of the hardware.' },
    zh: { message: '账户不是该物理资源的所有者。', next: '请由物理资源的所有者发送。' },
  },
  HARDWARE_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no hardware with this number.', next: 'Register it first, or check the number.' },
    zh: { message: '不存在此编号的物理资源。', next: '请先注册，或检查编号。' },
  },
  HARDWARE_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the contract of resources may lock and unlock hardware.',
      next: 'Create or dissolve a resource instead.',
    },
    zh: { message: '只有算力资源合约才能锁定和解锁物理资源。', next: '请改为创建或解散算力资源。' },
  },
  RESOURCE_HARDWARE_COUNT_INVALID: {
    retryable: false,
    en: { message: 'A resource takes 1 to 32 pieces of hardware.', next: 'Give as many, or make several resources.' },
    zh: { message: '一个算力资源包含 1 至 32 个物理资源。', next: '请调整数量，或创建多个算力资源。' },
  },
  RESOURCE_IN_USE: {
    retryable: true,
    en: { message: 'A live use right binds the resource.', next: 'Wait until it expires, or is given back.' },
    zh: { message: '该算力资源已被有效的使用权通证绑定。', next: '请等待其到期或归还。' },
  },
  RESOURCE_NOT_OWNER: {
    retryable: false,
    en: { message: 'The account does not own the resource.', next: 'Send it from the owner of the resource.' },
    zh: { message: '账户不是该算力资源的所有者。', next: '请由算力资源的所有者发送。' },
  },
  RESOURCE_TYPE_NAME_INVALID: {
    retryable: false,
    en: { message: 'The name of a resource type has 1 to 32 bytes.', next: 'Choose another name.' },
    zh: { message: '资源类型名称须为 1 至 32 字节。', next: '请选择其他名称。' },
  },
  RESOURCE_TYPE_NAME_TAKEN: {
    retryable: false,
    en: {
      message: 'There is a resource type with this name already.',
      next: 'Set the terms of that one, or choose another name.',
    },
    zh: { message: '已存在同名的资源类型。', next: '请修改该类型的参数，或选择其他名称。' },
  },
  RESOURCE_TYPE_NOT_LISTED: {
    retryable: false,
    en: {
      message: 'The DAO has closed this resource type to new hardware.',
      next: 'Choose another type, or propose to list it again.',
    },
    zh: { message: 'DAO 已停止该资源类型的新注册。', next: '请选择其他类型，或提案重新开放。' },
  },
  RESOURCE_TYPE_TERMS_INVALID: {
    retryable: false,
    en: {
      message: 'The terms of the resource type are out of range.',
      next: 'Give at least one share, leaf, sample, hash and second, at most 2^40 leaves, and a range that is not empty.',
    },
    zh: {
      message: '资源类型的参数超出范围。',
      next: '份额、叶、抽样、哈希和秒数至少为一，叶数不超过 2^40，且算力范围不能为空。',
    },
  },
  RESOURCE_TYPE_UNKNOWN: {
    retryable: false,
    en: { message: 'The DAO does not know this resource type.', next: 'Choose a listed type, or propose this one.' },
    zh: { message: 'DAO 未收录该资源类型。', next: '请选择已收录的类型，或提案收录。' },
  },
  RESOURCE_TYPE_VERSION_UNKNOWN: {
    retryable: false,
    en: {
      message: 'The terms of this resource type have no such version.',
      next: 'Choose a version from 1 to the present one.',
    },
    zh: { message: '该资源类型的参数没有此版本。', next: '请选择 1 到当前版本之间的版本。' },
  },
  RESOURCE_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no resource with this number.', next: 'Check the number: it may have been dissolved.' },
    zh: { message: '不存在此编号的算力资源。', next: '请检查编号：它可能已解散。' },
  },
  RESOURCE_WRONG_CALLER: {
    retryable: false,
    en: {
      message: 'Only the contract of use rights may bind and release resources.',
      next: 'Issue a use right, or give one back, instead.',
    },
    zh: { message: '只有使用权合约才能绑定和释放算力资源。', next: '请改为发行或归还使用权通证。' },
  },
  REVENUE_RIGHT_EMPTY_BATCH: {
    retryable: false,
    en: { message: 'No resource was given to settle.', next: 'Give at least one.' },
    zh: { message: '未给出要结账的算力资源。', next: '请至少给出一个。' },
  },
  REVENUE_RIGHT_EXISTS: {
    retryable: false,
    en: {
      message: 'The resource has a revenue right already.',
      next: 'List with that one: it is created once, and for good.',
    },
    zh: { message: '该算力资源已有收益权通证。', next: '请使用已有的收益权：它只创建一次，永久有效。' },
  },
  REVENUE_RIGHT_HOLDER_INVALID: {
    retryable: false,
    en: {
      message: 'A holder is the zero address, or gets no share.',
      next: 'Give every holder an address and at least one share.',
    },
    zh: { message: '某个持有者是零地址或未分得份额。', next: '请为每个持有者给出地址和至少一份。' },
  },
  REVENUE_RIGHT_HOLDERS_INVALID: {
    retryable: false,
    en: { message: 'There are 1 to 64 holders, and one number of shares for each.', next: 'Correct the distribution.' },
    zh: { message: '持有者须为 1 至 64 个，且每个对应一个份额数。', next: '请更正分配。' },
  },
  REVENUE_RIGHT_INCOME_MISSING: {
    retryable: false,
    en: {
      message: 'The income was not paid in before it was attributed.',
      next: 'Report it with the details: a module pays first.',
    },
    zh: { message: '收益在入账前尚未支付。', next: '请附上详细信息报告此问题：模块应先付款。' },
  },
  REVENUE_RIGHT_MISSING: {
    retryable: false,
    en: { message: 'The resource has no revenue right that could take income.', next: 'Let its provider create one.' },
    zh: { message: '该算力资源没有可接收收益的收益权通证。', next: '请算力提供者先创建收益权通证。' },
  },
  REVENUE_RIGHT_NOT_PROVIDER: {
    retryable: false,
    en: {
      message: 'Only the owner of a resource creates its revenue right.',
      next: 'Send it from the owner of the resource.',
    },
    zh: { message: '只有算力资源的所有者才能创建其收益权通证。', next: '请由算力资源的所有者发送。' },
  },
  REVENUE_RIGHT_NOTHING_ACCRUED: {
    retryable: true,
    en: {
      message: 'There is nothing to settle for this account.',
      next: 'Wait for income; only holders of shares are paid.',
    },
    zh: { message: '该账户没有可结算的收益。', next: '请等待收益；只有收益权持有者才会获得支付。' },
  },
  REVENUE_RIGHT_SHARES_MISMATCH: {
    retryable: false,
    en: {
      message: 'The shares do not add up to the number of the resource type.',
      next: 'Give out exactly as many as the type has.',
    },
    zh: { message: '份额之和不等于该资源类型的收益权值。', next: '请按该类型的收益权值分配份额。' },
  },
  REVENUE_RIGHT_ZERO_INCOME: {
    retryable: false,
    en: { message: 'The income is zero.', next: 'Give an amount above zero.' },
    zh: { message: '收益为零。', next: '请给出大于零的金额。' },
  },
  USE_RIGHT_EXPIRED: {
    retryable: false,
    en: { message: 'The use right has ended.', next: 'Buy or issue another one.' },
    zh: { message: '使用权已结束。', next: '请购买或发行新的使用权。' },
  },
  USE_RIGHT_EXPIRY_INVALID: {
    retryable: false,
    en: { message: 'The expiry lies in the past, or is no later than the present one.', next: 'Give a later one.' },
    zh: { message: '到期时间已过，或不晚于当前到期时间。', next: '请给出更晚的时间。' },
  },
  USE_RIGHT_NOT_OWNER: {
    retryable: false,
    en: {
      message: 'The account neither owns the use right nor may act for its owner.',
      next: 'Send it from the owner.',
    },
    zh: { message: '账户既不是使用权的所有者，也无权代其操作。', next: '请由所有者发送。' },
  },
  USE_RIGHT_RENTAL_TOO_LONG: {
    retryable: false,
    en: { message: 'The rental would outlast the use right.', next: 'Let it end with the use right, or before.' },
    zh: { message: '出租期限超过使用权的期限。', next: '请在使用权到期时或之前结束出租。' },
  },
  USE_RIGHT_UNKNOWN: {
    retryable: false,
    en: { message: 'There is no use right with this number.', next: 'Check the number: it may have been given back.' },
    zh: { message: '不存在此编号的使用权通证。', next: '请检查编号：它可能已归还。' },
  },
  USE_RIGHT_UNSOLD: {
    retryable: false,
    en: {
      message: 'A use right that was never sold moves by a sale on the market only.',
      next: 'List it, and let the receiver buy it.',
    },
    zh: { message: '从未售出的使用权只能通过市场出售转移。', next: '请上架出售，由接收方购买。' },
  },
  USE_RIGHT_WRONG_CALLER: {
    retryable: false,
    en: { message: 'Only the market may do this.', next: 'Buy or renew on the market instead.' },
    zh: { message: '此操作只能由市场合约执行。', next: '请改为在市场上购买或续期。' },
  },
} as const satisfies Record<string, ErrorRow>;
