/** Every property of Services and their endpoints, for each controller whose pods they serve. */
import type { Property } from '../property.ts';
import { controllersLeaveServicesAlone } from './controllers-leave-services-alone.ts';
import { endedPodsGetNoTraffic } from './ended-pods-get-no-traffic.ts';
import { endedPodsLeaveTheSlices } from './ended-pods-leave-the-slices.ts';
import { endpointConditionsFollowThePod } from './endpoint-conditions-follow-the-pod.ts';
import { endpointsObjectsListReadyPods } from './endpoints-objects-list-ready-pods.ts';
import { headlessSlicesAreMarked } from './headless-slices-are-marked.ts';
import { hostnamesBelongToTheSubdomain } from './hostnames-belong-to-the-subdomain.ts';
import { namesLeadToTheCurrentPod } from './names-lead-to-the-current-pod.ts';
import { publishedPodsAreReadyEndpoints } from './published-pods-are-ready-endpoints.ts';
import { readyEndpointsAreTheReadyPods } from './ready-endpoints-are-the-ready-pods.ts';
import { slicesListTheSelectedPods } from './slices-list-the-selected-pods.ts';
import { statefulPodsHaveTheirNames } from './stateful-pods-have-their-names.ts';
import { statefulSetsDoWithoutTheirService } from './stateful-sets-do-without-their-service.ts';

export const services: readonly Property[] = [
  ...(['Deployment', 'StatefulSet'] as const).flatMap((controller) => [
    slicesListTheSelectedPods(controller),
    endpointConditionsFollowThePod(controller),
    readyEndpointsAreTheReadyPods(controller),
    publishedPodsAreReadyEndpoints(controller),
    endpointsObjectsListReadyPods(controller),
    headlessSlicesAreMarked(controller),
  ]),
  endedPodsLeaveTheSlices('Deployment'),
  endedPodsGetNoTraffic,
  hostnamesBelongToTheSubdomain('StatefulSet'),
  statefulPodsHaveTheirNames,
  namesLeadToTheCurrentPod,
  statefulSetsDoWithoutTheirService,
  controllersLeaveServicesAlone,
];
