import { expect, test } from 'vitest';
import type { Fault } from '../../specs/scenario.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, show } from '../fixture.ts';
import type { Silences } from './node-silence.ts';
import { createSilences } from './node-silence.ts';

const target = { kind: 'Node', pick: 0 } as const;
const silence: Fault = { fault: 'NodeNotReady', target, for: 60_000 };
const n1 = { kind: 'Node', name: 'n1' } as const;

/** What is known at the end of a trace. */
function atTheEnd<T>(trace: MiniTrace, ask: (silences: Silences) => T): T | undefined {
  let answer: T | undefined;
  show(trace, [], (context) => {
    const silences = createSilences(context);
    return {
      other(event) {
        silences.other(event);
        answer = ask(silences);
      },
    };
  });
  return answer;
}
const two = () => miniTrace().add('Node', 'n1').add('Node', 'n2').wait(1000);

test('a node is silent from its fault on, until it heals', () => {
  const told = two().fault(silence, n1);
  const uid = told.uidOf('Node', 'n1');
  expect(atTheEnd(told, (all) => all.of('n1'))).toEqual({ node: 'n1', uid, since: 1000 });
  expect(atTheEnd(told, (all) => all.of('n2'))).toBeUndefined();
  const both = two().fault(silence, n1).fault(silence, { kind: 'Node', name: 'n2' });
  expect(atTheEnd(both, (all) => all.of('n2')?.node)).toBe('n2');
  expect(atTheEnd(both.heal(), (all) => all.current().map(({ node }) => node))).toEqual(['n1']);
});
test('a node is not silent before the fault took effect, or where it was refused', () => {
  expect(atTheEnd(two().fault(silence, n1, 404), (all) => all.current())).toEqual([]);
  expect(atTheEnd(two().fault(silence), (all) => all.current())).toEqual([]);
});
test('controllers work undisturbed since the last fault of theirs has ended', () => {
  const restart = { fault: 'ControllerRestart', component: 'daemonset-controller' } as const;
  const told = () => two().fault({ ...restart, for: 5000 });
  expect(atTheEnd(told(), (all) => all.undisturbedSince())).toBe(6000);
  expect(atTheEnd(told().wait(7000).heal(), (all) => all.undisturbedSince())).toBe(8000);
  expect(atTheEnd(two().fault(silence, n1), (all) => all.undisturbedSince())).toBe(0);
});
test('a pod is hit when a fault names it', () => {
  const told = two().add('Pod', 'a').add('Pod', 'b');
  const fault = { fault: 'PodDeleted', target: { kind: 'Pod', pick: 0 } } as const;
  told.fault(fault, { kind: 'Pod', name: 'a' });
  const isHit = (name: string) => atTheEnd(told, (all) => all.isHit(told.uidOf('Pod', name)));
  expect([isHit('a'), isHit('b')]).toEqual([true, false]);
  const node = two().fault(silence, n1);
  expect(atTheEnd(node, (all) => all.isHit(node.uidOf('Node', 'n1')))).toBe(false);
});
