import { describe, expect, test } from 'vitest';
import type { Pod } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { readyStatus } from '../fixture.ts';
import { deletionCostOf, isCheaper, isFresher, serviceOf } from './victims.ts';

const containers = [{ name: 'main', image: 'mini:a' }];
const epochMs = Date.parse('2026-01-01T00:00:00Z');

function pod(sketch: object = {}, readyAtMs = 0): Pod {
  const spec = { containers, nodeName: 'node-0' };
  return drawUp('Pod', 'web-1', 'uid', 0, { spec, status: readyStatus(readyAtMs), ...sketch });
}

function priced(cost: string): Pod {
  const annotations = { 'controller.kubernetes.io/pod-deletion-cost': cost };
  return pod({ metadata: { annotations } });
}

describe('victims', () => {
  test('serve the less, the further they are from serving', () => {
    const unbound = pod({ spec: { containers }, status: { phase: 'Pending' } });
    const pending = pod({ status: { phase: 'Pending' } });
    const running = pod({ status: { phase: 'Running' } });
    const order = [unbound, pending, running, pod()].map(serviceOf);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(4);
  });

  test('cost what they say, if that is a plain integer', () => {
    expect(['10', '-10', '0', '+5', '007', 'much'].map((text) => deletionCostOf(priced(text)))).toEqual(
      [10, -10, 0, 0, 0, 0],
    );
  });

  test('are compared by cost only where they serve alike', () => {
    expect(isCheaper(priced('-1'), pod())).toBe(true);
    expect(isCheaper(pod(), priced('-1'))).toBe(false);
    const pending = pod({ status: { phase: 'Pending' } });
    expect(isCheaper(pending, priced('-1000'))).toBe(true);
  });

  test('are fresher by an order of magnitude or not at all', () => {
    const at = (ms: number) => ({ from: epochMs + ms, to: epochMs + ms });
    expect(isFresher(pod({}, 58_000), pod(), at(60_000))).toBe(true);
    expect(isFresher(pod({}, 10_000), pod(), at(60_000))).toBe(false);
    expect(isFresher(pod(), pod({}, 58_000), at(60_000))).toBe(false);
    const elsewhere = pod({ spec: { containers, nodeName: 'node-1' } }, 58_000);
    expect(isFresher(elsewhere, pod(), at(60_000))).toBe(false);
  });

  test('are fresher only if they are so all the time in question', () => {
    const span = { from: epochMs + 60_000, to: epochMs + 100_000 };
    expect(isFresher(pod({}, 58_000), pod(), span)).toBe(false);
  });
});
