/** Every property, in reading order. A file that is not listed here is never judged. */
import type { Property } from './property.ts';
import { availableMeansReadyLongEnough } from './deployment/available-means-ready-long-enough.ts';
import { brokenTemplateStopsTheRollout } from './deployment/broken-template-stops-the-rollout.ts';
import { deploymentComesToRest } from './deployment/comes-to-rest.ts';
import {
  declaredTotalStaysWithinMaxSurge,
} from './deployment/declared-total-stays-within-max-surge.ts';
import {
  faultFreeRolloutKeepsPodsAvailable,
} from './deployment/fault-free-rollout-keeps-pods-available.ts';
import { finishedPodsAreLeftAlone } from './deployment/finished-pods-are-left-alone.ts';
import { maxReplicasNoteRoundsSurgeUp } from './deployment/max-replicas-note-rounds-surge-up.ts';
import { deploymentObservesEveryGeneration } from './deployment/observes-every-generation.ts';
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
import { deploymentRestsQuietly } from './deployment/rests-quietly.ts';
import { rolloutCompletes } from './deployment/rollout-completes.ts';
import { rolloutLeavesABrokenRevision } from './deployment/rollout-leaves-a-broken-revision.ts';
import { rolloutStepsAreMonotone } from './deployment/rollout-steps-are-monotone.ts';
import {
  scaleDownRespectsMaxUnavailable,
} from './deployment/scale-down-respects-max-unavailable.ts';
import {
  sometimesAReplacementOverlapsItsPredecessor,
} from './deployment/sometimes-a-replacement-overlaps-its-predecessor.ts';
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
import { statefulsetComesToRest } from './statefulset/comes-to-rest.ts';
import { statefulsetObservesEveryGeneration } from './statefulset/observes-every-generation.ts';
import { statefulsetRestsQuietly } from './statefulset/rests-quietly.ts';
import { daemonsetComesToRest } from './daemonset/comes-to-rest.ts';
import { daemonsetObservesEveryGeneration } from './daemonset/observes-every-generation.ts';
import { daemonsetRestsQuietly } from './daemonset/rests-quietly.ts';

const deployment: readonly Property[] = [
  declaredTotalStaysWithinMaxSurge,
  maxReplicasNoteRoundsSurgeUp,
  podsAreCreatedOnlyOnDeficit,
  podsAreDeletedOnlyOnSurplus,
  finishedPodsAreLeftAlone,
  scaleDownRespectsMaxUnavailable,
  faultFreeRolloutKeepsPodsAvailable,
  availableMeansReadyLongEnough,
  brokenTemplateStopsTheRollout,
  rolloutLeavesABrokenRevision,
  rolloutStepsAreMonotone,
  onlyTheLatestTemplateGrows,
  oldReplicaSetsDrainOldestFirst,
  rolloutCompletes,
  recreateNeverOverlapsRevisions,
  pausedDeploymentTakesNoRolloutStep,
  plainScalingResizesOneReplicaSet,
  proportionalScalingSharesBySize,
  replicaSetsAreCreatedOnlyForNewTemplates,
  replicaSetNameCarriesTheTemplateHash,
  oneReplicaSetHasTheTemplate,
  replicaSetReachesItsDeclaredSize,
  deploymentComesToRest,
  deploymentRestsQuietly,
  deploymentObservesEveryGeneration,
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
  statefulsetComesToRest,
  statefulsetRestsQuietly,
  statefulsetObservesEveryGeneration,
];

const daemonset: readonly Property[] = [
  daemonsetComesToRest,
  daemonsetRestsQuietly,
  daemonsetObservesEveryGeneration,
];

/** All of them; a run judges those of its controller. */
export const properties: readonly Property[] = [...deployment, ...statefulset, ...daemonset];
