import type { CommandDefinition } from '../CommandDefinition.ts';
import { assetRegister } from './asset/register.ts';
import { assetResourceCreate } from './asset/resource/create.ts';
import { assetResourceDissolve } from './asset/resource/dissolve.ts';
import { assetResourceList } from './asset/resource/list.ts';
import { assetRevenueCreate } from './asset/revenue/create.ts';
import { assetRevenueShow } from './asset/revenue/show.ts';
import { assetRevenueTransfer } from './asset/revenue/transfer.ts';
import { assetTypes } from './asset/types.ts';
import { assetUseRightGiveBack } from './asset/useRight/giveBack.ts';
import { assetUseRightIssue } from './asset/useRight/issue.ts';
import { assetUseRightLet } from './asset/useRight/let.ts';
import { assetUseRightShow } from './asset/useRight/show.ts';
import { bench } from './bench.ts';
import { conformance } from './conformance.ts';
import { creditClose } from './credit/close.ts';
import { creditList } from './credit/list.ts';
import { creditOpen } from './credit/open.ts';
import { creditRedeem } from './credit/redeem.ts';
import { creditRelease } from './credit/release.ts';
import { creditShow } from './credit/show.ts';
import { creditTopUp } from './credit/topUp.ts';
import { creditVoucher } from './credit/voucher.ts';
import { daoCancel } from './dao/cancel.ts';
import { daoDelegate } from './dao/delegate.ts';
import { daoExecute } from './dao/execute.ts';
import { daoList } from './dao/list.ts';
import { daoProposeAccess } from './dao/proposeAccess.ts';
import { daoProposeCall } from './dao/proposeCall.ts';
import { daoProposeFee } from './dao/proposeFee.ts';
import { daoProposeRole } from './dao/proposeRole.ts';
import { daoProposeTerms } from './dao/proposeTerms.ts';
import { daoProposeType } from './dao/proposeType.ts';
import { daoProposeUpgrade } from './dao/proposeUpgrade.ts';
import { daoQueue } from './dao/queue.ts';
import { daoTypes } from './dao/types.ts';
import { daoVote } from './dao/vote.ts';
import { demo } from './demo.ts';
import { demoDispute } from './demoDispute.ts';
import { demoPayments } from './demoPayments.ts';
import { demoUseRight } from './demoUseRight.ts';
import { deploy } from './deploy/deploy.ts';
import { doctor } from './doctor/doctor.ts';
import { incomeSettle } from './income/settle.ts';
import { incomeShow } from './income/show.ts';
import { jobCancel } from './job/cancel.ts';
import { jobFetch } from './job/fetch.ts';
import { jobReceipts } from './job/receipts.ts';
import { jobRun } from './job/run.ts';
import { jobStatus } from './job/status.ts';
import { jobWatch } from './job/watch.ts';
import { leaseBuy } from './lease/buy.ts';
import { leaseOpen } from './lease/open.ts';
import { leaseRenew } from './lease/renew.ts';
import { leaseRun } from './lease/run.ts';
import { marketBuy } from './market/buy.ts';
import { marketDelist } from './market/delist.ts';
import { marketList } from './market/list.ts';
import { marketRenewalCancel } from './market/renewal/cancel.ts';
import { marketRenewalMandate } from './market/renewal/mandate.ts';
import { marketRenewalOffer } from './market/renewal/offer.ts';
import { marketRenewalRun } from './market/renewal/run.ts';
import { marketReprice } from './market/reprice.ts';
import { marketSell } from './market/sell.ts';
import { marketSharesBuy } from './market/shares/buy.ts';
import { marketSharesDelist } from './market/shares/delist.ts';
import { marketSharesList } from './market/shares/list.ts';
import { marketSharesSell } from './market/shares/sell.ts';
import { offerList } from './offer/list.ts';
import { payDepositRelay } from './pay/deposit/relay.ts';
import { payDepositSign } from './pay/deposit/sign.ts';
import { payLotteryCheck } from './pay/lottery/check.ts';
import { payLotteryClaim } from './pay/lottery/claim.ts';
import { payLotteryList } from './pay/lottery/list.ts';
import { payMany } from './pay/many.ts';
import { paySend } from './pay/send.ts';
import { priceDemand } from './price/demand.ts';
import { priceHistory } from './price/history.ts';
import { priceList } from './price/list.ts';
import { priceRelease } from './price/release.ts';
import { priceSupply } from './price/supply.ts';
import { proofMeasure } from './proof/measure.ts';
import { proofRanking } from './proof/ranking.ts';
import { proofRun } from './proof/run.ts';
import { proofShow } from './proof/show.ts';
import { proofVerify } from './proof/verify.ts';
import { providerConfig } from './provider/config.ts';
import { providerStart } from './provider/start.ts';
import { test } from './test.ts';
import { tokenAccountCreate } from './token/account/create.ts';
import { tokenAccountExecute } from './token/account/execute.ts';
import { tokenAccountPath } from './token/account/path.ts';
import { tokenAccountRecoverFinish } from './token/account/recover/finish.ts';
import { tokenAccountRecoverSign } from './token/account/recover/sign.ts';
import { tokenAccountRecoverStart } from './token/account/recover/start.ts';
import { tokenAccountRecoverVeto } from './token/account/recover/veto.ts';
import { tokenAccountShow } from './token/account/show.ts';
import { tokenBalance } from './token/balance.ts';
import { tokenDeploy } from './token/deploy.ts';
import { tokenDetect } from './token/detect.ts';
import { tokenFundDistribute } from './token/fund/distribute.ts';
import { tokenFundShow } from './token/fund/show.ts';
import { tokenMigrate } from './token/migrate.ts';
import { tokenSaleBuy } from './token/sale/buy.ts';
import { tokenSaleShow } from './token/sale/show.ts';
import { tokenVestingRelease } from './token/vesting/release.ts';
import { tokenVestingShow } from './token/vesting/show.ts';
import { up } from './up.ts';
import { walletAddress } from './wallet/address.ts';
import { walletBalance } from './wallet/balance.ts';
import { walletConsent } from './wallet/consent.ts';
import { walletCreate } from './wallet/create.ts';
import { walletDeposit } from './wallet/deposit.ts';
import { walletImport } from './wallet/import.ts';
import { walletTransfer } from './wallet/transfer.ts';
import { walletWithdrawRequest } from './wallet/withdrawRequest.ts';
import { walletWithdrawTake } from './wallet/withdrawTake.ts';

