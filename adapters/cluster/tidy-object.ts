/** What of an object goes into a trace: all that a property can ask for, nothing private. */
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { isRecord } from './errors.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** Members that hold what programs were told (secrets among it), wherever containers are. */
const privateMembers = new Set(['env', 'envFrom', 'imagePullSecrets', 'args', 'command']);

/** A copy without field managers, environments and arguments of containers, and image lists of
 * nodes. Parts that stay are shared with the original. */
export function tidyObject<T extends KubernetesObject>(object: T): T {
  const tidied = { ...withoutPrivate(object) } as T & { metadata: Record<string, unknown> };
  const { managedFields: _, annotations, ...metadata } = tidied.metadata as Record<string, unknown>;
  if (!isRecord(annotations)) return { ...tidied, metadata } as T;
  const { [lastApplied]: __, ...kept } = annotations;
  return { ...tidied, metadata: { ...metadata, annotations: kept } } as T;
}

function withoutPrivate(object: KubernetesObject): KubernetesObject {
  switch (object.kind) {
    case 'Pod':
      return { ...object, spec: withoutMembers(object.spec) };
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
      return {
        ...object,
        spec: { ...object.spec, template: withoutMembers(object.spec.template) },
      } as KubernetesObject;
    case 'ControllerRevision':
      return { ...object, data: withoutMembers(object.data) };
    case 'Node': {
      const { images: _, ...status } = object.status as Record<string, unknown>;
      return { ...object, status };
    }
    case 'PersistentVolumeClaim':
    case 'Service':
    case 'EndpointSlice':
    case 'Endpoints':
    case 'PodDisruptionBudget':
    case 'ResourceQuota':
      return object;
    default:
      return object satisfies never;
  }
}

function withoutMembers<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => withoutMembers(each)) as T;
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !privateMembers.has(key))
      .map(([key, member]) => [key, withoutMembers(member)]),
  ) as T;
}
