/** What can be seen of claims about Deployments. */
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Trace } from '../../specs/trace.ts';
import { seconds } from '../../reports/markdown.ts';
import type { Observation } from './observations.ts';
import { atTheEnd, claimOf, livesOf, versionsOf } from './story.ts';

/** The greatest declared total of all ReplicaSets, and the greatest number of pods. */
const morePodsThanAQuarterAbove: Observation = (trace) => {
  const wanted = versionsOf(trace, 'Deployment')[0]?.object.spec.replicas ?? 0;
  const sizes = new Map<string, number>();
  let declared = 0;
  for (const { change, object } of versionsOf(trace, 'ReplicaSet')) {
    if (change === 'DELETED') sizes.delete(object.metadata.uid);
    else sizes.set(object.metadata.uid, object.spec.replicas);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    declared = Math.max(declared, total);
  }
  const pods = mostPods(trace);
  if (declared <= wanted * 1.25) return undefined;
  const percent = Math.round((declared / wanted) * 100);
  return (
    `of ${wanted} wanted, up to ${declared} were declared (${percent} %), and up to ${pods} pods ` +
    'were there, terminating ones among them'
  );
};

function mostPods(trace: Trace): number {
  const there = new Set<string>();
  let most = 0;
  for (const { change, object } of versionsOf(trace, 'Pod')) {
    if (change === 'DELETED') there.delete(object.metadata.uid);
    else there.add(object.metadata.uid);
    most = Math.max(most, there.size);
  }
  return most;
}

const podsCreatedBeforeAnyIsReady: Observation = (trace) => {
  const lives = livesOf(trace);
  const firstReady = Math.min(...lives.flatMap(({ ready }) => ready ?? []));
  const before = lives.filter(({ created }) => created < firstReady);
  if (before.length < 2) return undefined;
  const names = before.map(({ name, created }) => `${name} at ${seconds(created)}`);
  return `${names.join(', ')} were created before any was Ready, at ${seconds(firstReady)}`;
};

const theUnreadyPodGoesFirst: Observation = (trace) => {
  const gone = livesOf(trace).filter(({ deleted }) => deleted !== undefined);
  const [victim] = gone;
  if (victim?.deleted === undefined || gone.length !== 1) return undefined;
  if (conditionOf(victim.latest, 'Ready')?.status === 'True') return undefined;
  return `${victim.name}, which alone was not Ready, was deleted at ${seconds(victim.deleted)}`;
};

const oneHashManyEndings: Observation = (trace) => {
  const sets = atTheEnd(trace, 'ReplicaSet');
  const set = sets.find(({ spec }) => spec.replicas > 0);
  const names = atTheEnd(trace, 'Pod').map(({ metadata }) => metadata.name);
  const own = names.filter((name) => name.startsWith(`${set?.metadata.name}-`));
  const endings = own.map((name) => name.slice(-5));
  if (set === undefined || own.length < 2 || new Set(endings).size !== own.length) return undefined;
  return `the pods of ${set.metadata.name} end in ${endings.slice(0, 3).join(', ')} …`;
};

const aNewPodForEachLostOne: Observation = (trace) => {
  const wanted = atTheEnd(trace, 'Deployment')[0]?.spec.replicas ?? 0;
  const lives = livesOf(trace);
  const isLost = ({ deleted, latest }: (typeof lives)[number]) =>
    deleted !== undefined || latest.status.phase === 'Failed';
  const lost = lives.filter(isLost);
  const left = lives.filter((life) => !isLost(life));
  if (lost.length === 0 || left.length !== wanted) return undefined;
  const last = lives.at(-1)?.name;
  return `${lost.length} of ${lives.length} pods were lost, ${left.length} run, ${last} last`;
};

const everyPodNamesTheSameClaim: Observation = (trace) => {
  const pods = atTheEnd(trace, 'Pod');
  const claims = pods.map(claimOf);
  const [claim] = new Set(claims);
  const there = atTheEnd(trace, 'PersistentVolumeClaim').length;
  if (pods.length < 2 || claim === undefined || new Set(claims).size > 1) return undefined;
  return there === 1 ? `${pods.length} pods name the claim ${claim}; there is no other` : undefined;
};

const undoneToBAndToA: Observation = (trace) => {
  const images = versionsOf(trace, 'Deployment').map(({ object }) => {
    return object.spec.template.spec.containers[0]?.image.split(':').at(-1) ?? '?';
  });
  const told = images.filter((image, index) => image !== images[index - 1]).join(', ');
  const sets = atTheEnd(trace, 'ReplicaSet').map(({ metadata }) => {
    return metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '?';
  });
  if (told !== 'a, b, c, b, a') return undefined;
  return `templates ${told}; the ReplicaSets are now revisions ${sets.toSorted().join(', ')}`;
};

/** By the name under which the ledger asks for them. */
export const deploymentObservations = {
  'more-pods-than-a-quarter-above': morePodsThanAQuarterAbove,
  'pods-created-before-any-is-ready': podsCreatedBeforeAnyIsReady,
  'the-unready-pod-goes-first': theUnreadyPodGoesFirst,
  'one-hash-many-endings': oneHashManyEndings,
  'a-new-pod-for-each-lost-one': aNewPodForEachLostOne,
  'every-pod-names-the-same-claim': everyPodNamesTheSameClaim,
  'undone-to-b-and-to-a': undoneToBAndToA,
} as const;
