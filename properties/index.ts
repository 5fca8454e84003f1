/** Every property, in reading order. A file that is not listed here is never judged. */
import type { Property } from './property.ts';
import { comesToRest } from './common/comes-to-rest.ts';
import { observesEveryGeneration } from './common/observes-every-generation.ts';
import { restsQuietly } from './common/rests-quietly.ts';
import {
  aFittingSizeDoesNotHoldUpTheRollout,
} from './deployment/a-fitting-size-does-not-hold-up-the-rollout.ts';
import {
  aStatusSpeaksOfItsOwnReplicaSet,
} from './deployment/a-status-speaks-of-its-own-replica-set.ts';
import { availableMeansReadyLongEnough } from './deployment/available-means-ready-long-enough.ts';
import { brokenTemplateStopsTheRollout } from './deployment/broken-template-stops-the-rollout.ts';
import {
  declaredTotalStaysWithinMaxSurge,
} from './deployment/declared-total-stays-within-max-surge.ts';
import {
  faultFreeRolloutKeepsPodsAvailable,
} from './deployment/fault-free-rollout-keeps-pods-available.ts';
import { finishedPodsAreLeftAlone } from './deployment/finished-pods-are-left-alone.ts';
import { maxReplicasNoteRoundsSurgeUp } from './deployment/max-replicas-note-rounds-surge-up.ts';
import { notReadyPodsGoFirst } from './deployment/not-ready-pods-go-first.ts';
import {
  oldReplicaSetsDrainOldestFirst,
} from './deployment/old-replica-sets-drain-oldest-first.ts';
import { oneReplicaSetHasTheTemplate } from './deployment/one-replica-set-has-the-template.ts';
import { onlyTheLatestTemplateGrows } from './deployment/only-the-latest-template-grows.ts';
import {
  pausedDeploymentTakesNoRolloutStep,
} from './deployment/paused-deployment-takes-no-rollout-step.ts';
import {
  plainScalingResizesOneReplicaSet,
} from './deployment/plain-scaling-resizes-one-replica-set.ts';
import { podsAreCreatedOnlyOnDeficit } from './deployment/pods-are-created-only-on-deficit.ts';
import { podsAreDeletedOnlyOnSurplus } from './deployment/pods-are-deleted-only-on-surplus.ts';
import {
  proportionalScalingSharesBySize,
} from './deployment/proportional-scaling-shares-by-size.ts';
import {
  recreateCompletesBesideFinishedPods,
} from './deployment/recreate-completes-beside-finished-pods.ts';
import { recreateIgnoresFinishedPods } from './deployment/recreate-ignores-finished-pods.ts';
import { recreateNeverOverlapsRevisions } from './deployment/recreate-never-overlaps-revisions.ts';
import {
  replicaSetNameCarriesTheTemplateHash,
} from './deployment/replica-set-name-carries-the-template-hash.ts';
import {
  replicaSetReachesItsDeclaredSize,
} from './deployment/replica-set-reaches-its-declared-size.ts';
import {
  replicaSetsAreCreatedOnlyForNewTemplates,
} from './deployment/replica-sets-are-created-only-for-new-templates.ts';
import { rolloutCompletes } from './deployment/rollout-completes.ts';
import { rolloutLeavesABrokenRevision } from './deployment/rollout-leaves-a-broken-revision.ts';
import { rolloutStepsAreMonotone } from './deployment/rollout-steps-are-monotone.ts';
import {
  scalingDoesNotHoldUpRecreate,
} from './deployment/scaling-does-not-hold-up-recreate.ts';
import {
  scaleDownRespectsMaxUnavailable,
} from './deployment/scale-down-respects-max-unavailable.ts';
import {
  sometimesAReplacementOverlapsItsPredecessor,
} from './deployment/sometimes-a-replacement-overlaps-its-predecessor.ts';
import { scalingGivesWayToTheRollout } from './deployment/scaling-gives-way-to-the-rollout.ts';
import {
  sometimesARevisionNeverGetsReady,
} from './deployment/sometimes-a-revision-never-gets-ready.ts';
import {
  sometimesARollbackReusesItsReplicaSet,
} from './deployment/sometimes-a-rollback-reuses-its-replica-set.ts';
import { sometimesARolloutIsOvertaken } from './deployment/sometimes-a-rollout-is-overtaken.ts';
import { sometimesARolloutIsPaused } from './deployment/sometimes-a-rollout-is-paused.ts';
import { sometimesARolloutIsScaled } from './deployment/sometimes-a-rollout-is-scaled.ts';
import { sometimesARolloutSurges } from './deployment/sometimes-a-rollout-surges.ts';
import { sometimesAnOldReplicaSetGrows } from './deployment/sometimes-an-old-replica-set-grows.ts';
import {
  sometimesPercentagesRoundToNothing,
} from './deployment/sometimes-percentages-round-to-nothing.ts';
import { podsStartInOrdinalOrder } from './statefulset/pods-start-in-ordinal-order.ts';
import { firstCreationsAscend } from './statefulset/first-creations-ascend.ts';
import { scaleDownWaitsForHealthyPods } from './statefulset/scale-down-waits-for-healthy-pods.ts';
import { scaleDownTakesOnePodAtATime } from './statefulset/scale-down-takes-one-pod-at-a-time.ts';
import { scalingCompletes } from './statefulset/scaling-completes.ts';
import { missingPodsAreRecreated } from './statefulset/missing-pods-are-recreated.ts';
import {
  aDiscardedClaimDoesNotHoldUpItsPod,
} from './statefulset/a-discarded-claim-does-not-hold-up-its-pod.ts';
import { minReadySecondsPacesEveryStep } from './statefulset/min-ready-seconds-paces-every-step.ts';
import { parallelSetsDoNotWait } from './statefulset/parallel-sets-do-not-wait.ts';
import { endedPodsAreReplaced } from './statefulset/ended-pods-are-replaced.ts';
import { podsAreNamedByOrdinal } from './statefulset/pods-are-named-by-ordinal.ts';
import { podsCarryIdentityLabels } from './statefulset/pods-carry-identity-labels.ts';
import {
  hostnameAndSubdomainNameThePod,
} from './statefulset/hostname-and-subdomain-name-the-pod.ts';
import { identityLabelsAreRestored } from './statefulset/identity-labels-are-restored.ts';
import { onePodPerOrdinal } from './statefulset/one-pod-per-ordinal.ts';
import { identityOutlivesThePod } from './statefulset/identity-outlives-the-pod.ts';
import { movingTheStartMovesThePods } from './statefulset/moving-the-start-moves-the-pods.ts';
import { updatesWaitForScaling } from './statefulset/updates-wait-for-scaling.ts';
import { updatesDescendOneByOne } from './statefulset/updates-descend-one-by-one.ts';
import { atMostOnePodIsDown } from './statefulset/at-most-one-pod-is-down.ts';
import { updatesComplete as statefulsetUpdatesComplete } from './statefulset/updates-complete.ts';
import { claimsAreNamedByOrdinal } from './statefulset/claims-are-named-by-ordinal.ts';
import { claimsComeBeforeTheirPod } from './statefulset/claims-come-before-their-pod.ts';
import { claimsAreReused } from './statefulset/claims-are-reused.ts';
import { claimsAreRetained } from './statefulset/claims-are-retained.ts';
import { claimsStayBoundAndProtected } from './statefulset/claims-stay-bound-and-protected.ts';
import {
  sometimesAClaimServesASecondPod,
} from './statefulset/sometimes-a-claim-serves-a-second-pod.ts';
import {
  sometimesAParallelSetLacksSeveralPods,
} from './statefulset/sometimes-a-parallel-set-lacks-several-pods.ts';
import { sometimesAPodEnds } from './statefulset/sometimes-a-pod-ends.ts';
import {
  sometimesAPodIsLostInMidUpdate,
} from './statefulset/sometimes-a-pod-is-lost-in-mid-update.ts';
import {
  sometimesAScaleDownMeetsAnUnreadyPod,
} from './statefulset/sometimes-a-scale-down-meets-an-unready-pod.ts';
import {
  sometimesAnOrdinalHasTwoIncarnations,
} from './statefulset/sometimes-an-ordinal-has-two-incarnations.ts';
import {
  sometimesAnUpdateStopsAtItsPartition,
} from './statefulset/sometimes-an-update-stops-at-its-partition.ts';
import { sometimesTheStartOfASetMoves } from './statefulset/sometimes-the-start-of-a-set-moves.ts';
import { everyEligibleNodeRunsOnePod } from './daemonset/every-eligible-node-runs-one-pod.ts';
import {
  podsStartOnlyOnEligibleFreeNodes,
} from './daemonset/pods-start-only-on-eligible-free-nodes.ts';
import { podsLeaveIneligibleNodes } from './daemonset/pods-leave-ineligible-nodes.ts';
import { noScheduleTaintsEvictNobody } from './daemonset/no-schedule-taints-evict-nobody.ts';
import { nodeChangesMovePods } from './daemonset/node-changes-move-pods.ts';
import { podsLeaveWithTheirNode } from './daemonset/pods-leave-with-their-node.ts';
import { podsTolerateNodeTrouble } from './daemonset/pods-tolerate-node-trouble.ts';
import { podsArePinnedToTheirNode } from './daemonset/pods-are-pinned-to-their-node.ts';
import { theFirstPodOnANodeStays } from './daemonset/the-first-pod-on-a-node-stays.ts';
import { namesCarryNoIdentity } from './daemonset/names-carry-no-identity.ts';
import {
  updatesStayWithinMaxUnavailable,
} from './daemonset/updates-stay-within-max-unavailable.ts';
import { updatesComplete as daemonsetUpdatesComplete } from './daemonset/updates-complete.ts';
import { surgesComplete } from './daemonset/surges-complete.ts';
import { surgesNoticeAvailablePods } from './daemonset/surges-notice-available-pods.ts';
import { adoptedPodsAreUpdated } from './daemonset/adopted-pods-are-updated.ts';
import { aRecreatedSetStartsAnew } from './daemonset/a-recreated-set-starts-anew.ts';
import { surgeStaysWithinMaxSurge } from './daemonset/surge-stays-within-max-surge.ts';
import { oldPodsOutliveTheirSurge } from './daemonset/old-pods-outlive-their-surge.ts';
import {
  sometimesANodeBecomesIneligible,
} from './daemonset/sometimes-a-node-becomes-ineligible.ts';
import { sometimesANodeHasAnExcessPod } from './daemonset/sometimes-a-node-has-an-excess-pod.ts';
import {
  sometimesANodeHasTwoPodsWhileSurging,
} from './daemonset/sometimes-a-node-has-two-pods-while-surging.ts';
import { sometimesANodeIsAdded } from './daemonset/sometimes-a-node-is-added.ts';
import {
  sometimesATaintForbidsNewPodsOnly,
} from './daemonset/sometimes-a-taint-forbids-new-pods-only.ts';

