import { describe, expect, test } from 'vitest';
import { replicaSet, template } from '../replicaset/fixture.ts';
import { midway, recreate, start } from './fixture.ts';

describe('scaling and pausing', () => {
  test('DEP-SCALE-001: a plain change of size goes to the only ReplicaSet', () => {
    const { settle, change, sizes, set } = start();
    settle();
    change({ replicas: 7 });
    settle();
    expect(sizes()).toEqual({ a: 7 });
    expect(set('a').metadata.annotations?.['deployment.kubernetes.io/desired-replicas']).toBe('7');
  });

  test('DEP-SCALE-002, DEP-SCALE-003: in mid-rollout every ReplicaSet gets its part', () => {
    const { change, settle, sizes } = midway();
    change({ replicas: 30 });
    settle('b');
    expect(sizes()).toEqual({ a: 20, b: 13 });
  });

  test('DEP-SCALE-005: to zero and back only the new one lives', () => {
    const { change, settle, sizes } = midway();
    change({ replicas: 0 });
    settle('b');
    expect(sizes()).toEqual({ a: 0, b: 0 });
    change({ replicas: 4 });
    settle();
    expect(sizes()).toEqual({ a: 0, b: 4 });
  });

  test('DEP-ROLL-004: size and template changed together: first the size, of the old one', () => {
    const { settle, change, sizes, sync } = start({ replicas: 2 });
    settle();
    change({ replicas: 4, template: template('b') });
    sync();
    expect(sizes()).toEqual({ a: 4 });
    settle();
    expect(sizes()).toEqual({ a: 0, b: 4 });
  });

  test('DEP-SCALE-004: a saturated new ReplicaSet empties an adopted old one', () => {
    const { bench, settle, change, sizes } = start();
    settle();
    const labels = { app: 'web', track: 'adopted' };
    const selector = { matchLabels: labels };
    const adopted = replicaSet({ selector, template: template('x', labels), replicas: 2 });
    bench.create({ ...adopted, metadata: { name: 'adopted', labels } });
    change({ paused: true });
    settle();
    expect(sizes()).toEqual({ a: 3, x: 0 });
  });

  test('DEP-PAUSE-001, DEP-PAUSE-002, DEP-PAUSE-004: paused, it scales but does not roll', () => {
    const { change, settle, sizes, list, condition } = start();
    settle();
    change({ paused: true, template: template('b') });
    settle();
    change({ replicas: 5, template: template('c') });
    settle();
    expect(sizes()).toEqual({ a: 5 });
    expect(condition('Progressing')?.reason).toBe('DeploymentPaused');
    change({ paused: false });
    settle();
    expect(sizes()).toEqual({ a: 0, c: 5 });
    expect(list('ReplicaSet')).toHaveLength(2);
  });

  test('DEP-PAUSE-001: pausing in mid-rollout tops all of them up', () => {
    const { change, settle, sizes, set, bench } = midway();
    bench.update({ ...set('b'), spec: { ...set('b').spec, replicas: 3 } });
    change({ paused: true });
    settle('b');
    expect(sizes()).toEqual({ a: 10, b: 3 });
  });

  test('DEP-PAUSE-002: several in use under Recreate stay as they are', () => {
    const { change, settle, sizes } = midway();
    change({ paused: true, replicas: 20, strategy: recreate });
    settle('b');
    expect(sizes()).toEqual({ a: 8, b: 5 });
  });
});
