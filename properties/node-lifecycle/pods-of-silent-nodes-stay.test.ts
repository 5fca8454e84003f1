import { describe, expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniPod } from './fixture.ts';
import { podsOfSilentNodesStay } from './pods-of-silent-nodes-stay.ts';

const property = podsOfSilentNodesStay('StatefulSet');
const target = { kind: 'Node', pick: 0 } as const;
const fault = { fault: 'NodeNotReady', target, for: 100_000 } as const;
const silent = (trace: MiniTrace = miniPod()) =>
  trace.fault(fault, { kind: 'Node', name: 'n0' }).wait(20_000);
const by = 'node-lifecycle-controller';

describe('node-lifecycle/pods-of-silent-nodes-stay', () => {
  test('holds when a deleted pod stays', () => {
    expect(silent().terminate('Pod', 'web-1', by).rest().judge(property).status).toBe('passed');
  });
  test('fails when a controller removes it', () => {
    expect(silent().remove('Pod', 'web-1', by).judge(property).status).toBe('failed');
    const told = silent().terminate('Pod', 'web-1', by).wait(1000).remove('Pod', 'web-1', by);
    expect(told.judge(property).status).toBe('failed');
  });
  test('says nothing when a user does, or the node was removed too', () => {
    expect(silent().remove('Pod', 'web-1', 'user').judge(property).status).toBe('vacuous');
    const told = silent().remove('Node', 'n0', 'user').remove('Pod', 'web-1', by);
    expect(told.judge(property).status).toBe('vacuous');
  });
  test('says nothing of pods that have ended, and of nodes that report', () => {
    const ended = miniPod().change('Pod', 'web-1', { status: { phase: 'Failed' } });
    expect(silent(ended).remove('Pod', 'web-1', by).judge(property).status).toBe('vacuous');
    expect(miniPod().remove('Pod', 'web-1', by).judge(property).status).toBe('vacuous');
  });
});
