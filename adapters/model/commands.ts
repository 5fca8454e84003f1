/** Commands of a scenario as requests of a user. */
import type { KubernetesObject, Taint } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { companionOf, jsonPatchOf, manifestOf, workloadLabel } from '../../specs/manifest.ts';
import type { Command } from '../../specs/scenario.ts';
import type { Outcome } from '../adapter.ts';
import type { ServerRequest } from './apiserver.ts';
import type { Draft } from './controller.ts';
import { placement } from './world.ts';
import type { World } from './world.ts';

/** Sends what a command stands for; the API server always answers the suite. */
export function submit(
  world: World,
  command: Command,
  resolved: KubernetesObject | undefined,
): Outcome {
  const response =
    command.verb === 'add-node'
      ? world.addNode(command.node, 'user')
      : world.server.execute(requestOf(command, resolved), 'user');
  if (response.ok) return { phase: 'ok', resolved: keyOf(response.object) };
  return { phase: 'rejected', reason: `${response.error}: ${response.message}` };
}

function requestOf(
  command: Exclude<Command, { verb: 'add-node' }>,
  resolved: KubernetesObject | undefined,
): ServerRequest {
  if (command.verb === 'create') {
    return { verb: 'create', object: manifestOf(command, placement) as unknown as Draft };
  }
  if (command.verb === 'create-service' || command.verb === 'create-budget') {
    return { verb: 'create', object: companionOf(command, placement) as unknown as Draft };
  }
  if (!resolved) throw new Error(`${command.verb} needs an object`);
  const { kind, metadata } = resolved;
  const { name, uid } = metadata;
  switch (command.verb) {
    case 'patch': {
      const workload = workloadOf(resolved);
      const operations = jsonPatchOf(workload, command.change, claimsOf(resolved), placement);
      return { verb: 'jsonPatch', kind, name, operations };
    }
    case 'scale':
      return { verb: 'scale', kind, name, replicas: command.replicas };
    case 'delete':
      return { verb: 'delete', kind, name, uid, propagationPolicy: command.propagationPolicy };
    case 'label':
      return { verb: 'patch', kind, name, uid, patch: { metadata: { labels: command.labels } } };
    case 'taint': {
      const taints = [...command.taints, ...systemTaintsOf(resolved)];
      return { verb: 'patch', kind, name, uid, patch: { spec: { taints } } };
    }
    case 'remove-node':
      return { verb: 'delete', kind, name, uid };
    default:
      return command satisfies never;
  }
}

function workloadOf(object: KubernetesObject): string {
  return object.metadata.labels?.[workloadLabel] ?? object.metadata.name;
}

function claimsOf(object: KubernetesObject): readonly string[] {
  if (object.kind !== 'StatefulSet') return [];
  return (object.spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name);
}

function systemTaintsOf(object: KubernetesObject): readonly Taint[] {
  if (object.kind !== 'Node') return [];
  return (object.spec.taints ?? []).filter(({ key }) => key.startsWith('node.kubernetes.io/'));
}
