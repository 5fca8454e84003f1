import { describe, expect, test } from 'vitest';
import type { Sketch } from '../sketch.ts';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { podsCarryTheTemplate as property } from './pods-carry-the-template.ts';

const labels = { app: 'mini' };
const template = {
  metadata: { labels, annotations: { note: 'a' } },
  spec: { containers: [{ name: 'main', image: 'mini:a' }] },
};
const whole = { labels, annotations: { note: 'a', added: 'later' } };

/** A ReplicaSet, a minute, and a pod as sketched. */
function started(stalenessMs = 0) {
  return miniTrace({ stalenessMs }).add('ReplicaSet', 'web', { spec: { template } }).wait(60_000);
}

function withPod(trace: ReturnType<typeof started>, metadata: Sketch<'Pod'>['metadata']) {
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  const spec = { nodeName: 'node-0', containers: [{ name: 'main', image: 'mini:a' }] };
  return trace.add('Pod', 'web-1', { metadata: { ownerReferences, ...metadata }, spec });
}

describe('replicaset/pods-carry-the-template', () => {
  test('holds when the template is there, with what others added', () => {
    expect(withPod(started(), whole).judge(property).status).toBe('passed');
  });

  test('fails without its annotations, or with another image', () => {
    expect(withPod(started(), { labels }).judge(property)).toMatchObject({
      status: 'failed',
      violation: { observed: 'differs in annotations' },
    });
    const other = { ...template, spec: { containers: [{ name: 'main', image: 'mini:b' }] } };
    const trace = started().change('ReplicaSet', 'web', { spec: { template: other } });
    expect(withPod(trace.wait(1), whole).judge(property).status).toBe('failed');
  });

  test('fails with a reference that does not block', () => {
    const trace = started();
    const uid = trace.uidOf('ReplicaSet', 'web');
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid, controller: true },
    ];
    expect(withPod(trace, { ...whole, ownerReferences }).judge(property).status).toBe('failed');
  });

  test('holds with the template that was seen a moment ago', () => {
    const other = { ...template, spec: { containers: [{ name: 'main', image: 'mini:b' }] } };
    const trace = started(2000).change('ReplicaSet', 'web', { spec: { template: other } });
    expect(withPod(trace.wait(1000), whole).judge(property).status).toBe('passed');
  });

  test('says nothing about pods of others', () => {
    expect(started().add('Pod', 'other').judge(property).status).toBe('vacuous');
  });
});
