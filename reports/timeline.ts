/** A trace as lines of text: when, who, what. */
import type { KubernetesObject } from '../specs/kubernetes.ts';
import { conditionOf, describeKey } from '../specs/kubernetes.ts';
import type { TraceEvent } from '../specs/trace.ts';

/** `#41  +3.20s  statefulset-controller  ADDED     Pod/web-1 Pending`. */
export function eventLine(event: TraceEvent, isMarked = false): string {
  const time = `+${(event.at / 1000).toFixed(2)}s`;
  const mark = isMarked ? '  ◀' : '';
  const { who, what } = wordsOf(event);
  return `#${String(event.seq).padEnd(4)} ${time.padStart(9)}  ${who.padEnd(24)} ${what}${mark}`;
}

/** Who did it, and what was done. */
export function wordsOf(event: TraceEvent): { readonly who: string; readonly what: string } {
  switch (event.event) {
    case 'command':
    case 'fault': {
      const target = event.resolved ? ` ${describeKey(event.resolved)}` : '';
      const reason = event.reason ? `: ${event.reason}` : '';
      return { who: event.event, what: `step ${event.step} ${event.phase}${target}${reason}` };
    }
    case 'change': {
      const { kind, metadata } = event.object;
      const name = `${kind}/${metadata.name}`;
      const what = `${event.change.padEnd(8)} ${name} ${state(event.object)}`;
      return { who: event.actor ?? '', what };
    }
    case 'gap':
      return { who: 'gap', what: `${event.kind}: ${event.reason}` };
    case 'phase':
      return {
        who: 'phase',
        what: `${event.phase}${event.quiet === false ? ' (not at rest)' : ''}`,
      };
    default:
      return event satisfies never;
  }
}

function state(object: KubernetesObject): string {
  const going = object.metadata.deletionTimestamp === undefined ? '' : ' terminating';
  switch (object.kind) {
    case 'Pod': {
      const isReady = conditionOf(object, 'Ready')?.status === 'True';
      return `${object.status.phase ?? ''}${isReady ? ' Ready' : ''}${going}`;
    }
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet': {
      const { replicas, readyReplicas, availableReplicas } = object.status;
      const counts = [replicas, readyReplicas, availableReplicas].map((each) => each ?? 0);
      return `spec ${object.spec.replicas}, status ${counts.join('/')}${going}`;
    }
    case 'DaemonSet': {
      const { desiredNumberScheduled, numberReady, numberAvailable } = object.status;
      const counts = `${numberReady}/${numberAvailable ?? 0}`;
      return `desired ${desiredNumberScheduled}, ready ${counts}${going}`;
    }
    case 'ControllerRevision':
      return `revision ${object.revision}${going}`;
    case 'PersistentVolumeClaim':
      return `${object.status.phase ?? ''}${going}`;
    case 'Service':
    case 'Endpoints':
    case 'ResourceQuota':
      return going.trim();
    case 'EndpointSlice': {
      const ready = object.endpoints?.filter(({ conditions }) => conditions?.ready) ?? [];
      return `endpoints ${object.endpoints?.length ?? 0}, ready ${ready.length}${going}`;
    }
    case 'PodDisruptionBudget': {
      const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = object.status;
      const counts = `healthy ${currentHealthy} of ${desiredHealthy}`;
      return `${counts}, allows ${disruptionsAllowed}${going}`;
    }
    case 'Node':
      return `${object.spec.taints?.map((taint) => taint.key).join(' ') ?? ''}${going}`;
    default:
      return object satisfies never;
  }
}
