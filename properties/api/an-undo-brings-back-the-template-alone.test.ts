import { expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { anUndoBringsBackTheTemplateAlone } from './an-undo-brings-back-the-template-alone.ts';

const templateOf = (image: string, labels: object = {}) => ({
  metadata: { labels: { app: 'web', ...labels } },
  spec: { containers: [{ name: 'main', image }] },
});

/** The judgement of an undo after which the Deployment, at revision c, has this spec. */
function judged(change: object, toRevision?: number) {
  const trace = miniTrace().add('Deployment', 'web', { spec: { template: templateOf('c') } });
  const ownerReferences = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
  for (const [index, image] of ['a', 'b', 'c'].entries()) {
    const annotations = { 'deployment.kubernetes.io/revision': String(index + 1) };
    trace.add('ReplicaSet', image, {
      metadata: { ownerReferences, annotations },
      spec: { template: templateOf(image, { 'pod-template-hash': image }) },
    });
  }
  const target = { kind: 'Deployment', of: 'web', pick: 0 } as const;
  return trace
    .wait(10)
    .command(
      { verb: 'rollout-undo', target, ...(toRevision !== undefined && { toRevision }) },
      { kind: 'Deployment', name: 'web' },
    )
    .change('Deployment', 'web', { spec: change })
    .judge(anUndoBringsBackTheTemplateAlone).status;
}

test('the second newest template comes back, or the one that was asked for', () => {
  expect(judged({ template: templateOf('b') })).toBe('passed');
  expect(judged({ template: templateOf('a') })).toBe('failed');
  expect(judged({ template: templateOf('a') }, 1)).toBe('passed');
  expect(judged({ template: templateOf('b') }, 1)).toBe('failed');
});

test('nothing else comes with it', () => {
  expect(judged({ template: templateOf('b'), replicas: 77 })).toBe('failed');
});

test('says nothing of changes of the status, and of other commands', () => {
  expect(judged({})).toBe('vacuous');
  const web = miniTrace().add('Deployment', 'web').change('Deployment', 'web', {
    spec: { template: templateOf('b') },
  });
  expect(web.judge(anUndoBringsBackTheTemplateAlone).status).toBe('vacuous');
});
