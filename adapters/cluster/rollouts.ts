/** What `kubectl rollout` does with a workload: reads it and its history, and sends a patch. */
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { PatchOperation } from '../../specs/json-patch.ts';
import type { Placement } from '../../specs/manifest.ts';
import type { Command } from '../../specs/scenario.ts';
import type { Outcome } from '../adapter.ts';
import type { Rollout, Workload } from '../rollout.ts';
import { historyKindOf, isWorkload, restartOf, undoOf } from '../rollout.ts';
import { objectPath } from './resources.ts';
import type { Rest } from './rest.ts';

export type RolloutCommand = Extract<Command, { verb: 'rollout-undo' | 'rollout-restart' }>;

/** Carries one out; what kubectl itself refuses is rejected without a code. */
export async function rollOut(
  { rest, placement }: { readonly rest: Rest; readonly placement: Placement },
  command: RolloutCommand,
  target: KubernetesObject,
): Promise<Outcome> {
  const path = objectPath(keyOf(target), placement.namespace);
  const current = (await rest.get(path)) as KubernetesObject;
  if (!isWorkload(current)) throw new Error(`a ${target.kind} does not roll out`);
  const rollout = await rolloutOf(rest, placement.namespace, command, current);
  if ('refused' in rollout) return { phase: 'rejected', reason: rollout.refused };
  const resolved = keyOf(target);
  if ('unneeded' in rollout) return { phase: 'ok', resolved, reason: rollout.unneeded };
  await rest.jsonPatch(path, [onlyIf(target), ...rollout.operations], 'user');
  return { phase: 'ok', resolved };
}

async function rolloutOf(
  rest: Rest,
  namespace: string,
  command: RolloutCommand,
  workload: Workload,
): Promise<Rollout> {
  if (command.verb === 'rollout-restart') {
    return restartOf(workload, `${new Date().toISOString().slice(0, 19)}Z`);
  }
  const { items } = await rest.list(historyKindOf(workload), namespace);
  return undoOf(workload, items, command.toRevision ?? 0);
}

/** The object that was chosen, not its successor of the same name. */
export function onlyIf(object: KubernetesObject): PatchOperation {
  return { op: 'test', path: '/metadata/uid', value: object.metadata.uid };
}
