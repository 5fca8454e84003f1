/**
 * What workloads rely on, at the API server: Services, their endpoints, disruption budgets, quotas.
 *
 * Not modelled: types of Services other than ClusterIP, address families, the limits on names of
 * ports; scopes of quotas and everything they can limit besides the number of pods.
 */
import type {
  Endpoints,
  EndpointSlice,
  PodDisruptionBudget,
  ResourceQuota,
  Service,
  ServicePort,
} from '../../../specs/kubernetes.ts';
import type { KindRules } from './rules.ts';
import {
  checkAtMostAll,
  checkIntOrPercentage,
  checkLabelName,
  checkSubdomainName,
  invalid,
} from './validation.ts';

export const serviceRules: KindRules<Service> = {
  isNamespaced: true,
  generation: 'nothing',
  complete(service, before) {
    const { ports, clusterIP } = service.spec;
    const address = clusterIP ?? before?.spec.clusterIP ?? addressOf(service.metadata.uid);
    const type = service.spec.type ?? 'ClusterIP';
    const completed = ports?.map(completePort);
    return {
      ...service,
      spec: { ...service.spec, type, clusterIP: address, ...(completed && { ports: completed }) },
    };
  },
  validate({ metadata, spec }) {
    const problem = checkLabelName('metadata.name', metadata.name);
    if (problem !== undefined) return problem;
    const hasPorts = (spec.ports ?? []).length > 0;
    return hasPorts || spec.clusterIP === 'None' ? undefined : 'spec.ports: Required value';
  },
  validateUpdate(after, before) {
    if (after.spec.clusterIP === before.spec.clusterIP) return undefined;
    return invalid('spec.clusterIP', after.spec.clusterIP, 'field is immutable');
  },
  initialStatus: () => ({ loadBalancer: {} }),
};

function completePort(port: ServicePort): ServicePort {
  return { protocol: 'TCP', targetPort: port.port, ...port };
}

/** An address that nothing depends on, the same for the same Service. */
function addressOf(uid: string): string {
  const number = Number.parseInt(uid.slice(0, 4), 16);
  return `10.96.${number >> 8}.${number & 255}`;
}

export const endpointSliceRules: KindRules<EndpointSlice> = {
  isNamespaced: true,
  generation: 'nothing',
  complete: (slice) => slice,
  validate: ({ metadata }) => checkSubdomainName('metadata.name', metadata.name),
  validateUpdate: () => undefined,
};

export const endpointsRules: KindRules<Endpoints> = {
  isNamespaced: true,
  generation: 'nothing',
  complete: (endpoints) => endpoints,
  validate: ({ metadata }) => checkSubdomainName('metadata.name', metadata.name),
  validateUpdate: () => undefined,
};

export const budgetRules: KindRules<PodDisruptionBudget> = {
  isNamespaced: true,
  generation: 'spec',
  complete: (budget) => budget,
  validate({ metadata, spec }) {
    const { minAvailable, maxUnavailable } = spec;
    if (minAvailable !== undefined && maxUnavailable !== undefined) {
      return invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set');
    }
    return (
      checkSubdomainName('metadata.name', metadata.name) ??
      checkIntOrPercentage('spec.minAvailable', minAvailable) ??
      checkIntOrPercentage('spec.maxUnavailable', maxUnavailable) ??
      checkAtMostAll('spec.minAvailable', minAvailable) ??
      checkAtMostAll('spec.maxUnavailable', maxUnavailable)
    );
  },
  validateUpdate: () => undefined,
  initialStatus: () => ({
    disruptionsAllowed: 0,
    currentHealthy: 0,
    desiredHealthy: 0,
    expectedPods: 0,
  }),
};

export const quotaRules: KindRules<ResourceQuota> = {
  isNamespaced: true,
  generation: 'nothing',
  complete: (quota) => quota,
  validate: ({ metadata }) => checkSubdomainName('metadata.name', metadata.name),
  validateUpdate: () => undefined,
  initialStatus: () => ({}),
};
