export {
  createNetwork,
  generateNetworkKey,
  type Network,
  type NetworkOptions,
  type TaskSession,
} from '@suanli/network';
export {
  type CreateResourceParameters,
  type CreateResourceReturnType,
  createResource,
} from './actions/asset/createResource.ts';
export { type CreateRevenueRightParameters, createRevenueRight } from './actions/asset/createRevenueRight.ts';
export { type DissolveResourceParameters, dissolveResource } from './actions/asset/dissolveResource.ts';
export { type FindResourcesParameters, findResources } from './actions/asset/findResources.ts';
export {
  type FindShareholdersParameters,
  findShareholders,
  type Shareholder,
} from './actions/asset/findShareholders.ts';
export { type GetFreeResourcesParameters, getFreeResources } from './actions/asset/getFreeResources.ts';
export { type GetHardwareParameters, getHardware, type Hardware } from './actions/asset/getHardware.ts';
export { type GetResourceParameters, getResource, type Resource } from './actions/asset/getResource.ts';
export { getResourceTypes, type ResourceType } from './actions/asset/getResourceTypes.ts';
export { type GetResourceTypeTermsParameters, getResourceTypeTerms } from './actions/asset/getResourceTypeTerms.ts';
export { type GetRevenueRightParameters, getRevenueRight, type RevenueRight } from './actions/asset/getRevenueRight.ts';
export { type GetSharesParameters, getShares } from './actions/asset/getShares.ts';
export { type GetUseRightParameters, getUseRight, type UseRight } from './actions/asset/getUseRight.ts';
export { type GiveBackUseRightParameters, giveBackUseRight } from './actions/asset/giveBackUseRight.ts';
export {
  type IssueUseRightParameters,
  type IssueUseRightReturnType,
  issueUseRight,
} from './actions/asset/issueUseRight.ts';
export {
  type RegisterHardwareParameters,
  type RegisterHardwareReturnType,
  registerHardware,
} from './actions/asset/registerHardware.ts';
export { type SetUseRightUserParameters, setUseRightUser } from './actions/asset/setUseRightUser.ts';
export { type TransferSharesParameters, transferShares } from './actions/asset/transferShares.ts';
export { type DepositParameters, deposit } from './actions/bank/deposit.ts';
export { type FindBatchParameters, findBatch, type PaidBatch } from './actions/bank/findBatch.ts';
export { type BankAccount, type GetBankAccountParameters, getBankAccount } from './actions/bank/getBankAccount.ts';
export { type BankBooks, getBankBooks } from './actions/bank/getBankBooks.ts';
export { type GetNextBatchParameters, getNextBatch } from './actions/bank/getNextBatch.ts';
export { type IsNewBankAccountParameters, isNewBankAccount } from './actions/bank/isNewBankAccount.ts';
export { type ConsentModule, type ModuleConsentParameters, moduleConsent } from './actions/bank/moduleConsent.ts';
export { type PayBatchParameters, type PayBatchReturnType, payBatch } from './actions/bank/payBatch.ts';
export { type RequestWithdrawalParameters, requestWithdrawal } from './actions/bank/requestWithdrawal.ts';
export { type SetConsentParameters, setConsent } from './actions/bank/setConsent.ts';
export { type WithdrawParameters, withdraw } from './actions/bank/withdraw.ts';
export type { AnsweredDeal } from './actions/broker/AnsweredDeal.ts';
export { type AcceptDealsParameters, acceptDeals } from './actions/broker/acceptDeals.ts';
export { type AnswerDealsParameters, answerDeals } from './actions/broker/answerDeals.ts';
export { type CancelDealsParameters, cancelDeals } from './actions/broker/cancelDeals.ts';
export { type CancelNoncesParameters, cancelNonces } from './actions/broker/cancelNonces.ts';
export { type ExpireDealsParameters, expireDeals } from './actions/broker/expireDeals.ts';
export { type FinalizeDealsParameters, finalizeDeals } from './actions/broker/finalizeDeals.ts';
export { type FinalizeRefutedDealsParameters, finalizeRefutedDeals } from './actions/broker/finalizeRefutedDeals.ts';
export { type DealAnswer, type GetDealAnswerParameters, getDealAnswer } from './actions/broker/getDealAnswer.ts';
export { type GetDealPaymentParameters, getDealPayment } from './actions/broker/getDealPayment.ts';
export { type DealState, type GetDealStateParameters, getDealState } from './actions/broker/getDealState.ts';
export { type GetDealTermsParameters, getDealTerms } from './actions/broker/getDealTerms.ts';
export { type GetRefutationParameters, getRefutation } from './actions/broker/getRefutation.ts';
export {
  type DealFill,
  type OpenDealsParameters,
  type OpenDealsReturnType,
  openDeals,
} from './actions/broker/openDeals.ts';
export { type SettleDealsParameters, settleDeals } from './actions/broker/settleDeals.ts';
export { type SignAcceptanceParameters, signAcceptance } from './actions/broker/signAcceptance.ts';
export { type SignAnswerParameters, signAnswer } from './actions/broker/signAnswer.ts';
export { type SignCancellationParameters, signCancellation } from './actions/broker/signCancellation.ts';
export { type SignOpeningParameters, signOpening } from './actions/broker/signOpening.ts';
export { type SignRequestParameters, signRequest } from './actions/broker/signRequest.ts';
export { getBlockNumber } from './actions/chain/getBlockNumber.ts';
export { getChainTime } from './actions/chain/getChainTime.ts';
export { hasPendingTransactions } from './actions/chain/hasPendingTransactions.ts';
export {
  type DeployGenesisAllocationParameters,
  type DeployGenesisAllocationReturnType,
  deployGenesisAllocation,
  type GenesisAllocation,
  genesisAllocation,
} from './actions/deploy/deployGenesisAllocation.ts';
export {
  type DeployMarketParameters,
  type DeployMarketReturnType,
  type DeployProgress,
  deployMarket,
  type GovernanceParameters,
} from './actions/deploy/deployMarket.ts';
export { type ChallengeAnswerParameters, challengeAnswer } from './actions/dispute/challengeAnswer.ts';
export {
  type ChallengeRevealedLeafParameters,
  challengeRevealedLeaf,
} from './actions/dispute/challengeRevealedLeaf.ts';
export { type CloseGameParameters, closeGame } from './actions/dispute/closeGame.ts';
export { type ConcedeGameParameters, concedeGame } from './actions/dispute/concedeGame.ts';
export { type DemandLeafParameters, demandLeaf } from './actions/dispute/demandLeaf.ts';
export { type FindGamesOptions, type FindGamesParameters, findGames } from './actions/dispute/findGames.ts';
export type { GameClaim } from './actions/dispute/GameClaim.ts';
export type {
  GameChallenge,
  GameDemand,
  GameEntry,
  GameMove,
  GameOutcome,
  GameRecord,
  GameReveal,
} from './actions/dispute/GameRecord.ts';
export { type DealGames, type GetDealGamesParameters, getDealGames } from './actions/dispute/getDealGames.ts';
export { getDisputeSections } from './actions/dispute/getDisputeSections.ts';
export { type GetGameOptions, type GetGameParameters, getGame } from './actions/dispute/getGame.ts';
export type { LeafProof } from './actions/dispute/LeafProof.ts';
export { type MoveGameParameters, moveGame } from './actions/dispute/moveGame.ts';
export { type ProveStepParameters, proveStep } from './actions/dispute/proveStep.ts';
export {
  type ProveStepAndFinalizeParameters,
  proveStepAndFinalize,
} from './actions/dispute/proveStepAndFinalize.ts';
export { type RefuteDuplicateParameters, refuteDuplicate } from './actions/dispute/refuteDuplicate.ts';
export { type RefuteTaskParameters, refuteTask } from './actions/dispute/refuteTask.ts';
export { type RefuteTaskIndexParameters, refuteTaskIndex } from './actions/dispute/refuteTaskIndex.ts';
export { type RevealLeafParameters, revealLeaf } from './actions/dispute/revealLeaf.ts';
export { type RevealLeafCountParameters, revealLeafCount } from './actions/dispute/revealLeafCount.ts';
export { type TimeoutGameParameters, timeoutGame } from './actions/dispute/timeoutGame.ts';
export { abandonExecution } from './actions/execution/abandonExecution.ts';
export { acceptExecution } from './actions/execution/acceptExecution.ts';
export { type AnswerExecutionParameters, answerExecution } from './actions/execution/answerExecution.ts';
export { type ChallengeExecutionParameters, challengeExecution } from './actions/execution/challengeExecution.ts';
export {
  type DeployExecutableFactoryParameters,
  type DeployExecutableFactoryReturnType,
  deployExecutableFactory,
  type ExecutableAlgorithm,
} from './actions/execution/deployExecutableFactory.ts';
export { type DisputeExecutionParameters, disputeExecution } from './actions/execution/disputeExecution.ts';
export type {
  Execution,
  ExecutionParameters,
  ExecutionTerms,
  GasBounds,
  ResultClaim,
} from './actions/execution/Execution.ts';
export {
  type ExecuteExecutionParameters,
  type ExecuteExecutionReturnType,
  executeExecution,
} from './actions/execution/executeExecution.ts';
export { expireExecution } from './actions/execution/expireExecution.ts';
export { finalizeExecution } from './actions/execution/finalizeExecution.ts';
export {
  type ExecutableMetadata,
  type GetExecutableMetadataParameters,
  getExecutableMetadata,
} from './actions/execution/getExecutableMetadata.ts';
export {
  type GetExecutionParameters,
  type GetExecutionReturnType,
  getExecution,
} from './actions/execution/getExecution.ts';
export {
  type GetExecutionDepositParameters,
  type GetExecutionDepositReturnType,
  getExecutionDeposit,
} from './actions/execution/getExecutionDeposit.ts';
export { type OpenExecutionMarketParameters, openExecutionMarket } from './actions/execution/openExecutionMarket.ts';
export {
  type RequestExecutionParameters,
  type RequestExecutionReturnType,
  requestExecution,
} from './actions/execution/requestExecution.ts';
export { type CurveCallParameters, curveCall } from './actions/governance/calls/curveCall.ts';
export {
  type ContractName,
  type DecodedCall,
  decodeProposalCall,
} from './actions/governance/calls/decodeProposalCall.ts';
export { type FeeCallParameters, feeCall } from './actions/governance/calls/feeCall.ts';
export {
  type FunctionRoleCallParameters,
  functionRoleCall,
  publicRole,
} from './actions/governance/calls/functionRoleCall.ts';
export { resourceTypeCall } from './actions/governance/calls/resourceTypeCall.ts';
export {
  type RestrictedContract,
  type RestrictedFunction,
  restrictedFunctions,
} from './actions/governance/calls/restrictedFunctions.ts';
export { type RoleCallParameters, roleCall } from './actions/governance/calls/roleCall.ts';
export { type TermsCallParameters, termsCall } from './actions/governance/calls/termsCall.ts';
export { type UpgradeableModule, upgradeableModules } from './actions/governance/calls/UpgradeableModule.ts';
export { type UpgradeCallParameters, upgradeCall } from './actions/governance/calls/upgradeCall.ts';
export { type CancelProposalParameters, cancelProposal } from './actions/governance/cancelProposal.ts';
export { type CastVoteParameters, castVote, type Vote } from './actions/governance/castVote.ts';
export { type DelegateVotesParameters, delegateVotes } from './actions/governance/delegateVotes.ts';
export { type ExecuteProposalParameters, executeProposal } from './actions/governance/executeProposal.ts';
export { type Governance, getGovernance } from './actions/governance/getGovernance.ts';
export { type GetProposalParameters, getProposal } from './actions/governance/getProposal.ts';
export {
  type GetVotingPowerParameters,
  getVotingPower,
  type VotingPower,
} from './actions/governance/getVotingPower.ts';
export { type ListProposalsParameters, listProposals } from './actions/governance/listProposals.ts';
export type { Proposal } from './actions/governance/Proposal.ts';
export type { ProposalCall } from './actions/governance/ProposalCall.ts';
export { type ProposeParameters, type ProposeReturnType, propose } from './actions/governance/propose.ts';
export { type QueueProposalParameters, queueProposal } from './actions/governance/queueProposal.ts';
export { simulateProposalCall } from './actions/governance/simulateProposalCall.ts';
export { type GetAccruedIncomeParameters, getAccruedIncome } from './actions/income/getAccruedIncome.ts';
export { type GetIncomeParameters, getIncome, type Income } from './actions/income/getIncome.ts';
export {
  type SettleIncomeParameters,
  type SettleIncomeReturnType,
  settleIncome,
} from './actions/income/settleIncome.ts';
export {
  type SettleIncomeManyParameters,
  type SettleIncomeManyReturnType,
  settleIncomeMany,
} from './actions/income/settleIncomeMany.ts';
export { type OpenLeaseParameters, type OpenLeaseReturnType, openLease } from './actions/lease/openLease.ts';
export { type SignLeaseOpeningParameters, signLeaseOpening } from './actions/lease/signLeaseOpening.ts';
export { type BuySharesParameters, type BuySharesReturnType, buyShares } from './actions/market/buyShares.ts';
export { type BuyUseRightParameters, type BuyUseRightReturnType, buyUseRight } from './actions/market/buyUseRight.ts';
export { type CancelRenewalParameters, cancelRenewal } from './actions/market/cancelRenewal.ts';
export { type DelistSharesParameters, delistShares } from './actions/market/delistShares.ts';
export { type DelistUseRightParameters, delistUseRight } from './actions/market/delistUseRight.ts';
export { type FindListingsParameters, type FoundListing, findListings } from './actions/market/findListings.ts';
export {
  type FindSharesListingsParameters,
  type FoundSharesListing,
  findSharesListings,
} from './actions/market/findSharesListings.ts';
export { type GetListingParameters, getListing, type Listing } from './actions/market/getListing.ts';
export { getMarketFee, type MarketFee } from './actions/market/getMarketFee.ts';
export { type GetRenewalParameters, getRenewal, type Renewal } from './actions/market/getRenewal.ts';
export {
  type GetSharesListingParameters,
  getSharesListing,
  type SharesListing,
} from './actions/market/getSharesListing.ts';
export { type ListSharesParameters, listShares } from './actions/market/listShares.ts';
export { type ListUseRightParameters, listUseRight } from './actions/market/listUseRight.ts';
export { type MandateRenewalParameters, mandateRenewal } from './actions/market/mandateRenewal.ts';
export { type OfferRenewalParameters, offerRenewal } from './actions/market/offerRenewal.ts';
export { type RenewAutomaticallyParameters, renewAutomatically } from './actions/market/renewAutomatically.ts';
export {
  type RenewUseRightParameters,
  type RenewUseRightReturnType,
  renewUseRight,
} from './actions/market/renewUseRight.ts';
export { type RepriceUseRightParameters, repriceUseRight } from './actions/market/repriceUseRight.ts';
export {
  type GetOfferStandingParameters,
  getOfferStanding,
  type OfferStanding,
} from './actions/offer/getOfferStanding.ts';
export { type SignOfferParameters, signOffer } from './actions/offer/signOffer.ts';
export type { CreditLine, CreditLineState } from './actions/payment/CreditLine.ts';
export {
  type ClaimLotteryParameters,
  type ClaimLotteryReturnType,
  claimLottery,
} from './actions/payment/claimLottery.ts';
export {
  type CloseCreditLineParameters,
  type CloseCreditLineReturnType,
  closeCreditLine,
} from './actions/payment/closeCreditLine.ts';
export {
  type DepositWithAuthorizationParameters,
  depositWithAuthorization,
} from './actions/payment/depositWithAuthorization.ts';
export { type ExpireLotteryParameters, expireLottery } from './actions/payment/expireLottery.ts';
export { type FindCreditLinesParameters, findCreditLines } from './actions/payment/findCreditLines.ts';
export { type FindLotteriesParameters, type FoundLottery, findLotteries } from './actions/payment/findLotteries.ts';
export { type GetCreditLineParameters, getCreditLine } from './actions/payment/getCreditLine.ts';
export { type GetCreditLineStateParameters, getCreditLineState } from './actions/payment/getCreditLineState.ts';
export { getLotteryPrizeCap } from './actions/payment/getLotteryPrizeCap.ts';
export {
  type GetLotteryStateParameters,
  type GetLotteryStateReturnType,
  getLotteryState,
  type LotteryStage,
} from './actions/payment/getLotteryState.ts';
export {
  type IsDepositAuthorizationUsedParameters,
  isDepositAuthorizationUsed,
} from './actions/payment/isDepositAuthorizationUsed.ts';
export {
  type OpenCreditLineParameters,
  type OpenCreditLineReturnType,
  openCreditLine,
} from './actions/payment/openCreditLine.ts';
export { type OpenLotteryParameters, type OpenLotteryReturnType, openLottery } from './actions/payment/openLottery.ts';
export {
  type PrepareLotteryParameters,
  type PrepareLotteryReturnType,
  prepareLottery,
} from './actions/payment/prepareLottery.ts';
export { type RedeemTimedParameters, redeemTimed } from './actions/payment/redeemTimed.ts';
export {
  type RedeemVoucherParameters,
  type RedeemVoucherReturnType,
  redeemVoucher,
} from './actions/payment/redeemVoucher.ts';
export {
  type ReleaseCreditLineParameters,
  type ReleaseCreditLineReturnType,
  releaseCreditLine,
} from './actions/payment/releaseCreditLine.ts';
export type { SignedDeposit } from './actions/payment/SignedDeposit.ts';
export {
  type SignDepositAuthorizationParameters,
  signDepositAuthorization,
} from './actions/payment/signDepositAuthorization.ts';
export { type SignLotteryParameters, signLottery } from './actions/payment/signLottery.ts';
export { type SignVoucherParameters, signVoucher } from './actions/payment/signVoucher.ts';
export { type TopUpCreditLineParameters, topUpCreditLine } from './actions/payment/topUpCreditLine.ts';
export {
  type VerifyLotteryAnnouncementParameters,
  type VerifyLotteryAnnouncementReturnType,
  verifyLotteryAnnouncement,
} from './actions/payment/verifyLotteryAnnouncement.ts';
export { type VerifyVoucherParameters, verifyVoucher } from './actions/payment/verifyVoucher.ts';
export {
  type WaitForLotteryDrawParameters,
  type WaitForLotteryDrawReturnType,
  waitForLotteryDraw,
} from './actions/payment/waitForLotteryDraw.ts';
export {
  type EpochPrice,
  type FindPricesParameters,
  findPrices,
} from './actions/price/findPrices.ts';
export {
  type FindStatementsParameters,
  findStatements,
  type PriceStatement,
} from './actions/price/findStatements.ts';
export {
  type GetPriceFiguresParameters,
  getPriceFigures,
  type PriceFigures,
} from './actions/price/getPriceFigures.ts';
export {
  type GetPriceQuoteParameters,
  getPriceQuote,
  type PriceQuote,
} from './actions/price/getPriceQuote.ts';
export {
  type GetSupplyCapacityParameters,
  getSupplyCapacity,
  type SupplyCapacity,
} from './actions/price/getSupplyCapacity.ts';
export {
  type PublishDemandParameters,
  type PublishDemandReturnType,
  publishDemand,
} from './actions/price/publishDemand.ts';
export {
  type PublishSupplyParameters,
  type PublishSupplyReturnType,
  publishSupply,
} from './actions/price/publishSupply.ts';
export { type ReleaseStatementsParameters, releaseStatements } from './actions/price/releaseStatements.ts';
export type { ComputeProof } from './actions/proof/ComputeProof.ts';
export { type CommitProofParameters, commitProof } from './actions/proof/commitProof.ts';
export { type ExpireProofParameters, expireProof } from './actions/proof/expireProof.ts';
export { type GetProofParameters, getProof } from './actions/proof/getProof.ts';
export { type GetProofChallengesParameters, getProofChallenges } from './actions/proof/getProofChallenges.ts';
export { type GetRankingParameters, getRanking, type RankedResource } from './actions/proof/getRanking.ts';
export {
  type GetRankingBucketsParameters,
  getRankingBuckets,
  type RankingBuckets,
} from './actions/proof/getRankingBuckets.ts';
export { type GetStandingParameters, getStanding, type Standing } from './actions/proof/getStanding.ts';
export { type IssueProofParameters, type IssueProofReturnType, issueProof } from './actions/proof/issueProof.ts';
export { type OpenProofParameters, openProof } from './actions/proof/openProof.ts';
export type { ProofCheck, ProofCheckName } from './actions/proof/ProofCheck.ts';
export {
  type ProofCommitter,
  type ProofStep,
  type RunProofParameters,
  type RunProofReturnType,
  runProof,
} from './actions/proof/runProof.ts';
export { type ProofVerdict, type VerifyProofParameters, verifyProof } from './actions/proof/verifyProof.ts';
export {
  type WaitForProofChallengesParameters,
  waitForProofChallenges,
} from './actions/proof/waitForProofChallenges.ts';
export { type WaitForProofSeedParameters, waitForProofSeed } from './actions/proof/waitForProofSeed.ts';
export { type CancelQuorumParameters, cancelQuorum } from './actions/quorum/cancelQuorum.ts';
export { type ContributeResultsParameters, contributeResults } from './actions/quorum/contributeResults.ts';
export { type ExpireQuorumParameters, expireQuorum } from './actions/quorum/expireQuorum.ts';
export { type FinalizeQuorumParameters, finalizeQuorum } from './actions/quorum/finalizeQuorum.ts';
export { getContributors } from './actions/quorum/getContributors.ts';
export { type GetQuorumParameters, type GetQuorumReturnType, getQuorum } from './actions/quorum/getQuorum.ts';
export { getQuorumResult, type QuorumResult } from './actions/quorum/getQuorumResult.ts';
export { getQuorumStatus } from './actions/quorum/getQuorumStatus.ts';
export {
  type GetReliabilityParameters,
  type GetReliabilityReturnType,
  getReliability,
} from './actions/quorum/getReliability.ts';
export { type OpenQuorumParameters, type OpenQuorumReturnType, openQuorum } from './actions/quorum/openQuorum.ts';
export {
  type ContributionKind,
  contributionKinds,
  type Quorum,
  type QuorumSeat,
  type QuorumStatus,
  type QuorumTerms,
  quorumStatuses,
  type SealedResult,
} from './actions/quorum/Quorum.ts';
export { quorumDomain } from './actions/quorum/quorumDomain.ts';
export { quorumSeatDeal } from './actions/quorum/quorumSeatDeal.ts';
export { quorumSeatId } from './actions/quorum/quorumSeatId.ts';
export { type SealResultParameters, sealResult } from './actions/quorum/sealResult.ts';
export { type SignContributionParameters, signContribution } from './actions/quorum/signContribution.ts';
export { type SignQuorumOfferParameters, signQuorumOffer } from './actions/quorum/signQuorumOffer.ts';
export { type BuyTokensParameters, type BuyTokensReturnType, buyTokens } from './actions/token/buyTokens.ts';
export {
  type DeployPresaleMigrationParameters,
  type DeployPresaleMigrationReturnType,
  deployPresaleMigration,
} from './actions/token/deployPresaleMigration.ts';
export {
  type DeployRecoverableAccountParameters,
  type DeployRecoverableAccountReturnType,
  deployRecoverableAccount,
} from './actions/token/deployRecoverableAccount.ts';
export { type DeployTokenParameters, type DeployTokenReturnType, deployToken } from './actions/token/deployToken.ts';
export {
  type DetectTokenCapabilitiesParameters,
  detectTokenCapabilities,
  type Erc20FunctionName,
  type TokenCapabilities,
} from './actions/token/detectTokenCapabilities.ts';
export { type DistributeDailyFundParameters, distributeDailyFund } from './actions/token/distributeDailyFund.ts';
export { type DistributorCallParameters, distributorCall } from './actions/token/distributorCall.ts';
export { type ExecuteAsAccountParameters, executeAsAccount } from './actions/token/executeAsAccount.ts';
export { type FinishGrantReturnParameters, finishGrantReturn } from './actions/token/finishGrantReturn.ts';
export { type FinishRecoveryParameters, finishRecovery } from './actions/token/finishRecovery.ts';
export { type DailyFundState, type GetDailyFundParameters, getDailyFund } from './actions/token/getDailyFund.ts';
export {
  type GetPresaleMigrationParameters,
  getPresaleMigration,
  type PresaleMigration,
} from './actions/token/getPresaleMigration.ts';
export {
  type GetRecoverableAccountParameters,
  getRecoverableAccount,
  type RecoverableAccount,
} from './actions/token/getRecoverableAccount.ts';
export { type GetTokenBalanceParameters, getTokenBalance } from './actions/token/getTokenBalance.ts';
export { type GetTokenSaleParameters, getTokenSale, type TokenSale } from './actions/token/getTokenSale.ts';
export { type GetVestingParameters, getVesting, type Vesting } from './actions/token/getVesting.ts';
export {
  type MigratePresaleParameters,
  type MigratePresaleReturnType,
  migratePresale,
} from './actions/token/migratePresale.ts';
export { type PromotionGrantCallParameters, promotionGrantCall } from './actions/token/promotionGrantCall.ts';
export { type ReleaseVestedParameters, releaseVested } from './actions/token/releaseVested.ts';
export { type RequestGrantReturnParameters, requestGrantReturn } from './actions/token/requestGrantReturn.ts';
export { type RequireTokenBalanceParameters, requireTokenBalance } from './actions/token/requireTokenBalance.ts';
export { type ReturnPresaleLeftoverParameters, returnPresaleLeftover } from './actions/token/returnPresaleLeftover.ts';
export { type ReturnUnsoldTokensParameters, returnUnsoldTokens } from './actions/token/returnUnsoldTokens.ts';
export { type SetRecoveryPathParameters, setRecoveryPath } from './actions/token/setRecoveryPath.ts';
export { type SignRecoveryParameters, signRecovery } from './actions/token/signRecovery.ts';
export { type StartRecoveryParameters, startRecovery } from './actions/token/startRecovery.ts';
export { type TransferTokenParameters, transferToken } from './actions/token/transferToken.ts';
export { type VetoRecoveryParameters, vetoRecovery } from './actions/token/vetoRecovery.ts';
export { type WithdrawSaleProceedsParameters, withdrawSaleProceeds } from './actions/token/withdrawSaleProceeds.ts';
export { type CreateSuanliClientParameters, createSuanliClient } from './client/createSuanliClient.ts';
export type { SuanliClient } from './client/SuanliClient.ts';
export type { Transaction } from './client/Transaction.ts';
export type { AnswerReport, AnswerVerification } from './coordinator/AnswerVerification.ts';
export { billJob } from './coordinator/billJob.ts';
export { billReasonTexts } from './coordinator/billReasonTexts.ts';
export { cancelJob } from './coordinator/cancelJob.ts';
export { type CreateJobOptions, type CreateJobParameters, createJob } from './coordinator/createJob.ts';
export { createMemoryJobStore } from './coordinator/createMemoryJobStore.ts';
export { decodeJobRecord, encodeJobRecord } from './coordinator/encodeJobRecord.ts';
export { type FetchOutputParameters, fetchOutput } from './coordinator/fetchOutput.ts';
export type { Job } from './coordinator/Job.ts';
export type { JobBill, PaymentReport } from './coordinator/JobBill.ts';
export type { DealProgress, JobProgress } from './coordinator/JobProgress.ts';
export type { DealRecord, JobRecord, ReceiptRecord } from './coordinator/JobRecord.ts';
export type { DealReport, JobResult, TaskReport } from './coordinator/JobResult.ts';
export type { JobStore } from './coordinator/JobStore.ts';
export { type MismatchReason, matchOffers, type OfferMatches, type OfferNeeds } from './coordinator/matchOffers.ts';
export type { BillReason, PaymentRecord, Payout } from './coordinator/PaymentRecord.ts';
export {
  type DealPreferences,
  type JobContext,
  type JobPatience,
  type RunJobOptions,
  type RunJobParameters,
  runJob,
} from './coordinator/runJob.ts';
export { type WatchJobParameters, watchJob } from './coordinator/watchJob.ts';
export { answeredDeal } from './dispute/answeredDeal.ts';
export { type ClaimAgainstOptions, type ClaimAgainstParameters, claimAgainst } from './dispute/claimAgainst.ts';
export { commitTask } from './dispute/commitTask.ts';
export { commitTemplate, type InputFiles } from './dispute/commitTemplate.ts';
export { type DecideGameMoveOptions, type DecideGameMoveParameters, decideGameMove } from './dispute/decideGameMove.ts';
export { type FinalizeRefutationParameters, finalizeRefutation } from './dispute/finalizeRefutation.ts';
export type { GameDecision, GameSurrender } from './dispute/GameDecision.ts';
export type { GameParty, GameRole } from './dispute/GameParty.ts';
export { type GameSegmentsParameters, gameSegments } from './dispute/gameSegments.ts';
export { isSameResult } from './dispute/isSameResult.ts';
export { leafProof } from './dispute/leafProof.ts';
export type { PlayedMove } from './dispute/PlayedMove.ts';
export type { PostedSegments } from './dispute/PostedSegments.ts';
export { type PlayedGame, type PlayGameOptions, type PlayGameParameters, playGame } from './dispute/playGame.ts';
export { type RefutationOfParameters, refutationOf, type TaskRefutation } from './dispute/refutationOf.ts';
export { requireProvable } from './dispute/requireProvable.ts';
export { requireProvableTask } from './dispute/requireProvableTask.ts';
export { type TaskEvidence, type TaskEvidenceParameters, taskEvidence } from './dispute/taskEvidence.ts';
export { type WatchedGame, type WatchGameOptions, type WatchGameParameters, watchGame } from './dispute/watchGame.ts';
export type { LeaseCredit, LeaseCreditMeter } from './lease/LeaseCredit.ts';
export type { LeaseJobProgress, LeaseJobResult, LeaseTaskReport } from './lease/LeaseJobResult.ts';
export type { LeaseProof, LeaseProofOptions, LeaseRunOptions, LeaseSession } from './lease/LeaseSession.ts';
export { type CreditMeter, type CreditMeterOptions, createCreditMeter } from './payment/CreditMeter.ts';
export {
  type ChoosePaymentMethodParameters,
  type ChoosePaymentMethodReturnType,
  choosePaymentMethod,
  type DuePayment,
  type PaymentMethod,
  type PaymentMethodCost,
  type PaymentObstacle,
  type PaymentReason,
} from './payment/choosePaymentMethod.ts';
export { createMemoryVoucherStore } from './payment/createMemoryVoucherStore.ts';
export {
  type CreateVoucherSignerParameters,
  createVoucherSigner,
  type VoucherSigner,
} from './payment/createVoucherSigner.ts';
export { maxBatchPayees, maxLotteryParticipants, paymentGas } from './payment/paymentGas.ts';
export { paymentReasonTexts } from './payment/paymentReasonTexts.ts';
export { type RecoverVoucherSignerParameters, recoverVoucherSigner } from './payment/recoverVoucherSigner.ts';
export {
  createVoucherBook,
  type VoucherAccount,
  type VoucherBook,
  type VoucherBookOptions,
  type VoucherRedemption,
} from './payment/VoucherBook.ts';
export type { VoucherRecord, VoucherStore } from './payment/VoucherStore.ts';
export {
  AdaptiveReplication,
  type AdaptiveReplicationOptions,
  type ReplicationStep,
} from './verification/AdaptiveReplication.ts';
export { createComparator } from './verification/createComparator.ts';
export { exactComparator } from './verification/exactComparator.ts';
export { type ImageDistanceOptions, imageDistanceComparator } from './verification/imageDistanceComparator.ts';
export { type NumericToleranceOptions, numericToleranceComparator } from './verification/numericToleranceComparator.ts';
export type { OutputComparator, OutputComparison } from './verification/OutputComparator.ts';
