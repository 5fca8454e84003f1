/** Which pods are endpoints of a Service, and which changes of pods its endpoints are made anew
 * for (SVC-EP-001). */
import type { Pod, Service } from '../../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../../specs/kubernetes.ts';
import type { Cache } from '../../controller.ts';
import { isSame } from '../../values.ts';
import { isReady, isTerminal, isTerminating } from '../pod-state.ts';

/** SVC-EP-007: a Service without a selector gets no endpoints from Kubernetes. */
export function isSelecting({ spec }: Service): boolean {
  return spec.selector !== undefined && spec.type !== 'ExternalName';
}

/** The pods that a Service selects, in the order of their names. */
export function selectedPods(cache: Cache, service: Service): readonly Pod[] {
  return cache.list('Pod').filter((pod) => selects(service, pod));
}

function selects({ spec }: Service, pod: Pod): boolean {
  return selectorMatches({ matchLabels: spec.selector ?? {} }, pod.metadata.labels);
}

/** Ended pods serve nobody, and without an address nobody can reach a pod. */
export function canBeEndpoint(pod: Pod): boolean {
  return !isTerminal(pod) && (pod.status.podIP ?? '') !== '';
}

/** SVC-EP-006: a pod's own name is known only under the Service that its subdomain names. */
export function hostnameIn(service: Service, { spec }: Pod): { readonly hostname?: string } {
  const isNamed = Boolean(spec.hostname) && spec.subdomain === service.metadata.name;
  return isNamed && spec.hostname !== undefined ? { hostname: spec.hostname } : {};
}

/** SVC-EP-007: has it no address of its own? */
export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === undefined || spec.clusterIP === 'None';
}

/** The names of the Services whose endpoints a change of a pod may alter. */
export function affectedServices(
  cache: Cache,
  before: Pod | undefined,
  after: Pod | undefined,
): readonly string[] {
  const services = cache.list('Service').filter(isSelecting);
  if (services.length === 0) return [];
  const was = (service: Service) => before !== undefined && selects(service, before);
  const is = (service: Service) => after !== undefined && selects(service, after);
  const isWhole = before === undefined || after === undefined || isChanged(before, after);
  const isRelabelled = !isSame(before?.metadata.labels, after?.metadata.labels);
  return services
    .filter((service) => {
      if (isWhole) return is(service) || was(service);
      return isRelabelled && is(service) !== was(service);
    })
    .map(({ metadata }) => metadata.name);
}

/** Everything that an endpoint says of its pod, and any change of a terminating one; not the phase:
 * the end of a pod that was not ready goes unnoticed until something else happens. */
function isChanged(before: Pod, after: Pod): boolean {
  return (
    isTerminating(before) ||
    isTerminating(after) ||
    isReady(before) !== isReady(after) ||
    before.status.podIP !== after.status.podIP
  );
}
