import { describe, expect, test } from 'vitest';
import { failuresAreSpaced as property } from './failures-are-spaced.ts';
import type { Story } from './fixture.ts';
import { miniDaemons, tainted } from './fixture.ts';

/** Pods of one node that fail one after the other: made, failed, deleted, gone, each in 1 s. */
function failTimes(times: number, told: Story = miniDaemons(1)): Story {
  return [...'bcdfg'].slice(0, times).reduce((story, letter) => {
    const letters = letter.repeat(5);
    return story.born(letters, 'n1').fail(letters).drop(letters);
  }, told);
}

describe('daemonset/failures-are-spaced', () => {
  test('holds while the delays are short', () => {
    expect(failTimes(2).judge(property)).toBe('passed');
    expect(failTimes(4).judge(property)).toBe('passed');
  });
  test('fails where the next one would have to wait longer', () => {
    expect(failTimes(5).judge(property)).toBe('failed');
  });
  test('says nothing of one failure, of users, or when a new generation was observed', () => {
    expect(failTimes(1).judge(property)).toBe('vacuous');
    const told = failTimes(1).born('jjjjj', 'n1').fail('jjjjj');
    expect(told.kill('jjjjj', 'user').judge(property)).toBe('vacuous');
    const anew = failTimes(4).also((trace) => {
      trace.change('DaemonSet', 'log', { status: { observedGeneration: 2 } });
    });
    expect(anew.born('jjjjj', 'n1').fail('jjjjj').kill('jjjjj').judge(property)).toBe('passed');
  });
  test('says nothing of pods that may not stay, that an update takes, and after a restart', () => {
    const left = failTimes(4).born('jjjjj', 'n1').fail('jjjjj').taint('n1', tainted('NoExecute'));
    expect(left.kill('jjjjj').judge(property)).toBe('passed');
    const rolled = failTimes(4).born('jjjjj', 'n1').fail('jjjjj').roll('b');
    expect(rolled.kill('jjjjj').judge(property)).toBe('passed');
    const restart = {
      fault: 'ControllerRestart',
      component: 'daemonset-controller',
      for: 1,
    } as const;
    expect(failTimes(1, failTimes(4).fault(restart)).judge(property)).toBe('passed');
  });
});