const deployment: readonly Property[] = [
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
  recreateIgnoresFinishedPods,
  recreateCompletesBesideFinishedPods,
  pausedDeploymentTakesNoRolloutStep,
  plainScalingResizesOneReplicaSet,
  proportionalScalingSharesBySize,
  replicaSetsAreCreatedOnlyForNewTemplates,
  replicaSetNameCarriesTheTemplateHash,
  oneReplicaSetHasTheTemplate,
  replicaSetReachesItsDeclaredSize,
  aStatusSpeaksOfItsOwnReplicaSet,
  comesToRest('Deployment'),
  restsQuietly('Deployment'),
  observesEveryGeneration('Deployment'),
  sometimesARolloutSurges,
  sometimesARolloutIsOvertaken,
  sometimesARolloutIsPaused,
  sometimesARolloutIsScaled,
  sometimesAnOldReplicaSetGrows,
  sometimesARollbackReusesItsReplicaSet,
  sometimesPercentagesRoundToNothing,
  sometimesARevisionNeverGetsReady,
  sometimesAReplacementOverlapsItsPredecessor,
];

const statefulset: readonly Property[] = [
  podsStartInOrdinalOrder,
  firstCreationsAscend,
  scaleDownWaitsForHealthyPods,
  scaleDownTakesOnePodAtATime,
  scalingCompletes,
  missingPodsAreRecreated,
  aDiscardedClaimDoesNotHoldUpItsPod,
  minReadySecondsPacesEveryStep,
  parallelSetsDoNotWait,
  endedPodsAreReplaced,
  podsAreNamedByOrdinal,
  podsCarryIdentityLabels,
  hostnameAndSubdomainNameThePod,
  identityLabelsAreRestored,
  onePodPerOrdinal,
  identityOutlivesThePod,
  movingTheStartMovesThePods,
  updatesWaitForScaling,
  updatesDescendOneByOne,
  atMostOnePodIsDown,
  statefulsetUpdatesComplete,
  claimsAreNamedByOrdinal,
  claimsComeBeforeTheirPod,
  claimsAreReused,
  claimsAreRetained,
  claimsStayBoundAndProtected,
  comesToRest('StatefulSet'),
  restsQuietly('StatefulSet'),
  observesEveryGeneration('StatefulSet'),
  sometimesAClaimServesASecondPod,
  sometimesAParallelSetLacksSeveralPods,
  sometimesAPodEnds,
  sometimesAPodIsLostInMidUpdate,
  sometimesAScaleDownMeetsAnUnreadyPod,
  sometimesAnOrdinalHasTwoIncarnations,
  sometimesAnUpdateStopsAtItsPartition,
  sometimesTheStartOfASetMoves,
];

