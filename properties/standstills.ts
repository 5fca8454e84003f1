/**
 * Where a workload legally stands still: what looks like a broken promise at rest and is none,
 * because the documentation says that it waits. No property flags these; a run that meets one says
 * so, so that nobody takes silence for progress.
 */
import type { DaemonSet, Deployment } from '../specs/kubernetes.ts';
import { controllerOf } from '../specs/kubernetes.ts';
import type { MonitorContext } from './property.ts';
import { lackOf } from './vocabulary/completion.ts';
import {
  firstToUpdate,
  isOrdered,
  podNameOf,
  revisionLabel,
  wantedOrdinals,
} from './vocabulary/ordinals.ts';
import { newSetOf, ownedSets } from './vocabulary/rollout.ts';
import { firstStop, settledSets, slotAt } from './vocabulary/stateful-rest.ts';
import type { Sight } from './vocabulary/stateful-steps.ts';
import { condemnedPods, isHealthy, isUp } from './vocabulary/stateful-steps.ts';
import type { ClusterView } from './view.ts';

/** A situation in which waiting is right. */
export interface Standstill {
  /** `statefulset/waits-for-a-broken-revision`. */
  readonly id: string;
  readonly requirement: string;
  /** One English sentence in the present tense. */
  readonly title: string;
}

/** A standstill, and whether a workload of its kind is in it at rest. */
type Told<T> = Standstill & { readonly isMet: (subject: T) => boolean };

interface Rollout {
  readonly view: ClusterView;
  readonly deployment: Deployment;
}

const deployments: readonly Told<Rollout>[] = [
  {
    id: 'deployment/paused-in-mid-rollout',
    requirement: 'DEP-PAUSE-001',
    title: 'A paused Deployment leaves its rollout unfinished',
    isMet: ({ view, deployment }) =>
      deployment.spec.paused === true && lackOf(view, deployment) !== undefined,
  },
  {
    id: 'deployment/waits-for-pods-that-never-get-ready',
    requirement: 'DEP-COND-003',
    title: 'A rollout waits for new pods that do not become available',
    isMet: ({ view, deployment }) => {
      if (deployment.spec.paused === true || lackOf(view, deployment) === undefined) return false;
      const newSet = newSetOf(deployment, ownedSets(view, deployment));
      if (newSet === undefined) return false;
      const { ready, active } = view.tally(newSet.metadata.uid);
      return ready < active;
    },
  },
  {
    id: 'deployment/recreate-waits-beside-a-finished-pod',
    requirement: 'DEP-REC-003',
    title: 'Recreate is not woken by the end of its pods while a finished one is left',
    isMet: ({ view, deployment }) => {
      const { strategy, paused } = deployment.spec;
      if (strategy.type !== 'Recreate' || paused === true) return false;
      if (lackOf(view, deployment) === undefined) return false;
      const sets = ownedSets(view, deployment);
      const isStarted = (newSetOf(deployment, sets)?.spec.replicas ?? 0) > 0;
      return !isStarted && sets.some((set) => view.tally(set.metadata.uid).terminal > 0);
    },
  },
];

