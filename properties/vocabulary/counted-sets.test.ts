import { expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import { miniTrace, setName } from '../deployment/fixture.ts';
import { always } from '../property.ts';
import { setVersionsOf } from './counted-sets.ts';

/** Every declared total that the Deployment may have counted when its status is written. */
const totalsOf = (told: ReturnType<typeof miniTrace>) => {
  const totals = new Set<number>();
  const property = always({
    id: 'deployment/test',
    title: 'test',
    controller: 'Deployment',
    requirements: ['DEP-STAT-002'],
    on: ['Deployment', 'ReplicaSet'],
    monitor: (context) => {
      const versions = setVersionsOf(context);
      return {
        change(moment) {
          versions.change(moment);
          if (moment.event.object.kind !== 'Deployment') return 'irrelevant';
          const deployment: Deployment = moment.event.object;
          totals.clear();
          versions.couldHaveCounted(deployment, moment.event.at, ({ sets }) => {
            totals.add(sets.reduce((sum, { spec }) => sum + spec.replicas, 0));
            return false;
          });
          return 'irrelevant';
        },
      };
    },
  });
  told.observed().judge(property);
  return [...totals].toSorted((a, b) => a - b);
};

const rolling = () => {
  const told = miniTrace({ stalenessMs: 2000 }).deployment().set('a', { replicas: 3 });
  return told.wait(60_000).set('b', { replicas: 1 }).resize('a', 2);
};

test('each ReplicaSet counts with any version of the window, on its own', () => {
  expect(totalsOf(rolling())).toEqual([2, 3, 4]);
});

test('nothing but the newest version counts once the window is over', () => {
  expect(totalsOf(rolling().wait(2001))).toEqual([3]);
});

test('what is released or deleted may count a little longer', () => {
  const released = rolling().wait(2001);
  const label = { metadata: { labels: { app: 'other' } } };
  released.also((trace) => trace.change('ReplicaSet', setName('a'), label));
  expect(totalsOf(released)).toEqual([1, 3]);
  // Revision a is still wanted, so its ReplicaSet may be met again by its name.
  expect(totalsOf(released.wait(2001))).toEqual([1, 3]);
  expect(totalsOf(released.roll('b').wait(2001))).toEqual([1]);
  const deleted = rolling().wait(2001);
  deleted.also((trace) => trace.remove('ReplicaSet', setName('a'))).wait(1000);
  expect(totalsOf(deleted)).toEqual([1, 3]);
  expect(totalsOf(deleted.wait(1001))).toEqual([1]);
});
