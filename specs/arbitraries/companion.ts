/** What users put beside a workload: Services in front of its pods, budgets for their eviction. */
import fc from 'fast-check';
import type { WorkloadKind } from '../kubernetes.ts';
import { workloadLabel } from '../manifest.ts';
import type { CreateBudgetCommand, CreateServiceCommand } from '../scenario.ts';
import type { Plan } from './plan.ts';
import { anyRefArbitrary, planOf } from './plan.ts';

/** A Service for the pods of one of these workloads. Mostly it has the workload's own name, which
 * for a StatefulSet makes it the one that its pods' subdomain names. */
export function createServiceArbitrary(names: readonly string[]): fc.Arbitrary<Plan> {
  return planOf(
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom('', '', '', '-other'),
        fc.constantFrom(true, true, false),
        fc.option(fc.boolean(), { nil: undefined }),
        fc.constantFrom([], [{ port: 80 }], [{ name: 'http', port: 80 }]),
      )
      .map(([of, suffix, isHeadless, published, ports]): CreateServiceCommand => {
        const needed = isHeadless || ports.length > 0 ? ports : [{ port: 80 }];
        return {
          verb: 'create-service',
          name: `${of}${suffix}`,
          spec: {
            selector: { [workloadLabel]: of },
            ...(isHeadless && { clusterIP: 'None' }),
            ...(published !== undefined && { publishNotReadyAddresses: published }),
            ...(needed.length > 0 && { ports: needed }),
          },
        };
      }),
  );
}

const amounts = [0, 1, 2, 3, '50%', '25%', '100%'] as const;

/** A budget for the pods of one of these workloads. */
export function createBudgetArbitrary(names: readonly string[]): fc.Arbitrary<Plan> {
  const policies = [undefined, 'IfHealthyBudget', 'AlwaysAllow'] as const;
  return planOf(
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom('minAvailable' as const, 'maxUnavailable' as const),
        fc.constantFrom(...amounts),
        fc.constantFrom(...policies),
      )
      .map(([of, bound, amount, policy]): CreateBudgetCommand => {
        const selector = { matchLabels: { [workloadLabel]: of } };
        const spec = { selector, [bound]: amount };
        return {
          verb: 'create-budget',
          name: of,
          spec: policy === undefined ? spec : { ...spec, unhealthyPodEvictionPolicy: policy },
        };
      }),
  );
}

/** What may go again before the workload does; endpoints that were taken away must come back. */
export function deleteCompanionArbitrary(): fc.Arbitrary<Plan> {
  const kinds = ['Service', 'PodDisruptionBudget', 'EndpointSlice', 'Endpoints'] as const;
  return fc
    .constantFrom(...kinds)
    .chain((kind) => anyRefArbitrary(kind, 1))
    .map(
      (target): Plan =>
        (after) => [
          { after, command: { verb: 'delete', target, propagationPolicy: 'Background' } },
        ],
    );
}

/** Scenarios of these controllers know them. */
export function hasCompanions(kind: WorkloadKind): boolean {
  return kind !== 'DaemonSet';
}