/** Every command, in the order of the help. */
export const allCommands = [
  up,
  demo,
  demoDispute,
  demoUseRight,
  demoPayments,
  jobRun,
  jobStatus,
  jobWatch,
  jobCancel,
  jobFetch,
  jobReceipts,
  leaseBuy,
  leaseOpen,
  leaseRun,
  leaseRenew,
  offerList,
  providerStart,
  providerConfig,
  assetTypes,
  assetRegister,
  assetResourceCreate,
  assetResourceList,
  assetResourceDissolve,
  assetUseRightIssue,
  assetUseRightShow,
  assetUseRightGiveBack,
  assetUseRightLet,
  assetRevenueCreate,
  assetRevenueShow,
  assetRevenueTransfer,
  marketList,
  marketSell,
  marketReprice,
  marketDelist,
  marketBuy,
  marketSharesList,
  marketSharesSell,
  marketSharesDelist,
  marketSharesBuy,
  marketRenewalOffer,
  marketRenewalMandate,
  marketRenewalCancel,
  marketRenewalRun,
  proofRun,
  proofVerify,
  proofShow,
  proofRanking,
  proofMeasure,
  incomeShow,
  incomeSettle,
  paySend,
  payMany,
  payLotteryList,
  payLotteryCheck,
  payLotteryClaim,
  payDepositSign,
  payDepositRelay,
  creditOpen,
  creditList,
  creditShow,
  creditVoucher,
  creditRedeem,
  creditTopUp,
  creditClose,
  creditRelease,
  priceList,
  priceHistory,
  priceSupply,
  priceDemand,
  priceRelease,
  tokenBalance,
  tokenDetect,
  tokenDeploy,
  tokenSaleShow,
  tokenSaleBuy,
  tokenMigrate,
  tokenFundShow,
  tokenFundDistribute,
  tokenVestingShow,
  tokenVestingRelease,
  tokenAccountCreate,
  tokenAccountShow,
  tokenAccountExecute,
  tokenAccountPath,
  tokenAccountRecoverSign,
  tokenAccountRecoverStart,
  tokenAccountRecoverVeto,
  tokenAccountRecoverFinish,
  walletCreate,
  walletImport,
  walletAddress,
  walletBalance,
  walletTransfer,
  walletDeposit,
  walletConsent,
  walletWithdrawRequest,
  walletWithdrawTake,
  daoTypes,
  daoList,
  daoDelegate,
  daoProposeType,
  daoProposeTerms,
  daoProposeFee,
  daoProposeRole,
  daoProposeAccess,
  daoProposeUpgrade,
  daoProposeCall,
  daoVote,
  daoQueue,
  daoExecute,
  daoCancel,
  deploy,
  doctor,
  bench,
  conformance,
  test,
] as readonly CommandDefinition[];
