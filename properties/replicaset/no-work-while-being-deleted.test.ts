import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { noWorkWhileBeingDeleted as property } from './no-work-while-being-deleted.ts';

const by = 'replicaset-controller';

/** A ReplicaSet with a pod and an orphan beside it. */
function told(stalenessMs = 0) {
  const trace = miniTrace({ stalenessMs }).add('ReplicaSet', 'web');
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  const owned = { metadata: { ownerReferences } };
  trace.add('Pod', 'web-1', owned, by).add('Pod', 'stray').wait(10_000);
  return { trace, owned };
}

function going(stalenessMs = 0) {
  const { trace, owned } = told(stalenessMs);
  trace.terminate('ReplicaSet', 'web', 'user').wait(1);
  trace.terminate('Pod', 'web-1', 'garbage-collector');
  return { trace, owned };
}

describe('replicaset/no-work-while-being-deleted', () => {
  test('holds when its pods go and nothing comes', () => {
    expect(going().trace.remove('Pod', 'web-1').judge(property).status).toBe('passed');
  });

  test('fails when it creates, adopts, releases or deletes a pod', () => {
    const creates = going();
    creates.trace.add('Pod', 'web-2', creates.owned, by);
    expect(creates.trace.judge(property).status).toBe('failed');
    const adopts = going();
    adopts.trace.change('Pod', 'stray', adopts.owned, by);
    expect(adopts.trace.judge(property).status).toBe('failed');
    const releases = going();
    releases.trace.change('Pod', 'web-1', { metadata: { ownerReferences: [] } }, by);
    expect(releases.trace.judge(property).status).toBe('failed');
    const deletes = told().trace.terminate('ReplicaSet', 'web', 'user').wait(1);
    expect(deletes.terminate('Pod', 'web-1', by).judge(property).status).toBe('failed');
  });

  test('holds as long as it may not have known', () => {
    const { trace, owned } = going(2000);
    expect(trace.wait(1000).add('Pod', 'web-2', owned, by).judge(property).status).toBe('passed');
    expect(trace.wait(3000).add('Pod', 'web-3', owned, by).judge(property).status).toBe('failed');
  });

  test('says nothing of a ReplicaSet that stays', () => {
    const { trace, owned } = told();
    expect(trace.add('Pod', 'web-2', owned, by).judge(property).status).toBe('vacuous');
  });
});
