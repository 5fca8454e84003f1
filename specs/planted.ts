/** The manifests of objects that a scenario plants: what otherwise only controllers create. */
import { apiVersions } from './kubernetes.ts';
import type { KubernetesObject, Labels, OwnerReference } from './kubernetes.ts';
import { edited } from './json-patch.ts';
import type { Manifest, Placement } from './manifest.ts';
import { claimTemplateOf, managedLabel, podTemplateOf, workloadLabel } from './manifest.ts';
import type { PlantCommand } from './scenario.ts';

/** The manifest that a `plant` command stands for; `owner` is what its reference stands for. */
export function plantedManifestOf(
  command: PlantCommand,
  owner: KubernetesObject | undefined,
  placement: Placement,
): Manifest {
  const { kind, name } = command;
  const labels = command.labels ?? { [workloadLabel]: name };
  const { labels: _labels, ...template } = command.template ?? { revision: 'planted' };
  const pods = podTemplateOf(name, template, [], placement);
  const ofPods = { ...command.template?.labels, ...labels };
  const { annotations = {} } = pods.metadata ?? {};
  const manifest: Manifest = {
    apiVersion: apiVersions[kind],
    kind,
    metadata: {
      name,
      namespace: placement.namespace,
      labels: { ...(kind === 'Pod' ? ofPods : labels), [managedLabel]: 'plimsoll' },
      ...(kind === 'Pod' && { annotations }),
      ...(owner && { ownerReferences: [controllerReferenceTo(owner)] }),
    },
    ...bodyOf(command, labels, { metadata: { labels: ofPods, annotations }, spec: pods.spec }),
  };
  return edited(manifest, command.set);
}

type Template = ReturnType<typeof podTemplateOf>;

function bodyOf({ kind, name }: PlantCommand, labels: Labels, template: Template): object {
  switch (kind) {
    case 'ReplicaSet':
      return { spec: { replicas: 1, selector: { matchLabels: labels }, template } };
    case 'Pod':
      return { spec: template.spec };
    case 'PersistentVolumeClaim':
      return { spec: claimTemplateOf(name).spec };
    case 'ControllerRevision':
      return { revision: 1, data: { spec: { template: { $patch: 'replace', ...template } } } };
    default:
      return kind satisfies never;
  }
}

function controllerReferenceTo(owner: KubernetesObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  const { name, uid } = metadata;
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}
