import { describe, expect, test } from 'vitest';
import type { Actor } from '../../specs/trace.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject, show } from '../fixture.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionBy, isWriteBy } from './attribution.ts';

/** A pod of a ReplicaSet of a Deployment. */
function owned(): MiniTrace {
  const trace = miniTrace().add('Deployment', 'web');
  const byWeb = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
  trace.add('ReplicaSet', 'web-a', { metadata: { ownerReferences: byWeb } });
  const bySet = ownedByObject('ReplicaSet', 'web-a', trace.uidOf('ReplicaSet', 'web-a'));
  return trace.add('Pod', 'web-1', { metadata: { ownerReferences: bySet } });
}

const bySet = (trace: MiniTrace) => ({
  ownerReferences: ownedByObject('ReplicaSet', 'web-a', trace.uidOf('ReplicaSet', 'web-a')),
});

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

  test('but not when it is another controller that owns the pod, or nobody', () => {
    const trace = owned();
    const byDaemon = ownedByObject('DaemonSet', 'log', trace.uidOf('Deployment', 'web'));
    trace.add('Pod', 'stray').add('DaemonSet', 'log');
    const metadata = { ownerReferences: byDaemon };
    const uid = trace.uidOf('DaemonSet', 'log');
    trace.add('Pod', 'log-1', { metadata: { ownerReferences: byDaemon.map((by) => ({ ...by, uid })) } });
    expect(isBlamed(trace.terminate('Pod', 'stray').terminate('Pod', 'log-1'))).toBe(false);
    const lost = owned().add('Pod', 'lost', { metadata }).terminate('Pod', 'lost');
    expect(isBlamed(lost)).toBe(false);
    const evicted = [{ type: 'DisruptionTarget', status: 'True' }] as const;
    const going = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    const { ownerReferences = [] } = bySet(owned());
    const at = { metadata: { ...going, ownerReferences }, status: { conditions: evicted } };
    expect(isBlamed(owned().change('Pod', 'web-1', at))).toBe(false);
    expect(isBlamed(owned().change('Pod', 'web-1', { ...at, status: {} }))).toBe(true);
    expect(isBlamed(owned().add('Pod', 'web-2', at))).toBe(false);
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

describe('a version of what a workload owns is written by its controller', () => {
  const written = (tell: (trace: MiniTrace) => MiniTrace) => {
    const trace = owned();
    const begun = trace.build().events.length - 1;
    const answers: boolean[] = [];
    show(tell(trace), ['Pod'], () => ({
      change: (moment) => {
        if (moment.event.seq < begun) return;
        answers.push(isWriteBy(moment, 'replicaset-controller'));
      },
    }));
    return answers;
  };
  const target = { kind: 'Pod', pick: 0 } as const;
  const pod = { kind: 'Pod', name: 'web-1' } as const;

  test('where the trace says so, and where it says nothing', () => {
    expect(written((told) => told.change('Pod', 'web-1', {}))).toEqual([true]);
    const by = (actor: Actor) => written((told) => told.change('Pod', 'web-1', {}, actor));
    expect([by('replicaset-controller'), by('kubelet')]).toEqual([[true], [false]]);
  });
  test('even when it lets the object go', () => {
    const metadata = { ownerReferences: [] };
    expect(written((told) => told.change('Pod', 'web-1', { metadata }))).toEqual([true]);
  });
  test('but not a deletion, nor what the suite touched, nor what others own', () => {
    expect(written((told) => told.remove('Pod', 'web-1'))).toEqual([false]);
    const touched = (told: MiniTrace) => told.fault({ fault: 'PodDeleted', target }, pod);
    expect(written((told) => touched(told).change('Pod', 'web-1', {}))).toEqual([false]);
    const ownerReferences = ownedByObject('DaemonSet', 'log', 'log');
    const strange = [{ ...ownerReferences[0], kind: 'Job' }];
    const added = (owners: readonly object[]) =>
      written((told) => told.add('Pod', 'other', { metadata: { ownerReferences: owners } }));
    expect([added(ownerReferences), added(strange), added([])]).toEqual([[false], [false], [false]]);
  });
});
