/** Every property of ReplicaSets, in reading order; they are judged on scenarios of Deployments. */
import type { Property } from '../property.ts';
import { aRestartMovesNoPod } from './a-restart-moves-no-pod.ts';
import { availabilityIsNoticedInTime } from './availability-is-noticed-in-time.ts';
import { cheaperPodsGoFirst } from './cheaper-pods-go-first.ts';
import { longReadyPodsStay } from './long-ready-pods-stay.ts';
import { mismatchedPodsAreReleased } from './mismatched-pods-are-released.ts';
import { noWorkWhileBeingDeleted } from './no-work-while-being-deleted.ts';
import { orphansAreAdopted } from './orphans-are-adopted.ts';
import { podsAreNamedAfterTheirReplicaSet } from './pods-are-named-after-their-replica-set.ts';
import { podsCarryTheTemplate } from './pods-carry-the-template.ts';
import {
  sometimesAnAdoptionIsOneTooMany,
} from './sometimes-an-adoption-is-one-too-many.ts';
import { statusCountsTerminatingPods } from './status-counts-terminating-pods.ts';
import { statusCountsTheActivePods } from './status-counts-the-active-pods.ts';
import { templateEditsMoveNoPod } from './template-edits-move-no-pod.ts';

export const replicaset: readonly Property[] = [
  podsAreNamedAfterTheirReplicaSet,
  podsCarryTheTemplate,
  templateEditsMoveNoPod,
  cheaperPodsGoFirst,
  longReadyPodsStay,
  orphansAreAdopted,
  mismatchedPodsAreReleased,
  noWorkWhileBeingDeleted,
  aRestartMovesNoPod,
  availabilityIsNoticedInTime,
  statusCountsTheActivePods,
  statusCountsTerminatingPods,
  sometimesAnAdoptionIsOneTooMany,
];
