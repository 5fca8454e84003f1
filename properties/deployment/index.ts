/** Every property of Deployments, in reading order. */
import type { Property } from '../property.ts';
import { comesToRest } from '../common/comes-to-rest.ts';
import { observesEveryGeneration } from '../common/observes-every-generation.ts';
import { restsQuietly } from '../common/rests-quietly.ts';
import {
  aFittingSizeDoesNotHoldUpTheRollout,
} from './a-fitting-size-does-not-hold-up-the-rollout.ts';
import { aStatusSpeaksOfItsOwnReplicaSet } from './a-status-speaks-of-its-own-replica-set.ts';
import { availableMeansReadyLongEnough } from './available-means-ready-long-enough.ts';
import { brokenTemplateStopsTheRollout } from './broken-template-stops-the-rollout.ts';
import { availableConditionMatchesTheCounts } from './available-condition-matches-the-counts.ts';
import { progressingHasAKnownReason } from './progressing-has-a-known-reason.ts';
import { progressingChangesAsRolloutsDo } from './progressing-changes-as-rollouts-do.ts';
import { deadlineCountsFromTheLastProgress } from './deadline-counts-from-the-last-progress.ts';
import { conditionTimesFollowWhatTheyTime } from './condition-times-follow-what-they-time.ts';
import { observedGenerationNeverRunsAhead } from './observed-generation-never-runs-ahead.ts';
import { countsNeverContradictEachOther } from './counts-never-contradict-each-other.ts';
import { statusAddsUpTheReplicaSets } from './status-adds-up-the-replica-sets.ts';
import {
  unavailableReplicasCountFromDeclaredSizes,
} from './unavailable-replicas-count-from-declared-sizes.ts';
import { terminatingReplicasAreSummedUp } from './terminating-replicas-are-summed-up.ts';
import { countsAreTrueAtRest } from './counts-are-true-at-rest.ts';
import { stuckRolloutsAreReported } from './stuck-rollouts-are-reported.ts';
import { completeRolloutsAreReported } from './complete-rollouts-are-reported.ts';
import { noDeadlineMeansNoProgressing } from './no-deadline-means-no-progressing.ts';
import { pausedDeploymentsAreScaled } from './paused-deployments-are-scaled.ts';
import { pausedDeploymentsAreTidiedUp } from './paused-deployments-are-tidied-up.ts';
import { pausesAreSaidInProgressing } from './pauses-are-said-in-progressing.ts';
import { pausedTimeDoesNotCount } from './paused-time-does-not-count.ts';
import { templatesOfAPauseAreSkipped } from './templates-of-a-pause-are-skipped.ts';
import { aSaturatedReplicaSetStandsAlone } from './a-saturated-replica-set-stands-alone.ts';
import { noReplicasLeaveNothingInUse } from './no-replicas-leave-nothing-in-use.ts';
import { onlyTheNewReplicaSetIsRevived } from './only-the-new-replica-set-is-revived.ts';
import { scalingChangesOnlyReplicas } from './scaling-changes-only-replicas.ts';
import { sometimesARolloutTimesOut } from './sometimes-a-rollout-times-out.ts';
import { sometimesALateRolloutGoesOn } from './sometimes-a-late-rollout-goes-on.ts';
import { observedGenerationComesAfterTheWork } from './observed-generation-comes-after-the-work.ts';
import { declaredTotalStaysWithinMaxSurge } from './declared-total-stays-within-max-surge.ts';
import { faultFreeRolloutKeepsPodsAvailable } from './fault-free-rollout-keeps-pods-available.ts';
import { finishedPodsAreLeftAlone } from './finished-pods-are-left-alone.ts';
import { maxReplicasNoteRoundsSurgeUp } from './max-replicas-note-rounds-surge-up.ts';
import { notReadyPodsGoFirst } from './not-ready-pods-go-first.ts';
import { oldReplicaSetsDrainOldestFirst } from './old-replica-sets-drain-oldest-first.ts';
import { oneReplicaSetHasTheTemplate } from './one-replica-set-has-the-template.ts';
import { onlyTheLatestTemplateGrows } from './only-the-latest-template-grows.ts';
import { pausedDeploymentTakesNoRolloutStep } from './paused-deployment-takes-no-rollout-step.ts';
import { plainScalingResizesOneReplicaSet } from './plain-scaling-resizes-one-replica-set.ts';
import { podsAreCreatedOnlyOnDeficit } from './pods-are-created-only-on-deficit.ts';
import { podsAreDeletedOnlyOnSurplus } from './pods-are-deleted-only-on-surplus.ts';
import { proportionalScalingSharesBySize } from './proportional-scaling-shares-by-size.ts';
import { recreateCompletesBesideFinishedPods } from './recreate-completes-beside-finished-pods.ts';
import { recreateIgnoresFinishedPods } from './recreate-ignores-finished-pods.ts';
import { recreateNeverOverlapsRevisions } from './recreate-never-overlaps-revisions.ts';
import {
  replicaSetNameCarriesTheTemplateHash,
} from './replica-set-name-carries-the-template-hash.ts';
import { replicaSetReachesItsDeclaredSize } from './replica-set-reaches-its-declared-size.ts';
import {
  replicaSetsAreCreatedOnlyForNewTemplates,
} from './replica-sets-are-created-only-for-new-templates.ts';
import { rolloutCompletes } from './rollout-completes.ts';
import { rolloutLeavesABrokenRevision } from './rollout-leaves-a-broken-revision.ts';
import { rolloutStepsAreMonotone } from './rollout-steps-are-monotone.ts';
import { scalingDoesNotHoldUpRecreate } from './scaling-does-not-hold-up-recreate.ts';
import { scaleDownRespectsMaxUnavailable } from './scale-down-respects-max-unavailable.ts';
import {
  sometimesAReplacementOverlapsItsPredecessor,
} from './sometimes-a-replacement-overlaps-its-predecessor.ts';
import { scalingGivesWayToTheRollout } from './scaling-gives-way-to-the-rollout.ts';
import { sometimesARevisionNeverGetsReady } from './sometimes-a-revision-never-gets-ready.ts';
import {
  sometimesARollbackReusesItsReplicaSet,
} from './sometimes-a-rollback-reuses-its-replica-set.ts';
import { sometimesARolloutIsOvertaken } from './sometimes-a-rollout-is-overtaken.ts';
import { sometimesARolloutIsPaused } from './sometimes-a-rollout-is-paused.ts';
import { sometimesARolloutIsScaled } from './sometimes-a-rollout-is-scaled.ts';
import { sometimesARolloutSurges } from './sometimes-a-rollout-surges.ts';
import { sometimesAnOldReplicaSetGrows } from './sometimes-an-old-replica-set-grows.ts';
import { sometimesPercentagesRoundToNothing } from './sometimes-percentages-round-to-nothing.ts';
import { revisionNumbersNeverDecrease } from './revision-numbers-never-decrease.ts';
import { aNewRevisionIsOneAboveTheOthers } from './a-new-revision-is-one-above-the-others.ts';
import { theNewestRevisionIsOnTheDeployment } from './the-newest-revision-is-on-the-deployment.ts';
import { aFormerNumberIsKeptInTheHistory } from './a-former-number-is-kept-in-the-history.ts';
import { historyStaysWithinItsLimit } from './history-stays-within-its-limit.ts';
import {
  onlyOldReplicaSetsThatAreDoneWithAreDeleted,
} from './only-old-replica-sets-that-are-done-with-are-deleted.ts';
import { sometimesAHistoryIsCut } from './sometimes-a-history-is-cut.ts';
import { recreateWithholdsTheNewReplicaSet } from './recreate-withholds-the-new-replica-set.ts';
import {
  replicaSetsNameTheirDeploymentAsOwner,
} from './replica-sets-name-their-deployment-as-owner.ts';
import {
  aNewReplicaSetStartsWhereTheSurgeAllows,
} from './a-new-replica-set-starts-where-the-surge-allows.ts';
import { collisionsOfNamesAreCounted } from './collisions-of-names-are-counted.ts';
import { theNewReplicaSetHasMinReadySeconds } from './the-new-replica-set-has-min-ready-seconds.ts';
import {
  onlyTheNewReplicaSetGetsMinReadySeconds,
} from './only-the-new-replica-set-gets-min-ready-seconds.ts';
import { orphanedReplicaSetsAreAdopted } from './orphaned-replica-sets-are-adopted.ts';
import { onlyOrphansThatMatchAreAdopted } from './only-orphans-that-match-are-adopted.ts';
import { unselectedReplicaSetsAreReleased } from './unselected-replica-sets-are-released.ts';
import {
  adoptionAndReleaseChangeTheOwnerAlone,
} from './adoption-and-release-change-the-owner-alone.ts';
import {
  deploymentsWriteOnlyToWhatIsTheirOwn,
} from './deployments-write-only-to-what-is-their-own.ts';
import { aDeploymentBeingDeletedOnlyReports } from './a-deployment-being-deleted-only-reports.ts';
import {
  sometimesRecreateOverlapsAReplacement,
} from './sometimes-recreate-overlaps-a-replacement.ts';
import { annotationsReachTheNewReplicaSet } from './annotations-reach-the-new-replica-set.ts';
import { annotationsAreAddedAndNeverRemoved } from './annotations-are-added-and-never-removed.ts';
import {
  aRollbackTakesTheTemplateOfItsRevision,
} from './a-rollback-takes-the-template-of-its-revision.ts';
import { rollbacksByAnnotationComeToAnEnd } from './rollbacks-by-annotation-come-to-an-end.ts';
import {
  sometimesANewReplicaSetIsResizedByHand,
} from './sometimes-a-new-replica-set-is-resized-by-hand.ts';

