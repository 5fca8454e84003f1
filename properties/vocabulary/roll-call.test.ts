import { expect, test } from 'vitest';
import { miniSet } from '../statefulset/fixture.ts';
import type { Story } from '../statefulset/fixture.ts';
import { createJudge } from '../judge.ts';
import { always } from '../property.ts';
import { createRollCall } from './roll-call.ts';
import { sightOf } from './stateful-moments.ts';
import { firstUnhealthy, revisionOf } from './stateful-steps.ts';

/** At every change compares what the roll says with what a look at every pod says: it may say no
 * where the pods say yes, never the other way round. Returns how often both said yes. */
function compare(story: Story): number {
  let agreed = 0;
  const property = always({
    id: 'test/roll-call',
    title: 'The roll is right',
    controller: 'StatefulSet',
    requirements: ['TEST-001'],
    on: ['StatefulSet', 'Pod'],
    monitor: (context) => {
      const rolls = createRollCall();
      return {
        change: (moment) => {
          rolls.follow(moment);
          for (const set of moment.after.list('StatefulSet')) {
            const sight = sightOf(moment, context, set, moment.after);
            for (let end = 0; end <= 4; end += 1) {
              const says = rolls.isHealthyBelow(sight, end);
              const isTrue = firstUnhealthy({ ...sight, set }, end) === undefined;
              if (says && end <= 3) expect(isTrue).toBe(true);
              if (says && isTrue) agreed += 1;
            }
            const pods = [...moment.after.owned('Pod', set.metadata.uid)];
            expect(rolls.isUniform(sight)).toBe(new Set(pods.map(revisionOf)).size <= 1);
          }
          return 'irrelevant';
        },
      };
    },
  });
  const trace = story.trace.build();
  const judge = createJudge(trace.header, [property]);
  for (const event of trace.events) judge.push(event);
  return agreed;
}

test('pods that come, go, fail and return', () => {
  const told = miniSet().pods([0, 1, 2]).unready(1).ready(1).drop(0, 'user').pod(0).fail(2);
  expect(compare(told.drop(2).pod(2))).toBeGreaterThan(30);
});
test('scaling down to nothing and up again', () => {
  const told = miniSet().pods([0, 1, 2]).change({ replicas: 0 }).drop(2).drop(1).drop(0);
  expect(compare(told.change({ replicas: 3 }).pods([0, 1]))).toBeGreaterThan(20);
});
test('availability that takes time', () => {
  const told = miniSet({ minReadySeconds: 10 }).pod(0).wait(20_000).pod(1).wait(20_000).born(2);
  expect(compare(told)).toBeGreaterThan(5);
});
test('a start that moves, a release, and two revisions', () => {
  const told = miniSet().pods([0, 1, 2]).change({ ordinals: { start: 1 } }).pod(3).drop(0);
  told.also((trace) => trace.change('Pod', 'web-2', { metadata: { ownerReferences: [] } }));
  expect(compare(told.roll('b').drop(3).pod(3, { revision: 'b' }))).toBeGreaterThan(10);
});
