import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { podsAreNamedAfterTheirReplicaSet as property } from './pods-are-named-after-their-replica-set.ts';

/** A ReplicaSet of this name and one pod of it. */
function judged(set: string, pod: string) {
  const trace = miniTrace().add('ReplicaSet', set);
  const ownerReferences = ownedByObject('ReplicaSet', set, trace.uidOf('ReplicaSet', set));
  return trace.add('Pod', pod, { metadata: { ownerReferences } }).judge(property).status;
}

describe('replicaset/pods-are-named-after-their-replica-set', () => {
  test('holds with the name, a dash and five characters', () => {
    expect(judged('web-a', 'web-a-x2k4z')).toBe('passed');
  });

  test('fails with a number, with a vowel, without the dash', () => {
    expect(judged('web-a', 'web-a-0')).toBe('failed');
    expect(judged('web-a', 'web-a-xakez')).toBe('failed');
    expect(judged('web-a', 'web-ax2k4z')).toBe('failed');
  });

  test('holds with a long name that is cut, dash and all', () => {
    const long = 'w'.repeat(60);
    expect(judged(long, `${'w'.repeat(58)}x2k4z`)).toBe('passed');
    expect(judged(long, `${long}-x2k4z`)).toBe('failed');
  });

  test('says nothing about pods of others', () => {
    expect(miniTrace().add('Pod', 'web-0').judge(property).status).toBe('vacuous');
  });
});
