import { describe, expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject } from '../fixture.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionBy } from './attribution.ts';

/** A pod of a ReplicaSet of a Deployment. */
function owned(): MiniTrace {
  const trace = miniTrace().add('Deployment', 'web');
  const byWeb = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
  trace.add('ReplicaSet', 'web-a', { metadata: { ownerReferences: byWeb } });
  const bySet = ownedByObject('ReplicaSet', 'web-a', trace.uidOf('ReplicaSet', 'web-a'));
  return trace.add('Pod', 'web-1', { metadata: { ownerReferences: bySet } });
}

/** Was any deletion in the trace put down to the ReplicaSet's controller? */
function isBlamed(trace: MiniTrace): boolean {
  const blame = always({
    id: 'deployment/blame',
    title: 'nothing',
    controller: 'Deployment',
    requirements: ['RS-CNT-003'],
    on: ['Pod'],
    monitor: () => ({
      change: (moment: Moment) =>
        isDeletionBy(moment, 'replicaset-controller') ? 'holds' : 'irrelevant',
    }),
  });
  return trace.judge(blame).status === 'passed';
}

describe('a deletion belongs to the owner', () => {
  test('when the trace says so, and only then', () => {
    expect(isBlamed(owned().terminate('Pod', 'web-1', 'replicaset-controller'))).toBe(true);
    expect(isBlamed(owned().terminate('Pod', 'web-1', 'garbage-collector'))).toBe(false);
  });

  test('when nobody is named and nobody else can have done it', () => {
    expect(isBlamed(owned().terminate('Pod', 'web-1'))).toBe(true);
    expect(isBlamed(owned().remove('Pod', 'web-1'))).toBe(true);
  });

  test('but not when the suite touched the pod, or a disruption is noted on it', () => {
    const target = { kind: 'Pod', pick: 0 } as const;
    const touched = owned().fault({ fault: 'PodDeleted', target }, { kind: 'Pod', name: 'web-1' });
    expect(isBlamed(touched.terminate('Pod', 'web-1'))).toBe(false);
    const conditions = [{ type: 'DisruptionTarget', status: 'True' }] as const;
    const evicted = owned().change('Pod', 'web-1', { status: { conditions } });
    expect(isBlamed(evicted.terminate('Pod', 'web-1'))).toBe(false);
  });

  test('but not when the owner, or its owner, is going or gone', () => {
    const going = owned().terminate('ReplicaSet', 'web-a').terminate('Pod', 'web-1');
    expect(isBlamed(going)).toBe(false);
    const gone = owned().remove('Deployment', 'web').terminate('Pod', 'web-1');
    expect(isBlamed(gone)).toBe(false);
  });

  test('and is decided once: the end of a terminating pod is not a second deletion', () => {
    const trace = owned().terminate('Pod', 'web-1', 'user');
    expect(isBlamed(trace.remove('Pod', 'web-1', 'replicaset-controller'))).toBe(false);
  });
});
