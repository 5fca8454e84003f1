/** Objects for mini-traces: harmless defaults for every kind. Only tests import it. */
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  Endpoints,
  EndpointSlice,
  Kind,
  KubernetesObject,
  Node,
  ObjectMeta,
  ObjectOf,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PodTemplate,
  ReplicaSet,
  ResourceQuota,
  Service,
  StatefulSet,
} from '../specs/kubernetes.ts';
import { apiVersions, timestampOf } from '../specs/kubernetes.ts';

type DeepPartial<T> = T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> } : T;
/** What a test says of an object: anything it leaves out takes a harmless default. */
export type Sketch<K extends Kind> = DeepPartial<Omit<ObjectOf<K>, 'kind' | 'apiVersion'>>;

/** A whole object from what a test says of it. */
export function drawUp<K extends Kind>(
  kind: K,
  name: string,
  uid: string,
  bornMs: number,
  sketch: object,
): ObjectOf<K> {
  const metadata: ObjectMeta = {
    name,
    uid,
    namespace: 'mini',
    resourceVersion: '0',
    generation: 1,
    creationTimestamp: timestampOf(bornMs),
  };
  const base = { apiVersion: apiVersions[kind], kind, metadata, ...defaults[kind](name) };
  return mergeSketch(base as unknown as KubernetesObject, sketch) as ObjectOf<K>;
}

/** Replaces the fields that a sketch names in `metadata`, `spec` and `status`, and other top-level
 * fields as a whole. */
export function mergeSketch(object: KubernetesObject, sketch: object): KubernetesObject {
  const merged: Record<string, unknown> = { ...object };
  for (const [part, value] of Object.entries(sketch)) {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    const before = merged[part];
    merged[part] = isRecord && typeof before === 'object' ? { ...before, ...value } : value;
  }
  return merged as unknown as KubernetesObject;
}

const template: PodTemplate = {
  metadata: { labels: { app: 'mini' } },
  spec: { containers: [{ name: 'main', image: 'mini:a' }] },
};
const selector = { matchLabels: { app: 'mini' } };

type Parts<T> = Omit<T, 'apiVersion' | 'kind' | 'metadata'>;

const defaults: { readonly [K in Kind]: (name: string) => Parts<ObjectOf<K>> } = {
  Deployment: (): Parts<Deployment> => ({
    spec: {
      replicas: 3,
      selector,
      template,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {},
  }),
  ReplicaSet: (): Parts<ReplicaSet> => ({
    spec: { replicas: 3, selector, template },
    status: { replicas: 0 },
  }),
  StatefulSet: (name): Parts<StatefulSet> => ({
    spec: {
      replicas: 3,
      selector,
      serviceName: name,
      template,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
    },
    status: { replicas: 0 },
  }),
  DaemonSet: (): Parts<DaemonSet> => ({
    spec: {
      selector,
      template,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
    },
    status: {
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    },
  }),
  ControllerRevision: (): Parts<ControllerRevision> => ({ data: {}, revision: 1 }),
  Pod: (): Parts<Pod> => ({ spec: template.spec, status: { phase: 'Pending' } }),
  PersistentVolumeClaim: (): Parts<PersistentVolumeClaim> => ({
    spec: { accessModes: ['ReadWriteOnce'] },
    status: { phase: 'Pending' },
  }),
  Service: (): Parts<Service> => ({
    spec: { selector: { app: 'mini' }, clusterIP: 'None' },
    status: {},
  }),
  EndpointSlice: (): Parts<EndpointSlice> => ({ addressType: 'IPv4', endpoints: [], ports: [] }),
  Endpoints: (): Parts<Endpoints> => ({ subsets: [] }),
  PodDisruptionBudget: (): Parts<PodDisruptionBudget> => ({
    spec: { selector, minAvailable: 1 },
    status: {},
  }),
  ResourceQuota: (): Parts<ResourceQuota> => ({ spec: {}, status: {} }),
  Node: (): Parts<Node> => ({
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }),
};
