/** Every property of StatefulSets, in reading order. */
import type { Property } from '../property.ts';
import { comesToRest } from '../common/comes-to-rest.ts';
import { observesEveryGeneration } from '../common/observes-every-generation.ts';
import { restsQuietly } from '../common/rests-quietly.ts';
import { podsStartInOrdinalOrder } from './pods-start-in-ordinal-order.ts';
import { firstCreationsAscend } from './first-creations-ascend.ts';
import { scaleDownWaitsForHealthyPods } from './scale-down-waits-for-healthy-pods.ts';
import { scaleDownTakesOnePodAtATime } from './scale-down-takes-one-pod-at-a-time.ts';
import { scalingCompletes } from './scaling-completes.ts';
import { missingPodsAreRecreated } from './missing-pods-are-recreated.ts';
import {
  aDiscardedClaimDoesNotHoldUpItsPod,
} from './a-discarded-claim-does-not-hold-up-its-pod.ts';
import { minReadySecondsPacesEveryStep } from './min-ready-seconds-paces-every-step.ts';
import { parallelSetsDoNotWait } from './parallel-sets-do-not-wait.ts';
import { endedPodsAreReplaced } from './ended-pods-are-replaced.ts';
import { podsAreNamedByOrdinal } from './pods-are-named-by-ordinal.ts';
import { podsCarryIdentityLabels } from './pods-carry-identity-labels.ts';
import { hostnameAndSubdomainNameThePod } from './hostname-and-subdomain-name-the-pod.ts';
import { identityLabelsAreRestored } from './identity-labels-are-restored.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { identityOutlivesThePod } from './identity-outlives-the-pod.ts';
import { movingTheStartMovesThePods } from './moving-the-start-moves-the-pods.ts';
import { updatesWaitForScaling } from './updates-wait-for-scaling.ts';
import { updatesDescendOneByOne } from './updates-descend-one-by-one.ts';
import { atMostOnePodIsDown } from './at-most-one-pod-is-down.ts';
import { updatesComplete } from './updates-complete.ts';
import { newPodsTakeTheRightRevision } from './new-pods-take-the-right-revision.ts';
import {
  currentRevisionMovesOnCompletion,
} from './current-revision-moves-on-completion.ts';
import { onDeleteLeavesPodsToTheirUser } from './on-delete-leaves-pods-to-their-user.ts';
import {
  updatesStayWithinMaxUnavailable,
} from './updates-stay-within-max-unavailable.ts';
import { onlyANewTemplateStartsAnUpdate } from './only-a-new-template-starts-an-update.ts';
import { revisionsPutBackTheirTemplate } from './revisions-put-back-their-template.ts';
import { revisionsAreNamedAfterTheirSet } from './revisions-are-named-after-their-set.ts';
import { oneRevisionPerTemplate } from './one-revision-per-template.ts';
import { theUpdateRevisionIsTheNewest } from './the-update-revision-is-the-newest.ts';
import { historyStaysWithinItsLimit } from './history-stays-within-its-limit.ts';
import { revisionsInUseAreKept } from './revisions-in-use-are-kept.ts';
import { orphanedRevisionsAreAdopted } from './orphaned-revisions-are-adopted.ts';
import { podsBelongToTheirSetDirectly } from './pods-belong-to-their-set-directly.ts';
import { claimsAreNamedByOrdinal } from './claims-are-named-by-ordinal.ts';
import { claimsComeBeforeTheirPod } from './claims-come-before-their-pod.ts';
import { claimsAreReused } from './claims-are-reused.ts';
import { claimsAreRetained } from './claims-are-retained.ts';
import { claimsStayBoundAndProtected } from './claims-stay-bound-and-protected.ts';
import { claimsCarryTheSelectorLabels } from './claims-carry-the-selector-labels.ts';
import {
  claimsHaveTheOwnersOfThePolicy,
} from './claims-have-the-owners-of-the-policy.ts';
import {
  scaledDownClaimsGoWithTheirPod,
} from './scaled-down-claims-go-with-their-pod.ts';
import {
  aPodNeverTakesOverADiscardedClaim,
} from './a-pod-never-takes-over-a-discarded-claim.ts';
import { pendingPodsGetTheirClaimsBack } from './pending-pods-get-their-claims-back.ts';
import { ownedClaimsGoWithTheirOwner } from './owned-claims-go-with-their-owner.ts';
import { aStatusCountsPodsOfOneMoment } from './a-status-counts-pods-of-one-moment.ts';
import { aSettledStatusCountsEveryPod } from './a-settled-status-counts-every-pod.ts';
import {
  aSettledStatusCountsPodsByRevision,
} from './a-settled-status-counts-pods-by-revision.ts';
import { readyPodsBecomeAvailable } from './ready-pods-become-available.ts';
import { aStatusNeverGoesBack } from './a-status-never-goes-back.ts';
import { aStatusSpeaksOfItsOwnSet } from './a-status-speaks-of-its-own-set.ts';
import {
  aStatusSpeaksOfTheSpecThatItObserved,
} from './a-status-speaks-of-the-spec-that-it-observed.ts';
import { podsAreAdoptedByLabelAndName } from './pods-are-adopted-by-label-and-name.ts';
import { podsBelongToTheSetThatFits } from './pods-belong-to-the-set-that-fits.ts';
import { aSetBeingDeletedIsLeftAlone } from './a-set-being-deleted-is-left-alone.ts';
import {
  sometimesADeletedSetLosesPodsInAnyOrder,
} from './sometimes-a-deleted-set-loses-pods-in-any-order.ts';
import { sometimesAClaimServesASecondPod } from './sometimes-a-claim-serves-a-second-pod.ts';
import {
  sometimesAParallelSetLacksSeveralPods,
} from './sometimes-a-parallel-set-lacks-several-pods.ts';
import { sometimesAParallelSetIsUpdated } from './sometimes-a-parallel-set-is-updated.ts';
import {
  sometimesARollbackWaitsForABrokenPod,
} from './sometimes-a-rollback-waits-for-a-broken-pod.ts';
import {
  sometimesACondemnedPodWaitsForAnother,
} from './sometimes-a-condemned-pod-waits-for-another.ts';
import {
  sometimesThreeRevisionsLiveSideBySide,
} from './sometimes-three-revisions-live-side-by-side.ts';
import {
  sometimesARollbackReusesItsRevision,
} from './sometimes-a-rollback-reuses-its-revision.ts';
import { sometimesARevisionIsAdopted } from './sometimes-a-revision-is-adopted.ts';
import { sometimesAPodEnds } from './sometimes-a-pod-ends.ts';
import { sometimesAPodIsLostInMidUpdate } from './sometimes-a-pod-is-lost-in-mid-update.ts';
import {
  sometimesAScaleDownMeetsAnUnreadyPod,
} from './sometimes-a-scale-down-meets-an-unready-pod.ts';
import {
  sometimesAnOrdinalHasTwoIncarnations,
} from './sometimes-an-ordinal-has-two-incarnations.ts';
import {
  sometimesAnUpdateStopsAtItsPartition,
} from './sometimes-an-update-stops-at-its-partition.ts';
import { sometimesTheStartOfASetMoves } from './sometimes-the-start-of-a-set-moves.ts';

