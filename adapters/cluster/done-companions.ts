/** Do the objects that follow the pods (endpoints, budgets, quotas) look up to date? Like `done.ts`
 * only a hint about when to stop waiting. */
import type {
  EndpointSlice,
  KubernetesObject,
  Pod,
  PodDisruptionBudget,
  ResourceQuota,
  Service,
} from '../../specs/kubernetes.ts';
import { conditionOf, selectorMatches } from '../../specs/kubernetes.ts';

/** Of each of them; worlds without any are done. */
export function areCompanionsDone(objects: readonly KubernetesObject[]): boolean {
  const pods = objects.filter((object): object is Pod => object.kind === 'Pod');
  const slices = objects.filter((object): object is EndpointSlice => {
    return object.kind === 'EndpointSlice';
  });
  return objects.every((object) => {
    switch (object.kind) {
      case 'Service':
        return isServiceDone(object, pods, slices);
      case 'PodDisruptionBudget':
        return isBudgetDone(object, pods);
      case 'ResourceQuota':
        return isQuotaDone(object, pods);
      default:
        return true;
    }
  });
}

function isServiceDone(
  { metadata, spec }: Service,
  pods: readonly Pod[],
  slices: readonly EndpointSlice[],
): boolean {
  if (spec.selector === undefined) return true;
  const selector = { matchLabels: spec.selector };
  const wanted = pods.filter(
    (pod) =>
      !hasEnded(pod) &&
      (pod.status.podIP ?? '') !== '' &&
      selectorMatches(selector, pod.metadata.labels),
  );
  const serving = slices
    .filter((slice) => slice.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
    .flatMap(({ endpoints }) => endpoints ?? [])
    .map(({ targetRef, conditions }) => `${targetRef?.uid} ${conditions?.serving}`);
  return (
    serving.length === wanted.length &&
    wanted.every((pod) => serving.includes(`${pod.metadata.uid} ${isReady(pod)}`))
  );
}

function isBudgetDone({ spec, status }: PodDisruptionBudget, pods: readonly Pod[]): boolean {
  const healthy = pods.filter(
    (pod) => isReady(pod) && selectorMatches(spec.selector ?? {}, pod.metadata.labels),
  );
  return status.currentHealthy === healthy.length;
}

function isQuotaDone({ status }: ResourceQuota, pods: readonly Pod[]): boolean {
  return Number(status.used?.['pods']) === pods.filter((pod) => !hasEnded(pod)).length;
}

function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded';
}

function isReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}
