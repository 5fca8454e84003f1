/**
 * Which pod stands for which ordinal, and what a pod of a StatefulSet looks like: its name, labels,
 * host name, volumes and revision (STS-ID-001..007, STS-PVC-001, STS-UPD-004, STS-UPD-005).
 */
import type {
  ClaimTemplate,
  ControllerRevision,
  Pod,
  PodTemplate,
  StatefulSet,
  Volume,
} from '../../../../specs/kubernetes.ts';
import { controllerReference } from '../adoption.ts';
import { remember, rememberPair } from '../../remember.ts';
import { templateIn } from '../history.ts';

export const podNameLabel = 'statefulset.kubernetes.io/pod-name';
export const podIndexLabel = 'apps.kubernetes.io/pod-index';
export const revisionLabel = 'controller-revision-hash';

/** The first ordinal of the set. */
export function startOf(set: StatefulSet): number {
  return set.spec.ordinals?.start ?? 0;
}

/** Is this ordinal one that the set asks for (STS-ID-001, STS-ID-007)? */
export function isInRange(pod: Pod, set: StatefulSet): boolean {
  const index = ordinalOf(pod) - startOf(set);
  return index >= 0 && index < set.spec.replicas;
}

/** The number at the end of a pod's name; -1 where there is none. */
export function ordinalOf(pod: Pod): number {
  return placeOf(pod).ordinal;
}

/** Does the pod's name say that it belongs to this set (STS-OWN-001)? */
export function isMemberOf(set: StatefulSet, pod: Pod): boolean {
  return placeOf(pod).parent === set.metadata.name;
}

const placeOf = remember(({ metadata }: Pod): { parent: string; ordinal: number } => {
  const [, parent, digits] = /^(.*)-([0-9]+)$/.exec(metadata.name) ?? [];
  if (parent === undefined || digits === undefined) return { parent: '', ordinal: -1 };
  const ordinal = Number.parseInt(digits, 10);
  return { parent, ordinal: ordinal < 2 ** 31 ? ordinal : -1 };
});

/** The name of the claim of one template for one ordinal. */
export function claimNameOf(template: ClaimTemplate, set: StatefulSet, ordinal: number): string {
  return `${template.metadata.name}-${set.metadata.name}-${ordinal}`; // STS-PVC-001
}

/** The name of the revision that a pod says it was made from. */
export function revisionNameOf(pod: Pod): string {
  return pod.metadata.labels?.[revisionLabel] ?? '';
}

/** Has the pod the name and the label that identify it (STS-ID-004)? */
export function hasIdentity(pod: Pod, set: StatefulSet): boolean {
  const { name, labels } = pod.metadata;
  return name === `${set.metadata.name}-${ordinalOf(pod)}` && labels?.[podNameLabel] === name;
}

/** Does every claim template have its volume in the pod? */
export function hasStorage(pod: Pod, set: StatefulSet): boolean {
  const ordinal = ordinalOf(pod);
  return (set.spec.volumeClaimTemplates ?? []).every((template) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template.metadata.name);
    return volume?.persistentVolumeClaim?.claimName === claimNameOf(template, set, ordinal);
  });
}

/** The two revisions of a set during an update. */
export interface Revisions {
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
}

/** The pod that a missing ordinal needs, at the revision that it must have. It has no uid and no
 * phase yet, by which it is known not to exist. */
export function missingPod(set: StatefulSet, revisions: Revisions, ordinal: number): Pod {
  const revision = keepsCurrentRevision(set, ordinal) ? revisions.current : revisions.update;
  const made = podsOf(set, revision);
  const pod = made.get(ordinal) ?? podAt(revision, set, ordinal);
  made.set(ordinal, pod);
  return pod;
}

/** The pods that were made so far from one version of a set and one of a revision. */
const podsOf = rememberPair(
  (_set: StatefulSet, _revision: ControllerRevision) => new Map<number, Pod>(),
);

function podAt(revision: ControllerRevision, set: StatefulSet, ordinal: number): Pod {
  const pod = podFrom(templateIn(revision), set, ordinal);
  return withLabels(pod, { [revisionLabel]: revision.metadata.name }); // STS-ID-002
}

/** STS-UPD-004, STS-UPD-005, STS-API-003: the partition counts from the first ordinal, whatever the
 * strategy's type; without `rollingUpdate` the number of pods at the current revision decides. */
function keepsCurrentRevision(set: StatefulSet, ordinal: number): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  const index = ordinal - startOf(set);
  if (rollingUpdate !== undefined) return index < (rollingUpdate.partition ?? 0);
  return type === 'RollingUpdate' && index < (set.status.currentReplicas ?? 0);
}

function podFrom(template: PodTemplate, set: StatefulSet, ordinal: number): Pod {
  const name = `${set.metadata.name}-${ordinal}`; // STS-ID-001
  const { annotations, finalizers, labels } = template.metadata ?? {};
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${set.metadata.name}-`,
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
      ownerReferences: [controllerReference(set)], // STS-REV-007
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(finalizers && { finalizers }),
    },
    spec: {
      ...template.spec,
      hostname: name, // STS-ID-003
      subdomain: set.spec.serviceName ?? '', // STS-ID-003
    },
    status: {},
  };
  return withStorage(withIdentity(pod, set), set);
}

/** The pod with the labels that identify it put right (STS-ID-002, STS-ID-004). */
export function withIdentity(pod: Pod, set: StatefulSet): Pod {
  const ordinal = ordinalOf(pod);
  return withLabels(pod, {
    [podNameLabel]: `${set.metadata.name}-${ordinal}`,
    [podIndexLabel]: String(ordinal), // STS-ID-002
  });
}

/** The pod with a volume for each claim; a volume of the template with that name is replaced. */
export function withStorage(pod: Pod, set: StatefulSet): Pod {
  const templates = set.spec.volumeClaimTemplates ?? [];
  if (templates.length === 0) return pod;
  const ordinal = ordinalOf(pod);
  const claimed = templates.map((template): Volume => {
    const claimName = claimNameOf(template, set, ordinal);
    return { name: template.metadata.name, persistentVolumeClaim: { claimName } };
  });
  const names = new Set(claimed.map(({ name }) => name));
  const others = (pod.spec.volumes ?? []).filter(({ name }) => !names.has(name));
  return { ...pod, spec: { ...pod.spec, volumes: [...claimed, ...others] } };
}

function withLabels(pod: Pod, labels: Readonly<Record<string, string>>): Pod {
  return {
    ...pod,
    metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...labels } },
  };
}
