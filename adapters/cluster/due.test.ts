import { describe, expect, test } from 'vitest';
import { behaviourAnnotations } from '../../specs/behaviour.ts';
import { dueOf } from './due.ts';
import { objectOf } from './fixture.ts';
import { noTimes } from './node-times.ts';

const at = (time: string) => Date.parse(`2026-01-01T00:${time}Z`);
const stamp = (time: string) => `2026-01-01T00:${time}Z`;
const owner = { kind: 'ReplicaSet', name: 'web', uid: 'uid-web', controller: true };
const node = objectOf('Node', 'n', 1);

function pod(more: {
  readonly conditions?: readonly object[];
  readonly metadata?: object;
  readonly phase?: string;
  readonly nodeName?: string;
  readonly tolerations?: readonly object[];
}) {
  return objectOf('Pod', 'web-0', 1, {
    metadata: { ownerReferences: [owner], ...more.metadata },
    spec: { nodeName: more.nodeName ?? 'n', tolerations: more.tolerations ?? [] },
    status: { phase: more.phase ?? 'Running', conditions: more.conditions ?? [] },
  });
}

describe('what is still to come', () => {
  test('nothing, where everybody has what they want', () => {
    expect(dueOf([node, pod({})])).toBeUndefined();
    expect(dueOf([])).toBeUndefined();
  });

  test('the next stage of a pod, at the moment that is written on it', () => {
    const stage = { type: 'plimsoll.dev/stage', message: `round 0 until ${stamp('00:07.25')}` };
    expect(dueOf([node, pod({ conditions: [stage] })])).toBe(at('00:07.25'));
  });

  test('a stage that is late, of a pod that goes on', () => {
    const stage = { type: 'plimsoll.dev/stage', message: `round 0 until ${stamp('00:07')}` };
    const behaves = (behaviour: string) => {
      const annotations = { [behaviourAnnotations.kind]: behaviour };
      return pod({ conditions: [stage], metadata: { annotations } });
    };
    expect(dueOf([node, behaves('crashing')])).toBe(at('00:27'));
    expect(dueOf([node, behaves('never-ready')])).toBe(at('00:07'));
  });

  test('the end of a pod that is terminating, at the end of its grace period', () => {
    const metadata = { deletionTimestamp: stamp('00:30') };
    expect(dueOf([node, pod({ metadata })])).toBe(at('00:30'));
  });

  test('a Ready pod becoming available, a second late for rounding', () => {
    const set = objectOf('ReplicaSet', 'web', 1, { spec: { minReadySeconds: 10 } });
    const ready = { type: 'Ready', status: 'True', lastTransitionTime: stamp('00:05') };
    expect(dueOf([node, set, pod({ conditions: [ready] })])).toBe(at('00:16'));
    const unready = { ...ready, status: 'False' };
    expect(dueOf([node, set, pod({ conditions: [unready] })])).toBeUndefined();
  });

  test('the next try of a ReplicaSet whose pods are refused', () => {
    const refused = (status: string) =>
      objectOf('ReplicaSet', 'web', 1, {
        status: {
          conditions: [{ type: 'ReplicaFailure', status, lastTransitionTime: stamp('00:05') }],
        },
      });
    expect(dueOf([refused('True')])).toBe(at('01:10'));
    expect(dueOf([refused('False')])).toBeUndefined();
  });

  test('the removal of a pod whose node is gone', () => {
    const times = { ...noTimes, ended: new Map([['gone', at('00:05')]]) };
    expect(dueOf([node, pod({ nodeName: 'gone' })], times)).toBe(at('01:30'));
    expect(dueOf([node, pod({})], times)).toBeUndefined();
  });

  test('the eviction of a pod that tolerates a taint for so long', () => {
    const times = { ...noTimes, tainted: new Map([['n', at('00:05')]]) };
    const taints = [{ key: 'bad', effect: 'NoExecute' }];
    const bad = objectOf('Node', 'n', 2, { spec: { taints } });
    const patient = (tolerationSeconds?: number, more: Parameters<typeof pod>[0] = {}) => {
      const limit = tolerationSeconds === undefined ? {} : { tolerationSeconds };
      const tolerations = [{ key: 'bad', operator: 'Exists', ...limit }];
      return pod({ ...more, tolerations });
    };
    expect(dueOf([bad, patient(20)], times)).toBe(at('00:27'));
    expect(dueOf([node, patient(20)], times)).toBeUndefined();
    expect(dueOf([bad, patient()], times)).toBeUndefined();
    expect(dueOf([bad, patient(300)], times)).toBeUndefined();
    expect(dueOf([bad, pod({})], times)).toBeUndefined();
    const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: stamp('00:09') };
    expect(dueOf([bad, patient(20, { conditions: [scheduled] })], times)).toBe(at('00:31'));
    const metadata = { deletionTimestamp: stamp('00:08') };
    expect(dueOf([bad, patient(20, { metadata })], times)).toBe(at('00:08'));
  });

  test('the end of the taint of a node that is Ready again', () => {
    const tainted = (key: string, status: string) =>
      objectOf('Node', 'n', 1, {
        spec: { taints: [{ key, effect: 'NoExecute' }] },
        status: { conditions: [{ type: 'Ready', status, lastTransitionTime: stamp('00:05') }] },
      });
    expect(dueOf([tainted('node.kubernetes.io/unreachable', 'True')])).toBe(at('00:13'));
    expect(dueOf([tainted('node.kubernetes.io/unreachable', 'Unknown')])).toBeUndefined();
    expect(dueOf([tainted('of-the-user', 'True')])).toBeUndefined();
  });

  test('the removal of a failed pod of a DaemonSet, which has a back-off', () => {
    const failed = { type: 'Ready', status: 'False', lastTransitionTime: stamp('00:05') };
    const metadata = { ownerReferences: [{ ...owner, kind: 'DaemonSet' }] };
    const object = pod({ phase: 'Failed', conditions: [failed], metadata });
    expect(dueOf([node, object])).toBe(at('00:25'));
  });

  test('a progress deadline that is near, not one that is minutes away', () => {
    const deployment = (spec: object, reason: string) =>
      objectOf('Deployment', 'web', 1, {
        spec,
        status: {
          conditions: [
            { type: 'Progressing', status: 'True', reason, lastUpdateTime: stamp('00:05') },
          ],
        },
      });
    const near = { progressDeadlineSeconds: 20 };
    expect(dueOf([deployment(near, 'ReplicaSetUpdated')])).toBe(at('00:26'));
    expect(dueOf([deployment(near, 'NewReplicaSetAvailable')])).toBeUndefined();
    expect(dueOf([deployment({ ...near, paused: true }, 'ReplicaSetUpdated')])).toBeUndefined();
    expect(dueOf([deployment({}, 'ReplicaSetUpdated')])).toBeUndefined();
  });

  test('of several moments, the latest', () => {
    const stage = { type: 'plimsoll.dev/stage', message: `round 0 until ${stamp('00:07')}` };
    const metadata = { deletionTimestamp: stamp('00:30') };
    expect(dueOf([node, pod({ conditions: [stage] }), pod({ metadata })])).toBe(at('00:30'));
  });
});
