/**
 * SVC-EP-002: at rest an endpoint says of its pod that it is serving (Ready), that it is
 * terminating, and that it is ready: both serving and staying, unless the Service publishes all.
 * How long the pod has been Ready plays no role.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { evidenceOf, publishesAll, servedPods, servicesOf } from '../vocabulary/endpoints.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function endpointConditionsFollowThePod(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/endpoint-conditions-follow-the-pod`,
    title: 'At rest the conditions of an endpoint are those of its pod',
    controller,
    requirements: ['SVC-EP-002'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        for (const { endpoint, pod } of servedPods(view, service)) {
          const serving = isReady(pod);
          const terminating = isTerminating(pod);
          const ready = publishesAll(service) || (serving && !terminating);
          const expected = spell({ ready, serving, terminating });
          const observed = spell(endpoint.conditions ?? {});
          const subject = keyOf(pod);
          if (observed === expected) yield { subject, there: true };
          else {
            const evidence = [...evidenceOf(view, service), view.seqOf(pod)];
            yield { subject, there: false, expected, observed, evidence };
          }
        }
      }
    },
  });
}

function spell(conditions: {
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}): string {
  const { ready, serving, terminating } = conditions;
  return `ready ${ready}, serving ${serving}, terminating ${terminating}`;
}
