import type { ErrorRow } from '../ErrorRow.ts';

/** Refusals of the payment modules, and of what pays and is paid by them. */
export const paymentErrors = {
  CREDIT_NOT_PAYER: {
    retryable: false,
    en: {
      message: 'Only the payer of a credit line may do this.',
      next: 'Use the account that the terms name as payer.',
    },
    zh: { message: '只有信用额度的付款方可以执行此操作。', next: '请使用条款中列为付款方的账户。' },
  },
  CREDIT_NOT_PAYEE: {
    retryable: false,
    en: {
      message: 'Only the payee of a credit line may do this.',
      next: 'Use the account that the terms name as payee.',
    },
    zh: { message: '只有信用额度的收款方可以执行此操作。', next: '请使用条款中列为收款方的账户。' },
  },
  CREDIT_PAYEE_INVALID: {
    retryable: false,
    en: {
      message: 'The payee of a credit line is nobody, or the payer itself.',
      next: 'Name the account that serves.',
    },
    zh: { message: '信用额度的收款方为空或为付款方本身。', next: '请填写提供服务的账户。' },
  },
  CREDIT_ZERO_DEPOSIT: {
    retryable: false,
    en: { message: 'A credit line needs a deposit.', next: 'Give more than nothing.' },
    zh: { message: '信用额度须有押金。', next: '请填写大于零的金额。' },
  },
  CREDIT_DEPOSIT_TOO_LARGE: {
    retryable: false,
    en: { message: 'The deposits of one credit line exceed what it can count.', next: 'Open another line.' },
    zh: { message: '单个信用额度的押金总额超出可记录的范围。', next: '请另开一个额度。' },
  },
  CREDIT_PRICE_INVALID: {
    retryable: false,
    en: {
      message: 'A metered credit line has no price, or a timed one has one.',
      next: 'Give a price above zero for Gwu, node-hours and hours, and none for timed use, whose price is the deposit.',
    },
    zh: {
      message: '计量额度缺少单价，或计时额度带有单价。',
      next: '按 Gwu、节点小时或小时计量时请填写大于零的单价；计时额度的价格即其押金，请勿填写单价。',
    },
  },
  CREDIT_TIMES_INVALID: {
    retryable: false,
    en: {
      message:
        'A credit line expires before it starts, has expired already, or would lock its deposit for more than five years.',
      next: 'Choose an expiry, in seconds, that is later than the start and than now.',
    },
    zh: {
      message: '信用额度的到期时间早于开始时间、已经过去，或将锁定押金超过五年。',
      next: '请以秒为单位选择晚于开始时间和当前时间的到期时间。',
    },
  },
  CREDIT_LINE_EXISTS: {
    retryable: false,
    en: { message: 'A credit line of these terms is, or was, open.', next: 'Choose another nonce.' },
    zh: { message: '相同条款的信用额度正在使用或曾经开立。', next: '请使用其他 nonce。' },
  },
  CREDIT_LINE_UNKNOWN: {
    retryable: false,
    en: {
      message: 'No credit line of these terms was opened.',
      next: 'Check the terms, the chain and the deployment.',
    },
    zh: { message: '未开立过该条款的信用额度。', next: '请检查条款、链和部署。' },
  },
  CREDIT_LINE_NOT_OPEN: {
    retryable: false,
    en: { message: 'The credit line is closed.', next: 'Open another one.' },
    zh: { message: '信用额度已关闭。', next: '请另开一个额度。' },
  },
  CREDIT_LINE_ENDED: {
    retryable: false,
    en: {
      message: 'The credit line has ended: vouchers can no longer be redeemed, nor the deposit raised.',
      next: 'Close it, and open another one. Payees redeem before the end.',
    },
    zh: {
      message: '信用额度已结束：不能再兑付凭单或追加押金。',
      next: '请关闭该额度并另开一个。收款方应在结束前兑付。',
    },
  },
  CREDIT_LINE_NOT_ENDED: {
    retryable: true,
    en: {
      message: 'The deposit of a credit line stays locked until the line ends.',
      next: 'Wait until expiry and grace have passed, or ask the payee to release it.',
    },
    zh: { message: '信用额度结束前押金保持锁定。', next: '请等待到期和宽限期结束，或请收款方提前释放。' },
  },
  CREDIT_UNIT_WRONG: {
    retryable: false,
    en: {
      message: 'A credit line of this unit does not know this call.',
      next: 'Redeem metered lines by voucher and timed lines by time; only metered ones can be topped up.',
    },
    zh: {
      message: '该计量单位的信用额度不支持此操作。',
      next: '计量额度凭凭单兑付，计时额度按时间兑付；只有计量额度可追加押金。',
    },
  },
  CREDIT_VOUCHER_REDEEMED: {
    retryable: false,
    en: { message: 'The voucher was redeemed before.', next: 'Nothing is lost: redeem a newer one when there is one.' },
    zh: { message: '该凭单已兑付过。', next: '款项没有损失，有新凭单时再兑付即可。' },
  },
  CREDIT_VOUCHER_OUTDATED: {
    retryable: false,
    en: {
      message: 'A voucher of a higher quantity is there already.',
      next: 'Each voucher holds all that was used since the line was opened; use the highest.',
    },
    zh: { message: '已有数量更高的凭单。', next: '每张凭单记录自开立以来的全部用量，请使用数量最高的一张。' },
  },
  CREDIT_SIGNATURE_INVALID: {
    retryable: false,
    en: {
      message: 'The voucher is not signed by the payer for this credit line of this contract on this chain.',
      next: 'Ask the payer for a voucher of this line.',
    },
    zh: { message: '凭单并非由付款方针对本链本合约的该信用额度签署。', next: '请向付款方索取该额度的凭单。' },
  },
  CREDIT_NOTHING_DUE: {
    retryable: true,
    en: {
      message: 'Nothing is due: the deposit is spent, or less than one wei was used since the last payment.',
      next: 'Redeem later, or ask the payer to top up.',
    },
    zh: {
      message: '没有应付款项：押金已用完，或上次付款后的用量不足 1 wei。',
      next: '请稍后再兑付，或请付款方追加押金。',
    },
  },
  CREDIT_TERMS_UNSUITABLE: {
    retryable: false,
    en: {
      message: 'The credit line is not what was asked for: {what}.',
      next: 'Open a line of the payee, unit, price, expiry and grace that the provider asks for.',
    },
    zh: {
      message: '信用额度不符合要求：{what}。',
      next: '请按算力提供者要求的收款方、单位、单价、到期时间和宽限期开立额度。',
    },
  },
  CREDIT_DEPOSIT_SPENT: {
    retryable: false,
    en: {
      message: 'The credit line holds {remainingWei} wei, and {neededWei} wei are needed to go on.',
      next: 'Top the line up, or open another one.',
    },
    zh: {
      message: '信用额度剩余 {remainingWei} wei，继续使用需要 {neededWei} wei。',
      next: '请追加押金，或另开一个额度。',
    },
  },
  CREDIT_UNPAID: {
    retryable: false,
    en: {
      message: 'Service ended: {quantity} were used, and vouchers cover {paidQuantity}.',
      next: 'Send a voucher for each interval in time. What was used until here can still be paid for.',
    },
    zh: {
      message: '服务已结束：已使用 {quantity}，凭单仅涵盖 {paidQuantity}。',
      next: '请按时为每个计费区间发送凭单；此前的用量仍可补付。',
    },
  },
  CREDIT_PREPAYMENT_REFUSED: {
    retryable: false,
    en: {
      message: 'A voucher of {quantity} would pay more than one interval ahead of the {usedQuantity} used.',
      next: 'Check what the provider has served; never sign for more than one interval ahead.',
    },
    zh: {
      message: '数量为 {quantity} 的凭单将比已使用的 {usedQuantity} 预付超过一个计费区间。',
      next: '请核对算力提供者已提供的服务；切勿预签超过一个区间。',
    },
  },
  SIGNED_DEPOSIT_MALFORMED: {
    retryable: false,
    en: { message: 'This is no signed deposit.', next: 'Take the file as `suanli pay deposit sign` wrote it.' },
    zh: { message: '这不是已签署的存款。', next: '请使用 `suanli pay deposit sign` 写出的文件。' },
  },
  VOUCHER_MALFORMED: {
    retryable: false,
    en: { message: 'This is no voucher.', next: 'Take the file as `suanli credit voucher` wrote it.' },
    zh: { message: '这不是凭单。', next: '请使用 `suanli credit voucher` 写出的文件。' },
  },
} as const satisfies Record<string, ErrorRow>;
