/**
 * The disruption controller: keeps in the status of each budget how many disruptions it allows
 * (DIS-001). It reads the store itself, a moment late.
 *
 * Not modelled: pods whose granted eviction never came, whose condition is taken back; events.
 */
import type { Pod, PodDisruptionBudget } from '../../../specs/kubernetes.ts';
import { selectorMatches } from '../../../specs/kubernetes.ts';
import type { ActorParts } from '../actor.ts';
import { withCondition } from '../conditions.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import { isSame } from '../values.ts';
import { disruptionCondition } from './disruption/condition.ts';
import {
  deletionTimeoutMs,
  expectationOf,
  healthyCount,
  stillDisrupted,
} from './disruption/count.ts';

const actor = 'disruption-controller';

interface State extends ActorParts {
  readonly random: Random;
  readonly pending: Set<string>;
}

/** Starts it; it runs as long as the world does. */
export function startDisruptionController(parts: ActorParts): void {
  const state: State = { ...parts, random: parts.random.fork('disruption'), pending: new Set() };
  parts.store.subscribe('PodDisruptionBudget', ({ after }) => {
    if (after) wake(state, after.metadata.name);
  });
  parts.store.subscribe('Pod', ({ before, after }) => {
    const pod = after ?? before;
    if (pod?.kind !== 'Pod') return;
    const budget = budgetOf(state, pod);
    if (budget) wake(state, budget.metadata.name);
  });
}

/** The first that covers a pod as it is now: one that covered it before is not told. */
function budgetOf({ store }: State, pod: Pod): PodDisruptionBudget | undefined {
  return [...store.list('PodDisruptionBudget')].find((budget) => covers(budget, pod));
}

function covers({ spec }: PodDisruptionBudget, pod: Pod): boolean {
  return selectorMatches(spec.selector ?? {}, pod.metadata.labels);
}

function wake(state: State, name: string): void {
  if (state.pending.has(name)) return;
  state.pending.add(name);
  state.availability.after(between(state.random, 1, 80, 'budget'), 'budget-sync', () => {
    state.pending.delete(name);
    const budget = state.store.get('PodDisruptionBudget', name);
    if (budget) sync(state, budget);
  });
}

function sync(state: State, budget: PodDisruptionBudget): void {
  const { store, clock } = state;
  const pods = [...store.list('Pod')].filter((pod) => covers(budget, pod));
  const count = expectationOf(store, budget, pods);
  if (typeof count === 'string') {
    write(state, budget, failedStatus(budget, count, clock.timestamp()));
    return;
  }
  const disruptedPods = stillDisrupted(budget, pods, clock.epochMs());
  const currentHealthy = healthyCount(pods, disruptedPods);
  const room = currentHealthy - count.desired;
  const disruptionsAllowed = count.expected <= 0 || room <= 0 ? 0 : room;
  const { generation } = budget.metadata;
  write(state, budget, {
    currentHealthy,
    desiredHealthy: count.desired,
    expectedPods: count.expected,
    disruptionsAllowed,
    ...(Object.keys(disruptedPods).length > 0 && { disruptedPods }),
    ...(generation !== undefined && { observedGeneration: generation }),
    conditions: disruptionCondition(budget, disruptionsAllowed, clock.timestamp()),
  });
  if (Object.keys(disruptedPods).length > 0) {
    clock.after(deletionTimeoutMs, 'budget-sync', () => wake(state, budget.metadata.name));
  }
}

/** Where the count fails nothing is allowed, and the rest of the status stays. */
function failedStatus(
  { status }: PodDisruptionBudget,
  message: string,
  now: string,
): PodDisruptionBudget['status'] {
  const failed = {
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'SyncFailed',
    message,
  } as const;
  const conditions = withCondition(status.conditions, failed, now);
  return { ...status, disruptionsAllowed: 0, conditions };
}

function write(
  { server }: State,
  budget: PodDisruptionBudget,
  status: PodDisruptionBudget['status'],
): void {
  if (isSame(budget.status, status)) return;
  server.execute({ verb: 'updateStatus', object: { ...budget, status } }, actor);
}
