/** Where the API server keeps the kinds of a trace: their paths. */
import type { Kind } from '../../specs/kubernetes.ts';
import { apiVersions } from '../../specs/kubernetes.ts';

/** The plural under which each kind is served, as audit logs name it too. */
export const plurals: Readonly<Record<Kind, string>> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ControllerRevision: 'controllerrevisions',
  Pod: 'pods',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Node: 'nodes',
  Service: 'services',
  EndpointSlice: 'endpointslices',
  Endpoints: 'endpoints',
  PodDisruptionBudget: 'poddisruptionbudgets',
  ResourceQuota: 'resourcequotas',
};

/** The kind that is served under a plural, if it is one of ours. */
export function kindOfPlural(plural: string): Kind | undefined {
  return kindsByPlural.get(plural);
}

const kindsByPlural = new Map(
  Object.entries(plurals).map(([kind, plural]) => [plural, kind as Kind]),
);

/** The path of a kind's collection; nodes have no namespace. */
export function collectionPath(kind: Kind, namespace: string): string {
  const version = apiVersions[kind];
  const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  return kind === 'Node' ? `${root}/nodes` : `${root}/namespaces/${namespace}/${plurals[kind]}`;
}

/** The path of one object, or of one of its subresources. */
export function objectPath(
  object: { readonly kind: Kind; readonly name: string },
  namespace: string,
  subresource?: string,
): string {
  const path = `${collectionPath(object.kind, namespace)}/${object.name}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
}