const statefulSets: readonly Told<Sight>[] = [
  {
    id: 'statefulset/waits-for-a-broken-revision',
    requirement: 'STS-UPD-010',
    title: 'An ordered set waits for an unhealthy pod of another revision than it is to have',
    isMet: (sight) => {
      const { set, view } = sight;
      const stop = isOrdered(set) ? firstStop(sight) : undefined;
      if (stop?.slot !== 'unhealthy' || set.spec.updateStrategy.type === 'OnDelete') return false;
      if (stop.ordinal < firstToUpdate(set)) return false;
      const pod = view.get('Pod', podNameOf(set.metadata.name, stop.ordinal));
      return pod?.metadata.labels?.[revisionLabel] !== set.status.updateRevision;
    },
  },
  {
    id: 'statefulset/condemned-pods-wait',
    requirement: 'STS-ORD-005',
    title: 'An ordered set does not scale down while pods are unhealthy',
    isMet: (sight) => {
      if (!isOrdered(sight.set)) return false;
      const condemned = [...condemnedPods(sight)].toSorted((a, b) => b.ordinal - a.ordinal);
      const [highest, ...lower] = condemned.map(({ pod }) => pod);
      if (highest === undefined) return false;
      if (firstStop(sight)?.slot === 'unhealthy') return true;
      return !isHealthy(sight, highest) && lower.some((pod) => !isUp(sight, pod));
    },
  },
  {
    id: 'statefulset/an-update-is-held-back',
    requirement: 'STS-UPD-006',
    title: 'The current revision does not advance under OnDelete or behind a partition',
    isMet: ({ set }) => {
      const { currentRevision, updateRevision } = set.status;
      const { type, rollingUpdate } = set.spec.updateStrategy;
      const isHeld = type === 'OnDelete' || (rollingUpdate?.partition ?? 0) > 0;
      return isHeld && currentRevision !== updateRevision;
    },
  },
  {
    id: 'statefulset/a-released-pod-keeps-its-name',
    requirement: 'STS-OWN-001',
    title: 'An ordinal stays empty while a pod that the set has released keeps its name',
    isMet: ({ set, view }) =>
      [...wantedOrdinals(set)].some((ordinal) => {
        const pod = view.get('Pod', podNameOf(set.metadata.name, ordinal));
        return pod !== undefined && controllerOf(pod)?.uid !== set.metadata.uid;
      }),
  },
  {
    id: 'statefulset/a-terminating-pod-keeps-its-place',
    requirement: 'STS-FAIL-002',
    title: 'An ordinal waits for a terminating pod that cannot go',
    isMet: (sight) =>
      [...wantedOrdinals(sight.set)].some((ordinal) => slotAt(sight, ordinal) === 'going'),
  },
];

function isBehind({ spec, status, metadata }: DaemonSet): boolean {
  if (status.observedGeneration !== metadata.generation) return false;
  const { updatedNumberScheduled = 0, desiredNumberScheduled, numberUnavailable = 0 } = status;
  if (updatedNumberScheduled >= desiredNumberScheduled) return false;
  return spec.updateStrategy.type === 'OnDelete' || numberUnavailable > 0;
}

const daemonSets: readonly Told<DaemonSet>[] = [
  {
    id: 'daemonset/waits-for-pods-to-be-deleted',
    requirement: 'DS-UPD-007',
    title: 'Under OnDelete old pods stay until somebody deletes them',
    isMet: (set) => set.spec.updateStrategy.type === 'OnDelete' && isBehind(set),
  },
  {
    id: 'daemonset/waits-for-pods-that-never-get-ready',
    requirement: 'DS-UPD-003',
    title: 'An update stops where its new pods do not become available',
    isMet: (set) => set.spec.updateStrategy.type === 'RollingUpdate' && isBehind(set),
  },
];

/** All of them, in reading order. */
export const standstills: readonly Standstill[] = [
  ...deployments,
  ...statefulSets,
  ...daemonSets,
].map(({ id, requirement, title }) => ({ id, requirement, title }));

/** The ids of those that some workload is in, in a world at rest. */
export function* standstillsIn(view: ClusterView, context: MonitorContext): Iterable<string> {
  for (const deployment of view.list('Deployment')) {
    if (deployment.metadata.deletionTimestamp === undefined) {
      yield* idsOf(deployments, { view, deployment });
    }
  }
  for (const sight of settledSets(view, context)) yield* idsOf(statefulSets, sight);
  for (const set of view.list('DaemonSet')) {
    if (set.metadata.deletionTimestamp === undefined) yield* idsOf(daemonSets, set);
  }
}

function* idsOf<T>(all: readonly Told<T>[], subject: T): Iterable<string> {
  for (const { id, isMet } of all) if (isMet(subject)) yield id;
}
