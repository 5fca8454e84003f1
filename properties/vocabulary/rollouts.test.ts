import { describe, expect, test } from 'vitest';
import type { Story } from '../deployment/fixture.ts';
import { miniTrace, podName, setName, templateOf } from '../deployment/fixture.ts';
import { show } from '../fixture.ts';
import type { PlainRollout } from './rollouts.ts';
import { createPlainRollouts } from './rollouts.ts';

/** The plain rollout that is going on at the end of a story. */
function rolloutOf(told: Story): PlainRollout | undefined {
  let found: PlainRollout | undefined;
  show(told.trace, ['Deployment', 'ReplicaSet', 'Pod'], (context) => {
    const rollouts = createPlainRollouts(context);
    return {
      change(moment) {
        rollouts.change(moment);
        [found] = rollouts.all();
        expect(rollouts.of(told.trace.uidOf('Deployment', 'web'))).toBe(found);
      },
    };
  });
  return found;
}
const isPlain = (told: Story) => rolloutOf(told) !== undefined;

/** Three replicas of revision a, all available, at rest for a minute. */
function resting(spec: object = {}): Story {
  const told = miniTrace({ stalenessMs: 2000 }).deployment(spec).set('a').pods('a', 3);
  return told.report('a', { available: 3 }).observed().wait(60_000);
}
const rolling = () => resting().roll('b');

describe('a plain rollout', () => {
  test('is a new template and nothing else, from a quiet state', () => {
    expect(rolloutOf(rolling())).toMatchObject({ replicas: 3, wasComplete: true, since: 60_000 });
    expect(isPlain(resting())).toBe(false);
    expect(isPlain(rolling().set('b', { replicas: 1 }).resize('a', 2))).toBe(true);
    expect(isPlain(rolling().observed())).toBe(true);
  });
  test('was complete when all replicas were available', () => {
    const wasComplete = (told: Story) => rolloutOf(told.wait(60_000).roll('b'))?.wasComplete;
    const begun = (pods: number, state: 'ready' | 'pending', available: number) =>
      miniTrace().deployment().set('a').pods('a', pods, state).report('a', { available }).observed();
    expect(wasComplete(begun(3, 'ready', 3))).toBe(true);
    expect(wasComplete(begun(3, 'ready', 2))).toBe(false);
    expect(wasComplete(begun(3, 'pending', 3))).toBe(false);
    expect(wasComplete(begun(2, 'ready', 3))).toBe(false);
    expect(wasComplete(begun(3, 'ready', 3).pods('a', 1, 'pending'))).toBe(false);
  });
  test('does not begin when anything else changes with the template', () => {
    const template = templateOf('b');
    expect(isPlain(resting().change({ template, replicas: 4 }))).toBe(false);
    expect(isPlain(resting().change({ template, minReadySeconds: 9 }))).toBe(false);
    expect(isPlain(resting().change({ template, strategy: { type: 'Recreate' } }))).toBe(false);
    expect(isPlain(resting().change({ template, paused: true }))).toBe(false);
    expect(isPlain(resting({ paused: true }).change({ template, paused: false }))).toBe(false);
    expect(isPlain(resting().change({ revisionHistoryLimit: 3 }))).toBe(false);
    expect(isPlain(resting({ strategy: { type: 'Recreate' } }).roll('b'))).toBe(false);
    const rollingUpdate = { maxSurge: 2, maxUnavailable: 0 };
    const strategy = { type: 'RollingUpdate', rollingUpdate } as const;
    expect(isPlain(resting().change({ template, strategy }))).toBe(false);
  });
  test('does not begin while anything else is on its way', () => {
    expect(isPlain(resting().pods('a', 1).wait(2000).roll('b'))).toBe(false);
    expect(isPlain(resting().pods('a', 1).wait(2001).roll('b'))).toBe(true);
    expect(isPlain(resting().report('a', { available: 3 }).wait(2000).roll('b'))).toBe(false);
    expect(isPlain(resting().change({ revisionHistoryLimit: 3 }).observed().roll('b'))).toBe(false);
    expect(isPlain(resting().change({ revisionHistoryLimit: 3 }).wait(9000).roll('b'))).toBe(false);
    const young = miniTrace({ stalenessMs: 2000 }).deployment().set('a').observed();
    expect(isPlain(young.roll('b'))).toBe(false);
  });
  test('does not begin with more than one ReplicaSet in use, or another size', () => {
    expect(isPlain(resting().set('c', { replicas: 1 }).wait(9000).roll('b'))).toBe(false);
    expect(isPlain(resting().set('c', { replicas: 0 }).wait(9000).roll('b'))).toBe(true);
    expect(isPlain(resting().resize('a', 2).wait(9000).roll('b'))).toBe(false);
    expect(isPlain(resting().resize('a', 0).wait(9000).roll('b'))).toBe(false);
    const going = resting().set('c', { replicas: 0 });
    going.also((trace) => trace.terminate('ReplicaSet', setName('c'))).wait(9000);
    expect(isPlain(going.roll('b'))).toBe(false);
    const foreign = miniTrace().deployment().set('c', { replicas: 3 }).observed().wait(9000);
    expect(isPlain(foreign.roll('b'))).toBe(false);
    expect(isPlain(miniTrace().deployment({ replicas: 0 }).observed().wait(9000).roll('b'))).toBe(
      false,
    );
  });
  test('ends when the spec changes again, and with the Deployment', () => {
    expect(isPlain(rolling().wait(9000).change({ replicas: 4 }))).toBe(false);
    expect(isPlain(rolling().also((trace) => trace.terminate('Deployment', 'web')))).toBe(false);
    expect(isPlain(rolling().also((trace) => trace.remove('Deployment', 'web')))).toBe(false);
  });
  test('ends when a third ReplicaSet comes into use', () => {
    expect(isPlain(rolling().set('c', { replicas: 0 }))).toBe(true);
    expect(isPlain(rolling().set('c', { replicas: 1 }))).toBe(false);
  });
  test('ends when somebody else writes one of the two, or one of them goes', () => {
    expect(isPlain(rolling().resize('a', 2, { actor: 'user' }))).toBe(false);
    expect(isPlain(rolling().report('a', { available: 2 }))).toBe(true);
    const controller = 'deployment-controller';
    const change = (told: Story, does: 'terminate' | 'remove') =>
      told.also((trace) => trace[does]('ReplicaSet', setName('a'), controller));
    expect([isPlain(change(rolling(), 'terminate')), isPlain(change(rolling(), 'remove'))]).toEqual([
      false,
      false,
    ]);
    const freed = rolling().also((trace) =>
      trace.change('ReplicaSet', setName('a'), { metadata: { ownerReferences: [] } }, controller),
    );
    expect(isPlain(freed)).toBe(false);
  });
  test('ends when the suite touched one of the two, where nobody is named', () => {
    const name = setName('a');
    const target = { kind: 'ReplicaSet', pick: 0 } as const;
    const resized = (isTouched: boolean) =>
      rolling().also((trace) => {
        const edit = { verb: 'scale', target, replicas: 9 } as const;
        if (isTouched) trace.command(edit, { kind: 'ReplicaSet', name });
        trace.change('ReplicaSet', name, { spec: { replicas: 2 } });
      });
    expect([isPlain(resized(false)), isPlain(resized(true))]).toEqual([true, false]);
    expect(podName('a', 1)).toContain(name);
  });
});
