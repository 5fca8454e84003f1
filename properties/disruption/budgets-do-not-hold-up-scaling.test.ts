import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { budgetsDoNotHoldUpScaling } from './budgets-do-not-hold-up-scaling.ts';
import { covered } from './fixture.ts';

function miniSurplus(replicas: number, disruptionsAllowed: number) {
  const trace = miniTrace().add('ReplicaSet', 'web', { spec: { replicas } });
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  for (const name of ['a', 'b']) {
    const pod = covered();
    trace.add('Pod', name, { ...pod, metadata: { ...pod.metadata, ownerReferences } });
  }
  trace.add('PodDisruptionBudget', 'web', { status: { disruptionsAllowed } });
  return trace.rest().judge(budgetsDoNotHoldUpScaling).status;
}

describe('disruption/budgets-do-not-hold-up-scaling', () => {
  test('holds when no pod is one too many', () => {
    expect(miniSurplus(2, 0)).toBe('passed');
  });

  test('fails when a tight budget keeps a pod', () => {
    expect(miniSurplus(1, 0)).toBe('failed');
  });

  test('says nothing under a budget that allows disruptions', () => {
    expect(miniSurplus(1, 1)).toBe('vacuous');
  });
});
