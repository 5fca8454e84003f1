/** What users say about single pods that their controllers read. */
import fc from 'fast-check';
import type { Plan } from './plan.ts';
import { planOf, podRefArbitrary } from './plan.ts';

const annotation = '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost';

/** Makes a pod dearer or cheaper than others to the ReplicaSet that shrinks (RS-DEL-002). */
export function priceArbitrary(names: readonly string[]): fc.Arbitrary<Plan> {
  return planOf(
    fc
      .tuple(podRefArbitrary(names), fc.constantFrom('10', '-10', '1000', '0'))
      .map(([target, cost]) => ({ verb: 'edit', target, set: { [annotation]: cost } })),
  );
}