export const statefulset: readonly Property[] = [
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
  updatesComplete,
  onDeleteLeavesPodsToTheirUser,
  updatesStayWithinMaxUnavailable,
  onlyANewTemplateStartsAnUpdate,
  newPodsTakeTheRightRevision,
  currentRevisionMovesOnCompletion,
  revisionsPutBackTheirTemplate,
  revisionsAreNamedAfterTheirSet,
  oneRevisionPerTemplate,
  theUpdateRevisionIsTheNewest,
  historyStaysWithinItsLimit,
  revisionsInUseAreKept,
  orphanedRevisionsAreAdopted,
  podsBelongToTheirSetDirectly,
  claimsAreNamedByOrdinal,
  claimsComeBeforeTheirPod,
  claimsAreReused,
  claimsAreRetained,
  claimsStayBoundAndProtected,
  claimsCarryTheSelectorLabels,
  claimsHaveTheOwnersOfThePolicy,
  scaledDownClaimsGoWithTheirPod,
  aPodNeverTakesOverADiscardedClaim,
  pendingPodsGetTheirClaimsBack,
  ownedClaimsGoWithTheirOwner,
  podsAreAdoptedByLabelAndName,
  podsBelongToTheSetThatFits,
  aSetBeingDeletedIsLeftAlone,
  aStatusCountsPodsOfOneMoment,
  aSettledStatusCountsEveryPod,
  aSettledStatusCountsPodsByRevision,
  readyPodsBecomeAvailable,
  aStatusNeverGoesBack,
  aStatusSpeaksOfTheSpecThatItObserved,
  aStatusSpeaksOfItsOwnSet,
  comesToRest('StatefulSet'),
  restsQuietly('StatefulSet'),
  observesEveryGeneration('StatefulSet'),
  sometimesAClaimServesASecondPod,
  sometimesADeletedSetLosesPodsInAnyOrder,
  sometimesAParallelSetLacksSeveralPods,
  sometimesAParallelSetIsUpdated,
  sometimesARollbackWaitsForABrokenPod,
  sometimesACondemnedPodWaitsForAnother,
  sometimesThreeRevisionsLiveSideBySide,
  sometimesARollbackReusesItsRevision,
  sometimesARevisionIsAdopted,
  sometimesAPodEnds,
  sometimesAPodIsLostInMidUpdate,
  sometimesAScaleDownMeetsAnUnreadyPod,
  sometimesAnOrdinalHasTwoIncarnations,
  sometimesAnUpdateStopsAtItsPartition,
  sometimesTheStartOfASetMoves,
];
