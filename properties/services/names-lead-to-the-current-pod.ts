/** SVC-DNS-003: once a pod of a StatefulSet has been replaced, its name leads to the new pod, and
 * to the address that this one has. Addresses may be used again, so only the current one counts. */
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { endpointsOf, membersOf, servicesOf } from '../vocabulary/endpoints.ts';
import { describeSome } from '../vocabulary/describe.ts';

export const namesLeadToTheCurrentPod = always({
  id: 'statefulset/names-lead-to-the-current-pod',
  title: 'At rest the name of a pod that was replaced leads to the pod that has it now',
  controller: 'StatefulSet',
  requirements: ['SVC-DNS-003'],
  on: ['Pod'],
  monitor: () => {
    const gone = new Set<string>();
    return {
      change({ event }) {
        const { object, change } = event;
        if (object.kind === 'Pod' && change === 'DELETED') gone.add(object.metadata.name);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let atStake = false;
        for (const service of servicesOf(view)) {
          for (const pod of membersOf(view, service)) {
            const { hostname, subdomain } = pod.spec;
            const isNamed = hostname !== undefined && subdomain === service.metadata.name;
            if (!isNamed || !gone.has(pod.metadata.name)) continue;
            atStake = true;
            const named = endpointsOf(view, service).filter((each) => each.hostname === hostname);
            const isRight = named.every(
              ({ targetRef, addresses }) =>
                targetRef?.uid === pod.metadata.uid && addresses.join() === pod.status.podIP,
            );
            if (isRight && named.length > 0) continue;
            const found = named.flatMap(({ addresses, targetRef }) => {
              return addresses.map((each) => `${each} of ${targetRef?.uid}`);
            });
            return {
              message: `${hostname}.${service.metadata.name} does not lead to its current pod`,
              expected: `${pod.status.podIP} of ${pod.metadata.uid}`,
              observed: describeSome(found),
              at: event.seq,
              evidence: [view.seqOf(pod)],
            };
          }
        }
        return atStake ? 'holds' : 'irrelevant';
      },
    };
  },
});
