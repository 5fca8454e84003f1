/** Every property of DaemonSets, in reading order. */
import type { Property } from '../property.ts';
import { comesToRest } from '../common/comes-to-rest.ts';
import { observesEveryGeneration } from '../common/observes-every-generation.ts';
import { restsQuietly } from '../common/rests-quietly.ts';
import { everyEligibleNodeRunsOnePod } from './every-eligible-node-runs-one-pod.ts';
import { podsStartOnlyOnEligibleFreeNodes } from './pods-start-only-on-eligible-free-nodes.ts';
import { podsLeaveIneligibleNodes } from './pods-leave-ineligible-nodes.ts';
import { noScheduleTaintsEvictNobody } from './no-schedule-taints-evict-nobody.ts';
import { nodeChangesMovePods } from './node-changes-move-pods.ts';
import { podsLeaveWithTheirNode } from './pods-leave-with-their-node.ts';
import { podsTolerateNodeTrouble } from './pods-tolerate-node-trouble.ts';
import { podsArePinnedToTheirNode } from './pods-are-pinned-to-their-node.ts';
import { theFirstPodOnANodeStays } from './the-first-pod-on-a-node-stays.ts';
import { namesCarryNoIdentity } from './names-carry-no-identity.ts';
import { updatesStayWithinMaxUnavailable } from './updates-stay-within-max-unavailable.ts';
import { podsAreDeletedOnlyForAReason } from './pods-are-deleted-only-for-a-reason.ts';
import { failedPodsAreReplaced } from './failed-pods-are-replaced.ts';
import { rollbacksKeepWhatMatches } from './rollbacks-keep-what-matches.ts';
import { updatesComplete } from './updates-complete.ts';
import { surgesComplete } from './surges-complete.ts';
import { surgesNoticeAvailablePods } from './surges-notice-available-pods.ts';
import { adoptedPodsAreUpdated } from './adopted-pods-are-updated.ts';
import { aRecreatedSetStartsAnew } from './a-recreated-set-starts-anew.ts';
import { surgeStaysWithinMaxSurge } from './surge-stays-within-max-surge.ts';
import { oldPodsOutliveTheirSurge } from './old-pods-outlive-their-surge.ts';
import { failuresAreSpaced } from './failures-are-spaced.ts';
import { nodeTroubleEvictsNobody } from './node-trouble-evicts-nobody.ts';
import { newPodsAreOfThePresentTemplate } from './new-pods-are-of-the-present-template.ts';
import { surgesLeaveNodesLate } from './surges-leave-nodes-late.ts';
import { onDeleteWaitsForUsers } from './on-delete-waits-for-users.ts';
import { deletedPodsAreRevived } from './deleted-pods-are-revived.ts';
import { oneRevisionStandsForTheTemplate } from './one-revision-stands-for-the-template.ts';
import { historyStaysWithinItsLimit } from './history-stays-within-its-limit.ts';
import { onlyUnusedRevisionsAreDeleted } from './only-unused-revisions-are-deleted.ts';
import { revisionsPutTheTemplateBack } from './revisions-put-the-template-back.ts';
import { theStatusCountsNodes } from './the-status-counts-nodes.ts';
import { readyPodsBecomeAvailable } from './ready-pods-become-available.ts';
import { observedGenerationsOnlyRise } from './observed-generations-only-rise.ts';
import { observedGenerationsWereActedOn } from './observed-generations-were-acted-on.ts';
import { whatMatchesIsOwned } from './what-matches-is-owned.ts';
import { noWorkWhileBeingDeleted } from './no-work-while-being-deleted.ts';
import { theStatusNoticesChangedNodes } from './the-status-notices-changed-nodes.ts';
import { aStatusSpeaksOfItsOwnSet } from './a-status-speaks-of-its-own-set.ts';
import { refusedPodsDoNotHoldUpTheStatus } from './refused-pods-do-not-hold-up-the-status.ts';
import { succeededPodsAreReplaced } from './succeeded-pods-are-replaced.ts';
import { sometimesANodeBecomesIneligible } from './sometimes-a-node-becomes-ineligible.ts';
import { sometimesANodeHasAnExcessPod } from './sometimes-a-node-has-an-excess-pod.ts';
import {
  sometimesANodeHasTwoPodsWhileSurging,
} from './sometimes-a-node-has-two-pods-while-surging.ts';
import { sometimesANodeIsAdded } from './sometimes-a-node-is-added.ts';
import { sometimesATaintForbidsNewPodsOnly } from './sometimes-a-taint-forbids-new-pods-only.ts';

export const daemonset: readonly Property[] = [
  everyEligibleNodeRunsOnePod,
  deletedPodsAreRevived,
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
  podsAreDeletedOnlyForAReason,
  failedPodsAreReplaced,
  failuresAreSpaced,
  succeededPodsAreReplaced,
  nodeTroubleEvictsNobody,
  newPodsAreOfThePresentTemplate,
  updatesStayWithinMaxUnavailable,
  updatesComplete,
  rollbacksKeepWhatMatches,
  adoptedPodsAreUpdated,
  surgeStaysWithinMaxSurge,
  surgesComplete,
  surgesNoticeAvailablePods,
  oldPodsOutliveTheirSurge,
  surgesLeaveNodesLate,
  onDeleteWaitsForUsers,
  oneRevisionStandsForTheTemplate,
  historyStaysWithinItsLimit,
  onlyUnusedRevisionsAreDeleted,
  revisionsPutTheTemplateBack,
  theStatusCountsNodes,
  theStatusNoticesChangedNodes,
  refusedPodsDoNotHoldUpTheStatus,
  readyPodsBecomeAvailable,
  observedGenerationsOnlyRise,
  observedGenerationsWereActedOn,
  aStatusSpeaksOfItsOwnSet,
  whatMatchesIsOwned,
  noWorkWhileBeingDeleted,
  comesToRest('DaemonSet'),
  restsQuietly('DaemonSet'),
  observesEveryGeneration('DaemonSet'),
  sometimesANodeBecomesIneligible,
  sometimesANodeHasAnExcessPod,
  sometimesANodeHasTwoPodsWhileSurging,
  sometimesANodeIsAdded,
  sometimesATaintForbidsNewPodsOnly,
];
