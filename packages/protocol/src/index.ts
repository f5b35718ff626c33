export { type HardwareFingerprintParameters, hardwareFingerprint } from './asset/hardwareFingerprint.ts';
export {
  initialResourceTypes,
  type ResourceTypeDefinition,
  type ResourceTypeTerms,
} from './asset/initialResourceTypes.ts';
export { decodeModel, encodeModel } from './asset/modelText.ts';
export { ResourceKind, resourceKindName } from './asset/ResourceKind.ts';
export { abiErrors } from './chain/abiErrors.ts';
export { contractErrors } from './chain/contractErrors.ts';
export { DealStatus, dealStatusName, isDealEnded } from './chain/DealStatus.ts';
export { type Deployment, formatDeployment, parseDeployment } from './chain/Deployment.ts';
export { ProposalState, type ProposalStateName, proposalStateName } from './chain/ProposalState.ts';
export { disputeSectionsLog2 } from './dispute/disputeSectionsLog2.ts';
export {
  decodeGame,
  type EncodedGame,
  type EncodedGameMove,
  encodeGame,
  type Game,
  type GamePlayer,
  gameAfterMove,
  hashGame,
} from './dispute/Game.ts';
export { GameEnd, gameEndName } from './dispute/GameEnd.ts';
export { GameStage, gameStageName, isProvidersTurn } from './dispute/GameStage.ts';
export { hashInputWord } from './dispute/hashInputWord.ts';
export { hashProgram } from './dispute/hashProgram.ts';
export { segmentProof, segmentRoot } from './dispute/segmentTree.ts';
export { type TaskOpening, taskOpening } from './dispute/taskOpening.ts';
export { type BrokerDomain, brokerDomain } from './eip712/brokerDomain.ts';
export { dealIdOf, hashRequest } from './eip712/dealId.ts';
export { type Answer, type Deal, dealTypes, type Offer, type Request } from './eip712/dealTypes.ts';
export { type LeaseDomain, type LeaseOpening, leaseDomain, leaseTypes } from './eip712/LeaseOpening.ts';
export { type Opening, verifyOpening } from './eip712/Opening.ts';
export type { ErrorRow, ErrorText } from './errors/ErrorRow.ts';
export { type ErrorCode, errorTable } from './errors/errorTable.ts';
export {
  describeError,
  type ErrorParameters,
  isSuanliError,
  type Language,
  SuanliError,
  type SuanliErrorOptions,
} from './errors/SuanliError.ts';
export { accessManagerAbi } from './generated/abi/accessManagerAbi.ts';
export { bankAbi } from './generated/abi/bankAbi.ts';
export { brokerAbi } from './generated/abi/brokerAbi.ts';
export { computeGovernorAbi } from './generated/abi/computeGovernorAbi.ts';
export { computeProofAbi } from './generated/abi/computeProofAbi.ts';
export { computeTokenAbi } from './generated/abi/computeTokenAbi.ts';
export { creditLineAbi } from './generated/abi/creditLineAbi.ts';
export { dailyFundAbi } from './generated/abi/dailyFundAbi.ts';
export { deployableTokenAbi } from './generated/abi/deployableTokenAbi.ts';
export { disputesAbi } from './generated/abi/disputesAbi.ts';
export { erc1967ProxyAbi } from './generated/abi/erc1967ProxyAbi.ts';
export { executionMarketAbi } from './generated/abi/executionMarketAbi.ts';
export { fibonacciFactoryAbi } from './generated/abi/fibonacciFactoryAbi.ts';
export { fibonacciTableFactoryAbi } from './generated/abi/fibonacciTableFactoryAbi.ts';
export { founderVestingAbi } from './generated/abi/founderVestingAbi.ts';
export { hardwareAbi } from './generated/abi/hardwareAbi.ts';
export { lotteryAbi } from './generated/abi/lotteryAbi.ts';
export { machineAbi } from './generated/abi/machineAbi.ts';
export { marketAbi } from './generated/abi/marketAbi.ts';
export { presaleMigrationAbi } from './generated/abi/presaleMigrationAbi.ts';
export { priceCurveAbi } from './generated/abi/priceCurveAbi.ts';
export { primeCountFactoryAbi } from './generated/abi/primeCountFactoryAbi.ts';
export { promotionFundAbi } from './generated/abi/promotionFundAbi.ts';
export { quorumAbi } from './generated/abi/quorumAbi.ts';
export { rankingAbi } from './generated/abi/rankingAbi.ts';
export { recoverableAccountAbi } from './generated/abi/recoverableAccountAbi.ts';
export { resourceAbi } from './generated/abi/resourceAbi.ts';
export { resourceTypesAbi } from './generated/abi/resourceTypesAbi.ts';
export { revenueRightAbi } from './generated/abi/revenueRightAbi.ts';
export { sponsoredAccountAbi } from './generated/abi/sponsoredAccountAbi.ts';
export { timelockControllerAbi } from './generated/abi/timelockControllerAbi.ts';
export { tokenProbeAbi } from './generated/abi/tokenProbeAbi.ts';
export { tokenSaleAbi } from './generated/abi/tokenSaleAbi.ts';
export { useRightAbi } from './generated/abi/useRightAbi.ts';
export { executableSourceHashes } from './generated/executableSourceHashes.ts';
export { encodeInputRecords, type InputContent } from './input/encodeInputRecords.ts';
export { encodeTaskInput } from './input/encodeTaskInput.ts';
export { encodeTemplateInput } from './input/encodeTemplateInput.ts';
export { decodeCanonicalCbor, encodeCanonicalCbor } from './internal/canonicalCbor.ts';
export { acceptPolicy, optimisticPolicy, quorumPolicy, tabPolicy } from './job/dealPolicies.ts';
export {
  type ComparatorSpec,
  type JobAudit,
  type JobPayment,
  type JobQuorum,
  type JobSpec,
  type JobSpecInput,
  jobSpecSchema,
} from './job/JobSpec.ts';
export { parseJobSpec } from './job/parseJobSpec.ts';
export type { LeaseConfiguration } from './lease/LeaseConfiguration.ts';
export {
  hashLeaf,
  joinNodes,
  type MerkleSumNode,
  type ReceiptLeaf,
  sealRoot,
} from './merkle/merkleSumNode.ts';
export {
  type MerkleSumProof,
  type MerkleSumRoot,
  type MerkleSumTree,
  merkleSumRoot,
  merkleSumTree,
} from './merkle/merkleSumTree.ts';
export { verifyMerkleSumProof } from './merkle/verifyMerkleSumProof.ts';
export {
  type Capability,
  decodeOfferAnnouncement,
  encodeOfferAnnouncement,
  hashCapability,
  type OfferAnnouncement,
  verifyOfferAnnouncement,
} from './offer/OfferAnnouncement.ts';
export { decodeOutput, encodeOutput, hashOutput, type TaskOutput } from './output/TaskOutput.ts';
export type { BatchPayment, DecodedBatch, EncodedBatch } from './payment/bankBatch.ts';
export type { CreditRequirements } from './payment/CreditRequirements.ts';
export {
  type CreditTerms,
  type CreditUnit,
  creditTypes,
  creditUnits,
  encodeCreditTerms,
} from './payment/CreditTerms.ts';
export { type CreditDomain, creditDomain } from './payment/creditDomain.ts';
export {
  creditDueDown,
  creditElapsedDueDown,
  creditEndOf,
  creditQuantityPerUnit,
} from './payment/creditDueDown.ts';
export { decodeBatch } from './payment/decodeBatch.ts';
export { type DepositAuthorization, depositAuthorizationTypes } from './payment/depositAuthorization.ts';
export { type EncodeBatchParameters, encodeBatch } from './payment/encodeBatch.ts';
export { hashCreditTerms } from './payment/hashCreditTerms.ts';
export { hashLottery } from './payment/hashLottery.ts';
export { hashVoucher } from './payment/hashVoucher.ts';
export {
  type Lottery,
  type LotteryParticipant,
  type LotteryTicket,
  lotteryTypes,
} from './payment/Lottery.ts';
export {
  formatLotteryAnnouncement,
  type LotteryAnnouncement,
  parseLotteryAnnouncement,
} from './payment/LotteryAnnouncement.ts';
export { type LotteryDomain, lotteryDomain } from './payment/lotteryDomain.ts';
export { lotteryId } from './payment/lotteryId.ts';
export { type LotteryParticipantsReturnType, lotteryParticipants } from './payment/lotteryParticipants.ts';
export { lotteryPosition } from './payment/lotteryPosition.ts';
export { type LotteryTree, lotteryTree } from './payment/lotteryTree.ts';
export { lotteryWeight } from './payment/lotteryWeight.ts';
export { lotteryWinner } from './payment/lotteryWinner.ts';
export { parseSignedDeposit } from './payment/parseSignedDeposit.ts';
export { parseSignedVoucher } from './payment/parseSignedVoucher.ts';
export { tabDeal } from './payment/tabDeal.ts';
export { type LotteryRange, verifyLotteryTicket } from './payment/verifyLotteryTicket.ts';
export { type TabOrder, verifyTab } from './payment/verifyTab.ts';
export { type SignedVoucher, type Voucher, voucherTypes } from './payment/voucherTypes.ts';
export type { CurveTerms } from './price/CurveTerms.ts';
export { type PriceCurveParameters, priceCurve } from './price/priceCurve.ts';
export { type SplitRewardsParameters, type SplitRewardsReturnType, splitRewards } from './price/splitRewards.ts';
export { drawChallenges } from './proof/drawChallenges.ts';
export { hashesPerSecondDown } from './proof/hashesPerSecondDown.ts';
export { type ExpectedLevel, LevelRange, levelRange, levelRangeName } from './proof/LevelRange.ts';
export { matchingTypes } from './proof/matchingTypes.ts';
export { ProofStage, proofStageName } from './proof/ProofStage.ts';
export type { ProofTask } from './proof/ProofTask.ts';
export { proofLeaf } from './proof/proofLeaf.ts';
export { proofRoot } from './proof/proofRoot.ts';
export { proofSeed } from './proof/proofSeed.ts';
export { proofSiblings } from './proof/proofSiblings.ts';
export { type ProofOpeningsVerdict, verifyProofOpenings } from './proof/verifyProofOpenings.ts';
export { type Receipt, receiptsOfBatch, verifyReceipt } from './receipt/Receipt.ts';
export { type ReceiptBatch, signReceiptBatch, verifyReceiptBatch } from './receipt/ReceiptBatch.ts';
export { hashJob } from './task/hashJob.ts';
export { hashJobTemplate } from './task/hashJobTemplate.ts';
export { hashTask } from './task/hashTask.ts';
export { hashTaskPart } from './task/hashTaskPart.ts';
export { hashTemplatePart } from './task/hashTemplatePart.ts';
export type { JobTask, JobTemplate, ProvableTemplate, TaskLimits, Verification } from './task/JobTemplate.ts';
export { type TaskFailureKind, TaskStatus, taskStatusName } from './task/TaskStatus.ts';
export { isTaskOfJob, type TaskPlace, taskPlaces } from './task/taskPlace.ts';
export { tasksRoot } from './task/tasksRoot.ts';
export { parseBytes, parseDurationMs, parseWork } from './units/quantity.ts';
export { escrowWeiUp, formatWork, paymentWeiDown, WORK_PER_GWU } from './units/work.ts';
export {
  decodeEvidenceMessage,
  type EvidenceLeaf,
  type EvidenceMessage,
  type EvidenceMessageOf,
  encodeEvidenceMessage,
  evidenceProtocolId,
  maxEvidenceLeaves,
} from './wire/evidenceMessages.ts';
export {
  decodeLeaseMessage,
  encodeLeaseMessage,
  type LeaseMessage,
  type LeaseMessageOf,
  leaseProtocolId,
} from './wire/leaseMessages.ts';
export {
  dealIdOfMessage,
  decodeTaskMessage,
  encodeTaskMessage,
  type TaskMessage,
  type TaskMessageOf,
  type TaskResult,
  taskProtocolId,
} from './wire/taskMessages.ts';
