import { describe, expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, readyStatus } from '../fixture.ts';
import { lostNodesAreMarked } from './lost-nodes-are-marked.ts';

const property = lostNodesAreMarked('Deployment');
const key = 'node.kubernetes.io/unreachable';
const silence = {
  fault: 'NodeNotReady',
  target: { kind: 'Node', pick: 0 },
  for: 100_000,
} as const;
const unknown = { conditions: [{ type: 'Ready', status: 'Unknown' }] } as const;
const notReady = { status: { conditions: [{ type: 'Ready', status: 'False' }] } } as const;

const silent = (others = 1) => {
  const trace = miniTrace().add('Node', 'n0');
  for (let index = 1; index <= others; index += 1) trace.add('Node', `n${index}`);
  const containers = [{ name: 'main', image: 'mini:a' }];
  trace.add('Pod', 'web-1', { spec: { nodeName: 'n0', containers }, status: readyStatus() });
  return trace.fault(silence, { kind: 'Node', name: 'n0' }).wait(55_000);
};
const taint = (trace: MiniTrace, ...effects: readonly ('NoSchedule' | 'NoExecute')[]) => {
  const taints = effects.map((effect) => ({ key, effect }));
  return trace.change('Node', 'n0', { spec: { taints }, status: unknown });
};
const judged = (trace: MiniTrace) => trace.wait(40_000).rest().judge(property).status;

describe('node-lifecycle/lost-nodes-are-marked', () => {
  test('holds when the node is tainted and its pods are not Ready', () => {
    const told = taint(silent(), 'NoSchedule', 'NoExecute').change('Pod', 'web-1', notReady);
    expect(judged(told)).toBe('passed');
  });
  test('fails when its pods stay Ready, or a taint is missing', () => {
    expect(judged(taint(silent(), 'NoSchedule', 'NoExecute'))).toBe('failed');
    const told = taint(silent(), 'NoSchedule').change('Pod', 'web-1', notReady);
    expect(judged(told)).toBe('failed');
  });
  test('does not ask for NoExecute where no other node is well', () => {
    const told = taint(silent(0), 'NoSchedule').change('Pod', 'web-1', notReady);
    expect(judged(told)).toBe('passed');
  });
  test('does not ask for NoExecute where another node was well only now', () => {
    const told = taint(silent(0), 'NoSchedule').change('Pod', 'web-1', notReady);
    expect(judged(told.wait(30_000).add('Node', 'n1'))).toBe('passed');
  });
  test('says nothing of a short silence, or of controllers that were down meanwhile', () => {
    expect(silent().rest().judge(property).status).toBe('vacuous');
    const component = 'deployment-controller' as const;
    const told = silent().fault({ fault: 'ControllerRestart', component, for: 500 });
    expect(judged(told)).toBe('vacuous');
  });
});
