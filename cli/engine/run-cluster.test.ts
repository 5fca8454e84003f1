import { expect, test } from 'vitest';
import type { Scenario, Step } from '../../specs/scenario.ts';
import { byLanes } from './run-cluster.ts';

const scenario = (title: string, ...steps: readonly Step[]): Scenario => {
  return { format: 1, title, seed: 1, nodes: [{}], steps };
};
const target = { kind: 'Node', pick: 0 } as const;
const pod = { kind: 'Pod', pick: 0 } as const;

test('what lasts longest, with its faults, is begun first, and what needs all lanes last', () => {
  const restart = scenario('restart', {
    after: 90_000,
    fault: { fault: 'ControllerRestart', component: 'deployment-controller', for: 1000 },
  });
  const short = scenario('short', { after: 5000, fault: { fault: 'PodDeleted', target: pod } });
  const silent = scenario(
    'silent',
    { after: 1000, fault: { fault: 'NodeNotReady', target, for: 70_000 } },
    { after: 2000, fault: { fault: 'PodDeleted', target: pod } },
  );
  const slow = scenario('slow', { after: 20_000, fault: { fault: 'PodDeleted', target: pod } });
  const sorted = [restart, short, silent, slow].toSorted(byLanes);
  expect(sorted.map(({ title }) => title)).toEqual(['silent', 'slow', 'short', 'restart']);
});
