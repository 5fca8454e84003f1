import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { EventuallyProperty, Settled } from '../property.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isRecreated } from '../vocabulary/namesakes.ts';

/** Claims LIVE-REST-003 for one kind of workload (and for ReplicaSets with Deployments). What is
 * being deleted may have been looked at for the last time. A DaemonSet that took over a name may
 * wait for what its namesake awaited: `daemonset/a-recreated-set-starts-anew`. */
export function observesEveryGeneration(controller: WorkloadKind): EventuallyProperty {
  return eventually({
    id: `${controller.toLowerCase()}/observes-every-generation`,
    title: 'At rest the status speaks of the latest generation of the spec',
    controller,
    requirements: ['LIVE-REST-003'],
    *settled(view, context) {
      for (const object of view.list(controller)) {
        const { kind, metadata } = object;
        if (kind === 'DaemonSet' && isRecreated(context, kind, metadata.name)) continue;
        yield* look(view, object);
      }
      if (controller !== 'Deployment') return;
      for (const set of view.list('ReplicaSet')) yield* look(view, set);
    },
  });
}

type Observed = KubernetesObject & {
  readonly status: { readonly observedGeneration?: number };
};

function* look(view: ClusterView, object: Observed): Iterable<Settled> {
  const { generation, deletionTimestamp } = object.metadata;
  if (deletionTimestamp !== undefined) return;
  const subject = keyOf(object);
  const observed = object.status.observedGeneration ?? 0;
  if (observed === generation) yield { subject, there: true };
  else {
    yield {
      subject,
      there: false,
      expected: `observedGeneration ${generation}`,
      observed: `observedGeneration ${observed}`,
      evidence: [view.seqOf(object)],
    };
  }
}
