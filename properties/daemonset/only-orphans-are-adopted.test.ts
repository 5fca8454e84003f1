import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { miniDaemons } from './fixture.ts';
import { onlyOrphansAreAdopted as property } from './only-orphans-are-adopted.ts';

const orphan = (labels = {}) =>
  miniDaemons(1).pod('bbbbb', 'n1', { isOrphan: true, labels }).wait(5000);

describe('daemonset/only-orphans-are-adopted', () => {
  test('holds for an orphan that matches', () => {
    expect(orphan().adopt('bbbbb').judge(property)).toBe('passed');
  });
  test('fails for one that does not match', () => {
    expect(orphan({ app: 'other' }).adopt('bbbbb').judge(property)).toBe('failed');
  });
  test('fails for one that has a controller', () => {
    const taken = orphan().also((trace) => {
      const ownerReferences = ownedByObject('DaemonSet', 'api', 'daemonset-api-9');
      trace.change('Pod', 'log-bbbbb', { metadata: { ownerReferences } }, 'user');
    });
    expect(taken.adopt('bbbbb').judge(property)).toBe('failed');
  });
  test('says nothing of pods that stay with their owner, or are let go', () => {
    const own = miniDaemons(1).pod('bbbbb', 'n1');
    expect(own.unready('bbbbb').release('bbbbb').judge(property)).toBe('vacuous');
  });
});
