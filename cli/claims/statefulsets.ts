/** What can be seen of claims about StatefulSets. */
import { seconds } from '../../reports/markdown.ts';
import type { Observation } from './observations.ts';
import { atTheEnd, claimOf, livesOf, versionsOf } from './story.ts';

const namesAreOrdinals: Observation = (trace) => {
  const names = livesOf(trace).map(({ name }) => name);
  const expected = names.map((_, index) => `sample-${index}`);
  return names.length > 1 && names.join() === expected.join() ? names.join(', ') : undefined;
};

const runningWasNotEnough: Observation = (trace) => {
  const [first, second] = livesOf(trace);
  if (first?.running === undefined || first.ready === undefined) return undefined;
  if (second === undefined || second.created < first.ready) return undefined;
  if (first.running >= first.ready) return undefined;
  return (
    `${first.name} was Running at ${seconds(first.running)} and Ready at ` +
    `${seconds(first.ready)}; ${second.name} was created at ${seconds(second.created)}`
  );
};

const deletedHighestFirst: Observation = (trace) => {
  const gone = livesOf(trace)
    .flatMap(({ name, deleted }) => (deleted === undefined ? [] : [{ name, deleted }]))
    .toSorted((a, b) => a.deleted - b.deleted);
  const names = gone.map(({ name }) => name);
  if (names.length < 2 || names.join() !== names.toSorted().toReversed().join()) return undefined;
  return gone.map(({ name, deleted }) => `${name} at ${seconds(deleted)}`).join(', ');
};

const sameNameSameClaim: Observation = (trace) => {
  const lives = livesOf(trace).filter(({ name }) => name === 'sample-0');
  const claims = lives.map(({ latest }) => claimOf(latest));
  const uids = versionsOf(trace, 'PersistentVolumeClaim')
    .filter(({ object }) => object.metadata.name === claims[0])
    .map(({ object }) => object.metadata.uid);
  if (lives.length < 2 || new Set(claims).size !== 1 || new Set(uids).size !== 1) return undefined;
  return `${lives.length} pods were called sample-0, in turn; each mounted ${claims[0]}`;
};

const claimWithoutPod: Observation = (trace) => {
  const mounted = new Set(atTheEnd(trace, 'Pod').map(claimOf));
  const left = atTheEnd(trace, 'PersistentVolumeClaim').find(
    ({ metadata }) => !mounted.has(metadata.name),
  );
  if (left?.status.phase !== 'Bound') return undefined;
  return `at the end ${left.metadata.name} is still Bound, and no pod mounts it`;
};

const claimsOfTheirOwnWithoutASource: Observation = (trace) => {
  const claims = atTheEnd(trace, 'PersistentVolumeClaim');
  const hasSource = claims.some(({ spec }) => 'dataSource' in spec || 'dataSourceRef' in spec);
  if (claims.length < 2 || hasSource) return undefined;
  const names = claims.map(({ metadata }) => metadata.name);
  return `${names.join(' and ')} were created, and neither names a source to copy from`;
};

const revisionsAndNoReplicaSet: Observation = (trace) => {
  const revisions = atTheEnd(trace, 'ControllerRevision').length;
  if (revisions === 0 || versionsOf(trace, 'ReplicaSet').length > 0) return undefined;
  return `${revisions} ControllerRevisions and no ReplicaSet`;
};

const backAtTheFirstRevision: Observation = (trace) => {
  const revisions = atTheEnd(trace, 'ControllerRevision');
  const [set] = atTheEnd(trace, 'StatefulSet');
  const images = new Set(atTheEnd(trace, 'Pod').map(({ spec }) => spec.containers[0]?.image));
  const current = set?.status.updateRevision;
  const latest = revisions.toSorted((a, b) => b.revision - a.revision)[0];
  const [image] = images;
  if (images.size !== 1 || latest?.metadata.name !== current || !image?.endsWith(':a')) {
    return undefined;
  }
  return (
    `every pod is of the first template again; its ControllerRevision ${current} is now number ` +
    `${latest?.revision}, and ${revisions.length} exist`
  );
};

const twoPodsOnOneNode: Observation = (trace) => {
  const pods = atTheEnd(trace, 'Pod');
  const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
  if (pods.length < 2 || nodes.size !== 1 || nodes.has(undefined)) return undefined;
  return `${pods.map(({ metadata }) => metadata.name).join(' and ')} are on the same node`;
};

/** By the name under which the ledger asks for them. */
export const statefulsetObservations = {
  'names-are-ordinals': namesAreOrdinals,
  'running-was-not-enough': runningWasNotEnough,
  'deleted-highest-first': deletedHighestFirst,
  'same-name-same-claim': sameNameSameClaim,
  'claim-without-pod': claimWithoutPod,
  'claims-of-their-own-without-a-source': claimsOfTheirOwnWithoutASource,
  'revisions-and-no-replica-set': revisionsAndNoReplicaSet,
  'back-at-the-first-revision': backAtTheFirstRevision,
  'two-pods-on-one-node': twoPodsOnOneNode,
} as const;