export const deployment: readonly Property[] = [
  declaredTotalStaysWithinMaxSurge,
  maxReplicasNoteRoundsSurgeUp,
  podsAreCreatedOnlyOnDeficit,
  podsAreDeletedOnlyOnSurplus,
  finishedPodsAreLeftAlone,
  notReadyPodsGoFirst,
  scaleDownRespectsMaxUnavailable,
  faultFreeRolloutKeepsPodsAvailable,
  availableMeansReadyLongEnough,
  brokenTemplateStopsTheRollout,
  rolloutLeavesABrokenRevision,
  rolloutStepsAreMonotone,
  onlyTheLatestTemplateGrows,
  oldReplicaSetsDrainOldestFirst,
  rolloutCompletes,
  scalingGivesWayToTheRollout,
  aFittingSizeDoesNotHoldUpTheRollout,
  scalingDoesNotHoldUpRecreate,
  recreateNeverOverlapsRevisions,
  recreateWithholdsTheNewReplicaSet,
  recreateIgnoresFinishedPods,
  recreateCompletesBesideFinishedPods,
  pausedDeploymentTakesNoRolloutStep,
  pausedDeploymentsAreScaled,
  pausedDeploymentsAreTidiedUp,
  pausesAreSaidInProgressing,
  pausedTimeDoesNotCount,
  templatesOfAPauseAreSkipped,
  plainScalingResizesOneReplicaSet,
  proportionalScalingSharesBySize,
  aSaturatedReplicaSetStandsAlone,
  noReplicasLeaveNothingInUse,
  onlyTheNewReplicaSetIsRevived,
  scalingChangesOnlyReplicas,
  replicaSetsAreCreatedOnlyForNewTemplates,
  replicaSetNameCarriesTheTemplateHash,
  replicaSetsNameTheirDeploymentAsOwner,
  aNewReplicaSetStartsWhereTheSurgeAllows,
  collisionsOfNamesAreCounted,
  theNewReplicaSetHasMinReadySeconds,
  onlyTheNewReplicaSetGetsMinReadySeconds,
  annotationsReachTheNewReplicaSet,
  annotationsAreAddedAndNeverRemoved,
  oneReplicaSetHasTheTemplate,
  replicaSetReachesItsDeclaredSize,
  revisionNumbersNeverDecrease,
  aNewRevisionIsOneAboveTheOthers,
  theNewestRevisionIsOnTheDeployment,
  aFormerNumberIsKeptInTheHistory,
  aRollbackTakesTheTemplateOfItsRevision,
  rollbacksByAnnotationComeToAnEnd,
  historyStaysWithinItsLimit,
  onlyOldReplicaSetsThatAreDoneWithAreDeleted,
  orphanedReplicaSetsAreAdopted,
  onlyOrphansThatMatchAreAdopted,
  unselectedReplicaSetsAreReleased,
  adoptionAndReleaseChangeTheOwnerAlone,
  deploymentsWriteOnlyToWhatIsTheirOwn,
  aDeploymentBeingDeletedOnlyReports,
  aStatusSpeaksOfItsOwnReplicaSet,
  availableConditionMatchesTheCounts,
  progressingHasAKnownReason,
  progressingChangesAsRolloutsDo,
  deadlineCountsFromTheLastProgress,
  stuckRolloutsAreReported,
  completeRolloutsAreReported,
  noDeadlineMeansNoProgressing,
  conditionTimesFollowWhatTheyTime,
  observedGenerationNeverRunsAhead,
  observedGenerationComesAfterTheWork,
  countsNeverContradictEachOther,
  statusAddsUpTheReplicaSets,
  unavailableReplicasCountFromDeclaredSizes,
  terminatingReplicasAreSummedUp,
  countsAreTrueAtRest,
  comesToRest('Deployment'),
  restsQuietly('Deployment'),
  observesEveryGeneration('Deployment'),
  sometimesARolloutSurges,
  sometimesARolloutIsOvertaken,
  sometimesARolloutIsPaused,
  sometimesARolloutIsScaled,
  sometimesAnOldReplicaSetGrows,
  sometimesARollbackReusesItsReplicaSet,
  sometimesAHistoryIsCut,
  sometimesANewReplicaSetIsResizedByHand,
  sometimesPercentagesRoundToNothing,
  sometimesARolloutTimesOut,
  sometimesALateRolloutGoesOn,
  sometimesARevisionNeverGetsReady,
  sometimesAReplacementOverlapsItsPredecessor,
  sometimesRecreateOverlapsAReplacement,
];
