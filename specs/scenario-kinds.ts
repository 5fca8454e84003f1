/** Which kinds of objects can occur in a scenario's world: what there is no need to watch. */
import type { Kind } from './kubernetes.ts';
import { kinds } from './kubernetes.ts';
import type { Scenario } from './scenario.ts';
import { commandOf, faultOf } from './scenario.ts';

const followers: ReadonlySet<Kind> = new Set([
  'EndpointSlice',
  'Endpoints',
  'PodDisruptionBudget',
  'ResourceQuota',
]);

/** Every kind, but for endpoints, budgets and quotas where the scenario makes none. */
export function kindsOf({ steps }: Scenario): readonly Kind[] {
  const made = new Set<Kind>();
  for (const step of steps) {
    const verb = commandOf(step)?.verb;
    if (verb === 'create-service') made.add('EndpointSlice').add('Endpoints');
    if (verb === 'create-budget') made.add('PodDisruptionBudget');
    if (faultOf(step)?.fault === 'PodQuota') made.add('ResourceQuota');
  }
  return kinds.filter((kind) => !followers.has(kind) || made.has(kind));
}
