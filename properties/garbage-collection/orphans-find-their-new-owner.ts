import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import type { Dependent } from '../vocabulary/dependents.ts';
import { createDependents, isOrphaning, ownedKinds } from '../vocabulary/dependents.ts';
import { createLateLooks } from '../vocabulary/late-looks.ts';
import { ordinalOf } from '../vocabulary/ordinals.ts';
import { isActive } from '../vocabulary/pods.ts';
import { nameOf } from '../vocabulary/violation.ts';

/** Claims GC-005 at rest for scenarios of one controller: what was left behind with policy Orphan
 * and would fit a workload that is there now belongs to one. So a workload that is made again
 * goes on with what the former left, and only where that does not fit makes its own. */
export function orphansFindTheirNewOwner(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/orphans-find-their-new-owner`,
    title: 'At rest whatever was left behind and fits a workload belongs to it',
    controller,
    requirements: ['GC-005'],
    on: ownedKinds(controller),
    monitor: (context) => {
      const dependents = createDependents();
      const looks = createLateLooks(context);
      const orphans = new Map<string, Dependent>();
      return {
        change(moment) {
          const { object, change } = moment.event;
          const { uid } = object.metadata;
          dependents.follow(moment);
          looks.follow(moment);
          if (change === 'DELETED') orphans.delete(uid);
          else if (isOrphaning(object)) {
            for (const each of dependents.of(uid)) orphans.set(each.uid, each);
          }
          return 'irrelevant';
        },
        other(event, view) {
          if (event.event !== 'phase' || event.phase !== 'hold') return 'irrelevant';
          if (!event.quiet) return 'irrelevant';
          let isAnyTaken = false;
          for (const { kind, uid } of orphans.values()) {
            const orphan = view.byUid(kind, uid);
            if (orphan === undefined || !isStaying(orphan)) continue;
            isAnyTaken ||= controllerOf(orphan) !== undefined;
            const owner = controllerOf(orphan) ? undefined : ownerFor(view, orphan, controller);
            if (owner === undefined) continue;
            // Nothing makes a set look at a revision again that it did not see in time.
            const isSet = owner.kind === 'StatefulSet' && kind === 'ControllerRevision';
            if (isSet && !looks.hasSeen(owner.metadata.uid, uid)) continue;
            return {
              message: `${nameOf(orphan)} was left behind, and ${nameOf(owner)} does not take it`,
              expected: `owned by ${nameOf(owner)}`,
              observed: 'no controller',
              at: event.seq,
              evidence: [view.seqOf(owner), view.seqOf(orphan), event.seq],
            };
          }
          return isAnyTaken ? 'holds' : 'irrelevant';
        },
      };
    },
  });
}

function isStaying(object: KubernetesObject): boolean {
  if (object.metadata.deletionTimestamp !== undefined) return false;
  return object.kind !== 'Pod' || isActive(object);
}

/** Whoever takes over such an object: Deployments take ReplicaSets, ReplicaSets take pods, the
 * others take pods and revisions; a StatefulSet only pods that are called like it. */
function ownerFor(
  view: ClusterView,
  orphan: KubernetesObject,
  controller: WorkloadKind,
): KubernetesObject | undefined {
  const { name, labels } = orphan.metadata;
  const adopter = controller === 'Deployment' && orphan.kind === 'Pod' ? 'ReplicaSet' : controller;
  const isDeployment = adopter === 'Deployment';
  if (isDeployment !== (orphan.kind === 'ReplicaSet')) return undefined;
  if (orphan.kind === 'PersistentVolumeClaim') return undefined;
  for (const owner of view.list(adopter)) {
    if (owner.metadata.deletionTimestamp !== undefined) continue;
    if (!selectorMatches(owner.spec.selector, labels)) continue;
    const isNamed = ordinalOf(owner.metadata.name, name) !== undefined;
    if (owner.kind !== 'StatefulSet' || orphan.kind !== 'Pod' || isNamed) return owner;
  }
  return undefined;
}
