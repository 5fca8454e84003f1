import { describe, expect, test } from 'vitest';
import type { Story } from './fixture.ts';
import { miniDaemons } from './fixture.ts';
import { oneRevisionStandsForTheTemplate as property } from './one-revision-stands-for-the-template.ts';

const number = (told: Story, name: string, revision: number) =>
  told.also((trace) => trace.change('ControllerRevision', name, { revision }));
const rolled = () => number(miniDaemons(1).roll('b'), 'log-b', 2);

describe('daemonset/one-revision-stands-for-the-template', () => {
  test('holds when it is the last one', () => {
    expect(miniDaemons(1).rest().judge(property)).toBe('passed');
    expect(rolled().rest().judge(property)).toBe('passed');
  });
  test('fails when there is none, or it is not the last one', () => {
    const gone = miniDaemons(1).also((trace) => trace.remove('ControllerRevision', 'log-a'));
    expect(gone.rest().judge(property)).toBe('failed');
    const later = number(rolled(), 'log-a', 2).change({ minReadySeconds: 1 });
    expect(later.rest().judge(property)).toBe('failed');
  });
  test('fails when it is not named after its hash', () => {
    const labels = { app: 'mini', 'controller-revision-hash': 'other' };
    const told = miniDaemons(1).also((trace) =>
      trace.change('ControllerRevision', 'log-a', { metadata: { labels } }),
    );
    expect(told.rest().judge(property)).toBe('failed');
  });
  test('holds when nothing made the controller look at the number', () => {
    expect(number(rolled(), 'log-a', 2).rest().judge(property)).toBe('passed');
  });
  test('says nothing without rest, and of sets that are being deleted', () => {
    expect(miniDaemons(1).judge(property)).toBe('vacuous');
    const going = miniDaemons(1).also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
    expect(going.rest().judge(property)).toBe('vacuous');
  });
});
