/** What users do, as requests to the API server. */
import type { KubernetesObject, Node, ObjectKey, Taint } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { operationsOf } from '../../specs/json-patch.ts';
import type { Placement } from '../../specs/manifest.ts';
import { companionOf, jsonPatchOf, manifestOf } from '../../specs/manifest.ts';
import { plantedManifestOf } from '../../specs/planted.ts';
import type { Command, NodeShape } from '../../specs/scenario.ts';
import type { Outcome } from '../adapter.ts';
import { isConflict, outcomeOfError } from './errors.ts';
import { collectionPath, objectPath } from './resources.ts';
import type { Rest } from './rest.ts';
import { asObject } from './rest.ts';
import type { RolloutCommand } from './rollouts.ts';
import { onlyIf, rollOut } from './rollouts.ts';

/** Where and with what commands are carried out. */
export interface CommandContext {
  readonly rest: Rest;
  readonly placement: Placement;
  /** Why nodes may not be changed here; absent: they may. */
  readonly nodesAreGiven: string | undefined;
  /** Creates one more node of the scenario, as a user would. */
  addNode(shape: NodeShape): Promise<KubernetesObject>;
}

/** Carries a command out once; an error that leaves its effect open is `unknown`. */
export async function submitCommand(
  context: CommandContext,
  command: Command,
  resolved: KubernetesObject | undefined,
): Promise<Outcome> {
  if (context.nodesAreGiven !== undefined && isAboutNodes(command)) {
    return { phase: 'skipped', reason: context.nodesAreGiven };
  }
  try {
    if (command.verb === 'rollout-undo' || command.verb === 'rollout-restart') {
      return await rollOut(context, command, required(resolved));
    }
    return { phase: 'ok', resolved: await carryOut(context, command, resolved) };
  } catch (error) {
    return outcomeOfError(error);
  }
}

function isAboutNodes(command: Command): boolean {
  if (command.verb === 'add-node') return true;
  return 'target' in command && command.target.kind === 'Node';
}

async function carryOut(
  context: CommandContext,
  command: Exclude<Command, RolloutCommand>,
  resolved: KubernetesObject | undefined,
): Promise<ObjectKey> {
  const { rest, placement } = context;
  switch (command.verb) {
    case 'create': {
      const path = collectionPath(command.kind, placement.namespace);
      const created = await rest.create(path, manifestOf(command, placement), 'user');
      return keyOfAnswer(created, { kind: command.kind, name: command.name });
    }
    case 'create-service':
    case 'create-budget': {
      const manifest = companionOf(command, placement);
      const kind = command.verb === 'create-service' ? 'Service' : 'PodDisruptionBudget';
      const path = collectionPath(kind, placement.namespace);
      return keyOfAnswer(await rest.create(path, manifest, 'user'), { kind, name: command.name });
    }
    case 'plant': {
      const path = collectionPath(command.kind, placement.namespace);
      const manifest = plantedManifestOf(command, resolved, placement);
      const created = await rest.create(path, manifest, 'user');
      return keyOfAnswer(created, { kind: command.kind, name: command.name });
    }
    case 'edit': {
      const target = required(resolved);
      // Read anew: operations must fit the object as it is, all of it.
      const current = await rest.get(pathOf(context, target));
      const operations = [onlyIf(target), ...operationsOf(current, command.set)];
      await rest.jsonPatch(pathOf(context, target, command.subresource), operations, 'user');
      return keyOf(target);
    }
    case 'add-node':
      return keyOf(await context.addNode(command.node));
    case 'patch': {
      const target = required(resolved);
      const change = jsonPatchOf(
        target.metadata.name,
        command.change,
        claimNamesOf(target),
        placement,
      );
      await rest.jsonPatch(pathOf(context, target), [onlyIf(target), ...change], 'user');
      return keyOf(target);
    }
    case 'scale': {
      const target = required(resolved);
      const patch = { spec: { replicas: command.replicas } };
      await rest.mergePatch(pathOf(context, target, 'scale'), patch, 'user');
      return keyOf(target);
    }
    case 'label': {
      const target = required(resolved);
      const metadata = { uid: target.metadata.uid, labels: command.labels };
      await rest.mergePatch(pathOf(context, target), { metadata }, 'user');
      return keyOf(target);
    }
    case 'taint':
      return taint(context, required(resolved), command.taints);
    case 'delete':
    case 'remove-node': {
      const target = required(resolved);
      const { uid } = target.metadata;
      const options = command.verb === 'delete' ? policyOf(command) : {};
      await rest.delete(pathOf(context, target), { ...options, uid }, 'user');
      return keyOf(target);
    }
    default:
      return command satisfies never;
  }
}

function policyOf({ propagationPolicy }: Extract<Command, { verb: 'delete' }>) {
  return { propagationPolicy };
}

/** A play loop resolves every reference first; anything else is a mistake in it. */
function required(resolved: KubernetesObject | undefined): KubernetesObject {
  if (resolved === undefined) throw new Error('the command has a target, but none was resolved');
  return resolved;
}

function pathOf(
  { placement }: CommandContext,
  object: KubernetesObject,
  subresource?: string,
): string {
  return objectPath(keyOf(object), placement.namespace, subresource);
}

function claimNamesOf(object: KubernetesObject): readonly string[] {
  if (object.kind !== 'StatefulSet') return [];
  return (object.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
}

function keyOfAnswer(answer: unknown, fallback: ObjectKey): ObjectKey {
  const object = asObject(answer);
  return object ? { ...fallback, uid: object.metadata.uid } : fallback;
}

/** How often a node that others write to at the same moment is read again. */
const taintAttempts = 5;

/** Taints are one list with several owners: the user's are replaced, Kubernetes' own stay. The
 * version in the patch makes repeating it safe. */
async function taint(
  context: CommandContext,
  target: KubernetesObject,
  taints: readonly Taint[],
): Promise<ObjectKey> {
  const path = pathOf(context, target);
  for (let attempt = 1; ; attempt += 1) {
    const node = (await context.rest.get(path)) as Node;
    const kept = (node.spec.taints ?? []).filter(isKubernetesOwn);
    const patch = {
      metadata: { uid: target.metadata.uid, resourceVersion: node.metadata.resourceVersion },
      spec: { taints: [...kept, ...taints] },
    };
    try {
      await context.rest.mergePatch(path, patch, 'user');
      return keyOf(target);
    } catch (error) {
      if (!isConflict(error) || attempt >= taintAttempts) throw error;
    }
  }
}

function isKubernetesOwn({ key }: Taint): boolean {
  return key.startsWith('node.kubernetes.io/');
}
