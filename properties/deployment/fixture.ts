/**
 * Mini-traces about one Deployment, `web`: its revisions are single letters, its ReplicaSets and
 * pods are named after them. Only tests import it.
 */
import type { Deployment, PodTemplate, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Actor } from '../../specs/trace.ts';
import type { MiniOptions, MiniTrace } from '../fixture.ts';
import { miniTrace as plainTrace, ownedByObject, readyStatus } from '../fixture.ts';
import type { Property } from '../property.ts';
import type { Judgement } from '../verdict.ts';

type Revision = 'a' | 'b' | 'c';

/** The hash labels of the revisions. */
export const hashes: Readonly<Record<Revision, string>> = { a: 'bcdfg', b: 'cdfgh', c: 'dfghj' };
/** The name of the ReplicaSet of a revision. */
export const setName = (revision: Revision) => `web-${hashes[revision]}`;

interface SetSketch {
  /** Declared size. */
  readonly replicas?: number;
  /** Reported as available, and as existing. */
  readonly available?: number;
  readonly exists?: number;
  /** The numbers noted at the last resize. */
  readonly desired?: number;
  readonly max?: number;
  /** Its revision number, and those that it had before. */
  readonly revision?: number | string;
  readonly history?: string;
  readonly minReadySeconds?: number;
  readonly actor?: Actor;
}

/** What tests say about the Deployment and what it owns; everything returns the story itself. */
export interface Story {
  readonly trace: MiniTrace;
  wait(ms: number): Story;
  /** Creates `web` at revision a. */
  deployment(spec?: Partial<Deployment['spec']>): Story;
  /** A user's change of the spec. */
  change(spec: Partial<Deployment['spec']>): Story;
  roll(revision: Revision): Story;
  /** The status catches up with the spec. */
  observed(status?: Deployment['status']): Story;
  set(revision: Revision, sketch?: SetSketch): Story;
  /** A write of the Deployment's controller, unless the sketch says whose. */
  resize(revision: Revision, replicas: number, sketch?: SetSketch): Story;
  /** A status write of the ReplicaSet's controller. */
  report(revision: Revision, sketch: SetSketch): Story;
  /** Adds that many pods of a revision, ready or not. */
  pods(revision: Revision, count: number, state?: 'ready' | 'pending' | 'failed'): Story;
  /** Whatever else happens to an object. */
  also(tell: (trace: MiniTrace) => unknown): Story;
  judge(property: Property): Judgement['status'];
}

/** The pod template of a revision. */
export function templateOf(revision: Revision, labels: Record<string, string> = {}): PodTemplate {
  return {
    metadata: { labels: { app: 'mini', ...labels } },
    spec: { containers: [{ name: 'main', image: `mini:${revision}` }] },
  };
}

/** Starts a story about one Deployment in which nothing exists yet. */
export function miniTrace(options: MiniOptions = {}): Story {
  const trace = plainTrace(options);
  let generation = 1;
  let births = 0;
  const times = { at: 0 };

  const told: Story = {
    trace,
    wait(ms) {
      trace.wait(ms);
      times.at += ms;
      return told;
    },
    deployment(spec = {}) {
      trace.add('Deployment', 'web', { spec: { template: templateOf('a'), ...spec } }, 'user');
      return told;
    },
    change(spec) {
      generation += 1;
      trace.change('Deployment', 'web', { metadata: { generation }, spec }, 'user');
      return told;
    },
    roll: (revision) => told.change({ template: templateOf(revision) }),
    observed(status = {}) {
      const whole = { ...status, observedGeneration: generation };
      trace.change('Deployment', 'web', { status: whole }, 'deployment-controller');
      return told;
    },
    set(revision, sketch = {}) {
      const hash = { 'pod-template-hash': hashes[revision] };
      const { labels } = templateOf(revision, hash).metadata ?? {};
      const owners = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
      trace.add(
        'ReplicaSet',
        setName(revision),
        {
          metadata: { ownerReferences: owners, labels: labels ?? {}, annotations: notes(sketch) },
          spec: {
            replicas: sketch.replicas ?? 3,
            selector: { matchLabels: labels ?? {} },
            template: templateOf(revision, hash),
            ...(sketch.minReadySeconds && { minReadySeconds: sketch.minReadySeconds }),
          },
          status: statusOf(sketch),
        },
        sketch.actor ?? 'deployment-controller',
      );
      return told;
    },
    resize(revision, replicas, sketch = {}) {
      const annotations = notes(sketch);
      const metadata = Object.keys(annotations).length > 0 ? { metadata: { annotations } } : {};
      const by = sketch.actor ?? 'deployment-controller';
      trace.change('ReplicaSet', setName(revision), { ...metadata, spec: { replicas } }, by);
      return told;
    },
    report(revision, sketch) {
      const by = sketch.actor ?? 'replicaset-controller';
      trace.change('ReplicaSet', setName(revision), { status: statusOf(sketch) }, by);
      return told;
    },
    pods(revision, count, state = 'ready') {
      const name = setName(revision);
      const ownerReferences = ownedByObject('ReplicaSet', name, trace.uidOf('ReplicaSet', name));
      const labels = { app: 'mini', 'pod-template-hash': hashes[revision] };
      for (let each = 0; each < count; each += 1) {
        births += 1;
        const metadata = { ownerReferences, labels };
        trace.add('Pod', podName(revision, births), { metadata }, 'replicaset-controller');
        const status = { ready: readyStatus(times.at), failed: { phase: 'Failed' as const } };
        if (state === 'pending') continue;
        trace.change('Pod', podName(revision, births), { status: status[state] }, 'kubelet');
      }
      return told;
    },
    also(tell) {
      tell(trace);
      return told;
    },
    judge: (property) => trace.judge(property).status,
  };
  return told;
}

/** Pods are numbered in the order of their creation, from 1, whatever their revision. */
export function podName(revision: Revision, birth: number): string {
  return `${setName(revision)}-${birth}`;
}

function notes({ desired, max, revision, history }: SetSketch): Record<string, string> {
  return {
    ...(revision !== undefined && { 'deployment.kubernetes.io/revision': `${revision}` }),
    ...(history !== undefined && { 'deployment.kubernetes.io/revision-history': history }),
    ...(desired !== undefined && { 'deployment.kubernetes.io/desired-replicas': `${desired}` }),
    ...(max !== undefined && { 'deployment.kubernetes.io/max-replicas': `${max}` }),
  };
}

function statusOf({ available = 0, exists = available }: SetSketch): ReplicaSet['status'] {
  return { replicas: exists, readyReplicas: available, availableReplicas: available };
}
