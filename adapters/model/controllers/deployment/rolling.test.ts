import { describe, expect, test } from 'vitest';
import { reported, template } from '../replicaset/fixture.ts';
import { refusal, rolling, start, verbsOf } from './fixture.ts';

describe('a rolling update', () => {
  test.each([
    [3, 1, 0, ['3,1', '2,1', '2,2', '1,2', '1,3', '0,3']],
    [3, 0, 1, ['2,0', '2,1', '1,1', '1,2', '0,2', '0,3']],
    [10, 3, 2, ['8,3', '8,5', '3,5', '3,10', '0,10']],
    [4, 4, 0, ['4,4', '0,4']],
  ] as const)('%i with surge %i, unavailable %i: step by step', (replicas, surge, down, path) => {
    const { settle, change } = start({ replicas, strategy: rolling(surge, down) });
    settle();
    change({ template: template('b') });
    expect(settle().slice(1).map(({ a, b }) => `${a},${b}`)).toEqual(path);
  });

  test('DEP-AVAIL-003: stops at a template whose pods never get available', () => {
    const { settle, change, sizes } = start({ replicas: 10, strategy: rolling(3, 2) });
    settle();
    change({ template: template('b') });
    settle('b');
    expect(sizes()).toEqual({ a: 8, b: 5 });
  });

  test('DEP-AVAIL-004: leaves a broken template without waiting for its pods', () => {
    const { settle, change, sizes } = start({ replicas: 2, strategy: rolling(1, 0) });
    settle('a');
    change({ template: template('b') });
    settle('a');
    expect(sizes()).toEqual({ a: 0, b: 2 });
  });

  test('DEP-ROLL-002, DEP-ROLL-003: a third template drains the oldest first', () => {
    const web = start({ replicas: 4, strategy: rolling(2, 0) });
    const { settle, change, sync, report, sizes, pass } = web;
    settle();
    pass(1000);
    change({ template: template('b') });
    report();
    sync();
    expect(sizes()).toEqual({ a: 4, b: 2 });
    change({ template: template('c') });
    expect(settle()).toEqual([
      { a: 4, b: 2 },
      { a: 2, b: 2, c: 0 },
      { a: 2, b: 2, c: 2 },
      { a: 0, b: 2, c: 2 },
      { a: 0, b: 2, c: 4 },
      { a: 0, b: 0, c: 4 },
    ]);
  });

  test('DEP-AVAIL-001: a status that is ahead of the size moves nothing', () => {
    const { settle, change, sync, set, bench, sizes } = start({ strategy: rolling(1, 0) });
    settle();
    change({ template: template('b') });
    sync();
    bench.report(reported(set('b'), 1, 1));
    bench.report(reported({ ...set('a') }, 4, 4));
    sync();
    expect(sizes()).toEqual({ a: 3, b: 1 });
  });

  test('DEP-AVAIL-001: a scale-down that is refused is not tried again by itself', () => {
    const { settle, change, sync, report, step } = start({ replicas: 3, strategy: rolling(1, 0) });
    settle();
    change({ template: template('b') });
    sync();
    report();
    step();
    report();
    const { requests, result } = sync((each) =>
      each.verb === 'update' && each.object.kind === 'ReplicaSet' ? refusal : undefined,
    );
    expect(verbsOf(requests)[0]).toBe('update ReplicaSet');
    expect(result).not.toBe('retry');
  });

  test('DEP-ROLL-005: a new ReplicaSet that somebody made too large shrinks at once', () => {
    const { settle, set, bench, sizes } = start();
    settle();
    bench.update({ ...set('a'), spec: { ...set('a').spec, replicas: 7 } });
    settle();
    expect(sizes()).toEqual({ a: 3 });
  });
});
