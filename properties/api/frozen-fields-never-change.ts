import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { describeKey, keyOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import { fieldAt } from '../vocabulary/api-writes.ts';

const frozen: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['selector'],
  StatefulSet: ['selector', 'serviceName', 'podManagementPolicy', 'volumeClaimTemplates'],
  DaemonSet: ['selector'],
};

const requirementOf: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'DEP-API-001',
  StatefulSet: 'STS-API-001',
  DaemonSet: 'DS-API-001',
};

/** Whoever writes, and however often: these fields stay what they were, and the selector goes on
 * matching the template. Templates, labels and annotations are free. */
export function frozenFieldsNeverChange(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/frozen-fields-never-change`,
    title: `What is frozen in a ${controller} never changes, and its selector matches its template`,
    controller,
    requirements: [requirementOf[controller]],
    on: controller === 'Deployment' ? ['Deployment', 'ReplicaSet'] : [controller],
    monitor: () => ({
      change({ event, previous }) {
        const { object } = event;
        if (event.change === 'DELETED') return 'irrelevant';
        const spec = specOf(object);
        const changed =
          previous && frozen[controller].find((name) => hasMoved(name, previous, object));
        if (changed === undefined && isSelecting(object)) return 'holds';
        return {
          message: `${describeKey(keyOf(object))} has ${changed ? 'another' : 'a stray'} ${
            changed ?? 'template'
          }`,
          expected: changed
            ? JSON.stringify(fieldAt(previous && specOf(previous), changed))
            : 'labels that the selector matches',
          observed: JSON.stringify(changed ? fieldAt(spec, changed) : fieldAt(spec, 'selector')),
          at: event.seq,
          evidence: [event.seq],
        };
      },
    }),
  });
}

function specOf(object: KubernetesObject): unknown {
  return 'spec' in object ? object.spec : undefined;
}

function hasMoved(name: string, previous: KubernetesObject, object: KubernetesObject): boolean {
  return !isEqual(fieldAt(specOf(previous), name), fieldAt(specOf(object), name));
}

function isSelecting(object: KubernetesObject): boolean {
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
      return selectorMatches(object.spec.selector, object.spec.template.metadata?.labels);
    default:
      return true;
  }
}
