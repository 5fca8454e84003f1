/**
 * Traces of a given size for measuring the judge: a workload at rest with n pods, then pods that
 * come and go one at a time, each with the four changes that a replacement has.
 */
import type {
  Kind,
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
  Pod,
  PodTemplate,
  WorkloadKind,
} from '../../specs/kubernetes.ts';
import { apiVersions, timestampOf } from '../../specs/kubernetes.ts';
import { featuresOf } from '../../specs/features.ts';
import { modelClockToleranceMs, modelStalenessMs } from '../../specs/deadlines.ts';
import { guarantees } from '../../specs/target.ts';
import type { Actor, ChangeEvent, TraceHeader } from '../../specs/trace.ts';

const epochMs = Date.parse('2026-01-01T00:00:00.000Z');
const template: PodTemplate = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'pod:a' }] },
};

/** A header like the model's, and the changes: first `settled` that build the workload up, then
 * `churn` that are to be measured. */
export interface ChurnTrace {
  readonly header: TraceHeader;
  readonly settled: readonly ChangeEvent[];
  readonly churn: readonly ChangeEvent[];
}

/** A workload with `pods` pods (a DaemonSet: on as many nodes) and `replacements` replacements. */
export function churnTrace(kind: WorkloadKind, pods: number, replacements: number): ChurnTrace {
  const events: ChangeEvent[] = [];
  let at = 0;
  const write = (change: ChangeEvent['change'], object: KubernetesObject, actor: Actor) => {
    const revision = events.length + 1;
    events.push({ seq: events.length, at, event: 'change', change, object, revision, actor });
    at += 10;
  };
  const owner = kind === 'Deployment' ? 'ReplicaSet' : kind;
  const actor: Actor = `${owner.toLowerCase()}-controller` as Actor;
  buildUp(kind, pods, write);
  const alive: Pod[] = [];
  for (let index = 0; index < pods; index += 1) {
    const pod = podOf(kind, index, 0);
    write('ADDED', { ...pod, status: { phase: 'Pending' } }, actor);
    write('MODIFIED', ready(pod, at), 'kubelet');
    alive.push(ready(pod, at));
  }
  at += 60_000;
  const settled = events.splice(0);
  const base = settled.length;
  for (let round = 0; round < replacements; round += 1) {
    const index = (round * 7919) % pods;
    const old = alive[index];
    if (old === undefined) continue;
    const deletionTimestamp = timestampOf(epochMs + at);
    const going = { ...old, metadata: { ...old.metadata, deletionTimestamp } };
    write('MODIFIED', going, 'fault');
    write('DELETED', going, 'kubelet');
    const pod = podOf(kind, index, round + 1);
    write('ADDED', { ...pod, status: { phase: 'Pending' } }, actor);
    alive[index] = ready(pod, at);
    write('MODIFIED', ready(pod, at), 'kubelet');
  }
  const churn = events.map((event) => ({
    ...event,
    seq: event.seq + base,
    revision: event.revision + base,
  }));
  return { header: headerOf(), settled, churn };
}

function headerOf(): TraceHeader {
  return {
    format: 1,
    suite: { version: '0' },
    adapter: 'bench',
    target: {
      version: '1.36',
      features: [...featuresOf('1.36')],
      guarantees,
      stalenessMs: modelStalenessMs,
      clockToleranceMs: modelClockToleranceMs,
    },
    scenario: { format: 1, seed: 1, nodes: [], steps: [] },
    startedAt: new Date(epochMs).toISOString(),
  };
}

type Write = (change: ChangeEvent['change'], object: KubernetesObject, actor: Actor) => void;

function buildUp(kind: WorkloadKind, pods: number, write: Write): void {
  const selector = { matchLabels: { app: 'web' } };
  const common = { selector, template };
  if (kind === 'Deployment') {
    const strategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    } as const;
    const spec = { ...common, replicas: pods, strategy };
    write('ADDED', { ...head('Deployment', 'web'), spec, status: {} }, 'user');
    const owners = { ownerReferences: [ownerOf('Deployment', 'web')] };
    write(
      'ADDED',
      {
        ...head('ReplicaSet', 'web-1', owners),
        spec: { ...common, replicas: pods },
        status: { replicas: pods },
      },
      'deployment-controller',
    );
  }
  if (kind === 'StatefulSet') {
    const spec = {
      ...common,
      replicas: pods,
      serviceName: 'web',
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    } as const;
    write('ADDED', { ...head('StatefulSet', 'web'), spec, status: { replicas: pods } }, 'user');
  }
  if (kind === 'DaemonSet') {
    for (let index = 0; index < pods; index += 1) {
      write('ADDED', { ...head('Node', `node-${index}`), spec: {}, status: {} }, 'suite');
    }
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } as const;
    const status = {
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    };
    const spec = { ...common, updateStrategy };
    write('ADDED', { ...head('DaemonSet', 'web'), spec, status }, 'user');
  }
}

function podOf(kind: WorkloadKind, index: number, round: number): Pod {
  const node = { nodeName: `node-${index}` };
  const owner = kind === 'Deployment' ? ownerOf('ReplicaSet', 'web-1') : ownerOf(kind, 'web');
  const name = kind === 'StatefulSet' ? `web-${index}` : `web-${index}-${round}`;
  const more = {
    uid: `pod-${index}-${round}`,
    labels: { app: 'web' },
    ownerReferences: [owner],
  };
  return { ...head('Pod', name, more), spec: { ...template.spec, ...node }, status: {} };
}

function ready(pod: Pod, at: number): Pod {
  const lastTransitionTime = timestampOf(epochMs + at);
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime }] as const;
  return { ...pod, status: { phase: 'Running', conditions } };
}

function head<K extends Kind>(kind: K, name: string, more: Partial<ObjectMeta> = {}) {
  const metadata: ObjectMeta = {
    name,
    namespace: 'bench',
    uid: `${kind}-${name}`,
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: timestampOf(epochMs),
    ...more,
  };
  return { apiVersion: apiVersions[kind], kind, metadata } as {
    readonly apiVersion: never;
    readonly kind: K;
    readonly metadata: ObjectMeta;
  };
}

function ownerOf(kind: Kind, name: string): OwnerReference {
  return { apiVersion: apiVersions[kind], kind, name, uid: `${kind}-${name}`, controller: true };
}