const daemonset: readonly Property[] = [
  everyEligibleNodeRunsOnePod,
  aRecreatedSetStartsAnew,
  podsStartOnlyOnEligibleFreeNodes,
  podsLeaveIneligibleNodes,
  noScheduleTaintsEvictNobody,
  nodeChangesMovePods,
  podsLeaveWithTheirNode,
  podsTolerateNodeTrouble,
  podsArePinnedToTheirNode,
  theFirstPodOnANodeStays,
  namesCarryNoIdentity,
  updatesStayWithinMaxUnavailable,
  daemonsetUpdatesComplete,
  adoptedPodsAreUpdated,
  surgeStaysWithinMaxSurge,
  surgesComplete,
  surgesNoticeAvailablePods,
  oldPodsOutliveTheirSurge,
  comesToRest('DaemonSet'),
  restsQuietly('DaemonSet'),
  observesEveryGeneration('DaemonSet'),
  sometimesANodeBecomesIneligible,
  sometimesANodeHasAnExcessPod,
  sometimesANodeHasTwoPodsWhileSurging,
  sometimesANodeIsAdded,
  sometimesATaintForbidsNewPodsOnly,
];

/** All of them; a run judges those of its controller. */
export const properties: readonly Property[] = [...deployment, ...statefulset, ...daemonset];
