import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { whatMatchesIsOwned as property } from './what-matches-is-owned.ts';

const running = () => miniDaemons(2).pod('bbbbb', 'n1');
const relabelled = () =>
  running().also((trace) => {
    trace.change('Pod', 'log-bbbbb', { metadata: { labels: { app: 'other' } } }, 'user');
  });

describe('daemonset/what-matches-is-owned', () => {
  test('holds when everything is as its labels say', () => {
    expect(running().rest().judge(property)).toBe('passed');
    expect(relabelled().release('bbbbb').rest().judge(property)).toBe('passed');
    const adopted = running().pod('ccccc', 'n2', { isOrphan: true }).adopt('ccccc');
    expect(adopted.rest().judge(property)).toBe('passed');
  });
  test('fails when one was not released, or not adopted', () => {
    expect(relabelled().rest().judge(property)).toBe('failed');
    const left = running().pod('ccccc', 'n2', { isOrphan: true });
    expect(left.rest().judge(property)).toBe('failed');
    const revision = running().also((trace) => {
      const labels = { app: 'mini', 'controller-revision-hash': 'x' };
      trace.add('ControllerRevision', 'log-x', { metadata: { labels } }, 'user');
    });
    expect(revision.rest().judge(property)).toBe('failed');
  });
  test('says nothing of orphans that are going, and without rest', () => {
    const going = running().pod('ccccc', 'n2', { isOrphan: true }).kill('ccccc', 'user');
    expect(going.rest().judge(property)).toBe('passed');
    expect(relabelled().judge(property)).toBe('vacuous');
    const gone = miniDaemons(1).also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
    expect(gone.rest().judge(property)).toBe('vacuous');
  });
});
