/** Commands of a scenario as requests of a user. */
import type { KubernetesObject, Taint } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { operationsOf } from '../../specs/json-patch.ts';
import { companionOf, jsonPatchOf, manifestOf, workloadLabel } from '../../specs/manifest.ts';
import { plantedManifestOf } from '../../specs/planted.ts';
import type { Command } from '../../specs/scenario.ts';
import type { Outcome } from '../adapter.ts';
import { historyKindOf, isWorkload, restartOf, undoOf } from '../rollout.ts';
import type { ServerRequest } from './apiserver.ts';
import type { ApiFailure, ApiResponse, Draft } from './controller.ts';
import { placement } from './world.ts';
import type { World } from './world.ts';

/** The HTTP status of every refusal. */
const codes: Readonly<Record<ApiFailure, number>> = {
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  Unavailable: 503,
};

/** Sends what a command stands for; the API server always answers the suite. */
export function submit(
  world: World,
  command: Command,
  resolved: KubernetesObject | undefined,
): Outcome {
  switch (command.verb) {
    case 'add-node':
      return outcomeOf(world.addNode(command.node, 'user'));
    case 'rollout-undo':
    case 'rollout-restart':
      return rollOut(world, command, required(resolved));
    default:
      return outcomeOf(world.server.execute(requestOf(command, resolved), 'user'));
  }
}

function outcomeOf(response: ApiResponse): Outcome {
  if (response.ok) return { phase: 'ok', resolved: keyOf(response.object) };
  const { error, message } = response;
  return { phase: 'rejected', reason: `${error}: ${message}`, code: codes[error] };
}

function rollOut(world: World, command: RolloutCommand, target: KubernetesObject): Outcome {
  if (!isWorkload(target)) throw new Error(`a ${target.kind} does not roll out`);
  const rollout =
    command.verb === 'rollout-restart'
      ? restartOf(target, world.clock.timestamp())
      : undoOf(target, [...world.store.list(historyKindOf(target))], command.toRevision ?? 0);
  if ('refused' in rollout) return { phase: 'rejected', reason: rollout.refused };
  if ('unneeded' in rollout) {
    return { phase: 'ok', resolved: keyOf(target), reason: rollout.unneeded };
  }
  const { kind, metadata } = target;
  const request = { verb: 'jsonPatch', kind, name: metadata.name, ...rollout } as const;
  return outcomeOf(world.server.execute(request, 'user'));
}

type RolloutCommand = Extract<Command, { verb: 'rollout-undo' | 'rollout-restart' }>;

/** A play loop resolves every reference first; anything else is a mistake in it. */
function required(resolved: KubernetesObject | undefined): KubernetesObject {
  if (resolved === undefined) throw new Error('the command has a target, but none was resolved');
  return resolved;
}

function requestOf(
  command: Exclude<Command, RolloutCommand | { verb: 'add-node' }>,
  resolved: KubernetesObject | undefined,
): ServerRequest {
  if (command.verb === 'create') {
    return { verb: 'create', object: manifestOf(command, placement) as unknown as Draft };
  }
  if (command.verb === 'create-service' || command.verb === 'create-budget') {
    return { verb: 'create', object: companionOf(command, placement) as unknown as Draft };
  }
  if (command.verb === 'plant') {
    const manifest = plantedManifestOf(command, resolved, placement);
    return { verb: 'create', object: manifest as unknown as Draft };
  }
  const target = required(resolved);
  const { kind, metadata } = target;
  const { name, uid } = metadata;
  switch (command.verb) {
    case 'patch': {
      const workload = workloadOf(target);
      const operations = jsonPatchOf(workload, command.change, claimsOf(target), placement);
      return { verb: 'jsonPatch', kind, name, operations };
    }
    case 'edit': {
      const operations = operationsOf(target, command.set);
      const { subresource } = command;
      return { verb: 'jsonPatch', kind, name, operations, ...(subresource && { subresource }) };
    }
    case 'scale':
      return { verb: 'scale', kind, name, replicas: command.replicas };
    case 'delete':
      return { verb: 'delete', kind, name, uid, propagationPolicy: command.propagationPolicy };
    case 'label':
      return { verb: 'patch', kind, name, uid, patch: { metadata: { labels: command.labels } } };
    case 'taint': {
      const taints = [...command.taints, ...systemTaintsOf(target)];
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
